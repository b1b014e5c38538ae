"""Days as articles give them: to the day, the month, the quarter or the year, and no further."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FORM = re.compile(r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>0[1-9]|[12]\d|3[01]))?|-Q(?P<quarter>[1-4]))?")


@dataclass(frozen=True)
class PartialDate:
    """A day, month, quarter or year, with the days that it begins and ends with."""

    grain: str
    """`day`, `month`, `quarter` or `year`"""
    first: date
    last: date

    @property
    def iso(self) -> tuple[str, str]:
        """Its beginning and its end in ISO 8601, as exactly as it is known; the standard has no quarters, so one is from month to month."""
        length = {"day": 10, "month": 7, "quarter": 7, "year": 4}[self.grain]
        return self.first.isoformat()[:length], self.last.isoformat()[:length]


@lru_cache(maxsize=1 << 14)
def partial_date(text: str | None) -> PartialDate | None:
    """The date that `2023-11-14`, `2021-09`, `2014-Q1` or `2014` stands for; None for anything else and for what no calendar has.

    >>> partial_date("2014-Q1").iso, partial_date("2023-02-30")
    (('2014-01', '2014-03'), None)
    """
    found = FORM.fullmatch(text or "")
    if not found:
        return None
    year, month, day, quarter = (int(found[name] or 0) for name in ("year", "month", "day", "quarter"))
    first, last = (month, month) if month else (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    try:
        return PartialDate(
            "day" if day else "month" if month else "quarter" if quarter else "year",
            date(year, first, day or 1),
            date(year, last, day or monthrange(year, last)[1]),
        )
    except ValueError:  # the 30th of February, the year 0
        return None
