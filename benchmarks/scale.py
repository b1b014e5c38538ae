"""What an archive of generated articles costs: time to build, to build again, memory, room on disk, and the time of questions.

    python -m benchmarks.scale 10000 [--workers 1]        from the checkout; some minutes for ten thousand
    python -m benchmarks.scale 10000 --copies 54          a million events: each article stored 54 times, as of other years
    python -m benchmarks.scale 2000 --copies 27 --db FILE   a hundred thousand, kept for benchmarks.readers and benchmarks.pages
    python -m benchmarks.scale 3000 --like FOLDER         articles made of those in FOLDER rather than of the gold's

Memory is that of the build's process and of the largest of its workers, at their peaks and in the second and the last quarter of the
time: if it is flat the quarters are equal. A question is asked five times and given its median. With copies what is timed is the storing
alone, for extraction takes as long for the second million as for the first.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from glob import glob
from itertools import chain, islice
from pathlib import Path
from statistics import mean, median

from benchmarks.generator import ROOT, SOURCES, Generator
from corpus.article import Article
from corpus.read import read_sources
from extract import VERSION
from extract.archive import CHUNK
from extract.pipeline import Pipeline
from schemas.database import close_database, open_database, replace_article
from schemas.record import Record

FILES = 100
QUESTIONS = {
    "a month of the timeline": "SELECT * FROM timeline WHERE start >= '2015-05' AND start < '2015-06' ORDER BY start LIMIT 1000",
    "events by type and year": "SELECT type, year, count(*) FROM events GROUP BY type, year",
    "events of a province": "SELECT id, title FROM events WHERE province = 'Nghệ An' ORDER BY start DESC LIMIT 50",
    "search without accents": "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"dai hoi\"' LIMIT 50",
    "evidence of an event": "SELECT * FROM mentions WHERE kind = 'event' AND row = {event}",  # of a subquery the view reads all
}
ROOM = """
SELECT CASE WHEN d.name LIKE '%_fts%' THEN 'search index' WHEN type = 'index' THEN 'indexes' ELSE d.name END AS what, sum(pgsize) AS size
FROM dbstat d LEFT JOIN sqlite_master s ON s.name = d.name GROUP BY what ORDER BY size DESC LIMIT 12
"""


@dataclass
class Run:
    """How long a build took, and the MB of its process and of the largest of its workers, every half second."""

    seconds: float = 0.0
    own: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)


def built(archive: Path, db: Path, workers: int | None) -> Run:
    """A build by the command, watched from outside; in as many processes as it chooses unless told."""
    run, began = Run(), time.perf_counter()
    command = [sys.executable, "-m", "sukien", "build", archive, "--db", db, *(["--workers", str(workers)] if workers else [])]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        children = [Path(task).read_text("ascii").split() for task in glob(f"/proc/{process.pid}/task/*/children")]
        run.own.append(resident(process.pid))
        run.workers.append(max((resident(int(child)) for child in chain(*children)), default=0.0))
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
    run.seconds = time.perf_counter() - began
    assert process.returncode == 0, f"the build of {archive} ended with {process.returncode}"
    return run


def resident(process: int) -> float:
    """MB that a process holds; none where it has just ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return 0.0


def told(samples: list[float]) -> str:
    """The peak, and the means of the second and the last quarter."""
    quarter = max(1, len(samples) // 4)
    second, last = mean(samples[quarter : 2 * quarter] or samples), mean(samples[-quarter:])
    return f"{max(samples):.0f} MB at most; {second:.0f} and {last:.0f} in quarters 2 and 4, {last / second - 1:+.1%}"


def write(archive: Path, generator: Generator, number: int) -> int:
    """Write generated articles in a hundred files, so that one percent of them is a file; the bytes of their texts."""
    text, articles = 0, generator.articles(number)
    for file in range(FILES):
        with (archive / f"{file:03}.jsonl").open("w", encoding="utf-8") as out:
            for article in islice(articles, -(-number // FILES)):
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
                text += len(f"{article['title']}\n\n{article['text']}".encode())
    return text


def costs(number: int, sources: list[Path], workers: int | None, folder: Path, db: Path) -> list[tuple[str, str]]:
    """What the build of an archive costs, by the command from its start to its end."""
    archive = folder / "archive"
    archive.mkdir()
    text = write(archive, Generator(1, sources), number)
    first = built(archive, db, workers)
    again = built(archive, db, workers)
    share = -(-number // FILES)
    with (archive / "000.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in Generator(2, sources).articles(share))
    changed = built(archive, db, workers)
    fair = share / number * first.seconds + again.seconds
    return [
        ("build", f"{first.seconds:.0f} s, {number / first.seconds:.0f} articles/s, {workers or len(os.sched_getaffinity(0))} processes"),
        ("nothing changed", f"{again.seconds:.2f} s, {number / again.seconds:.0f} articles/s"),
        ("1% changed", f"{changed.seconds:.1f} s, {changed.seconds / fair:.2f} × the time of that 1% and of the pass over the rest"),
        ("memory of the process", told(first.own)),
        ("memory of the largest worker", told(first.workers)),
        *room(db, text),
        *questions(db),
    ]


def costs_of_copies(number: int, sources: list[Path], copies: int, folder: Path, path: Path) -> list[tuple[str, str]]:
    """What it costs to store the records of some articles so many times, each time as of another year."""
    archive = folder / "archive"
    archive.mkdir()
    text = write(archive, Generator(1, sources), number) * copies
    pipeline = Pipeline()
    records = [pipeline(article) for article in read_sources([archive]) if isinstance(article, Article)]
    seconds: list[float] = []
    db = open_database(path)
    for copy in range(copies):
        began = time.perf_counter()
        for at in range(0, len(records), CHUNK):
            with db.atomic():
                for record in records[at : at + CHUNK]:
                    replace_article(db, moved(record, copy), record.name, VERSION)
        seconds.append(time.perf_counter() - began)
    close_database(db)
    rate = [len(records) / taken for taken in seconds]
    return [
        ("stored", f"{sum(seconds):.0f} s; {rate[0]:.0f} articles/s in the first copy, {rate[-1]:.0f} in the last"),
        *room(path, text),
        *questions(path),
    ]


def moved(record: Record, copy: int) -> Record:
    """The record of another article that tells the same of another year."""

    def year(day: str | None) -> str | None:
        return f"{2005 + (int(day[:4]) + copy) % 20}{day[4:]}" if day else None

    events = [event.model_copy(update={"start": year(event.start), "end": year(event.end)}) for event in record.events]
    return record.model_copy(update={"id": f"{record.id}-{copy}", "name": f"{record.name}-{copy}", "events": events})


def room(db: Path, text: int) -> list[tuple[str, str]]:
    """How large the database is, and what takes the room."""
    with closing(sqlite3.connect(db)) as connection:
        parts = connection.execute(ROOM).fetchall()
    size = db.stat().st_size
    whole = ("database", f"{size / 1e6:.0f} MB, {size / text:.2f} × the text")
    return [whole, *((f"{what}, of that", f"{part / text:.2f} × the text") for what, part in parts)]


def questions(db: Path) -> list[tuple[str, str]]:
    """How long questions take."""
    with closing(sqlite3.connect(db)) as connection:
        events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        event = connection.execute("SELECT id FROM events LIMIT 1 OFFSET 500").fetchone()[0]
        asked = {name: median(_seconds(connection, sql.format(event=event)) for _ in range(5)) for name, sql in QUESTIONS.items()}
    return [("events", str(events)), *((f"question: {name}", f"{1000 * seconds:.1f} ms") for name, seconds in asked.items())]


def _seconds(connection: sqlite3.Connection, sql: str) -> float:
    began = time.perf_counter()
    connection.execute(sql).fetchall()
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Print what an archive costs.")
    parser.add_argument("number", type=int)
    parser.add_argument("--workers", type=int, help="by default as many as the command finds worth their start")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--like", type=Path, help="articles to make the archive of, in place of the gold's")
    parser.add_argument("--db", type=Path, help="keep the database here, where there is none yet")
    asked = parser.parse_args()
    if asked.db and asked.db.exists():
        parser.error(f"{asked.db} is there already")
    sources = [asked.like] if asked.like else SOURCES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = asked.db or folder / "union.db"
        if asked.copies == 1:
            rows = costs(asked.number, sources, asked.workers, folder, db)
        else:
            rows = costs_of_copies(asked.number, sources, asked.copies, folder, db)
    print("\n".join([f"| {asked.number * asked.copies} articles | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]))


if __name__ == "__main__":
    main()
