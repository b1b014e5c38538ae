"""Which articles are worth a person's afternoon: those whose events are least sure (uncertainty sampling: Lewis and Gale 1994).

An article is as sure as its least sure event; one that tells none is not asked about, for nothing says how sure that is. The least sure
of an archive are often fifty of a kind. So four times as many as are wanted are looked at, and one after another is taken: that of whose
house and year fewest were taken before, of several the least sure. A house is the web site, or the folder where there is no address;
the year is that of the event. The same database gives the same articles.
"""

import json
import sqlite3
from collections import Counter
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.article import Article
from schemas.record import Value, Zone

POOL = 4
"""Articles that are looked at for each that is wanted."""
LEAST_SURE = """
SELECT e.article_id, e.sure, e.year, a.url, a.source FROM (
    SELECT article_id, min(confidence) AS sure, year FROM events GROUP BY +article_id ORDER BY 2, 1 LIMIT ?
) e JOIN articles a ON a.id = e.article_id ORDER BY 2, 1"""
"""The year is that of the least sure event, for SQLite takes a bare column from the row of min(). The `+` has the events read one after
another: by the index it would fetch each of a large archive's from another place, in minutes."""
STORED = """
SELECT identity, name, source, text, zones, title, url, byline, language, published, published_evidence, published_inferred
FROM articles WHERE id = ?"""


class Candidate(NamedTuple):
    """An article that may be asked about: its key, how sure it is, and what it should not have too much in common with the others in."""

    article: int
    sure: float
    year: int | None
    house: str


def uncertain(db: sqlite3.Connection, most: int) -> list[Article]:
    """The articles of a database that are most worth correcting, at most so many, the first first; each as it was when it was built."""
    found = db.execute(LEAST_SURE, (POOL * most,)).fetchall()
    pool = [Candidate(id_, sure, year, _house(url, source)) for id_, sure, year, url, source in found]
    return [_article(db, candidate.article) for candidate in spread(pool, most)]


def spread(pool: list[Candidate], most: int) -> list[Candidate]:
    """So many of the pool, spread over its houses and years."""
    left, taken = list(pool), list[Candidate]()
    houses, years = Counter[str](), Counter[int | None]()
    while left and len(taken) < most:
        best = min(left, key=lambda one: (houses[one.house] + years[one.year], one.sure, one.article))
        left.remove(best)
        taken.append(best)
        houses[best.house] += 1
        years[best.year] += 1
    return taken


def _house(url: str | None, source: str) -> str:
    """The web site that an article is from, or the topmost folder that its file lies in."""
    if url and (host := urlsplit(url).hostname):
        return host
    return next(iter(PurePosixPath(source).parts[:-1]), "")


def _article(db: sqlite3.Connection, id_: int) -> Article:
    identity, name, source, text, zones, title, url, byline, language, day, evidence, inferred = db.execute(STORED, (id_,)).fetchone()
    offsets = json.loads(evidence) if evidence else []
    published = Value(value=day, evidence=list(zip(offsets[::2], offsets[1::2], strict=True)), inferred=inferred) if day else None
    laid_out = tuple(Zone(kind=kind, start=start, end=end) for kind, start, end in json.loads(zones))
    return Article(identity, name, source, text, laid_out, title, url, byline, published, language)
