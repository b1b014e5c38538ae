"""Names that are not to be found here: a list beside the database, which no rebuild touches.

`union.suppress.txt` beside `union.db` has a full name a line, in UTF-8; `#` begins a comment. It is read anew when it changes. Names
are compared as the archive compares persons (`schemas.names.normalise`): composed (NFC), without regard to case, spaces and points.

Whoever bears such a name, namesakes too, for the archive knows persons by their names alone, has no page and no row, is no fact of an
event and stands in no file. Where the name stands in other words (titles, places, sentences, the article's own text, the answer to a
reader's own SQL) each letter behind an initial is read as an asterisk: `Lý Thị Ví Dụ` is `L* T** V* D*`, in a longer name too. That
is done in one place, where text leaves the database, and leaves every other character where it was, so that evidence is still found.
The packed rows of copies, in which no name could be hidden, are not read here at all.
The file of the database has the name: whoever opens it by other means, or cuts or codes names in SQL (`hex(name)`), reads it.
"""

from __future__ import annotations

import json
import re
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from browse.sql_functions import search_words
from schemas.database import DatabaseError
from schemas.names import normalise, unaccented
from schemas.rows import key

HIDDEN = "SELECT value FROM json_each(suppressed())"
"""In SQL, the keys of the persons of such names; a connection has `suppressed()` from `hide`."""
EVERY = 1.0
"""Seconds between two looks at the file; a page asks thousands of times."""


@dataclass(frozen=True)
class Names:
    """The names of a list, as they are looked for."""

    compared: tuple[str, ...] = ()
    keys: str = "[]"
    """Of persons who bear them, officials or recipients: a JSON array"""
    pattern: re.Pattern[str] | None = None
    """Any of them in a text; one word alone is in too many others"""

    @classmethod
    def of(cls, text: str) -> Names:
        """The names of the lines of a list."""
        lines = (line.partition("#")[0] for line in text.splitlines())
        compared = sorted({normalise(line) for line in lines} - {""}, key=lambda name: (-len(name), name))
        spelt = [r"\W{1,3}".join(name.split()) for name in compared if " " in name]
        return cls(
            compared=tuple(compared),
            keys=json.dumps([key(kind, name) for name in compared for kind in ("person", "recipient")]),
            pattern=re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE) if spelt else None,
        )

    def hidden_in(self, text: str) -> str:
        """The text with the names as initials, and as long as before.

        >>> Names.of("Lý Thị Ví Dụ").hidden_in("nhà bà LÝ THỊ VÍ DỤ")
        'nhà bà L* T** V* D*'
        """
        return self.pattern.sub(_initials, text) if self.pattern else text

    def asked_for(self, query: str) -> bool:
        """Does a search, with or without accents, name one of them?"""
        words = _words(normalise(query))
        return any(_words(name) in words for name in self.compared)


_read: dict[str, tuple[float, object, Names]] = {}
"""By database: when its list was last looked at, the state of the file then, and its names."""


def list_beside(database: str) -> Path:
    """The file of the names for a database, whether there is one or not."""
    return Path(database).with_suffix(".suppress.txt")


def names(database: str) -> Names:
    """The names to suppress in the database of this path, as they were at most a second ago.

    A list that cannot be read raises DatabaseError; if it could be read before, what it said then goes on to hold.
    """
    now = time.monotonic()
    seen, state, known = _read.get(database, (0.0, None, None))
    if known and now - seen < EVERY:
        return known
    file = list_beside(database)
    try:
        status = file.stat() if file.exists() else None
        found = (status.st_mtime_ns, status.st_size) if status else ()
        if known is None or found != state:
            known, state = Names.of(file.read_text("utf-8-sig") if status else ""), found
    except (OSError, UnicodeDecodeError) as error:
        if known is None:
            raise DatabaseError(f"{file}: không đọc được danh sách tên ({error}); hãy lưu nó bằng UTF-8") from None
    _read[database] = now, state, known
    return known


def hide(connection: sqlite3.Connection, database: str) -> None:
    """Let no name of the database's list through this connection, neither as text nor by search."""
    names(database)

    def text(raw: bytes) -> str:
        return names(database).hidden_in(str(raw, "utf-8", "replace"))

    connection.text_factory = text
    connection.set_authorizer(_without_packed_rows)
    connection.create_function("suppressed", 0, lambda: names(database).keys)
    connection.create_function("search_words", 1, lambda query: search_words(None if names(database).asked_for(query or "") else query))


def _without_packed_rows(action: int, table: str | None, column: str | None, *_: str | None) -> int:
    packed = action == sqlite3.SQLITE_READ and (table, column) == ("copies", "rows")
    return sqlite3.SQLITE_IGNORE if packed else sqlite3.SQLITE_OK


def _words(text: str) -> str:
    """The words of a text without accents, each with spaces round it."""
    words = re.findall(r"[^_\W]+", unaccented(text))
    return f" {' '.join(words)} "


def _initials(found: re.Match[str]) -> str:
    return re.sub(r"(?<=\w)\w", "*", found[0])
