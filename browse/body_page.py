"""What the page of an organisation shows: its place in the hierarchy, what it held, what was held at it, its awards and figures."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from datasette.database import Database
from datasette.filters import FilterArguments

from browse.titles import with_titles
from schemas.names import sort_key

ROLES = ("organiser", "target")
CHILDREN = 50
LATEST = 20
LINES = 200
"""Awards and figures at most"""

ALIASES = "SELECT name, articles FROM aliases WHERE organisation_id = :id AND name <> :name ORDER BY articles DESC, name LIMIT 50"
BELOW = f"SELECT id, name FROM organisations WHERE parent_id = :id ORDER BY sort_key LIMIT {CHILDREN + 1}"
TODAY = "SELECT id FROM organisations WHERE sort_key = :today_key AND name = :today AND id <> :id"
# `CROSS JOIN` and `+` keep the order: from the body's events, however many there are of a type or a unit.
YEARS = """
SELECT eo.role, e.year, e.type, t.name, count(DISTINCT e.id) AS n
FROM event_organisations eo CROSS JOIN events e ON e.id = eo.event_id JOIN event_types t ON t.id = e.type
WHERE eo.organisation_id = :id GROUP BY eo.role, e.year, e.type ORDER BY eo.role, e.year DESC, n DESC, t.name
"""
NEWEST = f"""
SELECT DISTINCT e.id, e.article_id, e.start, e.title FROM event_organisations eo CROSS JOIN events e ON e.id = eo.event_id
WHERE eo.organisation_id = :id AND eo.role = :role ORDER BY e.start IS NULL, e.start DESC, e.article_id, e.position LIMIT {LATEST}
"""
AWARDS = f"""
SELECT name, year, count(*) AS n, sum(count) AS given FROM awards
WHERE giver_id = :id GROUP BY name, year ORDER BY year DESC, n DESC, name LIMIT {LINES}
"""
# A body that an event with awards was about, for who received them stands in the article's sentence only.
RECEIVED = f"""
SELECT w.name, w.year, o.name AS giver, count(DISTINCT w.event_id) AS n
FROM (SELECT DISTINCT event_id FROM event_organisations WHERE organisation_id = :id AND role = 'target') eo
CROSS JOIN awards w ON w.event_id = eo.event_id LEFT JOIN organisations o ON o.id = w.giver_id
GROUP BY w.name, w.year, w.giver_id ORDER BY w.year DESC, n DESC, w.name LIMIT {LINES}
"""
OWN_EVENTS = "(SELECT DISTINCT event_id FROM event_organisations WHERE organisation_id = :id)"
UNITS = f"""
SELECT c.unit, count(*) AS n FROM {OWN_EVENTS} eo CROSS JOIN counts c ON c.event_id = eo.event_id
GROUP BY c.unit ORDER BY n DESC, c.unit LIMIT {LINES}
"""
FIGURES = f"""
WITH found AS (
    SELECT c.year, c.value, c."of", c.unit, c.evidence, c.article_id, c.position, c.event_id
    FROM {OWN_EVENTS} eo CROSS JOIN counts c ON c.event_id = eo.event_id
    WHERE +c.unit = :unit ORDER BY c.year IS NULL, c.year, c.article_id, c.position LIMIT {LINES}
)
SELECT f.year, f.value, f."of", f.unit, f.event_id, f.article_id,
    sentence(a.text, json_extract(f.evidence, '$[0]'), json_extract(f.evidence, '$[1]')) AS sentence
FROM found f CROSS JOIN articles a ON a.id = f.article_id ORDER BY f.year IS NULL, f.year, f.article_id, f.position
"""
"""Figures of the events that it held and that were held at it, each with the sentence that proves it."""


async def body_page(database: Database, body: Any, unit: str | None) -> dict[str, Any]:
    """Rows by name: `row`, `aliases`, `below`, `today`, `awards`, `received`, `units`, `figures`; by role of the body `years`, `newest`.

    `today` is the body that stands in its place, if another. `years` is [(year, [(type, its name, how many events)])], the last
    year first. `figures` are those of one `unit`: where the reader chose none, the one that most figures have.
    """
    given = {"id": body["id"], "name": body["name"], "today": body["today"], "today_key": sort_key(body["today"] or "")}

    async def rows(sql: str, **more: Any) -> list[Any]:
        return list((await database.execute(sql, {**given, **more})).rows)

    years: dict[str, list[Any]] = {role: [] for role in ROLES}
    for (role, year), types in groupby(await rows(YEARS), key=lambda row: (row["role"], row["year"])):
        years[role].append((year, [(row["type"], row["name"], row["n"]) for row in types]))
    below = await rows(BELOW)
    units = await rows(UNITS)
    chosen = unit or (units[0]["unit"] if units else None)
    return {
        "row": body,
        "aliases": await rows(ALIASES),
        "below": below[:CHILDREN],
        "more_below": len(below) > CHILDREN,
        "today": next(iter(await rows(TODAY)), None),
        "years": years,
        "newest": {role: await with_titles(database, await rows(NEWEST, role=role)) for role in ROLES},
        "awards": await rows(AWARDS),
        "received": await rows(RECEIVED),
        "units": units,
        "unit": chosen,
        "figures": await with_titles(database, await rows(FIGURES, unit=chosen), columns=("sentence",)) if chosen else [],
    }


async def events_of_body(database: Database, request: Any) -> FilterArguments | None:
    """The filter that `_organiser` or `_target` in the address of the table of events is: a body by key, in that role.

    The table's own filter by organiser knows the first one only. The page gets `of_body`, [(role, name, key)], to say so.
    """
    conditions, given, bodies = [], {}, []
    for role in ROLES:
        if key := request.args.get(f"_{role}"):
            conditions.append(f"id IN (SELECT event_id FROM event_organisations WHERE organisation_id = :of_{role} AND role = '{role}')")
            given[f"of_{role}"] = key
            named = (await database.execute("SELECT name FROM organisations WHERE id = ?", [key])).first()
            bodies.append((role, named["name"] if named else key, key))
    return FilterArguments(conditions, given, extra_context={"of_body": bodies}) if bodies else None
