"""An event as schema.org/Event (https://schema.org/Event), for machines that read the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from browse.facts import Fact

SCHEDULED = "https://schema.org/EventScheduled"
"""The only status of schema.org's that an event of ours can have: none is known to be cancelled, postponed or moved."""


def event_object(
    event: Any, facts: Iterable[Fact], article: Any, address: Callable[[str, Any], str], unnamed: Callable[[str], str]
) -> dict[str, Any]:
    """The JSON-LD object of an event.

    `event` and `article` are rows of their tables, `address(table, key)` is the absolute address of the page of a row, `unnamed`
    takes the names out of titles and places that are not for machines to collect. `startDate` and `endDate` are there where they
    are days (ISO 8601): a bare month or year would be read as its first day.
    """
    place, province = event["place"], event["province"]
    described = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address("events", event["id"]),
        "url": address("events", event["id"]),
        "name": unnamed(event["title"]),
        "startDate": _day(event["start"]),
        "endDate": _day(event["end"]),
        "eventStatus": SCHEDULED,
        "organizer": [
            {"@type": "Organization", "name": fact.label, "url": address("organisations", fact.key)}
            for fact in facts
            if fact.kind == "organiser"
        ],
        "location": _location(unnamed(place) if place else None, province) if place or province else None,
        "subjectOf": _without_blanks(
            {
                "@type": "NewsArticle",
                "headline": unnamed(article["title"]) if article["title"] else None,
                "datePublished": _day(article["published"]),
                "url": web_address(article["url"]) or address("articles", article["id"]),
            }
        ),
    }
    return _without_blanks(described)


def web_address(url: str | None) -> str | None:
    """An address that may be a link: only http and https are."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _location(place: str | None, province: str | None) -> dict[str, Any]:
    region = {"addressRegion": province} if province else {}
    return {"@type": "Place", "name": place or province, "address": {"@type": "PostalAddress", **region, "addressCountry": "VN"}}


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value and len(value) == len("2023-11-14") else None
    except ValueError:
        return None


def _without_blanks(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value not in (None, [])}
