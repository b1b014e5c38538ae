"""What a selection of events is called, in the language of the page: `đại hội, Bắc Kạn, năm 2023`."""

from __future__ import annotations

from datasette.database import Database

from browse.language import _, writing
from browse.selection import Selection
from browse.shown import value_label
from schemas.rows import TYPES

BODY = "SELECT name FROM organisations WHERE id = ?"


async def called(database: Database, selection: Selection) -> str:
    """The words for every filter of a selection; empty where there is none."""
    body = (await database.execute(BODY, [selection.body])).first()
    return in_words(selection, body and body["name"])


def in_words(selection: Selection, body: str | None) -> str:
    """The same, for a selection whose body has this name."""
    words = [
        *(_(TYPES[code]) for code in selection.types),
        body,
        selection.province,
        selection.level and _("cấp ") + _(value_label(selection.level, "level")),
        selection.status and _(value_label(selection.status, "status")),
        selection.q and f"“{selection.q}”",
        _days(selection),
    ]
    return ", ".join(filter(None, words))


def _days(selection: Selection) -> str:
    date = writing().date
    if selection.year:
        return str(date(f"{selection.year:04}"))
    if selection.month:
        return str(date("{:04}-{:02}".format(*selection.month)))
    ends = ((_("từ"), selection.first), (_("đến"), selection.last))
    return " ".join(f"{word} {date(day.isoformat())}" for word, day in ends if day)
