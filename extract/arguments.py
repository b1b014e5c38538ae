"""Arguments: an event's candidate in, the event out: status, dates, title, and who held it, at whom, where, for which period, with whom.

`extract.roles` finds what fills a role in one sentence; here is where to look when the event's own sentence is silent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extract import roles
from extract.confidence import clues_of
from extract.event_places import place_of
from extract.meetings import sides_of
from extract.organisations import OrganisationMention
from extract.periods import period_of
from extract.resolve import SECTOR, Resolved, Resolver
from extract.targets import targets_of
from extract.telling import ONE_SIDED, PLANNED, Candidate, lead_sentences, planned, titles
from extract.word_classes import word
from models.confidence import Clues, confidence
from schemas.record import Argument, Event, Value

DONE = re.compile(r"(?<!\w)đã\s(?:[^\W\d]+\s){0,3}$")
"""What tells that the deed behind it is done, whatever else the sentence looks forward to."""
ONGOING = re.compile(word("ongoing"))
BY_OFFICERS = {"cham_lo", "ky_ket"}
"""Types of which officers are named in the place of their bodies; of others a body that another sentence names is the holder more often."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event, the range of the text that tells it (what is counted there belongs to it), and what its confidence is made of."""

    event: Event
    start: int
    end: int
    clues: Clues


def tell(
    doc: Doc, candidate: Candidate, resolver: Resolver, first: Candidate, beside: int, elsewhere: Sequence[tuple[int, int]] = ()
) -> Told:
    """One event with its arguments, and where it is told.

    `first` is the main event's candidate, `beside` the number of other candidates, `elsewhere` the ranges of other events.
    """
    main = candidate is first
    trigger, sentence = candidate.trigger, candidate.sentence
    type_ = trigger.type
    holders = holders_of(doc, candidate, resolver, main)
    objects = targets_of(doc, candidate, holders, resolver, main)
    if type_ == "doi_thoai" and first.trigger.type == "tranh_chap" and not objects:
        objects = targets_of(doc, first, [], resolver, main=True)  # talks to settle a strike are with the company
    place = place_of(doc, candidate, objects, resolver, main)
    date = candidate.date
    status = status_of(doc, candidate, main)
    start, end = date.placed(status == "planned") if date else (None, None)
    people = people_of(doc, candidate, main, elsewhere)
    clues = clues_of(doc, candidate, first, start, status, len(people), beside, resolver)
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
        province=resolver.province,
        period=period_of(doc, candidate, main),
        people=people,
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
        first, last = (day or "" for day in date.placed(False))
        if len(first) == 10 and first > published:
            return "planned"
        if len(first) == len(last) == 10 and last > published:
            return "ongoing"
    told = next((s for s in doc._.sentences if date and s.start <= date.start < s.end), candidate.sentence)
    if main and told != candidate.sentence and told.zone == "body" and planned(doc, told):
        return "planned"
    until = (
        max(candidate.trigger.end, date.end if date and not main and date.start < candidate.sentence.end else 0) - candidate.sentence.start
    )
    done = DONE.search(text[: max(0, candidate.trigger.start - candidate.sentence.start)])
    if not done and PLANNED.search(text[: max(0, until) + 40]):
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
    """The organisers: the body whose congress or session it is; else by the event's sentence, title and lead; else the first body named.

    Nobody holds a strike or an accident.
    """
    sentence, trigger = candidate.sentence, candidate.trigger
    if trigger.type in ONE_SIDED:
        return []
    if trigger.type in ("dai_hoi", "hoi_nghi_bch") and (found := roles.named_in(doc, sentence, trigger.start, trigger.end)):
        return found
    if trigger.type == "nhan_su" and (found := roles.deciding(doc, sentence)):
        return found
    if met := sides_of(doc, candidate, resolver, main):
        return met[0]
    if found := roles.organisers(doc, sentence, resolver):
        return found
    if trigger.type in BY_OFFICERS and (found := roles.represented(doc, sentence, trigger.start, resolver)):
        return found
    if main and trigger.type == "dai_hoi" and (found := _whose_congress(doc)):
        return found
    others = lead_sentences(doc)[:4] + titles(doc) if main else []
    for other in others:
        if found := roles.organisers(doc, other, resolver):
            return found
    bodies = [
        m for s in [sentence, *others] for m in roles.organisations_in(doc, s) if resolver.names_one(m) and m.kind in ("union", "committee")
    ]
    unions = [m for m in doc._.organisations if m.kind == "union" and resolver.names_one(m)]
    named = (m for m in [*bodies, *unions] if m.head != SECTOR or not resolver.generic(resolver(m)))
    return next((roles.together(doc, m, resolver) for m in named if not roles.is_guest(doc, m)), [])


def _whose_congress(doc: Doc) -> list[OrganisationMention]:
    """The body whose congress title or lead name."""
    sentences = {s.index: s for s in [*titles(doc), *lead_sentences(doc)[:4]]}
    congresses = [t for t in doc._.triggers if t.sentence in sentences and t.type == "dai_hoi"]
    return next((found for t in congresses if (found := roles.named_in(doc, sentences[t.sentence], t.start, t.end))), [])


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
