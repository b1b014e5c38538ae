"""How well and how fast reports of one event are found: pairwise scores on the gold of links, and the curve of time and memory.

    python -m benchmarks.links                       from the checkout; both tables, some minutes
    python -m benchmarks.links --sizes 10000         the curve for these sizes
    python -m benchmarks.links --db FILE             the time it takes on a copy of a database that a build or `benchmarks.scale --db` made

A pair is two articles whose main events are told to be one; the groups of corpus/gold/links stand among 300 other articles. The naive
program calls two events one that have the same type, day and first organiser; those of train stand among all of train. The curve is of
databases of generated reports: the gold's articles moved to days of fourteen years and to districts, where every name ends otherwise, a
third of them told again by one to three other houses that leave out some of the lines and persons. There are as many districts for a
million events as in the country: a larger archive is one of more houses, not one with more reports of a house's day. What is timed is all
that linking does, reading included, from nothing linked to everything, and once more after one percent of the articles have come anew.
"""

import argparse
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from sqlite_utils import Database

from benchmarks.generator import ROOT
from corpus.article import Article
from corpus.read import read_sources
from extract.happenings import link_events
from extract.link import COMMON
from extract.pipeline import Pipeline
from schemas.database import close_database, open_database, replace_article
from schemas.names import normalise
from schemas.reports import NEW, add_reports
from schemas.rows import Row, article_rows, event_key, key

LINKS = ROOT / "corpus/gold/links"
TRAIN = ROOT / "corpus/gold/train"
AMONG = 300
"""Articles that are nobody's pair."""
DISTRICTS = 700
"""So many for a million events"""
PAIR = re.compile(r"(?<!\w)(?=(\w+ \w+))")
AGAIN = 1 / 3

Pairs = set[frozenset[str]]


def folder_of(split: str) -> Path:
    """Where a split has its articles and its groups; train's are some of the articles that are learned from."""
    return TRAIN if split == TRAIN.name else LINKS / split


def gold(split: str) -> Pairs:
    """The pairs of articles of a split, by name, that report one event."""
    groups = defaultdict(list)
    for line in (folder_of(split) / "groups.tsv").read_text("utf-8").splitlines()[1:]:
        name, happening = line.split("\t")
        groups[happening].append(name)
    return pairs(groups.values())


def pairs(groups: Iterable[list[str]]) -> Pairs:
    """All pairs within the groups."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def stored(db: Database, split: str, pipeline: Pipeline) -> None:
    """Index the articles of a split and so many others that those without a pair are 300."""
    paired = {name for pair in gold(split) for name in pair}
    articles = [a for a in read_sources([folder_of(split) / "articles"]) if isinstance(a, Article)]
    others = AMONG - sum(article.name not in paired for article in articles)
    more = (a for a in read_sources([TRAIN / "articles"]) if isinstance(a, Article))
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
        link_events(db)
        groups = db.conn.execute("SELECT json_group_array(event_id) FROM happening_events GROUP BY happening_id")
        ours = [json.loads(group) for (group,) in groups]
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


class Generated:
    """Articles like those of the gold of links, as rows; those that linking reads, and no others."""

    def __init__(self, pipeline: Pipeline) -> None:
        articles = [a for a in read_sources([LINKS / "dev/articles"]) if isinstance(a, Article)]
        self.like = [article_rows(pipeline(article), "") for article in articles]
        self.names = [_names(rows_.tables["articles"][0]["text"]) for rows_ in self.like]

    def fill(self, db: Database, events: int, among: int, seed: int = 1) -> None:
        """Store articles until there are so many events, in a database of `among`; the same for the same numbers and seed."""
        db.conn.execute("PRAGMA foreign_keys = OFF")  # bodies and persons have names alone
        rng, known = random.Random(seed), set()
        number, stored = 0, 0
        districts = max(1, among * DISTRICTS // 1_000_000)
        while stored < events:
            template, moved, district = rng.randrange(len(self.like)), rng.randrange(-2500, 2500), rng.randrange(districts)
            with db.atomic():
                for _ in range(1 + (rng.randint(1, 3) if rng.random() < AGAIN else 0)):
                    number += 1
                    stored += self._store(db, f"{seed}-{number}", template, moved, district, rng, known)
        db.conn.execute("PRAGMA foreign_keys = ON")

    def _store(self, db: Database, name: str, template: int, moved: int, district: int, rng: random.Random, known: set[int]) -> int:
        like, article = self.like[template], key("article", name)
        there = {
            pair: " ".join(f"{word}{'bcdghklmnp'[district % 10]}{district // 10}" for word in pair.split()) for pair in self.names[template]
        }

        def renamed(text: str) -> str:
            for pair, other in there.items():
                text = text.replace(pair, other)
            return text

        def shifted(day: str | None) -> str | None:
            try:
                return day and (date.fromisoformat(day) + timedelta(moved)).isoformat()
            except ValueError:
                return day

        def claimed(table: str, id_: int) -> int:
            of_it = {column: renamed(value) if column == "name" else value for column, value in like.claims[table][id_].items()}
            own = key("claim", str(id_), of_it["name"])
            if own not in known:
                known.add(own)
                insert(table, {"id": own, **of_it, "articles": 1})
            return own

        def insert(table: str, row: Row) -> None:
            columns = ", ".join(f'"{column}"' for column in row)
            db.conn.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))

        for row in like.tables["articles"]:
            title, *lines = row["text"].split("\n")
            text = renamed("\n".join([title, *(line for line in lines if rng.random() < 0.7)]))
            days = {"published": shifted(row["published"])}
            insert("articles", {**row, **days, "id": article, "identity": name, "name": name, "text": text, "with_d": "", "version": ""})
        for row in like.tables.get("events", []):
            days = {"start": shifted(row["start"]), "end": shifted(row["end"]), "place": row["place"] and renamed(row["place"])}
            insert(
                "events",
                {**row, **days, "organiser_id": None, "place_id": None, "id": event_key(article, row["position"]), "article_id": article},
            )
            insert("reports", {"event_id": event_key(article, row["position"]), "due": NEW})
        position = {row["id"]: row["position"] for row in like.tables.get("events", [])}
        for row in like.tables.get("event_organisations", []):
            insert("event_organisations", {**row, "event_id": event_key(article, position[row["event_id"]])})
        for table, claims in (("article_organisations", "organisation_claims"), ("article_people", "person_claims")):
            for row in like.tables.get(table, []):
                if table == "article_organisations" or rng.random() < 0.7:
                    insert(table, {**row, "article_id": article, "claim_id": claimed(claims, row["claim_id"])})
        for row in like.tables.get("counts", []):
            insert("counts", {**row, "article_id": article, "event_id": None})
        for row in like.tables.get("dates", []):
            insert("dates", {**row, "article_id": article, "value": shifted(row["value"])})
        return len(position)


def _names(text: str) -> list[str]:
    """Pairs of capitalised syllables, the common ones aside."""
    found = {pair for pair in PAIR.findall(text) if all(word[0].isupper() and word[1:].islower() for word in pair.split())}
    return sorted(pair for pair in found if normalise(pair) not in COMMON)


def cost(number: int) -> str:
    """The row of a size, in a process of its own so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.links", "--one", str(number)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def measured(db: Database, name: str, again: Callable[[], None] = lambda: None) -> str:
    """The row of a database: seconds of linking it all, and what has come again; memory, how many happenings there are."""
    before = _memory()
    seconds = [_seconds(db)]
    again()
    seconds.append(_seconds(db))
    events, happenings = db.table("reports").count, db.table("happenings").count
    each, room = 1e6 * seconds[0] / events, _room(db) / events
    row = [name, events, happenings, f"{seconds[0]:.1f}", f"{each:.0f}", f"{seconds[1]:.2f}", f"{room:.0f}"]
    return f"| {' | '.join(map(str, row))} | {_memory():.0f} ({before:.0f} before) |"


def _seconds(db: Database) -> float:
    began = time.process_time()
    link_events(db)
    return time.process_time() - began


def _room(db: Database) -> int:
    """Bytes of the tables that linking keeps for itself."""
    sql = "SELECT sum(pgsize) FROM dbstat WHERE name IN ('reports', 'report_names', 'links')"
    (size,) = db.conn.execute(sql).fetchone()
    return int(size or 0)


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
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(Path(folder) / "links.db")
            for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {trigger}")  # those of the search index
            generated = Generated(Pipeline())
            generated.fill(db, asked.one, asked.one)
            print(measured(db, "generated", lambda: generated.fill(db, asked.one // 100, asked.one, seed=2)))
        return
    if asked.sizes is None and not asked.db:
        print("| split | program | pairs | precision | recall | F1 |\n|---|---|--:|--:|--:|--:|")
        pipeline, splits = Pipeline(), (*sorted(folder.name for folder in LINKS.iterdir()), TRAIN.name)
        print("\n".join(row for split in splits for row in scores(split, pipeline)) + "\n")
    columns = ["reports", "number", "happenings", "CPU seconds", "µs each", "1% more, seconds", "bytes each", "MB at most"]
    print(f"| {' | '.join(columns)} |\n|---|{'--:|' * (len(columns) - 1)}")
    if asked.db:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(asked.db, Path(folder) / "copy.db")
            db = open_database(Path(folder) / "copy.db")
            with db.atomic():
                for table in ("links", "report_names", "happening_events", "happenings", "reports"):
                    db.execute(f"DELETE FROM {table}")
                add_reports(db, [event for (event,) in db.execute("SELECT id FROM events")])
            print(measured(db, asked.db.name))
    else:
        for number in asked.sizes or (10_000, 100_000, 1_000_000):
            print(cost(number), flush=True)


if __name__ == "__main__":
    main()
