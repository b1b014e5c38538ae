"""How right the program is: the tables of docs/accuracy.md, in Markdown.

    python -m benchmarks.accuracy [--splits train,dev]        from the checkout

F1 per field with its 95% bootstrap interval over articles, for each split of corpus/gold and for real news (beside the checkout,
where they are), with the naive baseline of benchmarks/naive.py on the same articles and the agreement of two readers; then
whether an event's confidence means what it says. The test split is scored once per release: name it then.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from corpus.article import Article
from corpus.read import read_sources
from schemas.card import Card, read_cards
from schemas.evaluation import BIN_NAMES, MEAN, Bin, Table, calibration_error, evaluate, reliability
from schemas.runs import Run, named

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus/gold"
REAL = ROOT / "../shared/real_news"


@dataclass(frozen=True)
class Split:
    """Gold cards and the articles that they belong to."""

    name: str
    cards: dict[str, Card]
    articles: list[Article]


@dataclass(frozen=True)
class Scored:
    """A split with what was scored on it."""

    split: Split
    ours: Table
    naive: Table
    bins: list[Bin]


def read_split(name: str, folders: Iterable[tuple[Path, Path]]) -> Split:
    """The split of these (cards, articles) folders, those that there are.

    Raises SystemExit where they hold no cards, or an article is missing.
    """
    cards: dict[str, Card] = {}
    articles: list[Article] = []
    for card_folder, article_folder in folders:
        if card_folder.is_dir() and (found := read_cards(card_folder)):
            cards |= found
            articles += [item for item in read_sources([article_folder]) if isinstance(item, Article) and item.name in found]
    missing = cards.keys() - {article.name for article in articles}
    if missing or not cards:
        raise SystemExit(f"accuracy: split {name}: {f'no article for {min(missing)}.json' if missing else 'no gold cards'}")
    return Split(name, cards, articles)


def splits(names: Iterable[str]) -> Iterator[Split]:
    """The splits of corpus/gold by name, the sample archive with train; then real news, where they are."""
    for name in names:
        sample = [(GOLD, ROOT / "corpus/sample")] if name == "train" else []
        yield read_split(name, [*sample, (GOLD / name / "cards", GOLD / name / "articles")])
    if (REAL / "gold").is_dir():
        yield read_split("real news", [(REAL / "gold", REAL)])


def score(split: Split) -> Scored:
    """Our table, the naive one and the reliability of a split."""
    from benchmarks.naive import card_of
    from extract.pipeline import Pipeline

    pipeline = Pipeline()
    run = Run.of(dict(named(map(pipeline, split.articles))))
    naive = {article.name: card_of(article) for article in split.articles}
    return Scored(split, evaluate(split.cards, run.cards), evaluate(split.cards, naive), reliability(split.cards, run.records))


def agreement() -> dict[str, float]:
    """F1 between two readers by field, the mean of the lots that were read twice, and the mean of the fields."""
    lines = [line for line in (GOLD / "agreement.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    table = list(csv.DictReader(lines, delimiter="\t"))
    fields = {field: mean(float(row["f1"]) for row in table if row["field"] == field) for field in {row["field"]: 0 for row in table}}
    return fields | {MEAN: mean(fields.values())}


def accuracy_table(scored: list[Scored]) -> str:
    """One row per field and the mean; for each split F1 [interval] (n) and the naive F1; the readers' agreement."""
    readers = agreement()
    titles = [f"{one.split.name} ({len(one.split.cards)}) | naive" for one in scored]
    lines = [f"| F1 | {' | '.join(titles)} | two readers |", f"|---|{'--:|' * (2 * len(scored) + 1)}"]
    for field in readers:
        cells = [cell for one in scored for cell in (with_interval(one.ours, field), f1(one.naive, field))]
        lines.append(f"| {field} | {' | '.join(cells)} | {readers[field]:.3f} |")
    return "\n".join(lines)


def with_interval(table: Table, field: str) -> str:
    """F1, its interval and how many items gold has; a dash where there are none."""
    if field not in table.intervals:
        return "–"
    low, high = table.intervals[field]
    items = "" if field == MEAN else f", {table.fields[field].n}"
    return f"{f1(table, field)} [{low:.2f}, {high:.2f}]{items}"


def f1(table: Table, field: str) -> str:
    """F1 of a field or of the mean; a dash where there are no items."""
    if field == MEAN:
        return f"{table.mean_f1:.3f}"
    return f"{table.fields[field].f1:.3f}" if field in table.fields else "–"


def reliability_table(scored: list[Scored]) -> str:
    """One row per bin of confidence: how many events, and the share with type and days right; then the calibration error."""
    titles = [f"{one.split.name}: events | right" for one in scored]
    lines = [f"| confidence | {' | '.join(titles)} |", f"|---|{'--:|' * (2 * len(scored))}"]
    for number, edge in enumerate(BIN_NAMES):
        bins = [one.bins[number] for one in scored]
        cells = [f"{bin_.n} | {f'{bin_.accuracy:.3f}' if bin_.n else '–'}" for bin_ in bins]
        lines.append(f"| {edge} | {' | '.join(cells)} |")
    totals = [f"{sum(bin_.n for bin_ in one.bins)} | {calibration_error(one.bins):.3f}" for one in scored]
    return "\n".join([*lines, f"| all; expected calibration error | {' | '.join(totals)} |"])


def report(scored: list[Scored]) -> str:
    """Both tables."""
    return f"{accuracy_table(scored)}\n\n{reliability_table(scored)}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Print the accuracy tables.")
    parser.add_argument("--splits", default="train,dev", help="splits of corpus/gold, with commas (train,dev); test is for releases")
    names = parser.parse_args().splits.split(",")
    print(report([score(split) for split in splits(names)]))


if __name__ == "__main__":
    main()
