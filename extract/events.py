"""Events: which activities the article reports, the main one first.

The main event is the type that title and lead speak for most; its sentence is the one that tells it best (`extract.telling`). Other
events are activities with a date of their own: planned ones, earlier ones, the award ceremony inside a conference, the talks that settle
a strike. `extract.arguments` makes the event of a candidate.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as day_of
from datetime import timedelta
from itertools import groupby, pairwise

from spacy.tokens import Doc

from extract import roles
from extract.arguments import Told, tell
from extract.dates import DateMention
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import (
    ONE_SIDED,
    PLANNED,
    SPANS,
    STAGED,
    Candidate,
    befell,
    dates_in,
    grain_of,
    lead_sentences,
    names_day,
    telling,
    titles,
)
from extract.triggers import TriggerMention, within
from extract.word_classes import any_of, word

LEAD = 12
"""Sentences of the body among which the one that reports the main event is looked for."""
TELLING = 0.2
"""What a unit of telling adds to the weight of a sentence."""
ENOUGH = 2.0
"""A type with less evidence than one verb of the lead is no event."""
FULL = 5.0
"""The telling of a sentence that gives day, holder and deed."""
UNCROWNED = {"khen_thuong", "hoi_thi", "tap_huan", *ONE_SIDED}
"""Types whose honours make no event of their own: a contest's prizes, a course's certificates."""
TALKS = {"doi_thoai", "lam_viec"}
"""Types of what a union does to settle a strike."""
NEXT = re.compile(rf"{word('planned')}.*{word('next_of_kind')}|{word('next_of_kind')}.*{word('planned')}")
"""The next of the main event's kind: "Lớp tiếp theo dự kiến mở ngày 12/10"."""
CERTIFICATE = re.compile(r"giấy chứng nhận|chứng chỉ|giải |huy chương", re.I)
DAYS = re.compile(r"P\d{1,2}D")
MANY_DAYS = 10
NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
OPENED = re.compile(r"(?<!\w)(?:khai mạc|khai giảng|bắt đầu|mở đầu)(?!\w)")
GOES_ON = re.compile(rf"(?:kéo dài|diễn ra|học|trong|thời gian)\s(?:trong\s|là\s)?(\d|{'|'.join(NUMBERS)})\sngày(?!\s\d)", re.I)
"""How long what was opened goes on."""
FROM = re.compile(r"(?<!\w)từ\s(?:ngày\s|sáng\s)?$")
UNTIL = re.compile(r"kéo dài đến\s(?:hết\s)?(?:ngày\s)?$")
STRUCK = re.compile(r"(\d{1,2}) ngày\s(?:đình công|ngừng việc|ngưng việc|ngưng làm việc|bãi công)")
"""How long a strike went on."""
ROUND = re.compile(r"hôm\s")
"""How each day of an activity of several rounds begins."""
SPOKEN = re.compile(r"[“\"][^”\"]*$")
"""Inside somebody's words, "hôm nay" is the day of speaking."""
AFTERWARDS = re.compile(rf"{any_of('afterwards')}(?!\w)")
VISITING = re.compile(r"(?<!\w)(?:đến|tới|ghé|sang|tìm đến|đi)\s(?:tận\s)?(?:thăm|nhà|gia đình|khu|bệnh viện|phòng|trường|viếng)")
ELECTED = re.compile(r"(?:tiến hành )?(?:được )?bầu|kiện toàn", re.I)
PROGRAMME = re.compile(r"(?:[Cc]hương trình|[Cc]hiến dịch|[Pp]hong trào|[Tt]háng|[Tt]ết)\s[^.;,]{0,60}$")
RETROSPECT = re.compile(word("retrospect"))


def events_of(doc: Doc, resolver: Resolver) -> list[Told]:
    """All events of an article, the main one first; none where the article reports no activity."""
    if doc._.article.language != "vi":
        return []
    main = main_candidate(doc, resolver)
    if main is None:
        return []
    others = other_candidates(doc, main, resolver)
    elsewhere = [(c.sentence.start, c.sentence.end) for c in others if c.date != main.date]
    told = [tell(doc, main, resolver, main, elsewhere)]
    first = told[0].event
    if first.types[0] in ONE_SIDED and not first.targets and not first.start:
        return []
    for candidate in others:
        other = tell(doc, candidate, resolver, main)
        if (other.event.types[0], other.event.start) != (first.types[0], first.start) and (
            other.event.types[0] not in ONE_SIDED or other.event.targets
        ):
            told.append(other)
    return told


def main_candidate(doc: Doc, resolver: Resolver) -> Candidate | None:
    """The main event, or None."""
    tells = {s.index: telling(doc, s, rank, resolver) for rank, s in enumerate(lead_sentences(doc)[:LEAD])}
    weights = zone_weights(doc, tells)
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, TriggerMention]] = {}
    for index, named in groupby(doc._.triggers, key=lambda t: t.sentence):
        strongest: dict[str, float] = {}
        for order, t in enumerate(named):
            value = t.force * weights.get(index, 0) * (1.0 if order == 0 else 0.75)
            strongest[t.type] = max(strongest.get(t.type, 0), value)
            if value > best.get(t.type, (0.0, t))[0]:
                best[t.type] = (value, t)
        for type_, value in strongest.items():
            scores[type_] += value
    type_ = max(scores, key=lambda k: (scores[k], k), default="")
    if scores[type_] < ENOUGH:
        return unnamed(doc, tells)
    sentence, trigger = telling_sentence(doc, type_, best[type_][1], tells)
    date = main_date(doc, sentence)
    if type_ == "tranh_chap" and date:
        date = strike_days(doc, date)
    placeless = date is None and type_ not in ONE_SIDED and not any(roles.organisers(doc, s, resolver) for s in [sentence, *titles(doc)])
    if placeless and not any(d.use == "event" and d.form in ("relative", "day", "weekday") for d in doc._.dates):
        return None  # nobody holds it and nothing dates it: advice, a portrait, an opinion
    return Candidate(trigger, sentence, date, scores[type_] / sum(scores.values()))


def unnamed(doc: Doc, tells: dict[int, float]) -> Candidate | None:
    """An activity that no trigger names but one sentence reports in full, with its day, its holder and what they did: of type `khac`."""
    lead = max((s for s in lead_sentences(doc)[:LEAD]), key=lambda s: (tells[s.index], -s.index), default=None)
    if lead is None or tells[lead.index] < FULL or not (date := main_date(doc, lead)):
        return None
    verb = STAGED.search(doc._.cased, lead.start, lead.end)
    start, end = verb.span() if verb else (lead.start, lead.end)
    return Candidate(TriggerMention(start, end, "khac", 2.0, lead.index), lead, date, 0.3)


def zone_weights(doc: Doc, tells: dict[int, float]) -> dict[int, float]:
    """How much a sentence's triggers count for the main event: the one that reports it and the title most."""
    body = lead_sentences(doc)
    lead = max(tells, key=lambda i: (tells[i], -i), default=None)
    weights = {s.index: 0.1 for s in body}
    weights.update({s.index: w for s, w in zip(body, (0.9, 0.7, 0.6, 0.4, 0.3), strict=False)})
    weights.update({i: max(weights[i], min(1.5, TELLING * tell)) for i, tell in tells.items()})
    weights.update({s.index: 0.25 for s in doc._.sentences if s.zone == "caption"})
    weights.update({s.index: 1.8 for s in titles(doc)})
    if lead is not None and tells[lead] > 1.5:
        weights[lead] = 2.0
    return weights


def telling_sentence(doc: Doc, type_: str, best: TriggerMention, tells: dict[int, float]) -> tuple[Sentence, TriggerMention]:
    """The body sentence that reports the main event: of those with its trigger the one that tells most, unless another tells far more."""
    body = lead_sentences(doc)[:LEAD]
    scored = []
    for sentence in body:
        triggers = [t for t in doc._.triggers if t.sentence == sentence.index and t.type == type_]
        if triggers:
            trigger = max(triggers, key=lambda t: t.force)
            scored.append((tells[sentence.index] + 0.5 * trigger.force, -sentence.index, sentence, trigger))
    lead = max(body, key=lambda s: (tells[s.index], -s.index), default=None)
    if type_ in ONE_SIDED:
        lead = next((s for s in body if names_day(doc, s) and befell(doc, s)), lead)
        return lead or doc._.sentences[best.sentence], max((t[3] for t in scored), key=lambda t: t.force, default=best)
    if not scored:
        return doc._.sentences[best.sentence] if lead is None or tells[lead.index] < 4 else lead, best
    held = [x for x in scored if x[0] >= ENOUGH + 1.5 and not PLANNED.search(doc._.cased, x[2].start, x[2].end)]
    _, _, sentence, trigger = max(held or scored, key=lambda x: x[:2])
    return (lead, trigger) if lead and tells[lead.index] - tells[sentence.index] > 2.2 else (sentence, trigger)


def main_date(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The date of the main event: in its sentence, else in the first that gives a day (lead, title, captions, rest)."""
    body = lead_sentences(doc)
    near = [*[s for s in body[:6] if s != sentence], *titles(doc), *[s for s in doc._.sentences if s.zone == "caption"]]
    ahead = [s for s in [*near, *body[6:]] if PLANNED.search(doc._.cased, s.start, s.end)]
    near = [sentence, *[s for s in near if s not in ahead]]
    for grain, order in (("day", [*near, *ahead]), ("month", near)):
        for s in order:
            days = [d for d in dates_in(doc, s) if grain_of(d) == grain and d.form not in SPANS]
            if days:
                return lasting(doc, s, min(days, key=lambda d: bool(SPOKEN.search(doc._.cased, s.start, d.start))))
    return programme_year(doc, sentence)


def lasting(doc: Doc, sentence: Sentence, date: DateMention) -> DateMention:
    """A first day with the last one that the sentence tells: "Trong hai ngày, bắt đầu từ 19/7", "hôm 5/11 … và … hôm 7/11"."""
    if not date.first or date.first != date.last or grain_of(date) != "day":
        return date
    text = doc._.cased
    days = next((int(d.value[1:-1]) for d in doc._.dates if sentence.start <= d.start < sentence.end and DAYS.fullmatch(d.value)), 0)
    if not days and OPENED.search(text, sentence.start, sentence.end):
        lengths = (GOES_ON.search(text, s.start, s.end) for s in lead_sentences(doc)[:LEAD])
        days = next((NUMBERS.get(m[1].lower()) or int(m[1]) for m in lengths if m), 0)
        opened = True
    else:
        opened = bool(FROM.search(text, sentence.start, date.start))
    if 1 < days <= MANY_DAYS and opened:
        last = (day_of.fromisoformat(date.first) + timedelta(days=days - 1)).isoformat()
        return replace(date, last=last, next_last=last)
    rounds = [d for d in dates_in(doc, sentence) if d.start > date.end and grain_of(d) == "day" and (d.last or "") > date.first]
    if rounds and ROUND.match(text, date.start) and ROUND.match(text, rounds[-1].start):
        return replace(date, last=rounds[-1].last, next_last=rounds[-1].next_last)
    return date


def strike_days(doc: Doc, date: DateMention) -> DateMention:
    """From the day that the workers stopped to the last: "sau 4 ngày đình công … ngày 4/3 …", "kéo dài đến hết hôm qua"."""
    text, body = doc._.cased, lead_sentences(doc)[:LEAD]
    told = [s for s in body if any(t.sentence == s.index and t.type == "tranh_chap" for t in doc._.triggers)]
    days = [d for s in told for d in dates_in(doc, s) if grain_of(d) == "day"]
    first = min([*days, date], key=lambda d: d.first or "")
    ended = next((d for d in days if UNTIL.search(text, max(0, d.start - 40), d.start)), None)
    length = next((int(m[1]) for s in [*titles(doc), *told] for m in STRUCK.finditer(text, s.start, s.end)), 0)
    if length and first.first and grain_of(first) == "day":
        last = (day_of.fromisoformat(first.first) + timedelta(days=min(length, 99) - 1)).isoformat()
        return replace(first, last=last, next_last=last)
    return replace(first, last=ended.last, next_last=ended.next_last) if ended and ended is not first else date


def programme_year(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The year of the programme that an undated deed belongs to: "chương trình … năm 2018, vừa qua, … đã trao …"."""
    vague = any(d.form == "relative" and not d.first and sentence.start <= d.start < sentence.end for d in doc._.dates)
    named = (d for d in dates_in(doc, sentence) if d.form == "year" and PROGRAMME.search(doc._.cased, sentence.start, d.start))
    return next(named, None) if vague else None


def other_candidates(doc: Doc, main: Candidate, resolver: Resolver) -> list[Candidate]:
    """Activities apart from the main one, each with a date of its own, and the award ceremony inside it."""
    found: list[Candidate] = []
    seen = {(main.trigger.type, main.date.first if main.date else None)}
    for sentence in clauses(doc):
        dates = [d for d in dates_in(doc, sentence) if grain_of(d) in ("day", "month") and d.form not in SPANS]
        triggers = [t for t in within(doc, sentence.start, sentence.end) if t.force >= 2]
        if not triggers and dates and NEXT.search(doc._.cased, sentence.start, sentence.end):
            triggers = [replace(main.trigger, start=dates[0].start, end=dates[0].end, sentence=sentence.index, force=4.0)]
        if roles.organisers(doc, sentence, resolver):  # what a body holds befell nobody
            triggers = [t for t in triggers if t.type not in ONE_SIDED]
        if sentence == main.sentence or not dates or not triggers:
            continue
        unheld = any(t.type in ("nhan_su", *ONE_SIDED) for t in triggers)
        if not unheld and not roles.HOLD.search(doc._.cased, sentence.start, sentence.end):
            continue
        trigger = max(triggers, key=lambda t: t.force)
        date = min(dates, key=lambda d: abs(d.start - trigger.start))
        planned = date.placed(True)[0] if PLANNED.search(doc._.article.text, sentence.start, sentence.end) else None
        key = (trigger.type, planned or date.first)
        if key not in seen and (trigger.force >= 4 or grain_of(date) == "day"):
            seen.add(key)
            found.append(Candidate(trigger, sentence, date, trigger.force / sum(t.force for t in triggers)))
    return found + ceremony(doc, main) + election(doc, main, found) + visit_after(doc, main, found) + settlement(doc, main, found)


def clauses(doc: Doc) -> list[Sentence]:
    """The sentences of body and captions, cut at semicolons where each part has a date of its own."""
    found = []
    for sentence in (s for s in doc._.sentences if s.zone in ("body", "caption")):
        cuts = [m.end() for m in re.finditer(r";\s", doc._.cased[sentence.start : sentence.end])]
        edges = [sentence.start, *(sentence.start + c for c in cuts), sentence.end]
        parts = [replace(sentence, start=a, end=b) for a, b in pairwise(edges)]
        found += parts if len(parts) > 1 and all(dates_in(doc, p) for p in parts) else [sentence]
    return found


def ceremony(doc: Doc, main: Candidate) -> list[Candidate]:
    """The award ceremony inside a conference: honours are handed over."""
    if main.trigger.type in UNCROWNED:
        return []
    for award in sorted(doc._.awards, key=lambda a: a.start):
        sentence = next((s for s in doc._.sentences if s.start <= award.start < s.end), None)
        if sentence and not CERTIFICATE.match(award.name) and not RETROSPECT.search(doc._.article.text, sentence.start, award.start):
            trigger = TriggerMention(award.start, award.end, "khen_thuong", 4, sentence.index)
            return [Candidate(trigger, sentence, main.date, 0.8)]
    return []


def election(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The election inside a committee's session: "hội nghị đã bầu bổ sung …"."""
    if main.trigger.type != "hoi_nghi_bch" or any(c.trigger.type == "nhan_su" for c in found):
        return []
    for sentence in lead_sentences(doc):
        trigger = next(
            (t for t in doc._.triggers if t.sentence == sentence.index and t.type == "nhan_su" and ELECTED.match(doc.text, t.start)), None
        )
        if trigger and sentence != main.sentence and not PLANNED.search(doc._.cased, sentence.start, sentence.end):
            return [Candidate(trigger, sentence, main.date, 0.5)]
    return []


def visit_after(doc: Doc, main: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """The visit that followed the main event on its day, in another place: "Sau buổi lễ, đoàn đến thăm …"."""
    if main.trigger.type == "cham_lo" or any(c.trigger.type == "cham_lo" for c in found):
        return []
    for sentence in (s for s in lead_sentences(doc) if s != main.sentence and AFTERWARDS.match(doc._.cased, s.start, s.end)):
        trigger = next((t for t in doc._.triggers if t.sentence == sentence.index and t.type == "cham_lo"), None)
        if (
            trigger
            and VISITING.search(doc._.cased, sentence.start, sentence.end)
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
