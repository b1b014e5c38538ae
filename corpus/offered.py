"""What is offered to be read: a file in a folder, or one inside another file, as a name and a stream of bytes.

Nothing is ever unpacked by its name: what is inside a file is read as a stream, and counted, so that a small file that unpacks
without end (a bomb) is left as soon as it shows.
"""

import io
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO
from zipfile import BadZipFile

from corpus.encoding import Unreadable, clean

MAX_BYTES = 2_000_000
"""The longest text, in UTF-8; the source of an HTML page may be ten times as long."""
MAX_LINE = 20 * MAX_BYTES
MAX_WHOLE = 50 * MAX_BYTES
"""A file that must be in memory as a whole."""
MAX_RATIO = 100
"""A file may unpack to so many times its size: text packs to a tenth, a bomb to a thousandth."""
FREE = 100 * MAX_BYTES
"""To so much any file may unpack, however small it is."""
MAX_DEPTH = 8
"""Files in files in files: a letter's attachment in a mailbox in an archive is at the fourth."""
IN_MEMORY = 8_000_000
"""Bytes of a file inside another beyond which its copy is on disk while it is read."""

EMPTY = "tệp rỗng"
TOO_LONG = "văn bản dài hơn 2 MB; hãy tách thành từng bài"
BROKEN = "tệp nén bị cắt cụt hoặc hỏng"


class MissingColumns(ValueError):
    """A table without a column `text` or `html`: a usage error whose message names the columns."""


class MissingExtra(Unreadable):
    """A format that needs a library which is not installed; the message says what to install."""

    def __init__(self, extra: str, kind: str) -> None:
        super().__init__(f"cần thêm thư viện để đọc tệp {kind}; hãy cài pip install 'sukien[{extra}]' rồi chạy lại")


class Bomb(Exception):
    """A file that unpacks without end: all of it is left; the message is the reason."""


@dataclass(slots=True)
class Meter:
    """How much has come out of a file of `size` bytes, with all that is packed in it."""

    size: int
    unpacked: int = 0

    def add(self, number: int) -> None:
        """Count so many bytes. Raises `Bomb` beyond what text can unpack to."""
        self.unpacked += number
        self.expect(0)

    def expect(self, number: int) -> None:
        """Raises `Bomb` where so many bytes more would be too many."""
        if self.unpacked + number > max(FREE, MAX_RATIO * self.size):
            raise Bomb(f"nội dung nở ra hơn {MAX_RATIO} lần khi giải nén (bom nén): đã dừng đọc")


class Counted(io.RawIOBase):
    """A stream whose every byte is counted as it is unpacked. Raises `Unreadable` where it is broken off, after all that came before."""

    def __init__(self, unpacking: Any, meter: Meter) -> None:
        self._unpacking, self._meter = unpacking, meter

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack some bytes."""
        try:
            data = self._unpacking.read1(len(buffer))
        except (OSError, EOFError, zlib.error, BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Unreadable(BROKEN) from error
        self._meter.add(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it unpacks."""
        if not self.closed:
            self._unpacking.close()
        super().close()


def counted(unpacking: Any, meter: Meter) -> BinaryIO:
    """The bytes that come out of a `GzipFile` or a member of a `ZipFile`, buffered and counted."""
    return io.BufferedReader(Counted(unpacking, meter), 1 << 16)


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to read: `open` gives its bytes from the beginning, any number of times; `path` is where it lies, if it lies in a folder.

    `source` says where it was found (`2024/kho.zip!/a/b.html`), `name` is its file name, whose suffix tells the format, `size` what
    it says of itself (0: nothing). `url`, `charset` and `captured` (as of `Given`) are what its container says of it. All files in one
    share its `meter`.
    """

    source: str
    name: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None = None
    url: str | None = None
    charset: str | None = None
    captured: int | None = None
    meter: Meter = field(default_factory=lambda: Meter(0))
    depth: int = 0

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        return PurePosixPath(self.name).stem or self.name

    @property
    def suffix(self) -> str:
        """`.html`, `.csv`: in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, limit: int, reason: str = TOO_LONG) -> bytes:
        """All of it. Raises `Unreadable` with the reason where it is longer than `limit` bytes, whatever it says of its size."""
        if self.size > limit:
            raise Unreadable(reason)
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(reason)
        return data

    def inside(self, name: str, open: Callable[[], BinaryIO], size: int = 0, at: str | None = None) -> "Offered":
        """A file inside this one, at `<source>!/<name>` unless `at` says where. Raises `Bomb`."""
        if self.depth == MAX_DEPTH:
            raise Bomb(f"tệp nén lồng nhau quá {MAX_DEPTH} lớp: đã dừng đọc")
        source = at or f"{self.source}!/{one_line(name)}"
        return Offered(source, PurePosixPath(name).name, size, open, meter=self.meter, depth=self.depth + 1)

    def holding(self, data: bytes, name: str, at: str | None = None, url: str | None = None, charset: str | None = None) -> "Offered":
        """`inside`, of bytes at hand and what is said of them."""
        return replace(self.inside(name, lambda: io.BytesIO(data), len(data), at), url=url, charset=charset)

    def unpacked(self, name: str, open: Callable[[], BinaryIO]) -> "Offered":
        """The same file, no longer packed."""
        return replace(self, name=name, size=0, open=open, path=None, depth=self.depth + 1)

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """A stream in which one can go back: of a file inside another, a copy that has no name and is gone when closed."""
        if self.path:
            with self.open() as stream:
                yield stream
            return
        with SpooledTemporaryFile(IN_MEMORY) as copy, self.open() as stream:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield copy  # type: ignore[misc]


def one_line(name: str) -> str:
    """A name from outside as it can be shown and stored."""
    return " ".join(clean(name).split())
