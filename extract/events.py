"""Events: which activities the article reports, the main one first.

The main event is the type that title and lead speak for most; its sentence is the one that tells it best (`extract.telling`), its day is
found by `extract.event_dates`. What else took place, or will, is the business of `extract.side_events`; `extract.arguments` makes the event
of a candidate.
"""

from collections import defaultdict
from itertools import groupby

from spacy.tokens import Doc

from extract import roles
from extract.arguments import Told, tell
from extract.event_dates import main_date, strike_days
from extract.opinion import type_weight
from extract.resolve import Resolver
from extract.side_events import side_events
from extract.syllables import Sentence
from extract.telling import (
    INSPECTIONS,
    LEAD,
    ONE_SIDED,
    STAGED,
    Candidate,
    befell,
    lead_sentences,
    names_day,
    planned,
    telling,
    titles,
)
from extract.triggers import TriggerMention

TELLING = 0.2
"""What a unit of telling adds to the weight of a sentence."""
HEADLINED = 1.5
"""What the first words of a title weigh more: "Hội nghị Ban Chấp hành … : Dồn sức cho đại hội"."""
ENOUGH = 2.0
"""A type with less evidence than one verb of the lead is no event."""
MANNER = 0.6
"""Share of the evidence for a working visit that makes it the manner of an inspection."""
FULL = 5.0
"""The telling of a sentence that gives day, holder and deed."""


def events_of(doc: Doc, resolver: Resolver) -> list[Told]:
    """All events of an article, the main one first; none where the article reports no activity."""
    if doc._.article.language != "vi":
        return []
    main = main_candidate(doc, resolver)
    if main is None:
        return []
    others = side_events(doc, main, resolver)
    elsewhere = [(c.sentence.start, c.sentence.end) for c in others if c.date != main.date]
    told = [tell(doc, main, resolver, main, len(others), elsewhere)]
    first = told[0].event
    if first.types[0] in ONE_SIDED and not first.targets and not first.start:
        return []
    for candidate in others:
        other = tell(doc, candidate, resolver, main, len(others))
        if (other.event.types[0], other.event.start) != (first.types[0], first.start) and (
            other.event.types[0] not in ONE_SIDED or other.event.targets
        ):
            told.append(other)
    return told


def main_candidate(doc: Doc, resolver: Resolver) -> Candidate | None:
    """The main event, or None."""
    tells = {s.index: telling(doc, s, rank, resolver) for rank, s in enumerate(lead_sentences(doc)[:LEAD])}
    weights = zone_weights(doc, tells)
    headlines = {s.start for s in titles(doc)}
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, TriggerMention]] = {}
    for index, named in groupby(doc._.triggers, key=lambda t: t.sentence):
        strongest: dict[str, float] = {}
        for order, t in enumerate(named):
            value = t.force * weights.get(index, 0) * (1.0 if order == 0 else 0.75) * (HEADLINED if t.start in headlines else 1.0)
            strongest[t.type] = max(strongest.get(t.type, 0), value)
            if value > best.get(t.type, (0.0, t))[0]:
                best[t.type] = (value, t)
        for type_, value in strongest.items():
            scores[type_] += value
    enough = [k for k in scores if scores[k] >= ENOUGH]
    type_ = max(enough or scores, key=lambda k: (scores[k] * type_weight(doc, k), k), default="")
    if scores[type_] < ENOUGH:
        return unnamed(doc, tells)
    if type_ == "lam_viec":  # an inspection works with those it goes to
        type_ = max((t for t in sorted(INSPECTIONS) if scores[t] >= MANNER * scores[type_]), key=lambda t: scores[t], default=type_)
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
    of_type = [t for t in doc._.triggers if t.type == type_]
    scored = []
    for sentence in body:
        triggers = [t for t in of_type if t.sentence == sentence.index]
        if triggers:
            trigger = max(triggers, key=lambda t: t.force)
            scored.append((tells[sentence.index] + 0.5 * trigger.force, -sentence.index, sentence, trigger))
    lead = max(body, key=lambda s: (tells[s.index], -s.index), default=None)
    if type_ in ONE_SIDED:
        lead = next((s for s in body if names_day(doc, s) and befell(doc, s)), lead)
        return lead or doc._.sentences[best.sentence], max((t[3] for t in scored), key=lambda t: t.force, default=best)
    if not scored:
        return doc._.sentences[best.sentence] if lead is None or tells[lead.index] < 4 else lead, best
    held = [x for x in scored if x[0] >= ENOUGH + 1.5 and not planned(doc, x[2])]
    _, _, sentence, trigger = max(held or scored, key=lambda x: x[:2])
    return (lead, trigger) if lead and tells[lead.index] - tells[sentence.index] > 2.2 else (sentence, trigger)
