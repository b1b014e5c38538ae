"""A PDF with a text layer (ISO 32000): one article, whose broken lines are made paragraphs.

By PDFium, through pypdfium2: on pages of Vietnamese it gives the same words as pypdf in a seventh of the time, and a page's pictures
are never unpacked.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from corpus.encoding import Unreadable, clean
from corpus.given import LETTER, Given
from corpus.lexicon import fold
from corpus.offered import MAX_BYTES, MAX_WHOLE, TOO_LONG, MissingExtra, Offered, one_line
from corpus.unwrap import unwrap

PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
MAX_PAGES = 2000
NEAR = 8
"""Lines from the top among which the title of the properties must stand, to be the title."""
FOLIO = re.compile(r"(?:trang |page )?\d{1,4}(?: ?/ ?\d{1,4})?", re.IGNORECASE)
DASHES = " -–—|·.*"
"""What page numbers stand between."""
CREATED = "ngày tạo tệp PDF"


def read(offered: Offered) -> Iterator[Given]:
    """The one article. Raises `Unreadable`, where it is locked or only pictures too."""
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtra("pdf", "PDF") from None

    # A file's pages are read as they are asked for; what has no place in a folder must be in memory.
    given: Any = offered.path or offered.read(MAX_WHOLE, f"tệp PDF dài hơn {MAX_WHOLE // 1_000_000} MB")
    try:
        document = pypdfium2.PdfDocument(given)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PASSWORD
        reason = "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi lưu lại" if locked else "tệp PDF hỏng"
        raise Unreadable(reason) from error
    try:
        pages = list(_pages(document))
        info = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("tệp PDF hỏng") from error
    finally:
        document.close()
    lines = list(unwrap(chain.from_iterable(pages)))
    if not any(map(LETTER.search, lines)):
        raise Unreadable("tệp PDF không có lớp chữ (ảnh quét); hãy nhận dạng chữ (OCR) trước")
    title, day = one_line(info.get("Title", "")), _day(info.get("CreationDate", ""))
    # A heading may be broken over two lines.
    shown = title and fold(" ".join(lines[:NEAR])).find(fold(title)) >= 0
    yield Given(
        offered.source,
        offered.stem,
        text="\n\n".join(lines),
        title=title if shown else None,
        url=offered.url,
        dated=(day, CREATED) if day else None,
    )


def _pages(document: Any) -> Iterator[list[str]]:
    """The lines of each page, its number apart. Raises `Unreadable` where they are too many."""
    if len(document) > MAX_PAGES:
        raise Unreadable(f"tệp PDF có hơn {MAX_PAGES} trang; hãy tách thành từng bài")
    size = 0
    for page in document:
        shown = page.get_textpage()
        text = clean(shown.get_text_range())
        shown.close()
        page.close()
        size += len(text.encode())
        if size > MAX_BYTES:
            raise Unreadable(TOO_LONG)
        # U+FFFE, which `clean` drops, is how PDFium marks a hyphen at a line's end.
        lines = [line for line in text.split("\n") if line.strip()]
        for edge in (0, -1):
            if lines and FOLIO.fullmatch(" ".join(lines[edge].split()).strip(DASHES)):
                lines.pop(edge)
        yield lines


def _day(created: str) -> str | None:
    """`D:20240520140600+07'00'`: the day by the writer's clock."""
    match = re.match(r"D:(\d{8})", created)
    try:
        return datetime.strptime(match[1], "%Y%m%d").date().isoformat() if match else None
    except ValueError:
        return None
