"""Events of a database in one file, in any of nine formats: the same code for `sukien export` and for the addresses `/-/events.…`."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from browse.archive import open_archive
from browse.csv_table import CSV_COLUMNS as CSV_COLUMNS
from browse.events import Event, read_events
from browse.feed import Feed, title
from browse.selection import Selection

LATEST = 100
"""Entries of a news feed: whoever subscribes to it comes back for the next ones."""


ALL = Selection()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WANTED = {"day": "ngày bắt đầu", "first": "thời gian", "told": "ngày đăng hay thời gian"}
"""What an event may have to have, in words."""


@dataclass(frozen=True)
class Format:
    """A way of writing events; its module, `browse.MODULE`, has `write(events, feed)` and is loaded when it is needed."""

    module: str
    media_type: str
    label: str
    purpose: str
    shown: bool = False
    """A browser shows it; else it saves it"""
    needs: str | None = None
    """The property of an event, of WANTED, without which it cannot be written"""
    newest: int | None = None
    """It has only so many, by publication"""
    library: str | None = None
    """Of the extra that has the format's name"""


FORMATS = {
    "csv": Format("csv_table", "text/csv; charset=utf-8; header=present", "Bảng CSV", "cho mọi chương trình, mỗi sự kiện một dòng"),
    "jsonl": Format("json_lines", "application/x-ndjson", "JSON Lines", "mọi dữ kiện, kèm vị trí bằng chứng trong bài"),
    "xlsx": Format("spreadsheet", XLSX, "Bảng tính Excel", "mỗi sự kiện một dòng, cột có tên tiếng Việt"),
    "parquet": Format("parquet", "application/vnd.apache.parquet", "Parquet", "để phân tích bằng DuckDB, pandas, R", library="pyarrow"),
    "ics": Format("calendar_feed", "text/calendar; charset=utf-8", "Lịch iCalendar", "những sự kiện biết rõ ngày", needs="day"),
    "atom": Format(
        "atom",
        "application/atom+xml; charset=utf-8",
        "Tin Atom",
        f"{LATEST} sự kiện được đăng gần đây nhất",
        shown=True,
        needs="told",
        newest=LATEST,
    ),
    "timelinejs": Format("timelinejs", "application/json", "JSON cho TimelineJS", "nên dưới 1.000 sự kiện", shown=True, needs="first"),
    "jsonld": Format("schema_org", "application/ld+json", "JSON-LD", "theo schema.org, cho máy tìm kiếm và kho khác", shown=True),
    "html": Format("html_timeline", "text/html; charset=utf-8", "Dòng thời gian", "một tệp HTML để đặt lên trang tin", shown=True),
}
"""By the name that follows `--format` and ends an address. All but the news feed are written as they are read, however many."""


class FormatError(ValueError):
    """There is no such format, or a library is missing for it; the message is one line."""


def format_named(name: str) -> Format:
    """The format of this name. Raises FormatError."""
    found = FORMATS.get(name)
    if not found:
        raise FormatError(f"{name}: không có định dạng này; hãy chọn một trong {', '.join(FORMATS)}")
    if found.library and not find_spec(found.library):
        raise FormatError(f"{name}: chưa có {found.library}; hãy cài pip install 'sukien[{name}]'")
    return found


@dataclass
class Tally:
    """How many events were written, and how many left out."""

    written: int = 0
    left_out: int = 0

    def fitting(self, events: Iterable[Event], format: Format) -> Iterator[Event]:
        """The events that have what the format needs, counted as they pass."""
        for event in events:
            if format.needs and getattr(event, format.needs) is None:
                self.left_out += 1
            else:
                self.written += 1
                yield event


def pieces(
    database: Path, format: Format, selection: Selection, tally: Tally, address: str | None = None, pages: str | None = None
) -> Generator[bytes, None, None]:
    """The file of the selected events, piece by piece; `address` and `pages` as in a Feed.

    The database is opened for the first piece and closed after the last. Raises DatabaseError as `open_archive` does.
    """
    with closing(open_archive(database)) as connection, closing(read_events(connection, selection, format.newest)) as events:
        feed = Feed(title(connection, selection), f"{database.stem}?{selection.query()}", address, pages)
        yield from import_module(f"browse.{format.module}").write(tally.fitting(events, format), feed)


def export(database: Path, format: str, out: BinaryIO, selection: Selection = ALL, tell: Callable[[str], None] = lambda said: None) -> int:
    """Write the selected events to `out`; how many were written. `tell` is given a line on what is left out.

    Raises DatabaseError as `open_archive` does, FormatError for an unknown format or one whose library is missing.
    """
    chosen, tally = format_named(format), Tally()
    for piece in pieces(database, chosen, selection, tally):
        out.write(piece)
    if tally.left_out and chosen.needs:
        tell(f"{tally.left_out} sự kiện không có trong tệp, vì bài viết không cho biết {WANTED[chosen.needs]}")
    if tally.written + tally.left_out == chosen.newest:
        tell(f"tệp chỉ có {chosen.newest} sự kiện được đăng gần đây nhất")
    return tally.written
