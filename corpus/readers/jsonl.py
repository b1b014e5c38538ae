"""JSON Lines: an article a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.article import Reject
from corpus.encoding import BOMS, Unreadable, decode, to_unicode
from corpus.given import Given, from_fields
from corpus.offered import EMPTY, MAX_LINE, MAX_WHOLE, TOO_LONG, Offered


def read(offered: Offered) -> Iterator[Given | Reject]:
    """The article of each line; a line that is none is refused alone. Raises `Unreadable`."""
    with offered.open() as file:
        head = file.read(4)
    wide = next((name for mark, name in BOMS if head.startswith(mark) and name != "utf-8"), None)
    if wide:
        yield from _records(enumerate(to_unicode(offered.read(MAX_WHOLE, TOO_LONG)).split("\n"), 1), offered.source)
        return
    with offered.open() as file:
        yield from _records(enumerate(map(_decoded, iter(lambda: file.readline(MAX_LINE), b"")), 1), offered.source)


def is_record(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    return line.startswith(b"{") and isinstance(_parse(line.decode("utf-8", errors="replace")), dict)


def _decoded(line: bytes) -> str | Unreadable:
    """A line's text; `Unreadable` stands in for it, not to end the lines after it."""
    try:
        return decode(line) if line.strip() else ""
    except Unreadable as error:
        return error


def _records(lines: Iterable[tuple[int, str | Unreadable]], source: str) -> Iterator[Given | Reject]:
    found = False
    for number, line in lines:
        where = f"{source}#{number}"
        if isinstance(line, Unreadable):
            found = True
            yield Reject(where, f"dòng {number}: {line}")
        elif line.strip():
            found = True
            record = _parse(line)
            if not isinstance(record, dict):
                yield Reject(where, f"dòng {number}: không phải một đối tượng JSON")
            else:
                yield from_fields(record, where, f"dòng {number}")
    if not found:
        yield Reject(source, EMPTY)


def _parse(line: str) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None
