"""`sukien serve`: one finished database, read-only, in Datasette, for this machine only."""

import contextlib
import socket
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from browse import plugin
from browse.archive import open_archive

HOST = "127.0.0.1"
SETTINGS = {
    "suggest_facets": False,  # a query per column and page: seconds on a large archive
    "default_allow_sql": True,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "max_returned_rows": 5_000,  # an answer is cut here, in JSON without a word: more than a month of a large archive
    "default_page_size": 50,
    "truncate_cells_html": 300,
}


def archive_app(database: Path) -> Datasette:
    """The Datasette of a database that `sukien build` made: `.app()` is the ASGI application, `.client` asks it directly.

    The file is opened read-only, but not as immutable: while a build runs, its transactions are seen whole or not at all.
    Raises DatabaseError as `open_archive` does.
    """
    open_archive(database).close()
    if not pm.is_registered(plugin):  # where the project is installed its entry point has done so
        pm.register(plugin, name="sukien")
    # Else every address that is not found fills the terminal with a traceback, for we have rich installed.
    pm.get_plugin("datasette.handle_exception").rich = None
    return Datasette([str(database)], settings=SETTINGS)


def serve(database: Path, port: int = 8001) -> None:
    """Show a database in the browser, at an address on this machine that is printed, until Ctrl+C; port 0 is any free one.

    Raises DatabaseError as `open_archive` does, and OSError, in one line too, for a port that cannot be had.
    """
    app = archive_app(database).app()
    with _listen(port) as listener:
        print(f"Kho sự kiện mở tại http://{HOST}:{listener.getsockname()[1]}/ (dừng: Ctrl+C)", flush=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
            server.run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    """A bound socket, so that a port in use is known before an address is promised."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise OSError(f"cổng {port} không dùng được ({error}); hãy chọn cổng khác bằng --port, hoặc --port 0") from None
    return listener
