"""Side events: activities that an article reports beside its main one.

Those with a date of their own (planned ones, earlier ones), and those that belong to the main one's day: the award ceremony or the election
inside a conference, the visit after it, the talks that settle a strike.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as day_of
from itertools import pairwise

from spacy.tokens import Doc

from extract import roles
from extract.dates import DateMention
from extract.lasting import is_last, lasting_in
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import ONE_SIDED, PLANNED, SPANS, Candidate, dates_in, grain_of, lead_sentences, planned
from extract.triggers import TriggerMention, within
from extract.word_classes import any_of, word
from models.labels import TYPES
from models.topics import clues, probabilities

LONG = 45
"""Days of the longest side event."""
NAMED = 4.0
"""The force of a trigger that tells an event on a day without a verb: "Ngày 24 tháng này, hiến máu tại …"."""
WEEKS_AHEAD = 45
"""Days."""
DEADLINE = re.compile(r"(?<!\w)(?:trước|hạn|chậm nhất|muộn nhất|đến hết|hết)\s(?:là\s)?(?:vào\s)?(?:ngày\s)?$")
UNCROWNED = {"khen_thuong", "hoi_thi", "tap_huan", *ONE_SIDED}
"""Types whose honours make no event of their own: a contest's prizes, a course's certificates."""
TALKS = {"doi_thoai", "lam_viec"}
"""Types of what a union does to settle a strike."""
NEXT = re.compile(rf"(?>.*?{word('planned')}).*{word('next_of_kind')}|(?>.*?{word('next_of_kind')}).*{word('planned')}")
"""The next of the main event's kind: "Lớp tiếp theo dự kiến mở ngày 12/10"."""
CERTIFICATE = re.compile(r"giấy chứng nhận|chứng chỉ|giải |huy chương", re.I)
AFTERWARDS = re.compile(rf"{any_of('afterwards')}(?!\w)")
VISITING = re.compile(r"(?<!\w)(?:đến|tới|ghé|sang|tìm đến|đi)\s(?:tận\s)?(?:thăm|nhà|gia đình|khu|bệnh viện|phòng|trường|viếng)")
FRAME = re.compile(rf"(?<!\w){any_of('occasion_frame')}\s(?:buổi |lễ |phần |cuộc |đợt )?$", re.I)
"""What names another event only to set this one beside it: "Trong khuôn khổ | hội thi, … trao …"."""
ELECTED = re.compile(r"(?:tiến hành )?(?:được )?bầu|kiện toàn", re.I)
SEMICOLON = re.compile(r";\s")
RETROSPECT = re.compile(word("retrospect"))
SPOKEN = 0.3
"""The probability, by the words of a line alone, from which it is of a type."""
SPOKEN_FORCE = 4.0
"""The force that this has beside triggers."""


def side_events(doc: Doc, main: Candidate, resolver: Resolver) -> list[Candidate]:
    """Activities apart from the main one, each with a date of its own, and the award ceremony inside it."""
    found: list[Candidate] = []
    seen = {(main.trigger.type, main.date.first if main.date else None)}
    for sentence in clauses(doc):
        dates = [d for d in dates_in(doc, sentence) if grain_of(d) in ("day", "month") and d.form not in SPANS and not _is_limit(doc, d)]
        triggers = [t for t in within(doc, sentence.start, sentence.end) if t.force >= 2]
        if not triggers and dates and NEXT.match(doc._.cased, sentence.start, sentence.end):
            triggers = [replace(main.trigger, start=dates[0].start, end=dates[0].end, sentence=sentence.index, force=4.0)]
        spoken = not triggers and roles.organisations_in(doc, sentence) and any(_is_another_day(d, main) for d in dates)
        if spoken:
            triggers = spoken_of(doc, sentence)
        if roles.organisers(doc, sentence, resolver):  # what a body holds befell nobody
            triggers = [t for t in triggers if t.type not in ONE_SIDED]
        if sentence == main.sentence or not dates or not triggers:
            continue
        unheld = any(t.type in ("nhan_su", *ONE_SIDED) for t in triggers)
        named = any(t.force >= NAMED for t in triggers) and any(grain_of(d) == "day" for d in dates)
        if not (spoken or unheld or named or roles.HOLD.search(doc._.cased, sentence.start, sentence.end)):
            continue
        framed = [t for t in triggers if FRAME.search(doc._.cased, max(sentence.start, t.start - 30), t.start)]
        trigger = max([t for t in triggers if t not in framed] or triggers, key=lambda t: t.force)
        starts = [d for d in dates if not is_last(doc, sentence, d)] or dates
        date = lasting_in(doc, sentence, _as_meant(doc, min(starts, key=lambda d: abs(d.start - trigger.start))))
        day_ahead = date.placed(True)[0] if PLANNED.search(doc._.article.text, sentence.start, sentence.end) else None
        key = (trigger.type, day_ahead or date.first)
        if key not in seen and (trigger.force >= 4 or grain_of(date) == "day"):
            seen.add(key)
            found.append(Candidate(trigger, sentence, date, trigger.force / sum(t.force for t in triggers)))
    if main.trigger.type == "tranh_chap":  # a union's working visit there is talks
        found = [replace(c, trigger=replace(c.trigger, type="doi_thoai")) if c.trigger.type == "lam_viec" else c for c in found]
    return found + ceremony(doc, main, found) + election(doc, main, found) + visit_after(doc, main, found) + settlement(doc, main, found)


def _as_meant(doc: Doc, date: DateMention) -> DateMention:
    """A day without its year, which is weeks ahead rather than most of a year ago, though no word says so: "Ngày 25/5: bàn giao nhà"."""
    published = doc._.article.published.value if doc._.article.published else ""
    whole = all(len(day or "") == len("2024-05-25") for day in (published, date.last, date.next_first))
    if not whole or date.anchor != published or date.form not in ("day", "range"):
        return date
    today = day_of.fromisoformat(published)
    ago, until = (today - day_of.fromisoformat(date.last or "")).days, (day_of.fromisoformat(date.next_first or "") - today).days
    return replace(date, first=date.next_first, last=date.next_last) if 0 <= until <= WEEKS_AHEAD and ago > 365 - 2 * WEEKS_AHEAD else date


def _is_another_day(date: DateMention, main: Candidate) -> bool:
    """Whether a date is a day, and none of the main event's."""
    days = (main.date.first or "", main.date.last or "") if main.date else ("", "")
    return grain_of(date) == "day" and not days[0] <= (date.first or "") <= days[1]


def spoken_of(doc: Doc, sentence: Sentence) -> list[TriggerMention]:
    """What the words of a sentence and of those behind it on its line speak of, though no trigger names it."""
    text = doc._.cased
    line = text.find("\n", sentence.end)
    chances = probabilities(clues([text[sentence.start : line if line >= 0 else len(text)]]))
    type_ = max(TYPES, key=lambda t: chances[t])
    return [TriggerMention(sentence.start, sentence.end, type_, SPOKEN_FORCE, sentence.index)] if chances[type_] >= SPOKEN else []


def _is_limit(doc: Doc, date: DateMention) -> bool:
    """Whether a date is a deadline ("trước ngày 30/9"), or a stretch of months that is looked at ("từ 01/01/2021 đến 30/6/2022")."""
    first, last = date.first or "", date.last or ""
    months = len(first) == len(last) == len("2023-11-14") and (day_of.fromisoformat(last) - day_of.fromisoformat(first)).days > LONG
    return months or bool(DEADLINE.search(doc._.cased, max(0, date.start - 30), date.start))


def clauses(doc: Doc) -> list[Sentence]:
    """The sentences of body and captions, cut at semicolons where each part has a date of its own."""
    text = doc._.cased
    found = []
    for sentence in (s for s in doc._.sentences if s.zone in ("body", "caption")):
        cuts = [m.end() for m in SEMICOLON.finditer(text, sentence.start, sentence.end)]
        parts = [replace(sentence, start=a, end=b) for a, b in pairwise([sentence.start, *cuts, sentence.end])] if cuts else []
        found += parts if parts and all(dates_in(doc, p) for p in parts) else [sentence]
    return found


def ceremony(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The award ceremony inside a conference: honours are handed over, on its day unless their own is told."""
    if main.trigger.type in UNCROWNED:
        return []
    for award in sorted(doc._.awards, key=lambda a: a.start):
        sentence = next((s for s in doc._.sentences if s.start <= award.start < s.end), None)
        if not sentence or CERTIFICATE.match(award.name) or _of_another_year(doc, sentence, main):
            continue
        if not RETROSPECT.search(doc._.article.text, sentence.start, award.start):
            trigger = TriggerMention(award.start, award.end, "khen_thuong", 4, sentence.index)
            days = [d for d in dates_in(doc, sentence) if grain_of(d) == "day" and not _is_limit(doc, d)]
            date = days[0] if len(days) == 1 else main.date
            told = any(c.trigger.type == "khen_thuong" and c.date == date for c in found)
            return [] if told else [Candidate(trigger, sentence, date, 0.8)]
    return []


def _of_another_year(doc: Doc, sentence: Sentence, main: Candidate) -> bool:
    """Whether a sentence begins with a year before the main event's: "Năm 2022, … đã tặng Bằng khen …"."""
    opening = next((d for d in dates_in(doc, sentence) if d.start == sentence.start), None)
    return bool(main.date and opening and opening.first and opening.first[:4] < (main.date.first or "")[:4])


def election(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The election inside a committee's session: "hội nghị đã bầu bổ sung …"."""
    if main.trigger.type != "hoi_nghi_bch" or any(c.trigger.type == "nhan_su" for c in found):
        return []
    for sentence in lead_sentences(doc):
        trigger = next(
            (t for t in doc._.triggers if t.sentence == sentence.index and t.type == "nhan_su" and ELECTED.match(doc.text, t.start)), None
        )
        if trigger and sentence != main.sentence and not planned(doc, sentence):
            return [Candidate(trigger, sentence, main.date, 0.5)]
    return []


def visit_after(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The visit that followed the main event on its day, in another place: "Sau buổi lễ, đoàn đến thăm …"."""
    if main.trigger.type == "cham_lo" or any(c.trigger.type == "cham_lo" for c in found):
        return []
    text = doc._.cased
    for sentence in (s for s in lead_sentences(doc) if s != main.sentence and AFTERWARDS.match(text, s.start, s.end)):
        trigger = next((t for t in doc._.triggers if t.sentence == sentence.index and t.type == "cham_lo"), None)
        if (
            trigger
            and VISITING.search(text, sentence.start, sentence.end)
            and all(d.first == (main.date.first if main.date else None) for d in dates_in(doc, sentence))
        ):
            return [Candidate(trigger, sentence, main.date, 0.5)]
    return []


def settlement(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The union's talks to settle a strike, where they have no date of their own."""
    if main.trigger.type != "tranh_chap" or any(c.trigger.type in TALKS for c in found):
        return []
    for sentence in lead_sentences(doc):
        trigger = next((t for t in doc._.triggers if t.sentence == sentence.index and t.type in TALKS), None)
        unions = [m for m in roles.organisations_in(doc, sentence) if m.kind == "union" and m.level]
        if trigger and unions and unions[0].start < trigger.start:
            return [Candidate(replace(trigger, type="doi_thoai"), sentence, None, 0.5)]
    return []
