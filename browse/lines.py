"""Events as the lines of a list: each by its title, and what else is said of it."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from browse.language import _, translated, writing
from browse.selection import STATUSES
from browse.shown import value_label
from schemas.rows import TYPES

Line = tuple[int, Markup, Markup]
"""Key and title of an event, and what is said beside it; escaped, for a month has thousands and a template takes longer to."""


def lines(events: Iterable[Any], known: str = "") -> list[Line]:
    """What is said of each event: the time, unless it is that of the heading (`known`), type, organiser, province, and what is not held.

    An event has id, title, start, end, type, organiser, province and status; its title is as `titled` shows it.
    """
    types, when = translated(TYPES), writing().when
    statuses = {code: "" if code == "held" else _(value_label(code, "status")) for code in STATUSES}
    found = []
    for event in events:
        start, end = event["start"], event["end"]
        time = when(start, end) if start != known or end != known else ""
        said = (time, types.get(event["type"]), event["organiser"], event["province"], statuses.get(event["status"]))
        found.append((event["id"], escape(event["title"]), escape(" · ".join(filter(None, said)))))
    return found
