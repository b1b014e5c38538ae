"""Times as Vietnamese readers write them."""

from functools import lru_cache

QUARTERS = ("I", "II", "III", "IV")


@lru_cache(maxsize=1 << 14)
def when(start: str | None, end: str | None = None) -> str:
    """A time as it is written in Vietnamese, from partial dates.

    >>> when("2023-05-19", "2023-05-20"), when("2023-05"), when("2023-Q1"), when("2014")
    ('19/05/2023 – 20/05/2023', 'tháng 5 năm 2023', 'quý I năm 2023', 'năm 2014')
    """
    if end and end != start:
        return f"{when(start)} – {when(end)}"
    year, _, rest = (start or "").partition("-")
    if rest.startswith("Q"):
        return f"quý {QUARTERS[int(rest[1]) - 1]} năm {year}"
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else f"tháng {int(month)} năm {year}" if month else f"năm {year}" if year else ""


def capital(text: str) -> str:
    """`tháng 5` as it begins a heading: `Tháng 5`."""
    return text[:1].upper() + text[1:]
