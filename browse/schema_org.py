"""Events in the words of schema.org (https://schema.org/Event), as JSON-LD 1.1: what search engines and other archives read.

The same object stands in the page of an event and in the export, which holds one event at a time. Its `@id` is the event's name in the
world, the same wherever it is read; `url` is where its page is. A date is as exact as it is known: schema.org's Date is one of ISO 8601,
which may be a month or a year.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from browse.events import Body, Event
from browse.feed import Feed
from browse.partial_dates import partial_date

CONTEXT = "https://schema.org"


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """A graph of events, in UTF-8."""
    yield f'{{"@context": "{CONTEXT}", "@graph": ['.encode()
    for number, event in enumerate(events):
        yield (",\n" if number else "\n").encode() + json.dumps(event_object(event, feed.pages), ensure_ascii=False).encode()
    yield b"\n]}\n"


def event_object(event: Event, pages: str | None) -> dict[str, Any]:
    """A schema.org/Event, of what is known of the event; without the context.

    `pages` is the address of the database, with a slash behind it, where there are pages of its rows.
    """

    def page(table: str, key: int) -> str | None:
        return f"{pages}{table}/{key}" if pages else None

    def organisation(body: Body) -> dict[str, Any]:
        return _known({"@type": "Organization", "name": body.name, "url": page("organisations", body.id)})

    first, last, published = event.first, event.last, partial_date(event.article.published)
    location = {"@type": "Place", "name": event.place or event.province, "address": _address(event.province)}
    article = {
        "@type": "NewsArticle",
        "headline": event.article.title,
        "url": event.source or page("articles", event.article.id),
        "datePublished": published and published.iso[0],
        "inLanguage": "vi",
    }
    return _known(
        {
            "@type": "Event",
            "@id": event.uuid.urn,
            "name": event.title,
            "url": page("events", event.id),
            "startDate": first and first.iso[0],
            "endDate": last and last.iso[1],
            "eventStatus": "https://schema.org/EventScheduled",  # neither called off nor moved: nothing more can be said there
            "keywords": event.type_label,
            "inLanguage": "vi",
            "location": _known(location) if event.location else None,
            "organizer": [organisation(body) for body in event.organisers],
            "about": [organisation(body) for body in event.targets],
            "attendee": [_known({"@type": "Person", "name": person.name, "jobTitle": person.title}) for person in event.people],
            "subjectOf": _known(article),
        }
    )


def web_address(url: str | None) -> str | None:
    """An address that may be a link: only http and https are."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _address(province: str | None) -> dict[str, str] | None:
    return {"@type": "PostalAddress", "addressRegion": province, "addressCountry": "VN"} if province else None


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
