"""Which backend to choose: the rules alone beside the rules with a learned tagger, on the same articles of the same run.

    python -m benchmarks.backends MODEL [--split dev]        from the checkout; MODEL as for `sukien build --model`; some minutes

Accuracy: F1 of each field, and what the model adds with its 95% interval (paired bootstrap over articles). Costs: articles a second in
one process on one core from article to record, the process's memory at its peak, what the model's files take on disk, and the core
hours that a million such articles take. Each backend runs in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import Split, read_split
from benchmarks.generator import ROOT
from models.checkpoint import ModelError, find_model
from schemas.card import Card, to_card
from schemas.comparison import compare
from schemas.evaluation import Table, evaluate

RULES = "rules"
MILLION = 1_000_000
WARM_UP = 5
"""Articles that are read before the clock starts."""


@dataclass(frozen=True)
class Backend:
    """What one backend made of the articles, and at what cost."""

    model: str
    table: Table
    seconds: float
    megabytes: float
    articles: int

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def on_disk(self) -> float:
        """MB of the model's files; none for the rules, which come with the package."""
        return 0.0 if self.model == RULES else sum(file.stat().st_size for file in find_model(self.model).iterdir() if file.is_file()) / 1e6


def the_split(name: str) -> Split:
    """The articles and cards of a split of corpus/gold."""
    return read_split(name, [(ROOT / "corpus/gold" / name / "cards", ROOT / "corpus/gold" / name / "articles")])


def one(model: str, split: str) -> str:
    """The cards that a backend makes of a split, its CPU seconds and its memory, as JSON; in this process."""
    from extract import loading

    articles = the_split(split).articles
    load, _ = loading(model)
    pipeline = load()
    for article in articles[:WARM_UP]:
        pipeline(article)
    begun = time.process_time()
    records = [pipeline(article) for article in articles]
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return json.dumps({"cards": {record.name: to_card(record) for record in records}, "seconds": seconds, "megabytes": peak})


def measured(model: str, split: Split) -> Backend:
    """What a backend does, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.backends", model, "--split", split.name, "--one"]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    cards: dict[str, Card] = told["cards"]
    return Backend(model, evaluate(split.cards, cards), told["seconds"], told["megabytes"], len(split.articles))


def report(backends: Sequence[Backend]) -> str:
    """The table."""
    rules, learned = backends
    lines = [f"| | {RULES} | rules and {Path(learned.model).name} | gain |", "|---|--:|--:|--:|"]
    for change in compare(rules.table, learned.table):
        gain = f"{change.after - change.before:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
        lines.append(f"| {change.field} | {change.before:.3f} | {change.after:.3f} | {gain} |")
    costs = {
        "articles/s on a core": [f"{backend.rate:.1f}" for backend in backends],
        "memory, MB": [f"{backend.megabytes:.0f}" for backend in backends],
        "the model on disk, MB": [f"{backend.on_disk:.1f}" for backend in backends],
        "core hours for a million articles": [f"{MILLION / backend.rate / 3600:.1f}" for backend in backends],
    }
    return "\n".join([*lines, *(f"| {name} | {' | '.join(told)} | |" for name, told in costs.items())])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backends", description="Print what a learned tagger brings and costs.")
    parser.add_argument("model", help="as for `sukien build --model`")
    parser.add_argument("--split", default="dev", help="split of corpus/gold; test is for releases")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(one(given.model, given.split))
        return
    try:
        find_model(given.model)
        split = the_split(given.split)
        print(report([measured(model, split) for model in (RULES, given.model)]))
    except ModelError as error:
        raise SystemExit(f"backends: {error}") from None


if __name__ == "__main__":
    main()
