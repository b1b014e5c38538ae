"""The finished database, opened for reading."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound
from sqlite_utils import Database

from browse.sql_functions import add_functions
from browse.suppressed import hide
from schemas.database import DatabaseError
from schemas.migrations import migrations

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads our plugin
    from datasette.app import Datasette

OWN_TABLES = {"articles", "events", "event_types", "organisations", "mentions", "_sqlite_migrations"}
STEPS = {step.name for step in migrations.pending(Database(memory=True))}
"""The migrations that a database of this version has gone through."""


def open_archive(path: Path) -> sqlite3.Connection:
    """A read-only connection, with our SQL functions and rows by column name, to a database that `sukien build` made.

    Names that its list suppresses are not read through it. Raises DatabaseError for a file that is missing, unreadable, no database
    or somebody else's, and for such a list that cannot be read.
    """
    if not path.is_file():
        raise DatabaseError(f"{path}: không có tệp này; hãy lập kho bằng `sukien build NGUỒN --db {path}`")
    connection = None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    except sqlite3.OperationalError as error:  # it may not be read, or its log was left behind where nobody may write
        if connection:
            connection.close()
        advice = "hãy xem quyền đọc tệp; nếu lần build trước bị ngắt, hãy chạy lại `sukien build` với quyền ghi thư mục ấy"
        raise DatabaseError(f"{path}: không mở được ({error}); {advice}") from None
    except sqlite3.DatabaseError as error:
        if connection:
            connection.close()
        raise DatabaseError(f"{path}: không đọc được như cơ sở dữ liệu ({error}); hãy chọn tệp do `sukien build` lập") from None
    if not tables >= OWN_TABLES:
        connection.close()
        raise DatabaseError(f"{path}: là cơ sở dữ liệu khác, không do `sukien build` lập; hãy chọn tệp khác cho --db")
    steps = {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (migrations.name,))}
    if steps != STEPS:
        connection.close()
        other, to_do = ("cũ hơn", "hãy chạy `sukien build` lại") if steps < STEPS else ("mới hơn", "hãy nâng cấp sukien")
        raise DatabaseError(f"{path}: do phiên bản sukien {other} lập; {to_do}")
    connection.row_factory = sqlite3.Row
    add_functions(connection)
    hide(connection, str(path))
    return connection


def own_databases(datasette: Datasette) -> list[str]:
    """The names of the databases that `sukien build` made."""
    return [name for name, database in datasette.databases.items() if database.path and _is_own(str(database.path))]


async def asked_archive(datasette: Datasette, request: Any) -> str:
    """The name of the database in the address, or of the first where there is none in it, if it is one of ours and the reader may see
    its events. Raises NotFound, and Forbidden."""
    own, route = own_databases(datasette), request.url_vars["database"]
    named = (name for name in own if route is None or datasette.databases[name].route == tilde_decode(route))
    archive = next(named, None)
    if archive is None:
        raise NotFound("Database not found")
    await datasette.ensure_permissions(request.actor, [("view-table", (archive, "events")), ("view-database", archive), "view-instance"])
    return archive


def _is_own(path: str) -> bool:
    try:
        _opened(path)
    except DatabaseError:
        return False
    return True


@cache
def _opened(path: str) -> None:
    """Remembers what could be opened, and not what could not at some moment of a build."""
    open_archive(Path(path)).close()
