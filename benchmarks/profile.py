"""Where the time of an article goes: CPU milliseconds of each stage of the extraction, and of what a build does besides.

    python -m benchmarks.profile [FOLDER]        from the checkout; FOLDER is corpus/sample if not given

Models are loaded and warm; every stage runs over all articles, `ROUNDS` times, and is given its median round.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlite_utils import Database

from corpus.article import Article
from corpus.read import read_sources
from extract.events import events_of
from extract.pipeline import Pipeline, assemble
from extract.resolve import Resolver
from schemas.database import open_database, replace_rows
from schemas.rows import article_rows

ROOT = Path(__file__).parents[1]
ROUNDS = 5
Made = TypeVar("Made")


class Clock:
    """Adds up CPU time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, stage: str, work: Callable[[], Made]) -> Made:
        """What the work makes, its time noted."""
        began = time.process_time()
        made = work()
        self.seconds[stage] += time.process_time() - began
        return made


def through(pipeline: Pipeline, article: Article, db: Database, clock: Clock) -> None:
    """One article, stage by stage, into a database."""
    doc = clock("tokenizer", lambda: pipeline.nlp.make_doc(article.text))
    doc._.article = article
    for name, component in pipeline.nlp.pipeline:
        doc = clock(name.removeprefix("sukien_"), lambda component=component, doc=doc: component(doc))  # type: ignore[misc]
    resolver = clock("resolver", lambda: Resolver(doc))
    clock("events", lambda: events_of(doc, resolver))
    record = clock("record, events and all", lambda: assemble(doc))
    rows = clock("rows", lambda: article_rows(record, article.id))
    clock("storing", lambda: replace_rows(db, rows, "profile"))


def report(articles: list[Article], db: Database) -> str:
    """The table, in the order of the stages."""
    pipeline, rounds = Pipeline(), []
    for article in articles:
        pipeline(article)
    for _ in range(ROUNDS):
        clock = Clock()
        with db.atomic():
            for article in articles:
                through(pipeline, article, db, clock)
        rounds.append(clock.seconds)
    stages = {stage: 1000 * median(seconds[stage] for seconds in rounds) / len(articles) for stage in rounds[0]}
    extraction = sum(ms for stage, ms in stages.items() if stage not in ("resolver", "events", "rows", "storing"))
    rows = [*stages.items(), ("whole extraction", extraction)]
    return "\n".join(["| stage | ms of CPU per article |", "|---|--:|", *(f"| {stage} | {ms:.2f} |" for stage, ms in rows)])


if __name__ == "__main__":
    source = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "corpus" / "sample"
    with TemporaryDirectory() as folder:
        print(report([a for a in read_sources([source]) if isinstance(a, Article)], open_database(Path(folder) / "profile.db")))
