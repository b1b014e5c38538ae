"""Files and folders to Articles, and whatever comes through standard input.

Everything offered becomes an `Article` or a `Reject`; one bad file or line never stops the rest. An article is known by its URL,
else its given id (a letter's Message-ID), else its path below the source and, in files of many records, the record's number (a line of
JSONL, a row of CSV) or its path inside (`kho.zip!/2019/bai.html`). A format is one file of `corpus/readers/`; what a reader finds inside a
file is read in turn.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from corpus.article import Article, Reject
from corpus.encoding import Unreadable, clean
from corpus.given import Given, to_article
from corpus.offered import Bomb, Meter, MissingColumns, MissingExtra, Offered
from corpus.saved_page import frame_folders

__all__ = ["TABLE", "MissingColumns", "holds_many", "list_files", "read_file", "read_records", "read_sources", "read_stream"]

TABLE = (".csv",)
DATABASE = (".db", ".sqlite", ".sqlite3")
MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"WARC/", "warc"),
)
"""First bytes that say more than the suffix does."""
READERS = {
    ".txt": "single",
    ".html": "single",
    ".htm": "single",
    ".jsonl": "jsonl",
    ".csv": "table",
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "mail",
    ".mbox": "mbox",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".warc": "warc",
    ".wacz": "wacz",
    ".cdx": "cdx",
    ".cdxj": "cdx",
    ".zip": "zip",
    **dict.fromkeys(DATABASE, "sqlite"),
}
"""The reader of each suffix, a module of `corpus.readers`; imported when a file needs it. `.gz` may follow any."""
MANY = {"jsonl", "table", "mbox", "warc", "wacz", "cdx", "zip", "sqlite"}
"""Readers of files of many articles."""
DOCUMENTS = (".doc", ".odt", ".rtf", ".xls", ".xlsx", ".rar", ".7z", ".tar", ".tgz", ".warc.zst")
"""Met in a folder, these hold articles that cannot be read yet, and are named; pictures and styles are passed over."""
NOT_OFFERED = {"thumbs.db"}
"""What Windows leaves in folders of pictures."""

Reader = Callable[[Offered], Iterator[Given | Reject | Offered]]


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
            size = path.stat().st_size
            yield from _records(Offered(source, path.name, size, lambda: path.open("rb"), path, meter=Meter(size)))
    except OSError as error:
        yield Reject(source, f"không mở được tệp: {error.strerror or error}")
    except Bomb as error:
        yield Reject(source, str(error))


def read_stream(data: bytes, name: str) -> Iterator[Article | Reject]:
    """The articles of standard input, of a format that its first characters tell: JSON Lines, a page or a text where nothing else."""
    from corpus.readers.jsonl import is_record

    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    offered = Offered(name, name, len(data), lambda: io.BytesIO(data), meter=Meter(len(data)))
    try:
        for record in _records(offered, "jsonl" if is_record(first) else _by_magic(offered) or "single"):
            yield record if isinstance(record, Reject) else to_article(record)
    except Bomb as error:
        yield Reject(name, str(error))


def holds_many(path: Path) -> bool:
    """Whether a file of this name holds many articles, and is worth sharing among processes."""
    return READERS.get(Path(path.name.lower().removesuffix(".gz")).suffix) in MANY


def _below(folder: Path) -> list[Path]:
    """The files in a folder that may hold articles, and the folders in it that cannot be opened."""
    closed: list[Path] = []
    found: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        frames = frame_folders(names)
        folders[:] = [name for name in folders if not name.startswith(".") and name not in frames]
        found += [Path(where, name) for name in _not_listed(Path(where), [name for name in names if _is_offered(name)])]
    return sorted(found + closed, key=lambda file: file.relative_to(folder).parts)


def _is_offered(name: str) -> bool:
    """Whether a file of this name, met in a folder or in another file, may hold an article."""
    folded = name.lower()
    return not folded.startswith(".") and folded not in NOT_OFFERED and folded.removesuffix(".gz").endswith((*READERS, *DOCUMENTS))


def _not_listed(folder: Path, names: list[str]) -> list[str]:
    """The files without the web archives that are read by way of a list of their captures."""
    lists = [name for name in names if READERS.get(Path(name.lower()).suffix) == "cdx"]
    if not lists:
        return names
    from corpus.readers.cdx import listed

    spoken_for: set[str] = set()
    for name in lists:
        try:
            spoken_for |= listed(folder / name)
        except OSError:  # reading it will say so
            continue
    return [name for name in names if name not in spoken_for]


def _records(offered: Offered, reader: str | None = None) -> Iterator[Given | Reject]:
    """What a file holds, and what the files in it hold; read by the reader of this name or by the one that fits it. Raises `Bomb`."""
    empty = True
    try:
        for found in _reader(reader or _reader_name(offered))(offered):
            if not isinstance(found, Offered):
                empty = False
                yield replace(found, captured=offered.captured) if offered.captured and isinstance(found, Given) else found
            elif _is_offered(found.name) or (found.source == offered.source and not found.suffix):  # as of standard input
                empty = False
                yield from _inside(found)
    except MissingExtra as error:
        yield Reject(offered.source, str(error), again=True)
    except Unreadable as error:
        yield Reject(offered.source, str(error))
    else:
        if empty:
            yield Reject(offered.source, "không có bài nào bên trong")


def _inside(offered: Offered) -> Iterator[Given | Reject]:
    """`_records` of a file inside another: whatever is wrong with it costs no more than itself."""
    try:
        yield from _records(offered)
    except (Bomb, OSError):
        raise
    except MissingColumns as error:
        yield Reject(offered.source, str(error))
    except Exception as error:  # a reader's bug
        yield Reject(offered.source, f"lỗi khi đọc: {type(error).__name__}: {' '.join(str(error).split())[:300]}")


def _reader_name(offered: Offered) -> str:
    """Which reader reads this file, by its first bytes and its suffix. Raises `Unreadable` where none does."""
    named = "gzip" if offered.suffix == ".gz" else READERS.get(offered.suffix)
    told = _by_magic(offered) if named or offered.suffix in (".doc", "") else None
    # A ZIP has many names: those that say more than it are right.
    name = named if told == "zip" and named in ("docx", "wacz") else told or named
    if not name:
        kind = offered.suffix or "không có đuôi"
        raise Unreadable(f"chưa đọc được loại tệp {kind}; hãy lưu thành .txt, .html, .jsonl hoặc .csv")
    return name


def _by_magic(offered: Offered) -> str | None:
    """The reader of a format that is known by its first bytes."""
    with offered.open() as stream:
        head = stream.read(16)
    name = next((name for magic, name in MAGIC if head.startswith(magic)), None)
    return "docx" if name == "zip" and offered.suffix != ".zip" and _is_word(offered) else name


def _is_word(offered: Offered) -> bool:
    with offered.seekable() as stream:
        try:
            return "word/document.xml" in ZipFile(stream).namelist()
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            return False


def _reader(name: str) -> Reader:
    reader: Reader = import_module(f"corpus.readers.{name}").read
    return reader
