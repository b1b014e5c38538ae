"""The finished database, opened for reading."""

import sqlite3
from pathlib import Path

from browse.sql_functions import add_functions
from schemas.database import DatabaseError

OWN_TABLES = {"articles", "events", "event_types", "organisations", "mentions"}


def open_archive(path: Path) -> sqlite3.Connection:
    """A read-only connection, with our SQL functions and rows by column name, to a database that `sukien build` made.

    Raises DatabaseError for a file that is missing, unreadable, no database or somebody else's.
    """
    if not path.is_file():
        raise DatabaseError(f"{path}: không có tệp này; hãy lập kho bằng `sukien build NGUỒN --db {path}`")
    connection = None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    except sqlite3.DatabaseError as error:
        if connection:
            connection.close()
        raise DatabaseError(f"{path}: không đọc được như cơ sở dữ liệu ({error}); hãy chọn tệp do `sukien build` lập") from None
    if not tables >= OWN_TABLES:
        connection.close()
        raise DatabaseError(f"{path}: là cơ sở dữ liệu khác, không do `sukien build` lập; hãy chọn tệp khác cho --db")
    connection.row_factory = sqlite3.Row
    add_functions(connection)
    return connection
