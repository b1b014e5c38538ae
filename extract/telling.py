"""Telling: which sentences of an article report an activity, and how much each does so.

A report has a day, a holding verb and a holder in one sentence, and stands early; a sentence about something planned or
earlier tells of another activity than the article's own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from spacy.tokens import Doc

from extract import roles
from extract.dates import DateMention
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.triggers import TriggerMention
from extract.word_classes import word

LEAD = 12
"""Sentences of the body among which the one that reports the main event is looked for."""
SPANS = {"months", "quarter", "half", "year", "term", "school_year"}
"""Forms of dates that say what is covered, not when something took place."""
ONE_SIDED = {"tranh_chap", "tai_nan"}
"""Types that nobody organises: the company they befall is their target."""
INSPECTIONS = {"giam_sat", "kiem_tra"}
"""Types that look into a body's work; they are told as working visits too."""
GRAINS = {"day": 3.0, "month": 1.5, "quarter": 0.5}
CARRIED = 1.8
"""What the day of the sentence before adds to the telling of one without a day."""
STAGED = re.compile(word("taking_place"))
"""Verbs that say that something took place."""
PLANNED = re.compile(word("planned"))
FAR = 140
"""Characters before "sẽ" in which what it is said of is looked for."""
TOWARDS = re.compile(r"(?<!\w)(?:chào mừng|hướng tới|hướng đến|tiến tới|chuẩn bị cho|phục vụ|lập thành tích)\s[^.,;]{0,120}$")
"""Before what is to come and something is done for: "chào mừng Đại hội XII Công đoàn Việt Nam | sẽ diễn ra"."""
EARLIER = re.compile(word("earlier_or_later"))


Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: its trigger, the sentence that tells it, the date that stands with it, and how clear its type is (0 to 1)."""

    trigger: TriggerMention
    sentence: Sentence
    date: DateMention | None
    clarity: float


def lead_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of the body, in order."""
    return [s for s in doc._.sentences if s.zone == "body"]


def titles(doc: Doc) -> list[Sentence]:
    """The sentences of the title."""
    return [s for s in doc._.sentences if s.zone == "title"]


def once_a_sentence(ask: Callable[[Doc, Sentence], Answer]) -> Callable[[Doc, Sentence], Answer]:
    """What is asked of the same sentences again and again while events are looked for, answered once for each; the Doc keeps it."""

    @wraps(ask)
    def answer(doc: Doc, sentence: Sentence) -> Answer:
        answers: dict[Sentence, Answer] = doc.user_data.setdefault(ask.__name__, {})
        if sentence not in answers:
            answers[sentence] = ask(doc, sentence)
        return answers[sentence]

    return answer


@once_a_sentence
def dates_in(doc: Doc, sentence: Sentence) -> list[DateMention]:
    """The dates of a sentence that may be an event's."""
    return [d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and d.use == "event" and d.first]


def grain_of(date: DateMention) -> str:
    """`day`, `month`, `quarter` or `year`."""
    first = date.first or ""
    return "quarter" if "Q" in first else {10: "day", 7: "month", 4: "year"}.get(len(first), "none")


@once_a_sentence
def planned(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence speaks of something to come, rather than of what is done for it: "phát động …, chào mừng đại hội | sẽ diễn ra"."""
    text = doc._.cased
    said = PLANNED.finditer(text, sentence.start, sentence.end)
    return any(not TOWARDS.search(text, max(sentence.start, found.start() - FAR), found.start()) for found in said)


def telling(doc: Doc, sentence: Sentence, rank: int, resolver: Resolver) -> float:
    """How much a body sentence tells like the one that reports the event: a day, a holding verb, a holder; the earlier the better."""
    text = doc._.cased[sentence.start : sentence.end]
    vague = any(d.form in ("relative", "weekday") and sentence.start <= d.start < sentence.end for d in doc._.dates)
    grain = max((GRAINS.get(grain_of(d), 0) for d in dates_in(doc, sentence)), default=0.0)
    grain = GRAINS["day"] if names_day(doc, sentence) else max(grain, 1.5 * vague, CARRIED * day_before(doc, sentence))
    held = 1.5 * bool(roles.organisers(doc, sentence, resolver)) + 2 * bool(STAGED.search(text))
    return grain + held - 0.45 * rank - 2.5 * bool(planned(doc, sentence) or EARLIER.search(text))


@once_a_sentence
def names_day(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence gives a day that may be an event's; one that is printed counts though nothing tells its year."""
    printed = any(d.use == "event" and d.form == "day" and sentence.start <= d.start < sentence.end for d in doc._.dates)
    return printed or any(grain_of(d) == "day" for d in dates_in(doc, sentence))


def day_before(doc: Doc, sentence: Sentence) -> bool:
    """Whether the sentence before gives the day: "Sáng 19/3, cô Nhót nhận nhà mới. LĐLĐ huyện … bàn giao …"."""
    before = doc._.sentences[sentence.index - 1] if sentence.index else None
    return bool(before and before.zone == "body" and names_day(doc, before) and not planned(doc, before))


def befell(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence names a company or says what befell it."""
    triggers = any(t.sentence == sentence.index and t.type in ONE_SIDED for t in doc._.triggers)
    return triggers or any(m.kind == "company" for m in roles.organisations_in(doc, sentence))


def of_another_day(doc: Doc, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a sentence tells of something planned, or gives a day outside the candidate's."""
    if planned(doc, sentence):
        return True
    days = [d for d in dates_in(doc, sentence) if grain_of(d) == "day"]
    event = candidate.date
    return sentence != candidate.sentence and any(
        not (event and event.first and event.last and event.first <= (d.first or "") <= event.last) for d in days
    )
