"""Files and folders to Articles: .txt, .html, .jsonl, .csv, and whatever comes through standard input.

Everything offered becomes an `Article` or a `Reject`; one bad file or line never stops the rest. An article is known by its URL,
else its given id, else its path below the source and, in files of many records, the record's number (a line of JSONL, a row of CSV).
"""

import csv
import io
import json
import os
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.article import Article, Reject
from corpus.encoding import BOMS, Unreadable, clean, decode, mend, to_unicode
from corpus.language import detect_language
from corpus.lexicon import fold
from corpus.published import find_published
from corpus.zones import lay_out
from schemas.record import Value, Zone

MAX_BYTES = 2_000_000
"""The longest text, in UTF-8; the source of an HTML page may be ten times as long."""
MAX_LINE = 20 * MAX_BYTES
TEXT, PAGE, LINES, TABLE = (".txt",), (".html", ".htm"), (".jsonl",), (".csv",)
READABLE = (*TEXT, *PAGE, *LINES, *TABLE)
DOCUMENTS = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx")
"""Met in a folder, these hold articles that cannot be read yet, and are named; pictures and styles are passed over."""
CONTENT = ("text", "html")
FIELDS = (*CONTENT, "title", "url", "published", "id")
LOOKS_LIKE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
LETTER = re.compile(r"[^\W\d_]")
UNSAFE = re.compile(r"[^\w.\- ]+")

EMPTY = "tệp rỗng"
TOO_LONG = "văn bản dài hơn 2 MB; hãy tách thành từng bài"


class MissingColumns(ValueError):
    """A CSV without a column `text` or `html`: a usage error whose message names the columns."""


@dataclass(frozen=True, slots=True)
class Given:
    """One record as it was given: its content and what stands beside it."""

    source: str
    name: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    id: str | None = None


def read_sources(paths: Iterable[Path]) -> Iterator[Article | Reject]:
    """Every article of these files and folders, in a fixed order. Raises `MissingColumns` for a CSV that is no table of articles."""
    for path, root in list_files(paths):
        yield from read_file(path, root)


def list_files(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """(file, its source) for every file to read: folders recursively, sorted by path, without hidden files; no file twice.

    The source of a file given by name is the folder that holds it. Links to folders are not followed, so that none leads in a circle.
    """
    listed: dict[Path, tuple[Path, Path]] = {}
    for path in paths:
        is_folder = os.path.isdir(path)
        found, root = (_below(path), path) if is_folder else ([path], path.parent)
        for file in found:
            listed.setdefault(Path(os.path.abspath(file)), (file, root))
    return list(listed.values())


def read_file(path: Path, root: Path) -> Iterator[Article | Reject]:
    """The articles of one file; `root` is the source that its path is counted from."""
    source = clean(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name)
    suffix = path.suffix.lower()
    try:
        if not path.is_file():
            yield Reject(source, "không mở được tệp: không có hoặc không phải tệp thường")
        elif suffix in LINES:
            yield from _articles(_json_lines(path, source))
        elif suffix in TABLE:
            yield from _articles(_table_rows(path, source))
        elif suffix in TEXT + PAGE:
            yield _read_single(path, source)
        else:
            yield Reject(source, f"chưa đọc được loại tệp {suffix or 'không có đuôi'}; hãy lưu thành .txt, .html, .jsonl hoặc .csv")
    except Unreadable as error:
        yield Reject(source, str(error))
    except OSError as error:
        yield Reject(source, f"không mở được tệp: {error.strerror or error}")


def read_stream(data: bytes, name: str) -> Iterator[Article | Reject]:
    """The articles of standard input: JSON Lines, a page or a text, as its first characters say."""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if first.startswith(b"{") and isinstance(_parse(first.decode("utf-8", errors="replace")), dict):
        yield from _articles(_json_records(enumerate(map(_decoded, data.split(b"\n")), 1), name))
        return
    try:
        yield _build(_single(decode(data), name, Path(name).stem or name))
    except Unreadable as error:
        yield Reject(name, str(error))


def _below(folder: Path) -> list[Path]:
    """The files in a folder that may hold articles, and the folders in it that cannot be opened."""
    closed: list[Path] = []
    found: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in names if not name.startswith(".") and name.lower().endswith(READABLE + DOCUMENTS)]
    return sorted(found + closed, key=lambda file: file.relative_to(folder).parts)


def _read_single(path: Path, source: str) -> Article | Reject:
    limit = MAX_BYTES if path.suffix.lower() in TEXT else 10 * MAX_BYTES
    # UTF-16 takes twice the bytes of a Latin text; the text itself is measured again when it is decoded.
    if path.stat().st_size > 2 * limit:
        return Reject(source, TOO_LONG)
    return _build(_single(decode(path.read_bytes()), source, path.stem, page=path.suffix.lower() in PAGE))


def _single(text: str, source: str, name: str, page: bool = False) -> Given:
    is_page = page or bool(LOOKS_LIKE_PAGE.match(text[:4000]))
    return Given(source, name, html=text) if is_page else Given(source, name, text=text)


def _json_lines(path: Path, source: str) -> Iterator[Given | Reject]:
    with path.open("rb") as file:
        head = file.read(4)
        wide = next((name for mark, name in BOMS if head.startswith(mark) and name != "utf-8"), None)
        if wide:
            lines: Iterable[tuple[int, str | Unreadable]] = enumerate(to_unicode(path.read_bytes()).split("\n"), 1)
        else:
            file.seek(0)
            lines = enumerate(map(_decoded, iter(lambda: file.readline(MAX_LINE), b"")), 1)
        yield from _json_records(lines, source)


def _decoded(line: bytes) -> str | Unreadable:
    """A line's text; `Unreadable` stands in for it, not to end the lines after it."""
    try:
        return decode(line) if line.strip() else ""
    except Unreadable as error:
        return error


def _json_records(lines: Iterable[tuple[int, str | Unreadable]], source: str) -> Iterator[Given | Reject]:
    found = False
    for number, line in lines:
        where = f"{source}#{number}"
        if isinstance(line, Unreadable):
            found = True
            yield Reject(where, f"dòng {number}: {line}")
        elif line.strip():
            found = True
            record = _parse(line)
            if not isinstance(record, dict):
                yield Reject(where, f"dòng {number}: không phải một đối tượng JSON")
            else:
                yield _given(record, where, f"dòng {number}")
    if not found:
        yield Reject(source, EMPTY)


def _parse(line: str) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None


def _table_rows(path: Path, source: str) -> Iterator[Given | Reject]:
    """The rows of a CSV, its separator and letter case of its header as they come."""
    csv.field_size_limit(min(sys.maxsize, MAX_LINE))
    with (
        path.open(encoding="utf-8-sig", newline="") if _is_utf_8(path) else io.StringIO(to_unicode(path.read_bytes()), newline="") as lines
    ):
        # NUL bytes are dropped before the parser sees them, as everywhere.
        stream = (line.replace("\x00", "") for line in lines)
        header = next((line for line in stream if line.strip()), "")
        if not header:
            yield Reject(source, EMPTY)
            return
        rows = csv.reader(chain([header], stream), delimiter=max(",;\t", key=header.count))
        try:
            columns = [column.strip().lower() for column in next(rows)]
            if not set(CONTENT) & set(columns):
                raise MissingColumns(f"thiếu cột text hoặc html; tệp có các cột: {', '.join(columns)}")
            for number, row in enumerate((row for row in rows if any(cell.strip() for cell in row)), 1):
                where = f"{source}#{number}"
                if len(row) > len(columns):
                    yield Reject(where, f"hàng {number}: có {len(row)} ô, nhiều hơn {len(columns)} cột")
                else:
                    yield _given(dict(zip(columns, row, strict=False)), where, f"hàng {number}")
        except csv.Error as error:
            yield Reject(source, f"hàng gần dòng {rows.line_num}: không đọc được CSV ({error})")


def _is_utf_8(path: Path) -> bool:
    """Whether the whole file is UTF-8, read in pieces: a table may be larger than memory."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _given(record: dict[str, Any], source: str, place: str) -> Given | Reject:
    """A record's fields, those that are text or numbers; `place` says in a reason which record it is."""
    fields = {str(key).strip().lower(): str(value).strip() for key, value in record.items() if isinstance(value, str | int | float)}
    kept = {key: fields[key] if key in CONTENT else " ".join(clean(fields[key]).split()) for key in FIELDS if fields.get(key)}
    if not set(CONTENT) & set(kept):
        reason = "văn bản rỗng" if set(CONTENT) & set(fields) else "thiếu khóa text hoặc html"
        return Reject(source, f"{place}: {reason}")
    return Given(source, kept.get("id") or source.rsplit("/", 1)[-1].replace("#", "-"), **kept)


def _articles(records: Iterable[Given | Reject]) -> Iterator[Article | Reject]:
    for record in records:
        yield record if isinstance(record, Reject) else _build(record)


def _build(given: Given) -> Article | Reject:
    """The Article of one record."""
    if given.html is not None:
        return _from_page(given, given.html)
    text, title = clean(mend(given.text or "")), " ".join(clean(given.title or "").split())
    if len(text.encode()) > MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    if not LETTER.search(text):
        return Reject(given.source, "văn bản không có chữ nào")
    if title and not _stands_in(title, text):
        text = f"{title}\n\n{text}"
    layout = lay_out(text, title=title or None)
    url = _web_address(given.url)
    published = find_published(text, layout.zones, given=given.published, url=url)
    return _article(given, text, layout.zones, layout.title or title or None, url, layout.byline, published)


def _from_page(given: Given, html: str) -> Article | Reject:
    from corpus.page import NoArticle, read_page

    if len(html) > 10 * MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    try:
        page = read_page(clean(mend(html)), title=given.title, published=given.published, url=_web_address(given.url))
    except NoArticle as error:
        return Reject(given.source, str(error))
    if len(page.text.encode()) > MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    return _article(given, page.text, page.zones, page.title, page.url, page.byline, page.published)


def _article(
    given: Given, text: str, zones: tuple[Zone, ...], title: str | None, url: str | None, byline: str | None, published: Value | None
) -> Article:
    body = "\n".join(text[zone.start : zone.end] for zone in zones if zone.kind != "furniture")
    return Article(
        id=url or given.id or given.source,
        name=UNSAFE.sub("-", clean(given.id or given.name)).strip(" .-")[:120] or "bai",
        source=given.source,
        text=text,
        zones=zones,
        title=title,
        url=url,
        byline=byline,
        published=published,
        language=detect_language(body),
    )


def _stands_in(title: str, text: str) -> bool:
    """Whether the text has the title as a line of its own, or run together with its beginning."""
    wanted = fold(title)
    return fold(text[: 4 * len(title) + 200]).startswith(wanted) or any(
        fold(line) == wanted for line in text.split("\n") if len(line) < 2 * len(title) + 20
    )


def _web_address(url: str | None) -> str | None:
    """A web address without its fragment; anything else is no address."""
    match = re.match(r"https?://[^\s#]+", url.strip()) if url else None
    return match[0] if match else None
