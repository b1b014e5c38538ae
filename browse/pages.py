"""What the home page and the pages of single rows show beyond Datasette's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode, urlsafe_components

from browse.body_page import body_page
from browse.chart import chart
from browse.event_page import event_page
from browse.facts import facts
from browse.language import _, translated
from browse.marks import marked
from browse.person_page import person_page
from browse.place_page import place_page
from browse.remembered import remembered
from browse.selection import ONCE, Selection
from browse.standing import standing
from browse.timeline import leads
from browse.titles import with_titles
from browse.units import place_name
from schemas.rows import TYPES

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette


HELD = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM organisations)"
LATEST = f"""
SELECT e.id, e.article_id, e.start, e.title, o.name AS organiser FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE e.status = 'held' AND e.start > '' AND {ONCE} ORDER BY e.start DESC, e.article_id, e.position LIMIT 12
"""
"""`> ''`, not `IS NOT NULL`: the former is a range of the index on the start."""


async def home(datasette: Datasette, name: str) -> dict[str, Any]:
    """What the archive holds (`articles`, `organisations`, `span` of years), its `latest` events, and what `_bars.html` draws."""
    database = datasette.get_database(name)
    ((articles, organisations),) = await remembered(database, HELD, {})
    bars = await chart(database, Selection())
    years = [bar.selection.year for bar in bars["bars"] if bar.selection]
    return {
        "articles": articles,
        "organisations": organisations,
        "span": sorted({years[0], years[-1]}) if years else [],
        "latest": await with_titles(database, (await database.execute(LATEST)).rows),
        "selection": Selection(),
        "types": translated(TYPES),
        "address": leads(f"{datasette.urls.database(name)}/-/timeline"),
        **bars,
    }


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
            shown = labels.get((foreign["column"], key)) or _("(không có đầu đề)")
            shown = place_name(shown) if foreign["other_table"] == "places" else shown
            page["keys"][foreign["column"]] = (foreign["other_table"], tilde_encode(str(key)), shown)
    if table == "events":
        page |= await event_page(datasette, db, request, found)
    if table == "articles":
        own = "SELECT id, article_id, start, title, main FROM events WHERE article_id = ? ORDER BY main DESC, position"
        page["events"] = await with_titles(db, (await db.execute(own, [found["id"]])).rows)
        of_all = [fact for event in page["events"] for fact in await facts(db, event["id"], found["id"], found["text"])]
        page["lines"] = marked(found["text"], found["zones"], of_all)
        page |= await standing(db, found)
    if table == "organisations":
        page["body"] = await body_page(db, found, request.args.get("unit"))
    if table == "people":
        page["person"] = await person_page(db, found["id"])
    if table == "places":
        page["place"] = await place_page(db, found)
        page["title"] = place_name(found["name"])
    return page
