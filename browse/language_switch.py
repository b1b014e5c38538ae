"""The switch on every page: the reader's language is remembered in a cookie, and the same page comes back in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response

from browse.language import COOKIE, LANGUAGES

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

YEAR = 365 * 24 * 60 * 60
"""Seconds that a choice is remembered."""
BELOW = re.compile(r"/(?!/)[!-\[\]-~]*")
"""An address below the archive's own: another server's could be hidden behind //, a backslash, a tab or a line break."""


async def choose_language(datasette: Datasette, request: Any) -> Response:
    """Remember the language `to`, where one is named, and go `back` to an address of ours."""
    to, back = request.args.get("to"), request.args.get("back") or "/"
    if to and to not in LANGUAGES:
        raise NotFound("Language not found")
    response = Response.redirect(datasette.urls.path(back if BELOW.fullmatch(back) else "/"))
    if to:
        response.set_cookie(COOKIE, to, max_age=YEAR, path=datasette.setting("base_url"), httponly=True)
    return response


def here(request: Any) -> str:
    """The address of a page, below the archive's own, to come back to."""
    path = request.scope.get("route_path", request.path)
    return quote(f"{path}?{request.query_string}" if request.query_string else path, safe="/%?&=+:,;@")
