"""The timeline: what happened in a month, in a year or in all, with the filters of a `Selection` in the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import BadRequest, NotFound, Response

from browse.chart import chart_page
from browse.language import _, translated
from browse.month import month_page
from browse.selection import LEVELS, STATUSES, Selection
from browse.when import capital, when
from schemas.rows import TYPES

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

BODIES_OFFERED = 50

YEARS = """
WITH RECURSIVE years (year) AS (
    SELECT min(year) FROM events UNION ALL SELECT (SELECT min(year) FROM events WHERE year > years.year) FROM years WHERE year IS NOT NULL
) SELECT year FROM years WHERE year IS NOT NULL
"""
"""The years that have events, each found by one look into the index."""
PROVINCES = """
WITH RECURSIVE found (province) AS (
    SELECT min(province) FROM events
    UNION ALL SELECT (SELECT min(province) FROM events WHERE province > found.province) FROM found WHERE province IS NOT NULL
) SELECT province FROM found WHERE province IS NOT NULL ORDER BY province COLLATE vietnamese
"""
FEDERATIONS = "SELECT name FROM organisations WHERE level IN ('national', 'province') AND kind = 'union' ORDER BY sort_key LIMIT 200"
NAMED = "SELECT id, name, level, place FROM organisations WHERE name = :name ORDER BY sort_key, id LIMIT :most"
LIKE_NAMED = """
SELECT id, name, level, place FROM organisations
WHERE rowid IN (SELECT rowid FROM organisations_fts WHERE organisations_fts MATCH search_words(:name)) ORDER BY sort_key, id LIMIT :most
"""


async def timeline(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name`: a month as calendar and list; a year, other days or all as bars, and as a list if not too long.

    Raises NotFound for days and codes that do not exist and for an unknown body, BadRequest for what takes too long to find.
    """
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "events")), ("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    here = f"{datasette.urls.database(name)}/-/timeline"
    try:
        selection = Selection.parse(request.query_string)
    except ValueError as error:
        raise NotFound(str(error)) from None
    body = await _body(database, selection)
    asked = parse_qs(request.query_string, keep_blank_values=True).get("organiser")
    page: dict[str, Any] = {"database": name, "here": here, "selection": selection, "body": body, "address": leads(here)}
    if asked is not None:  # the form was sent
        chosen, offered = await _chosen(database, asked[0], body)
        if offered is None:
            return Response.redirect(_address(here, replace(selection, body=chosen)))
        page |= {"asked": asked[0], "offered": offered, "most": BODIES_OFFERED}
        return Response.html(await datasette.render_template("timeline_body.html", page, request=request))
    try:
        page |= await month_page(database, selection) if selection.month else await chart_page(database, selection)
    except QueryInterrupted:
        raise BadRequest("SQL query took too long") from None
    years = await _column(database, YEARS)
    page |= {
        "events_at": f"{datasette.urls.table(name, 'events')}/",
        "title": _title(selection),
        "years": years,
        "around": _around(selection, years),
        "types": translated(TYPES),
        "types_asked": ", ".join(_(TYPES[code]) for code in selection.types),
        "levels": LEVELS,
        "statuses": STATUSES,
        "provinces": await _column(database, PROVINCES),
        "federations": await _column(database, FEDERATIONS),
    }
    return Response.html(await datasette.render_template("timeline.html", page, request=request))


async def _column(database: Database, sql: str) -> list[Any]:
    return [row[0] for row in (await database.execute(sql)).rows]


# The body.


async def _body(database: Database, selection: Selection) -> Any:
    """(id, name) of the body asked for; None where none is."""
    if selection.body is None:
        return None
    found = (await database.execute("SELECT id, name FROM organisations WHERE id = ?", [selection.body])).first()
    if not found:
        raise NotFound(_("Kho không có cơ quan nào mang mã %(key)s.") % {"key": selection.body})
    return found


async def _chosen(database: Database, name: str, body: Any) -> tuple[int | None, list[Any] | None]:
    """The key of the body with this name, or the bodies whose names have its words, for the reader to choose from."""
    name = " ".join(name.split())
    if not name:
        return None, None
    if body and body["name"] == name:
        return body["id"], None
    for sql in (NAMED, LIKE_NAMED):
        found = (await database.execute(sql, {"name": name[:200], "most": BODIES_OFFERED})).rows
        if len(found) == 1:
            return found[0]["id"], None
        if found:
            return None, found
    return None, []


# Titles and addresses.


def _title(selection: Selection) -> str:
    first, last = selection.first, selection.last
    if selection.month or selection.year:
        assert first
        return capital(when(first.isoformat()[: 7 if selection.month else 4]))
    days = [f"{word} {when(day.isoformat())}" for word, day in ((_("từ"), first), (_("đến"), last)) if day]
    return capital(" ".join(days)) or _("Dòng thời gian")


def leads(here: str) -> Any:
    """For the template: the address of a selection that differs from another by some of its filters."""

    def address(selection: Selection, **changes: Any) -> str:
        return _address(here, replace(selection, **changes))

    return address


def _address(here: str, selection: Selection) -> str:
    query = selection.query()
    return f"{here}?{query}" if query else here


def _around(selection: Selection, years: list[int]) -> dict[str, tuple[str, Selection]]:
    """`prev` and `next`: title and selection of the month or year beside this one, as far as there are years with events."""
    if not (selection.first and years and (selection.year or selection.month)):
        return {}
    around = {}
    for rel, months in (("prev", -12 if selection.year else -1), ("next", 12 if selection.year else 1)):
        year, month = divmod(12 * selection.first.year + selection.first.month - 1 + months, 12)
        if date.min.year <= year <= date.max.year and (year >= years[0] if rel == "prev" else year <= years[-1]):
            beside = selection.in_year(year) if selection.year else selection.in_month(year, month + 1)
            around[rel] = (_title(beside), beside)
    return around
