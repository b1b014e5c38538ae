"""Notations of a day on Vietnamese pages: in figures, in words, as machines print it.

`14/5/2019`, `ngày 14 tháng Năm năm 2019`, `19-VIII-2011`, `mùng tám tháng Ba năm hai nghìn không trăm mười`, `May 14th, 2019`,
`Tue May 14 09:30:00 ICT 2019`, `5/14/2019 9:30:00 AM`; for machines also ISO 8601, RFC 2822, seconds since 1970, `20190514093000`.
A day is Vietnam's: an hour with its zone is brought to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

YEARS = range(1990, 2101)
VIETNAM = timezone(timedelta(hours=7))
VIETNAMESE_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
ENGLISH_MONTHS = {name: number for number, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
ROMAN_MONTHS = {name: number for number, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}
UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
UNIT = "(?:" + "|".join(UNITS) + ")"
TENS_WORDS = rf"(?:(?:{UNIT}\s+mươi|mười|hăm)(?:\s+{UNIT})?|{UNIT})\b"
"""One to ninety-nine in words."""
YEAR_WORDS = (
    rf"(?:hai\s+không\s+(?:không|{UNIT})\s+(?:không|{UNIT})"
    rf"|(?:hai\s+(?:nghìn|ngàn)(?:\s+không\s+trăm)?(?:\s+(?:lẻ|linh))?|một\s+(?:nghìn|ngàn)\s+chín\s+trăm)\s+{TENS_WORDS})"
)
ENGLISH_MONTH = (
    r"(?P<english>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
NAMED_MONTH = r"(?:tháng|thg\.?)\s+(?P<name>" + "|".join(sorted(VIETNAMESE_MONTHS, key=len, reverse=True)) + r")\b"
ROMAN = r"(?P<roman>" + "|".join(sorted(ROMAN_MONTHS, key=len, reverse=True)) + r")\b"
CALLED_MONTH = r"(?:tháng|thang|thg\.?|th\.?)\s*(?P<m>\d{1,2})"
MONTH_WORDS = rf"(?:{NAMED_MONTH}|{CALLED_MONTH})"
D = r"(?<!\d)(?P<d>\d{1,2})"
Y = r"(?P<y>\d{4})(?!\d)"
NTH = r"(?:st|nd|rd|th)?"
OF_YEAR = rf"(?:\s*[,/.-])?\s*(?:n[ăa]m\s*)?{Y}"

DAY = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/-])",
        # As SharePoint writes it in English, month first: no zero in front, seconds, AM or PM.
        r"(?<![\d/])(?P<m>[1-9]|1[0-2])/(?P<d>[1-9]|[12]\d|3[01])/(?P<y>\d{4})(?=\s\d{1,2}:\d\d:\d\d\s[AP]M)",
        r"(?:(?<![\d-])(?<!\d/)|(?<=:\d\d-))(?P<d>\d{1,2})\s?(?P<sign>[/.–\\-])\s?(?P<m>\d{1,2})\s?[/.–\\-]\s?(?P<y>\d{4})(?!\d)",
        r"(?<![\d/:-])(?P<d>\d{1,2})\s(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)",
        r"\A(?P<d>\d{1,2})(?:\s|\s?[|_•·]\s?)(?P<m>\d{1,2})(?:\s|\s?[|_•·]\s?)(?P<y>(?:19|20)\d\d)\Z",
        r"(?<![\w_])(?P<d>\d{1,2})_(?P<m>\d{1,2})_(?P<y>(?:19|20)\d\d)(?!\w)",
        rf"{D}\s?[/.-]\s?(?P<m>\d{{1,2}})\s*(?:,\s*)?năm\s+{Y}",
        rf"{D}\s*(?:[,/.-]\s*)?{CALLED_MONTH}{OF_YEAR}",
        rf"{D}\s*(?:[,/.-]\s*)?{NAMED_MONTH}{OF_YEAR}",
        rf"{D}\s?[-/.]\s?{ROMAN}\s?[-/.]\s?{Y}",
        rf"{D}\s+(?:tháng\s+)?{ROMAN}[\s,]+(?:năm\s+)?{Y}",
        rf"\b{NAMED_MONTH}\s+(?P<d>\d{{1,2}}){NTH},?\s*{Y}",
        rf"\b{CALLED_MONTH}\s+(?P<d>\d{{1,2}}){NTH},\s*{Y}",
        r"\bnăm\s+(?P<y>\d{4})\s*(?:,\s*)?tháng\s+(?P<m>\d{1,2})\s*(?:,\s*)?ngày\s+(?P<d>\d{1,2})(?!\d)",
        r"\bnăm\s+(?P<y>\d{4}),?\s+ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?!\d)",
        rf"\b{CALLED_MONTH}(?:\s*,)?\s+ngày\s+(?P<d>\d{{1,2}})(?:\s*,)?\s+(?:năm\s+)?{Y}",
        rf"{D}[-\s]{ENGLISH_MONTH}(?:[-\s]|\s?')(?P<y>\d\d)(?![\d:]|\s?[AP]M)",
        rf"\b{ENGLISH_MONTH}\s+(?P<d>\d{{1,2}}){NTH}(?:\s*,)?\s*'(?P<y>\d\d)(?!\d)",
        rf"{D}{NTH}\s+(?:of\s+)?{ENGLISH_MONTH}(?:\s*,)?\s*{Y}",
        rf"(?<![\d-])(?P<d>\d{{1,2}})[-/.]{ENGLISH_MONTH}[-/.]{Y}",
        rf"\b{ENGLISH_MONTH}\s+(?P<d>\d{{1,2}}){NTH}(?:\s*,)?\s*{Y}",
        rf"\b{ENGLISH_MONTH}\s+(?P<d>\d{{1,2}})\s+(?:@\s+)?\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,4}}\s+)?{Y}",
        rf"(?<!\w)(?<!thứ )(?<!tháng )(?P<day>{TENS_WORDS})\s+{MONTH_WORDS}(?:\s*,)?\s*(?:năm\s+)?(?:{Y}|(?P<year>{YEAR_WORDS}))",
        rf"{D}\s+{MONTH_WORDS}(?:\s*,)?\s*(?:năm\s+)(?P<year>{YEAR_WORDS})",
        r"(?<![\d/.-])(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{2})(?![\d/-]|\.\d)",
    )
]
MONTH = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\btháng\s*(?P<m>\d{1,2})\s*(?:(?:,\s*)?năm\s*|[/.-]\s*|,\s*)?(?P<y>\d{4})(?!\d)",
        rf"\b{NAMED_MONTH}(?:\s*,)?\s*(?:năm\s*)?{Y}",
    )
]
YEAR = re.compile(
    r"\d{4}|\d[/.-]\d\d(?!\d)|\b(?:nghìn|ngàn|hai không)\b"
    rf"|(?:{'|'.join(ENGLISH_MONTHS)})[a-z]{{0,6}}(?:[- ]\d\d?(?:st|nd|rd|th)?,?)?[- ]?'?\d\d\b",
    re.IGNORECASE,
)
"""What no date goes without: most lines are done with when it is not there."""
WEEKDAYS = [
    re.compile(rf"\b(?:{names})\b", re.IGNORECASE)
    for names in (
        r"(?:thứ|thu)\s*(?:hai|2)|mon(?:day)?|t2",
        r"(?:thứ|thu)\s*(?:ba|3)|tue(?:s(?:day)?)?|t3",
        r"(?:thứ|thu)\s*(?:t[ưu]|4)|wed(?:nesday)?|t4",
        r"(?:thứ|thu)\s*(?:n[ăa]m|5)|thurs?(?:day)?|thu(?=,)|t5",
        r"(?:thứ|thu)\s*(?:s[áa]u|6)|fri(?:day)?|t6",
        r"(?:thứ|thu)\s*(?:b[ảẩa]y|7)|sat(?:urday)?|t7",
        r"ch[ủu]\s*nh[ậa]t|sun(?:day)?|cn",
    )
]
ABROAD = re.compile(
    r"[T\s,|-]{1,3}(?P<hours>\d{1,2}):(?P<minutes>\d\d)(?::\d\d(?:\.\d{1,6})?)?\s?(?P<zone>Z|(?:UTC|GMT)(?!\s?[+-])|[+-]\d\d:?\d\d)\b"
)
"""An hour and its zone behind a day."""
COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)T?\d{0,9}Z?")
EPOCH = re.compile(r"(?:\\?/Date\()?(?P<seconds>1\d{9}|[89]\d{8})(?:\d{3})?(?:\+\d{4})?(?:\)\\?/)?")
PLAIN_HOUR = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?"
STAMP = re.compile(rf"(?:[A-Z][a-z]{{2,8}}\.?(?:,\s*|\s+)){{0,2}}(?:\d{{1,4}}\D{{1,11}}\d{{1,2}}(?:\D|\d\d\b)|{PLAIN_HOUR})")
LETTER = re.compile(r"[A-Z][a-z]{2},?\s+\d")
UNIVERSAL = re.compile(r"\b(?:UTC|GMT)\b(?!\s*[+-]\s*0?7)")


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO day or month, its range in the line, and what it were with day and month exchanged, where both are days."""

    value: str
    start: int = 0
    end: int = 0
    other: str | None = None

    @property
    def is_month(self) -> bool:
        """Whether it says no day."""
        return len(self.value) == 7


def days_in(text: str) -> list[Day]:
    """The full days in `text`, in order; of two that overlap the one that begins first. A weekday settles which figure is the month."""
    if not YEAR.search(text):
        return []
    matches = [(match.start(), order, match) for order, pattern in enumerate(DAY) for match in pattern.finditer(text)]
    days: list[Day] = []
    for start, _, match in sorted(matches, key=lambda entry: entry[:2]):
        if (not days or start >= days[-1].end) and (day := _read(match)):
            before, after = text[days[-1].end if days else 0 : start], text[match.end() :]
            day = _settled(day, before) if day.other else day
            days.append(_in_vietnam(day, abroad) if (abroad := ABROAD.match(after)) else day)
    return days


def _in_vietnam(day: Day, abroad: re.Match[str]) -> Day:
    """The day in Vietnam of an hour that is printed with another zone: `2019-05-13 17:30 UTC`."""
    offset = re.fullmatch(r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)", abroad["zone"])
    zone = UTC
    if offset:
        shift = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
        zone = timezone(shift if offset["sign"] == "+" else -shift) if shift < timedelta(hours=24) else UTC
    hours, minutes = int(abroad["hours"]), int(abroad["minutes"])
    if hours > 23 or minutes > 59:
        return day
    year, month, number = map(int, day.value.split("-"))
    moment = datetime(year, month, number, hours, minutes, tzinfo=zone).astimezone(VIETNAM)
    return Day(moment.date().isoformat(), day.start, day.end)


def month_in(text: str) -> Day | None:
    """The first month with its year."""
    if not YEAR.search(text):
        return None
    return next((day for pattern in MONTH for match in pattern.finditer(text) if (day := _read(match))), None)


def parse_day(text: str) -> str | None:
    """The ISO day, else the month, of a date in any of the notations above."""
    day = stated_day(text)
    return day.value if day else None


def stated_day(text: str) -> Day | None:
    """`parse_day`, with the other reading where there is one."""
    text = text.strip()
    if not text or len(text) > 100:
        return None
    if moment := _moment(text):
        moment = moment.astimezone(VIETNAM) if moment.tzinfo else moment
        return Day(moment.date().isoformat()) if moment.year in YEARS else None
    found = next(iter(days_in(text)), None) or month_in(text)
    if found:
        return found
    parsed = _by_dateparser(text)
    return Day(parsed.date().isoformat()) if parsed and parsed.year in YEARS else None


def machine_day(text: str) -> Day | None:
    """The day of a machine's stamp: nothing but a date and its hour."""
    text = text.strip()
    is_stamp = len(text) <= 60 and (_moment(text) is not None or bool(STAMP.match(text) and days_in(text)))
    return stated_day(text) if is_stamp else None


def _moment(text: str) -> datetime | None:
    """A moment as machines print it."""
    if match := EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match["seconds"]), UTC)
    if match := COMPACT.fullmatch(text):
        day = _iso(int(match["y"]), int(match["m"]), int(match["d"]))
        return datetime.fromisoformat(day) if day else None
    for read in (datetime.fromisoformat, _universal, _letter):
        try:
            if moment := read(text):
                return moment
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _universal(text: str) -> datetime | None:
    """`2019-05-13 17:30:00 UTC`."""
    zone = UNIVERSAL.search(text)
    return datetime.fromisoformat(text[: zone.start()].strip()).replace(tzinfo=UTC) if zone else None


def _letter(text: str) -> datetime | None:
    """RFC 2822, as letters and feeds print it."""
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text) if LETTER.match(text) else None


def _by_dateparser(text: str) -> datetime | None:
    """A whole day in yet another notation; never a day counted from today."""
    import dateparser  # half a second to import, and seldom needed

    whole_days = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    return dateparser.parse(text, languages=["vi", "en"], settings=whole_days)


def _settled(day: Day, weekday: str) -> Day:
    """The reading that falls on the weekday named in front of it."""
    named = [number for number, pattern in enumerate(WEEKDAYS) if pattern.search(weekday)]
    readings = [value for value in (day.value, day.other) if value and date.fromisoformat(value).weekday() in named]
    return Day(readings[0], day.start, day.end) if len(readings) == 1 else day


def _read(match: re.Match[str]) -> Day | None:
    """The day or month of a match of the patterns above; day and month change places where only that makes a date."""
    parts = {name: value.strip() for name, value in match.groupdict().items() if value}
    year = int(parts["y"]) if "y" in parts else _number(parts["year"])
    if len(parts.get("y", "year")) == 2:
        year += 2000 if year < 50 else 1900
    month = next((read(parts[name]) for name, read in MONTH_NAMES.items() if name in parts), 0)
    if year not in YEARS or not ("d" in parts or "day" in parts):
        return Day(f"{year}-{month:02}", *match.span()) if year in YEARS and 1 <= month <= 12 else None
    day = int(parts["d"]) if "d" in parts else _number(parts["day"])
    value, other = _iso(year, month, day), _iso(year, day, month) if "m" in parts else None
    # Only in figures with signs between may they change places; a year in front is followed by its month.
    both = "sign" in parts and value != other
    return Day(value or other or "", *match.span(), other=other if both and value else None) if value or other else None


def _number(words: str) -> int:
    """A number in words: `hai mươi lăm`, `hai nghìn không trăm mười chín`."""
    spoken = words.lower().split()
    if {"nghìn", "ngàn"} & set(spoken):
        base = 2000 if spoken[0] == "hai" else 1900
        small = spoken[4 if base == 1900 or "trăm" in spoken else 2 :]
        return base + _number(" ".join(word for word in small if word not in ("lẻ", "linh")))
    if len(spoken) == 4 and spoken[1] == "không":
        return sum(UNITS.get(word, 0) * 10**place for place, word in enumerate(reversed(spoken)))
    if spoken[0] in ("mười", "hăm"):
        return (10 if spoken[0] == "mười" else 20) + sum(UNITS[word] for word in spoken[1:])
    if "mươi" in spoken:
        return 10 * UNITS[spoken[0]] + sum(UNITS[word] for word in spoken[2:])
    return UNITS[spoken[0]]


def _vietnamese(name: str) -> int:
    return VIETNAMESE_MONTHS.get(" ".join(name.lower().split()), 0)


MONTH_NAMES: dict[str, Callable[[str], int]] = {
    "m": int,
    "name": _vietnamese,
    "english": lambda name: ENGLISH_MONTHS[name[:3].lower()],
    "roman": lambda name: ROMAN_MONTHS[name.upper()],
}


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def readings(text: str) -> Iterator[tuple[bool, bool]]:
    """For each day in figures: whether it can be read with the month first, and with the day first."""
    for match in DAY[2].finditer(text):
        first, second, year = int(match["d"]), int(match["m"]), int(match["y"])
        yield _iso(year, first, second) is not None, _iso(year, second, first) is not None
