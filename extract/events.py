"""Events: which activities the article reports, the main one first, each with its dates, status and arguments.

The main event is the type that title and lead speak for most; its sentence is the first of the body that names it with a
holder or a date. Other events are activities with a date of their own: planned ones, earlier ones, and the award ceremony
inside a conference.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from extract import roles
from extract.dates import DateMention
from extract.organisations import OrganisationMention
from extract.resolve import Resolved, Resolver
from extract.syllables import Sentence
from extract.triggers import TriggerMention
from extract.word_classes import word
from schemas.record import Argument, Event, Value

REVIEWS = {"tong_ket", "so_ket", "giao_ban", "kiem_tra", "giam_sat", "hoi_nghi_bch", "dai_hoi", "trien_khai"}
"""Types whose event covers a period: a year, a quarter, a term."""
TERMED = {"dai_hoi", "nhan_su", "ky_ket", "hoi_thi", "khen_thuong"}
"""Types that have a period only where a term is stated."""
SPANS = {"months", "quarter", "half", "year", "term", "school_year"}
"""Forms of dates that say what is covered, not when something took place."""
DAYS = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = re.compile(r"\d{4}/\d{4}$")
ONE_SIDED = {"tranh_chap", "tai_nan"}
"""Types that nobody organises: the company they befall is their target."""
OBJECTS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai", "tap_huan", "khen_thuong", "thanh_lap", "mai_am", "tuyen_truyen"}
"""Types that are done to somebody."""
GRAINS = {"day": 3.0, "month": 1.5, "quarter": 0.5}
STAGED = re.compile(word("taking_place"))
"""Verbs that say that something took place."""
TELLING = 0.2
"""What a unit of telling adds to the weight of a sentence."""
ENOUGH = 3.0
"""A type with less evidence than one verb of the lead is no event."""
TALKS = {"doi_thoai", "lam_viec"}
"""Types of what a union does to settle a strike."""
PLANNED = re.compile(word("planned"))
NEXT = re.compile(rf"{word('planned')}.*{word('next_of_kind')}|{word('next_of_kind')}.*{word('planned')}")
"""The next of the main event's kind: "Lớp tiếp theo dự kiến mở ngày 12/10"."""
ONGOING = re.compile(word("ongoing"))
CERTIFICATE = re.compile(r"giấy chứng nhận|chứng chỉ|giải |huy chương", re.I)
RETROSPECT = re.compile(word("retrospect"))
EARLIER = re.compile(word("earlier_or_later"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: its trigger, the sentence that tells it, the date that stands with it, and how clear its type is (0 to 1)."""

    trigger: TriggerMention
    sentence: Sentence
    date: DateMention | None
    clarity: float


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the range of the text that tells it; what is counted there belongs to it."""

    event: Event
    start: int
    end: int


def events_of(doc: Doc, resolver: Resolver) -> list[Told]:
    """All events of an article, the main one first; none where the article reports no activity."""
    if doc._.article.language != "vi":
        return []
    main = main_candidate(doc, resolver)
    if main is None:
        return []
    others = other_candidates(doc, main, resolver)
    elsewhere = [(c.sentence.start, c.sentence.end) for c in others if c.date != main.date]
    told = [tell(doc, main, resolver, main=True, elsewhere=elsewhere)]
    first = told[0].event
    if first.types[0] in ONE_SIDED and not first.targets and not first.start:
        return []
    for candidate in others:
        other = tell(doc, candidate, resolver, main=False)
        if (other.event.types[0], other.event.start) != (first.types[0], first.start) and (
            other.event.types[0] not in ONE_SIDED or other.event.targets
        ):
            told.append(other)
    return told


def lead_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of the body, in order."""
    return [s for s in doc._.sentences if s.zone == "body"]


def telling(doc: Doc, sentence: Sentence, rank: int, resolver: Resolver) -> float:
    """How much a body sentence tells like the one that reports the event: a day, a holding verb, a holder; the earlier the better."""
    text = doc._.cased[sentence.start : sentence.end]
    dates = dates_in(doc, sentence)
    vague = any(d.form in ("relative", "day", "weekday") and sentence.start <= d.start < sentence.end for d in doc._.dates)
    grain = max((GRAINS.get(grain_of(d), 0) for d in dates), default=1.5 * vague)
    held = 1.5 * bool(roles.organisers(doc, sentence, resolver)) + 2 * bool(STAGED.search(text))
    return grain + held - 0.45 * rank - 2.5 * bool(PLANNED.search(text) or EARLIER.search(text))


def zone_weights(doc: Doc, resolver: Resolver) -> dict[int, float]:
    """How much a sentence's triggers count for the main event: the one that reports it and the title most."""
    body = lead_sentences(doc)
    tells = {s.index: telling(doc, s, rank, resolver) for rank, s in enumerate(body[:12])}
    lead = max(tells, key=lambda i: (tells[i], -i), default=None)
    weights = {s.index: 0.1 for s in body}
    weights.update({s.index: w for s, w in zip(body, (0.9, 0.7, 0.6, 0.4, 0.3), strict=False)})
    weights.update({i: max(weights[i], min(1.5, TELLING * tell)) for i, tell in tells.items()})
    weights.update({s.index: 0.25 for s in doc._.sentences if s.zone == "caption"})
    weights.update({s.index: 1.8 for s in doc._.sentences if s.zone == "title"})
    if lead is not None and tells[lead] > 1.5:
        weights[lead] = 2.0
    return weights


def main_candidate(doc: Doc, resolver: Resolver) -> Candidate | None:
    """The main event, or None."""
    weights = zone_weights(doc, resolver)
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, TriggerMention]] = {}
    for index in sorted({t.sentence for t in doc._.triggers}):
        strongest: dict[str, float] = {}
        for order, t in enumerate(t for t in doc._.triggers if t.sentence == index):
            value = t.force * weights.get(index, 0) * (1.0 if order == 0 else 0.75)
            strongest[t.type] = max(strongest.get(t.type, 0), value)
            if value > best.get(t.type, (0.0, t))[0]:
                best[t.type] = (value, t)
        for type_, value in strongest.items():
            scores[type_] += value
    if not scores:
        return None
    type_ = max(scores, key=lambda k: (scores[k], k))
    if scores[type_] < ENOUGH:
        return None
    sentence, trigger = telling_sentence(doc, type_, best[type_][1], resolver)
    date = main_date(doc, sentence)
    placeless = date is None and type_ not in ONE_SIDED and not any(roles.organisers(doc, s, resolver) for s in [sentence, *titles(doc)])
    if placeless and not any(d.use == "event" and d.form in ("relative", "day", "weekday") for d in doc._.dates):
        return None  # nobody holds it and nothing dates it: advice, a portrait, an opinion
    return Candidate(trigger, sentence, date, scores[type_] / sum(scores.values()))


def titles(doc: Doc) -> list[Sentence]:
    """The sentences of the title."""
    return [s for s in doc._.sentences if s.zone == "title"]


def telling_sentence(doc: Doc, type_: str, best: TriggerMention, resolver: Resolver) -> tuple[Sentence, TriggerMention]:
    """The body sentence that reports the main event: of those with its trigger the one that tells most, unless another tells far more."""
    body = lead_sentences(doc)[:12]
    tells = {s.index: telling(doc, s, rank, resolver) for rank, s in enumerate(body)}
    scored = []
    for sentence in body:
        triggers = [t for t in doc._.triggers if t.sentence == sentence.index and t.type == type_]
        if triggers:
            trigger = max(triggers, key=lambda t: t.force)
            scored.append((tells[sentence.index] + 0.5 * trigger.force, -sentence.index, sentence, trigger))
    lead = max(body, key=lambda s: (tells[s.index], -s.index), default=None)
    if type_ in ONE_SIDED:
        lead = next((s for s in body if any(grain_of(d) == "day" for d in dates_in(doc, s)) and befell(doc, s)), lead)
        return lead or doc._.sentences[best.sentence], max((t[3] for t in scored), key=lambda t: t.force, default=best)
    if not scored:
        return doc._.sentences[best.sentence] if lead is None or tells[lead.index] < 4 else lead, best
    _, _, sentence, trigger = max(scored, key=lambda x: x[:2])
    return (lead, trigger) if lead and tells[lead.index] - tells[sentence.index] > 2.2 else (sentence, trigger)


def befell(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence names a company or says what befell it."""
    triggers = any(t.sentence == sentence.index and t.type in ONE_SIDED for t in doc._.triggers)
    return triggers or any(m.kind == "company" for m in roles.organisations_in(doc, sentence))


def dates_in(doc: Doc, sentence: Sentence) -> list[DateMention]:
    """The dates of a sentence that may be an event's."""
    return [d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and d.use == "event" and d.first]


def main_date(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The date of the main event: in its sentence, else in the first that gives a day (lead, title, captions, rest)."""
    body = lead_sentences(doc)
    order = [
        sentence,
        *[s for s in body[:6] if s != sentence],
        *[s for s in doc._.sentences if s.zone == "title"],
        *[s for s in doc._.sentences if s.zone == "caption"],
    ]
    for grain in ("day", "month"):
        for s in order + [s for s in body[6:] if PLANNED.search(doc._.cased, s.start, s.end)] if grain == "day" else order:
            days = [d for d in dates_in(doc, s) if grain_of(d) == grain and d.form not in SPANS]
            if days:
                return days[0]
    return None


def grain_of(date: DateMention) -> str:
    """`day`, `month`, `quarter` or `year`."""
    first = date.first or ""
    return "quarter" if "Q" in first else {10: "day", 7: "month", 4: "year"}.get(len(first), "none")


def other_candidates(doc: Doc, main: Candidate, resolver: Resolver) -> list[Candidate]:
    """Activities apart from the main one, each with a date of its own, and the award ceremony inside it."""
    found: list[Candidate] = []
    seen = {(main.trigger.type, main.date.first if main.date else None)}
    for sentence in clauses(doc):
        dates = [d for d in dates_in(doc, sentence) if grain_of(d) in ("day", "month") and d.form not in SPANS]
        triggers = [t for t in doc._.triggers if sentence.start <= t.start < sentence.end and t.force >= 2]
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
    return found + ceremony(doc, main) + settlement(doc, main, found)


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
    """The award ceremony inside a conference: honours are handed over, and the main event is neither that nor a contest."""
    if main.trigger.type in ("khen_thuong", "hoi_thi", *ONE_SIDED):
        return []
    for award in sorted(doc._.awards, key=lambda a: a.start):
        sentence = next((s for s in doc._.sentences if s.start <= award.start < s.end), None)
        if sentence and not CERTIFICATE.match(award.name) and not RETROSPECT.search(doc._.article.text, sentence.start, award.start):
            trigger = TriggerMention(award.start, award.end, "khen_thuong", 4, sentence.index)
            return [Candidate(trigger, sentence, main.date, 0.8)]
    return []


def status_of(doc: Doc, candidate: Candidate, main: bool) -> str:
    """`planned`, `ongoing` or `held`."""
    text = doc._.article.text[candidate.sentence.start : candidate.sentence.end]
    published = doc._.article.published.value if doc._.article.published else None
    date = candidate.date
    if date and published and len(published) == 10:
        first = date.placed(False)[0] or ""
        if len(first) == 10 and first > published:
            return "planned"
    if PLANNED.search(text if not main else text[: max(0, candidate.trigger.end - candidate.sentence.start) + 40]):
        return "planned"
    return "ongoing" if ONGOING.search(text) else "held"


def tell(doc: Doc, candidate: Candidate, resolver: Resolver, main: bool, elsewhere: Sequence[tuple[int, int]] = ()) -> Told:
    """One event with its arguments, and where it is told; `elsewhere` are the ranges that tell other events."""
    trigger, sentence = candidate.trigger, candidate.sentence
    type_ = trigger.type
    holders = [] if type_ in ONE_SIDED else holders_of(doc, candidate, resolver, main)
    objects = objects_of(doc, candidate, holders, resolver, main)
    place = place_of(doc, candidate, objects, resolver, main)
    date = candidate.date
    status = status_of(doc, candidate, main)
    first, last = date.placed(status == "planned") if date else (None, None)
    event = Event(
        types=[type_],
        main=main,
        status=status,
        title=title_of(doc, candidate, main),
        start=first,
        end=last,
        date=Value(value=f"{first}/{last}", evidence=[(date.start, date.end)], inferred=date.inferred) if date and first else None,
        organisers=arguments(holders, resolver),
        targets=arguments(objects, resolver),
        place=place,
        province=resolver.home.province,
        period=period_of(doc, candidate, main),
        people=people_of(doc, candidate, main, elsewhere),
        confidence=confidence(candidate, first),
        evidence=[(trigger.start, trigger.end)],
    )
    return Told(event, sentence.start, sentence.end)


def confidence(candidate: Candidate, start: str | None) -> float:
    """How likely type and date are right: how clear the type is, how exact the date, and whether it stands beside the trigger."""
    date = candidate.date
    near = bool(date and candidate.sentence.start <= date.start < candidate.sentence.end)
    exact = {10: 0.25, 7: 0.1}.get(len(start or ""), 0.0) - 0.1 * bool(date and date.inferred)
    return round(min(0.99, 0.3 + 0.35 * min(1.0, candidate.clarity * 1.4) + exact + 0.1 * near), 2)


def title_of(doc: Doc, candidate: Candidate, main: bool) -> str:
    """What a list shows for the event: the article's title for the main one, else its sentence, shortened at a word."""
    if main and doc._.article.title:
        return " ".join(doc._.article.title.split())
    text = " ".join(doc._.article.text[candidate.sentence.start : candidate.sentence.end].split())
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"


def arguments(mentions: list[OrganisationMention], resolver: Resolver) -> list[Argument]:
    """Mentions as arguments under their full names, each body once."""
    found: dict[str, Argument] = {}
    for mention in mentions:
        resolved: Resolved = resolver(mention)
        found.setdefault(
            resolved.name.lower(), Argument(name=resolved.name, evidence=[(mention.start, mention.end)], inferred=resolved.inferred)
        )
    return list(found.values())


def holders_of(doc: Doc, candidate: Candidate, resolver: Resolver, main: bool) -> list[OrganisationMention]:
    """The organisers: the body whose congress or session it is; else by the event's sentence, title and lead; else the first body named."""
    sentence, trigger = candidate.sentence, candidate.trigger
    if trigger.type in ("dai_hoi", "hoi_nghi_bch") and (found := roles.named_in(doc, sentence, trigger.start, trigger.end)):
        return found
    if trigger.type == "nhan_su" and (found := roles.deciding(doc, sentence)):
        return found
    if found := roles.organisers(doc, sentence, resolver):
        return found
    others = [s for s in doc._.sentences if s.zone in ("title", "body")][:5] if main else []
    for other in others:
        if found := roles.organisers(doc, other, resolver):
            return found
    bodies = [
        m for s in [sentence, *others] for m in roles.organisations_in(doc, s) if resolver.names_one(m) and m.kind in ("union", "committee")
    ]
    return bodies[:1] or [m for m in doc._.organisations if m.kind == "union" and resolver.names_one(m)][:1]


def objects_of(
    doc: Doc, candidate: Candidate, holders: list[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The targets: bodies that the trigger's preposition leads to; for a strike or an accident the company."""
    trigger = candidate.trigger
    if trigger.type in ONE_SIDED:
        order = [candidate.sentence, *doc._.sentences] if main else [candidate.sentence]
        companies = [m for s in order for m in roles.organisations_in(doc, s) if m.kind == "company"]
        return companies[:1]
    if trigger.type not in OBJECTS:
        return []
    if trigger.type == "thanh_lap":
        return founded(doc, candidate, resolver)
    found = roles.targets(doc, candidate.sentence, trigger, holders, resolver)
    for s in doc._.sentences if main and not found else ():
        titled = [t for t in doc._.triggers if t.sentence == s.index and t.type == trigger.type]
        if s.zone == "title" and titled and (found := roles.targets(doc, s, titled[0], holders, resolver)):
            break
    names = {resolver(h).name for h in holders}
    return [m for m in found if resolver(m).name not in names]


def founded(doc: Doc, candidate: Candidate, resolver: Resolver) -> list[OrganisationMention]:
    """The union that is founded: the first named behind "thành lập" or "ra mắt"; bare there, the one that the article is about."""
    sentence = candidate.sentence
    founding = re.search(r"(?<!\w)(?:thành lập|ra mắt)(?!\w)", doc._.article.text[sentence.start : sentence.end])
    if not founding:
        return []
    near = roles.organisations_in(doc, sentence)
    behind = sentence.start + founding.start()
    return [m for m in near if m.level and m.kind == "union" and m.start > behind and resolver.names_one(m)][:1]


def place_of(doc: Doc, candidate: Candidate, objects: list[OrganisationMention], resolver: Resolver, main: bool) -> Argument | None:
    """The venue or unit behind "tại" in the event's sentence, else (main event) in the lead; for a strike where its company is."""
    if candidate.trigger.type in ONE_SIDED and objects and (found := roles.place_of_company(doc, objects[0])):
        return Argument(name=" ".join(doc._.article.text[found[0] : found[1]].split()), evidence=[found])
    if candidate.trigger.type in ("giam_sat", "kiem_tra") and len(objects) > 1:
        return None
    order = [candidate.sentence, *([s for s in lead_sentences(doc)[:3] if s != candidate.sentence] if main else [])]
    for sentence in order:
        if found := roles.place_in(doc, sentence):
            start, end = found
            body = next((m for m in doc._.organisations if (m.start, m.end) == (start, end)), None)
            if body:
                resolved = resolver(body)
                return Argument(name=resolved.name, evidence=[(start, end)], inferred=resolved.inferred)
            name, inferred = resolver.venue(" ".join(doc._.cased[start:end].split()))
            return Argument(name=name, evidence=[(start, end)], inferred=inferred)
    return None


def period_of(doc: Doc, candidate: Candidate, main: bool) -> Value | None:
    """What a review or plan covers: the first period behind the trigger, else in the title or lead."""
    type_ = candidate.trigger.type
    if type_ not in REVIEWS | TERMED:
        return None
    order = [candidate.sentence, *([s for s in doc._.sentences if s.zone == "title"] + lead_sentences(doc)[:3] if main else [])]
    for sentence in order:
        if sentence != candidate.sentence and PLANNED.search(doc._.cased, sentence.start, sentence.end):
            continue
        dates = [d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and covers(d, type_)]
        dates = [d for d in dates if d.form in SPANS] or [d for d in dates if d != candidate.date]
        behind = [d for d in dates if d.start > candidate.trigger.start] if sentence == candidate.sentence else dates
        for date in behind or dates:
            return Value(value=date.period or "", evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def covers(date: DateMention, type_: str) -> bool:
    """Whether a date may be the period of an event of a type: no range of days; of a congress, an election or a launch only a term."""
    if not date.period or DAYS.match(date.period):
        return False
    return type_ not in TERMED or (bool(YEARS.match(date.period)) and date.form != "school_year")


def people_of(doc: Doc, candidate: Candidate, main: bool, elsewhere: Sequence[tuple[int, int]]) -> list[Argument]:
    """The persons of the event: of another one those in its sentence, of the main one all that are named elsewhere."""
    found: dict[str, list[tuple[int, int]]] = {}
    for person in doc._.people:
        if person.byline or person.signatory or person.outgoing or person.historic:
            continue
        if main or candidate.sentence.start <= person.start < candidate.sentence.end:
            found.setdefault(person.full, []).append((person.start, person.end))
    return [
        Argument(name=name, evidence=evidence)
        for name, evidence in found.items()
        if not all(any(a <= s < b for a, b in elsewhere) for s, _ in evidence)
    ]
