"""`sukien serve`: one finished database, read-only, in Datasette; for this machine only, unless it is told to listen elsewhere."""

import contextlib
import errno
import re
import socket
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.url_builder import Urls
from datasette.utils import PrefixedUrlString

from browse import plugin
from browse.archive import open_archive
from browse.moment import at_one_moment
from browse.remembered import RememberingDatabase
from browse.titles import labels_shown

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


PROXY = "127.0.0.1"
"""Who is believed about the scheme that a reader used (`X-Forwarded-Proto`): a proxy on this machine."""
BASE_URL = re.compile(r"/([A-Za-z0-9_~][A-Za-z0-9._~-]*/)*")
"""A path from the root of a site, without anything that would have to be escaped (RFC 3986), and not `/-/`, where our own files are."""


class _Urls(Urls):
    """Addresses below the setting `base_url`. A path that a request came by has it already: Datasette 0.65 would put it there twice."""

    def path(self, path: str, format: str | None = None) -> PrefixedUrlString:
        base_url = self.ds.setting("base_url")
        return super().path(PrefixedUrlString(path) if base_url != "/" and path.startswith(base_url) else path, format)


class _ReadingRoom(Datasette):
    """A Datasette of one database, read as of one moment a request, whose answers are remembered, below `base_url`."""

    def __init__(self, database: Path, base_url: str) -> None:
        super().__init__([str(database)], settings={**SETTINGS, "base_url": base_url})
        (name,) = [name for name, known in self.databases.items() if known.path]
        self.remove_database(name)
        self.add_database(RememberingDatabase(self, str(database), is_mutable=True), name)

    async def expand_foreign_keys(self, database: str, table: str, column: str, values: Any) -> dict[tuple[str, Any], Any]:
        """{(column, key): label} of rows elsewhere, titles as they are shown."""
        labels: dict[tuple[str, Any], Any] = await super().expand_foreign_keys(database, table, column, values)
        return await labels_shown(self.get_database(database), column, labels)

    def app(self) -> Any:
        """The ASGI application."""
        return at_one_moment(super().app())

    @property
    def urls(self) -> Urls:
        return _Urls(self)


def archive_app(database: Path, base_url: str = "/") -> Datasette:
    """The Datasette of a database that `sukien build` made: `.app()` is the ASGI application, `.client` asks it directly.

    `base_url` is the path that readers see it at, `/` or `/luu-tru/`: every address in pages and feeds begins with it.
    The file is opened read-only, but not as immutable: while a build runs, its transactions are seen whole or not at all.
    Raises DatabaseError as `open_archive` does.
    """
    open_archive(database).close()
    if not pm.is_registered(plugin):  # where the project is installed its entry point has done so
        pm.register(plugin, name="sukien")
    # Else every address that is not found fills the terminal with a traceback, for we have rich installed.
    pm.get_plugin("datasette.handle_exception").rich = None
    return _ReadingRoom(database, base_url)


def serve(database: Path, port: int = 8001, host: str = HOST, base_url: str = "/") -> None:
    """Show a database in the browser, at an address that is printed, until Ctrl+C; port 0 is any free one.

    `host` is a name or an IP address of this machine to listen at. Behind a proxy, absolute addresses (in feeds) have the host
    of the header `Host` and the scheme of `X-Forwarded-Proto`.

    Raises DatabaseError as `open_archive` does, and OSError, in one line too, for a host or port that cannot be had.
    """
    app = archive_app(database, base_url).app()
    with _listen(host, port) as listener:
        called = f"[{host}]" if ":" in host else host
        print(f"Kho sự kiện mở tại http://{called}:{listener.getsockname()[1]}{base_url} (dừng: Ctrl+C)", flush=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=True, forwarded_allow_ips=PROXY))
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
            server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that a port in use is known before an address is promised."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)[0]
    except (OSError, UnicodeError) as error:
        raise _not_here(host, error) from None
    # With the protocol named: else asyncio does not take it for TCP, leaves Nagle's algorithm on, and most pages take 40 ms longer.
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address[0], port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        if getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
            raise _not_here(host, error) from None
        raise OSError(f"cổng {port} không dùng được ({error}); hãy chọn cổng khác bằng --port, hoặc --port 0") from None
    return listener


def _not_here(host: str, error: Exception) -> OSError:
    return OSError(f"không mở được ở {host} ({error}); hãy chọn một địa chỉ của máy này cho --host, như {HOST} hay 0.0.0.0")
