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
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlite_utils import Database

from schemas.lexicon import rows
from schemas.migrations import SEARCH, migrations
from schemas.packed_rows import unpack
from schemas.record import Record
from schemas.reports import add_reports, forget_reports
from schemas.rows import ArticleRows, Row, article_rows, key, organisation_row, person_row, place_row, proof

OWNED = ["dates", "documents", "awards", "counts", "events", "article_organisations", "article_people", "article_places"]
"""Tables whose rows go with their article, in the order in which they can be emptied; those of events go with the event."""
BOOKKEEPING = {"runs", "run_files", "versions", "_sqlite_migrations"}
"""Tables that tell of the runs, not of the articles as they are."""


CACHE = 1 << 26
"""Bytes of pages kept in memory, and of the log before it is moved into the database: keys are spread over all tables, so that with
SQLite's two and four megabytes the same pages would be read and written again and again."""
PAGE = 8192
"""Bytes to a page: three or four articles fit in one, where pages half as large would be a quarter empty."""


class DatabaseError(Exception):
    """The database cannot be used; the message is one line: what is wrong, with what, what to do."""


@dataclass(frozen=True)
class Shared:
    """Rows that articles share: they stand as long as an article claims them, and are called as the preferred claim has it."""

    table: str
    claims: str
    """What articles say of a row, a row for each way of saying it, with the number of articles that do"""
    owner: str
    """The column of the claims that holds the key of the shared row"""
    links: str
    """Which article makes which claim"""
    preferred: str
    row: Callable[[int, Row], Row]
    """The shared row that its key and the preferred claim make"""


# Preferred is a body met itself to an implied one, a kind to none, and lower case to capitals (headlines shout).
SHARED = [
    Shared(
        "organisations",
        "organisation_claims",
        "organisation_id",
        "article_organisations",
        "implied, kind DESC, name DESC, level DESC, place DESC, registry DESC",
        organisation_row,
    ),
    Shared("people", "person_claims", "person_id", "article_people", "name DESC", person_row),
    Shared("places", "place_claims", "place_id", "article_places", "name DESC, kind DESC, province DESC", place_row),
]


HAPPENING = "SELECT h.* FROM happening_events m JOIN happenings h ON h.id = m.happening_id WHERE m.event_id = ?"

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
        if not db.table_names():
            db.conn.execute(f"PRAGMA page_size = {PAGE}")
        db.conn.execute("PRAGMA synchronous = NORMAL")
        db.conn.execute("PRAGMA busy_timeout = 10000")
        db.conn.execute(f"PRAGMA cache_size = -{CACHE // 1024}")
        db.conn.execute(f"PRAGMA wal_autocheckpoint = {CACHE // PAGE}")
        db.enable_wal()
        migrations.apply(db)
        db.conn.execute("PRAGMA foreign_keys = ON")
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
    """Write one record in place of what its article had: see `replace_rows`."""
    replace_rows(db, article_rows(record, content_hash), version)


def replace_rows(db: Database, written: ArticleRows, version: str) -> None:
    """Write an article's rows in place of those it had; rows of other articles stay as they are. Call it in a transaction.

    `version` is that of what made them. Raises ValueError where the article's key is another's.
    """
    article = written.tables["articles"][0] | {"version": version}
    stored = db.conn.execute("SELECT identity, version FROM articles WHERE id = ?", (article["id"],)).fetchone()
    if stored and stored[0] != article["identity"]:
        raise ValueError(f"{article['identity']}: mã trùng với bài {stored[0]}; hãy cho bài một định danh khác")
    newer = stored and stored[1] != version  # which may make other rows of the same claims
    touched = _forget(db, article["id"])
    _upsert(db, "articles", article)
    for table, rows_ in written.tables.items():
        if table != "articles":
            _insert(db, table, rows_)
    for shared in SHARED:
        for id_, claim in written.claims[shared.claims].items():
            if _count_one(db, shared.claims, "id", {"id": id_, **claim}) or newer:
                touched.add((shared.table, claim[shared.owner]))
    add_reports(db, (event["id"] for event in written.tables.get("events", ())))
    for organisation, name in sorted(written.aliases):
        _count_one(db, "aliases", "organisation_id, name", {"organisation_id": organisation, "name": name})
    _settle(db, touched)


def read_rows(db: Database, article: int) -> ArticleRows:
    """The rows that `replace_rows` was given for this article."""
    of_event = "event_id IN (SELECT id FROM events WHERE article_id = ?)"
    wanted = {
        "articles": "id = ?",
        **dict.fromkeys(OWNED, "article_id = ?"),
        **dict.fromkeys(("event_organisations", "event_people"), of_event),
    }
    written = ArticleRows(
        {table: list(_rows(db, f"SELECT {_columns(db, table)} FROM {table} WHERE {where}", article)) for table, where in wanted.items()}
    )
    del written.tables["articles"][0]["version"]
    for shared in SHARED:
        sql = f"SELECT DISTINCT c.* FROM {shared.links} l JOIN {shared.claims} c ON c.id = l.claim_id WHERE l.article_id = ?"
        claims = {claim.pop("id"): claim for claim in _rows(db, sql, article)}
        written.claims[shared.claims] = {
            id_: {name: value for name, value in claim.items() if name != "articles"} for id_, claim in claims.items()
        }
    written.aliases = _printed(db, article)
    return written


def remove_article(db: Database, article: int) -> None:
    """Take out the article of this key, with everything that hung on it. Call it in a transaction."""
    set_aside(db, article)
    for table in ("sources", "versions"):
        db.conn.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))


def set_aside(db: Database, article: int) -> None:
    """Take the facts of the article of this key out of the tables; where it stands and what it said before stays. In a transaction."""
    touched = _forget(db, article)
    db.conn.execute("DELETE FROM articles WHERE id = ?", (article,))
    _settle(db, touched)


def replace_happenings(db: Database, events: Iterable[int], happenings: Iterable[tuple[Row, list[int]]]) -> None:
    """Make the stored happenings of some events these, each a row and the keys of its events; what stays the same is not touched."""
    found = {row["id"]: (row, of_it) for row, of_it in happenings}
    stored = {row["id"]: row for event in events for row in _rows(db, HAPPENING, event)}
    members = "SELECT event_id FROM happening_events WHERE happening_id = ? ORDER BY event_id"
    same = {id_ for id_, row in stored.items() if found.get(id_) == (row, [event for (event,) in db.conn.execute(members, (id_,))])}
    db.conn.executemany("DELETE FROM happenings WHERE id = ?", [(id_,) for id_ in sorted(stored.keys() - same)])
    for id_ in sorted(found.keys() - same):
        row, of_it = found[id_]
        _insert(db, "happenings", [row])
        _insert(db, "happening_events", [{"event_id": e, "happening_id": id_, "best": int(e == row["event_id"])} for e in of_it])


def add_reject(db: Database, path: str, source: str, reason: str) -> int:
    """Note that `source` (the file `path`, or a record in it) is no article, and why; its key. The same note twice is one."""
    id_ = key("reject", path, source, reason)
    _upsert(db, "rejects", {"id": id_, "path": path, "source": source, "reason": reason})
    return id_


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
    problems += [f"copy that cannot be read: {copy}" for copy in _unreadable(db)]
    for table in SEARCH:
        stored, indexed = (db.table(name).count for name in (table, f"{table}_fts_docsize"))
        if stored != indexed:
            problems.append(f"search: {table} has {stored} rows, its index {indexed}")
    return problems


def _unproved(db: Database) -> Iterator[str]:
    """The articles whose mentions do not stand for the words that they were made from."""
    for article, text, proved in db.conn.execute("SELECT id, text, proof FROM articles WHERE proof IS NOT NULL"):
        mentions = db.conn.execute('SELECT start, "end" FROM mentions WHERE article_id = ?', (article,))
        if proof(text, mentions) != proved:
            yield article


def _unreadable(db: Database) -> Iterator[int]:
    """The copies whose rows could not stand in for their article's."""
    for copy, packed in db.conn.execute("SELECT id, rows FROM copies"):
        try:
            (row,) = unpack(packed).tables["articles"]
        except (ValueError, KeyError, TypeError, zlib.error):
            row = {}
        if row.get("id") != copy:
            yield copy


def comparable(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table in order of content, the runs' own tables and the search index aside."""
    tables = [name for name in db.table_names() if name not in BOOKKEEPING and "_fts" not in name]
    return {name: sorted(db.conn.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}


CHECKS = {
    "mention outside the text": """
        SELECT article_id, kind, row, position FROM mentions JOIN articles ON articles.id = article_id
        WHERE start < 0 OR start >= "end" OR "end" > length(text) OR (start IS NULL) != ("end" IS NULL)""",
    "value without evidence": " UNION ALL ".join(
        f"SELECT '{table}', {columns} FROM {table} WHERE evidence IS NULL AND inferred IS NULL"
        for table, columns in [
            ("events", "id, position"),
            *((table, "event_id, position") for table in ("event_organisations", "event_people")),
            *((table, "article_id, position") for table in ("counts", "awards", "documents", "dates")),
        ]
    ),
    "article without source": """
        SELECT id, identity FROM articles WHERE id NOT IN (SELECT article_id FROM sources)
        UNION ALL SELECT id, identity FROM copies WHERE id NOT IN (SELECT article_id FROM sources)""",
    "article that is a copy": "SELECT id, identity FROM articles WHERE id IN (SELECT id FROM copies)",
    "row of no article": " UNION ALL ".join(
        f"""SELECT DISTINCT '{table}', article_id FROM {table}
            WHERE article_id NOT IN (SELECT id FROM articles UNION ALL SELECT id FROM copies)"""
        for table in ("sources", "versions", "bands")
    ),
    "copy without index": """
        SELECT id, identity FROM copies WHERE id NOT IN (SELECT article_id FROM bands WHERE copy)
        UNION ALL SELECT article_id, band FROM bands WHERE copy != (article_id IN (SELECT id FROM copies))""",
    "shared row that no article claims": " UNION ALL ".join(
        f"""SELECT '{shared.table}', id, name FROM {shared.table} WHERE id NOT IN (SELECT {shared.owner} FROM {shared.claims})
            UNION ALL SELECT '{shared.claims}', id, name FROM {shared.claims} WHERE articles !=
                (SELECT count(DISTINCT article_id) FROM {shared.links} WHERE claim_id = {shared.claims}.id)"""
        for shared in SHARED
    ),
    "alias count": "SELECT organisation_id, name, articles FROM aliases WHERE articles < 1",
    "happening without its events": """
        SELECT h.id, h.event_id
        FROM happenings h LEFT JOIN happening_events m ON m.happening_id = h.id LEFT JOIN events e ON e.id = m.event_id
        GROUP BY h.id
        HAVING count(e.id) < 2 OR min(e.id) != h.id OR count(DISTINCT e.article_id) != h.reports
            OR sum(e.id = h.event_id AND m.best) != 1 OR sum(m.best) != 1""",
    "event that linking does not know": "SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM reports)",
    "link from one side": """
        SELECT l.event_id, l.other_id FROM links l LEFT JOIN links o ON o.event_id = l.other_id AND o.other_id = l.event_id
        WHERE o.odds IS NOT l.odds OR l.event_id NOT IN (SELECT event_id FROM reports)""",
    "more than one main event": "SELECT article_id FROM events GROUP BY article_id HAVING sum(main) > 1",
}


def _refuse_strangers(db: Database, path: Path) -> None:
    """Raise DatabaseError for a database of somebody else's or of a later version."""
    applied = {migration.name for migration in migrations.applied(db)}
    if not applied and set(db.table_names()) - {migrations.migrations_table}:  # which is all there is where the disk was full at the start
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


def _forget(db: Database, article: int) -> set[tuple[str, int]]:
    """Delete what hangs on an article, the article itself aside; the (table, key) of the shared rows that lose a claim by it."""
    if not db.conn.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone():
        return set()
    for organisation, name in sorted(_printed(db, article)):
        _uncount_one(db, "aliases", "organisation_id = ? AND name = ?", (organisation, name))
    sql = "SELECT happening_id FROM happening_events h JOIN events e ON e.id = h.event_id WHERE e.article_id = ?"
    db.conn.execute(f"DELETE FROM happenings WHERE id IN ({sql})", (article,))  # until the others are grouped again
    forget_reports(db, article)
    touched: set[tuple[str, int]] = set()
    for shared in SHARED:
        sql = f"""SELECT DISTINCT claim_id, {shared.owner} FROM {shared.links} l JOIN {shared.claims} c ON c.id = l.claim_id
                  WHERE l.article_id = ?"""
        for claim, owner in db.conn.execute(sql, (article,)).fetchall():
            if _uncount_one(db, shared.claims, "id = ?", (claim,)):
                touched.add((shared.table, owner))
    for table in OWNED:
        db.conn.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))
    return touched


def _printed(db: Database, article: int) -> set[tuple[int, str]]:
    """What the article calls its bodies: (organisation key, name as printed)."""
    ((text,),) = db.conn.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchall()
    printed = db.conn.execute('SELECT row, start, "end" FROM mentions WHERE article_id = ? AND kind = ?', (article, "organisation"))
    named = {(row, " ".join(text[start:end].split())) for row, start, end in printed if start is not None}
    return {(row, name) for row, name in named if name}


def _columns(db: Database, table: str) -> str:
    """The columns that are written, quoted: not those that SQLite makes of others."""
    return ", ".join(f'"{column[1]}"' for column in db.conn.execute(f"PRAGMA table_info({table})"))


def _settle(db: Database, touched: Iterable[tuple[str, int]]) -> None:
    """Make, rename or delete shared rows, of which claims have come or gone, as the claims at hand want it."""
    of_table = {shared.table: shared for shared in SHARED}
    for table, id_ in sorted(touched):
        shared = of_table[table]
        sql = f"SELECT * FROM {shared.claims} WHERE {shared.owner} = ? ORDER BY {shared.preferred} LIMIT 1"
        best = next(_rows(db, sql, id_), None)
        if best is None:
            db.conn.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
            continue
        row = shared.row(id_, best)
        stored = next(_rows(db, f"SELECT {', '.join(row)} FROM {table} WHERE id = ?", id_), None)
        if row != stored:
            _upsert(db, table, row)


def _count_one(db: Database, table: str, known_by: str, row: Row) -> bool:
    """One more article for a row that has their number; whether it is the first, so that the row is new."""
    columns, blanks = ", ".join(f'"{column}"' for column in row), ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({columns}, articles) VALUES ({blanks}, 1) ON CONFLICT ({known_by}) DO UPDATE SET articles = articles + 1"
    ((articles,),) = db.conn.execute(f"{sql} RETURNING articles", tuple(row.values())).fetchall()
    return bool(articles == 1)


def _uncount_one(db: Database, table: str, where: str, known: tuple[Any, ...]) -> bool:
    """One article less; whether it was the last, so that the row is gone."""
    db.conn.execute(f"UPDATE {table} SET articles = articles - 1 WHERE {where}", known)
    return db.conn.execute(f"DELETE FROM {table} WHERE {where} AND articles = 0", known).rowcount > 0


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
