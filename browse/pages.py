"""What the home page and the pages of single rows show beyond Datasette's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.database import Database
from datasette.utils import tilde_encode, urlsafe_components

from browse.body_page import body_page
from browse.event_page import event_page
from browse.facts import facts
from browse.marks import marked
from browse.person_page import person_page

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette


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
    """`keys`: {column: (table, key, label)} of the row's foreign keys; what the page of its table shows besides."""
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
        page |= await event_page(datasette, db, request, found)
    if table == "articles":
        own = "SELECT id, start, title, main FROM events WHERE article_id = ? ORDER BY main DESC, position"
        page["events"] = (await db.execute(own, [found["id"]])).rows
        of_all = [fact for event in page["events"] for fact in await facts(db, event["id"], found["id"], found["text"])]
        page["lines"] = marked(found["text"], found["zones"], of_all)
    if table == "organisations":
        page["body"] = await body_page(db, found, request.args.get("unit"))
    if table == "people":
        page["person"] = await person_page(db, found["id"])
    return page
