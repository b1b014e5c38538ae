"""The database: opened, written article by article, checked.

    db = open_database(Path("union.db"))
    with db.atomic():
        replace_article(db, record, content_hash, version)

An article's rows are replaced as one; rows that articles share follow from what the articles at hand claim, whatever
the order in which they came. A database is therefore a function of its articles, and `comparable` is equal for two
databases of the same archive.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlite_utils import Database

from schemas.lexicon import rows
from schemas.migrations import SEARCH, migrations
from schemas.record import Record
from schemas.rows import ArticleRows, Row, article_rows, key, organisation_row, person_row, place_row, proof

OWNED = ["mentions", "dates", "documents", "awards", "counts", "events", "article_organisations", "article_people", "article_places"]
"""Tables whose rows go with their article, in the order in which they can be emptied; those of events go with the event."""
WRITTEN = [*reversed(OWNED), "event_organisations", "event_people"]
BOOKKEEPING = {"runs", "run_files", "_sqlite_migrations"}
"""Tables that tell of the runs, not of the articles."""


class DatabaseError(Exception):
    """The database cannot be used; the message is one line: what is wrong, with what, what to do."""


# Shared rows: table, the table that claims them and by which column, the preferred claim, and the row made of it.
# Preferred is a body met itself to an implied one, a kind to none, and lower case to capitals (headlines shout).
PREFERRED_BODY = "implied, kind DESC, name DESC, level DESC, place DESC, registry DESC"
SHARED: list[tuple[str, str, str, str, Callable[[str, Row], Row]]] = [
    ("organisations", "article_organisations", "organisation_id", PREFERRED_BODY, organisation_row),
    ("people", "article_people", "person_id", "name DESC", person_row),
    ("places", "article_places", "place_id", "name DESC, kind DESC, province DESC", place_row),
]


FATAL = ("full", "disk I/O", "readonly", "unable to open", "malformed", "not a database")
"""Of SQLite's messages those after which nothing more can be stored."""


@contextmanager
def only_builder(path: Path) -> Iterator[None]:
    """Holds the database for one builder: a lock on a file beside it, which the system lets go when the process ends, however it ends.

    Raises DatabaseError where another builder holds it.
    """
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: không có thư mục {path.parent}; hãy tạo thư mục hoặc chọn đường dẫn khác cho --db")
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise DatabaseError(f"{path}: một lệnh build khác đang ghi; hãy đợi lệnh ấy xong rồi chạy lại") from None
    except OSError as error:
        raise DatabaseError(f"{path}: không ghi được ({error.strerror}); hãy chọn đường dẫn khác cho --db") from None
    try:
        yield
    finally:
        lock.release()


def fatal(error: Exception) -> bool:
    """Whether an error is the database's own (a full disk, say), rather than of what was to be stored."""
    return isinstance(error, sqlite3.DatabaseError) and any(message in str(error) for message in FATAL)


def in_a_line(path: Path, error: sqlite3.DatabaseError) -> DatabaseError:
    """SQLite's error as ours: what is wrong, with what, what to do."""
    return DatabaseError(f"{path}: {_reason(error)}; phần đã xong vẫn nguyên, chạy lại lệnh này để làm tiếp")


def open_database(path: Path | str) -> Database:
    """Open a database for writing, made where there is none and brought to the present version where it is older.

    Raises DatabaseError where the path is not writable, or is something else than such a database.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: không có thư mục {path.parent}; hãy tạo thư mục hoặc chọn đường dẫn khác cho --db")
    db = None
    try:
        db = Database(path)
        _refuse_strangers(db, path)
        db.conn.execute("PRAGMA foreign_keys = ON")
        db.conn.execute("PRAGMA synchronous = NORMAL")
        db.conn.execute("PRAGMA busy_timeout = 10000")
        db.enable_wal()
        migrations.apply(db)
        with db.atomic():
            for row in rows("schemas", "event_types"):
                _upsert(db, "event_types", {"id": row["code"], "name": row["label"], "name_en": row["label_en"], "covers": row["covers"]})
    except (sqlite3.DatabaseError, DatabaseError) as error:
        if db:
            db.close()
        if isinstance(error, DatabaseError):
            raise
        raise DatabaseError(f"{path}: {_reason(error)}; hãy chọn đường dẫn khác cho --db") from None
    return db


def close_database(db: Database) -> None:
    """Close a database so that it is one file again, which can be read in a folder that cannot be written to.

    While others read it, it stays in two: what is in the log moves when it is opened next.
    """
    with suppress(sqlite3.OperationalError):
        db.conn.execute("PRAGMA busy_timeout = 1000")
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.disable_wal()
    db.close()


def back_up(path: Path, copy: Path) -> None:
    """Copy a database, as it was at one moment, to a new file, though it be read and written meanwhile; what was there is replaced.

    Raises DatabaseError where one of them cannot be used.
    """
    unfinished = copy.with_name(f"{copy.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        source, target = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True), sqlite3.connect(unfinished)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            source.close()
            target.close()
        unfinished.replace(copy)
    except sqlite3.DatabaseError as error:
        unfinished.unlink(missing_ok=True)
        raise DatabaseError(f"{copy}: {_reason(error)}; hãy chọn đường dẫn khác cho --out") from None


def replace_article(db: Database, record: Record, content_hash: str, version: str) -> None:
    """Write one record in place of what its article had; rows of other articles stay as they are. Call it in a transaction."""
    written = article_rows(record, content_hash, version)
    article = written.tables["articles"][0]
    touched = _forget(db, article["id"])
    _upsert(db, "articles", article)
    for table in WRITTEN:
        _insert(db, table, written.tables.get(table, []))
    for organisation, name in sorted(written.aliases):
        db.conn.execute(
            "INSERT INTO aliases (organisation_id, name, articles) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET articles = articles + 1",
            (organisation, name),
        )
    _settle(db, touched | _claimed(written))


def remove_article(db: Database, article: str) -> None:
    """Take out the article of this key, with everything that hung on it. Call it in a transaction."""
    touched = _forget(db, article)
    db.conn.execute("DELETE FROM articles WHERE id = ?", (article,))
    _settle(db, touched)


def add_reject(db: Database, path: str, source: str, reason: str) -> str:
    """Note that `source` (the file `path`, or a record in it) is no article, and why; its key. The same note twice is one."""
    row = {"id": key("reject", path, source, reason), "path": path, "source": source, "reason": reason}
    _upsert(db, "rejects", row)
    return row["id"]


def start_run(db: Database, version: str, settings: dict[str, Any]) -> int:
    """Note that a run has begun; its number."""
    run = db.conn.execute(
        "INSERT INTO runs (started, version, settings) VALUES (?, ?, ?)", (_now(), version, json.dumps(settings, ensure_ascii=False))
    ).lastrowid
    db.conn.commit()
    assert run is not None
    return run


def finish_run(db: Database, run: int, totals: dict[str, Any]) -> None:
    """Note what a run has come to."""
    db.conn.execute("UPDATE runs SET finished = ?, totals = ? WHERE id = ?", (_now(), json.dumps(totals, ensure_ascii=False), run))
    db.conn.commit()


def check(db: Database) -> list[str]:
    """What is wrong with the database, one line each; empty where all is well."""
    problems = [f"integrity: {row[0]}" for row in db.conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [f"foreign key: {table} {rowid} → {other}" for table, rowid, other, _ in db.conn.execute("PRAGMA foreign_key_check")]
    for what, sql in CHECKS.items():
        problems += [f"{what}: {' '.join(map(str, row))}" for row in db.conn.execute(sql)]
    problems += [f"mention of other words: {article}" for article in _unproved(db)]
    for table in SEARCH:
        stored, indexed = (db.table(name).count for name in (table, f"{table}_fts_docsize"))
        if stored != indexed:
            problems.append(f"search: {table} has {stored} rows, its index {indexed}")
    return problems


def _unproved(db: Database) -> Iterator[str]:
    """The articles whose mentions do not stand for the words that they were made from."""
    for article, text, proved in db.conn.execute("SELECT id, text, proof FROM articles WHERE proof IS NOT NULL"):
        mentions = db.conn.execute('SELECT start, "end" FROM mentions WHERE article_id = ? ORDER BY number', (article,))
        if proof(text, mentions) != proved:
            yield article


def comparable(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table in order of content, the runs' own tables and the search index aside."""
    tables = [name for name in db.table_names() if name not in BOOKKEEPING and "_fts" not in name]
    return {name: sorted(db.conn.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}


CHECKS = {
    "mention outside the text": """
        SELECT article_id, kind, row FROM mentions JOIN articles ON articles.id = article_id
        WHERE start < 0 OR start >= "end" OR "end" > length(text) OR (start IS NULL) != ("end" IS NULL)""",
    "mention without place or reason": "SELECT article_id, kind, row FROM mentions WHERE start IS NULL AND inferred IS NULL",
    "value without evidence": " UNION ALL ".join(
        f"SELECT '{table}', id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE row = {table}.id)"
        for table in ("events", "event_organisations", "event_people", "counts", "awards", "documents", "dates")
    ),
    "article without source": "SELECT id, identity FROM articles WHERE id NOT IN (SELECT article_id FROM sources)",
    "shared row that no article claims": " UNION ALL ".join(
        f"SELECT '{table}', id, name FROM {table} WHERE id NOT IN (SELECT {column} FROM {claims})" for table, claims, column, _, _ in SHARED
    ),
    "alias count": "SELECT organisation_id, name, articles FROM aliases WHERE articles < 1",
    "more than one main event": "SELECT article_id FROM events GROUP BY article_id HAVING sum(main) > 1",
}


def _refuse_strangers(db: Database, path: Path) -> None:
    """Raise DatabaseError for a database of somebody else's or of a later version."""
    applied = {migration.name for migration in migrations.applied(db)}
    if not applied and db.table_names():
        raise DatabaseError(f"{path}: là cơ sở dữ liệu của chương trình khác; hãy chọn đường dẫn khác cho --db")
    newer = applied - {migration.name for migration in migrations.pending(Database(memory=True))}
    if newer:
        raise DatabaseError(f"{path}: do phiên bản sukien mới hơn tạo ra ({', '.join(sorted(newer))}); hãy nâng cấp sukien")


def _reason(error: sqlite3.DatabaseError) -> str:
    """SQLite's message in words that say what to do about it."""
    text = str(error)
    known = {
        "not a database": "không phải cơ sở dữ liệu SQLite",
        "unable to open": "không mở được để ghi",
        "readonly": "không ghi được",
        "locked": "đang bị một chương trình khác khóa",
        "full": "đĩa đã đầy, hãy dọn chỗ",
        "disk I/O": "đĩa báo lỗi khi ghi, hãy kiểm tra đĩa và chỗ trống",
    }
    return next((ours for theirs, ours in known.items() if theirs in text), text)


def _forget(db: Database, article: str) -> set[tuple[str, str]]:
    """Delete what hangs on an article, the article itself aside; the (table, key) of the shared rows it had claimed."""
    stored = db.conn.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
    if not stored:
        return set()
    printed = db.conn.execute('SELECT row, start, "end" FROM mentions WHERE article_id = ? AND kind = ?', (article, "organisation"))
    aliases = {(row, " ".join(stored[0][start:end].split())) for row, start, end in printed if start is not None}
    db.conn.executemany("UPDATE aliases SET articles = articles - 1 WHERE organisation_id = ? AND name = ?", sorted(aliases))
    db.conn.executemany("DELETE FROM aliases WHERE organisation_id = ? AND name = ? AND articles = 0", sorted(aliases))
    touched: set[tuple[str, str]] = set()
    for table, claims, column, _, _ in SHARED:
        found = db.conn.execute(f"SELECT {column} FROM {claims} WHERE article_id = ?", (article,))
        touched |= {(table, id_) for (id_,) in found}
    for table in OWNED:
        db.conn.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))
    return touched


def _claimed(written: ArticleRows) -> set[tuple[str, str]]:
    """The (table, key) of the shared rows that an article claims."""
    return {(table, row[column]) for table, claims, column, _, _ in SHARED for row in written.tables.get(claims, [])}


def _settle(db: Database, touched: Iterable[tuple[str, str]]) -> None:
    """Make, rename or delete shared rows as the claims at hand want it."""
    of_table = {shared[0]: shared for shared in SHARED}
    for table, id_ in sorted(touched):
        _, claims, column, preferred, row_of = of_table[table]
        best = next(_rows(db, f"SELECT * FROM {claims} WHERE {column} = ? ORDER BY {preferred} LIMIT 1", id_), None)
        if best is None:
            db.conn.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
            continue
        row = row_of(id_, best)
        stored = next(_rows(db, f"SELECT {', '.join(row)} FROM {table} WHERE id = ?", id_), None)
        if row != stored:
            _upsert(db, table, row)


def _rows(db: Database, sql: str, *values: Any) -> Iterator[Row]:
    cursor = db.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _insert(db: Database, table: str, rows: list[Row]) -> None:
    # Plain executemany: sqlite-utils looks the schema up on every call, which would take most of a build's writing time.
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        db.conn.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows]
        )


def _upsert(db: Database, table: str, row: Row) -> None:
    columns = [f'"{column}"' for column in row]
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(row))}) ON CONFLICT (id) DO UPDATE SET {changes}"
    db.conn.execute(sql, tuple(row.values()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
