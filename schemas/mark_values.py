"""Values as an annotator reads and writes them: one line of Vietnamese for the days of an event, a count, an award, a document.

>>> days_text("2023-11-14", "2023-11-15", "2018/2023"), count_text(1234.5, 2000, "đồng")
('2023-11-14/2023-11-15 kỳ 2018/2023', '1.234,5/2.000 đồng')
>>> read_days("2023-11 kỳ 2023"), read_counts("9 đơn vị; 18/18 chỉ tiêu")
(('2023-11', '2023-11', '2023'), [{'value': 9, 'unit': 'đơn vị'}, {'value': 18, 'of': 18, 'unit': 'chỉ tiêu'}])
>>> read_awards("Bằng khen | LĐLĐ tỉnh Hà Nam | tập thể | 3")
[{'name': 'Bằng khen', 'giver': 'LĐLĐ tỉnh Hà Nam', 'kind': 'tập thể', 'count': 3}]

What cannot be read raises ValueError, which says how to write it.
"""

import re

from schemas.card import Card
from schemas.record import PARTIAL_DATE

PERIOD = "kỳ"
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
"""As Vietnamese prints it: 1.234 and 1234 are one number, 3,5 is three and a half."""
DATE = re.compile(PARTIAL_DATE)


def days_text(start: str | None, end: str | None, period: str | None) -> str:
    """`2023-11-14`, `2023-11-14/2023-11-15`, either with ` kỳ 2018/2023`; a day that goes on to nobody knows when ends in `/`."""
    days = start or "" if start == end else f"{start or ''}/{end or ''}"
    return " ".join(filter(None, [days, f"{PERIOD} {period}" if period else ""]))


def read_days(text: str) -> tuple[str | None, str | None, str | None]:
    """(start, end, period) of what `days_text` writes."""
    days, _, period = (part.strip() for part in text.partition(PERIOD))
    start, several, end = (part.strip() for part in days.partition("/"))
    if not all(DATE.fullmatch(date) for date in (start, end, *period.split("/")) if date):
        raise ValueError("không đọc được ngày; hãy viết như 2023-11-14, 2023-11, 2023-11-14/2023-11-15 hoặc 2023-11-14 kỳ 2018/2023")
    return start or None, (end if several else start) or None, period or None


def count_text(value: int | float, of: int | float | None, unit: str) -> str:
    """`9 đơn vị`, `18/18 chỉ tiêu`."""
    return f"{_printed(value)}{'' if of is None else '/' + _printed(of)} {unit}"


def read_counts(text: str) -> list[Card]:
    """The counts, as a card has them, of what `count_text` writes, several of them set apart by `;`."""
    counts = []
    for part in _parts(text):
        figures, _, unit = part.partition(" ")
        numbers = figures.split("/")
        if len(numbers) > 2 or not all(map(NUMBER.fullmatch, numbers)):
            raise ValueError("không đọc được số lượng; hãy viết như 9 đơn vị, 3,5 % đoàn viên hoặc 18/20 chỉ tiêu")
        counts.append(dict(zip(("value", "of"), map(_number, numbers), strict=False)) | {"unit": unit.strip()})
    return counts


def award_text(award: Card) -> str:
    """`name | giver | kind of recipient | how many`, as far as it goes."""
    fields = [award["name"], award["giver"], award["kind"], None if award["count"] is None else _printed(award["count"])]
    return " ".join(" | ".join(field or "" for field in fields).rstrip(" |").split())


def read_awards(text: str) -> list[Card]:
    """The awards, as a card has them, of what `award_text` writes, several of them set apart by `;`."""
    awards = []
    for part in _parts(text):
        fields = [field.strip() or None for field in part.split("|")]
        count = fields[3] if len(fields) == 4 else None
        if len(fields) > 4 or not fields[0] or (count and not count.replace(".", "").isdecimal()):
            raise ValueError("không đọc được khen thưởng; hãy viết như Bằng khen | LĐLĐ tỉnh Hà Nam | tập thể | 3, phần không rõ để trống")
        name, giver, kind = [*fields[:3], None, None][:3]
        awards.append({"name": name, "giver": giver, "kind": kind, "count": int(count.replace(".", "")) if count else None})
    return awards


def read_documents(text: str) -> list[str]:
    """The numbers of documents, without white space, several of them set apart by `;`."""
    return ["".join(part.split()) for part in _parts(text)]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _printed(number: int | float) -> str:
    return f"{number:,}".removesuffix(".0").translate(str.maketrans(",.", ".,"))


def _number(printed: str) -> int | float:
    value = float(printed.replace(".", "").replace(",", "."))
    return int(value) if value == int(value) else value
