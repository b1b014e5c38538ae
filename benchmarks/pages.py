"""How long the pages of a large archive take, beside stock Datasette's page of the same rows, and what a first visit loads.

    python -m benchmarks.pages --db FILE        from the checkout; a database made by benchmarks.scale --db FILE

Of a month, an event and so on twenty different pages are asked for, those with most events, so that none is remembered; of the table of
all events and of the whole archive there is one page, whose counts are remembered after the first time. A time is what a reader on the
same machine waits for all of it; stock Datasette serves the same file without the plugin and its metadata, and is asked for the same rows
and facets. What a first visit loads is the page and every style sheet, script and image that it names, compressed as a proxy would (gzip).
"""

import argparse
import gzip
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urljoin

import httpx

ROOT = Path(__file__).parents[1]
ASKED = 20
ASKED_OF_STOCK = 5
"""It takes seconds."""
FACETS = [("_facet", column) for column in ("type", "year", "province", "level")]
ASSET = re.compile(r"""<(?:link rel="stylesheet"|script|img)[^>]*? (?:href|src)="([^"]+)\"""")
OURS = [sys.executable, "-m", "sukien", "serve", "--port", "0", "--db"]
STOCK = [sys.executable, "-m", "datasette", "serve", "--port", "0"]
WAIT = 60

MONTHS = "SELECT substr(start, 1, 7) FROM events WHERE length(start) = 10 GROUP BY 1 ORDER BY count(*) DESC LIMIT :n"
TYPES = "SELECT type, province FROM events WHERE province IS NOT NULL GROUP BY type, province ORDER BY count(*) DESC LIMIT :n"
EVENTS = "SELECT id FROM events ORDER BY id LIMIT :n"
BODIES = "SELECT organisation_id FROM event_organisations GROUP BY 1 ORDER BY count(*) DESC LIMIT :n"
View = list[tuple[str, str]]
"""Pages of ours, each with stock Datasette's of the same rows"""


def views(db: Path) -> dict[str, View]:
    """The pages to ask for, below the address of the database."""
    with closing(sqlite3.connect(f"{db.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        months, types, events, bodies = (connection.execute(sql, {"n": ASKED}).fetchall() for sql in (MONTHS, TYPES, EVENTS, BODIES))
    filters = [{"type": type_, "province": province} for type_, province in types]
    return {
        "a month": [
            (f"/-/timeline?month={month}", f"/events?{urlencode({'start__startswith': month, '_size': 'max'})}") for (month,) in months
        ],
        "the table of events": [("/events", f"/events?{urlencode(FACETS)}")] * ASKED,
        "of a type and province": [(f"/events?{urlencode(one)}", f"/events?{urlencode([*one.items(), *FACETS])}") for one in filters],
        "an event": [(f"/events/{id_}", f"/events/{id_}") for (id_,) in events],
        "a body": [(f"/organisations/{id_}", f"/organisations/{id_}") for (id_,) in bodies],
        "the whole archive": [("/-/timeline", f"/events?{urlencode(FACETS)}")] * ASKED,
    }


@contextmanager
def server(command: list[str], db: Path) -> Iterator[httpx.Client]:
    """A client of a server of the database, with the database's own address as its base."""
    plain = {**os.environ, "DATASETTE_LOAD_PLUGINS": ""}  # ours registers itself
    process = subprocess.Popen(
        [*command, str(db.resolve())], cwd=ROOT, env=plain, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert process.stdout
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        with httpx.Client(base_url=f"{address}/{db.stem}", timeout=WAIT) as client:
            client.get("/event_types")  # what is done once is done
            yield client
    finally:
        process.terminate()
        process.wait()


def asked(client: httpx.Client, page: str) -> tuple[float, httpx.Response]:
    """The milliseconds until all of a page is there, and the page."""
    began = time.perf_counter()
    answer = client.get(page)
    return 1000 * (time.perf_counter() - began), answer


def first_load(client: httpx.Client, page: httpx.Response) -> float:
    """Compressed kB of a page and all that it loads."""
    loaded = [client.get(urljoin(str(page.url), unescape(address))) for address in sorted(set(ASSET.findall(page.text)))]
    return sum(len(gzip.compress(answer.content)) for answer in [page, *loaded]) / 1000


def row(name: str, view: View, ours: httpx.Client, stock: httpx.Client) -> str:
    """A row of the table; the two take turns."""
    answers, others = [], []
    for number, (page, beside) in enumerate(view):
        answers.append(asked(ours, page))
        if number < ASKED_OF_STOCK:
            others.append(asked(stock, beside))
    assert all(answer.status_code == 200 for _, answer in answers), name
    times, theirs = ([time for time, _ in asked_for] for asked_for in (answers, others))
    refused = sum(answer.status_code != 200 for _, answer in others)
    said = f"{median(theirs):.0f}{f' ({refused} given up)' if refused else ''}"
    size = max(first_load(ours, answer) for _, answer in answers[:3])
    return f"| {name} | {median(times):.0f} | {times[0]:.0f} | {max(times):.0f} | {said} | {size:.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Print how long pages take.")
    parser.add_argument("--db", type=Path, required=True)
    db = parser.parse_args().db
    with server(OURS, db) as ours, server(STOCK, db) as stock:
        print("| page | median of 20, ms | the first | the slowest | stock Datasette, median | first load, kB compressed |")
        print("|---|--:|--:|--:|--:|--:|")
        for name, view in views(db).items():
            print(row(name, view, ours, stock), flush=True)


if __name__ == "__main__":
    main()
