"""Twenty readers at once: how long each kind of page takes where all of them turn pages for a minute.

    python -m benchmarks.readers --db FILE [--think 1]        from the checkout; a database made by benchmarks.scale --db FILE

A reader walks from the home page to the timeline, a year, a month, an event of it, the body that held it, a search and a faceted table, by
the links of the pages, chooses by chance where to go, and looks at each page for `--think` seconds in the mean (0: the next click at
once). Server and readers are two processes on one machine, and a time is what a reader waits for the whole page, without compression.
"""

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from statistics import median, quantiles

import httpx

ROOT = Path(__file__).parents[1]
WORDS = ("dai hoi", "kiem tra giam sat", "tập huấn", "cham lo doan vien", "bang khen", "công đoàn cơ sở", "ldld tinh", "mai am")
SECONDS_WAITED = 30
"""For a page, before it counts as an error."""

Times = dict[str, list[float]]


@contextmanager
def server(db: Path) -> Iterator[str]:
    """The address of the reading room, as the command serves it."""
    command = [sys.executable, "-m", "sukien", "serve", "--db", str(db.resolve()), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield re.search(r"http://\S+(?=/ )", process.stdout.readline())[0]  # type: ignore[index]
    finally:
        process.terminate()
        process.wait()


class Reader:
    """Turns pages until the time is up; what it waited for them goes into `times`, and what went wrong into `errors`."""

    def __init__(self, address: str, archive: str, think: float, times: Times, errors: list[str], seed: int) -> None:
        self.archive, self.think, self.times, self.errors, self.random = archive, think, times, errors, random.Random(seed)
        self.client = httpx.AsyncClient(base_url=address, timeout=SECONDS_WAITED)

    async def read(self, until: float) -> None:
        """Walk from the home page to a table, again and again."""
        async with self.client:
            await self.look()  # they do not come at the same instant
            while time.perf_counter() < until:
                await self.walk()

    async def walk(self) -> None:
        """One walk."""
        await self.page("home", "/")
        years = await self.page("timeline: all", f"/{self.archive}/-/timeline")
        months = await self.page("timeline: a year", self.link(years, r"\?year=\d+"))
        events = await self.page("timeline: a month", self.link(months, r"\?month=[\d-]+"))
        event = await self.page("event", self.link(events, r"/events/\d+"))
        await self.page("body", self.link(event, r"/organisations/\d+"))
        await self.page("search", f"/{self.archive}/{self.random.choice(('articles', 'events'))}", _search=self.random.choice(WORDS))
        table = await self.page("table", f"/{self.archive}/events")
        await self.page("table: by facet", self.link(table, r"/events\?(?:type|year|province|level)=[^\"]+"))

    async def page(self, kind: str, address: str | None, **parameters: str) -> str:
        """The page, timed; nothing where there was no link to it."""
        if address is None:
            return ""
        began = time.perf_counter()
        try:
            answer = await self.client.get(address, params=parameters or None)
            if answer.status_code != 200:
                self.errors.append(f"{answer.status_code} {address}")
        except httpx.HTTPError as error:
            self.errors.append(f"{type(error).__name__} {address}")
            return ""
        self.times[kind].append(time.perf_counter() - began)
        await self.look()
        return answer.text

    async def look(self) -> None:
        """Look at a page for a while."""
        await asyncio.sleep(self.random.uniform(0, 2 * self.think))

    def link(self, page: str, leading_to: str) -> str | None:
        """One of the page's links that end so."""
        found = sorted(set(re.findall(rf'href="([^"]*{leading_to})"', page)))
        return unescape(self.random.choice(found)) if found else None


async def walked(address: str, archive: str, readers: int, seconds: float, think: float) -> tuple[Times, list[str]]:
    """What so many readers waited, by kind of page, and what went wrong."""
    times: Times = defaultdict(list)
    errors: list[str] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(Reader(address, archive, think, times, errors, seed).read(until) for seed in range(readers)))
    return times, errors


def line(kind: str, times: list[float]) -> str:
    """A row of the table."""
    late = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"| {kind} | {len(times)} | {1000 * median(times):.0f} | {1000 * late:.0f} | {1000 * max(times):.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description="Print how long readers wait.")
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1)
    asked = parser.parse_args()
    with server(asked.db) as address:
        times, errors = asyncio.run(walked(address, asked.db.stem, asked.readers, asked.seconds, asked.think))
    every = [seconds for kind in times.values() for seconds in kind]
    print(
        f"{asked.readers} readers for {asked.seconds:.0f} s, {asked.think:g} s to a page: {len(every) / asked.seconds:.0f} pages/s, ",
        end="",
    )
    print(f"{len(errors)} errors\n")
    print("| page | asked for | median, ms | 95%, ms | longest, ms |\n|---|--:|--:|--:|--:|")
    print("\n".join([*(line(kind, waited) for kind, waited in times.items()), line("all", every)]))
    if errors:
        print(f"\nThe first error: {errors[0]}")


if __name__ == "__main__":
    main()
