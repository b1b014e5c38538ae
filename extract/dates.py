"""Dates: every expression of time, with its TIMEX3 value and its place in the calendar.

`extract.time_expressions` reads what is printed; `extract.calendar` knows the calendar and the year that a text leaves
out; this component joins them. It reads all expressions first, says what each is used for (the day of a cited document, a feast or
a birth dates no event), takes those with a year as clues, and then places the rest by the day of publication or by
the clues: two readings, one looking back and one ahead ("Ngày 26/4" in an article of 5 April: held last year, or planned for this).

    doc = nlp("… Sáng 29/12, LĐLĐ tỉnh tổng kết công tác năm 2023 …")
    doc._.dates[0].first    # "2023-12-29"
    doc._.dates[0].inferred # "năm theo “năm 2023”"
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from extract.calendar import SAME_STORY, Context, Point, of_day, point, solar, year_nearest
from extract.date_use import Use, anniversary_clue, anniversary_year, clue_of, looks_ahead, use_of
from extract.mentions import Mention, leave
from extract.syllables import Sentence
from extract.time_expressions import find, lower
from extract.time_reading import Reading, Type
from schemas.record import Grain

GRAINS: dict[Grain, re.Pattern[str]] = {
    "time": re.compile("T"),
    "week": re.compile(r"-W\d\d(?:-WE)?$|-WE$"),
    "half": re.compile(r"-H\d$"),
    "quarter": re.compile(r"-Q\d$"),
    "day": re.compile(r"^.{4}-(?:..|WXX)-.{1,2}$"),
    "month": re.compile(r"^.{4}-..$"),
    "year": re.compile(""),
}
"""How fine a TIMEX3 value is, by its last part."""
COMPARABLE = ("month", "quarter", "half", "months", "year", "range", "relative")
"""Forms of what "cùng kỳ" may be the same period as."""


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """An expression of time.

    `type` and `value` are TIMEX3's; `form` is what is printed (day, month, quarter, half, months, year, term, school_year, range, relative,
    compared, weekday, feast, theme, holiday, lunar, duration, set, clock); `anchor` is the time that it was resolved against, None where
    the words alone say which time they mean. `first` and `last` are its ends at the guide's precision
    (`2023-11-14`, `2021-09`, `2014-Q1`, `2014`), None where nothing places it; `next_first` and `next_last` are the same for
    something still to come, and equal to them where the words themselves look ahead (`ahead`: "dự kiến ngày …", "ngày … tới").
    `period` is it as a period of review or plan (`2021-01/2021-09`, `2018/2023`), None for days.
    `inferred` says how what is not printed was found, `because` is the range of text that it was found from.
    `use`: only "event" dates an event.
    """

    type: Type
    value: str
    form: str
    use: Use
    first: str | None = None
    last: str | None = None
    next_first: str | None = None
    next_last: str | None = None
    period: str | None = None
    mod: str | None = None
    ahead: bool = False
    inferred: str | None = None
    because: tuple[int, int] | None = None
    anchor: str | None = None

    @property
    def grain(self) -> Grain | None:
        """How finely the value places it; None for durations, what recurs and vague times."""
        if self.type in ("DURATION", "SET") or self.value.endswith("_REF"):
            return None
        last = self.value.rsplit("/", 1)[-1]
        return next(grain for grain, pattern in GRAINS.items() if pattern.search(last))

    def placed(self, planned: bool) -> tuple[str | None, str | None]:
        """First and last of it as a time past, or of something planned."""
        return (self.next_first, self.next_last) if planned else (self.first, self.last)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


@Language.factory("sukien_dates")
class DateFinder:
    """Leaves `DateMention`s in `doc._.dates`; runs behind `sukien_sentences`, reads `doc._.article.published`."""

    def __init__(self, nlp: Language, name: str) -> None: ...

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with its dates."""
        published = doc._.article.published
        mentions = date_mentions(doc._.article.text, doc._.sentences, published.value if published else None)
        dateline = published.evidence if published else ()
        leave(doc, "dates", [replace(m, use="furniture") if any(s < m.end and m.start < e for s, e in dateline) else m for m in mentions])
        return doc


def date_mentions(text: str, sentences: list[Sentence], published: str | None) -> list[DateMention]:
    """The expressions of time of a text, placed; `published` is `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or None."""
    low = lower(text)
    starts = [s.start for s in sentences]
    readings = []
    for reading in find(low):
        at = bisect_right(starts, reading.start) - 1
        readings.append((reading, at, use_of(reading, low, sentences[at].zone if at >= 0 else "body")))
    clues = [clue for reading, at, use in readings if (clue := clue_of(reading, use, low, at))]
    clues += [clue for reading, at, use in readings if use == "anniversary" and (clue := anniversary_clue(reading, low, at))]
    terms = [r.first.year or 0 for r, _, use in readings if r.form == "term" and r.first and use == "event"]
    context = Context(point(published) if published else None, clues, text, earliest=max(terms, default=1) - 1)
    mentions: list[DateMention] = []
    told: DateMention | None = None
    here: tuple[int, DateMention] | None = None
    for number, (reading, at, use) in enumerate(readings):
        following = [r for r, a, _ in readings[number + 1 : number + 4] if a == at]
        if reading.form == "compared":
            earlier = [m for m, (_, a, _) in zip(mentions, readings, strict=False) if a == at] or mentions
            where = _place_compared(reading, earlier, following)
        else:
            before = here[1] if here and here[0] == at else None
            where = _place(reading, use, at, context, _sibling(reading, following, low), told, before, low)
        mentions.append(_mention(reading, use, where))
        if len(mentions[-1].last or "") == len("2023-11-14"):
            here = (at, mentions[-1])
            told = mentions[-1] if use == "event" else told
    return mentions


def _sibling(reading: Reading, following: list[Reading], text: str) -> Reading | None:
    """What follows in the sentence and gives its year to this: "quý I, … quý II năm 2014"; days only where listed ("22/5 và 29/5/2018")."""
    if not reading.first or reading.last is None or reading.last.year:
        return None
    parts = reading.form in ("quarter", "half", "months")
    wanted = ("quarter", "half", "months") if parts else ("month", "theme") if reading.form == "theme" else (reading.form, "range")
    for other in following:
        if other.last and other.last.year and other.form in wanted:
            near = parts or re.fullmatch(r"\)?\s?(?:,|và|;|đến|rồi|-|–|\(|\s)+", text[reading.end : other.start])
            return other if near else None
    return None


@dataclass(slots=True)
class _Placing:
    """Where a reading lies: looking back, and looking ahead."""

    first: Point | None
    last: Point | None
    next_first: Point | None
    next_last: Point | None
    inferred: str | None = None
    because: tuple[int, int] | None = None
    anchor: str | None = None

    @property
    def valid(self) -> bool:
        """Whether the calendar has all of it: not 29/2 of most years."""
        return all(p is None or p.valid for p in (self.first, self.last, self.next_first, self.next_last))


def _at(
    first: Point, last: Point | None = None, inferred: str | None = None, because: tuple[int, int] | None = None, anchor: str | None = None
) -> _Placing:
    return _Placing(first, last or first, first, last or first, inferred, because, anchor)


def _place(
    reading: Reading,
    use: Use,
    sentence: int,
    context: Context,
    sibling: Reading | None,
    told: DateMention | None,
    before: DateMention | None,
    text: str,
) -> _Placing | None:
    """Where a reading lies, as far as published day, siblings, clues, the last day `told` and the day `before` in its sentence go."""
    reading.ahead = reading.ahead or looks_ahead(reading, text)
    if reading.form == "duration" and use == "anniversary" and (year := anniversary_year(reading, text)):
        return _at(Point(year), inferred=f"{year - int(reading.value[1:-1])} + {reading.value[1:-1]} năm")
    if reading.value:
        return None
    if reading.lunar:
        return _place_lunar(*reading.lunar, context)
    if reading.first and reading.first.day and reading.shift and not reading.first.month:
        return _place_day_of_month(reading.first, reading.shift, context.published)
    if reading.first and reading.last:
        where = _place_points(reading, use, reading.first, reading.last, sentence, context, sibling)
        return _in_turn(where, before) if where and where.valid and before and not reading.last.year else where
    if reading.shift and reading.shift[0] == "told":
        if not (told and told.last):
            return None
        day = of_day(point(told.last).begin() + timedelta(days=reading.shift[1]))
        return _at(day, None, "theo ngày nêu trước đó", (told.start, told.end), told.last)
    if reading.shift and context.published:
        return _place_shift(reading.shift, reading.weekday, context.published)
    return None


def _in_turn(where: _Placing, before: DateMention) -> _Placing:
    """A day behind another of its sentence and up to two months later is of the same year: "bốc thăm ngày 10/6, khai mạc sáng 18/6"."""
    first, last, earlier = where.first, where.last, point(before.last or "")
    if not (first and first.day and last and first.year) or first.begin() >= earlier.begin():
        return where
    year = first.year + 1
    if not first.at(year).valid or not timedelta() <= first.at(year).begin() - earlier.begin() <= SAME_STORY:
        return where
    last = last.at((last.year or 0) + 1)
    return _at(first.at(year), last, "năm theo ngày nêu trước đó", (before.start, before.end), before.last)


def _place_compared(reading: Reading, before: Sequence[DateMention], following: Sequence[Reading]) -> _Placing | None:
    """ "cùng kỳ": the period told before it, else behind it in its sentence, of the year that it names, else of the year before."""
    periods = [(point(m.first), point(m.last), (m.start, m.end)) for m in reversed(before) if m.first and m.last and m.form in COMPARABLE]
    periods += [(r.first, r.last, (r.start, r.end)) for r in following if r.first and r.last and r.last.year and r.form in COMPARABLE]
    first, last, because = next(((f, t, b) for f, t, b in periods if f.day is None), (reading.first, reading.last, None))
    if not (first and last and first.year and last.year):
        return None
    back = reading.first.year - last.year if reading.first and reading.first.year else -1
    moved = _at(first.at(first.year + back), last.at(last.year + back))
    return replace(moved, inferred="cùng kỳ của thời gian nêu", because=because, anchor=_span(first, last)) if because else moved


def _span(first: Point, last: Point) -> str:
    return first.timex() if first == last else f"{first.timex()}/{last.timex()}"


def _mention(reading: Reading, use: Use, where: _Placing | None) -> DateMention:
    """A reading with its place."""
    where = where if where and where.valid else _Placing(None, None, None, None)
    first, last = (where.next_first, where.next_last) if reading.ahead else (where.first, where.last)
    return DateMention(
        reading.start,
        reading.end,
        reading.type,
        reading.value or _timex(reading, first or reading.first, last or reading.last),
        reading.form,
        use,
        first and first.iso(),
        last and last.iso(),
        where.next_first and where.next_first.iso(),
        where.next_last and where.next_last.iso(),
        _period(reading, first, last),
        reading.mod or None,
        reading.ahead,
        where.inferred or reading.reason,
        where.because,
        where.anchor,
    )


def _place_points(
    reading: Reading, use: Use, first: Point, last: Point, sentence: int, context: Context, sibling: Reading | None
) -> _Placing | None:
    if last.year:
        return _at(first, last)
    published = context.published
    if published and published.year and reading.shift:
        year = published.year + reading.shift[1]
        return _at(first.at(year), last.at(year), f"năm theo ngày đăng {published.timex()}", anchor=published.timex())
    over = last.in_year < first.in_year
    if sibling and sibling.first and sibling.last and sibling.last.year:
        year = sibling.last.year - (first.in_year > sibling.last.in_year and reading.form != "theme")
        because = (sibling.start, sibling.end)
        return _at(first.at(year - over), last.at(year), f"năm theo {year} đứng sau", because, sibling.last.timex())
    if published and use == "anniversary":  # a feast is spoken of before and after
        year = year_nearest(last, published)
        return _at(first.at(year - over), last.at(year), f"năm theo ngày đăng {published.timex()}", anchor=published.timex())
    what = _whole(reading, first, last)
    past, ahead = context.place(what, sentence), context.place(what if what.quarter else last, sentence, ahead=True)
    if past is None or ahead is None:
        return None
    year, next_year = past.year, ahead.year - (over and not what.quarter)
    reason = past.reason
    if reading.back:
        next_year = year
    if reading.weekday and first == last and first.at(year).begin().isoweekday() != reading.weekday:
        right = [y for y in (year + 1, year - 1) if first.at(y).valid and first.at(y).begin().isoweekday() == reading.weekday]
        if right:
            year = next_year = right[0]
            reason = "năm theo thứ trong tuần"
    return _Placing(
        first.at(year), last.at(year + over), first.at(next_year), last.at(next_year + over), reason, past.because, past.anchor.timex()
    )


def _whole(reading: Reading, first: Point, last: Point) -> Point:
    """What to find the year of: a day or month itself, for the first or last months of a year the quarter they end or begin with."""
    if reading.form not in ("half", "months"):
        return first
    return Point(None, quarter=-(-(last.month or 12) // 3) if first.month == 1 else -(-(first.month or 1) // 3))


def _nearer(past: date, ahead: date, published: Point) -> date:
    return ahead if ahead - published.finish() < published.begin() - past else past


def _place_lunar(month: int, day: int, context: Context) -> _Placing | None:
    reason = "đổi từ âm lịch"
    if context.published:
        past = solar(month, day, context.published.finish())
        ahead = solar(month, day, context.published.begin(), ahead=True)
        near = past if ahead is None else ahead if past is None else _nearer(past, ahead, context.published)
        if near is None:
            return None
        reason += f", năm theo ngày đăng {context.published.timex()}"
        there, coming = of_day(near), of_day(ahead or near)
        return _Placing(there, there, coming, coming, reason, anchor=context.published.timex())
    for clue in context.clues:
        if clue.kind in ("tet", "day"):
            anchor = clue.at.begin() if clue.kind == "day" else date(clue.at.year or 1, 12 if month < 11 else 3, 28)
            days = [found for ahead in (False, True) if (found := solar(month, day, anchor, ahead))]
            found = days[0] if days and clue.kind == "tet" else min(days, key=lambda d: abs(d - anchor), default=None)
            because = (clue.start, clue.end)
            return _at(of_day(found), None, f"{reason}, {context.words(clue)}", because, clue.at.timex()) if found else None
    return None


def _place_day_of_month(there: Point, shift: tuple[str, int], published: Point | None) -> _Placing | None:
    """A day whose month is not told: of the month that `shift` says, else the nearest on or before publication, and on or after it."""
    if not (published and published.month):
        return None
    today = published.day or there.day or 1

    def in_month(steps: int) -> Point:
        months = (published.year or 1) * 12 + (published.month or 1) - 1 + steps
        return Point(months // 12, months % 12 + 1, there.day)

    told = shift[0] == "month"
    past = in_month(shift[1] if told else -((there.day or 1) > today))
    coming = in_month(shift[1] if told else (there.day or 1) < today)
    return _Placing(past, past, coming, coming, f"tháng theo ngày đăng {published.timex()}", anchor=published.timex())


def _place_shift(shift: tuple[str, int], weekday: int, published: Point) -> _Placing | None:
    """Counted from the day of publication; None where that is known too roughly."""
    where = _shifted(shift, weekday, published)
    return replace(where, inferred=f"theo ngày đăng {published.timex()}", anchor=published.timex()) if where else None


def _shifted(shift: tuple[str, int], weekday: int, published: Point) -> _Placing | None:
    unit, steps = shift
    year, month = published.year or 1, published.month
    if unit == "year":
        return _at(Point(year + steps))
    if month is None:
        return None
    if unit == "month":
        return _at(Point(year + (month - 1 + steps) // 12, (month - 1 + steps) % 12 + 1))
    if unit == "quarter":
        quarter = (month - 1) // 3 + steps
        return _at(Point(year + quarter // 4, quarter=quarter % 4 + 1))
    if published.day is None:
        return None
    today = published.begin()
    if unit == "day":
        return _at(of_day(today + timedelta(days=steps)))
    week = monday(today) + timedelta(weeks=steps)
    if unit in ("week", "weekend"):
        start = week + timedelta(days=weekday - 1 if weekday else 0)
        span = 0 if unit == "week" and weekday else 1 if weekday else 6
        return _at(of_day(start), of_day(start + timedelta(days=span)))
    back = (today.isoweekday() - weekday) % 7 or 7 * (steps < 0)
    ahead = (weekday - today.isoweekday()) % 7 or 7 * (steps > 0)
    past, coming = of_day(today - timedelta(days=back)), of_day(today + timedelta(days=ahead))
    return _Placing(past, past, coming, coming)


def _timex(reading: Reading, first: Point | None, last: Point | None) -> str:
    """The TIMEX3 value of a placed or half-placed reading; X for what is unknown."""
    if first is None or last is None:
        if reading.lunar:
            return "XXXX-XX-XX"
        unit, steps = reading.shift or ("", 0)
        if reading.weekday:
            return f"XXXX-WXX-{'WE' if unit == 'weekend' else reading.weekday}{reading.time}"
        if ":" in reading.time:
            return reading.time  # "11h30 cùng ngày", of a day that is not told
        return "PRESENT_REF" if steps == 0 else "PAST_REF" if steps < 0 else "FUTURE_REF"
    if reading.form in ("half", "compared") and (first.month, last.month) in ((1, 6), (7, 12)):
        return f"{first.timex()[:4]}-H{1 if first.month == 1 else 2}"
    if reading.shift and reading.shift[0] in ("week", "weekend") and (not reading.weekday or reading.shift[0] == "weekend"):
        week = first.begin().isocalendar()
        return f"{week.year}-W{week.week:02d}" + ("-WE" if reading.weekday else "")
    if reading.until:
        return f"{first.timex()}{reading.time}/{last.timex()}{reading.until}"
    return first.timex() + reading.time if first == last else _span(first, last)


def _period(reading: Reading, first: Point | None, last: Point | None) -> str | None:
    """What a review or plan over this time covers, None for days and feasts."""
    if (
        first is None
        or last is None
        or reading.value
        or reading.form in ("day", "holiday", "feast", "theme", "compared", "lunar", "weekday")
        or (first == last and first.day)
    ):
        return None
    return first.iso() if first == last else f"{first.iso()}/{last.iso()}"
