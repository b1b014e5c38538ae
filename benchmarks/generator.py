"""Articles by the thousand for measuring size and speed: new combinations of what the gold articles are made of.

    python -m benchmarks.generator 10000 > articles.jsonl        from the checkout; the same for the same number and --seed

A gold article gives the plan (type, number of sentences, title); each of its sentences is drawn from all sentences at its place (first,
second, later) in articles of its type, and the days, persons, places and numbers in it are drawn anew: one province for the whole
article, districts and persons partly from those that it has named. So lengths, facts per article, types and houses are distributed
as in the gold, and no sentence makes more than a hundredth of the output. What comes out reads oddly
and is true of nobody: it is to be counted, not read.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.read import read_sources
from extract.pipeline import Pipeline
from schemas.record import Record

ROOT = Path(__file__).parents[1]
SOURCES = [ROOT / "corpus/sample", ROOT / "corpus/gold/train/articles"]
GIVEN = [
    *(
        "An",
        "Bình",
        "Châu",
        "Dung",
        "Đạt",
        "Giang",
        "Hà",
        "Hạnh",
        "Hòa",
        "Hùng",
        "Khánh",
        "Lan",
        "Linh",
        "Long",
        "Mai",
        "Minh",
        "Nam",
        "Nga",
    ),
    *("Ngọc", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thắng", "Trang", "Tú", "Vân", "Yến"),
]
MIDDLE = ["Văn", "Thị", "Đức", "Hữu", "Thanh", "Minh", "Ngọc", "Quang", "Xuân", "Thu", "Kim", "Bá", "Đình", "Hồng"]
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Nông",
    "Vi",
    "Lò",
    "Sùng",
]
YEARS = range(2005, 2027)
NAMED_AGAIN = {"person": 0.2, "district": 0.5}
"""How often a name is one that the article has already: so that it has as many persons and places as the gold's do."""
PLACES = 3
"""Places of a sentence that are told apart: the first, the second, and all others."""


@dataclass(frozen=True)
class Slotted:
    """A sentence, and the `[start, end)` in it whose words are drawn anew, with their kinds."""

    text: str
    slots: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Plan:
    """What an article is made by: its title, its type, and how many sentences each of its paragraphs has."""

    title: Slotted
    type: str
    paragraphs: tuple[int, ...]


class Generator:
    """`articles(n)`: so many articles as JSON-ready records, made of those of `sources`."""

    def __init__(self, seed: int = 0, sources: list[Path] = SOURCES) -> None:
        self.random = random.Random(seed)
        self.plans: list[Plan] = []
        self.sentences: dict[tuple[str, int], list[Slotted]] = defaultdict(list)
        self.districts: set[str] = set()
        self.provinces: set[str] = set()
        self.named: dict[str, list[str]] = {}  # in the article that is being made, by kind
        pipeline = Pipeline()
        for article in read_sources(sources):
            if isinstance(article, Article):
                self._learn(pipeline, article)
        self.fresh = {
            "person": [f"{family} {middle} {given}" for family in FAMILY for middle in MIDDLE for given in GIVEN],
            "district": sorted(self.districts),
            "province": sorted(self.provinces),
        }

    def _learn(self, pipeline: Pipeline, article: Article) -> None:
        """Take an article apart."""
        doc = pipeline.doc(article)
        record = pipeline(article)
        type_ = record.events[0].types[0] if record.events else "none"
        slots = sorted(_slots(record))
        body = [s for s in doc._.sentences if s.zone == "body"]
        paragraphs = [len(line) for line in _by_line(article.text, [(s.start, s.end) for s in body])]
        for place, sentence in enumerate(body):
            self.sentences[type_, min(place, PLACES - 1)].append(_cut(article.text, sentence.start, sentence.end, slots))
        title = next(((s.start, s.end) for s in doc._.sentences if s.zone == "title"), (0, 0))
        self.plans.append(Plan(_cut(article.text, *title, slots), type_, tuple(paragraphs)))
        self.districts |= {place.name for place in record.places if place.kind == "district"}
        self.provinces |= {place.province for place in record.places if place.kind == "province" and place.province}

    def articles(self, number: int) -> Iterator[dict[str, str]]:
        """`number` articles: id, title, text, published."""
        for n in range(number):
            plan = self.random.choice(self.plans)
            day = f"{self.random.choice(YEARS)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
            self.named = {"person": [], "district": [], "province": [self.random.choice(self.fresh["province"])]}
            place, paragraphs = 0, []
            for sentences in plan.paragraphs:
                drawn = []
                for _ in range(sentences):
                    drawn.append(self._fill(self.random.choice(self.sentences[plan.type, min(place, PLACES - 1)]), day))
                    place += 1
                paragraphs.append(" ".join(drawn))
            yield {"id": f"g{n}", "title": self._fill(plan.title, day), "text": "\n".join(paragraphs), "published": day}

    def _fill(self, sentence: Slotted, day: str) -> str:
        """The sentence with other days, persons, places and numbers."""
        parts, here = [], 0
        for start, end, kind in sentence.slots:
            parts += [sentence.text[here:start], self._draw(kind, sentence.text[start:end], day)]
            here = end
        return "".join([*parts, sentence.text[here:]])

    def _draw(self, kind: str, printed: str, day: str) -> str:
        """Other words of a kind."""
        if kind in self.named:
            known = self.named[kind]
            if kind != "province" and not (known and self.random.random() < NAMED_AGAIN[kind]):
                known.append(self.random.choice(self.fresh[kind]))
                return known[-1]
            return self.random.choice(known)
        if kind == "date":
            year, month, date = map(int, day.split("-"))
            return f"ngày {max(1, date - self.random.randint(0, 5))}/{month}/{year}"
        return "".join(str(self.random.randint(1, 9)) if c.isdigit() else c for c in printed)


def _slots(record: Record) -> Iterator[tuple[int, int, str]]:
    """What is drawn anew: whole days, persons, districts, numbers in figures."""
    for date in record.dates:
        if date.form == "day":
            yield *date.evidence[0], "date"
    for person in record.people:
        yield from ((start, end, "person") for start, end in person.evidence)
    for place in record.places:
        if place.kind == "district":
            yield from ((start, end, "district") for start, end in place.evidence)
        if place.kind == "province" and place.province:
            ends = [end for _, end in place.evidence if record.text[:end].endswith(place.province)]
            yield from ((end - len(place.province), end, "province") for end in ends)
    for count in record.counts:
        start, end = count.evidence[0]
        if record.text[start : start + 1].isdigit():
            digits = next((i for i in range(start, end) if not record.text[i].isdigit()), end)
            yield start, digits, "number"


def _cut(text: str, start: int, end: int, slots: list[tuple[int, int, str]]) -> Slotted:
    """A sentence with the slots that lie in it, none over another."""
    kept: list[tuple[int, int, str]] = []
    for a, b, kind in slots:
        if start <= a and b <= end and (not kept or a - start >= kept[-1][1]):
            kept.append((a - start, b - start, kind))
    return Slotted(text[start:end], tuple(kept))


def _by_line(text: str, ranges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Sentences line by line."""
    lines: list[list[tuple[int, int]]] = []
    for start, end in ranges:
        if lines and "\n" not in text[lines[-1][-1][1] : start]:
            lines[-1].append((start, end))
        else:
            lines.append([(start, end)])
    return lines


def main() -> None:
    """Print so many articles, a line each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description="Print articles as JSON Lines.")
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    for article in Generator(asked.seed).articles(asked.number):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
