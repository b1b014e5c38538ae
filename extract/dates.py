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
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from extract.calendar import Context, Point, of_day, point, solar
from extract.date_use import Use, anniversary_clue, anniversary_year, clue_of, looks_ahead, use_of
from extract.mentions import Mention, leave
from extract.syllables import Sentence
from extract.time_expressions import Reading, Type, find, lower


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """An expression of time.

    `type` and `value` are TIMEX3's; `form` is what is printed (day, month, quarter, half, months, year, term, school_year, range,
    relative, weekday, holiday, lunar, duration, set, clock). `first` and `last` are its ends at the guide's precision
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
    for number, (reading, at, use) in enumerate(readings):
        sibling = _sibling(reading, [r for r, a, _ in readings[number + 1 : number + 4] if a == at], low)
        mentions.append(_place(reading, use, at, context, sibling, told, low))
        if use == "event" and len(mentions[-1].last or "") == len("2023-11-14"):
            told = mentions[-1]
    return mentions


def _sibling(reading: Reading, following: list[Reading], text: str) -> Reading | None:
    """What follows in the sentence and gives its year to this: "quý I, … quý II năm 2014"; days only where listed ("22/5 và 29/5/2018")."""
    if not reading.first or reading.last is None or reading.last.year:
        return None
    parts = reading.form in ("quarter", "half", "months")
    for other in following:
        if (
            other.last
            and other.last.year
            and (other.form in ("quarter", "half", "months") if parts else other.form in (reading.form, "range"))
        ):
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


def _at(first: Point, last: Point | None = None, inferred: str | None = None, because: tuple[int, int] | None = None) -> _Placing:
    return _Placing(first, last or first, first, last or first, inferred, because)


def _place(
    reading: Reading, use: Use, sentence: int, context: Context, sibling: Reading | None, told: DateMention | None, text: str
) -> DateMention:
    """A reading as a mention, placed as far as published day, siblings and clues go."""
    reading.ahead = reading.ahead or looks_ahead(reading, text)
    where: _Placing | None = None
    if reading.form == "duration" and use == "anniversary" and (year := anniversary_year(reading, text)):
        where = _at(Point(year), inferred=f"{year - int(reading.value[1:-1])} + {reading.value[1:-1]} năm")
    elif reading.value:
        pass
    elif reading.lunar:
        where = _place_lunar(*reading.lunar, context)
    elif reading.first and reading.last:
        where = _place_points(reading, reading.first, reading.last, sentence, context, sibling)
    elif reading.shift and reading.shift[0] == "told":
        if told and told.last:
            day = of_day(point(told.last).begin() + timedelta(days=reading.shift[1]))
            where = _at(day, inferred="theo ngày nêu trước đó", because=(told.start, told.end))
    elif reading.shift and context.published:
        where = _place_shift(reading.shift, reading.weekday, context.published)
    where = where or _Placing(None, None, None, None)
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
    )


def _place_points(reading: Reading, first: Point, last: Point, sentence: int, context: Context, sibling: Reading | None) -> _Placing | None:
    if last.year:
        return _at(first, last)
    if reading.shift and context.published and context.published.year:
        year = context.published.year + reading.shift[1]
        return _at(first.at(year), last.at(year), f"năm theo ngày đăng {context.published.timex()}")
    over = last[1:] < first[1:]
    if sibling and sibling.first and sibling.last and sibling.last.year:
        year = sibling.last.year - (first[1:] > sibling.last[1:])
        return _at(first.at(year - over), last.at(year), f"năm theo {year} đứng sau", (sibling.start, sibling.end))
    what = _whole(reading, first, last)
    past, ahead = context.place(what, sentence), context.place(what if what.quarter else last, sentence, ahead=True)
    if past is None or ahead is None:
        return None
    year, next_year = past.year, ahead.year - (over and not what.quarter)
    reason = past.reason
    if reading.weekday and first == last and first.at(year).begin().isoweekday() != reading.weekday:
        right = [y for y in (year + 1, year - 1) if first.at(y).valid and first.at(y).begin().isoweekday() == reading.weekday]
        if right:
            year = next_year = right[0]
            reason = "năm theo thứ trong tuần"
    return _Placing(first.at(year), last.at(year + over), first.at(next_year), last.at(next_year + over), reason, past.because)


def _whole(reading: Reading, first: Point, last: Point) -> Point:
    """What to find the year of: a day or month itself, for the first or last months of a year the quarter they end or begin with."""
    if reading.form not in ("half", "months"):
        return first
    return Point(None, quarter=-(-(last.month or 12) // 3) if first.month == 1 else -(-(first.month or 1) // 3))


def _place_lunar(month: int, day: int, context: Context) -> _Placing | None:
    reason = "đổi từ âm lịch"
    if context.published:
        past = solar(month, day, context.published.finish())
        ahead = solar(month, day, context.published.begin(), ahead=True)
        if past is None or ahead is None:
            return None
        reason += f", năm theo ngày đăng {context.published.timex()}"
        return _Placing(of_day(past), of_day(past), of_day(ahead), of_day(ahead), reason)
    for clue in context.clues:
        if clue.kind in ("tet", "day"):
            anchor = clue.at.begin() if clue.kind == "day" else date(clue.at.year or 1, 12 if month < 11 else 3, 28)
            days = [found for ahead in (False, True) if (found := solar(month, day, anchor, ahead))]
            found = days[0] if days and clue.kind == "tet" else min(days, key=lambda d: abs(d - anchor), default=None)
            return _at(of_day(found), inferred=f"{reason}, {context.words(clue)}", because=(clue.start, clue.end)) if found else None
    return None


def _place_shift(shift: tuple[str, int], weekday: int, published: Point) -> _Placing | None:
    """Counted from the day of publication; None where that is known too roughly."""
    unit, steps = shift
    reason = f"theo ngày đăng {published.timex()}"
    year, month = published.year or 1, published.month
    if unit == "year":
        return _at(Point(year + steps), inferred=reason)
    if month is None:
        return None
    if unit == "month":
        return _at(Point(year + (month - 1 + steps) // 12, (month - 1 + steps) % 12 + 1), inferred=reason)
    if unit == "quarter":
        quarter = (month - 1) // 3 + steps
        return _at(Point(year + quarter // 4, quarter=quarter % 4 + 1), inferred=reason)
    if published.day is None:
        return None
    today = published.begin()
    if unit == "day":
        return _at(of_day(today + timedelta(days=steps)), inferred=reason)
    week = monday(today) + timedelta(weeks=steps)
    if unit in ("week", "weekend"):
        start = week + timedelta(days=weekday - 1 if weekday else 0)
        span = 0 if unit == "week" and weekday else 1 if weekday else 6
        return _at(of_day(start), of_day(start + timedelta(days=span)), reason)
    back = (today.isoweekday() - weekday) % 7 or 7 * (steps < 0)
    ahead = (weekday - today.isoweekday()) % 7 or 7 * (steps > 0)
    past, coming = of_day(today - timedelta(days=back)), of_day(today + timedelta(days=ahead))
    return _Placing(past, past, coming, coming, reason)


def _timex(reading: Reading, first: Point | None, last: Point | None) -> str:
    """The TIMEX3 value of a placed or half-placed reading; X for what is unknown."""
    if first is None or last is None:
        if reading.lunar:
            return "XXXX-XX-XX"
        unit, steps = reading.shift or ("", 0)
        if reading.weekday:
            return f"XXXX-WXX-{'WE' if unit == 'weekend' else reading.weekday}{reading.time}"
        return "PRESENT_REF" if steps == 0 else "PAST_REF" if steps < 0 else "FUTURE_REF"
    if reading.form == "half":
        return f"{first.at(first.year).timex()[:4]}-H{1 if first.month == 1 else 2}"
    if reading.shift and reading.shift[0] in ("week", "weekend") and (not reading.weekday or reading.shift[0] == "weekend"):
        week = first.begin().isocalendar()
        return f"{week.year}-W{week.week:02d}" + ("-WE" if reading.weekday else "")
    return first.timex() + reading.time if first == last else f"{first.timex()}/{last.timex()}"


def _period(reading: Reading, first: Point | None, last: Point | None) -> str | None:
    """What a review or plan over this time covers, None for days and feasts."""
    if (
        first is None
        or last is None
        or reading.value
        or reading.form in ("day", "holiday", "lunar", "weekday")
        or (first == last and first.day)
    ):
        return None
    return first.iso() if first == last else f"{first.iso()}/{last.iso()}"
