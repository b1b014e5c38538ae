"""WARC (ISO 28500): the pages of a web archive, as the servers sent them.

What is offered as an article is an answer of 200 that is a page or a document. Redirects, errors, pictures, styles and repetitions
(`revisit`, whose page stands elsewhere in the archive) are passed over. When a page was fetched says nothing of its article's day, but
which of several captures of an address is the newest.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.article import Reject
from corpus.encoding import Unreadable
from corpus.offered import MAX_LINE, MissingExtra, Offered

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord as Record

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", DOCX: ".docx"}
"""The media types of articles, and the suffixes by which their readers are known."""
MAX_HEAD = 1_000_000
"""Bytes of a record's headers."""
PIECE = 1 << 16
TORN = "bản ghi WARC bị cắt cụt"


def read(offered: Offered) -> Iterator[Offered | Reject]:
    """The pages, each at `<source>#<number of its record>`; where the archive is broken off, that is the last. Raises `Unreadable`."""
    with offered.open() as stream:
        for number, record in records(stream, offered.source):
            where = f"{offered.source}#{number}"
            if isinstance(record, Reject):
                yield record
                continue
            page = capture(record, offered, where)
            if page:
                yield page


def records(stream: BinaryIO, source: str) -> Iterator[tuple[int, "Record | Reject"]]:
    """The records, numbered from 1. A record's content must be read before the next is asked for. Raises `MissingExtra`."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.bufferedreaders import DecompressingBufferedReader
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    except ImportError:
        raise MissingExtra("archives", "WARC") from None

    class Bounded(DecompressingBufferedReader):
        """Refuses headers without end, which warcio would take into memory; knows whether a blank line has ended them."""

        head = 0
        torn = False

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or MAX_HEAD, MAX_HEAD))
            self.torn = bool(line.strip()) if line else self.torn
            self.head += len(line)
            if self.head > MAX_HEAD:
                raise Unreadable(f"WARC hỏng: phần đầu bản ghi dài hơn {MAX_HEAD // 1_000_000} MB")
            return line

        def read(self, length: int | None = None) -> bytes:
            self.head = 0
            data: bytes = super().read(length)
            return data

    class Records(ArchiveIterator):
        INC_RECORD = ""  # what is wrong is told as a Reject, not on stderr

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it would warn of addresses with blanks, which it mends
    found = Records(stream, verify_http=False)
    # What is there before the place where it is broken off is had piece by piece only.
    pieces: Any = stream
    found.reader = lines = Bounded(SimpleNamespace(read=pieces.read1))
    number = 0
    try:
        for number, record in enumerate(found, 1):
            lines.head = 0
            torn = lines.torn and not record.http_headers
            if not torn:
                yield number, record
            if torn or missing(record):
                yield number, Reject(f"{source}#{number}", TORN)
                return
        if lines.torn:
            yield number + 1, Reject(f"{source}#{number + 1}", TORN)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, AttributeError) as error:
        yield number + 1, Reject(f"{source}#{number + 1}", f"WARC hỏng từ đây: {' '.join(str(error).split())[:100]}")
    except Unreadable as error:
        yield number + 1, Reject(f"{source}#{number + 1}", str(error))


def missing(record: "Record") -> bool:
    """Whether the record holds less than it says; leaves nothing of it unread."""
    while record.raw_stream.read(PIECE):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))


def capture(record: "Record", offered: Offered, where: str) -> Offered | Reject | None:
    """The page or document of a record, if that is what it holds."""
    headers = record.http_headers
    if record.rec_type not in ("response", "resource") or (headers and headers.get_statuscode() != "200"):
        return None
    kind, charset = _media_type(headers.get_header("Content-Type") if headers else record.content_type)
    suffix = KINDS.get(kind)
    if not suffix:
        return None
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        return Reject(where, f"{TORN} khi thu thập ({cut})")
    data = record.content_stream().read(MAX_LINE + 1)
    offered.meter.add(len(data))
    if missing(record):
        return None  # which `records` reports
    url = record.rec_headers.get_header("WARC-Target-URI")
    page = offered.holding(data, f"{where.rsplit('/', 1)[-1].replace('#', '-')}{suffix}", at=where, url=url, charset=charset)
    return replace(page, captured=_captured(record.rec_headers.get_header("WARC-Date")))


def _captured(time: str | None) -> int | None:
    """A time of ISO 8601 in the 14 figures of web archives; finer ones are cut."""
    figures = re.sub(r"[^0-9]", "", (time or "")[:30])[:14]
    return int(figures) if len(figures) == 14 else None


def _media_type(header: str | None) -> tuple[str, str | None]:
    """The media type, in lower case, and the charset of a `Content-Type`; a page where there is none, as browsers have it."""
    message = Message()
    message["Content-Type"] = " ".join((header or "text/html").split())
    return message.get_content_type(), message.get_content_charset()
