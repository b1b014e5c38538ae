"""What the page of an event shows: its facts, the article that states them, and what else is told of the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from datasette.database import Database

from browse.events import read_event
from browse.facts import facts
from browse.language import _, writing
from browse.marks import marked
from browse.schema_org import CONTEXT, event_object
from browse.titles import with_titles
from browse.when import when

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

ARTICLE = "SELECT id, title, published, url, zones, text FROM articles WHERE id = ?"
SIBLINGS = "SELECT id, article_id, start, title FROM events WHERE article_id = ? AND id <> ? ORDER BY main DESC, position"
REPORTS = """
SELECT e.id, e.article_id, coalesce(nullif(a.title, ''), e.title) AS title, a.published, h.conflicts
FROM happening_events m JOIN happenings h ON h.id = m.happening_id JOIN happening_events o ON o.happening_id = h.id
JOIN events e ON e.id = o.event_id JOIN articles a ON a.id = e.article_id
WHERE m.event_id = :id AND e.article_id <> :article_id
ORDER BY a.published, e.article_id, e.position LIMIT 20
"""
"""Events of other articles that are the same happening, with what its reports do not agree on."""
# The plus signs keep SQLite to the index of `start`: a type or a body may have a hundred thousand events, a day has few.
SAME = """
SELECT e.id, e.article_id, coalesce(nullif(a.title, ''), e.title) AS title, a.published
FROM events e JOIN articles a ON a.id = e.article_id
WHERE e.start = :start AND +e.type = :type AND +e.organiser_id = :organiser_id AND +e.article_id <> :article_id
ORDER BY a.published, e.article_id, e.position LIMIT 20
"""
"""Events of other articles with the same type, day and first organiser."""


async def event_page(datasette: Datasette, database: Database, request: Any, event: Any) -> dict[str, Any]:
    """`title`; `card`: (kind, facts) in order; `article`, its row; `lines` of its text, marked; `schema_org`.

    Besides: `siblings` in the article, `reports` of the happening in others and their `conflicts`, else the `same` by its looks.
    """
    (article,) = (await database.execute(ARTICLE, [event["article_id"]])).rows
    found = await facts(database, event["id"], article["id"], article["text"])
    lines = marked(article["text"], article["zones"], found)
    whole = await database.execute_fn(lambda connection: read_event(connection, event["id"]))
    told = event["start"] is not None and len(event["start"]) == len("2023-11-14") and event["organiser_id"] is not None
    same = {column: event[column] for column in ("start", "type", "organiser_id", "article_id")}
    reports = (await database.execute(REPORTS, {"id": event["id"], "article_id": event["article_id"]})).rows
    pages = datasette.absolute_url(request, f"{datasette.urls.database(database.name)}/")
    return {
        "event": event,
        "title": whole.title,
        "card": [(kind, list(group)) for kind, group in groupby(found, key=lambda fact: fact.kind)],
        "proved": {mark.fact for line in lines for piece in line.pieces for mark in piece.marks},
        "article": article,
        "lines": lines,
        "siblings": await with_titles(database, (await database.execute(SIBLINGS, [event["article_id"], event["id"]])).rows),
        "reports": await with_titles(database, reports),
        "conflicts": list(_conflicts(json.loads(reports[0]["conflicts"] or "{}"))) if reports else [],
        "same": await with_titles(database, (await database.execute(SAME, same)).rows) if told and not reports else [],
        "schema_org": {"@context": CONTEXT, **event_object(whole, pages)},
    }


def _conflicts(told: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """(what, its values as they are read) of everything that the reports tell differently."""
    if "start" in told:
        yield _("Bắt đầu"), [when(day) for day in told["start"]]
    if "province" in told:
        yield _("Tỉnh, thành phố"), told["province"]
    for unit, values in told.get("counts", {}).items():
        yield unit, [writing().number(value) for value in values]
