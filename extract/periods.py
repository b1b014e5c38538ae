"""Periods: what a review, a plan, an inspection or a term covers: a year, a quarter, a school year, a term, a stretch of months."""

import re
from collections.abc import Sequence
from datetime import date as day_of
from datetime import timedelta

from spacy.tokens import Doc

from extract.dates import DateMention
from extract.syllables import Sentence
from extract.telling import INSPECTIONS, SPANS, Candidate, lead_sentences, planned, titles
from extract.word_classes import word
from schemas.record import Value

REVIEWS = {"tong_ket", "so_ket", "giao_ban", "kiem_tra", "giam_sat", "hoi_nghi_bch", "dai_hoi", "trien_khai"}
"""Types whose event covers a period: a year, a quarter, a term."""
TERMED = {"dai_hoi", "nhan_su", "ky_ket", "hoi_thi", "khen_thuong"}
"""Types that have a period only where a term is stated."""
DAYS = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = re.compile(r"\d{4}/\d{4}$")
GREETING = re.compile(rf"(?>.*{word('greeting')})[^.;]*$")  # the last such word decides, no other is tried
"""An event that greets a congress does not cover its term: "chào mừng thành công Đại hội … nhiệm kỳ 2023-2028"."""
AS_OF = re.compile(r"(?<!\w)tính (?:đến|tới)\s(?:hết\s|cuối\s)?$")
"""Before a time as of which something is counted: "nợ tính đến hết | tháng 9"."""
SESSIONS = {"hoi_nghi_bch", "giao_ban"}
REPORT = re.compile(r"(?:báo cáo|kết quả|đánh giá|sơ kết|hoạt động)\s[^.;]{0,50}$", re.I)
ELECTED = re.compile(r"(?<!\w)(?:bầu|trúng cử|đắc cử|tái cử|ra mắt)(?!\w)")
"""What a congress does for the term to come."""
LATER = 8
"""Sentences of the body in which an inspection says what it looked at."""


def period_of(doc: Doc, candidate: Candidate, main: bool) -> Value | None:
    """What a review or plan covers: the first period behind the trigger, else in the title or lead."""
    type_ = candidate.trigger.type
    if type_ == "phat_dong":
        return launched(doc, candidate, [candidate.sentence, *(lead_sentences(doc)[:5] if main else [])])
    if type_ not in REVIEWS | TERMED:
        return None
    order = [candidate.sentence, *(titles(doc) + lead_sentences(doc)[:3] if main else [])]
    if type_ == "hoi_nghi_bch" and (reviewed := _first_period(doc, candidate, order, without=("term",))):
        return reviewed  # the term is first of all the committee's own
    if found := _first_period(doc, candidate, order):
        return found
    rest = lead_sentences(doc)[3:] if main else []
    return reported(doc, rest) if type_ in SESSIONS else elected(doc, rest) if type_ == "dai_hoi" else None


def launched(doc: Doc, candidate: Candidate, sentences: Sequence[Sentence]) -> Value | None:
    """The months that a movement is to last, where a term is stated: "từ ngày 06/3 đến ngày 03/6/2017"."""
    for sentence in sentences:
        for date in (d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and d.form == "range"):
            first, last = date.placed(planned=True)
            if date != candidate.date and date.use == "event" and first and last and first != last:
                return Value(value=f"{first[:7]}/{last[:7]}", evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def elected(doc: Doc, sentences: Sequence[Sentence]) -> Value | None:
    """The term for which a congress has elected: "bầu 21 người vào Ban Chấp hành nhiệm kỳ 2018 - 2023"."""
    for sentence in sentences:
        for date in (d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end):
            if date.form == "term" and date.period and ELECTED.search(doc._.cased, sentence.start, sentence.end):
                return Value(value=date.period, evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def reported(doc: Doc, sentences: Sequence[Sentence]) -> Value | None:
    """The months or the quarter whose report a session heard: "thông qua báo cáo quý I"."""
    for sentence in sentences:
        for date in (d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end):
            if date.form in ("quarter", "half", "months") and date.period and REPORT.search(doc._.cased, sentence.start, date.start):
                return Value(value=date.period, evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def _first_period(doc: Doc, candidate: Candidate, order: Sequence[Sentence], without: Sequence[str] = ()) -> Value | None:
    """The first period of the sentences in `order`; `without` are forms of dates that do not count."""
    type_ = candidate.trigger.type
    if type_ in INSPECTIONS and (looked_at := accounts(doc, lead_sentences(doc)[:LATER])):
        return looked_at
    for sentence in order:
        if sentence != candidate.sentence and planned(doc, sentence):
            continue
        dates = [
            d
            for d in doc._.dates
            if sentence.start <= d.start
            and d.end <= sentence.end
            and covers(d, type_)
            and d.form not in without
            and not AS_OF.search(doc._.cased, sentence.start, d.start)
            and not (d.form == "term" and type_ != "dai_hoi" and GREETING.match(doc._.cased, sentence.start, d.start))
        ]
        dates = [d for d in dates if d.form in SPANS] or [d for d in dates if d != candidate.date]
        behind = [d for d in dates if d.start > candidate.trigger.start] if sentence == candidate.sentence else dates
        for date in behind or dates:
            return joined_period(doc, date, [d for d in dates if d.start > date.end])
    return None


def accounts(doc: Doc, sentences: Sequence[Sentence]) -> Value | None:
    """The stretch of whole months that an inspection looks at: "từ ngày 01/01/2010 đến hết ngày 30/6/2011"."""
    for sentence in sentences:
        for date in (d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and d.form == "range"):
            first, last = date.first or "", date.last or ""
            if DAYS.match(first) and DAYS.match(last) and first.endswith("-01") and first[:7] < last[:7]:
                after = day_of.fromisoformat(last) + timedelta(days=1)
                if after.day == 1:
                    return Value(value=f"{first[:7]}/{last[:7]}", evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def joined_period(doc: Doc, date: DateMention, behind: Sequence[DateMention]) -> Value:
    """A period, with the one that "và" joins to it: "năm 2018 và 6 tháng đầu năm 2019" is `2018-01/2019-06`."""
    other = behind[0] if behind and re.fullmatch(r"\s?(?:và|,)\s(?:trong\s)?", doc._.cased[date.end : behind[0].start]) else None
    period = date.period or ""
    if other and date.form == "year" and other.form in ("year", "half", "months") and (other.first or "") > (date.first or ""):
        years = f"{date.first}/{other.last}"
        period = years if other.form == "year" else f"{date.first}-01/{other.last}"
        return Value(value=period, evidence=[(date.start, date.end), (other.start, other.end)], inferred=other.inferred)
    return Value(value=period, evidence=[(date.start, date.end)], inferred=date.inferred)


def covers(date: DateMention, type_: str) -> bool:
    """Whether a date may be the period of an event of a type: no range of days; of a congress, an election or a launch only a term."""
    if not date.period or DAYS.match(date.period):
        return False
    if type_ == "hoi_thi":
        return date.form == "term"
    return type_ not in TERMED or (bool(YEARS.match(date.period)) and date.form != "school_year")
