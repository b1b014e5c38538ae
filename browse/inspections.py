"""How many grassroots unions were inspected, by year and province, each figure with the sentence that states it.

A figure of the tables says how many of what, not what was done with them: "the ward's union has 57 grassroots unions" stands in the
report of an inspection as well. So only figures whose own sentence speaks of inspecting or supervising (the committee of that name
aside) are taken, of what is not merely planned, and of each event the largest, for a total and its parts are rows of their own;
events of one day and organiser, which several articles may report, count as one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import BadRequest, NotFound, Response

from browse.called import called
from browse.facts import fact_number
from browse.remembered import remembered
from browse.selection import Selection
from browse.titles import with_titles
from schemas.names import sort_key

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

LISTED = 200
FIGURES = """
WITH told AS (
    SELECT e.id, e.article_id, e.year, e.province, e.start, e.title, e.organiser_id, c.value, c."of", c.unit, c.evidence,
        sentence(a.text, json_extract(c.evidence, '$[0]'), json_extract(c.evidence, '$[1]')) AS sentence
    FROM events e CROSS JOIN counts c ON c.event_id = e.id CROSS JOIN articles a ON a.id = e.article_id
    WHERE e.type IN ('kiem_tra', 'giam_sat') AND e.status <> 'planned'
        AND +c.unit IN ('công đoàn cơ sở', 'công đoàn cơ sở trực thuộc', 'cơ sở', 'đơn vị') AND {}
)
SELECT t.*, max(t.value), o.name AS organiser FROM told t LEFT JOIN organisations o ON o.id = t.organiser_id
WHERE replace(sentence, 'Ủy ban Kiểm tra', '') LIKE '%kiểm tra%' OR sentence LIKE '%giám sát%'
GROUP BY province, year, coalesce(start, t.id), coalesce(organiser_id, t.id) ORDER BY start, t.id
"""
"""The other columns beside max() are those of the row that has it (SQLite, "bare columns")."""


async def inspections_page(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name`; its address takes the filters of a selection.

    Raises NotFound for days and codes that do not exist, BadRequest for what takes too long to find.
    """
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "counts")), ("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    try:
        selection = Selection.parse(request.query_string)
        condition, parameters = selection.where()
        figures = await remembered(database, FIGURES.format(condition), parameters)
    except ValueError as error:
        raise NotFound(str(error)) from None
    except QueryInterrupted:
        raise BadRequest("SQL query took too long") from None
    here = f"{datasette.urls.database(name)}/-/inspections"
    cells: defaultdict[str | None, defaultdict[int | None, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        cells[figure["province"]][figure["year"]].append(figure)
    chosen = await with_titles(database, figures[:LISTED], columns=("title", "sentence")) if selection.query() else []
    page = {
        "database": name,
        "here": here,
        "selection": selection,
        "called": await called(database, selection),
        "figures": figures,
        "years": sorted({figure["year"] for figure in figures}, key=lambda year: -(year or 0)),
        "provinces": sorted(cells, key=lambda province: (province is None, sort_key(province or ""))),
        "cells": cells,
        "listed": [(figure, await fact_number(database, figure["id"], "count", figure["evidence"])) for figure in chosen],
        "cell_address": lambda province, year: f"{here}?{_query(province, year)}#danh-sach",
    }
    return Response.html(await datasette.render_template("inspections.html", page, request=request))


def _query(province: str | None, year: int | None) -> str:
    """What leads to the figures of a cell; where its province or year is unknown, to all of the year or the province."""
    return urlencode({field: value for field, value in (("province", province), ("year", year and f"{year:04}")) if value})
