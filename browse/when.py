"""Times of events, wherever they are shown, in the language of the page."""

from browse import english
from browse.language import language, writing


def when(start: str | None, end: str | None = None) -> str:
    """A time from the partial dates that it begins and ends with; nothing where nobody knows.

    >>> when("2023-05-19", "2023-05-20"), when("2023-05"), when("2014-Q1"), when("2014")
    ('19/5/2023 – 20/5/2023', 'tháng 5/2023', 'quý I/2014', 'năm 2014')
    """
    return str(writing().when(start, end))


def period(value: str) -> str:
    """The same of a column that has `start/end` (ISO 8601), or one partial date alone; what is neither stays as it is."""
    return when(*value.split("/")) if value.count("/") < 2 else value


def month_name(month: int) -> str:
    """A month of any year, at the beginning of a line."""
    return english.MONTHS[month - 1] if language() == "en" else f"Tháng {month}"


def capital(text: str) -> str:
    """`tháng 5` as it begins a heading: `Tháng 5`."""
    return text[:1].upper() + text[1:]
