"""Lasting: all days of an event of which one day is told.

"Trong hai ngày, bắt đầu từ 19/7", "hôm 5/11 … và hôm 7/11", "sau 4 ngày đình công"; a day of several may be the first of them, the last,
or any.
"""

import re
from dataclasses import replace
from datetime import date as day_of
from datetime import timedelta

from spacy.tokens import Doc

from extract.dates import DateMention
from extract.syllables import Sentence
from extract.telling import LEAD, dates_in, grain_of, lead_sentences, planned, titles
from extract.time_reading import part_of_day

DAYS = re.compile(r"P\d{1,2}D")
MANY_DAYS = 10
NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
OPENED = re.compile(r"(?<!\w)(?:khai mạc|khai giảng|bắt đầu|mở đầu|mở màn)(?!\w)", re.I)
GOES_ON = re.compile(rf"(?:kéo dài|diễn ra|học|trong|thời gian)\s(?:trong\s|là\s)?(\d|{'|'.join(NUMBERS)})\sngày(?!\s\d)", re.I)
"""How long what was opened goes on."""
CLOSED = re.compile(
    rf"(?<!\w)sau\s(\d|{'|'.join(NUMBERS)})\sngày(\srưỡi)?\s(?:làm việc|tranh tài|thi đấu|thi|diễn ra|học tập|tập huấn)(?!\w)", re.I
)
"""How long what is over had gone on: "Sau 2 ngày làm việc, chiều 28-9, đại hội đã kết thúc"."""
LAST_DAY = re.compile(
    r"(?<!\w)(?:bế mạc|bế giảng|khép lại|kết thúc|(?:ngày|trận|buổi|đêm) (?:[^\W\d]+\s)?(?:cuối(?: cùng)?|chót|chung kết))(?!\w)", re.I
)
"""What makes of a day the last one: "Chiều 18-10, ngày thi cuối"."""
IN_DAYS = re.compile(rf"(?<!\w)trong\s(\d|{'|'.join(NUMBERS)})\sngày(?!\s\d)", re.I)
"""How long it goes on, as the sentence behind may say: "Trong ba ngày, học viên …"."""
FROM = re.compile(r"(?<!\w)từ\s(?:ngày\s|hôm\s|sáng\s)?$", re.I)
UNTIL = re.compile(r"(?:kéo dài|diễn ra|tiếp tục|cho)\s(?:cho\s)?(?:đến\s|tới\s)?(?:hết\s)?(?:ngày\s)?$")
ITSELF = re.compile(r"(?:Việc|Đợt|Hội|Giải|Cuộc|Lớp|Khóa|Hoạt động|Ngày hội|Triển lãm|Phiên chợ)(?!\w)")
"""Opens a sentence about the event as a whole: "Việc xem xét các bếp ăn sẽ kéo dài đến 31/3"."""
LEADING = 120
"""Characters before a day that are read."""
LONGEST = 31
"""Days between the first and the last of an event that the text gives apart."""
AFTER_DAYS = re.compile(
    rf"(?<!\w)sau\s(\d{{1,2}}|{'|'.join(NUMBERS)})\sngày\s(?:im ắng|im lặng|nghỉ|đình công|ngừng|ngưng|bãi công|lãn công|tắt máy)", re.I
)
"""How long the machines had stood still."""
RESUMED = re.compile(r"(?<!\w)(?:trở lại|chạy (?:lại|đều)|vào ca|vào xưởng|làm (?:việc )?lại|sáng đèn|quay lại)(?!\w)")
UNWILLING = re.compile(r"(?<!\w)(?:không|chưa|chẳng|đòi|chờ|để)(?:\s[^\s,.;]+){0,3}\s$")
"""Before work that is not taken up yet."""
STRUCK = re.compile(rf"(\d{{1,2}}|{'|'.join(NUMBERS)}) ngày\s(?:đình công|ngừng việc|ngưng việc|ngưng làm việc|bãi công)")
"""How long a strike went on."""
JOINED = re.compile(r"\s?(?:và|,)\s(?:vào\s)?")
TO = re.compile(r",?\s(?:kéo dài\s)?(?:đến|tới)\s(?:hết\s)?(?:ngày\s)?")
"""Between a first day and a last that are told apart: "từ mồng 1 | đến hôm qua"."""
ROUND = re.compile(r"[Hh]ôm\s")
"""How each day of an activity of several rounds begins."""
ALL_OF = re.compile(r"(?<!\w)trong\s$", re.I)
"""Before days that are told one by one: "Trong | ba ngày 15, 16, 17/9"."""
NEAR = 6
"""Sentences of the body among which the days around a day are looked for."""


def lasting(doc: Doc, sentence: Sentence, date: DateMention) -> DateMention:
    """All days of what one day is told of: "Trong hai ngày, bắt đầu từ 19/7", "sau 2 ngày làm việc, chiều 28-9", "hôm 5/11 và hôm 7/11"."""
    if not date.first or date.first != date.last or grain_of(date) != "day":
        return date
    if before := _days_before(doc, sentence):
        first = _later(date.first, -before)
        return replace(date, first=first, next_first=first)
    if 0 < (behind := _days_behind(doc, sentence, date)) < MANY_DAYS:
        last = _later(date.first, behind)
        return replace(date, last=last, next_last=last)
    if opened := _opening(doc, sentence, date):
        return replace(date, first=opened, next_first=opened)
    if closed := _closing(doc, sentence, date):
        return replace(date, last=closed, next_last=closed)
    rounds = [d for d in dates_in(doc, sentence) if d.start > date.end and grain_of(d) == "day" and (d.last or "") > date.first]
    if not (rounds and ROUND.match(doc._.cased, date.start) and ROUND.match(doc._.cased, rounds[-1].start)):
        row = [date]
        for day in rounds:
            joined = TO if FROM.search(doc._.cased, sentence.start, date.start) else JOINED
            row += [day] if joined.fullmatch(doc._.cased, row[-1].end, day.start) else []
        rounds = row[1:]
    return replace(date, last=rounds[-1].last, next_last=rounds[-1].next_last) if rounds else _around(doc, _until(doc, date))


def lasting_in(doc: Doc, sentence: Sentence, date: DateMention) -> DateMention:
    """The same of an activity that one sentence tells: "mở từ 27/6, kéo dài đến 5/7", "khai giảng 18/4, học trong hai ngày"."""
    text, first = doc._.cased, date.first
    if not first or first != date.last or grain_of(date) != "day":
        return date
    for day in dates_in(doc, sentence):
        if day.start > date.end and is_last(doc, sentence, day) and grain_of(day) == "day":
            last = _end_after(first, day) or first
            return replace(date, last=last, next_last=last)
    length = GOES_ON.search(text, sentence.start, sentence.end) if OPENED.search(text, sentence.start, sentence.end) else None
    last = _later(first, _number(length[1]) - 1) if length else first
    return replace(date, last=last, next_last=last)


def is_last(doc: Doc, sentence: Sentence, date: DateMention) -> bool:
    """Whether a day is only told as the one on which something ends: "kéo dài đến | 15/12"."""
    return bool(UNTIL.search(doc._.cased, _before(sentence, date), date.start))


def _opening(doc: Doc, sentence: Sentence, date: DateMention) -> str | None:
    """The first day, which another sentence gives, of what a day's sentence says is over: "12 đội ra sân từ ngày 11-7"."""
    text = doc._.cased
    if not LAST_DAY.search(text, sentence.start, sentence.end):
        return None
    for other in lead_sentences(doc)[:LEAD]:
        for day in dates_in(doc, other) if other != sentence else ():
            opens = FROM.search(text, _before(other, day), day.start) or OPENED.search(text, _before(other, day), day.start)
            if opens and grain_of(day) == "day" and 0 < days_between(day.first, date.first) <= LONGEST:
                return day.first
    return None


def _closing(doc: Doc, sentence: Sentence, date: DateMention) -> str | None:
    """The last day, which another sentence gives, of what begins on a day: "Mở màn từ | sáng thứ Bảy", "Tối qua, hội diễn khép lại"."""
    text = doc._.cased
    if not OPENED.search(text, _before(sentence, date), date.start):
        return None
    for other in lead_sentences(doc)[:LEAD]:
        alike = other != sentence and not _types_in(doc, other).isdisjoint(_types_in(doc, sentence))
        if alike and not planned(doc, other) and LAST_DAY.search(text, other.start, other.end):
            for day in dates_in(doc, other):
                if grain_of(day) == "day" and 0 < days_between(date.first, day.first) < MANY_DAYS:
                    return day.first
    return None


def _types_in(doc: Doc, sentence: Sentence) -> set[str]:
    """The types of events that a sentence speaks of."""
    return {t.type for t in doc._.triggers if t.sentence == sentence.index}


def _until(doc: Doc, date: DateMention) -> DateMention:
    """A day, and those behind it until the last, which a sentence about the event as a whole gives."""
    text = doc._.cased
    for sentence in lead_sentences(doc)[:LEAD]:
        for day in dates_in(doc, sentence) if ITSELF.match(text, sentence.start) else ():
            last = _end_after(date.first, day)
            if last and is_last(doc, sentence, day) and grain_of(day) == "day":
                return replace(date, last=last, next_last=last)
    return date


def _end_after(first: str | None, day: DateMention) -> str | None:
    """The last day of what began on a day, which is over by now or still to come; None where it lies before or far behind."""
    return next((end for end in (day.last, day.next_last) if 0 < days_between(first, end) <= LONGEST), None)


def _before(sentence: Sentence, date: DateMention) -> int:
    """Where the words begin that lead to a day."""
    return max(sentence.start, date.start - LEADING)


def days_between(first: str | None, last: str | None) -> int:
    """Days from a day to another; 0 where either is none, or no day."""
    return (day_of.fromisoformat(last) - day_of.fromisoformat(first)).days if first and last and len(first) == len(last) == 10 else 0


def _days_before(doc: Doc, sentence: Sentence) -> int:
    """How many days had gone before the one that a sentence gives, which is the last."""
    text = doc._.cased
    if closed := CLOSED.search(text, sentence.start, sentence.end):
        return _number(closed[1]) - 1 + bool(closed[2])
    told = IN_DAYS.search(text, sentence.start, _next(doc, sentence).end) if LAST_DAY.search(text, sentence.start, sentence.end) else None
    return _number(told[1]) - 1 if told else 0


def _days_behind(doc: Doc, sentence: Sentence, date: DateMention) -> int:
    """How many days go on after the one that a sentence gives, which is the first."""
    text, behind = doc._.cased, _next(doc, sentence)
    days = next((int(d.value[1:-1]) for d in doc._.dates if sentence.start <= d.start < sentence.end and DAYS.fullmatch(d.value)), 0)
    if days:
        return days - 1 if FROM.search(text, sentence.start, date.start) else 0
    if OPENED.search(text, sentence.start, sentence.end):
        lengths = (GOES_ON.search(text, s.start, s.end) for s in lead_sentences(doc)[:LEAD])
        return next((_number(m[1]) - 1 for m in lengths if m), 0)
    told = IN_DAYS.match(text, behind.start, behind.end) if behind != sentence else None
    return _number(told[1]) - 1 if told else 0


def _around(doc: Doc, date: DateMention) -> DateMention:
    """The days among which a day is, as another sentence of the opening gives them: "hôm thứ Ba … Trong ba ngày 15, 16, 17/9"."""
    for sentence in lead_sentences(doc)[:NEAR]:
        for days in () if planned(doc, sentence) else dates_in(doc, sentence):
            listed = (
                days.form == "range"
                and ALL_OF.search(doc._.cased, _before(sentence, days), days.start)
                and 0 < days_between(days.first, days.last) < MANY_DAYS
            )
            if listed and (days.first or "") <= (date.first or "") <= (days.last or ""):
                return replace(date, first=days.first, last=days.last, next_first=days.next_first, next_last=days.next_last)
    return date


def _next(doc: Doc, sentence: Sentence) -> Sentence:
    """The body's sentence behind a sentence, or itself."""
    return next((s for s in lead_sentences(doc) if s.index == sentence.index + 1), sentence)


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def accident_day(doc: Doc, date: DateMention) -> DateMention:
    """The day of an accident, which is the first that the opening tells: what follows is the hospital, the visit, the finding."""
    told = [d for s in [*titles(doc), *lead_sentences(doc)[:LEAD]] if not planned(doc, s) for d in dates_in(doc, s) if grain_of(d) == "day"]
    near = [d for d in told if 0 <= days_between(d.first, date.first) <= LONGEST]
    return min(near, key=lambda d: d.first or "", default=date)


def strike_days(doc: Doc, date: DateMention) -> DateMention:
    """From the day that the workers stopped to the last: "sau 4 ngày đình công … ngày 4/3 …", "kéo dài đến hết hôm qua".

    Where no day but that of their return is told, the days before it, as many as are told: "Sáng 20/7, … vào ca sau hai ngày ngừng việc".
    """
    text, body = doc._.cased, lead_sentences(doc)[:LEAD]
    told = [s for s in body if any(t.sentence == s.index and t.type == "tranh_chap" for t in doc._.triggers)]
    days = [d for s in told for d in dates_in(doc, s) if grain_of(d) == "day"]
    first = min([*days, date], key=lambda d: d.first or "")
    ended = next((d for s in body for d in dates_in(doc, s) if grain_of(d) == "day" and is_last(doc, s, d)), None)
    length = next((_number(m[1]) for s in [*titles(doc), *told] for m in STRUCK.finditer(text, s.start, s.end)), 0)
    if not (first.first and grain_of(first) == "day"):
        return date
    if first.first == date.first == date.last and (rested := _rest_before(doc, date)):
        length, first = rested, replace(first, first=_later(first.first, -rested), next_first=_later(first.first, -rested))
    if length:
        last = _later(first.first or "", min(length, 99) - 1)
        return replace(first, last=last, next_last=last)
    if first.last != first.first:
        return first
    if ended and ended is not first:
        return replace(first, last=ended.last, next_last=ended.next_last)
    worked = _last_before_work(doc)
    return replace(first, last=worked, next_last=worked) if worked and 0 < days_between(first.first, worked) <= LONGEST else date


def _last_before_work(doc: Doc) -> str | None:
    """The last day of a strike, by the one on which work was taken up again: the day before, or that one if it was noon or later."""
    text = doc._.cased
    for sentence in lead_sentences(doc)[:LEAD]:
        for again in RESUMED.finditer(text, sentence.start, sentence.end):
            days = [d for d in dates_in(doc, sentence) if grain_of(d) == "day" and d.first == d.last]
            if days and not UNWILLING.search(text, sentence.start, again.start()):
                day = min(days, key=lambda d: abs(d.start - again.start()))
                before_noon = "T" not in day.value or part_of_day(day.value) == "morning"
                return _later(day.first or "", -1 if before_noon else 0)
    return None


def _rest_before(doc: Doc, date: DateMention) -> int:
    """How many days the machines had stood still when work was taken up again on a day; 0 where that is not what is told of it."""
    text, body = doc._.cased, lead_sentences(doc)[:LEAD]
    at = next((s for s in body if s.start <= date.start < s.end), None)
    near = [*titles(doc), *[s for s in body if at and abs(s.index - at.index) <= 1]]
    told = next((m for s in near if (m := AFTER_DAYS.search(text, s.start, s.end))), None)
    if not (at and told and any(RESUMED.search(text, s.start, s.end) for s in near)):
        return 0
    stopped = any(t.sentence == at.index and t.type == "tranh_chap" and t.start > date.start for t in doc._.triggers)
    return 0 if stopped and told.start() > at.end else _number(told[1])


def _later(day: str, by: int) -> str:
    return (day_of.fromisoformat(day) + timedelta(days=by)).isoformat()
