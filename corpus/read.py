"""Files and folders to Articles: .txt, .html, .jsonl, .csv, and whatever comes through standard input.

Everything offered becomes an `Article` or a `Reject`; one bad file or line never stops the rest. An article is known by its URL,
else its given id, else its path below the source and, in files of many records, the record's number (a line of JSONL, a row of CSV).
A format is one file of `corpus/readers/`.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from corpus.article import Article, Reject
from corpus.encoding import Unreadable, clean
from corpus.given import Given, to_article
from corpus.offered import MissingColumns, Offered

__all__ = ["MANY", "READABLE", "MissingColumns", "list_files", "read_file", "read_records", "read_sources", "read_stream"]

TABLE = (".csv",)
MANY = (".jsonl", *TABLE)
"""Files of many articles."""
READERS = {".txt": "single", ".html": "single", ".htm": "single", ".jsonl": "jsonl", ".csv": "table"}
"""The reader of each suffix, a module of `corpus.readers`; imported when a file needs it."""
READABLE = tuple(READERS)
DOCUMENTS = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx")
"""Met in a folder, these hold articles that cannot be read yet, and are named; pictures and styles are passed over."""

Reader = Callable[[Offered], Iterator[Given | Reject]]


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
    for record in read_records(path, root):
        yield record if isinstance(record, Reject) else to_article(record)


def read_records(path: Path, root: Path) -> Iterator[Given | Reject]:
    """What one file holds, before any of it is made an article."""
    source = clean(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name)
    try:
        if not path.is_file():
            yield Reject(source, "không mở được tệp: không có hoặc không phải tệp thường")
        else:
            yield from _records(Offered(source, path.name, path.stat().st_size, lambda: path.open("rb"), path))
    except OSError as error:
        yield Reject(source, f"không mở được tệp: {error.strerror or error}")


def read_stream(data: bytes, name: str) -> Iterator[Article | Reject]:
    """The articles of standard input: JSON Lines, a page or a text, as its first characters say."""
    from corpus.readers.jsonl import is_record

    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    offered = Offered(name, name, len(data), lambda: io.BytesIO(data))
    for record in _records(offered, "jsonl" if is_record(first) else "single"):
        yield record if isinstance(record, Reject) else to_article(record)


def _below(folder: Path) -> list[Path]:
    """The files in a folder that may hold articles, and the folders in it that cannot be opened."""
    closed: list[Path] = []
    found: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in names if not name.startswith(".") and name.lower().endswith(READABLE + DOCUMENTS)]
    return sorted(found + closed, key=lambda file: file.relative_to(folder).parts)


def _records(offered: Offered, reader: str | None = None) -> Iterator[Given | Reject]:
    """What a file holds, read by the reader of this name or by that of its suffix."""
    try:
        yield from _reader(reader or _reader_name(offered))(offered)
    except Unreadable as error:
        yield Reject(offered.source, str(error))


def _reader_name(offered: Offered) -> str:
    """Which reader reads this file. Raises `Unreadable` where none does."""
    name = READERS.get(offered.suffix)
    if not name:
        kind = offered.suffix or "không có đuôi"
        raise Unreadable(f"chưa đọc được loại tệp {kind}; hãy lưu thành .txt, .html, .jsonl hoặc .csv")
    return name


def _reader(name: str) -> Reader:
    reader: Reader = import_module(f"corpus.readers.{name}").read
    return reader
