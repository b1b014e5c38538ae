"""Expressions of time, as union news writes them: `find(text)` reads them, `extract.dates` places them in the calendar.

A trigger (a number, "ngày", "sáng", "quý", "Tết", …) says which rules to try at a place, in order; the first that
reads something wins, and the scan goes on behind it. A rule is a pattern and what it means: HeidelTime's patterns,
normalisations and rules, kept side by side. Patterns run over the text in lower case; all are bounded, none can blow up.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from extract.calendar import YEAR_NAMES, Point
from extract.time_patterns import (
    BARE_AFTER,
    BARE_BEFORE,
    BARE_YEAR,
    BARE_YEAR_BEFORE,
    CLOCK_ONLY,
    DAY_NEAR,
    DAY_SHIFT,
    DURATION,
    EVERY,
    FEAST_YEAR,
    HALF_OF,
    ISO,
    LEAD,
    LUNAR,
    MODS,
    MONTH,
    MONTH_NEAR,
    MONTH_NUMBER,
    MONTHS,
    MONTHS_OF,
    NEAR,
    NO_DAY_BEFORE,
    NUMBERS,
    PARTS,
    QUARTERS,
    QUARTERS_OF,
    SCHOOL_YEAR,
    SINGLE,
    SPANS,
    TERM,
    THEME,
    THEMES,
    TO_WORDS,
    TOLD_SHIFT,
    UNITS,
    UNTIL,
    UNTIL_MONTH,
    VAGUE,
    VAGUE_WORDS,
    WEEKDAY_NEAR,
    WEEKDAYS,
    WEEKEND,
    YEAR,
    YEARS,
)

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(slots=True)
class Reading:
    """An expression as read, not yet placed.

    `first` and `last` are its ends, years perhaps left out; `value` is the TIMEX3 value where nothing remains to be found out
    (durations, sets, vague times); `shift` is (unit, number) from the day of publication ("hôm qua": ("day", -1)) or,
    for the unit "told", from the last day told ("cùng ngày": ("told", 0)); `weekday` is 1 to 7; `lunar` is (month, day); `time` is
    the TIMEX3 tail of a clock or part of day; `ahead` tells that the words themselves look forward ("ngày 26/4 tới").
    """

    start: int
    end: int
    type: Type
    form: str
    first: Point | None = None
    last: Point | None = None
    value: str = ""
    mod: str = ""
    time: str = ""
    weekday: int = 0
    shift: tuple[str, int] | None = None
    lunar: tuple[int, int] | None = None
    ahead: bool = False
    reason: str | None = None


Rule = Callable[[str, int], Reading | None]


def number(text: str) -> float:
    """`12`, `2,5` or a number word."""
    return float(text.replace(",", ".")) if text[0].isdigit() else NUMBERS[text]


def year_of(match: re.Match[str], *groups: str) -> int | None:
    """The year in the first of the groups that matched; two digits are of this century."""
    text = next((match[g] for g in groups if match[g]), None)
    return None if text is None else int(text) if len(text) == 4 else 2000 + int(text)


def time_tail(match: re.Match[str]) -> str:
    """The tail of a TIMEX3 TIME for the clock or part of day of a match, empty where it has neither."""
    if match["hour"]:
        hour = int(match["hour"])
        late = match["part"] in ("chiều", "tối", "chiều tối") and hour < 12
        return f"T{(hour + 12 * late) % 24:02d}:{match['minute'] or match['colon'] or '00'}"
    return f"T{PARTS[match['part']]}" if match["part"] else ""


# --- rules: (text in lower case, place) to Reading or None ---


def day(text: str, at: int) -> Reading | None:
    """Days by number, alone, listed or as a range: "Chiều 14/11/2023", "Thứ Hai, ngày 20 tháng 5 năm 2024", "trong hai ngày 7 và 9-4"."""
    if text[at].isdigit() and NO_DAY_BEFORE.search(text, max(0, at - 9), at):
        return None
    if iso := ISO.match(text, at):
        there = Point(int(iso["y"]), int(iso["m"]), int(iso["d"]))
        return Reading(at, iso.end(), "DATE", "day", there, there)
    lead = LEAD.match(text, at)
    assert lead is not None
    here = lead.end()
    if not text[here : here + 1].isdigit():
        return None
    found = SPANS[0].match(text, here) or SPANS[1].match(text, here) or SINGLE.match(text, here)
    if not found:
        return None
    first = last = _day_point(found)
    if first is None:
        return None
    end = found.end()
    if found.re is SINGLE:
        until = UNTIL.match(text, end)
        to = SINGLE.match(text, until.end()) if until else None
        if to and (stop := _day_point(to)):
            first, last, end = *_share_year(first, stop), to.end()
    else:
        last = first._replace(day=int(re.findall(r"\d+", found["more"])[-1]))
    assert last is not None
    sure = bool(lead["cue"] or lead["part"] or lead["weekday"] or lead["days"] or lead["hour"] or found["name"] or last.year)
    if not sure and not (BARE_BEFORE.search(text, max(0, here - 12), here) and BARE_AFTER.match(text, end)):
        return None
    backward = last[1:3] < first[1:3]
    if backward and (last.year == first.year if last.year else (first.month or 0) < 11 or (last.month or 0) > 2):
        return None
    at += len(lead[0]) - len(lead[0].removeprefix("từ "))
    time = time_tail(lead) if first == last else ""
    reading = Reading(at, end, "TIME" if time else "DATE", "day" if first == last else "range", first, last, time=time)
    reading.weekday = 0 if not lead["weekday"] else WEEKDAYS.get(lead["weekday"].removeprefix("thứ "), 7)
    if found["near"]:
        reading.shift = ("year", NEAR[found["near"]])
    reading.ahead = text.startswith((" tới", " sắp tới"), end) and not re.match(r"\stới\s\d", text[end:])
    return reading


def _day_point(match: re.Match[str]) -> Point | None:
    month = match["m"] or match["name"]
    there = Point(year_of(match, "y1", "y2", "y3", "y4", "y5"), MONTHS.get(month) or int(month), int(match["d"]))
    return there if there.valid else None


def _share_year(first: Point, last: Point) -> tuple[Point, Point]:
    """A range's year stands at one end; the other has the same, or the neighbour where the range goes over New Year."""
    over = last[1:3] < first[1:3]
    if last.year and not first.year:
        return first.at(last.year - over), last
    return (first, last.at(first.year + over)) if first.year and not last.year else (first, last)


def month(text: str, at: int) -> Reading | None:
    """Months: "tháng 9/2021", "cuối tháng 12/2023", "tháng 7 này", "tháng 4, 5/2024", "tháng 1 đến tháng 9/2022"."""
    found = MONTH.match(text, at)
    if not found or (not found["y"] and text.startswith("tháng năm", at) and not found["yn"]):
        return None
    first = last = Point(year_of(found, "y", "yn"), MONTHS.get(found["m"]) or int(found["m"]))
    end = found.end()
    until = UNTIL_MONTH.match(text, end)
    if until and not found["m2"]:
        first, last = _share_year(first, Point(year_of(until, "y", "yn"), int(until["m"])))
        end = until.end()
    elif found["m2"]:
        last = first._replace(month=int(found["m2"]))
        first = first.at(first.year - 1) if first.year and last < first else first
        if not (first < last if TO_WORDS.match(found["to"]) else int(found["m2"]) == (first.month or 0) + 1):
            first = last = Point(None, first.month)
            end = found.start("to")
    reading = Reading(at, end, "DATE", "month" if first == last else "range", first, last, mod=MODS.get(found["mod"] or "", ""))
    if found["year"]:
        reading.shift = ("year", NEAR[found["year"]])
    reading.ahead = found["near"] in ("tới", "tới đây")
    return reading


def month_number(text: str, at: int) -> Reading | None:
    """A month in digits only: "9/2021"."""
    found = MONTH_NUMBER.match(text, at)
    if not found or NO_DAY_BEFORE.search(text, max(0, at - 9), at):
        return None
    there = Point(int(found["y"]), int(found["m"]))
    return Reading(at, found.end(), "DATE", "month", there, there)


def near(text: str, at: int) -> Reading | None:
    """Months, quarters, weeks and years counted from the day of publication: "tháng trước", "cuối năm ngoái", "tuần này"."""
    found = MONTH_NEAR.match(text, at)
    if not found or (
        re.search(r"(?:\d|mấy|nhiều|những|mỗi|vài|các|trong)\s$", text[max(0, at - 7) : at])
        and found["near"] in ("nay", "qua", "vừa qua", "tới", "sau", "trước")
    ):
        return None
    unit = {"tháng": "month", "quý": "quarter", "tuần": "week", "năm": "year"}[found["unit"]]
    if found["near"] == "nay" and unit != "year":
        return None
    return Reading(at, found.end(), "DATE", "relative", shift=(unit, NEAR[found["near"]]), mod=MODS.get(found["mod"] or "", ""))


def quarter(text: str, at: int) -> Reading | None:
    """Quarters: "quý I năm 2014", "quý 3-2019", "quý I, II/2024"."""
    found = QUARTERS_OF.match(text, at)
    if not found:
        return None
    first = Point(year_of(found, "y", "yn"), quarter=QUARTERS[found["q"]])
    last = first._replace(quarter=QUARTERS[found["q2"]]) if found["q2"] else first
    return Reading(at, found.end(), "DATE", "quarter" if first == last else "range", first, last)


def months(text: str, at: int) -> Reading | None:
    """The first or last months of a year: "9 tháng đầu năm 2021", "sáu tháng cuối năm", "nửa đầu năm 2023"."""
    found = MONTHS_OF.match(text, at) or HALF_OF.match(text, at)
    if not found:
        return None
    count = int(number(found["n"])) if found.re is MONTHS_OF else 6
    if not 0 < count < 12:
        return None
    year = year_of(found, "y")
    first, last = (Point(year, 1), Point(year, count)) if found["side"] == "đầu" else (Point(year, 13 - count), Point(year, 12))
    reading = Reading(at, found.end(), "DATE", "half" if count == 6 else "months", first, last)
    if found.re is MONTHS_OF and found["near"]:
        reading.shift = ("year", NEAR[found["near"]])
    return reading


def year(text: str, at: int) -> Reading | None:
    """Years with their word: "năm 2023", "cuối năm 2019", "năm 2021 đến năm 2023"."""
    found = YEAR.match(text, at)
    if not found:
        return None
    first, last = Point(int(found["y"])), Point(int(found["y2"] or found["y"]))
    if last < first:
        return None
    return Reading(at, found.end(), "DATE", "year" if first == last else "range", first, last, mod=MODS.get(found["mod"] or "", ""))


def years(text: str, at: int) -> Reading | None:
    """Spans of years: "nhiệm kỳ 2023 - 2028", "năm học 2013 – 2014", "giai đoạn 2021-2030", "2018 đến 2023"."""
    for form, pattern in (("term", TERM), ("school_year", SCHOOL_YEAR), ("range", YEARS)):
        if found := pattern.match(text, at):
            first, last = int(found["y"]), int(found["y2"])
            span = last - first
            if span > 0 and (form == "range" or span <= 6 if form == "term" else span == 1 or form == "range"):
                return Reading(at, found.end(), "DATE", form, Point(first), Point(last))
    return None


def bare_year(text: str, at: int) -> Reading | None:
    """A year that closes a name: "Tháng Công nhân lần thứ VII - 2017", "“Giỏi việc nước, đảm việc nhà” 2023"."""
    found = BARE_YEAR.match(text, at)
    if not found or not BARE_YEAR_BEFORE.search(text, max(0, at - 50), at):
        return None
    there = Point(int(found[0]))
    return Reading(at, found.end(), "DATE", "year", there, there)


def theme(text: str, at: int) -> Reading | None:
    """A month with a theme, and its year: "Tháng Công nhân năm 2022"."""
    found = THEME.match(text, at)
    if not found:
        return None
    there = Point(int(found["y"]), THEMES[found["theme"]])
    return Reading(at, found.end(), "DATE", "month", there, there, reason=f"Tháng {found['theme'].capitalize()} là tháng {there.month}")


def feast_year(text: str, at: int) -> Reading | None:
    """A Tết or spring by its year: "Tết Nguyên đán Ất Tỵ 2025", "Xuân Giáp Thìn", "Tết sum vầy 2018", "Tết Lao động 2016"."""
    found = FEAST_YEAR.match(text, at)
    if not found or not (found["y"] or found["name"]) or (text.startswith("năm", at) and not found["name"]):
        return None
    named = YEAR_NAMES.get(found["name"] or "")
    there = Point(int(found["y"]) if found["y"] else named)
    if "tết lao động" in found[0]:
        there = Point(there.year, 5, 1)
    reason = f"năm {found['name'].title()} là {named}" if found["name"] and not found["y"] else None
    return Reading(at, found.end(), "DATE", "holiday", there, there, reason=reason)


def lunar(text: str, at: int) -> Reading | None:
    """Days of the lunar year: "mùng 3 Tết", "28 tháng Chạp", "26 Tết", "rằm tháng Giêng", "10/3 âm lịch"."""
    found = LUNAR.match(text, at)
    if not found:
        return None
    if found["late"]:
        day_, month_ = found["late"], "chạp"
    elif found["full"]:
        day_, month_ = "15", found["full"]
    elif found["first"]:
        if not (found["tet"] or found["month"]):
            return None
        day_, month_ = found["first"], found["month"] or "giêng"
    else:
        day_, month_ = (found["d"], found["m"]) if found["d"] else (found["dd"], found["mm"])
    numbers = {"giêng": 1, "chạp": 12, **MONTHS}
    when = (numbers.get(month_) or int(month_), int(day_) if day_.isdigit() else {"tư": 4, **NUMBERS}[day_])
    if not (1 <= when[0] <= 12 and 1 <= when[1] <= 30):
        return None
    return Reading(at, found.end(), "DATE", "lunar", lunar=when)


def day_near(text: str, at: int) -> Reading | None:
    """Days counted from the day of publication or from the last one told: "sáng nay", "chiều hôm kia", "ngày mai", "cùng ngày"."""
    found = DAY_NEAR.match(text, at)
    if not found:
        return None
    which = found["near"] or found["bare"]
    key = which.removeprefix("ngày ") if which not in ("ngày mai", "ngày kia") else which
    key = key.removeprefix("sáng ") if key != "sáng" else key
    shift = ("told", TOLD_SHIFT[key]) if key in TOLD_SHIFT else ("day", DAY_SHIFT[key])
    time = f"T{PARTS[found['part']]}" if found["part"] else "TMO" if which.startswith("sáng") else ""
    return Reading(at, found.end(), "TIME" if time else "DATE", "relative", shift=shift, time=time)


def weekday(text: str, at: int) -> Reading | None:
    """Days of the week without a number: "thứ Bảy tuần này", "Chủ nhật tới", "sáng thứ Năm"; "hằng tuần" makes a SET."""
    if week := WEEKEND.match(text, at):
        return Reading(at, week.end(), "DATE", "weekday", weekday=6, shift=("weekend", NEAR.get(week["near"] or "", 0)))
    found = WEEKDAY_NEAR.match(text, at)
    if not found:
        return None
    number_ = WEEKDAYS.get(found["weekday"].removeprefix("thứ "), 7)
    if not (found["part"] or found["week"] or found["next"] or number_ == 7):
        return None
    if found["next"] in ("hằng tuần", "hàng tuần"):
        return Reading(at, found.end(), "SET", "weekday", value=f"XXXX-WXX-{number_}")
    time = f"T{PARTS[found['part']]}" if found["part"] else ""
    reading = Reading(at, found.end(), "TIME" if time else "DATE", "weekday", weekday=number_, time=time)
    reading.shift = ("week", NEAR.get(found["near"] or "này", 0)) if found["week"] else ("weekday", NEAR.get(found["next"] or "", 0))
    reading.ahead = reading.shift[1] > 0
    return reading


def clock(text: str, at: int) -> Reading | None:
    """A clock alone: "14h30", "lúc 8 giờ"; hours that count work are durations."""
    found = CLOCK_ONLY.match(text, at)
    if not found or not (found["minute"] or found["colon"] or re.search(r"(?:lúc|hồi|khoảng|đúng|từ|đến)\s$", text[max(0, at - 6) : at])):
        return None
    return Reading(at, found.end(), "TIME", "clock", value=f"T{int(found['hour']) % 24:02d}:{found['minute'] or found['colon'] or '00'}")


def duration(text: str, at: int) -> Reading | None:
    """Durations: "75 ngày", "sáu tháng", "48 giờ", "hai năm rưỡi"."""
    found = DURATION.match(text, at)
    if not found:
        return None
    unit = UNITS[found["unit"]]
    count = (
        "X"
        if found["n"] in ("nhiều", "vài", "mấy")
        else f"{(0.5 if found['n'] == 'nửa' else number(found['n'])) + 0.5 * bool(found['half']):g}"
    )
    return Reading(at, found.end(), "DURATION", "duration", value=f"P{'T' if unit[0] == 'T' else ''}{count}{unit[-1]}")


def every(text: str, at: int) -> Reading | None:
    """What recurs: "hằng năm", "mỗi tháng", "hàng quý"."""
    found = EVERY.match(text, at)
    if not found:
        return None
    unit = UNITS[found["unit"]]
    return Reading(at, found.end(), "SET", "set", value=f"P{'T' if unit[0] == 'T' else ''}{number(found['n'] or '1'):g}{unit[-1]}")


def vague(text: str, at: int) -> Reading | None:
    """Times that nothing places: "vừa qua", "hiện nay", "thời gian tới"."""
    found = VAGUE_WORDS.match(text, at)
    return Reading(at, found.end(), "DATE", "relative", value=VAGUE[found[0]]) if found else None


# --- triggers: the words that open an expression, and the rules to try there, in order ---

TRIGGERS: dict[str, tuple[Rule, ...]] = {
    "": (lunar, day, months, month_number, years, duration, bare_year, clock),  # a number
    **dict.fromkeys((*NUMBERS, "nửa", "nhiều", "vài", "mấy"), (day, months, duration)),
    **dict.fromkeys(("ngày", "hôm", "cùng", "các"), (lunar, day, day_near, weekday, vague)),
    **dict.fromkeys((*PARTS, "rạng", "buổi", "thứ", "chủ"), (day, day_near, weekday)),
    **dict.fromkeys((*MODS, "thượng", "trung", "hạ"), (month, year, weekday, near)),
    "tháng": (theme, month, near),
    "năm": (day, months, duration, years, year, feast_year, near),
    "quý": (quarter, near),
    "tuần": (near,),
    **dict.fromkeys(("nhiệm", "nk", "khóa", "khoá", "giai", "thời", "niên", "từ"), (years, day, vague)),
    **dict.fromkeys(("tết", "xuân"), (feast_year,)),
    **dict.fromkeys(("mùng", "mồng", "rằm"), (lunar,)),
    **dict.fromkeys(("hằng", "hàng", "mỗi"), (every,)),
    **dict.fromkeys((word.split()[0] for word in VAGUE if word.split()[0] not in ("thời", "cùng")), (vague,)),
}
_UNIT = r"(?=ngày|tháng|năm|tuần|giờ|phút|tiếng|quý|đầu|cuối)"
# Every branch opens with a letter, so that the engine passes over other words at once; a number counts only before what dates have.
TRIGGER = re.compile(
    r"\b(?:\d{1,4}(?=[/:–-]\d|\.\d{1,2}(?!\d)|\s?[hg]|\s?[/–-]\s?\d|,\s?\d|\s(?:ngày|tháng|năm|tuần|phút|tiếng|quý|đến|tới|và|tết|đêm))"
    r"|20[0-3]\d"
    + "".join(rf"|{word}\s{_UNIT}" for word in (*NUMBERS, "nửa", "nhiều", "vài", "mấy"))
    + r"|ngày|hôm\s|cùng\s(?=ngày|kỳ)|các\s(?=ngày|buổi)|sáng\s|trưa\s|chiều\s|tối\s|đêm\s|khuya\s|rạng sáng|buổi\s"
    r"|thứ\s(?=hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|đầu\s(?=tháng|năm)|giữa\s(?=tháng|năm)|cuối\s(?=tháng|năm|tuần)"
    r"|thượng tuần|trung tuần|hạ tuần|tháng|năm|quý|tuần\s(?=này|qua|trước|tới|sau)|nhiệm kỳ|nk\s|khóa\s|khoá\s|giai đoạn|niên khóa"
    r"|thời (?:kỳ|gian)|từ\s(?=năm|\d)|tết|xuân|mùng|mồng|rằm|hằng\s|hàng\s|mỗi\s|vừa qua|mới đây|gần đây|trước đây|hiện\s|sắp tới"
    r"|tới đây|những\s(?=năm|ngày))"
)
INSIDE_A_WORD = re.compile(r"[^\W\d_]{2}|\d\d")
AFTER_A_NUMBER = re.compile(r"\d[/.,:–-]")


def lower(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay (`str.lower` makes two of the Turkish İ)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find(text: str) -> list[Reading]:
    """The expressions of time in a text, in order and without overlap; `text` in lower case (see `lower`)."""
    text = text.replace("\n", "¶")  # so that white space in a pattern never joins two lines
    found: list[Reading] = []
    end = 0
    for trigger in TRIGGER.finditer(text):
        at = trigger.start()
        digits = text[at].isdigit()
        if at < end or (digits and at > 1 and AFTER_A_NUMBER.match(text, at - 2)):
            continue
        for rule in TRIGGERS["" if digits else trigger[0].split()[0]]:
            if (reading := rule(text, at)) and not INSIDE_A_WORD.match(text, reading.end - 1):
                reading.end = end = at + len(text[at : reading.end].rstrip())
                found.append(reading)
                break
    return found
