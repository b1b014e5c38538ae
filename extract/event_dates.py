"""Event dates: when the main event was held, from the sentence that reports it or from the first that gives a day.

A day may last ("trong hai ngày, bắt đầu từ 19/7", "hôm 5/11 … và hôm 7/11", "sau 4 ngày đình công"); an undated deed has the year of its
programme.
"""

import re
from dataclasses import replace
from datetime import date as day_of
from datetime import timedelta

from spacy.tokens import Doc

from extract.dates import DateMention
from extract.syllables import Sentence
from extract.telling import LEAD, SPANS, dates_in, grain_of, lead_sentences, planned, titles
from extract.word_classes import any_of

DAYS = re.compile(r"P\d{1,2}D")
MANY_DAYS = 10
NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
OPENED = re.compile(r"(?<!\w)(?:khai mạc|khai giảng|bắt đầu|mở đầu)(?!\w)")
GOES_ON = re.compile(rf"(?:kéo dài|diễn ra|học|trong|thời gian)\s(?:trong\s|là\s)?(\d|{'|'.join(NUMBERS)})\sngày(?!\s\d)", re.I)
"""How long what was opened goes on."""
CLOSED = re.compile(
    rf"(?<!\w)sau\s(\d|{'|'.join(NUMBERS)})\sngày(\srưỡi)?\s(?:làm việc|tranh tài|thi đấu|thi|diễn ra|học tập|tập huấn)(?!\w)", re.I
)
"""How long what is over had gone on: "Sau 2 ngày làm việc, chiều 28-9, đại hội đã kết thúc"."""
LAST_DAY = re.compile(r"(?<!\w)(?:bế mạc|bế giảng|ngày (?:[^\W\d]+\s)?(?:cuối|chót))(?!\w)", re.I)
"""What makes of a day the last one: "Chiều 18-10, ngày thi cuối"."""
IN_DAYS = re.compile(rf"(?<!\w)trong\s(\d|{'|'.join(NUMBERS)})\sngày(?!\s\d)", re.I)
"""How long it goes on, as the sentence behind may say: "Trong ba ngày, học viên …"."""
FROM = re.compile(r"(?<!\w)từ\s(?:ngày\s|sáng\s)?$")
UNTIL = re.compile(r"kéo dài\s(?:đến\s|tới\s)?(?:hết\s)?(?:ngày\s)?$")
STRUCK = re.compile(rf"(\d{{1,2}}|{'|'.join(NUMBERS)}) ngày\s(?:đình công|ngừng việc|ngưng việc|ngưng làm việc|bãi công)")
"""How long a strike went on."""
JOINED = re.compile(r"\s?(?:và|,)\s(?:vào\s)?")
ROUND = re.compile(r"[Hh]ôm\s")
"""How each day of an activity of several rounds begins."""
SPOKEN = re.compile(r"[“\"][^”\"]*$")
"""Inside somebody's words, "hôm nay" is the day of speaking."""
ALL_OF = re.compile(r"(?<!\w)trong\s$", re.I)
"""Before days that are told one by one: "Trong | ba ngày 15, 16, 17/9"."""
NEAR = 6
"""Sentences of the body among which a day is looked for where the event's own gives none."""
JUST = re.compile(rf"(?<!\w)(?:vừa|mới)(?:\smới)?(?=\s{any_of('staging_verb')}(?!\w))")
"""What says that a deed is recent: "LĐLĐ huyện | vừa tiến hành kiểm tra"."""
PROGRAMME = re.compile(r"(?:[Cc]hương trình|[Cc]hiến dịch|[Pp]hong trào|[Tt]háng|[Tt]ết)\s[^.;,]{0,60}$")


def main_date(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The date of the main event: in its sentence, else in the first that gives a day (lead, title, captions, rest)."""
    text, body = doc._.cased, lead_sentences(doc)
    near = [*[s for s in body[:NEAR] if s != sentence], *titles(doc), *[s for s in doc._.sentences if s.zone == "caption"]]
    ahead = [s for s in [*near, *body[NEAR:]] if planned(doc, s)]
    near = [sentence, *[s for s in near if s not in ahead]]
    for grain, order in (("day", [*near, *ahead]), ("month", near)):
        for s in order:
            days = [d for d in dates_in(doc, s) if grain_of(d) == grain and d.form not in SPANS]
            if days:
                return lasting(doc, s, min(days, key=lambda d: bool(SPOKEN.search(text, s.start, d.start))))
    return programme_year(doc, sentence) or just_past(doc, sentence)


def just_past(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The month of publication for what is only said to be recent: "Vừa qua, … đã trao quà", "… vừa tiến hành kiểm tra"."""
    published = doc._.article.published
    if not published or len(published.value) < len("2023-11"):
        return None
    month = published.value[:7]
    placed = {"first": month, "last": month, "next_first": month, "next_last": month, "inferred": "tháng đăng bài"}
    vague = next((d for d in doc._.dates if d.value == "PAST_REF" and d.use == "event" and sentence.start <= d.start < sentence.end), None)
    if vague:
        return replace(vague, **placed)
    just = JUST.search(doc._.cased, sentence.start, sentence.end)
    return DateMention(just.start(), just.end(), "DATE", "PAST_REF", "relative", "event", **placed) if just else None


def lasting(doc: Doc, sentence: Sentence, date: DateMention) -> DateMention:
    """All days of what one day is told of: "Trong hai ngày, bắt đầu từ 19/7", "sau 2 ngày làm việc, chiều 28-9", "hôm 5/11 và hôm 7/11"."""
    if not date.first or date.first != date.last or grain_of(date) != "day":
        return date
    if before := _days_before(doc, sentence):
        first = (day_of.fromisoformat(date.first) - timedelta(days=before)).isoformat()
        return replace(date, first=first, next_first=first)
    if 0 < (behind := _days_behind(doc, sentence, date)) < MANY_DAYS:
        last = (day_of.fromisoformat(date.first) + timedelta(days=behind)).isoformat()
        return replace(date, last=last, next_last=last)
    rounds = [d for d in dates_in(doc, sentence) if d.start > date.end and grain_of(d) == "day" and (d.last or "") > date.first]
    if not (rounds and ROUND.match(doc._.cased, date.start) and ROUND.match(doc._.cased, rounds[-1].start)):
        row = [date]
        for day in rounds:
            row += [day] if JOINED.fullmatch(doc._.cased, row[-1].end, day.start) else []
        rounds = row[1:]
    return replace(date, last=rounds[-1].last, next_last=rounds[-1].next_last) if rounds else _around(doc, date)


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
        for days in dates_in(doc, sentence):
            if ALL_OF.search(doc._.cased, sentence.start, days.start) and days.first and days.last and grain_of(days) == "day":
                length = (day_of.fromisoformat(days.last) - day_of.fromisoformat(days.first)).days
                if 0 < length < MANY_DAYS and days.first <= (date.first or "") <= days.last and not planned(doc, sentence):
                    return replace(date, first=days.first, last=days.last, next_first=days.next_first, next_last=days.next_last)
    return date


def _next(doc: Doc, sentence: Sentence) -> Sentence:
    """The body's sentence behind a sentence, or itself."""
    return next((s for s in lead_sentences(doc) if s.index == sentence.index + 1), sentence)


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def strike_days(doc: Doc, date: DateMention) -> DateMention:
    """From the day that the workers stopped to the last: "sau 4 ngày đình công … ngày 4/3 …", "kéo dài đến hết hôm qua"."""
    text, body = doc._.cased, lead_sentences(doc)[:LEAD]
    told = [s for s in body if any(t.sentence == s.index and t.type == "tranh_chap" for t in doc._.triggers)]
    days = [d for s in told for d in dates_in(doc, s) if grain_of(d) == "day"]
    first = min([*days, date], key=lambda d: d.first or "")
    every = [d for s in body for d in dates_in(doc, s) if grain_of(d) == "day"]
    ended = next((d for d in every if UNTIL.search(text, max(0, d.start - 40), d.start)), None)
    length = next((_number(m[1]) for s in [*titles(doc), *told] for m in STRUCK.finditer(text, s.start, s.end)), 0)
    if length and first.first and grain_of(first) == "day":
        last = (day_of.fromisoformat(first.first) + timedelta(days=min(length, 99) - 1)).isoformat()
        return replace(first, last=last, next_last=last)
    return replace(first, last=ended.last, next_last=ended.next_last) if ended and ended is not first else date


def programme_year(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The year of the programme that an undated deed belongs to: "chương trình … năm 2018, vừa qua, … đã trao …"."""
    vague = any(d.form == "relative" and not d.first and sentence.start <= d.start < sentence.end for d in doc._.dates)
    named = (d for d in dates_in(doc, sentence) if d.form == "year" and PROGRAMME.search(doc._.cased, sentence.start, d.start))
    return next(named, None) if vague else None
