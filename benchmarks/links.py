"""How well and how fast reports of one event are found: pairwise scores on the gold of links, and the curve of time and memory.

    python -m benchmarks.links                       from the checkout; both tables, some minutes
    python -m benchmarks.links --sizes 10000         the curve for these sizes
    python -m benchmarks.links --db FILE             the time it takes on a database that `benchmarks.scale --db` made

A pair is two articles whose main events are told to be one; the groups of corpus/gold/links stand among 300 other articles. The naive
program calls two events one that have the same type, day and first organiser. The curve is of generated reports: those of the gold's
articles moved to days of twenty years and to as many districts as there are, a third of them told again by one to three other houses
that leave out half of the names.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sqlite_utils import Database

from benchmarks.generator import ROOT
from corpus.article import Article
from corpus.read import read_sources
from extract.happenings import stored_reports
from extract.link import Report, link
from extract.pipeline import Pipeline
from schemas.database import close_database, open_database, replace_article

LINKS = ROOT / "corpus/gold/links"
OTHERS = ROOT / "corpus/gold/train/articles"
AMONG = 300
"""Articles that are nobody's pair."""
DAYS = range(731_946, 739_251)
"""Twenty years, as ordinals: 2005 to 2024."""
DISTRICTS, PROVINCES = 700, 63
AGAIN = 1 / 3

Pairs = set[frozenset[str]]


def gold(split: str) -> Pairs:
    """The pairs of articles of a split, by name, that report one event."""
    groups = defaultdict(list)
    for line in (LINKS / split / "groups.tsv").read_text("utf-8").splitlines()[1:]:
        name, happening = line.split("\t")
        groups[happening].append(name)
    return pairs(groups.values())


def pairs(groups: Iterable[list[str]]) -> Pairs:
    """All pairs within the groups."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def stored(db: Database, split: str, pipeline: Pipeline) -> None:
    """Index the articles of a split and so many others that those without a pair are 300."""
    paired = {name for pair in gold(split) for name in pair}
    articles = [a for a in read_sources([LINKS / split / "articles"]) if isinstance(a, Article)]
    others = AMONG - sum(article.name not in paired for article in articles)
    more = (a for a in read_sources([OTHERS]) if isinstance(a, Article))
    articles += [replace(a, id=f"other/{a.id}", name=f"other/{a.name}") for a, _ in zip(more, range(others), strict=False)]
    with db.atomic():
        for article in articles:
            replace_article(db, pipeline(article), article.name, "benchmark")


def found(db: Database, groups: Iterable[list[int]], main_only: bool = True) -> Pairs:
    """The pairs of articles that groups of events make: main events with main events, or main events with any."""
    events = {
        e: (name, main) for e, name, main in db.conn.execute("SELECT e.id, a.name, main FROM events e JOIN articles a ON a.id = article_id")
    }
    least = 2 if main_only else 1
    told = (pair for group in groups for pair in combinations([events[event] for event in group], 2))
    return {frozenset((a, b)) for (a, main), (b, other) in told if a != b and main + other >= least}


def naive(db: Database) -> list[list[int]]:
    """The events grouped by type, day and first organiser."""
    groups = defaultdict(list)
    for event, *alike in db.conn.execute(
        "SELECT id, type, start, organiser_id FROM events WHERE start IS NOT NULL AND organiser_id IS NOT NULL"
    ):
        groups[tuple(alike)].append(event)
    return list(groups.values())


def scores(split: str, pipeline: Pipeline) -> list[str]:
    """The rows of a split: ours and the naive program's."""
    right = gold(split)
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "links.db")
        stored(db, split, pipeline)
        ours = [[report.event for report in group] for group in link(stored_reports(db))]
        told = {
            "sukien": found(db, ours),
            "sukien, a main event and any": found(db, ours, main_only=False),
            "same type, day and first organiser": found(db, naive(db)),
        }
        close_database(db)
    return [f"| {split} | {name} | {_prf(pairs_, right)} |" for name, pairs_ in told.items()]


def _prf(told: Pairs, right: Pairs) -> str:
    hit = len(told & right)
    precision, recall = hit / max(1, len(told)), hit / len(right)
    return f"{len(right)} | {precision:.3f} | {recall:.3f} | {2 * hit / (len(told) + len(right)):.3f}"


def templates(pipeline: Pipeline) -> list[Report]:
    """The reports of the gold's articles of train."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "links.db")
        with db.atomic():
            for article in read_sources([OTHERS]):
                if isinstance(article, Article):
                    replace_article(db, pipeline(article), article.name, "benchmark")
        return list(stored_reports(db))


def generated(number: int, like: list[Report]) -> Iterator[Report]:
    """So many reports in order of (first, event); the same for the same number."""
    rng = random.Random(number)
    told: list[tuple[int, int, int, int]] = []  # day, event, template, district
    while len(told) < number:
        spec = rng.choice(DAYS), rng.randrange(len(like)), rng.randrange(DISTRICTS)
        for _ in range(1 + (rng.randint(1, 3) if rng.random() < AGAIN else 0)):
            told.append((spec[0], len(told), *spec[1:]))
    for day, event, template, district in sorted(told[:number]):
        yield moved(like[template], day, event, district, random.Random(event))


def moved(report: Report, day: int, event: int, district: int, rng: random.Random) -> Report:
    """A report of the same in another district on another day, by a house that leaves out half of the names."""

    def there(names: frozenset[str], share: float = 1.0) -> frozenset[str]:
        return frozenset(f"{name} {district}" for name in sorted(names) if rng.random() < share)

    return replace(
        report,
        event=event,
        article=event,
        first=day,
        last=day + report.last - report.first,
        start=report.start and day,
        end=report.end and day + report.end - (report.start or report.end),
        province=f"tỉnh {district % PROVINCES}",
        organisers=there(report.organisers),
        targets=there(report.targets),
        names=there(report.names, 0.5),
        people=there(report.people, 0.5),
    )


def cost(number: int) -> str:
    """The row of a size, in a process of its own so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.links", "--one", str(number)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def measured(reports: Iterable[Report], name: str) -> str:
    """The row of some reports: time of one processor (the making of the reports counts too), memory, how many happenings they came to."""
    before, began, number, happenings = _memory(), time.process_time(), 0, 0
    for group in link(reports):
        number += len(group)
        happenings += 1
    seconds = time.process_time() - began
    each, memory = 1e6 * seconds / max(1, number), f"{_memory():.0f} ({before:.0f} before)"
    return f"| {name} | {number} | {happenings} | {seconds:.1f} | {each:.0f} | {memory} |"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description="Print how well and how fast reports are linked.")
    parser.add_argument("--sizes", type=int, nargs="*", help="by default the scores, and 10000 100000 1000000")
    parser.add_argument("--db", type=Path, help="a database to link")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(measured(generated(asked.one, templates(Pipeline())), "generated"))
        return
    if asked.sizes is None and not asked.db:
        print("| split | program | pairs | precision | recall | F1 |\n|---|---|--:|--:|--:|--:|")
        pipeline = Pipeline()
        print("\n".join(row for split in ("dev", "test") for row in scores(split, pipeline)) + "\n")
    print("| reports | number | happenings | CPU seconds | µs each | MB at most |\n|---|--:|--:|--:|--:|--:|")
    if asked.db:
        print(measured(stored_reports(Database(asked.db)), asked.db.name))
    else:
        for number in asked.sizes or (10_000, 100_000, 1_000_000):
            print(cost(number), flush=True)


if __name__ == "__main__":
    main()
