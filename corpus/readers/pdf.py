"""A PDF with a text layer (ISO 32000): one article, whose broken lines are made paragraphs.

By PDFium, through pypdfium2: on pages of Vietnamese it gives the same words as pypdf in a seventh of the time, and a page's pictures
are never unpacked. It runs in a process of its own (`pdf_text.py`).
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.encoding import Unreadable, clean
from corpus.given import LETTER, Given
from corpus.lexicon import fold
from corpus.offered import MAX_BYTES, MAX_WHOLE, TOO_LONG, MissingExtra, Offered, one_line
from corpus.unwrap import unwrap

MAX_PAGES = 2000
MAX_SECONDS = 60
REASONS = {
    "password": "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi lưu lại",
    "broken": "tệp PDF hỏng",
    "heavy": "tệp PDF hỏng hoặc quá nặng: đọc không xong",
    "long": TOO_LONG,
    "pages": f"tệp PDF có hơn {MAX_PAGES} trang; hãy tách thành từng bài",
}
NEAR = 8
"""Lines from the top among which the title of the properties must stand, to be the title."""
FOLIO = re.compile(r"(?:trang |page )?\d{1,4}(?: ?/ ?\d{1,4})?", re.IGNORECASE)
DASHES = " -–—|·.*"
"""What page numbers stand between."""
CREATED = "ngày tạo tệp PDF"


def read(offered: Offered) -> Iterator[Given]:
    """The one article. Raises `Unreadable`, where it is locked or only pictures too."""
    told = _told(offered)
    lines = list(unwrap(chain.from_iterable(map(_lines, told["pages"]))))
    if not any(map(LETTER.search, lines)):
        raise Unreadable("tệp PDF không có lớp chữ (ảnh quét); hãy nhận dạng chữ (OCR) trước")
    title, day = one_line(told["title"]), _day(told["created"])
    # A heading may be broken over two lines.
    shown = title and fold(title) in fold(" ".join(lines[:NEAR]))
    yield Given(
        offered.source,
        offered.stem,
        text="\n\n".join(lines),
        title=title if shown else None,
        url=offered.url,
        dated=(day, CREATED) if day else None,
    )


def _told(offered: Offered) -> dict[str, Any]:
    """What the other process says of the file. Raises `Unreadable`."""
    if find_spec("pypdfium2") is None:
        raise MissingExtra("pdf", "PDF")
    # A file's pages are read as they are asked for; what has no place in a folder must be in memory.
    data = None if offered.path else offered.read(MAX_WHOLE, f"tệp PDF dài hơn {MAX_WHOLE // 1_000_000} MB")
    script = Path(__file__).with_name("pdf_text.py")
    # -P: the names of our readers, such as gzip, are not the library's.
    command = [
        sys.executable,
        "-P",
        str(script),
        str(MAX_BYTES),
        str(MAX_PAGES),
        *([os.path.abspath(offered.path)] if offered.path else []),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS)
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"error": "heavy"}
    except subprocess.TimeoutExpired:
        told = {"error": "heavy"}
    if "error" in told:
        raise Unreadable(REASONS[told["error"]])
    return told


def _lines(page: str) -> list[str]:
    """The lines of a page, its number apart."""
    # U+FFFE, which `clean` drops, is how PDFium marks a hyphen at a line's end.
    lines = [line for line in clean(page).split("\n") if line.strip()]
    for edge in (0, -1):
        if lines and FOLIO.fullmatch(" ".join(lines[edge].split()).strip(DASHES)):
            lines.pop(edge)
    return lines


def _day(created: str) -> str | None:
    """`D:20240520140600+07'00'`: the day by the writer's clock."""
    match = re.match(r"D:(\d{8})", created)
    try:
        return datetime.strptime(match[1], "%Y%m%d").date().isoformat() if match else None
    except ValueError:
        return None
