"""The exports at addresses of the server: `/kho/-/events.ics?type=dai_hoi`, and `/kho/-/events`, a page that offers them all.

Without a database in the address they are the first one's. The filters are those of the timeline (`Selection`). A file is sent
while it is written, so that it may be of any size.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import add_cors_headers
from datasette.utils.asgi import NotFound, Response, asgi_start

from browse.archive import asked_archive
from browse.export import FORMATS, FormatError, Tally, format_named, pieces
from browse.feed import title
from browse.selection import Selection

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads our plugin
    from datasette.app import Datasette

PAGE = r"(/(?P<database>[^/.]+))?/-/events"
FILE = rf"{PAGE}\.(?P<format>{'|'.join(FORMATS)})$"
BLOCK = 2**16
"""Bytes to send at a time, at least."""
HARMLESS = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""Nothing in a file is run or fetched, even if something of it got past the escaping."""


async def events_file(datasette: Datasette, request: Any) -> Response:
    """The events of a selection, in the format that the address ends in."""
    archive, name = await asked_archive(datasette, request), request.url_vars["format"]
    selection = _selection(request)
    try:
        format = format_named(name)
    except FormatError as error:
        return Response.text(error, status=501)
    files = {"content-disposition": f'{"inline" if format.shown else "attachment"}; filename="su-kien.{name}"', **HARMLESS}
    if datasette.cors:
        add_cors_headers(files)
    if request.method == "HEAD":
        return Response("", headers=files, content_type=format.media_type)
    path = Path(datasette.get_database(archive).path)
    pages = datasette.absolute_url(request, f"{datasette.urls.database(archive)}/")
    address = datasette.absolute_url(request, _address(datasette, archive, name, selection))
    return Download(_blocks(pieces(path, format, selection, Tally(), address, pages)), request.receive, files, format.media_type)


async def events_page(datasette: Datasette, request: Any) -> Response:
    """Where the events of a selection can be had in each format, and what each is for."""
    archive = await asked_archive(datasette, request)
    selection = _selection(request)
    page = {
        "archive": archive,
        "selection": selection,
        "called": await datasette.get_database(archive).execute_fn(lambda connection: title(connection, selection)),
        "formats": [(name, format, _address(datasette, archive, name, selection)) for name, format in FORMATS.items()],
        "absolute": lambda path: datasette.absolute_url(request, path),
    }
    return Response.html(await datasette.render_template("feeds.html", page, request=request))


def _selection(request: Any) -> Selection:
    """What the address asks for; a day or a code that does not exist is a page that does not exist."""
    try:
        return Selection.parse(request.query_string)
    except ValueError as error:
        raise NotFound(str(error)) from None


def _address(datasette: Datasette, archive: str, name: str, selection: Selection) -> str:
    query = selection.query()
    return f"{datasette.urls.database(archive)}/-/events.{name}{'?' if query else ''}{query}"


def _blocks(pieces: Iterable[bytes]) -> Generator[bytes, None, None]:
    """The same bytes in fewer pieces."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


class Download(Response):
    """A response that is sent while it is made, in a thread of its own, and given up when the reader has gone."""

    def __init__(self, blocks: Generator[bytes, None, None], receive: Any, headers: dict[str, str], content_type: str) -> None:
        super().__init__("", headers=headers, content_type=content_type)
        self.blocks, self.receive = blocks, receive

    async def asgi_send(self, send: Any) -> None:
        """Send it."""
        loop, thread = asyncio.get_running_loop(), ThreadPoolExecutor(1, "export")  # one, for SQLite's connection stays in its thread
        gone = asyncio.ensure_future(self._gone())
        try:
            block = await loop.run_in_executor(thread, next, self.blocks, None)  # before the headers, so that an error is still a page
            await asgi_start(send, self.status, self.headers, self.content_type)
            while block is not None and not gone.done():
                await send({"type": "http.response.body", "body": block, "more_body": True})
                block = await loop.run_in_executor(thread, next, self.blocks, None)
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            thread.submit(self.blocks.close)
            thread.shutdown(wait=False)

    async def _gone(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass
