"""Arguments: an event's candidate in, the event out: status, dates, title, and who held it, at whom, where, for which period, with whom.

`extract.roles` finds what fills a role in one sentence; here is where to look when the event's own sentence is silent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extract import roles
from extract.confidence import clues_of
from extract.dates import DateMention
from extract.numerals import ONES
from extract.organisations import OrganisationMention
from extract.resolve import Resolved, Resolver
from extract.syllables import Sentence
from extract.telling import ONE_SIDED, PLANNED, SPANS, Candidate, lead_sentences, titles
from extract.visited import stops
from extract.word_classes import word
from models.confidence import Clues, confidence
from schemas.record import Argument, Event, Value

REVIEWS = {"tong_ket", "so_ket", "giao_ban", "kiem_tra", "giam_sat", "hoi_nghi_bch", "dai_hoi", "trien_khai"}
"""Types whose event covers a period: a year, a quarter, a term."""
TERMED = {"dai_hoi", "nhan_su", "ky_ket", "hoi_thi", "khen_thuong"}
"""Types that have a period only where a term is stated."""
DAYS = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = re.compile(r"\d{4}/\d{4}$")
OBJECTS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai", "tap_huan", "khen_thuong", "thanh_lap", "mai_am", "tuyen_truyen"}
"""Types that are done to somebody."""
GREETING = re.compile(rf"{word('greeting')}[^.;]*$")
"""An event that greets a congress does not cover its term: "chào mừng thành công Đại hội … nhiệm kỳ 2023-2028"."""
HELD_AT = re.compile(r"(?<!\w)(?:diễn ra|tổ chức|khai mạc|bế mạc|họp|[Đđ]ịa điểm)\s[^.;]{0,80}(?<!\w)(?:tại|ở)\s")
LATER = 8
"""Sentences of the body among which a report says where it was held."""
SEVERAL = re.compile(rf"(?<!\w)(\d{{1,2}}|{'|'.join(ONES)})\s(?:doanh nghiệp|đơn vị|công ty|trường|CĐCS|công đoàn cơ sở|cơ sở)(?!\w)")
FOUNDING = re.compile(r"(?<!\w)(?:thành lập|ra mắt|mang tên)(?!\w)")
ITEM = re.compile(r"(?:[-+*•]\s?|\d[.)]\s?)?(?:[Nn]gày\s[\d/.-]+\s?:\s?|[Tt]ại\s|[Ởở]\s|[Rr]iêng (?:tại\s)?|[Đđ]ến\s)?(?:đơn vị\s)?")
VISITS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo"}
"""Types whose place is the body that they go to."""
SESSIONS = {"hoi_nghi_bch", "giao_ban"}
REPORT = re.compile(r"(?:báo cáo|kết quả|đánh giá|sơ kết|hoạt động)\s[^.;]{0,50}$", re.I)
ONGOING = re.compile(word("ongoing"))


@dataclass(frozen=True, slots=True)
class Told:
    """An event, the range of the text that tells it (what is counted there belongs to it), and what its confidence is made of."""

    event: Event
    start: int
    end: int
    clues: Clues


def tell(doc: Doc, candidate: Candidate, resolver: Resolver, first: Candidate, elsewhere: Sequence[tuple[int, int]] = ()) -> Told:
    """One event with its arguments, and where it is told; `first` is the main event's candidate, `elsewhere` the ranges of other events."""
    main = candidate is first
    trigger, sentence = candidate.trigger, candidate.sentence
    type_ = trigger.type
    holders = [] if type_ in ONE_SIDED else holders_of(doc, candidate, resolver, main)
    objects = objects_of(doc, candidate, holders, resolver, main)
    place = place_of(doc, candidate, objects, resolver, main)
    date = candidate.date
    status = status_of(doc, candidate, main)
    start, end = date.placed(status == "planned") if date else (None, None)
    clues = clues_of(doc, candidate, first, start, status, resolver)
    event = Event(
        types=[type_],
        main=main,
        status=status,
        title=title_of(doc, candidate, main),
        start=start,
        end=end,
        date=Value(value=f"{start}/{end}", evidence=[(date.start, date.end)], inferred=date.inferred) if date and start else None,
        organisers=arguments(holders, resolver),
        targets=arguments(objects, resolver),
        place=place,
        province=resolver.home.province,
        period=period_of(doc, candidate, main),
        people=people_of(doc, candidate, main, elsewhere),
        confidence=confidence(clues),
        evidence=[(trigger.start, trigger.end)],
    )
    return Told(event, sentence.start, sentence.end, clues)


def status_of(doc: Doc, candidate: Candidate, main: bool) -> str:
    """`planned`, `ongoing` or `held`."""
    text = doc._.article.text[candidate.sentence.start : candidate.sentence.end]
    published = doc._.article.published.value if doc._.article.published else None
    date = candidate.date
    if date and published and len(published) == 10:
        first = date.placed(False)[0] or ""
        if len(first) == 10 and first > published:
            return "planned"
    until = (
        max(candidate.trigger.end, date.end if date and not main and date.start < candidate.sentence.end else 0) - candidate.sentence.start
    )
    if PLANNED.search(text[: max(0, until) + 40]):
        return "planned"
    return "ongoing" if ONGOING.search(text) else "held"


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
    others = lead_sentences(doc)[:4] + titles(doc) if main else []
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
        bodies = [m for s in order for m in roles.organisations_in(doc, s)]
        houses = [m for kinds in (("company",), ("school", "hospital")) for m in bodies if m.kind in kinds and not m.bare]
        return houses[:1]
    if trigger.type not in OBJECTS:
        return []
    if trigger.type == "thanh_lap":
        order = [candidate.sentence, *(lead_sentences(doc)[:6] + titles(doc) if main else [])]
        return next((found for s in order if (found := founded(doc, s, resolver))), [])
    names = {resolver(h).name for h in holders}
    holders = holders + [m for m in roles.organisations_in(doc, candidate.sentence) if resolver(m).name in names]
    found = roles.targets(doc, candidate.sentence, trigger, holders, resolver)
    for s in titles(doc) + lead_sentences(doc)[:6] if main and not found else ():
        named = [t for t in doc._.triggers if t.sentence == s.index and t.type == trigger.type]
        if named and (found := roles.targets(doc, s, named[0], holders, resolver)):
            break
    if trigger.type in VISITS and main:
        found = found or announced(doc, candidate.sentence)
        found = [*found, *stops(doc, candidate, names | {resolver(m).name for m in found}, resolver)]
    if trigger.type in ("giam_sat", "kiem_tra") and not found:
        found = roles.class_visited(doc, candidate.sentence, trigger)
    if trigger.type == "khen_thuong" and not found:
        found = honoured_class(doc)
    if trigger.type == "cham_lo" and not found:
        found = roles.houses_reached(doc, candidate.sentence, holders)
    return [m for m in found if resolver(m).name not in names]


def announced(doc: Doc, sentence: Sentence) -> list[OrganisationMention]:
    """Those visited where the event's sentence gives only their number and as many sentences or lines after it begin with one each."""
    number = SEVERAL.search(doc._.cased, sentence.start, sentence.end)
    if not number:
        return []
    found: dict[str, OrganisationMention] = {}
    for s in (s for s in lead_sentences(doc) if s.start > sentence.start):
        lead = ITEM.match(doc._.cased, s.start, s.end)
        body = next((m for m in roles.organisations_in(doc, s) if lead and m.start == lead.end() and not m.bare), None)
        if body:
            found.setdefault(body.text.lower(), body)
    return list(found.values()) if len(found) == (ONES.get(number[1]) or int(number[1])) else []


def honoured_class(doc: Doc) -> list[OrganisationMention]:
    """The class of unions that honours go to ("Giấy khen cho 12 | CĐCS"): a class of bodies may be a target."""
    ranges = [r for award in doc._.awards if award.kind for r in award.evidence]
    classes = [m for m in doc._.organisations if m.bare and m.level == "grassroots"]
    return [m for m in classes if any(a <= m.start and m.end <= b for a, b in ranges)][:1]


def founded(doc: Doc, sentence: Sentence, resolver: Resolver) -> list[OrganisationMention]:
    """The unions that are founded: the first named behind "thành lập", "ra mắt" or "mang tên", and those that a list heads with it."""
    text = doc._.cased
    founding = FOUNDING.search(text, sentence.start, sentence.end)
    if not founding:
        return []
    behind = [m for m in roles.organisations_in(doc, sentence) if m.start >= founding.end()]
    for i, body in enumerate(behind):
        if body.level and body.kind == "union":
            named = [m for m in roles.listed(text, behind, i) if m.kind == "union" and resolver.names_one(m)]
            if named:
                return named if roles.heads_list(text, body) else named[:1]
    return []


def place_of(doc: Doc, candidate: Candidate, objects: list[OrganisationMention], resolver: Resolver, main: bool) -> Argument | None:
    """The venue or unit behind "tại" in the event's sentence, else (main event) in the lead; for a strike where its company is."""
    if candidate.trigger.type in ONE_SIDED and objects and (found := roles.place_of_company(doc, objects[0])):
        address = " ".join(doc._.article.text[found[0] : found[1]].split())
        company = objects[0]
        return Argument(name=f"{resolver(company).name}, {address}", evidence=[(company.start, company.end), found])
    several = candidate.trigger.type in ("giam_sat", "kiem_tra") and len(objects) > 1
    lead = lead_sentences(doc)[:LATER] if main else []
    order = [candidate.sentence, *(s for s in lead[:3] if s != candidate.sentence)]
    order += [s for s in lead[3:] if s != candidate.sentence and HELD_AT.search(doc._.cased, s.start, s.end)]
    for sentence in order:
        if found := roles.place_in(doc, sentence, visited=candidate.trigger.type in VISITS):
            start, end = found
            body = next((m for m in doc._.organisations if (m.start, m.end) == (start, end)), None)
            if several and (body or sentence != candidate.sentence):
                return None
            if body:
                resolved = resolver(body)
                return Argument(name=resolved.name, evidence=[(start, end)], inferred=resolved.inferred)
            name, inferred = resolver.venue(" ".join(doc._.cased[start:end].split()))
            return Argument(name=name, evidence=[(start, end)], inferred=inferred)
    return None


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
    return _first_period(doc, candidate, order) or (reported(doc, lead_sentences(doc)[3:]) if main and type_ in SESSIONS else None)


def launched(doc: Doc, candidate: Candidate, sentences: Sequence[Sentence]) -> Value | None:
    """How long a movement is to last, where a term is stated: "từ ngày 06/3 đến ngày 03/6/2017"."""
    for sentence in sentences:
        for date in (d for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end and d.form == "range"):
            first, last = date.placed(planned=True)
            if date != candidate.date and date.use == "event" and first and last and first != last:
                return Value(value=f"{first}/{last}", evidence=[(date.start, date.end)], inferred=date.inferred)
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
    for sentence in order:
        if sentence != candidate.sentence and PLANNED.search(doc._.cased, sentence.start, sentence.end):
            continue
        dates = [
            d
            for d in doc._.dates
            if sentence.start <= d.start
            and d.end <= sentence.end
            and covers(d, type_)
            and d.form not in without
            and not (d.form == "term" and type_ != "dai_hoi" and GREETING.search(doc._.cased, sentence.start, d.start))
        ]
        dates = [d for d in dates if d.form in SPANS] or [d for d in dates if d != candidate.date]
        behind = [d for d in dates if d.start > candidate.trigger.start] if sentence == candidate.sentence else dates
        for date in behind or dates:
            return Value(value=date.period or "", evidence=[(date.start, date.end)], inferred=date.inferred)
    return None


def covers(date: DateMention, type_: str) -> bool:
    """Whether a date may be the period of an event of a type: no range of days; of a congress, an election or a launch only a term."""
    if not date.period or DAYS.match(date.period):
        return False
    if type_ == "hoi_thi":
        return date.form == "term"
    return type_ not in TERMED or (bool(YEARS.match(date.period)) and date.form != "school_year")


def people_of(doc: Doc, candidate: Candidate, main: bool, elsewhere: Sequence[tuple[int, int]]) -> list[Argument]:
    """The persons of the event: of another one those in its sentence, of the main one all that are named elsewhere."""
    found: dict[str, list[tuple[int, int]]] = {}
    for person in doc._.people:
        signed = person.signatory and candidate.trigger.type != "ky_ket"
        if person.byline or signed or person.outgoing or person.historic:
            continue
        if main or candidate.sentence.start <= person.start < candidate.sentence.end:
            found.setdefault(person.full, []).append((person.start, person.end))
    return [
        Argument(name=name, evidence=evidence)
        for name, evidence in found.items()
        if not all(any(a <= s < b for a, b in elsewhere) for s, _ in evidence)
    ]
