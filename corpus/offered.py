"""What is offered to be read: a file in a folder, or one inside another file, as a name and a stream of bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.encoding import Unreadable

MAX_BYTES = 2_000_000
"""The longest text, in UTF-8; the source of an HTML page may be ten times as long."""
MAX_LINE = 20 * MAX_BYTES
MAX_WHOLE = 50 * MAX_BYTES
"""A file that must be in memory as a whole."""

EMPTY = "tệp rỗng"
TOO_LONG = "văn bản dài hơn 2 MB; hãy tách thành từng bài"


class MissingColumns(ValueError):
    """A table without a column `text` or `html`: a usage error whose message names the columns."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to read: `open` gives its bytes from the beginning, any number of times; `path` is where it lies, if it lies in a folder.

    `source` says where it was found (`2024/kho.zip!/a/b.html`), `name` is its file name, whose suffix tells the format.
    """

    source: str
    name: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None = None

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
