"""Event dates: when the main event was held, from the sentence that reports it or from the first that gives a day.

How long it went on is the business of `extract.lasting`; an undated deed has the year of its programme.
"""

import re
from dataclasses import replace

from spacy.tokens import Doc

from extract.dates import DateMention
from extract.lasting import days_between, lasting
from extract.syllables import Sentence
from extract.telling import SPANS, dates_in, grain_of, lead_sentences, planned, titles
from extract.triggers import TriggerMention
from extract.word_classes import any_of

SPOKEN = re.compile(r"[“\"][^”\"]*$")
"""Inside somebody's words, "hôm nay" is the day of speaking."""
BRACKET = re.compile(r"\s?\(")
"""Between a day that is told in words and the same in figures: "cuối tuần qua | (5 và 6.9)"."""
NEAR = 6
"""Sentences of the body among which a day is looked for where the event's own gives none."""
JUST = re.compile(rf"(?<!\w)(?:vừa|mới)(?:\smới)?(?=\s{any_of('staging_verb')}(?!\w))")
"""What says that a deed is recent: "LĐLĐ huyện | vừa tiến hành kiểm tra"."""
PREPARED = re.compile(
    r"(?<!\w)(?:(?:chuẩn bị|sẵn sàng|họp báo)(?!\w)[^.;\n]{0,160}|(?:trước (?:thềm|ngày|giờ)|sắp (?:diễn ra|khai mạc))\s[^.,;\n]{0,40})$",
    re.I,
)
"""Before the event of which it says that it is being prepared: "công tác chuẩn bị | Đại hội Công đoàn tỉnh"."""
DEADLINE = re.compile(r"(?<!\w)(?:trước|chậm nhất(?:\slà)?|hạn\s(?:chót|cuối)(?:\slà)?)\s(?:vào\s)?$")
"""Before a day by which something is to be done: "gửi báo cáo trước | ngày 30/6"."""
LONG_PAST = 330
"""Days before the publication of what nobody reports any more"""
LEADING = 200
"""Characters before it that are read"""
SOON = 60
"""Days ahead within which it is, at most."""
PROGRAMME = re.compile(r"(?:[Cc]hương trình|[Cc]hiến dịch|[Pp]hong trào|[Tt]háng|[Tt]ết)\s[^.;,]{0,60}$")


def main_date(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The date of the main event: in its sentence, else in the first that gives a day (lead, title, captions, rest)."""
    text, body = doc._.cased, lead_sentences(doc)
    near = [*[s for s in body[:NEAR] if s != sentence], *titles(doc), *[s for s in doc._.sentences if s.zone == "caption"]]
    ahead = [s for s in [*near, *body[NEAR:]] if planned(doc, s)]
    near = [sentence, *[s for s in near if s not in ahead]]
    just = just_past(doc, sentence)
    for grain, order in (("day", [*near, *ahead]), ("month", near[:1] if just else near)):
        for s in order:
            days = [d for d in dates_in(doc, s) if grain_of(d) == grain and d.form not in SPANS and not _is_of_another(doc, d)]
            if days:
                told = min(days, key=lambda d: bool(SPOKEN.search(text, s.start, d.start)))
                return lasting(doc, s, next((d for d in days if BRACKET.fullmatch(text, told.end, d.start)), told))
    return programme_year(doc, sentence) or just


def _is_of_another(doc: Doc, date: DateMention) -> bool:
    """Whether a day is a deadline, or of another year's event: "Cuộc đối thoại năm ngoái, tổ chức ngày 23/5/2025"."""
    published = doc._.article.published
    past = bool(published and days_between(date.last, published.value) > LONG_PAST)
    return past or bool(DEADLINE.search(doc._.cased, max(0, date.start - LEADING), date.start))


def announced(doc: Doc, type_: str) -> tuple[Sentence, TriggerMention, DateMention] | None:
    """What an article announces: the sentence that names an event of a type and a day to come, where title or lead speak of preparing it.

    "Sẵn sàng cho Đại hội …" … "Đại hội diễn ra trong hai ngày 25 và 26/3": not the day on which somebody heard how far it is.
    """
    published, body = doc._.article.published, lead_sentences(doc)
    opening = [*titles(doc), *body[:1]]
    triggers = [t for t in doc._.triggers if t.type == type_]
    prepared = any(
        PREPARED.search(doc._.cased, max(s.start, t.start - LEADING), t.start) for s in opening for t in triggers if t.sentence == s.index
    )
    if not published or len(published.value) < 10 or not prepared:
        return None
    for s in body[:NEAR]:
        ahead = [d for d in dates_in(doc, s) if grain_of(d) == "day" and 0 < days_between(published.value, d.next_first) <= SOON]
        named = [t for t in triggers if t.sentence == s.index]
        if named and ahead:
            return s, named[0], replace(ahead[0], first=ahead[0].next_first, last=ahead[0].next_last)
    return None


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


def programme_year(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The year of the programme that an undated deed belongs to: "chương trình … năm 2018, vừa qua, … đã trao …"."""
    vague = any(d.form == "relative" and not d.first and sentence.start <= d.start < sentence.end for d in doc._.dates)
    named = (d for d in dates_in(doc, sentence) if d.form == "year" and PROGRAMME.search(doc._.cased, sentence.start, d.start))
    return next(named, None) if vague else None
