"""Times as the timeline writes them."""

from functools import lru_cache

from browse import english
from browse.language import language

QUARTERS = ("I", "II", "III", "IV")


def when(start: str | None, end: str | None = None) -> str:
    """A time, from partial dates, in the language of the page.

    >>> when("2023-05-19", "2023-05-20"), when("2023-05"), when("2023-Q1"), when("2014")
    ('19/05/2023 – 20/05/2023', 'tháng 5 năm 2023', 'quý I năm 2023', 'năm 2014')
    """
    return english.when(start, end) if language() == "en" else _in_vietnamese(start, end)


@lru_cache(maxsize=1 << 14)
def _in_vietnamese(start: str | None, end: str | None) -> str:
    if end and end != start:
        return f"{_in_vietnamese(start, None)} – {_in_vietnamese(end, None)}"
    year, _, rest = (start or "").partition("-")
    if rest.startswith("Q"):
        return f"quý {QUARTERS[int(rest[1]) - 1]} năm {year}"
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else f"tháng {int(month)} năm {year}" if month else f"năm {year}" if year else ""


def month_name(month: int) -> str:
    """A month of any year, at the beginning of a line."""
    return english.MONTHS[month - 1] if language() == "en" else f"Tháng {month}"


def capital(text: str) -> str:
    """`tháng 5` as it begins a heading: `Tháng 5`."""
    return text[:1].upper() + text[1:]
