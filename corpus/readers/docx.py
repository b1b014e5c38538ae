"""A Word document (.docx: WordprocessingML, ECMA-376): paragraphs as lines, a table's row as one line.

Its XML is read as a stream of events, so that its size costs no memory, and one that declares entities is refused: Word never does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from corpus.encoding import Unreadable, clean
from corpus.given import Given
from corpus.lexicon import fold
from corpus.offered import MAX_LINE, TOO_LONG, Meter, Offered, counted, one_line

OLE = b"\xd0\xcf\x11\xe0"
TEXT = "word/document.xml"
PIECE = 1 << 16
MAX_PART = 2_000_000
"""Bytes of the lists of styles and properties."""
MAX_ELEMENTS = 1_000_000
"""Of the document: a text of 2 MB has some half of them."""
HEADLINE = 30
"""Words of the longest title."""
NEAR = 8
"""Lines from the top among which a heading is the title."""
VIETNAM = timezone(timedelta(hours=7))
CREATED = "ngày tạo tệp Word"


@dataclass(slots=True)
class _Story:
    """A parser's target (lxml): the document's lines, and the style of each."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _style: str = ""
    _rows: list[list[str]] = field(default_factory=list)
    _shown: bool = False
    _twice: int = 0
    _elements: int = 0

    def doctype(self, *_: Any) -> None:
        """Refuse it."""
        raise Unreadable("XML có khai báo DTD: không phải tệp Word")

    def start(self, tag: str, attributes: Any) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise Unreadable(TOO_LONG)
        name = tag.rpartition("}")[2]
        if self._twice or name == "Fallback":  # what stands there stands beside it for newer programs
            self._twice += 1
        elif name == "t":
            self._shown = True
        elif name in ("tab", "br", "cr"):
            self._text.append(" " if name == "tab" else "\n")
        elif name == "noBreakHyphen":
            self._text.append("-")
        elif name == "pStyle":
            self._style = next((value for key, value in attributes.items() if key.endswith("}val")), "")
        elif name == "tr":
            self._rows.append([])

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._twice:
            self._twice -= 1
        elif name == "t":
            self._shown = False
        elif name == "p":
            self._end_line()
        elif name == "tr" and self._rows:
            self._text = [" | ".join(self._rows.pop())]
            self._end_line()

    def data(self, text: str) -> None:
        if self._shown:
            self._text.append(text)

    def close(self) -> list[tuple[str, str]]:
        return self.lines

    def _end_line(self) -> None:
        """A paragraph, or a row: in a table, of the row around it."""
        for line in "".join(self._text).split("\n"):
            if text := " ".join(clean(line).split()):
                if self._rows:
                    self._rows[-1].append(text)
                else:
                    self.lines.append((text, self._style))
        self._text, self._style = [], ""


def read(offered: Offered) -> Iterator[Given]:
    """The one article. Raises `Unreadable`."""
    with offered.open() as stream:
        if stream.read(4) == OLE:
            raise Unreadable("tệp Word có mật khẩu hoặc thuộc loại .doc cũ; hãy lưu lại thành .docx không mật khẩu")
    with offered.seekable() as stream:
        try:
            with ZipFile(stream) as package:
                lines = _lines(package, offered.meter)
                headings = _headings(package, offered.meter)
                core = _properties(package, offered.meter)
        except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable("tệp Word hỏng") from error
    text = "\n\n".join(line for line, _ in lines)
    day = _day(core.get("created"))
    yield Given(
        offered.source,
        offered.stem,
        text=text,
        title=_title(lines, headings, one_line(core.get("title", ""))),
        url=offered.url,
        dated=(day, CREATED) if day else None,
    )


def _title(lines: list[tuple[str, str]], headings: set[str], core: str) -> str | None:
    """The first heading; else the title of the properties, unless another document has left it there."""
    heading = next((line for line, style in lines[:NEAR] if style in headings and len(line.split()) <= HEADLINE), None)
    untitled = bool(lines) and len(lines[0][0].split()) > HEADLINE
    known = bool(core) and (untitled or any(fold(line) == fold(core) for line, _ in lines[:NEAR]))
    return heading or (core if known else None)


def _lines(package: ZipFile, meter: Meter) -> list[tuple[str, str]]:
    from lxml import etree

    # The parser is typed for elements only.
    parser: Any = etree.XMLParser(target=_Story(), resolve_entities=False, no_network=True)
    size = 0
    try:
        with _part(package, TEXT, meter) as part:
            for piece in iter(lambda: part.read(PIECE), b""):
                size += len(piece)
                if size > MAX_LINE:
                    raise Unreadable(TOO_LONG)
                parser.feed(piece)
        lines: list[tuple[str, str]] = parser.close()
        return lines
    except etree.XMLSyntaxError as error:
        raise Unreadable("tệp Word hỏng") from error


def _headings(package: ZipFile, meter: Meter) -> set[str]:
    """The ids of the styles of titles: their names are English in every Word, their ids are not."""
    styles = _tree(package, "word/styles.xml", meter)
    named = {} if styles is None else {_attribute(style, "styleId"): _attribute(style.find("{*}name"), "val") for style in styles}
    return {id_ for id_, name in named.items() if name.lower() in ("title", "heading 1")} or {"Title", "Heading1"}


def _properties(package: ZipFile, meter: Meter) -> dict[str, str]:
    """The core properties by name."""
    core = _tree(package, "docProps/core.xml", meter)
    return {} if core is None else {str(entry.tag).rpartition("}")[2]: entry.text or "" for entry in core}


def _tree(package: ZipFile, name: str, meter: Meter) -> Any:
    """A small part as a tree, None where there is none that can be read."""
    from lxml import etree

    if name not in package.namelist():
        return None
    with _part(package, name, meter) as part:
        data = part.read(MAX_PART + 1)
    if len(data) > MAX_PART or b"<!DOCTYPE" in data:
        return None
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError:
        return None


def _part(package: ZipFile, name: str, meter: Meter) -> IO[bytes]:
    return counted(package.open(name), meter)


def _attribute(element: Any, name: str) -> str:
    found = () if element is None else element.items()
    return next((str(value) for key, value in found if key.rpartition("}")[2] == name), "")


def _day(created: str | None) -> str | None:
    """The day in Vietnam: Word writes the time of Greenwich."""
    try:
        return datetime.fromisoformat((created or "").strip()).astimezone(VIETNAM).date().isoformat()
    except (ValueError, OverflowError):
        return None
