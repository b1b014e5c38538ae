"""Events as a spreadsheet (Office Open XML, ECMA-376), one row each under Vietnamese headings. Rows go to a temporary file as they come."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from browse.csv_table import CSV_COLUMNS, FORMULA, cells
from browse.events import Event
from browse.feed import Feed
from browse.shown import SHOWN, value_label

ROWS = 2**20
"""Of a sheet, by the standard; what does not fit goes on in another."""
BLOCK = 2**16
HEADINGS = {"organisers": "Đơn vị tổ chức", "targets": "Đối tượng", "people": "Người tham gia", "type_label": "Loại", "type": "Mã loại"}
WIDTHS = {"id": 18, "title": 60, "organisers": 40, "targets": 40, "place": 30, "people": 30, "article_title": 60, "url": 40}
"""In characters; other columns are 14 wide."""


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The file, in blocks. Every text is a text there, also one that looks like a formula."""
    book = Workbook(write_only=True)
    sheet, rows = _sheet(book), 1
    for event in events:
        if rows == ROWS:
            sheet, rows = _sheet(book), 1
        sheet.append([_cell(sheet, column, value) for column, value in zip(CSV_COLUMNS, cells(event), strict=True)])
        rows += 1
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _sheet(book: Workbook) -> Any:
    sheet = book.create_sheet(f"Sự kiện {len(book.worksheets) + 1}" if book.worksheets else "Sự kiện")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(CSV_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, 14)
    sheet.append([heading(column) for column in CSV_COLUMNS])
    return sheet


def heading(column: str) -> str:
    """What heads a column: as on the pages of the tables."""
    described = SHOWN["tables"]["articles"]["columns"] if column == "url" else SHOWN["tables"]["events"]["columns"]
    label = "Bài viết" if column == "article_title" else HEADINGS.get(column) or described[column]
    return str(label).partition(":")[0]


def _cell(sheet: Any, column: str, value: str | int | None) -> Any:
    cell = WriteOnlyCell(sheet, value_label(value, column) if column == "status" else value)
    if not isinstance(value, str):
        cell.number_format = "0"  # a key is long, and is read digit by digit
        return cell
    cell.data_type = "s"  # and not what openpyxl makes of `=1+1` and `#N/A`
    cell.quotePrefix = value.startswith(FORMULA)  # stays a text when it is edited
    return cell
