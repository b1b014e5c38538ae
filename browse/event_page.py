"""What the page of an event shows: its facts, the article that states them, and what else is told of the same."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from datasette.database import Database

from browse.events import read_event
from browse.facts import facts
from browse.marks import marked
from browse.schema_org import CONTEXT, event_object
from browse.titles import with_titles

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

ARTICLE = "SELECT id, title, published, url, zones, text FROM articles WHERE id = ?"
SIBLINGS = "SELECT id, article_id, start, title FROM events WHERE article_id = ? AND id <> ? ORDER BY main DESC, position"
# The plus signs keep SQLite to the index of `start`: a type or a body may have a hundred thousand events, a day has few.
SAME = """
SELECT e.id, e.article_id, coalesce(nullif(a.title, ''), e.title) AS title, a.published
FROM events e JOIN articles a ON a.id = e.article_id
WHERE e.start = :start AND +e.type = :type AND +e.organiser_id = :organiser_id AND +e.article_id <> :article_id
ORDER BY a.published, e.article_id, e.position LIMIT 20
"""
"""Events of other articles with the same type, day and first organiser."""


async def event_page(datasette: Datasette, database: Database, request: Any, event: Any) -> dict[str, Any]:
    """`title`; `card`: (kind, facts) in order; `article`, its row; `lines` of its text, marked; `siblings`, `same`; `schema_org`."""
    (article,) = (await database.execute(ARTICLE, [event["article_id"]])).rows
    found = await facts(database, event["id"], article["id"], article["text"])
    lines = marked(article["text"], article["zones"], found)
    whole = await database.execute_fn(lambda connection: read_event(connection, event["id"]))
    told = event["start"] is not None and len(event["start"]) == len("2023-11-14") and event["organiser_id"] is not None
    same = {column: event[column] for column in ("start", "type", "organiser_id", "article_id")}
    pages = datasette.absolute_url(request, f"{datasette.urls.database(database.name)}/")
    return {
        "event": event,
        "title": whole.title,
        "card": [(kind, list(group)) for kind, group in groupby(found, key=lambda fact: fact.kind)],
        "proved": {mark.fact for line in lines for piece in line.pieces for mark in piece.marks},
        "article": article,
        "lines": lines,
        "siblings": await with_titles(database, (await database.execute(SIBLINGS, [event["article_id"], event["id"]])).rows),
        "same": await with_titles(database, (await database.execute(SAME, same)).rows) if told else [],
        "schema_org": {"@context": CONTEXT, **event_object(whole, pages)},
    }
