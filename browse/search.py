"""Search over everything that the archive holds: what of each kind has the reader's words, the first few, and where all are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import Database, QueryInterrupted
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest, Response

from browse.lines import lines
from browse.recipients import OTHERS
from browse.selection import LONGEST_WORDS
from browse.snippet import SNIPPET, snippet
from browse.titles import UNFOUND, names_of, with_titles
from schemas.names import unaccented

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

FIRST = 5
"""So many of each kind are shown."""
COUNTED = 1000
"""So many are counted; whether there are more is told."""
WORDS = 20
"""So many words of a search are looked for in names; there are no longer names."""

# The index of what they are put in order by is followed (`+`), for many articles may have the words and few are shown.
FOUND = {
    "events": """
SELECT e.id, e.article_id, e.start, e."end", e.title, e.type, e.status, e.province, o.name AS organiser
FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE +e.rowid IN (SELECT rowid FROM {}) ORDER BY e.start DESC LIMIT :first
""",
    "articles": f"""
WITH found AS (
    SELECT rowid, id, title, published FROM articles WHERE +rowid IN (SELECT rowid FROM {{0}}) ORDER BY published DESC LIMIT :first
)
SELECT found.id, found.title, found.published, a.text, (SELECT {SNIPPET} FROM {{0}} AND rowid = found.rowid) AS excerpt
FROM found CROSS JOIN articles a ON a.rowid = found.rowid
""",
    "organisations": """
SELECT id, name, level, place FROM organisations WHERE rowid IN (SELECT rowid FROM {}) ORDER BY length(name), sort_key LIMIT :first
""",
    "people": "SELECT id, name FROM {} ORDER BY sort_key LIMIT :first",
    "places": "SELECT id, name, kind, province FROM {} ORDER BY length(name), sort_key LIMIT :first",
    "documents": "SELECT number, kind, count(*) AS n FROM {} GROUP BY number, kind ORDER BY n DESC, number LIMIT :first",
}
"""By table, the rows to show of what matches, which stands for `{}`."""
COUNT = "SELECT count(*) FROM (SELECT 1 FROM {} LIMIT :most)"
MATCHING = "{0}_fts WHERE {0}_fts MATCH escape_fts(:q)"
FINDABLE = {"events": f"rowid NOT IN ({UNFOUND.format('rowid')})"}
"""By table, what else holds for what is found"""

# A name's sort key has its letters, with marks behind them, and two spaces before its tones.
NAME = "' ' || replace(replace(replace(substr(sort_key, 1, instr(sort_key, '  ')), '{', ''), '|', ''), '}', '')"
NUMBER = "' ' || replace(replace(replace(replace(number, 'Đ', 'D'), 'đ', 'd'), '-', ' '), '/', ' ') || ' '"
UNINDEXED = {"people": NAME, "places": NAME, "documents": NUMBER}
"""Tables without a search index, each with an SQL expression of what it is searched by: words without accents, with spaces round them."""
ASKED = """(SELECT search_words(:asked)) <> '""'"""
"""Nobody may ask for a suppressed name; in SQL, for it is the connection that knows them."""
OF_KIND = "kind IN (SELECT kind FROM (SELECT DISTINCT kind FROM documents) WHERE matches(kind, :word{}))"


@dataclass(frozen=True)
class Group:
    """What was found in one table."""

    table: str
    count: int
    """COUNTED + 1 where there are more"""
    found: list[Any]


async def search(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name` and the words `q` of the address.

    The words are those of the tables' own search, so that each group leads to all of it. Raises BadRequest for what takes too long.
    """
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    database, sought = datasette.get_database(name), " ".join((request.args.get("q") or "").split())
    groups: list[Group] = []
    if 0 < len(sought) <= LONGEST_WORDS:
        try:
            for table in FOUND:
                if await datasette.permission_allowed(request.actor, "view-table", (name, table), default=True):
                    groups.append(await _group(database, table, sought))
        except QueryInterrupted:
            raise BadRequest("SQL query took too long") from None
    page = {
        "database": name,
        "sought": sought,
        "groups": [group for group in groups if group.count],
        "counted": COUNTED,
        "longest": LONGEST_WORDS,
        "all_of": lambda table, **more: f"{datasette.urls.table(name, table)}?{urlencode(more or {'_search': sought})}",
    }
    return Response.html(await datasette.render_template("search.html", page, request=request))


async def _group(database: Database, table: str, sought: str) -> Group:
    """What matches in a table; of what is indexed, that which has the words side by side first."""
    if table in UNINDEXED:
        condition, given = _has_words(table, sought)
        matching = f"{table} WHERE {condition} AND {OTHERS.get(table, '1')}"
        rows = (await database.execute(FOUND[table].format(matching), {**given, "first": COUNTED + 1})).rows
        return Group(table, len(rows), rows[:FIRST])
    matching = f"{MATCHING.format(table)} AND {FINDABLE.get(table, '1')}"
    ((count,),) = (await database.execute(COUNT.format(matching), {"q": sought, "most": COUNTED + 1})).rows
    found: dict[Any, Any] = {}
    side_by_side = '"{}"'.format(sought.replace('"', ""))
    for words in (side_by_side, sought):
        if len(found) < min(count, FIRST):
            rows = (await database.execute(FOUND[table].format(matching), {"q": words, "first": FIRST})).rows
            found |= {row["id"]: row for row in rows if row["id"] not in found}
    shown = list(found.values())[:FIRST]
    if article := {"events": "article_id", "articles": "id"}.get(table):
        shown = await with_titles(database, shown, article)
    return Group(table, count, [await _shown(database, table, row) for row in shown])


async def _shown(database: Database, table: str, row: Any) -> Any:
    """A row as the page shows it: an event as a line of the timeline, an article with a piece of its text."""
    if table == "events":
        return lines([row])[0]
    if table == "articles":
        return row, snippet(row["excerpt"], row["text"], await names_of(database, row["id"]))
    return row


def unindexed_search(table: str, request: Any) -> FilterArguments | None:
    """`_search` for the tables that have no search index: every word of it is a word of the name or number."""
    if table not in UNINDEXED:
        return None
    sought = request.args.get("_search")
    condition, words = _has_words(table, sought) if sought else ("1", {})
    return FilterArguments([condition], words, extra_context={"supports_search": True, "search": sought or ""})


def _has_words(table: str, sought: str) -> tuple[str, dict[str, str]]:
    """An SQL condition on a table of UNINDEXED, and its parameters; a document has the words of its kind, too.

    It is false for words that have a suppressed name.
    """
    words = re.findall(r"[^\W_]+", unaccented(sought).lower())[:WORDS]
    conditions = []
    for number, _ in enumerate(words):
        either = f"{UNINDEXED[table]} LIKE '% ' || :word{number} || ' %'"
        conditions.append(f"({either} OR {OF_KIND.format(number)})" if table == "documents" else either)
    given = {"asked": sought, **{f"word{number}": word for number, word in enumerate(words)}}
    return " AND ".join([ASKED, *conditions] if conditions else ["0"]), given
