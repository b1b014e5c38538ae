"""A table of an SQLite database: an article a row, in columns named as in a CSV.

The file is opened as one that nobody may write, its own triggers, views and functions out of play; cells have a limit.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from corpus.article import Reject
from corpus.encoding import Unreadable
from corpus.given import CONTENT, FIELDS, Given, from_fields
from corpus.offered import MAX_LINE, MAX_WHOLE, TOO_LONG, MissingColumns, Offered, one_line

OURS = {"articles", "event_types", "run_files", "_sqlite_migrations"}
"""Tables by which a database that `sukien build` made is known."""


def read(offered: Offered) -> Iterator[Given | Reject]:
    """The article of each row, at `<source>#<table>.<row>`. Raises `Unreadable`, `MissingColumns` where no table holds text."""
    with _on_disk(offered) as path, closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_WHOLE)
        db.text_factory = lambda data: data.decode("utf-8", errors="replace")
        try:
            db.execute("PRAGMA trusted_schema = OFF")
            for table, columns in _tables(db).items():
                yield from _rows(db, offered.source, table, columns)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of an error whose message quotes rubbish
            raise Unreadable(f"cơ sở dữ liệu SQLite hỏng ({one_line(str(error))[:100]})") from error


@contextmanager
def _on_disk(offered: Offered) -> Iterator[Path]:
    """The file where SQLite can open it: of one inside another, a copy in a folder of its own that is gone afterwards."""
    if offered.path:
        log = offered.path.with_name(f"{offered.path.name}-wal")
        if log.is_file() and log.stat().st_size:
            raise Unreadable("cơ sở dữ liệu đang mở ở chương trình khác (còn tệp -wal); hãy đóng chương trình ấy rồi chạy lại")
        yield offered.path
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "copy.db")
        with offered.open() as stream, path.open("wb") as copy:
            copyfileobj(stream, copy)
        yield path


def _tables(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """The tables of articles by name, and of each the columns that are read: as they are called here, as there."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite%' ORDER BY name"
    names = [name for (name,) in db.execute(sql)]
    if set(names) >= OURS:
        raise Unreadable("là cơ sở dữ liệu do sukien lập, không phải kho bài")
    found, seen = {}, []
    for name in names:
        own = {column: (kind, key) for _, column, kind, _, _, key in db.execute(f"PRAGMA table_info({_quoted(name)})")}
        # A number that the database has given to a row names it nowhere else.
        given = {column for column, (kind, key) in own.items() if not (key and kind.upper() == "INTEGER")}
        columns = {column.strip().lower(): column for column in own if column in given and column.strip().lower() in FIELDS}
        if set(CONTENT) & set(columns):
            found[name] = columns
        seen.append(f"{name} ({', '.join(own)})")
    if not found:
        raise MissingColumns(f"không bảng nào có cột text hoặc html; các bảng: {one_line('; '.join(seen))[:500] or 'không có'}")
    return found


def _rows(db: sqlite3.Connection, source: str, table: str, columns: dict[str, str]) -> Iterator[Given | Reject]:
    quoted = [_quoted(column) for column in columns.values()]
    # A cell that is too long is left where it is: SQLite would hand its row over with an error, and the row before it not at all.
    long = " OR ".join(f"ifnull(length({column}), 0) > {MAX_LINE}" for column in quoted)
    listed = ", ".join([long, *(f"iif({long}, NULL, {column})" for column in quoted)])
    try:
        rows = db.execute(f"SELECT rowid, {listed} FROM {_quoted(table)} ORDER BY rowid")
    except sqlite3.OperationalError:  # WITHOUT ROWID: such a table has no other order than its key's
        rows = db.execute(f"SELECT row_number() OVER (), {listed} FROM {_quoted(table)}")
    for number, too_long, *cells in rows:
        where = f"{source}#{one_line(table)}.{number}"
        if too_long:
            yield Reject(where, TOO_LONG)
        else:
            yield from_fields(dict(zip(columns, cells, strict=True)), where, f"bảng {one_line(table)}, hàng {number}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
