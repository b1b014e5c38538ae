"""ZIP (APPNOTE 6.3): the files inside, read as streams; nothing is written anywhere.

What no honest archive holds is refused by name: paths that lead out of it, links, files behind a password.
"""

import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.article import Reject
from corpus.encoding import Unreadable
from corpus.offered import BROKEN, Offered, counted, one_line
from corpus.saved_page import frame_folders

END, WIDE_END = b"PK\x05\x06", b"PK\x06\x06"
TAIL = 66_000
"""Bytes at the end in which the directory's own record stands: it and a comment of 65,535."""
MAX_DIRECTORY = 32_000_000
"""Bytes of the directory, which is in memory: some 300,000 files."""
UTF_8 = 0x800
ENCRYPTED = 0x1


def read(offered: Offered) -> Iterator[Offered | Reject]:
    """The files inside, in the archive's order, hidden ones and the inner frames of saved pages apart. Raises `Unreadable`."""
    with offered.seekable() as stream:
        _measure_directory(stream)
        try:
            archive = ZipFile(stream)
        except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Unreadable(BROKEN) from error
        with archive:
            yield from _members(offered, archive)


def _members(offered: Offered, archive: ZipFile) -> Iterator[Offered | Reject]:
    members = {_name(info): info for info in archive.infolist() if not info.is_dir()}  # the later of two of one name is in force
    offered.meter.expect(sum(info.file_size for info in members.values()))
    frames = frame_folders(members)
    locked = 0
    for name, info in members.items():
        where = f"{offered.source}!/{one_line(name)}"
        folders = PurePosixPath(name).parts
        if name.startswith("/") or ".." in folders or ":" in folders[0]:
            yield Reject(where, "đường dẫn dẫn ra ngoài tệp nén: không đọc")
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield Reject(where, "liên kết (symbolic link) trong tệp nén: không đọc")
        elif any(part.startswith((".", "__MACOSX")) for part in folders) or not frames.isdisjoint(map(str, PurePosixPath(name).parents)):
            continue
        elif info.flag_bits & ENCRYPTED:
            locked += 1
        else:
            yield offered.inside(name, _opener(offered, archive, info), info.file_size)
    if locked:
        yield Reject(offered.source, f"{locked} tệp trong tệp nén có mật khẩu; hãy giải nén rồi đưa vào thư mục")


def _opener(offered: Offered, archive: ZipFile, info: ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return counted(archive.open(info), offered.meter)
        except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise Unreadable(BROKEN) from error

    return opened


def _name(info: ZipInfo) -> str:
    """The path, with `/`; UTF-8 that does not say so, as many programs write, is read as such."""
    name = info.filename
    if not info.flag_bits & UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _measure_directory(stream: BinaryIO) -> None:
    """Refuse a directory that memory should not hold. Where its size does not fit four bytes, its record of eight stands before."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - TAIL))
    tail = stream.read(TAIL)
    at, wide = tail.rfind(END), tail.rfind(WIDE_END)
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if size == 0xFFFFFFFF and wide >= 0:
        size = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if size > MAX_DIRECTORY:
        raise Unreadable("tệp nén chứa quá nhiều tệp; hãy chia nhỏ hoặc giải nén vào thư mục")
    stream.seek(0)
