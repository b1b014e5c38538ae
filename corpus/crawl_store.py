"""The pages of a crawl as WARC files (ISO 28500, WARC/1.0 records, a gzip member each), which `sukien build` and every web archive read.

Each process begins a file of its own, called `.open` until it is whole, and appends to none of another's: a record torn by a crash
hides nothing. `mend` cuts such a record off, gives back those that were whole but not yet noted in the frontier, and names the file
for good. The body is kept packed as it was sent; only its division into chunks is undone, whose header is then kept under the
name `X-Orig-Transfer-Encoding`.
"""

import os
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from corpus.crawl_fetch import Answer

LARGEST = 256_000_000
"""Bytes of a file, after which the next is begun: one is read again as a whole when it has changed."""
OPEN = ".open"
NUMBER = re.compile(r"-([0-9]{5})\.warc\.gz")


class Store:
    """Writes answers into the WARC files of a folder."""

    def __init__(self, folder: Path, host: str, software: str) -> None:
        self.folder, self.host, self.software = folder, re.sub(r"[^a-z0-9.-]+", "-", host.lower()), software
        self._file: BinaryIO | None = None
        self._name = ""

    def write(self, answer: Answer) -> tuple[str, int]:
        """Append an answer; the name of its file and the offset at which its record ends. On the disk when this returns."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        if self._file and self._file.tell() >= LARGEST:
            self.close()
        file = self._file or self._begin()
        headers = [("X-Orig-Transfer-Encoding" if name.lower() == "transfer-encoding" else name, value) for name, value in answer.headers]
        writer = WARCWriter(file, gzip=True)
        record = writer.create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=StatusAndHeaders(f"{answer.status} {answer.phrase}".strip(), headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-IP-Address": answer.ip} if answer.ip else {},
        )
        writer.write_record(record)
        file.flush()
        os.fsync(file.fileno())
        return self._name, file.tell()

    def _begin(self) -> BinaryIO:
        from warcio.warcwriter import WARCWriter

        numbers = [int(found[1]) for path in self.folder.iterdir() if (found := NUMBER.search(path.name))]
        self._name = f"{self.host}-{max(numbers, default=0) + 1:05}.warc.gz"
        self._file = (self.folder / (self._name + OPEN)).open("xb")
        info = {"software": self.software, "format": "WARC File Format 1.0", "robots": "classic"}
        writer = WARCWriter(self._file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(self._name, info))
        return self._file

    def left_open(self) -> list[Path]:
        """The files that a crash has left open."""
        return sorted(self.folder.glob(f"{self.host}-*.warc.gz{OPEN}"))

    def close(self) -> None:
        """Name the file for good."""
        if self._file:
            self._file.close()
            self._file = None
            (self.folder / (self._name + OPEN)).rename(self.folder / self._name)


def mend(file: Path, known: int) -> Iterator[tuple[Answer, int]]:
    """Put a file right that a crash left open: whole records after the offset `known` are given back, with their ends."""
    with file.open("rb+") as stream:
        stream.seek(known)
        end = known
        for record in _whole_members(stream.read()):
            end += len(record)
            if (answer := _answer(record)) is not None:
                yield answer, end
        stream.truncate(end)
    if end:
        file.rename(file.with_name(file.name.removesuffix(OPEN)))
    else:
        file.unlink()


def _whole_members(data: bytes) -> Iterator[bytes]:
    """The gzip members at the beginning of `data` that are whole and undamaged."""
    while data:
        member = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            member.decompress(data)
        except zlib.error:
            return
        if not member.eof:
            return
        size = len(data) - len(member.unused_data)
        yield data[:size]
        data = data[size:]


def _answer(record: bytes) -> Answer | None:
    """The answer that a response record keeps."""
    from warcio.archiveiterator import ArchiveIterator

    for found in ArchiveIterator(BytesIO(record)):
        if found.rec_type == "response":
            http: Any = found.http_headers
            status, _, phrase = http.statusline.partition(" ")
            headers = tuple(("Transfer-Encoding" if name == "X-Orig-Transfer-Encoding" else name, value) for name, value in http.headers)
            url = found.rec_headers.get_header("WARC-Target-URI")
            return Answer(url, int(status), phrase, headers, found.raw_stream.read(), found.rec_headers.get_header("WARC-IP-Address") or "")
    return None
