"""Mentions: the places in a text that name something, as a hand marked them and as a record's evidence points to them.

A file of gold spans is a JSON list of `{"kind", "start", "end", "text"}`, offsets into the article's stored text; what is
marked of each kind is the annotation guide's. Page furniture is not marked.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from schemas.evaluation import Row, pair_up
from schemas.record import Award, Range, Record

KINDS = ("date", "organisation", "person", "place", "count", "award", "document", "trigger")


class Span(NamedTuple):
    """One mention: the characters `[start, end)` of the stored text."""

    kind: str
    start: int
    end: int


class Found(NamedTuple):
    """What was found of the mentions of one kind: with the same two ends, and with at least one character in common."""

    exact: Row
    overlapping: Row

    def as_dict(self) -> dict[str, dict[str, float]]:
        """Both rows as JSON."""
        return {"exact": self.exact.as_dict(), "overlapping": self.overlapping.as_dict()}


def read_spans(folder: Path, records: Mapping[str, Record]) -> dict[str, set[Span]]:
    """The gold spans of a folder's `<stem>.json` files, checked against the texts of the records that there are.

    Raises ValueError for the first one that is none.
    """
    texts = {name: record.text for name, record in records.items()}
    return {path.stem: _spans(path, texts.get(path.stem)) for path in sorted(folder.glob("*.json"))}


def mentions(record: Record) -> set[Span]:
    """The mentions that a record's evidence points to, those in page furniture aside.

    A date's first range is the expression, the others say what it was counted from. An award's mention is its name where
    its evidence has it word for word. A place within the name of a body is no mention of its own; a venue is one.
    """
    furniture = [(zone.start, zone.end) for zone in record.zones if zone.kind == "furniture"]
    bodies = [range_ for body in record.organisations for range_ in body.evidence]
    return {
        Span(kind, *range_)
        for kind, range_ in _pointed_to(record)
        if not _within(range_, furniture) and not (kind == "place" and _within(range_, bodies))
    }


def award_mention(text: str, award: Award) -> Range | None:
    """Where an award is named: the name where its evidence has it word for word, else the first piece of the evidence."""
    for start, end in award.evidence[:1]:
        named = text[start:end].casefold().find(award.name.casefold())
        return (start, end) if named < 0 else (start + named, start + named + len(award.name))
    return None


def score_mentions(gold: Mapping[str, set[Span]], records: Mapping[str, Record]) -> dict[str, Found]:
    """The rows of each kind that gold or a record has anything of, over the articles of gold; no record counts as an empty one.

    Without any record, as where a run kept its cards only, there is nothing to score.
    """
    table = {kind: Found(Row(), Row()) for kind in KINDS}
    for article, marked in gold.items() if records else ():
        pointed = mentions(records[article]) if article in records else set()
        for kind, found in table.items():
            expected, predicted = (sorted(span for span in spans if span.kind == kind) for spans in (marked, pointed))
            for row, same in ((found.exact, Span.__eq__), (found.overlapping, _overlap)):
                pairs, missed, extra = pair_up(expected, predicted, same)
                row.hit, row.missed, row.extra = row.hit + len(pairs), row.missed + len(missed), row.extra + len(extra)
    return {kind: found for kind, found in table.items() if found.exact.n or found.exact.extra}


def mention_lines(table: Mapping[str, Found]) -> str:
    """One line per kind: the exact matches, the number of gold mentions, the overlapping matches."""
    return "\n".join(f"{kind:12} {found.exact}  {f'(n={found.exact.n})':8}  {found.overlapping}" for kind, found in table.items())


def _spans(path: Path, text: str | None) -> set[Span]:
    try:
        given = json.loads(path.read_text("utf-8"))
        if not isinstance(given, list):
            raise TypeError
        spans = [(Span(item["kind"], int(item["start"]), int(item["end"])), item["text"]) for item in given]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path}: không phải danh sách JSON gồm kind, start, end, text") from None
    for number, (span, marked) in enumerate(spans, 1):
        if span.kind not in KINDS:
            raise ValueError(f"{path}: mục {number}: không có loại {span.kind}; các loại là {', '.join(KINDS)}")
        if text is not None and text[span.start : span.end] != marked:
            there = " ".join(text[span.start : span.end].split())
            raise ValueError(f"{path}: mục {number}: tại {span.start}–{span.end} bài có “{there}”, không phải “{marked}”; hãy sửa vị trí")
    return {span for span, _ in spans}


def _pointed_to(record: Record) -> Iterator[tuple[str, Range]]:
    for kind, facts in (
        ("organisation", record.organisations),
        ("person", record.people),
        ("place", record.places),
        ("count", record.counts),
        ("document", record.documents),
        ("trigger", record.events),
    ):
        yield from ((kind, range_) for fact in facts for range_ in fact.evidence)
    yield from (("date", date.evidence[0]) for date in record.dates if date.evidence)
    yield from (("place", range_) for event in record.events if event.place for range_ in event.place.evidence)
    yield from (("award", range_) for award in record.awards if (range_ := award_mention(record.text, award)))


def _within(range_: Range, others: list[Range]) -> bool:
    return any(start <= range_[0] and range_[1] <= end for start, end in others)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
