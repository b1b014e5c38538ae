"""The accuracy table: predicted fact cards against gold ones, field by field.

Precision, recall and F1 per field are micro-averaged over the articles; the mean is that of the fields' F1. What counts as
the same body, place, count or award is the annotation guide's; names are compared by `schemas.names.normalise`.
`reliability` asks whether an event's confidence means what it says.
"""

import json
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

from schemas.bootstrap import Interval, intervals
from schemas.card import Card
from schemas.names import normalise
from schemas.record import Event, Record

MEAN = "mean F1"

Same = Callable[[Any, Any], bool]
"""Is this gold item (first) that predicted item (second)?"""


@dataclass
class Row:
    """What was found of one field or type: `n` gold items, of them `hit` found, and `extra` ones that gold lacks."""

    hit: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def n(self) -> int:
        """How many gold has."""
        return self.hit + self.missed

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right; 1 where nothing was predicted."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 1 where gold has none."""
        return self.hit / self.n if self.n else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """The row as the scorer's JSON has it."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "n": self.n}

    def __str__(self) -> str:
        """The shares as the scorer prints them."""
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


@dataclass(frozen=True)
class Error:
    """One difference: a gold item `missed`, or an `extra` predicted one."""

    article: str
    field: str
    kind: str
    value: Any


@dataclass
class Table:
    """What was found in each article by field, the rows by event type (the frequent ones first), and every difference.

    `gold` is the fingerprint of the gold cards: only tables of the same gold can be compared.
    """

    gold: str = ""
    articles: dict[str, dict[str, Row]] = field(default_factory=dict)
    types: dict[str, Row] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    @cached_property
    def fields(self) -> dict[str, Row]:
        """Rows by field, over all articles: those that gold or prediction has anything of."""
        return {name: row for name, row in total(self.articles.values()).items() if row.n or row.extra}

    @property
    def mean_f1(self) -> float:
        """Mean of the fields' F1; 1 where there was nothing to find and nothing was found."""
        return sum(row.f1 for row in self.fields.values()) / len(self.fields) if self.fields else 1.0

    @cached_property
    def intervals(self) -> dict[str, Interval]:
        """The 95% interval of each field's F1 and, under `MEAN`, of their mean."""
        return intervals(self.counts(self.fields), MEAN)

    def counts(self, names: Iterable[str]) -> dict[str, list[tuple[int, int, int]]]:
        """(hit, missed, extra) of every article, in their order, by field."""
        none = Row()
        found = {name: [rows.get(name, none) for rows in self.articles.values()] for name in names}
        return {name: [(row.hit, row.missed, row.extra) for row in rows] for name, rows in found.items()}

    def as_dict(self) -> dict[str, Any]:
        """The table as JSON: `fields` and `mean_f1` as the scorer prints them, then the rest; `from_dict` reads it."""
        return {
            "fields": {name: row.as_dict() for name, row in self.fields.items()},
            "mean_f1": self.mean_f1,
            "intervals": self.intervals,
            "types": {name: row.as_dict() for name, row in self.types.items()},
            "gold": self.gold,
            "hits": {article: {name: row.hit for name, row in rows.items() if row.hit} for article, rows in self.articles.items()},
            "errors": [{"article": e.article, "field": e.field, "kind": e.kind, "value": e.value} for e in self.errors],
        }

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> "Table":
        """A table that `as_dict` saved, without its rows by type.

        Raises ValueError for anything else.
        """
        try:
            errors = [Error(**error) for error in saved["errors"]]
            articles = {article: {name: Row(hit) for name, hit in hits.items()} for article, hits in saved["hits"].items()}
            for error in errors:
                row = articles[error.article].setdefault(error.field, Row())
                row.missed, row.extra = row.missed + (error.kind == "missed"), row.extra + (error.kind == "extra")
            return cls(saved["gold"], articles, errors=errors)
        except (KeyError, TypeError, AttributeError):
            raise ValueError("không phải kết quả do `sukien evaluate --json` in ra") from None

    def __str__(self) -> str:
        """The scorer's lines, one per field and the mean, each with its interval."""
        lines = [*_lines(self.fields), f"{MEAN} {self.mean_f1:.3f}"]
        width = max(map(len, lines))
        bounds = [self.intervals[name] for name in (*self.fields, MEAN)]
        return "\n".join(f"{line:{width}}  [{low:.3f}, {high:.3f}]" for line, (low, high) in zip(lines, bounds, strict=True))

    def by_type(self) -> str:
        """One line per event type, of all events, main or not."""
        return "\n".join(_lines(self.types))


def evaluate(gold: Mapping[str, Card], pred: Mapping[str, Card]) -> Table:
    """Score predicted cards against gold ones by article id; a missing prediction counts as an empty card.

    Raises ValueError where there are no gold cards.
    """
    if not gold:
        raise ValueError("no gold cards")
    table = Table(sha256(json.dumps(gold, sort_keys=True).encode()).hexdigest())
    for article, card in gold.items():
        found = pred.get(article, {})
        rows = table.articles[article] = {}
        for name, expected, predicted, same in compared(card, found):
            pairs, missed, extra = pair_up(expected, predicted, same)
            rows[name] = Row(len(pairs), len(missed), len(extra))
            table.errors += [Error(article, name, "missed", item) for item in missed]
            table.errors += [Error(article, name, "extra", item) for item in extra]
        _count_types(table.types, card, found)
    table.types = dict(sorted(table.types.items(), key=lambda item: (-item[1].n, item[0])))
    return table


def total(tables: Iterable[Mapping[str, Row]]) -> dict[str, Row]:
    """The sum of rows of the same name."""
    sums: dict[str, Row] = {}
    for rows in tables:
        for name, row in rows.items():
            sum_ = sums.setdefault(name, Row())
            sum_.hit, sum_.missed, sum_.extra = sum_.hit + row.hit, sum_.missed + row.missed, sum_.extra + row.extra
    return sums


BINS = (0.5, 0.7, 0.8, 0.9)
"""Where a bin of confidence ends and the next begins."""
BIN_NAMES = (f"< {BINS[0]}", *(f"{low}–{high}" for low, high in pairwise(BINS)), f"≥ {BINS[-1]}")


@dataclass
class Bin:
    """Events of about one confidence: `n` of them, `right` with type and days as gold has them, and the sum of what they claim."""

    n: int = 0
    right: int = 0
    claimed: float = 0.0

    @property
    def accuracy(self) -> float:
        """Share of the events that are right; 0 where there are none."""
        return self.right / self.n if self.n else 0.0


def reliability(gold: Mapping[str, Card], records: Mapping[str, Record]) -> list[Bin]:
    """The predicted events of the gold articles by confidence: below 0.5, then from each of `BINS` on."""
    judged = []
    for article, card in gold.items():
        events = records[article].events if article in records else []
        wrong = {id(event) for event in pair_up(_list(card, "events"), events, same_type_and_days)[2]}
        judged += [(event.confidence, id(event) not in wrong) for event in events]
    return binned(judged)


def binned(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Events, as (confidence, whether right), by confidence: below 0.5, then from each of `BINS` on."""
    bins = [Bin() for _ in BIN_NAMES]
    for confidence, right in judged:
        bin_ = bins[bisect(BINS, confidence)]
        bin_.n, bin_.right, bin_.claimed = bin_.n + 1, bin_.right + right, bin_.claimed + confidence
    return bins


def calibration_error(bins: Iterable[Bin]) -> float:
    """Expected calibration error (Naeini, Cooper, Hauskrecht 2015): how far, by event, the bins' accuracy lies from what they claim."""
    kept = [bin_ for bin_ in bins if bin_.n]
    return sum(abs(bin_.right - bin_.claimed) for bin_ in kept) / sum(bin_.n for bin_ in kept) if kept else 0.0


def compared(gold: Card, pred: Card) -> Iterator[tuple[str, list[Any], list[Any], Same]]:
    """(field, gold items, predicted items, sameness) of every scored field; events' arguments are those of the main event."""
    g, p = main_event(gold), main_event(pred)
    yield "main type", _one(g.get("types")), _one((p.get("types") or [None])[0]), lambda types, type_: type_ in types
    yield "main date", _dates(g), _dates(p), _equal
    yield "events", _list(gold, "events"), _list(pred, "events"), same_event
    yield "organisers", _list(g, "organisers"), _list(p, "organisers"), same_body
    yield "targets", _list(g, "targets"), _list(p, "targets"), same_body
    yield "place", _one(g.get("place")), _one(p.get("place")), same_place
    yield "period", _one(g.get("period")), _one(p.get("period")), _equal
    yield "people", _list(g, "people"), _list(p, "people"), same_text
    yield "counts", _list(gold, "counts"), _list(pred, "counts"), same_count
    yield "awards", _list(gold, "awards"), _list(pred, "awards"), same_award
    yield "givers", givers(gold), givers(pred), same_body
    yield "documents", _list(gold, "documents"), _list(pred, "documents"), same_text
    yield "published", _one(gold.get("published")), _one(pred.get("published")), _equal


def pair_up(gold: list[Any], pred: list[Any], same: Same) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """The largest one-to-one matching (augmenting paths): the pairs, what gold has left, what the prediction has left."""
    owner: dict[int, int] = {}  # index in pred -> index in gold

    def place(i: int, tried: set[int]) -> bool:
        for j, item in enumerate(pred):
            if j in tried or not same(gold[i], item):
                continue
            tried.add(j)
            if j not in owner or place(owner[j], tried):
                owner[j] = i
                return True
        return False

    placed = [place(i, set()) for i in range(len(gold))]
    missed = [item for item, found in zip(gold, placed, strict=True) if not found]
    return [(gold[i], pred[j]) for j, i in owner.items()], missed, [item for j, item in enumerate(pred) if j not in owner]


def main_event(card: Card) -> Card:
    """The event marked main, else the first; an empty one where there are none."""
    events = _list(card, "events")
    return next((event for event in events if event.get("main")), events[0] if events else {})


def givers(card: Card) -> list[str]:
    """The distinct bodies that give awards in one article."""
    return list({normalise(award["giver"]): award["giver"] for award in _list(card, "awards") if award.get("giver")}.values())


def same_text(a: str | None, b: str | None) -> bool:
    """Equal as names are compared."""
    return normalise(a) == normalise(b)


def same_body(a: str, b: str) -> bool:
    """Equal, or nearly so with the same head word and the same last two words (the part that tells bodies apart)."""
    first, second = normalise(a).split(), normalise(b).split()
    same_ends = first[:1] == second[:1] and first[-2:] == second[-2:]
    return first == second or (same_ends and _overlap(first, second) >= 0.7)


def same_place(a: str, b: str) -> bool:
    """Equal, or one is a run of whole words, two or more, of the other."""
    shorter, longer = sorted((f" {normalise(a)} ", f" {normalise(b)} "), key=len)
    return shorter == longer or (shorter.count(" ") >= 3 and shorter in longer)


def same_unit(a: str | None, b: str | None) -> bool:
    """Equal, one the beginning of the other, or half of their words shared; a share (`%`) is never a number."""
    first, second = normalise(a), normalise(b)
    if first.startswith("%") != second.startswith("%"):
        return False
    begins = first == second or first.startswith(f"{second} ") or second.startswith(f"{first} ")
    return begins or _overlap(first.split(), second.split()) >= 0.5


def same_count(a: Card, b: Card) -> bool:
    """The same figures of the same unit."""
    return (a.get("value"), a.get("of")) == (b.get("value"), b.get("of")) and same_unit(a.get("unit"), b.get("unit"))


def same_award(a: Card, b: Card) -> bool:
    """The same award for as many of the same kind of recipient; the giver is a field of its own."""
    return a.get("count") == b.get("count") and same_unit(a.get("kind"), b.get("kind")) and _same_award_name(a.get("name"), b.get("name"))


def same_event(gold: Card, pred: Card) -> bool:
    """An accepted type, the same days and the same status."""
    days = (gold.get("start"), gold.get("end")) == (pred.get("start"), pred.get("end"))
    return days and pred.get("types", [])[:1] != [] and pred["types"][0] in gold["types"] and _status(gold) == _status(pred)


def same_type_and_days(gold: Card, pred: Event) -> bool:
    """An accepted type and the same days: what an event's confidence is about."""
    return pred.types[0] in gold["types"] and (pred.start, pred.end) == (gold.get("start"), gold.get("end"))


def _count_types(types: dict[str, Row], gold: Card, pred: Card) -> None:
    """Add one article's events to the rows by type: found and missed ones to gold's first type, extra ones to their own."""
    pairs, missed, extra = pair_up(_list(gold, "events"), _list(pred, "events"), same_event)
    for event, _ in pairs:
        types.setdefault(event["types"][0], Row()).hit += 1
    for event in missed:
        types.setdefault(event["types"][0], Row()).missed += 1
    for event in extra:
        types.setdefault((event.get("types") or ["?"])[0], Row()).extra += 1


def _lines(rows: Mapping[str, Row]) -> list[str]:
    width = max([11, *map(len, rows)])
    return [f"{name:{width}} {row}  (n={row.n})" for name, row in rows.items()]


def _same_award_name(a: str | None, b: str | None) -> bool:
    return same_unit(a, b) or _overlap(normalise(a).split(), normalise(b).split()) >= 0.5


def _overlap(a: list[str], b: list[str]) -> float:
    """Jaccard index of two bags of words, taken as sets."""
    first, second = set(a), set(b)
    return len(first & second) / len(first | second) if first | second else 1.0


def _equal(a: object, b: object) -> bool:
    return a == b


def _status(event: Card) -> str:
    return event.get("status", "held")


def _dates(event: Card) -> list[tuple[str, str | None]]:
    return [(event["start"], event.get("end"))] if event.get("start") else []


def _list(card: Card, key: str) -> list[Any]:
    return card.get(key) or []


def _one(value: object) -> list[Any]:
    return [] if value in (None, "", []) else [value]
