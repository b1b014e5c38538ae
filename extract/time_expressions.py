"""Expressions of time, as union news writes them: `find(text)` reads them, `extract.dates` places them in the calendar.

A trigger (a number, "ngày", "sáng", "quý", "Tết", …) says which rules to try at a place, in order; the first that
reads something wins, and the scan goes on behind it. A rule is a pattern and what it means: HeidelTime's patterns,
normalisations and rules, kept side by side. Patterns run over the text in lower case; all are bounded, none can blow up.
"""

import re
from dataclasses import replace

from extract.calendar import HOLIDAYS, Point
from extract.feast_expressions import feast_day, feast_year, lunar, theme
from extract.time_patterns import (
    AFTER_A_DAY,
    AHEAD_AFTER,
    ANNIVERSARY_NUMBER,
    BARE_AFTER,
    BARE_BEFORE,
    BARE_YEAR,
    BARE_YEAR_BEFORE,
    BIRTH_YEAR,
    BIRTH_YEAR_BEFORE,
    CLOCK_BEFORE,
    CLOCK_BY_H_BEFORE,
    CLOCK_ONLY,
    DAY_ALONE,
    DAY_NEAR,
    DAY_SHIFT,
    DAYS_AGO,
    DURATION,
    EDGE_DAY,
    EVERY,
    FEAST_BEFORE_DAY,
    HABITUAL,
    HALF_OF,
    ISO,
    LEAD,
    MODS,
    MONTH,
    MONTH_NEAR,
    MONTH_NUMBER,
    MONTHS,
    MONTHS_IN,
    MONTHS_OF,
    NEAR,
    NO_DAY_BEFORE,
    NO_DURATION_BEFORE,
    NO_MONTH_BEFORE,
    NUMBERS,
    ORDINAL_BEFORE,
    PARTS,
    QUARTERS,
    QUARTERS_OF,
    SAME_PERIOD,
    SCHOOL_YEAR,
    SINGLE,
    SPANS,
    TERM,
    TO_WORDS,
    TOLD_SHIFT,
    UNITS,
    UNTIL,
    UNTIL_MONTH,
    VAGUE,
    VAGUE_WORDS,
    WEEKDAY_BEFORE,
    WEEKDAY_NEAR,
    WEEKDAY_ROW,
    WEEKDAYS,
    WEEKEND,
    YEAR,
    YEAR_EDGE,
    YEARS,
)
from extract.time_reading import Reading, Rule, clock_tail, number, time_tail, year_of
from extract.trie import EDGE, trie

# --- rules: (text in lower case, place) to Reading or None ---


def day(text: str, at: int) -> Reading | None:
    """Days by number, alone, listed or as a range: "Chiều 14/11/2023", "Thứ Hai, ngày 20 tháng 5 năm 2024", "trong hai ngày 7 và 9-4"."""
    if ORDINAL_BEFORE.search(text, max(0, at - 4), at) or (text[at].isdigit() and NO_DAY_BEFORE.search(text, max(0, at - 20), at)):
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
        stop = _day_point(to) if to else None
        if to and stop and not _is_behind(stop, first):
            first, last, end = *_share_year(first, stop), to.end()
    else:
        last = first._replace(day=int(re.findall(r"\d+", found["more"])[-1]))
    assert last is not None
    feast = _feast_before(text, at, first) if first == last and not lead[0] else None
    sure = any(lead[sign] for sign in ("cue", "part", "weekday", "days", "hour")) or found["name"] or last.year or feast is not None
    opened = lead["near"] or BARE_BEFORE.search(text, max(0, here - 12), here)
    if not (sure or (opened and BARE_AFTER.match(text, end))):
        return None
    backward = last[1:3] < first[1:3]
    if backward and (last.year == first.year if last.year else (first.month or 0) < 11 or (last.month or 0) > 2):
        return None
    at += len(lead[0]) - len(lead[0].removeprefix("từ ")) - (feast or 0)
    time = time_tail(lead) if first == last else ""
    if not time and first == last and first.year and (behind := AFTER_A_DAY.match(text, end)):
        time, end = clock_tail(behind["hour"], behind["minute"], None), behind.end()
    form = "feast" if feast else "day" if first == last else "range"
    reading = Reading(at, end, "TIME" if time else "DATE", form, first, last, time=time)
    if time and lead["from"]:
        reading.time, reading.until = clock_tail(lead["from"], lead["from_minute"] or lead["from_colon"], lead["part"]), time
    reading.weekday = 0 if not lead["weekday"] else WEEKDAYS.get(lead["weekday"].removeprefix("thứ "), 7)
    if found["near"]:
        reading.shift = ("year", NEAR[found["near"]])
    reading.ahead = lead["near"] in ("ngày mai", "ngày kia")
    reading.back = bool(lead["back"]) or lead["near"] in ("hôm nay", "hôm qua", "hôm kia")
    if tail := AHEAD_AFTER.match(text, end):
        reading.ahead, reading.end = True, tail.end()
    if found.re is SPANS[0] and not lead["days"] and not TO_WORDS.match(text, found.end("d")):
        _list(reading, found)
    return reading


def _list(reading: Reading, found: re.Match[str]) -> None:
    """Makes of listed days that do not follow one another expressions of their own: "ngày 8, 12 và 15/5", but not "21, 22 và 23/5"."""
    printed = list(re.compile(r"\d+").finditer(found.string, found.start("d"), found.end("more")))
    days = [int(day[0]) for day in printed]
    if reading.first is None or days == list(range(days[0], days[0] + len(days))):
        return
    listed = [
        replace(reading, start=day.start(), end=day.end(), form="day", first=there, last=there)
        for day in printed
        if (there := reading.first._replace(day=int(day[0])))
    ]
    listed[-1].end = reading.end
    reading.end, reading.form, reading.last, reading.listed = listed[0].end, "day", reading.first, tuple(listed[1:])


def _feast_before(text: str, at: int, day: Point) -> int | None:
    """The length of the feast's name before its day: "Quốc khánh 2/9"; 0 where it is of an anniversary, None where none is named."""
    found = FEAST_BEFORE_DAY.search(text, max(0, at - 70), at)
    if not found or (HOLIDAYS[found["name"]].month, HOLIDAYS[found["name"]].day) != (day.month, day.day):
        return None
    return 0 if ANNIVERSARY_NUMBER.search(text, max(0, found.start() - 12), found.start()) else at - found.start()


def _day_point(match: re.Match[str]) -> Point | None:
    month = match["m"] or match["name"]
    there = Point(year_of(match, "y1", "y2", "y3", "y4", "y5"), MONTHS.get(month) or int(month), int(match["d"]))
    return there if there.valid else None


def _is_behind(stop: Point, first: Point) -> bool:
    """Whether an end is before its beginning, and not over New Year: an event's day behind a dateline's ("8/12/2012 - Ngày 7/12")."""
    back = bool(first.year) and not stop.year and stop[1:3] < first[1:3]
    return back and ((first.month or 0) < 11 or (stop.month or 0) > 2)


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
    if NO_MONTH_BEFORE.search(text, max(0, at - 12), at):
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
    """A month in digits only: "9/2021", "T9/2021"."""
    found = MONTH_NUMBER.match(text, at)
    if not found or NO_DAY_BEFORE.search(text, max(0, at - 20), at):
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
    reading = Reading(at, found.end(), "DATE", "quarter" if first == last else "range", first, last)
    if found["near"]:
        reading.shift = ("year", NEAR[found["near"]])
    return reading


def months(text: str, at: int) -> Reading | None:
    """The first or last months of a year: "9 tháng đầu năm 2021", "9 tháng năm 2021", "sáu tháng cuối năm", "nửa đầu năm 2023"."""
    found = MONTHS_OF.match(text, at) or MONTHS_IN.match(text, at) or HALF_OF.match(text, at)
    if not found:
        return None
    count = 6 if found.re is HALF_OF else int(number(found["n"]))
    if not 0 < count < 12:
        return None
    year = year_of(found, "y")
    late = found.re is not MONTHS_IN and found["side"] == "cuối"
    first, last = (Point(year, 13 - count), Point(year, 12)) if late else (Point(year, 1), Point(year, count))
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
            at += 3 * found[0].startswith("từ ")
            if span > 0 and (form == "range" or span <= 6 if form == "term" else span == 1 or form == "range"):
                return Reading(at, found.end(), "DATE", form, Point(first), Point(last))
    return None


def year_edge(text: str, at: int) -> Reading | None:
    """The ends of a year: "những ngày cuối năm 2022", "từ đầu năm", "ngày cuối cùng của năm 2019"."""
    if found := EDGE_DAY.match(text, at):
        there = Point(int(found["y"]), 1, 1) if found["edge"] == "đầu tiên" else Point(int(found["y"]), 12, 31)
        return Reading(at, found.end(), "DATE", "day", there, there)
    found = YEAR_EDGE.match(text, at)
    if not found or (found["mod"] and not text.endswith("từ ", 0, at)):
        return None
    year = Point(int(found["y"])) if found["y"] else None
    shift = None if year else ("year", 0)
    return Reading(at, found.end(), "DATE", "relative", year, year, shift=shift, mod=MODS[found["edge"] or found["mod"]])


def same_period(text: str, at: int) -> Reading | None:
    """The period told, of an earlier year: "cùng kỳ", "cùng kỳ năm trước", "cùng kỳ năm 2012"."""
    found = SAME_PERIOD.match(text, at)
    if not found:
        return None
    there = Point(int(found["y"])) if found["y"] else None
    return Reading(at, found.end(), "DATE", "compared", there, there, shift=("compared", -1))


def bare_year(text: str, at: int) -> Reading | None:
    """A year that closes a name: "Tháng Công nhân lần thứ VII - 2017", "“Giỏi việc nước, đảm việc nhà” 2023"; of birth: "SN 1991"."""
    if (found := BIRTH_YEAR.match(text, at)) and BIRTH_YEAR_BEFORE.search(text, max(0, at - 8), at):
        return Reading(at, found.end(), "DATE", "year", Point(int(found[0])), Point(int(found[0])))
    found = BARE_YEAR.match(text, at)
    if not found or not BARE_YEAR_BEFORE.search(text, max(0, at - 50), at):
        return None
    there = Point(int(found[0]))
    return Reading(at, found.end(), "DATE", "year", there, there)


def day_near(text: str, at: int) -> Reading | None:
    """Days counted from the day of publication or from the last one told: "sáng nay", "ngày mai", "cùng ngày", "16h cùng ngày"."""
    found = DAY_NEAR.match(text, at)
    if not found:
        return None
    which = found["near"] or found["bare"]
    key = which.removeprefix("ngày ") if which not in ("ngày mai", "ngày kia") else which
    key = key.removeprefix("sáng ") if key != "sáng" else key
    shift = ("told", TOLD_SHIFT[key]) if key in TOLD_SHIFT else ("day", DAY_SHIFT[key])
    time = time_tail(found) or ("TMO" if which.startswith("sáng") else "")
    return Reading(at, found.end(), "TIME" if time else "DATE", "relative", shift=shift, time=time)


def days_ago(text: str, at: int) -> Reading | None:
    """Days counted back from the day of publication: "cách đây hai ngày"."""
    found = DAYS_AGO.match(text, at)
    return Reading(at, found.end(), "DATE", "relative", shift=("day", -int(number(found["n"])))) if found else None


def day_alone(text: str, at: int) -> Reading | None:
    """Days without their month: "hôm 23", "sáng thứ Ba, mồng 9", "ngày 15 tới", "ngày 20 tháng này"; "Ngày 15, …" opens a sentence."""
    found = DAY_ALONE.match(text, at)
    if not found or NO_DAY_BEFORE.search(text, max(0, at - 20), at):
        return None
    told = found["cue"] or found["near"] or found["ahead"] or found["part"] or found["weekday"]
    if not (told or SENTENCE_BEFORE.search(text, max(0, at - 4), at)):
        return None
    there, time = Point(None, None, int(found["d"] or found["numbered"])), time_tail(found)
    reading = Reading(at, found.end(), "TIME" if time else "DATE", "day", there, there, time=time)
    reading.shift = ("month", NEAR[found["near"]]) if found["near"] else ("day of month", 0)
    reading.ahead = bool(found["ahead"]) or reading.shift[1] > 0
    return reading


def weekday(text: str, at: int) -> Reading | None:
    """Days of the week without a number: "thứ Bảy tuần này", "Chủ nhật tới", "sáng thứ Năm"; "hằng tuần" makes a SET."""
    if week := WEEKEND.match(text, at):
        return Reading(at, week.end(), "DATE", "weekday", weekday=6, shift=("weekend", NEAR.get(week["near"] or "", 0)))
    found = WEEKDAY_NEAR.match(text, at)
    if not found or (not found["week"] and not found["next"] and HABITUAL.search(text, max(0, at - 20), at)):
        return None
    number_ = WEEKDAYS.get(found["weekday"].removeprefix("thứ "), 7)
    time = time_tail(found)
    row = found if found["week"] or found["next"] else WEEKDAY_ROW.match(text, found.end())
    if not (time or row or number_ == 7 or WEEKDAY_BEFORE.search(text, max(0, at - 7), at)):
        return None
    if found["next"] in ("hằng tuần", "hàng tuần"):
        return Reading(at, found.end(), "SET", "weekday", value=f"XXXX-WXX-{number_}")
    reading = Reading(at, found.end(), "TIME" if time else "DATE", "weekday", weekday=number_, time=time)
    if row and row["week"]:
        reading.shift = ("week", NEAR.get(row["near"] or "này", 0))
    else:
        reading.shift = ("weekday", NEAR.get((row and row["next"]) or "", 0))
    reading.ahead = reading.shift[1] > 0
    return reading


def clock(text: str, at: int) -> Reading | None:
    """A clock alone: "14h30", "lúc 8 giờ", "5 giờ sáng", "17 giờ đến 20 giờ"; hours that count work are durations, "3G" is none."""
    found = CLOCK_ONLY.match(text, at)
    if not found or (found["colon"] and re.search(r"/\s?$", text[max(0, at - 2) : at])):
        return None
    exact = found["colon"] or found["part"] or (found["minute"] and "giờ" not in found[0])
    spanned = found["from"] and text.startswith((" giờ", "giờ", "h"), found.end("from"))
    if not (exact or spanned or CLOCK_BEFORE.search(text, max(0, at - 14), at)):
        leans = found["minute"] or found[0].rstrip().endswith("h")
        if not (leans and CLOCK_BY_H_BEFORE.search(text, max(0, at - 7), at)):
            return None
    value = clock_tail(found["hour"], found["minute"] or found["colon"], found["part"])
    if found["from"]:
        value = f"{clock_tail(found['from'], found['from_minute'] or found['from_colon'], found['part'])}/{value}"
    return Reading(at, found.end(), "TIME", "clock", value=value)


def duration(text: str, at: int) -> Reading | None:
    """Durations: "75 ngày", "sáu tháng", "48 giờ", "hai năm rưỡi"."""
    found = DURATION.match(text, at)
    if not found or NO_DURATION_BEFORE.search(text, max(0, at - 5), at):
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

SENTENCE_BEFORE = re.compile(r"(?:^|[.;¶]|\btừ)\s?$")
"""Before a day without its month that is told by its number alone."""

TRIGGERS: dict[str, tuple[Rule, ...]] = {
    "": (lunar, day, day_near, weekday, months, month_number, years, clock, duration, bare_year),  # a number
    "t": (month_number,),
    **dict.fromkeys((*NUMBERS, "nửa", "nhiều", "vài", "mấy"), (day, months, duration)),
    **dict.fromkeys(("ngày", "hôm", "cùng", "các"), (lunar, feast_day, day, day_near, day_alone, year_edge, same_period, weekday, vague)),
    **dict.fromkeys((*PARTS, "rạng", "buổi", "thứ", "chủ"), (lunar, day, day_near, day_alone, weekday)),
    **dict.fromkeys((*MODS, "thượng", "trung", "hạ"), (month, year, weekday, near, year_edge)),
    "tháng": (theme, month, near),
    "năm": (day, months, duration, years, year, feast_year, near),
    "quý": (quarter, near),
    "tuần": (near,),
    **dict.fromkeys(("nhiệm", "nk", "nh", "khóa", "khoá", "giai", "thời", "niên", "từ"), (years, day, vague)),
    **dict.fromkeys(("tết", "xuân"), (feast_year,)),
    **dict.fromkeys(("mùng", "mồng"), (lunar, day, day_alone)),
    "rằm": (lunar,),
    "cách": (days_ago,),
    **dict.fromkeys(("hằng", "hàng", "mỗi"), (every,)),
    **dict.fromkeys((word.split()[0] for word in VAGUE if word.split()[0] != "thời"), (vague,)),
    "những": (year_edge, vague),
}
_UNIT = r"(?=ngày|tháng|năm|tuần|giờ|phút|tiếng|quý|đầu|cuối)"
_DATED = r"(?=[/:–-]\d|\.\d{1,2}(?!\d)|\s?[hg]|\s?[/–-]\s?\d|,\s?\d|\s(?:ngày|tháng|năm|tuần|phút|tiếng|quý|đến|tới|và|tết|đêm))"
"""Behind a number: what dates have."""
OPENINGS = (
    *(rf"{digit}\d{{0,3}}{_DATED}" for digit in range(10)),
    *(r"20[0-3]\d", r"1(?<=sn\s1)9\d\d", r"1(?<=sinh\s1)9\d\d", r"t(?=(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:19|20)\d\d)"),
    *(rf"{word}\s{_UNIT}" for word in (*NUMBERS, "nửa", "nhiều", "vài", "mấy")),
    *("ngày", r"hôm\s", r"cùng\s(?=ngày|kỳ)", r"các\s(?=ngày|buổi)", r"sáng\s", r"trưa\s", r"chiều\s", r"tối\s", r"đêm\s", r"khuya\s"),
    *("rạng sáng", r"buổi\s", r"thứ\s(?=hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])", "chủ nhật", r"đầu\s(?=tháng|năm|tuần)"),
    *(r"giữa\s(?=tháng|năm|tuần)", r"cuối\s(?=tháng|năm|tuần)", "thượng tuần", "trung tuần", "hạ tuần", "tháng", "năm", "quý"),
    *(r"tuần\s(?=này|qua|rồi|vừa|trước|tới|sau)", "nhiệm kỳ", r"nk\s", r"nh\s(?=\d{4})", r"nửa đêm\s", r"khóa\s", r"khoá\s", "giai đoạn"),
    *("niên khóa", "thời (?:kỳ|gian)", r"từ\s(?=năm|\d)", "tết", "xuân", "mùng", "mồng", "rằm", r"hằng\s", r"hàng\s", r"mỗi\s", "vừa qua"),
    *("mới đây", "gần đây", "trước đây", r"hiện\s", "sắp tới", "tới đây", r"đến\s(?=nay)", r"tới\s(?=nay)", r"những\s(?=năm|ngày)"),
    r"cách\s(?=đây)",
)
TRIGGER = re.compile(trie((opening[0] + EDGE, opening[1:]) for opening in OPENINGS))
INSIDE_A_WORD = re.compile(r"[^\W\d_]{2}|\d\d")
AFTER_A_NUMBER = re.compile(r"\d[/.,:–-]")


def lower(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay (`str.lower` makes two of the Turkish İ)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _closed(text: str, at: int, end: int) -> int:
    """The end of an expression, behind the bracket that it opened: "Chủ nhật (12/5)"."""
    return end + ("(" in text[at:end] and ")" not in text[at:end] and text.startswith(")", end))


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
                found.extend((reading, *reading.listed))
                found[-1].end = end = _closed(text, at, at + len(text[at : found[-1].end].rstrip()))
                break
    return found
