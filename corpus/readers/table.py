"""CSV: an article a row, its separator and the letter case of its header as they come."""

import csv
import io
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import chain

from corpus.article import Reject
from corpus.encoding import to_unicode
from corpus.given import CONTENT, Given, from_fields
from corpus.offered import EMPTY, MAX_LINE, MAX_WHOLE, TOO_LONG, MissingColumns, Offered


def read(offered: Offered) -> Iterator[Given | Reject]:
    """The article of each row; a row that is none is refused alone. Raises `Unreadable`, `MissingColumns` where no column holds text."""
    csv.field_size_limit(min(sys.maxsize, MAX_LINE))
    with _text(offered) as lines:
        # NUL bytes are dropped before the parser sees them, as everywhere.
        stream = (line.replace("\x00", "") for line in lines)
        header = next((line for line in stream if line.strip()), "")
        if not header:
            yield Reject(offered.source, EMPTY)
            return
        rows = csv.reader(chain([header], stream), delimiter=max(",;\t", key=header.count))
        try:
            columns = [column.strip().lower() for column in next(rows)]
            if not set(CONTENT) & set(columns):
                raise MissingColumns(f"thiếu cột text hoặc html; tệp có các cột: {', '.join(columns)}")
            for number, row in enumerate((row for row in rows if any(cell.strip() for cell in row)), 1):
                where = f"{offered.source}#{number}"
                if len(row) > len(columns):
                    yield Reject(where, f"hàng {number}: có {len(row)} ô, nhiều hơn {len(columns)} cột")
                else:
                    yield from_fields(dict(zip(columns, row, strict=False)), where, f"hàng {number}")
        except csv.Error as error:
            yield Reject(offered.source, f"hàng gần dòng {rows.line_num}: không đọc được CSV ({error})")


def _text(offered: Offered) -> io.TextIOBase:
    if _is_utf_8(offered):
        return io.TextIOWrapper(offered.open(), encoding="utf-8-sig", newline="")
    return io.StringIO(to_unicode(offered.read(MAX_WHOLE, TOO_LONG)), newline="")


def _is_utf_8(offered: Offered) -> bool:
    """Whether the whole file is UTF-8, read in pieces: a table may be larger than memory."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        with offered.open() as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
