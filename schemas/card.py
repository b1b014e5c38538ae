"""The fact card: what an archivist would write of one article on an index card, as plain JSON (docs/card.md)."""

import json
from pathlib import Path
from typing import Any

from schemas.record import Argument, Award, Count, Event, Record

Card = dict[str, Any]
"""`{"id", "published", "events": […], "counts": […], "awards": […], "documents": […]}`."""


def to_card(record: Record) -> Card:
    """The fact card of one record: its facts in the record's order, without their evidence."""
    return {
        "id": record.name,
        "published": record.published.value if record.published else None,
        "events": [_event(event) for event in record.events],
        "counts": [_count(count) for count in record.counts],
        "awards": [_award(award) for award in record.awards],
        "documents": ["".join(document.number.split()) for document in record.documents],
    }


def read_cards(folder: Path) -> dict[str, Card]:
    """The cards of a folder's `<id>.json` files by id, in order of file name.

    Raises ValueError for a file that is not a JSON object.
    """
    cards = {}
    for path in sorted(folder.glob("*.json")):
        try:
            card = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise ValueError(f"{path}: not JSON ({error})") from None
        if not isinstance(card, dict):
            raise ValueError(f"{path}: not a fact card, which is one JSON object")
        cards[path.stem] = card
    return cards


def _event(event: Event) -> Card:
    card: Card = {"main": True} if event.main else {}
    return card | {
        "types": list(event.types),
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "organisers": _names(event.organisers),
        "targets": _names(event.targets),
        "place": event.place.name if event.place else None,
        "period": event.period.value if event.period else None,
        "people": _names(event.people),
    }


def _count(count: Count) -> Card:
    of = {} if count.of is None else {"of": _number(count.of)}
    return {"value": _number(count.value), **of, "unit": count.unit}


def _award(award: Award) -> Card:
    return {"name": award.name, "giver": award.giver, "kind": award.kind, "count": award.count}


def _names(arguments: list[Argument]) -> list[str]:
    return [argument.name for argument in arguments]


def _number(value: int | float) -> int | float:
    """A whole number as an int: `100.0` is printed as 100."""
    return int(value) if value == int(value) else value
