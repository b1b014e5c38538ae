"""The calendar: points of time at any precision, the lunar year, feast days, and the year that a text leaves out.

Newspapers write "Sáng 29/12" and leave the year to the reader. The reader takes it from the day of publication, or else
from what the article says of other times: another full date, the year reviewed ("tổng kết năm 2023" is held in
December or January), a Tết, a Tháng Công nhân, a congress's term. `Context` does the same, and says what it went by.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from schemas.lexicon import rows

ANY_LEAP_YEAR = 2000
SAME_STORY = timedelta(days=60)
"""A day up to so long before the latest full date of an article is told as part of the same story."""
JUST_PAST = timedelta(days=45)
"""A day so short before publication is past, though its sentence looks ahead: "bị niêm phong từ chiều 19/6 và sẽ không mở lại"."""
AROUND_A_FEAST = timedelta(days=7)
"""A feast is prepared for so long: "Sáng 30/4 … Tết Lao động 2016"."""


class Point(NamedTuple):
    """A day, month, quarter or year, the year perhaps left out."""

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def valid(self) -> bool:
        """Whether the calendar has it: 31/2 never, 29/2 where the year is unknown or leaps."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year or ANY_LEAP_YEAR, self.month or 1)[1]

    def at(self, year: int | None) -> "Point":
        """The same point of another year."""
        return self._replace(year=year)

    @property
    def in_year(self) -> tuple[int, int]:
        """Month and day that it begins on, to compare a quarter, a month and a day by."""
        return self.month or 3 * (self.quarter or 1) - 2, self.day or 1

    def begin(self) -> date:
        """Its first day; ValueError where the year has no such day."""
        return date(self.year or 1, *self.in_year)

    def finish(self) -> date:
        """Its last day; ValueError where the year has no such day."""
        if self.day:
            return self.begin()
        month = self.month or (3 * self.quarter if self.quarter else 12)
        return date(self.year or 1, month, calendar.monthrange(self.year or 1, month)[1])

    def timex(self) -> str:
        """The value in TIMEX3, `XXXX` for an unknown year."""
        text = f"{self.year:04d}" if self.year else "XXXX"
        if self.quarter:
            return f"{text}-Q{self.quarter}"
        month = f"-{self.month:02d}" if self.month else "-XX" if self.day else ""
        return text + month + (f"-{self.day:02d}" if self.day else "")

    def iso(self) -> str | None:
        """The value as records hold it, None where the year is unknown."""
        return self.timex() if self.year else None


def point(iso: str) -> Point:
    """`2023-11-14`, `2021-09`, `2014-Q1`, `2014` to a Point."""
    if "-Q" in iso:
        return Point(int(iso[:4]), quarter=int(iso[6]))
    parts = [int(part) for part in iso.split("-")]
    return Point(*parts)


def of_day(day: date) -> Point:
    """A Point of a `datetime.date`."""
    return Point(day.year, day.month, day.day)


def _first_year(years: Iterable[int], what: Point, fits: Callable[[Point], bool]) -> int | None:
    return next((year for year in years if 0 < year < 9999 and what.at(year).valid and fits(what.at(year))), None)


def year_before(what: Point, anchor: Point) -> int | None:
    """The year that makes `what` the nearest such time on or before `anchor`."""
    end, year = anchor.finish(), anchor.year or 1
    return _first_year(range(year, year - 9, -1), what, lambda p: p.begin() <= end)


def year_after(what: Point, anchor: Point, slack: timedelta = timedelta()) -> int | None:
    """The year that makes `what` the nearest such time on or after `anchor`, or up to `slack` before it."""
    start, year = anchor.begin() - slack, anchor.year or 1
    return _first_year(range(start.year, year + 9), what, lambda p: p.finish() >= start)


def year_nearest(what: Point, anchor: Point) -> int:
    """The year that puts `what` closest to `anchor`, before or after."""

    def gap(year: int) -> int:
        p = what.at(year)
        return max((p.begin() - anchor.finish()).days, (anchor.begin() - p.finish()).days, 0) if p.valid else 10_000

    year = anchor.year or 1
    return min((year, year - 1, year + 1), key=gap)


# --- the lunar year ---


@dataclass(frozen=True, slots=True)
class LunarYear:
    """A lunar year: its first day, and the lengths of its months, leap month behind the one whose number it repeats."""

    year: int
    name: str
    tet: date
    months: tuple[tuple[int, int], ...]

    def day(self, month: int, day: int) -> date | None:
        """The solar day of a lunar one (in the ordinary month, not its leap double); None where the month is shorter."""
        start = self.tet
        for number, length in self.months:
            if number == month:
                return start + timedelta(days=day - 1) if day <= length else None
            start += timedelta(days=length)
        return None


def _lunar_years() -> dict[int, LunarYear]:
    years = {}
    for row in rows("extract", "lunar_years"):
        months: list[tuple[int, int]] = []
        for length in row["months"].split():
            leap = length.startswith("+")
            number = months[-1][0] if leap else sum(1 for n, _ in months if n > 0) + 1
            months.append((-number if leap else number, int(length)))
        years[int(row["year"])] = LunarYear(int(row["year"]), row["name"].lower(), date.fromisoformat(row["tet"]), tuple(months))
    return years


LUNAR_YEARS = _lunar_years()
YEAR_NAMES = {lunar.name: year for year, lunar in LUNAR_YEARS.items()}
"""Stem and branch, lower case, to year ("giáp thìn": 2024): sixty years would repeat a name, the table holds fewer."""


def solar(month: int, day: int, anchor: date, ahead: bool = False) -> date | None:
    """The solar day of a lunar one, nearest on or before (`ahead`: on or after) `anchor`; None outside the table."""
    days = [found for year in (anchor.year - 2, anchor.year - 1, anchor.year, anchor.year + 1) if (found := _lunar_day(year, month, day))]
    return min((d for d in days if d >= anchor), default=None) if ahead else max((d for d in days if d <= anchor), default=None)


def _lunar_day(year: int, month: int, day: int) -> date | None:
    return LUNAR_YEARS[year].day(month, day) if year in LUNAR_YEARS else None


# --- feast days ---


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: its day, and the year that its anniversaries count from (None where nobody counts)."""

    month: int
    day: int
    since: int | None


HOLIDAYS: dict[str, Holiday] = {}
for _row in rows("extract", "holidays"):
    _day, _month = _row["day"].split("/")
    for _name in _row["names"].lower().split("|"):
        HOLIDAYS[_name] = Holiday(int(_month), int(_day), int(_row["since"]) if _row["since"] else None)
HOLIDAY_NAME = re.compile("|".join(sorted(map(re.escape, HOLIDAYS), key=len, reverse=True)))


def founding_year(text: str) -> int | None:
    """The year that an anniversary counts from, by the feast named at the head of `text` (lower case)."""
    found = HOLIDAY_NAME.search(text)
    return HOLIDAYS[found[0]].since if found else None


# --- the year left out ---

ClueKind = Literal[
    "day", "ahead", "feast", "month", "part", "theme", "tet", "review", "plan", "year", "school", "term", "anniversary", "document"
]
OWN_SENTENCE: tuple[ClueKind, ...] = ("review", "plan", "part", "theme", "tet")
ANYWHERE: tuple[ClueKind, ...] = ("tet", "plan", "review", "part", "theme")


@dataclass(frozen=True, slots=True)
class Clue:
    """A time that the article gives with its year: what kind it is, where it stands (offsets, number of its sentence)."""

    kind: ClueKind
    at: Point
    start: int
    end: int
    sentence: int


class Placed(NamedTuple):
    """A year found for a point, how it was found (Vietnamese, for readers), the range of text and the time that it was found from."""

    year: int
    reason: str
    because: tuple[int, int] | None
    anchor: Point


def year_by(clue: Clue, what: Point) -> int | None:
    """The year of `what` by one clue: a review is held when its time is over, a plan rolled out before it begins."""
    year, month = clue.at.year or 0, what.month or 3 * (what.quarter or 2)
    match clue.kind:
        case "review" | "plan" | "tet" if what.quarter:
            return year
        case "review":
            return year + 1 if month <= 4 else year
        case "plan":
            return year - 1 if month >= 11 else year
        case "tet":
            return year - 1 if month >= 10 else year
        case "part" | "theme" | "ahead":
            return year_nearest(what, clue.at)
        case "day" | "month":
            return year_after(what, clue.at, SAME_STORY)
        case "feast":
            return year_after(what, clue.at, AROUND_A_FEAST)
        case "document":
            return year_after(what, clue.at)
        case "school":  # from September to May, and what is looked back on in summer
            return year if month >= 9 else year + 1
        case _:
            return year


class Context:
    """What an article gives to date its times by: its day of publication, else its clues, in text order, and the year that it was not
    written before."""

    def __init__(self, published: Point | None, clues: Iterable[Clue], text: str, earliest: int = 0) -> None:
        self.published = published
        self.earliest = earliest
        self.clues = tuple(clues)
        self.text = text
        self._same: dict[Point, Clue] = {}
        self._first: dict[tuple[ClueKind, int | None], Clue] = {}
        for clue in self.clues:
            self._same.setdefault(clue.at.at(None), clue)
            self._first.setdefault((clue.kind, clue.sentence), clue)
            self._first.setdefault((clue.kind, None), clue)
        years = [c for c in self.clues if c.kind == "year"]
        self._latest_year = max(years, key=lambda c: c.at.year or 0, default=None)
        self._latest_term = max((c for c in self.clues if c.kind == "term"), key=lambda c: c.at.year or 0, default=None)
        self._year_here = {c.sentence: c for c in sorted(years, key=lambda c: c.at.year or 0)}
        spoken = max((c.at.year or 0 for c in self.clues if c.kind in ANYWHERE), default=0)
        days = [c for c in self.clues if c.kind in ("day", "feast", "month")]
        self._latest_day = max((c for c in days if (c.at.year or 0) >= spoken - 1), key=lambda c: c.at.begin(), default=None)
        self._latest_old_day = max(days, key=lambda c: c.at.begin(), default=None)
        feasts = [c for c in self.clues if c.kind == "anniversary"]
        self._feast = feasts[0] if len({c.at.year for c in feasts}) == 1 else None

    def words(self, clue: Clue) -> str:
        """A clue as printed, for the reason given to readers."""
        return f"năm theo “{' '.join(self.text[clue.start : clue.end].split())}”"

    def place(self, what: Point, sentence: int, ahead: bool = False) -> Placed | None:
        """The year of a day, month or quarter without one, in the given sentence; `ahead` for what is still to come.

        GUIDE: "the year that makes it the nearest such day on or before `published` (for a planned event: on or after), or that the
        article's own context gives"; None where neither does. Quarters are planned before and reviewed after: the nearest.
        """
        if self.published:
            year = (
                year_nearest(what, self.published)
                if what.quarter
                else year_after(what, self.published, JUST_PAST if what.day else timedelta())
                if ahead
                else year_before(what, self.published)
            )
            return Placed(year, f"năm theo ngày đăng {self.published.timex()}", None, self.published) if year else None
        clue = self._clue(what, sentence)
        if clue is None:
            return None
        year = year_by(clue, what)
        fits = year is not None and year >= self.earliest and what.at(year).valid
        return Placed(year, self.words(clue), (clue.start, clue.end), clue.at) if year and fits else None

    def _clue(self, what: Point, sentence: int) -> Clue | None:
        """The clue to go by, the surest first: the same day with its year, this sentence's topic, the latest day, any topic."""
        here = (self._first.get((kind, sentence)) for kind in OWN_SENTENCE)
        anywhere = (self._first.get((kind, None)) for kind in ANYWHERE)
        order = (
            self._same.get(what),
            *here,
            self._latest_day,
            *anywhere,
            self._latest_old_day,
            self._first.get(("ahead", None)),
            self._year_here.get(sentence),
            self._first.get(("school", None)),
            self._latest_year,
            self._first.get(("document", sentence)),
            self._latest_term,
            self._feast,
        )
        return next((clue for clue in order if clue), None)
