"""The frontier: every address of a site that was met, what came of it, and what is to be asked next; in SQLite, hidden in the folder.

What came of an address and the addresses that it led to are stored together, so that a process killed at any moment has either
finished with a page or not begun. `depth` counts clicks from where the crawl began; `shown_by` is the page that showed an address
first, by which it is known whether a page leads to anything (`barren`).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from corpus.article import Reject
from corpus.crawl_address import key
from corpus.crawl_discover import Link

State = Literal["article", "copy", "list", "moved", "missing", "refused"]
BARREN = 4
"""Lists in a row may show no article (a section, its years, their months); what a fifth leads to is left: calendars have no end."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS pages (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,           -- see crawl_address.key
  path TEXT NOT NULL,                 -- as it is asked for
  due INTEGER NOT NULL DEFAULT 1,     -- to be asked for in this run
  leads INTEGER NOT NULL DEFAULT 0,   -- the beginning, sitemaps and feeds: first in line, and asked for again in every run
  guessed INTEGER NOT NULL DEFAULT 0, -- a sitemap that may not be there
  offered INTEGER NOT NULL DEFAULT 0, -- 1: by a sitemap; 2: by a feed, as an article
  state TEXT,                         -- what came of it; NULL: nothing yet
  shown_by INTEGER REFERENCES pages (id),
  depth INTEGER NOT NULL,
  hops INTEGER NOT NULL DEFAULT 0,    -- redirects on the way here
  moved_to TEXT,                      -- the key of the address that it stands for
  lastmod TEXT, etag TEXT, modified TEXT,
  digest TEXT,                        -- of the article's words, or of a list's bytes
  since INTEGER,                      -- the run in which it became an article
  settled INTEGER,                    -- the run in which it was last asked for
  reason TEXT, again INTEGER NOT NULL DEFAULT 0, -- why it was refused, and whether to try in the next run
  warc TEXT, end INTEGER              -- the file that keeps it, and where its record ends
);
CREATE INDEX IF NOT EXISTS next_page ON pages (leads DESC, state IS NOT NULL, id) WHERE due;
CREATE INDEX IF NOT EXISTS shown ON pages (shown_by, state);
CREATE INDEX IF NOT EXISTS digests ON pages (digest) WHERE state = 'article';
"""


@dataclass(frozen=True, slots=True)
class Page:
    """An address that is to be asked for, and what is known of it."""

    id: int
    path: str
    leads: bool
    guessed: bool
    offered: int
    state: State | None
    shown_by: int | None
    depth: int
    hops: int
    etag: str | None
    modified: str | None
    digest: str | None


COLUMNS = ", ".join(field.name for field in fields(Page))


class Frontier:
    """The addresses of one site. One process at a time writes."""

    def __init__(self, file: Path) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes back is read from the WARC file again
        self.db.executescript(SCHEMA)
        self.run = int(self.fact("run") or 0)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All that is written inside is stored, or nothing of it."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def fact(self, name: str) -> str | None:
        """What was noted under a name."""
        found = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        """Note a fact of the whole crawl."""
        self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def begin(self, start: str, sitemaps: Iterable[str], guessed: bool) -> None:
        """Go on with the run that was stopped; where none was, begin one: with the start, sitemaps, feeds, and the lists next to it."""
        with self.atomic():
            if not self.left():
                self.run += 1
                self.note("run", str(self.run))
                self.db.execute(
                    """UPDATE pages SET due = 1, hops = 0
                       WHERE again OR (leads AND state IS NOT 'missing' AND (depth = 0 OR lastmod IS NULL))
                         OR (state = 'list' AND depth <= 1)"""
                )
            self._insert(start, leads=True)
            for path in sitemaps:
                self._insert(path, leads=True, guessed=guessed)

    def _insert(self, path: str, **given: Any) -> None:
        columns = {"key": key(path), "path": path, "depth": 0, **given}
        marks = ", ".join("?" * len(columns))
        self.db.execute(f"INSERT OR IGNORE INTO pages ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))

    def left(self) -> int:
        """How many addresses are still to be asked for."""
        return int(self.db.execute("SELECT count(*) FROM pages WHERE due").fetchone()[0])

    def next(self) -> Page | None:
        """The address to ask for next: what leads on, then what was never seen, in the order in which it was met."""
        row = self.db.execute(f"SELECT {COLUMNS} FROM pages WHERE due ORDER BY leads DESC, state IS NOT NULL, id LIMIT 1").fetchone()
        return Page(*row) if row else None

    def barren(self, page: Page) -> int:
        """How many lists in a row led to this address and showed no article: for a new one, ever; for a known list, in this run.

        Where the crawl began is not one of them. An article leads on whatever it shows.
        """
        first = self.run if page.state == "list" else 0
        above, steps = page.shown_by, 0
        sql = """SELECT shown_by, depth = 0 OR state = 'article'
                   OR EXISTS (SELECT 1 FROM pages WHERE shown_by = p.id AND state = 'article' AND since >= ?)
                 FROM pages p WHERE id = ?"""
        while above is not None and steps <= BARREN:
            above, leads_on = self.db.execute(sql, (first, above)).fetchone()
            if leads_on:
                break
            steps += 1
        return steps

    def settle(self, page: Page, state: State | None, **known: Any) -> None:
        """Store what came of an address. One that was an article stays one, whatever became of the address."""
        if state == "article":
            known["since"] = self.run
        columns = {"due": 0, "again": 0, "reason": None, "settled": self.run, **known}
        columns["state"] = state
        if page.state == "article" and state not in ("article", "moved"):
            columns |= {"state": "article", "digest": page.digest}
        assigned = ", ".join(f"{name} = ?" for name in columns)
        self.db.execute(f"UPDATE pages SET {assigned} WHERE id = ?", (*columns.values(), page.id))

    def confirm(self, page: Page, **known: Any) -> None:
        """Store that a page is as it was; what is amiss with a list still is."""
        columns = {"due": 0, "again": 0, "settled": self.run, **known}
        assigned = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE pages SET {assigned}, reason = CASE WHEN state = 'list' THEN reason END WHERE id = ?"
        self.db.execute(sql, (*columns.values(), page.id))

    def ask_again(self, page: Page) -> None:
        """Ask for an address once more: it has moved to another form of itself."""
        self.db.execute("UPDATE pages SET hops = hops + 1 WHERE id = ?", (page.id,))

    def move(self, page: Page, path: str) -> bool:
        """Store that an address stands for another, which takes its place; False where that one leads back to it."""
        self._insert(path, depth=page.depth, hops=page.hops + 1, shown_by=page.shown_by, offered=page.offered)
        self.settle(page, "moved", moved_to=key(path))
        circle = """WITH RECURSIVE chain (key) AS
                      (SELECT ? UNION SELECT p.moved_to FROM pages p JOIN chain ON p.key = chain.key WHERE p.state = 'moved')
                    SELECT 1 FROM chain WHERE key = ?"""
        return self.db.execute(circle, (key(path), key(page.path))).fetchone() is None

    def show(self, links: Iterable[Link], page: Page) -> None:
        """Store the links of a page: new addresses are asked for, known lists once in every run, if `barren` allows it."""
        for link in links:
            depth = page.depth + 1
            self._insert(link.path, leads=link.kind == "feed", depth=depth, shown_by=page.id)
            named = {"key": key(link.path), "run": self.run, "page": page.id, "depth": depth}
            self.db.execute(
                """UPDATE pages SET shown_by = coalesce(shown_by, :page), depth = min(depth, :depth)
                   WHERE key = :key AND id != :page AND depth > 0""",
                named,
            )
            self.db.execute(
                """UPDATE pages SET due = 1, shown_by = :page
                   WHERE key = :key AND state = 'list' AND NOT due AND settled < :run AND NOT leads AND depth > 0""",
                named,
            )

    def offer(self, links: Iterable[Link], page: Page) -> None:
        """Store the links of a sitemap or feed: new addresses are asked for, and known ones that have changed since."""
        for link in links:
            self._insert(link.path, leads=link.kind == "sitemap", offered=1 + link.listed, lastmod=link.lastmod, depth=page.depth + 2)
            self.db.execute(
                """UPDATE pages SET offered = max(offered, 1 + :listed), lastmod = coalesce(:lastmod, lastmod),
                     due = due OR (state IN ('article', 'list') AND settled < :run AND lastmod IS NOT :lastmod
                                   AND lastmod IS NOT NULL AND :lastmod IS NOT NULL)
                   WHERE key = :key""",
                {"key": key(link.path), "run": self.run, "lastmod": link.lastmod, "listed": link.listed},
            )

    def leave(self, page: Page) -> None:
        """Do not ask for a known list in this run, unless another page leads to it."""
        self.db.execute("UPDATE pages SET due = 0 WHERE id = ?", (page.id,))

    def drop_guesses(self) -> None:
        """One place where a sitemap is looked for was right: the others need not be tried."""
        self.db.execute("UPDATE pages SET due = 0, state = 'missing' WHERE guessed AND due AND state IS NULL")

    def holds(self, digest: str, page: Page) -> bool:
        """Whether another address has the article of these words."""
        sql = "SELECT 1 FROM pages WHERE digest = ? AND state = 'article' AND id != ?"
        return self.db.execute(sql, (digest, page.id)).fetchone() is not None

    def kept(self, warc: str) -> int:
        """Up to where the records of a file are known."""
        return int(self.db.execute("SELECT max(end) FROM pages WHERE warc = ?", (warc,)).fetchone()[0] or 0)

    def find(self, path: str) -> Page | None:
        """What is known of a path."""
        row = self.db.execute(f"SELECT {COLUMNS} FROM pages WHERE key = ?", (key(path),)).fetchone()
        return Page(*row) if row else None

    def articles(self) -> int:
        """How many articles the folder keeps."""
        return int(self.db.execute("SELECT count(*) FROM pages WHERE state = 'article'").fetchone()[0])

    def rejects(self) -> Iterator[Reject]:
        """Every address that was refused, by its path, with the reason."""
        for path, reason in self.db.execute("SELECT path, reason FROM pages WHERE reason IS NOT NULL ORDER BY key"):
            yield Reject(path, reason)

    def close(self) -> None:
        """Close the file."""
        self.db.close()
