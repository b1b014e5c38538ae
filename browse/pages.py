"""What the home page and the pages of single rows show beyond Datasette's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.database import Database
from datasette.utils import tilde_encode, urlsafe_components

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

FACTS = """
WITH facts (kind, value, tbl, key, evidence, inferred) AS (
    SELECT 'event', t.name, NULL, NULL, e.evidence, e.inferred FROM events e JOIN event_types t ON t.id = e.type WHERE e.id = :id
    UNION ALL SELECT 'event_date', start || iif("end" = start, '', ' – ' || "end"), NULL, NULL, date_evidence, date_inferred
        FROM events WHERE id = :id
    UNION ALL SELECT * FROM (
        SELECT eo.role, o.name, 'organisations', o.id, eo.evidence, eo.inferred
        FROM event_organisations eo JOIN organisations o ON o.id = eo.organisation_id WHERE eo.event_id = :id ORDER BY eo.position)
    UNION ALL SELECT 'event_place', place, iif(place_id IS NULL, NULL, 'places'), place_id, place_evidence, place_inferred
        FROM events WHERE id = :id
    UNION ALL SELECT 'event_period', period, NULL, NULL, period_evidence, period_inferred FROM events WHERE id = :id
    UNION ALL SELECT * FROM (
        SELECT ep.role, iif(ep.title IS NULL, p.name, p.name || ', ' || ep.title), 'people', p.id, ep.evidence, ep.inferred
        FROM event_people ep JOIN people p ON p.id = ep.person_id WHERE ep.event_id = :id ORDER BY ep.position)
    UNION ALL SELECT * FROM (
        SELECT 'count', value || iif("of" IS NULL, '', '/' || "of") || ' ' || unit, NULL, NULL, evidence, inferred
        FROM counts WHERE event_id = :id ORDER BY position)
    UNION ALL SELECT * FROM (
        SELECT 'award', iif(w.count IS NULL, '', w.count || ' × ') || w.name || iif(w.kind IS NULL, '', ' cho ' || w.kind)
            || iif(o.name IS NULL, '', ' (' || o.name || ')'), NULL, NULL, w.evidence, w.inferred
        FROM awards w LEFT JOIN organisations o ON o.id = w.giver_id WHERE w.event_id = :id ORDER BY w.position)
)
SELECT f.kind, f.value, f.tbl, f.key, f.inferred,
    sentence(a.text, json_extract(f.evidence, '$[0]'), json_extract(f.evidence, '$[1]')) AS sentence
FROM facts f
JOIN articles a ON a.id = (SELECT article_id FROM events WHERE id = :id)
WHERE f.value IS NOT NULL
"""
"""The facts of one event, in the order of an index card, each with the sentence that proves it."""


@dataclass(frozen=True)
class Holdings:
    """What the archive holds, for the home page."""

    articles: int
    events: int
    organisations: int
    years: tuple[int | None, int | None]
    types: list[Any]
    """(id, name, how many events), the frequent ones first"""
    latest: list[Any]
    """(id, start, title, organiser) of the last events held"""


async def holdings(database: Database) -> Holdings:
    """Count what the database holds."""

    async def rows(sql: str) -> list[Any]:
        return [tuple(row) for row in (await database.execute(sql)).rows]

    ((articles, events, organisations),) = await rows(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events), (SELECT count(*) FROM organisations)"
    )
    return Holdings(
        articles,
        events,
        organisations,
        years=(await rows("SELECT (SELECT min(year) FROM events), (SELECT max(year) FROM events)"))[0],
        types=await rows("""
            SELECT t.id, t.name, n FROM (SELECT type, count(*) AS n FROM events GROUP BY type) JOIN event_types t ON t.id = type
            ORDER BY n DESC, t.id"""),
        latest=await rows("""
            SELECT e.id, e.start, e.title, o.name FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
            WHERE e.status = 'held' AND e.start IS NOT NULL ORDER BY e.start DESC, e.article_id, e.position LIMIT 8"""),
    )


async def row(datasette: Datasette, database: str, table: str, request: Any) -> dict[str, Any]:
    """`keys`: {column: (table, key, label)} of the row's foreign keys; of an event its `facts`, of an article `text` and `events`."""
    db = datasette.get_database(database)
    primary = await db.primary_keys(table)
    values = urlsafe_components(request.url_vars["pks"])
    where = " AND ".join(f'"{column}" = ?' for column in primary)
    found = (await db.execute(f'SELECT * FROM "{table}" WHERE {where}', values)).first() if len(primary) == len(values) else None
    if found is None:
        return {}
    page: dict[str, Any] = {"keys": {}}
    for foreign in await db.foreign_keys_for_table(table):
        key = found[foreign["column"]]
        if key is not None:
            labels = await datasette.expand_foreign_keys(database, table, foreign["column"], [key])
            shown = labels.get((foreign["column"], key)) or "(không có đầu đề)"
            page["keys"][foreign["column"]] = (foreign["other_table"], tilde_encode(str(key)), shown)
    if table == "events":
        page["facts"] = (await db.execute(FACTS, {"id": found["id"]})).rows
    if table == "articles":
        page["text"] = paragraphs(found["text"], found["zones"])
        own = "SELECT id, start, title, main FROM events WHERE article_id = ? ORDER BY main DESC, position"
        page["events"] = (await db.execute(own, [found["id"]])).rows
    return page


def paragraphs(text: str, zones: str) -> list[tuple[str, str]]:
    """(kind of zone, line) of every line of an article's text that is not blank; `zones` as the column holds them."""
    return [(kind, line.strip()) for kind, start, end in json.loads(zones) for line in text[start:end].splitlines() if line.strip()]
