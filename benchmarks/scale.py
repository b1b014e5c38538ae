"""What an archive of generated articles costs: time to build, to build again, memory, room on disk, and the time of questions.

    python -m benchmarks.scale 10000 [--workers 2]        from the checkout; some minutes for ten thousand

Memory is the peak of this process and of each of its workers, and that of the second and the last quarter of the build: if it is
flat they are equal. A question is asked five times and given its median.
"""

import argparse
import json
import resource
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.generator import Generator
from extract.archive import build
from extract.pipeline import VERSION, Pipeline

PART = 1000
"""Articles to a file: with one percent of them changed, one file in a hundred is read again."""
QUESTIONS = {
    "a month of the timeline": "SELECT * FROM timeline WHERE start >= '2015-05' AND start < '2015-06' ORDER BY start LIMIT 1000",
    "events by type and year": "SELECT type, year, count(*) FROM events GROUP BY type, year",
    "events of a province": "SELECT id, title FROM events WHERE province = 'Nghệ An' ORDER BY start DESC LIMIT 50",
    "search without accents": "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"dai hoi\"' LIMIT 50",
    "evidence of an event": """SELECT start, "end" FROM mentions WHERE kind = 'event' AND row = (SELECT id FROM events LIMIT 1 OFFSET 500)""",
}
ROOM = """
SELECT CASE WHEN d.name LIKE '%_fts%' THEN 'search index' WHEN type = 'index' THEN 'indexes' ELSE d.name END AS what, sum(pgsize) AS size
FROM dbstat d LEFT JOIN sqlite_master s ON s.name = d.name GROUP BY what ORDER BY size DESC LIMIT 12
"""


@contextmanager
def watched(samples: list[float]) -> Iterator[None]:
    """Takes the memory of this process, in MB, every half second."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            samples.append(int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def timed(archive: Path, db: Path, workers: int) -> float:
    """Seconds of a build."""
    began = time.perf_counter()
    build([archive], db, Pipeline, VERSION, workers=workers)
    return time.perf_counter() - began


def write(archive: Path, number: int, seed: int, only: int | None = None) -> int:
    """Write generated articles in files of `PART`, or the file `only` again; the bytes of their texts."""
    articles = list(Generator(seed).articles(number))
    for part in range(0, number, PART):
        if only in (None, part // PART):
            lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles[part : part + PART])
            (archive / f"{part // PART:05}.jsonl").write_text(lines, "utf-8")
    return sum(len(f"{article['title']}\n{article['text']}".encode()) for article in articles)


def report(number: int, workers: int, folder: Path) -> str:
    """The tables."""
    archive, db = folder / "archive", folder / "union.db"
    archive.mkdir()
    text = write(archive, number, seed=1)
    memory: list[float] = []
    with watched(memory):
        first = timed(archive, db, workers)
    quarter = max(1, len(memory) // 4)
    second, last = max(memory[quarter : 2 * quarter] or memory), max(memory[-quarter:])
    again = timed(archive, db, workers)
    write(archive, number, seed=2, only=0)
    share = min(PART, number) / number
    changed = timed(archive, db, workers)
    workers_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    with sqlite3.connect(db) as connection:
        events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        asked = {name: median(_seconds(connection, sql) for _ in range(5)) for name, sql in QUESTIONS.items()}
        room = connection.execute(ROOM).fetchall()
    size = db.stat().st_size
    rows = [
        ("build", f"{first:.0f} s, {number / first:.0f} articles/s, {workers} processes, {events} events"),
        ("nothing changed", f"{again:.2f} s, {number / again:.0f} articles/s"),
        (f"{share:.0%} changed", f"{changed:.1f} s; {share * first + again:.1f} s would be that share and the pass over the rest"),
        ("memory of this process", f"{max(memory):.0f} MB at most; {second:.0f} and {last:.0f} in quarters 2 and 4"),
        ("memory of a worker", f"{workers_peak:.0f} MB at most"),
        ("database", f"{size / 1e6:.0f} MB, {size / text:.1f} × the text"),
        *((f"{what}, of that", f"{part / text:.2f} × the text") for what, part in room),
        *((f"question: {name}", f"{1000 * seconds:.1f} ms") for name, seconds in asked.items()),
    ]
    return "\n".join([f"| {number} articles | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _seconds(connection: sqlite3.Connection, sql: str) -> float:
    began = time.perf_counter()
    connection.execute(sql).fetchall()
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Print what an archive costs.")
    parser.add_argument("number", type=int)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(report(asked.number, asked.workers, Path(folder)))


if __name__ == "__main__":
    main()
