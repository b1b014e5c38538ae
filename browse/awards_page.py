"""Who received awards, from whom, how often: as far as the tables can tell.

A row of `awards` is one mention: an honour, who gave it, how many to which kind of recipient. Whom the article names as honoured
stands in its sentence only. The tables know the bodies that the event was about, and those are counted; the persons of an event are
those who took part, honoured or not, and are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import BadRequest, NotFound, Response

from browse.facts import fact_number
from browse.language import _
from browse.remembered import remembered
from browse.titles import with_titles

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

MOST = 50
"""Lines of a table, and mentions that are quoted"""
FILTERS = {
    "name": "w.name = :name",
    "giver": "w.giver_id = :giver",
    "kind": "w.kind = :kind",
    "year": "w.year = :year",
    "body": "w.event_id IN (SELECT event_id FROM event_organisations WHERE organisation_id = :body AND role = 'target')",
}
"""By field of the address, a condition on `awards w`"""
NUMBERS = ("giver", "year", "body")

TABLES = {
    "name": f"""SELECT w.name AS key, w.name AS called, count(*) AS n, sum(w.count) AS given
        FROM awards w WHERE {{}} GROUP BY w.name ORDER BY n DESC, w.name LIMIT {MOST}""",
    "giver": f"""SELECT o.id AS key, o.name AS called, n, given FROM (
            SELECT w.giver_id, count(*) AS n, sum(w.count) AS given FROM awards w WHERE {{}} GROUP BY +w.giver_id
        ) JOIN organisations o ON o.id = giver_id ORDER BY n DESC, o.sort_key LIMIT {MOST}""",
    "kind": f"""SELECT w.kind AS key, w.kind AS called, count(*) AS n, sum(w.count) AS given
        FROM awards w WHERE w.kind IS NOT NULL AND {{}} GROUP BY +w.kind ORDER BY n DESC, w.kind LIMIT {MOST}""",
    "body": f"""SELECT o.id AS key, o.name AS called, n, NULL AS given FROM (
            SELECT eo.organisation_id, count(DISTINCT w.event_id) AS n
            FROM awards w CROSS JOIN event_organisations eo ON eo.event_id = w.event_id AND eo.role = 'target'
            WHERE {{}} GROUP BY eo.organisation_id
        ) JOIN organisations o ON o.id = organisation_id ORDER BY n DESC, o.sort_key LIMIT {MOST}""",
    "year": """SELECT w.year AS key, w.year AS called, count(*) AS n, sum(w.count) AS given
        FROM awards w WHERE {} GROUP BY +w.year ORDER BY 1 DESC""",
}
"""How often, by each of the filters; `given` is the sum of what the mentions say, None where none says it"""
MENTIONS = f"""
WITH found AS (SELECT w.* FROM awards w WHERE {{}} ORDER BY w.year DESC, w.article_id, w.position LIMIT {MOST})
SELECT f.year, f.name, f.kind, f.count, f.event_id, f.article_id, f.evidence, o.name AS giver,
    sentence(a.text, json_extract(f.evidence, '$[#-2]'), json_extract(f.evidence, '$[#-1]')) AS sentence
FROM found f CROSS JOIN articles a ON a.id = f.article_id LEFT JOIN organisations o ON o.id = f.giver_id
ORDER BY f.year DESC, f.article_id, f.position
"""
CALLED = "SELECT name FROM organisations WHERE id = ?"


async def awards_page(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name`; FILTERS in its address narrow it.

    Raises NotFound for a year or key that is no number, or an unknown body, BadRequest for what takes too long to count.
    """
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "awards")), ("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    here = f"{datasette.urls.database(name)}/-/awards"
    given = _given(request.query_string)
    condition = " AND ".join(FILTERS[field] for field in given) or "1"
    chosen: dict[str, Any] = {}
    for field, value in given.items():
        found = (await database.execute(CALLED, [value])).first() if field in ("giver", "body") else [value]
        if not found:
            raise NotFound(_("Kho không có cơ quan nào mang mã %(key)s.") % {"key": value})
        chosen[field] = found[0]

    def address(**changes: Any) -> str:
        fields = {field: value for field, value in {**given, **changes}.items() if value is not None}
        return f"{here}?{urlencode(fields)}" if fields else here

    try:
        tables = {field: await remembered(database, sql.format(condition), given) for field, sql in TABLES.items() if field not in given}
        mentions = await with_titles(database, (await database.execute(MENTIONS.format(condition), given)).rows, columns=("sentence",))
    except QueryInterrupted:
        raise BadRequest("SQL query took too long") from None
    numbers = [await fact_number(database, row["event_id"], "award", row["evidence"]) if row["event_id"] else None for row in mentions]
    page = {
        "database": name,
        "chosen": chosen,
        "tables": tables,
        "mentions": list(zip(mentions, numbers, strict=True)),
        "most": MOST,
        "address": address,
        "here": here,
    }
    return Response.html(await datasette.render_template("awards.html", page, request=request))


def _given(query: str) -> dict[str, Any]:
    """The filters of an address."""
    given: dict[str, Any] = {}
    for field, values in parse_qs(query).items():
        value = values[0]
        if field in NUMBERS and not (value.isascii() and value.isdigit() and len(value) < 19):
            raise NotFound(_("“%(given)s” không phải một số.") % {"given": value[:40]})
        if field in FILTERS:
            given[field] = int(value) if field in NUMBERS else value
    return given
