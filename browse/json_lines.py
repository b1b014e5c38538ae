"""Events as JSON Lines: one object a line, with the evidence of every fact. Holds one event at a time."""

import json
from collections.abc import Iterable, Iterator

from browse.events import Event
from browse.feed import Feed


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The lines in UTF-8; evidence is [start, end) offsets into the stored text of the event's article."""
    for event in events:
        yield json.dumps(event, ensure_ascii=False, default=vars).encode() + b"\n"
