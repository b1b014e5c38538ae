"""Times of events, wherever they are shown, in the language of the page."""

from functools import lru_cache

from browse import english
from browse.language import language
from browse.vietnamese import period


def when(start: str | None, end: str | None = None) -> str:
    """A time from the partial dates that it begins and ends with; nothing where nobody knows.

    >>> when("2023-05-19", "2023-05-20"), when("2023-05"), when("2014-Q1"), when("2014")
    ('19/5/2023 – 20/5/2023', 'tháng 5/2023', 'quý I/2014', 'năm 2014')
    """
    return english.when(start, end) if language() == "en" else _in_vietnamese(start, end)


@lru_cache(maxsize=1 << 14)
def _in_vietnamese(start: str | None, end: str | None) -> str:
    return period("/".join(filter(None, (start, end))))


def month_name(month: int) -> str:
    """A month of any year, at the beginning of a line."""
    return english.MONTHS[month - 1] if language() == "en" else f"Tháng {month}"


def capital(text: str) -> str:
    """`tháng 5` as it begins a heading: `Tháng 5`."""
    return text[:1].upper() + text[1:]
