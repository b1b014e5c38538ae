"""An annotation: an article's mentions as marks, with what was read of each, for a person to correct in an annotation tool.

A mark is a mention (`schemas.spans`) and its value in the notation of `schemas.mark_values`; none where it reads as printed. An event
is its trigger, with type, status and days; who held it, at whom, where and with whom are roles from there to other marks. A date has no
value of its own: gold knows dates as the days of events. A body, person or place that only an event points to is marked too, for it
could not be corrected otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from schemas.card import Card, to_card
from schemas.lexicon import rows
from schemas.mark_values import award_text, count_text, days_text
from schemas.record import Argument, Event, Range, Record, Status
from schemas.spans import Span, award_mention, mentions

TYPES = {row["code"]: row["label"] for row in rows("schemas", "event_types")}
ROLES = {"organiser": "organisation", "target": "organisation", "place": "place", "person": "person"}
"""The roles in an event, each with the kind of mention that has it."""

KIND_WORDS = {
    "date": "thời gian", "organisation": "tổ chức", "person": "người", "place": "địa điểm", "count": "số lượng", "award": "khen thưởng",
    "document": "văn bản", "trigger": "sự kiện",
}  # fmt: skip
ROLE_WORDS = {"organiser": "đơn vị tổ chức", "target": "đối tượng", "place": "nơi diễn ra", "person": "tham dự"}
STATUS_WORDS: dict[Status, str] = {"held": "đã diễn ra", "planned": "dự kiến", "ongoing": "đang diễn ra"}


@dataclass(frozen=True)
class Mark:
    """One mention, the characters `[start, end)` of the stored text.

    Type, status and main are a trigger's; one without a type only repeats an event that another trigger tells.
    """

    id: str
    kind: str
    start: int
    end: int
    value: str = ""
    type: str = ""
    status: Status = "held"
    main: bool = False

    @property
    def span(self) -> Span:
        """The mention alone."""
        return Span(self.kind, self.start, self.end)


class Role(NamedTuple):
    """The mark `mention` has this role in the event whose trigger is the mark `event`."""

    event: str
    role: str
    mention: str


@dataclass(frozen=True)
class Annotation:
    """The marks of one article by their ids, and the roles between them."""

    marks: dict[str, Mark]
    roles: tuple[Role, ...]


class Part(NamedTuple):
    """What has a role in an event: its full name, and its mark; none where no words of the text say it."""

    role: str
    name: str
    mark: str | None


@dataclass(frozen=True)
class Drawn:
    """A record's own annotation, and what of the record and its card each mark stands for."""

    annotation: Annotation
    facts: dict[str, dict[str, list[int]]]
    """By field of the card (`events`, `counts`, `awards`, `documents`) and mark: the indices of those that it states."""
    parts: dict[int, list[Part]]
    """By event that has a mark: what has a role in it, in the card's order."""
    added: frozenset[str]
    """The marks that are no mention of the record's, but have a role."""


def draw(record: Record) -> Drawn:
    """The marks of a record, `T1`, `T2`, … in the order of the text, and its roles; the same record is drawn the same."""
    found = mentions(record)
    triggers = {i: Span("trigger", *event.evidence[0]) for i, event in enumerate(record.events) if event.evidence}
    triggers = {i: span for i, span in triggers.items() if span in found}
    parts = [(i, role, part.name, _mention(role, part, found)) for i in triggers for role, part in _arguments(record.events[i])]
    plain = (found - set(triggers.values())) | {span for *_, span in parts if span}
    placed = sorted([*((span, -1) for span in plain), *((span, i) for i, span in triggers.items())], key=_in_text_order)
    ids = {key: f"T{number}" for number, key in enumerate(placed, 1)}

    facts: dict[str, dict[str, list[int]]] = {field: {} for field in ("events", "counts", "awards", "documents")}
    for field, index, span in _stated(record):
        if id_ := ids.get((span, -1)):
            facts[field].setdefault(id_, []).append(index)
    facts["events"] = {ids[span, i]: [i] for i, span in triggers.items()}

    names = {span: name for *_, name, span in parts if span} | _names(record)
    marks = {id_: Mark(id_, *span, value=names.get(span, "")) for (span, i), id_ in ids.items()}
    card = to_card(record)
    for field, text in (("counts", _count_text), ("awards", award_text), ("documents", str)):
        for id_, indices in facts[field].items():
            marks[id_] = replace(marks[id_], value="; ".join(text(card[field][index]) for index in indices))
    for i, span in triggers.items():
        event, told = record.events[i], card["events"][i]
        days = days_text(told["start"], told["end"], told["period"])
        marks[ids[span, i]] = replace(marks[ids[span, i]], value=days, type=event.types[0], status=event.status, main=event.main)
    marks = {id_: replace(mark, value=_if_not(mark.value, record.text[mark.start : mark.end])) for id_, mark in marks.items()}

    in_events: dict[int, list[Part]] = {i: [] for i in triggers}
    for i, role, name, of in parts:
        in_events[i].append(Part(role, name, ids[of, -1] if of else None))
    roles = [Role(ids[triggers[i], i], part.role, part.mark) for i, all_ in in_events.items() for part in all_ if part.mark]
    added = frozenset(ids[span, -1] for span in plain - found)
    return Drawn(Annotation(marks, tuple(dict.fromkeys(roles))), facts, in_events, added)


def _arguments(event: Event) -> Iterator[tuple[str, Argument]]:
    yield from (("organiser", body) for body in event.organisers)
    yield from (("target", body) for body in event.targets)
    yield from (("place", place) for place in [event.place] if place)
    yield from (("person", person) for person in event.people)


def _mention(role: str, argument: Argument, found: set[Span]) -> Span | None:
    """The mention that an argument points to: the first of its evidence that is one, else the first at all."""
    spans = [Span(ROLES[role], *range_) for range_ in argument.evidence]
    return next((span for span in spans if span in found), spans[0] if spans else None)


def _stated(record: Record) -> Iterator[tuple[str, int, Span]]:
    """(field of the card, index, mention) of every count, award and document that has evidence: the mention is its first."""
    yield from (("counts", i, Span("count", *count.evidence[0])) for i, count in enumerate(record.counts) if count.evidence)
    yield from (("documents", i, Span("document", *cited.evidence[0])) for i, cited in enumerate(record.documents) if cited.evidence)
    named: Iterator[tuple[int, Range | None]] = ((i, award_mention(record.text, award)) for i, award in enumerate(record.awards))
    yield from (("awards", i, Span("award", *range_)) for i, range_ in named if range_)


def _names(record: Record) -> dict[Span, str]:
    """The full names of the bodies, persons and places that are mentioned."""
    met = (("organisation", record.organisations), ("person", record.people), ("place", record.places))
    return {Span(kind, *range_): fact.name for kind, facts in met for fact in facts for range_ in fact.evidence}


def _count_text(count: Card) -> str:
    return count_text(count["value"], count.get("of"), count["unit"])


def _if_not(value: str, words: str) -> str:
    """A value in one line; none where it reads as printed."""
    value = " ".join(value.split())
    return "" if value == " ".join(words.split()) else value


def _in_text_order(placed: tuple[Span, int]) -> tuple[int, int, str, int]:
    span, event = placed
    return span.start, span.end, span.kind, event
