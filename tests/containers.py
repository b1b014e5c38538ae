"""Files of every format around the same few pages and texts, written here for the tests of the readers."""

import gzip
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from corpus.article import Article, Reject
from corpus.read import read_sources

BODY = "Sáng 5/2, Công đoàn Nhà máy Nước Tân An mời 64 đoàn viên họp mặt, trao 10 suất quà."
TITLE = "Họp mặt đầu năm ở Tân An"
TEXT = f"{TITLE}\n\n{BODY}\n"


def page(title: str = TITLE, head: str = "") -> str:
    lines = "".join(
        f"<p>{BODY} Tổ sản xuất số {number} hát mừng xuân và chúc nhau một năm an toàn, không sự cố.</p>" for number in range(4)
    )
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{lines}</body></html>"


def read(*paths: Path) -> list[Article | Reject]:
    return list(read_sources(paths))


def articles(found: Iterable[Article | Reject]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


def rejects(found: Iterable[Article | Reject]) -> list[tuple[str, str]]:
    return [(one.source, one.reason) for one in found if isinstance(one, Reject)]


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def record(kind: str, url: str, content: bytes, more: str = "", media: str = "application/http;msgtype=response") -> bytes:
    """A WARC record (ISO 28500, 4)."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-20T07:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012}>\r\n{more}"
    return f"{head}Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def response(url: str, content: bytes | str, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """The record of a server's answer."""
    data = content.encode() if isinstance(content, str) else content
    return record("response", url, f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + data)


def packed(*records: bytes) -> bytes:
    """A .warc.gz: each record a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
