"""Which of the copies of a text is the article: one has its rows and its facts in the tables, the others are copies of it.

In order (the fullest first, then the earliest published, the longest, the first by identity) each text is a copy of the first article
before it that it is a copy of (`corpus.reprints`), else it is an article. So what is an article follows from the texts alone, whatever
the order in which they came; and every copy has its article's text. The rule costs this: of three texts, each a copy of the next, the
third is an article of its own where it is no copy of the first.

When a text comes, changes or goes, only those are looked at again whose article has gone, or before which one has come. A copy keeps
its rows packed, so that it stands in for its article at once.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlite_utils import Database

from corpus.minhash import bands
from corpus.reprints import Body, are_copies, body_of
from schemas.database import read_rows, remove_article, replace_rows, set_aside
from schemas.packed_rows import pack, unpack
from schemas.record import Zone
from schemas.rows import ArticleRows, Row

AT_HAND = 1000
"""Texts, of some thirty kilobytes each."""
_bodies: dict[str, Body] = {}
"""By content hash, the one looked at last behind"""

Order = tuple[int, str, int, str]
LISTED = ("id", "title", "published", "url", "byline", "identity", "source", "content_hash")
"""Columns that an article has in common with a copy."""


@dataclass(frozen=True)
class Text:
    """What of an article or a copy is compared: `row` is its row of `articles`; read when there is something to compare it with."""

    row: Row

    @property
    def id(self) -> int:
        """Its key."""
        return int(self.row["id"])

    @cached_property
    def body(self) -> Body:
        """What it says; that of the texts looked at last is at hand, for reports of one template are compared with each other."""
        hash_ = self.row["content_hash"]
        body = _bodies.pop(hash_, None)
        if body is None:
            zones = [Zone(kind=kind, start=start, end=end) for kind, start, end in json.loads(self.row["zones"])]
            body = body_of(self.row["text"], zones)
        _bodies[hash_] = body
        if len(_bodies) > AT_HAND:
            del _bodies[next(iter(_bodies))]
        return body

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """What it is found by."""
        return bands(self.body)

    @cached_property
    def order(self) -> Order:
        """What the article is chosen by. Lengths that differ by less than a fifth count as one: a line of credit is no fuller text."""
        words = len(self.body.words)
        return -((words**4).bit_length()), self.row["published"] or "~", -words, self.row["identity"]

    def says_the_same_as(self, other: "Text") -> bool:
        """Whether every text that is one with the other is one with this."""
        dated = bool(self.body.years) or self.row["published"] == other.row["published"]
        return dated and self.body.sentences == other.body.sentences

    def is_copy_of(self, other: "Text") -> bool:
        """Whether the texts are one."""
        return are_copies(self.body, other.body, _days_apart(self.row["published"], other.row["published"]))


@dataclass(frozen=True)
class Arrival:
    """A text that is new or has changed: its rows, its bands, and the version of what made them."""

    written: ArticleRows
    bands: tuple[int, ...]
    version: str


def put(db: Database, written: ArticleRows, found_by: tuple[int, ...], version: str) -> None:
    """Write the rows of a text in place of those it had, as an article or as a copy; `found_by` are its bands. Call it in a transaction.

    Raises ValueError where its key is another's.
    """
    row = written.tables["articles"][0]
    before = stored(db, row["id"])
    if before and before.row["identity"] != row["identity"]:
        raise ValueError(f"{row['identity']}: mã trùng với bài {before.row['identity']}; hãy cho bài một định danh khác")
    settling = _Settling(db, Text(row), Arrival(written, found_by, version))
    if before:
        settling.take_out(before)
    settling.settle()


def drop(db: Database, id_: int) -> None:
    """Take out the article or copy of this key; of an article's copies one comes in its place. Call it in a transaction."""
    settling = _Settling(db)
    before = stored(db, id_)
    if before:
        settling.take_out(before)
    db.conn.execute("DELETE FROM copies WHERE id = ?", (id_,))
    remove_article(db, id_)
    settling.settle()


class _Settling:
    """The texts to look at again, each once and in order: all before it are settled by then."""

    def __init__(self, db: Database, new: Text | None = None, arrival: Arrival | None = None) -> None:
        self.db = db
        self.arrivals = {new.id: arrival} if new and arrival else {}
        self.waiting = {new.id: new} if new else {}

    def take_out(self, text: Text) -> None:
        """Let nothing find the text as it is stored; its copies are to look for another article."""
        self._unmark(text.id, text.bands)
        self._wake_copies_of(text.id)

    def settle(self) -> None:
        """Make each an article or a copy."""
        while self.waiting:
            text = min(self.waiting.values(), key=lambda text: text.order) if len(self.waiting) > 1 else next(iter(self.waiting.values()))
            del self.waiting[text.id]
            articles = self._found(text, copy=0)
            before = [other for other in articles if other.order < text.order]
            if before:
                self._become_copy(text, min(before, key=lambda text: text.order).id)
            elif self._become_article(text):
                for other in articles:
                    if text.says_the_same_as(other):
                        self._succeed(other.id, text.id)
                others = [*articles, *self._found(text, copy=1)]
                self.waiting |= {other.id: other for other in others if other.order > text.order}

    def _succeed(self, article: int, by: int) -> None:
        """Give the copies of an article to one of the very same words: they need not be looked at one by one, though there be thousands."""
        self.db.conn.execute("UPDATE copies SET article_id = ? WHERE article_id = ?", (by, article))

    def _found(self, text: Text, copy: int) -> list[Text]:
        """The articles, or the copies of others, that are one text with this."""
        found_by = self._bands(text)
        sql = f"""SELECT DISTINCT article_id FROM bands WHERE copy = ? AND band IN ({", ".join("?" * len(found_by))})
                  AND article_id != ? AND article_id NOT IN (SELECT id FROM copies WHERE article_id = ?)"""
        keys = self.db.conn.execute(sql, (copy, *found_by, text.id, text.id)).fetchall() if found_by else []
        others = [other for (key,) in keys if (other := stored(self.db, key))]
        return [other for other in others if text.is_copy_of(other)]

    def _become_copy(self, text: Text, article: int) -> None:
        """Of this article. Its own copies, if it was one, are to look for another."""
        arrival = self.arrivals.get(text.id)
        if not arrival:
            if self.db.conn.execute("UPDATE copies SET article_id = ? WHERE id = ?", (article, text.id)).rowcount:
                return
            self._wake_copies_of(text.id)
            (version,) = self.db.conn.execute("SELECT version FROM articles WHERE id = ?", (text.id,)).fetchone()
            arrival = Arrival(read_rows(self.db, text.id), text.bands, version)
        set_aside(self.db, text.id)
        listed = {column: text.row[column] for column in LISTED}
        row = {**listed, "article_id": article, "version": arrival.version, "rows": pack(arrival.written)}
        columns, blanks = ", ".join(row), ", ".join("?" * len(row))
        self.db.conn.execute(f"INSERT OR REPLACE INTO copies ({columns}) VALUES ({blanks})", tuple(row.values()))
        self._mark(text.id, arrival.bands, copy=1)

    def _become_article(self, text: Text) -> bool:
        """Whether it was none, or another."""
        arrival = self.arrivals.get(text.id)
        if not arrival:
            kept = self.db.conn.execute("SELECT rows, version FROM copies WHERE id = ?", (text.id,)).fetchone()
            if not kept:
                return False
            arrival = Arrival(unpack(kept[0]), text.bands, kept[1])
        self.db.conn.execute("DELETE FROM copies WHERE id = ?", (text.id,))
        replace_rows(self.db, arrival.written, arrival.version)
        self._mark(text.id, arrival.bands, copy=0)
        return True

    def _wake_copies_of(self, article: int) -> None:
        for (copy,) in self.db.conn.execute("SELECT id FROM copies WHERE article_id = ?", (article,)).fetchall():
            self.waiting.setdefault(copy, _known(self.db, copy))

    def _bands(self, text: Text) -> tuple[int, ...]:
        return self.arrivals[text.id].bands if text.id in self.arrivals else text.bands

    def _mark(self, id_: int, found_by: tuple[int, ...], copy: int) -> None:
        """Let it be found as an article (0) or a copy (1)."""
        self._unmark(id_, found_by)
        self.db.conn.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", [(copy, band, id_) for band in found_by])

    def _unmark(self, id_: int, found_by: tuple[int, ...]) -> None:
        self.db.conn.executemany(
            "DELETE FROM bands WHERE copy IN (0, 1) AND band = ? AND article_id = ?", [(band, id_) for band in found_by]
        )


def stored(db: Database, id_: int) -> Text | None:
    """The article or copy of this key."""
    columns = (*LISTED, "zones", "text")
    row = db.conn.execute(f"SELECT {', '.join(columns)} FROM articles WHERE id = ?", (id_,)).fetchone()
    if row:
        return Text(dict(zip(columns, row, strict=True)))
    kept = db.conn.execute("SELECT rows FROM copies WHERE id = ?", (id_,)).fetchone()
    return Text(unpack(kept[0]).tables["articles"][0]) if kept else None


def _known(db: Database, id_: int) -> Text:
    text = stored(db, id_)
    assert text
    return text


def _days_apart(one: str | None, other: str | None) -> int | None:
    """Between two days; None where one is not known to the day."""
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(other or "")).days)
    except ValueError:
        return None
