"""Numbers, dates and degrees of confidence as a Vietnamese reader writes them."""

import re
from functools import lru_cache

PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-Q(?P<quarter>[1-4]))?")
QUARTERS = ("I", "II", "III", "IV")
CONFIDENCE = ((0.9, "rất chắc"), (0.7, "khá chắc"), (0.5, "chưa chắc"), (0.0, "đáng ngờ"))
"""From this probability on, in this word."""


def number(value: int | float) -> str:
    """With points between thousands and a decimal comma.

    >>> number(1234567), number(12.5)
    ('1.234.567', '12,5')
    """
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def date(value: str) -> str:
    """A day, month, quarter or year (`2023-11-14`, `2021-09`, `2014-Q1`, `2014`); what is none of these stays as it is.

    >>> date("2023-05-09"), date("2021-09"), date("2014-Q1"), date("2014")
    ('9/5/2023', 'tháng 9/2021', 'quý I/2014', 'năm 2014')
    """
    read = PARTIAL_DATE.fullmatch(value)
    if not read:
        return value
    if read["day"]:
        return f"{int(read['day'])}/{int(read['month'])}/{read['year']}"
    if read["month"]:
        return f"tháng {int(read['month'])}/{read['year']}"
    if read["quarter"]:
        return f"quý {QUARTERS[int(read['quarter']) - 1]}/{read['year']}"
    return f"năm {value}"


@lru_cache(maxsize=1 << 14)
def when(start: str | None, end: str | None = None) -> str:
    """A time, from the partial dates that it begins and ends with; `''` where nobody knows.

    >>> when("2023-05-19", "2023-05-20"), when("2018", "2023"), when("2014", "2014"), when(None)
    ('19/5/2023 – 20/5/2023', '2018–2023', 'năm 2014', '')
    """
    ends = list(dict.fromkeys(filter(None, (start, end))))
    if len(ends) == 2 and all(len(year) == len("2018") for year in ends):
        return "–".join(ends)
    return " – ".join(map(date, ends))


def confidence(value: float) -> str:
    """A probability from 0 to 1 in words and as a figure.

    >>> confidence(0.93)
    'rất chắc (0,93)'
    """
    return f"{next(word for least, word in CONFIDENCE if value >= least)} ({number(round(value, 2))})"
