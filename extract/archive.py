"""An archive in, a database out: what is new or changed is extracted, what is not is left alone.

A file is read again when its size, its time or the pipeline's version has changed; an article is extracted again when its
content hash or the version has. One article in several files has one row and several sources; its facts are those of the
newest capture, or else of the first source by path, so that a database grown over many runs equals one built at once. Which of the
copies of a text is the article, `extract.copies` says; what an article said before, `extract.versions` keeps.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.article import Reject
from corpus.encoding import clean
from corpus.given import Given
from corpus.read import holds_many, list_files
from extract import copies
from extract.happenings import link_archive, link_events
from extract.versions import keep
from extract.workers import Chunk, File, Finished, Item, MakePipeline, Ready, Refused, Task, items, run_apart, run_here, run_in_processes
from schemas.database import (
    DatabaseError,
    add_reject,
    close_database,
    fatal,
    finish_run,
    in_a_line,
    only_builder,
    open_database,
    start_run,
)
from schemas.reports import NEW
from schemas.rows import Row, article_key, key

CHUNK = 16
"""Articles per task sent to a process, and per transaction."""
HEAVY = 8_000_000
"""Characters of a task with which it is sent, though it be of fewer articles: several wait in memory."""
WORTH_A_PROCESS = 500_000
"""Bytes of archive: extracting them takes about as long as starting another process."""

WORTH_A_LINKER = 10_000
"""Events to be linked with others: that takes so long as starting a process, ten times over."""

STORED = "SELECT content_hash, version FROM {} WHERE id = ?"

Progress = Callable[[int, int], None]
"""Called with the bytes read and stored so far, and all there are to read."""


class SourceError(ValueError):
    """The sources cannot be indexed as they were given; the message is one line."""


@dataclass
class Summary:
    """What a build has done, and what the database holds after it."""

    files: int = 0
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    rejected: list[Reject] = field(default_factory=list)
    articles: int = 0
    copies: int = 0
    events: int = 0
    rejects: int = 0
    events_by_type: dict[str, int] = field(default_factory=dict)
    events_by_year: dict[int | None, int] = field(default_factory=dict)
    interrupted: bool = False


def build(
    sources: Iterable[Path],
    db_path: Path,
    make_pipeline: MakePipeline,
    version: str,
    workers: int | None = None,
    prune: bool = False,
    since: float | None = None,
    scheduler: str | None = None,
    progress: Progress = lambda done, total: None,
) -> Summary:
    """Index the new and changed articles of files and folders; with `prune`, drop those whose source is gone.

    `version` is the pipeline's; `since` leaves files alone that were last changed before it (seconds, as `os.stat` has them);
    `scheduler` is the address of a Dask cluster, or `local`, that extracts in place of `workers` processes here.
    Raises SourceError, DatabaseError for the database and ClusterError for the cluster; nothing an article holds does.
    Finished work is kept when the run is interrupted, or its process killed: a file's rows and the mark that it is done are
    stored together.
    """
    sources = list(sources)
    files = _list(sources, db_path)
    try:
        with only_builder(db_path):
            db = open_database(db_path)
            settings = {"sources": [str(source) for source in sources], "workers": workers, "prune": prune, "since": since}
            run = start_run(db, version, settings)
            indexer = _Indexer(db, version, progress, scheduler, db_path.with_name(f"{db_path.name}.shards"))
            indexer.summary.files, indexer.summary.interrupted = len(files), True
            try:
                _bring_up_to_date(indexer, files, make_pipeline, workers, prune, since)
                _link(db, db_path)
                indexer.summary.interrupted = False
            finally:
                _count_all(db, indexer.summary)
                finish_run(db, run, {**asdict(indexer.summary), "rejected": len(indexer.summary.rejected)})
                close_database(db)
    except sqlite3.DatabaseError as error:
        raise in_a_line(db_path, error) from None
    return indexer.summary


def _bring_up_to_date(
    indexer: "_Indexer", files: dict[str, File], make_pipeline: MakePipeline, workers: int | None, prune: bool, since: float | None
) -> None:
    """Index what is new, changed or now the first of its article's sources; with `prune`, forget what is gone."""
    db = indexer.db
    todo = [file for file in files.values() if not indexer.is_current(file) and file.mtime_ns >= (since or 0) * 1e9]
    gone = prune and _mark_gone(db, files)
    done: set[str] = set()
    while todo or gone:
        indexer.index(todo, make_pipeline, workers or _workers_for(todo))
        done |= {file.name for file in todo}
        todo, gone = [files[name] for name in _outdated(db) if name in files and name not in done], False
    if prune and files:
        indexer.summary.removed = _drop_gone(db)


def _link(db: Database, db_path: Path) -> None:
    """Bring the happenings up to date: where much is due in a process of its own, so that the memory of this one stays what it is."""
    (due,) = db.conn.execute("SELECT count(*) FROM reports WHERE due = ?", (NEW,)).fetchone()
    if due < WORTH_A_LINKER:
        link_events(db)
        return
    try:
        run_apart(link_archive, db_path)
    except EOFError:
        reason = "tiến trình gộp các bài về cùng một sự việc bị dừng giữa chừng"
        raise DatabaseError(f"{db_path}: {reason}; phần đã xong vẫn nguyên, chạy lại lệnh này để làm tiếp") from None


class _Indexer:
    """Files in, rows out; what is stored never depends on the order of the files."""

    def __init__(self, db: Database, version: str, progress: Progress, scheduler: str | None, shards: Path) -> None:
        self.db, self.version, self.progress, self.summary = db, version, progress, Summary()
        self.scheduler, self.shards = scheduler, shards
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self.stamps = {path: tuple(rest) for path, *rest in db.conn.execute("SELECT path, folder, size, mtime_ns, version FROM run_files")}
        self.unfinished = False  # whether something of that file is to be tried again
        self.seen: set[int] = set()  # keys of sources and rejects of the file that is being stored

    def is_current(self, file: File) -> bool:
        """Whether the file is as it was when this version last read it."""
        return self.stamps.get(file.name) == _stamp(file, self.version)

    def index(self, files: list[File], make_pipeline: MakePipeline, workers: int) -> None:
        """Read, extract and store some files."""
        results = self._extracted(self._chunks(files), make_pipeline, workers)
        total, before, within = sum(file.size for file in files), 0, 0
        with closing(results):
            for chunk, outcomes in results:
                with self.db.atomic():
                    for task, found in zip(chunk, outcomes, strict=True):
                        for outcome in found:
                            self._store(task.file, outcome)
                        within += sum(_weight(item) for _, item in task.articles or ())
                        if task.last:
                            self._finish(task.file)
                            before, within = before + task.file.size, 0
                self.progress(before + min(within, chunk[-1].file.size), total)

    def _extracted(self, chunks: Iterator[Chunk], make_pipeline: MakePipeline, workers: int) -> Finished:
        """What comes of chunks: here, in processes, or on a cluster."""
        if self.scheduler:
            from extract.cluster import run_on_cluster  # an extra, and two seconds to import

            return run_on_cluster(chunks, make_pipeline, self.scheduler, self.shards, self.version, workers)
        return run_here(chunks, make_pipeline) if workers == 1 else run_in_processes(chunks, make_pipeline, workers)

    def _chunks(self, files: list[File]) -> Iterator[Chunk]:
        chunk: Chunk = []
        weight = 0
        for file in files:
            for task in self._tasks(file):
                chunk.append(task)
                weight += 1 if task.articles is None else len(task.articles)
                if weight >= CHUNK:
                    yield chunk
                    chunk, weight = [], 0
        if chunk:
            yield chunk

    def _tasks(self, file: File) -> Iterator[Task]:
        """One task for a file of one article; a file of many is read here, piece by piece, so that many processes share it."""
        if not holds_many(file.path):
            yield Task(file, self._known(file, 1, 1))
            return
        numbered = items(file)
        while piece := tuple(_up_to_a_chunk(numbered)):
            yield Task(file, self._known(file, piece[0][0], piece[-1][0]), piece, last=False)
        yield Task(file, frozenset(), ())

    def _known(self, file: File, first: int, last: int) -> frozenset[str]:
        """Content hashes of those of the file's articles, by number, that this version has extracted."""
        sql = " UNION ALL ".join(
            f"""SELECT a.content_hash FROM sources s JOIN {table} a ON a.id = s.article_id AND a.content_hash = s.content_hash
                WHERE s.path = :path AND s.number BETWEEN :first AND :last AND a.version = :version"""
            for table in ("articles", "copies")
        )
        named = {"path": file.name, "first": first, "last": last, "version": self.version}
        return frozenset(hash_ for (hash_,) in self.db.conn.execute(sql, named))

    def _store(self, file: File, outcome: Ready | Refused) -> None:
        if isinstance(outcome, Ready):
            try:
                with self.db.atomic():
                    self._store_article(file, outcome)
                    if outcome.note:
                        self._note(file, outcome.note)
                return
            except (sqlite3.Error, ValueError) as error:  # what cannot be stored costs one article, not the run
                if fatal(error):
                    raise
                outcome = Refused(outcome.number, Reject(file.name, f"không lưu được: {' '.join(str(error).split())}"), outcome.identity)
        if outcome.identity:
            self.seen.add(_source_key(file, outcome.number, outcome.identity))  # what an earlier run made of it stays
        self._note(file, outcome.reject)

    def _note(self, file: File, reject: Reject) -> None:
        self.seen.add(add_reject(self.db, file.name, reject.source, reject.reason))
        self.unfinished |= reject.again
        self.summary.rejected.append(reject)

    def _store_article(self, file: File, found: Ready) -> None:
        """Note where the article was found, and write its rows if that is the first of its sources."""
        db, article, source = self.db.conn, article_key(found.identity), _source_key(file, found.number, found.identity)
        db.execute(
            """INSERT INTO sources (id, article_id, path, number, content_hash, captured, gone) VALUES (?, ?, ?, ?, ?, ?, 0)
               ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash, captured = excluded.captured, gone = 0""",
            (source, article, file.name, found.number, found.content_hash, found.captured),
        )
        self.seen.add(source)
        stored = db.execute(" UNION ALL ".join(map(STORED.format, ("articles", "copies"))), (article, article)).fetchone()
        if self._first_source(article, file) != source:
            if found.rows and found.captured:
                self._keep_former(found.rows.tables["articles"][0], _moment(found.captured))
            self.summary.duplicates += 1
        elif found.rows is None or stored == (found.content_hash, self.version):
            self.summary.unchanged += 1
        else:
            seen = self._last_seen(article, stored[0], source, file) if stored else None
            before = copies.stored(self.db, article) if seen else None
            copies.put(self.db, found.rows, found.bands, self.version)
            if seen and before:
                self._keep_former(before.row, seen)
            self.summary.changed += 1 if stored else 0
            self.summary.added += 0 if stored else 1

    def _last_seen(self, article: int, stored: str, source: int, file: File) -> str | None:
        """When the stored text, of this hash, stood so that comes of this source now; None where the same file is only read otherwise."""
        sql = "SELECT path, captured FROM sources WHERE article_id = ? AND content_hash = ? AND id != ? ORDER BY gone, path, number LIMIT 1"
        path, captured = self.db.conn.execute(sql, (article, stored, source)).fetchone() or (file.name, None)
        if captured:
            return _moment(captured)
        _, size, mtime_ns, _ = self.stamps.get(path, (None, file.size, file.mtime_ns, None))
        if path == file.name and (size, mtime_ns) == (file.size, file.mtime_ns):
            return None
        return datetime.fromtimestamp(mtime_ns // 10**9, UTC).isoformat(timespec="seconds")

    def _keep_former(self, before: Row, seen: str) -> None:
        """Note what an article said before, or elsewhere before."""
        now = copies.stored(self.db, before["id"])
        if now:
            keep(self.db, before, now.row, seen, self.started)

    def _first_source(self, article: int, file: File) -> int:
        """The key of the source that an article's facts are taken from: of those not gone the newest capture, else the first by path."""
        sql = "SELECT gone, -coalesce(captured, 0), path, number, id FROM sources WHERE article_id = ?"
        known = self.db.conn.execute(sql, (article,)).fetchall()
        # What this file held when it was last read and has not shown yet may have gone from it.
        return min(
            (gone or (path == file.name and id_ not in self.seen), age, path, number, id_) for gone, age, path, number, id_ in known
        )[-1]

    def _finish(self, file: File) -> None:
        """Note what is no longer in the file, and that it need not be read again as it is."""
        for table, action in (("sources", "UPDATE sources SET gone = 1"), ("rejects", "DELETE FROM rejects")):
            stored = {id_ for (id_,) in self.db.conn.execute(f"SELECT id FROM {table} WHERE path = ?", (file.name,))}
            self.db.conn.executemany(f"{action} WHERE id = ?", [(id_,) for id_ in sorted(stored - self.seen)])
        stamp = (file.name, *_stamp(file, "" if self.unfinished else self.version))
        self.db.conn.execute("INSERT OR REPLACE INTO run_files (path, folder, size, mtime_ns, version) VALUES (?, ?, ?, ?, ?)", stamp)
        self.stamps[file.name] = stamp[1:]
        self.seen, self.unfinished = set(), False
        self.summary.read += 1


def _list(sources: list[Path], db_path: Path) -> dict[str, File]:
    """The files of the sources by name, without the database; SourceError for a source that is not there, and two files of one name."""
    missing = [source for source in sources if not source.exists()]
    if missing:
        raise SourceError(f"{missing[0]}: không có tệp hoặc thư mục này; hãy kiểm tra đường dẫn")
    files: dict[str, File] = {}
    for path, root in list_files(sources):
        if os.path.abspath(path) == os.path.abspath(db_path):
            continue
        name = clean(path.relative_to(root).as_posix())
        other = files.get(name)
        if other:
            raise SourceError(f"{name}: có trong cả {other.root} và {root}; hãy đưa vào thư mục chung ở trên")
        try:
            stat = path.stat()
            files[name] = File(path, root, name, stat.st_size, stat.st_mtime_ns)
        except OSError:  # a dangling link: reading it will say so
            files[name] = File(path, root, name, 0, 0)
    return files


def _up_to_a_chunk(numbered: Iterator[tuple[int, Item]]) -> Iterator[tuple[int, Item]]:
    """The next articles of a file, for one task."""
    weight = 0
    for number, item in islice(numbered, CHUNK):
        yield number, item
        weight += _weight(item)
        if weight > HEAVY:
            return


def _weight(item: Item) -> int:
    """Characters of what was read."""
    return len(item.text or "") + len(item.html or "") if isinstance(item, Given) else 0


def _stamp(file: File, version: str) -> tuple[Any, ...]:
    return os.path.abspath(file.root), file.size, file.mtime_ns, version


def _moment(captured: int) -> str:
    """A time in 14 figures, as ISO has it."""
    figures = f"{captured:014}"
    return "{}-{}-{}T{}:{}:{}+00:00".format(figures[:4], *(figures[at : at + 2] for at in range(4, 14, 2)))


def _source_key(file: File, number: int, identity: str) -> int:
    return key("source", file.name, str(number), identity)


def _workers_for(files: list[File]) -> int:
    """One process per core, but no more than the work is worth."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 1 + sum(file.size for file in files) // WORTH_A_PROCESS)


def _mark_gone(db: Database, files: dict[str, File]) -> bool:
    """Forget the files that are no longer where they were read, if any; a folder that is not there now may only be unplugged."""
    if not files:
        return False
    known = db.conn.execute("SELECT path, folder FROM run_files").fetchall()
    away = [(path, folder) for path, folder in known if path not in files and os.path.isdir(folder)]
    gone = [(path,) for path, folder in away if not os.path.exists(os.path.join(folder, path))]
    with db.atomic():
        for sql in ("UPDATE sources SET gone = 1", "DELETE FROM rejects", "DELETE FROM run_files"):
            db.conn.executemany(f"{sql} WHERE path = ?", gone)
    return bool(gone)


def _outdated(db: Database) -> list[str]:
    """Paths of the sources that an article should be read from and is not: the one it was read from has gone."""
    sql = """
        SELECT s.path FROM sources s JOIN {} a ON a.id = s.article_id
        WHERE s.content_hash != a.content_hash AND NOT s.gone
        AND s.id = (SELECT id FROM sources WHERE article_id = a.id ORDER BY gone, -coalesce(captured, 0), path, number LIMIT 1)"""
    return [path for (path,) in db.conn.execute(f"{sql.format('articles')} UNION {sql.format('copies')} ORDER BY 1")]


def _drop_gone(db: Database) -> int:
    """Remove the articles, and copies of others, that no source has any more; how many."""
    gone = db.conn.execute("SELECT article_id FROM sources GROUP BY article_id HAVING min(gone) = 1 ORDER BY 1").fetchall()
    for at in range(0, len(gone), CHUNK):
        with db.atomic():
            for (article,) in gone[at : at + CHUNK]:
                copies.drop(db, article)
    with db.atomic():
        db.conn.execute("DELETE FROM sources WHERE gone")
    return len(gone)


def _count_all(db: Database, summary: Summary) -> None:
    """What the database holds, by type (the frequent ones first) and by year."""
    held = ("articles", "copies", "events", "rejects")
    summary.articles, summary.copies, summary.events, summary.rejects = (db.table(table).count for table in held)
    by_type = "SELECT t.name, count(*) FROM events e JOIN event_types t ON t.id = e.type GROUP BY t.id ORDER BY 2 DESC, 1"
    summary.events_by_type = dict(db.conn.execute(by_type).fetchall())
    summary.events_by_year = dict(db.conn.execute("SELECT year, count(*) FROM events GROUP BY year ORDER BY year").fetchall())
