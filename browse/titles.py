"""What events, their venues and articles are called wherever they are listed: on one line, and without the names of who received help.

An article names such a person in its own text, which is shown as it is; its headline and the titles taken from it would carry the name
into every list, feed and file. So a title passes through here on its way out of the database, with the names that its own article
gives: they are looked up for the rows that are shown, and for no others.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from datasette.database import Database

from browse.snippet import PLAIN

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (XML 1.0, 2.2 Char); calendars and spreadsheets refuse them too."""
# `CROSS JOIN` keeps the order: from the articles, by the keys of one table after the other.
NAMES = """
SELECT asked.value, p.name FROM json_each(?) asked CROSS JOIN {} CROSS JOIN person_claims c ON c.id = l.claim_id
CROSS JOIN people p ON p.id = c.person_id WHERE p.recipient
"""
OF_ROWS = {
    "articles": NAMES.format("article_people l ON l.article_id = asked.value"),
    "events": NAMES.format("events e ON e.id = asked.value CROSS JOIN article_people l ON l.article_id = e.article_id"),
}
"""By table, whom the articles of rows with these keys say to have received help: (key, name)"""
UNFOUND = """
SELECT h.{} FROM people p CROSS JOIN person_claims c ON c.person_id = p.id CROSS JOIN article_people l ON l.claim_id = c.id
CROSS JOIN events h ON h.article_id = l.article_id
WHERE p.recipient = 1 AND asks_for(:q, p.name) AND NOT found_without(h.title || ' ' || h.search, p.name, :q)
"""
"""In SQL, by this column, the events that the words `:q` find by the name of such a person and not without it"""


def titled(text: Any, names: Iterable[str] = ()) -> Any:
    """A title as it is shown, … for each of the names, which are `spellings`; None stays None.

    >>> titled("Thăm nhà\\nbà Lý Thị Ví Dụ", ["Lý Thị Ví Dụ"])
    'Thăm nhà bà …'
    """
    if text and ("  " in text or not text.isprintable() or text != text.strip()):  # few are not as they should be, and a page has thousands
        text = " ".join(FORBIDDEN.sub("", text).split())
    return text and without(text, names)


def without(text: str, names: Iterable[str]) -> str:
    """The text with … for each of the names, as far as they stand there as whole words."""
    for name in names:
        if name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", text)
    return text


def spellings(names: Iterable[str]) -> list[str]:
    """Names as an article, or a column for search, may spell them, the longest first."""
    forms = {form for name in names for form in (name, name.upper(), name.translate(PLAIN), name.upper().translate(PLAIN))}
    return sorted(forms, key=lambda form: (-len(form), form))


def names_by_row(connection: sqlite3.Connection, keys: Iterable[int], table: str = "articles") -> Mapping[int, list[str]]:
    """The spellings to leave out of titles, by key of an article, or of an event; empty for one that names nobody."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for key, name in connection.execute(OF_ROWS[table], [json.dumps(sorted({key for key in keys if isinstance(key, int)}))]):
        found[key].add(name)
    return defaultdict(list, {key: spellings(names) for key, names in found.items()})


async def names_of(database: Database, article: int) -> list[str]:
    """The spellings of those whom an article says to have received help, the longest first."""
    return (await database.execute_fn(lambda connection: names_by_row(connection, [article])))[article]


async def with_titles(
    database: Database, rows: Iterable[Any], article: str = "article_id", columns: Sequence[str] = ("title",)
) -> list[Any]:
    """Rows with their titles as they are shown; this column has the key of the article that each comes from.

    A sentence of the article that is quoted in a list is such a title, too.
    """
    rows = list(rows)
    names = await database.execute_fn(lambda connection: names_by_row(connection, (row[article] for row in rows)))

    def shown(row: Any) -> Any:
        hidden = names.get(row[article], ())
        said = {column: text for column in columns if (text := titled(row[column], hidden)) != row[column]}
        return {**dict(row), **said} if said else row

    return [shown(row) for row in rows]


async def labels_shown(database: Database, column: str, labels: dict[tuple[str, Any], Any]) -> dict[tuple[str, Any], Any]:
    """What Datasette calls the rows that the keys of a column stand for, events and articles by their titles as they are shown."""
    table = {"event_id": "events", "article_id": "articles"}.get(column)
    if not table:
        return labels
    names = await database.execute_fn(lambda connection: names_by_row(connection, (key for _, key in labels), table))
    return {(of, key): titled(label, names[key]) for (of, key), label in labels.items()}
