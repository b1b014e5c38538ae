"""Events as one web page that stands alone, by year, to be put on a federation's site. Holds one event at a time."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, Template

from browse.details import details
from browse.events import Event
from browse.feed import Feed
from browse.when import when

BUFFERED = 100
"""Pieces of the template written together."""


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The page in UTF-8, of events in order of start."""
    years = groupby(events, key=lambda event: event.start and event.start[: len("2023")])
    stream = _template().stream(years=years, feed=feed, details=details, when=when)
    stream.enable_buffering(BUFFERED)
    yield from (piece.encode() for piece in stream)


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("browse"), autoescape=True, trim_blocks=True)
    return environment.get_template("timeline_file.html")
