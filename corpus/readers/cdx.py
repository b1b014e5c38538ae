"""CDX and CDXJ: the list of the captures in web archives, by which Wayback machines find a page.

Of each address the newest capture that answered with a page is read, from the archives that lie beside the list; those archives are
then not read by themselves (`listed`). Formats: the 9 or 11 fields of the Internet Archive, told by the line ` CDX N b a m s k r M S V g`,
and pywb's CDXJ (`key time {json}`).
"""

import json
from collections.abc import Iterator
from gzip import GzipFile
from pathlib import Path
from typing import BinaryIO, NamedTuple

from corpus.article import Reject
from corpus.encoding import Unreadable
from corpus.offered import Offered, counted
from corpus.readers.warc import KINDS, capture, records

SUFFIXES = (".cdx", ".cdxj")
ELEVEN = ["N", "b", "a", "m", "s", "k", "r", "M", "S", "V", "g"]
NINE = ["N", "b", "a", "m", "s", "k", "r", "V", "g"]
MAX_CAPTURES = 1_000_000
"""Addresses in memory."""
MAX_ENTRY = 100_000
GZIP = b"\x1f\x8b"


class Capture(NamedTuple):
    """Where a capture stands: its time (14 figures), the list's line, the archive's name and the offset in it."""

    time: str
    line: int
    archive: str
    offset: int


def read(offered: Offered) -> Iterator[Offered | Reject]:
    """The newest page of each address, at `<source>#<line>`, in the order of the archives. Raises `Unreadable`."""
    newest: dict[str, Capture] = {}
    for key, found in _captures(offered):
        if key not in newest or newest[key] < found:
            newest[key] = found
        if len(newest) > MAX_CAPTURES:
            raise Unreadable(f"danh mục có hơn {MAX_CAPTURES} trang; hãy chia nhỏ")
    folder = offered.path.parent if offered.path else None
    missing: dict[str, int] = {}
    for found in sorted(newest.values(), key=lambda found: (found.archive, found.offset)):
        path = folder / found.archive if folder and found.archive else None
        if path and path.is_file():
            yield from _page(offered, path, found)
        else:
            missing[found.archive] = missing.get(found.archive, 0) + 1
    for name, number in sorted(missing.items()):
        beside = f"không thấy tệp {name} bên cạnh" if name else "danh mục không nói chúng nằm trong tệp WARC nào"
        yield Reject(offered.source, f"{number} trang không đọc được: {beside}; hãy đặt tệp WARC cùng thư mục")


def listed(path: Path) -> set[str]:
    """The names of the archives that a list of captures speaks for."""
    return {found.archive for _, found in _captures(Offered(path.name, path.name, 0, lambda: path.open("rb"), path))}


def _captures(offered: Offered) -> Iterator[tuple[str, Capture]]:
    """(address as a sort key, capture) of every line that is an answer with a page."""
    fields = ELEVEN
    with offered.open() as stream:
        for number, data in enumerate(iter(lambda: stream.readline(MAX_ENTRY), b""), 1):
            line = data.decode("utf-8", errors="replace").strip()
            if line.startswith("CDX "):
                fields = line.split()[1:]
                continue
            entry = _json_entry(line) if "{" in line else _entry(line, fields)
            if entry.get("s") == "200" and entry.get("m") in KINDS and entry.get("V", "0").isdecimal():
                yield entry.get("N", ""), Capture(entry.get("b", ""), number, Path(entry.get("g", "")).name, int(entry.get("V", "0")))


def _entry(line: str, fields: list[str]) -> dict[str, str]:
    cells = line.split()
    return dict(zip(NINE if len(cells) == len(NINE) and fields is ELEVEN else fields, cells, strict=False))


def _json_entry(line: str) -> dict[str, str]:
    """A CDXJ line by the letters of the older format."""
    head, _, tail = line.partition("{")
    try:
        told = json.loads("{" + tail)
    except (ValueError, RecursionError):
        return {}
    key, time, *_ = [*head.split(), "", ""]
    named = {"s": "status", "m": "mime", "V": "offset", "g": "filename"}
    return {"N": key, "b": time} | {letter: str(told.get(name, "")) for letter, name in named.items()}


def _page(offered: Offered, path: Path, found: Capture) -> Iterator[Offered | Reject]:
    where = f"{offered.source}#{found.line}"
    with path.open("rb") as file:
        file.seek(found.offset)
        packed = file.read(2) == GZIP
        file.seek(found.offset)
        stream: BinaryIO = counted(GzipFile(fileobj=file), offered.meter) if packed else file
        for _, record in records(stream, where):
            page = Reject(where, record.reason) if isinstance(record, Reject) else capture(record, offered, where)
            yield page or Reject(where, f"ở byte {found.offset} của {found.archive} không có trang nào")
            return
    yield Reject(where, f"ở byte {found.offset} của {found.archive} không có trang nào")
