"""Events as a calendar (iCalendar, RFC 5545) that a calendar program opens or subscribes to. Holds one event at a time.

A calendar has days. An event of a month, a quarter or a year would fill all of it as if it lasted so long, so only events that
began on a known day are written, as all-day events that take up nobody's time.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

import icalendar

from browse.details import details
from browse.events import Event, midnight
from browse.feed import Feed

VIETNAMESE = {"LANGUAGE": "vi"}
STATUS = {"planned": "TENTATIVE"}


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The calendar in UTF-8, of events whose `day` is known."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//sukien//vi")
    calendar.add("version", "2.0")
    calendar.add("uid", str(feed.uuid))
    calendar.add("name", feed.title, parameters=VIETNAMESE)  # RFC 7986, as `uid`
    calendar.add("x-wr-calname", icalendar.vText(feed.title))  # the same for the many programs that know only this one
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    if feed.address:
        calendar.add("source", feed.address, parameters={"VALUE": "URI"})
    opening, closing, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    yield opening
    for event in events:
        yield _component(event, feed).to_ical()
    yield closing + b"\r\n"


def _component(event: Event, feed: Feed) -> icalendar.Event:
    first, last = event.day, event.last
    assert first
    assert last
    component = icalendar.Event()
    component.add("uid", str(event.uuid))
    component.add("dtstamp", (event.told or midnight(first.first)).astimezone(UTC))
    component.add("dtstart", first.first)
    # The end is the day after the last one. An end that is known less exactly than the beginning tells no day.
    component.add("dtend", (last if last.grain == "day" else first).last + timedelta(days=1))
    component.add("summary", event.title, parameters=VIETNAMESE)
    component.add("description", "\n".join(f"{label}: {value}" for label, value in details(event)), parameters=VIETNAMESE)
    component.add("categories", [event.type_label], parameters=VIETNAMESE)
    component.add("status", STATUS.get(event.status, "CONFIRMED"))
    component.add("transp", "TRANSPARENT")
    if event.location:
        component.add("location", event.location, parameters=VIETNAMESE)
    if link := feed.link(event):
        component.add("url", link)
    return component
