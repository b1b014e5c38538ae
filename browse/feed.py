"""What a file of events says of itself."""

import sqlite3
import uuid
from dataclasses import dataclass

from browse.events import NAMESPACE, Event
from browse.selection import Selection
from browse.shown import SHOWN, value_label
from browse.vietnamese import date
from schemas.rows import TYPES


@dataclass(frozen=True)
class Feed:
    """A file of events among others: its title, its name, and where it and the pages of its events can be had, if they can."""

    title: str
    name: str
    """The archive's, and the selection as it stands in an address"""
    address: str | None = None
    """Where the feed itself is"""
    pages: str | None = None
    """What the address of an event's page is before the event's key"""

    @property
    def uuid(self) -> uuid.UUID:
        """Its name in the world (RFC 9562, version 5): the same for the same selection of the same archive."""
        return uuid.uuid5(NAMESPACE, f"feed/{self.name}")

    def page(self, event: Event) -> str | None:
        """The address of an event's own page."""
        return f"{self.pages}{event.id}" if self.pages else None

    def link(self, event: Event) -> str | None:
        """Where to read more, wherever the file goes: the article on the web, else the event's page, which may be for this machine only."""
        return event.source or self.page(event)


def title(connection: sqlite3.Connection, selection: Selection) -> str:
    """What a selection is called: `Kho sự kiện công đoàn: đại hội, Bắc Kạn, năm 2023`."""
    body = connection.execute("SELECT name FROM organisations WHERE id = ?", [selection.body]).fetchone()
    words = [
        *(TYPES[code] for code in selection.types),
        body and body["name"],
        selection.province,
        selection.level and f"cấp {value_label(selection.level, 'level')}",
        selection.status and value_label(selection.status, "status"),
        selection.q and f"“{selection.q}”",
        _days(selection),
    ]
    return ": ".join(filter(None, (SHOWN["title"], ", ".join(filter(None, words)))))


def _days(selection: Selection) -> str:
    if selection.year:
        return date(f"{selection.year:04}")
    if selection.month:
        return date("{:04}-{:02}".format(*selection.month))
    ends = (("từ", selection.first), ("đến", selection.last))
    return " ".join(f"{word} {date(day.isoformat())}" for word, day in ends if day)
