"""What an article said before: when the page at its address, or its file, has another text, the former one is kept.

A text is its title, body and captions: what stands around them changes from day to day. One that comes back is no former text any more.
"""

import hashlib
import json

from sqlite_utils import Database

from schemas.rows import Row


def keep(db: Database, before: Row, now: Row, seen: str, replaced: str) -> None:
    """Keep what an article said `before`, last `seen` so and `replaced` then (ISO times); both are rows of `articles`.

    Call it in a transaction, when `now` is what is stored.
    """
    text, present = _text(before), _text(now)
    db.conn.execute("DELETE FROM versions WHERE article_id = ? AND checksum = ?", (now["id"], _checksum(now["title"], present)))
    if (before["title"], text) != (now["title"], present):
        row = (now["id"], _checksum(before["title"], text), seen, replaced, before["title"], before["published"], text)
        db.conn.execute(
            """INSERT INTO versions (article_id, checksum, seen, replaced, title, published, text) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen)""",
            row,
        )


def _text(row: Row) -> str:
    """What an article says, a line for each of its lines."""
    said = "\n".join(row["text"][start:end] for kind, start, end in json.loads(row["zones"]) if kind != "furniture")
    return "\n".join(filter(None, (" ".join(line.split()) for line in said.split("\n"))))


def _checksum(title: str | None, text: str) -> str:
    return hashlib.blake2b(f"{title or ''}\x1f{text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
