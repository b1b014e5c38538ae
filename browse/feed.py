"""What a file of events says of itself."""

import sqlite3
import uuid
from dataclasses import dataclass

from browse.called import BODY, in_words
from browse.events import NAMESPACE, Event
from browse.language import speaking
from browse.selection import Selection
from browse.shown import SHOWN


@dataclass(frozen=True)
class Feed:
    """A file of events among others: its title, its name, and where it and the pages of its events can be had, if they can."""

    title: str
    name: str
    """The archive's, and the selection as it stands in an address"""
    address: str | None = None
    """Where the feed itself is"""
    pages: str | None = None
    """The address of the database, with a slash behind it: there are the pages of its rows"""

    @property
    def uuid(self) -> uuid.UUID:
        """Its name in the world (RFC 9562, version 5): the same for the same selection of the same archive."""
        return uuid.uuid5(NAMESPACE, f"feed/{self.name}")

    def page(self, event: Event) -> str | None:
        """The address of an event's own page."""
        return f"{self.pages}events/{event.id}" if self.pages else None

    def link(self, event: Event) -> str | None:
        """Where to read more, wherever the file goes: the article on the web, else the event's page, which may be for this machine only."""
        return event.source or self.page(event)


def title(connection: sqlite3.Connection, selection: Selection) -> str:
    """What the file of a selection is called: `Kho sự kiện công đoàn: đại hội, Bắc Kạn, năm 2023`, for every reader alike."""
    body = connection.execute(BODY, [selection.body]).fetchone()
    with speaking("vi"):
        return ": ".join(filter(None, (SHOWN["title"], in_words(selection, body and body["name"]))))
