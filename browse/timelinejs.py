"""Events as the JSON that TimelineJS 3 shows (https://timeline.knightlab.com/docs/json-format.html). Holds one event at a time.

TimelineJS reads the whole file before it shows anything: choose up to a thousand events for it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from browse.details import details
from browse.events import Event
from browse.feed import Feed
from browse.when import when


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The JSON in UTF-8, of events whose `first` is known."""
    title = json.dumps({"unique_id": "dau-de", "text": {"headline": escape(feed.title)}}, ensure_ascii=False)
    yield f'{{"scale": "human", "title": {title}, "events": ['.encode()
    for number, event in enumerate(events):
        yield (",\n" if number else "\n").encode() + json.dumps(_slide(event, feed), ensure_ascii=False).encode()
    yield b"\n]}\n"


def _slide(event: Event, feed: Feed) -> dict[str, Any]:
    first, last = event.first, event.last
    assert first
    assert last
    # Headline and text are HTML there; the other strings are not.
    facts = Markup("<br>").join(Markup("<b>{}:</b> {}").format(label, value) for label, value in details(event))
    link = feed.link(event)
    return {
        "unique_id": f"su-kien-{event.id}",
        "start_date": _date(first.iso[0]),
        "end_date": _date(last.iso[1]),
        "display_date": when(event.start, event.end),
        "group": event.type_label,
        "text": {
            "headline": Markup('<a href="{}">{}</a>').format(link, event.title) if link else escape(event.title),
            "text": Markup("<p>{}</p>").format(facts),
        },
        "autolink": False,
    }


def _date(iso: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, iso.split("-")), strict=False))
