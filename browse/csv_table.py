"""Events as a table in CSV (RFC 4180), one row each. Holds one event at a time.

It begins with a byte order mark, without which Excel garbles Vietnamese, and a cell that a spreadsheet would take for a formula
(it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from browse.events import Event
from browse.feed import Feed

CSV_COLUMNS = (
    "id", "start", "end", "type", "type_label", "status", "title", "organisers", "targets",
    "place", "province", "period", "people", "article_title", "url",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The table in UTF-8, several bodies or persons in one cell with `; ` between them."""
    yield "\ufeff".encode() + _line(CSV_COLUMNS)
    for event in events:
        yield _line(_as_text(cell) for cell in cells(event))


def cells(event: Event) -> tuple[str | int | None, ...]:
    """The event's row, by CSV_COLUMNS."""
    organisers, targets, people = ("; ".join(one.name for one in many) for many in (event.organisers, event.targets, event.people))
    return (
        event.id, event.start, event.end, event.type, event.type_label, event.status, event.title, organisers, targets,
        event.place, event.province, event.period, people, event.article.title, event.article.url,
    )  # fmt: skip


def _line(row: Iterable[str | int | None]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(row)
    return line.getvalue().encode()


def _as_text(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
