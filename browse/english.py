"""Numbers, dates and degrees of confidence as an English reader writes them; the counterpart of `browse.vietnamese`."""

from functools import lru_cache

from browse.vietnamese import PARTIAL_DATE

MONTHS = ("January", "February", "March", "April", "May", "June", *("July", "August", "September", "October", "November", "December"))
CONFIDENCE = ((0.9, "very sure"), (0.7, "fairly sure"), (0.5, "unsure"), (0.0, "doubtful"))
"""From this probability on, in this word."""


def number(value: int | float) -> str:
    """With commas between thousands and a decimal point.

    >>> number(1234567), number(12.5)
    ('1,234,567', '12.5')
    """
    return f"{value:,}"


def date(value: str) -> str:
    """A day, month, quarter or year; what is none of these stays as it is.

    >>> date("2023-05-09"), date("2021-09"), date("2014-Q1"), date("2014")
    ('9 May 2023', 'September 2021', 'Q1 2014', '2014')
    """
    read = PARTIAL_DATE.fullmatch(value)
    if not read or not 1 <= int(read["month"] or 1) <= 12:
        return value
    if read["quarter"]:
        return f"Q{read['quarter']} {read['year']}"
    month = MONTHS[int(read["month"]) - 1] if read["month"] else ""
    return " ".join(filter(None, (read["day"] and str(int(read["day"])), month, read["year"])))


@lru_cache(maxsize=1 << 14)
def when(start: str | None, end: str | None = None) -> str:
    """A time, from the partial dates that it begins and ends with; `''` where nobody knows.

    >>> when("2023-05-19", "2023-05-20"), when("2018", "2023"), when("2014", "2014"), when(None)
    ('19 May 2023 – 20 May 2023', '2018–2023', '2014', '')
    """
    ends = [date(end) for end in dict.fromkeys(filter(None, (start, end)))]
    return ("–" if all(len(year) == len("2018") for year in ends) else " – ").join(ends)


def confidence(value: float) -> str:
    """A probability from 0 to 1 in words and as a figure.

    >>> confidence(0.93)
    'very sure (0.93)'
    """
    return f"{next(word for least, word in CONFIDENCE if value >= least)} ({number(round(value, 2))})"
