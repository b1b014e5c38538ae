"""Events in the words of schema.org, as JSON-LD 1.1: what search engines and other archives read. Holds one event at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from browse.events import Event
from browse.feed import Feed
from browse.partial_dates import partial_date

CONTEXT = "https://schema.org"


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """A graph of events, in UTF-8."""
    yield f'{{"@context": "{CONTEXT}", "@graph": ['.encode()
    for number, event in enumerate(events):
        yield (",\n" if number else "\n").encode() + json.dumps(schema_org(event, feed), ensure_ascii=False).encode()
    yield b"\n]}\n"


def schema_org(event: Event, feed: Feed) -> dict[str, Any]:
    """A schema.org/Event, of what is known of the event; without the context."""
    first, last, published = event.first, event.last, partial_date(event.article.published)
    location = {"@type": "Place", "name": event.place, "address": _address(event.province)}
    article = {
        "@type": "NewsArticle",
        "headline": event.article.title,
        "url": event.source,
        "datePublished": published and published.iso[0],
        "inLanguage": "vi",
    }
    return _known(
        {
            "@type": "Event",
            "@id": event.uuid.urn,
            "name": event.title,
            "url": feed.page(event),
            "startDate": first and first.iso[0],
            "endDate": last and last.iso[1],
            "eventStatus": "https://schema.org/EventScheduled",  # neither called off nor moved: nothing more can be said there
            "keywords": event.type_label,
            "inLanguage": "vi",
            "location": _known(location) if event.location else None,
            "organizer": [{"@type": "Organization", "name": body.name} for body in event.organisers],
            "about": [{"@type": "Organization", "name": body.name} for body in event.targets],
            "attendee": [_known({"@type": "Person", "name": person.name, "jobTitle": person.title}) for person in event.people],
            "subjectOf": _known(article),
        }
    )


def _address(province: str | None) -> dict[str, str] | None:
    return {"@type": "PostalAddress", "addressRegion": province, "addressCountry": "VN"} if province else None


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
