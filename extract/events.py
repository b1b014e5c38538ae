"""Events: which activities the article reports, the main one first.

The main event is of the type that title and lead speak for most, by their triggers and, more softly, by all their words; its sentence is
the one that tells it best (`extract.telling`), its day is found by `extract.event_dates`. What else took place, or will, is the business of
`extract.side_events`; `extract.arguments` makes the event of a candidate.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import groupby

from spacy.tokens import Doc

from extract import roles
from extract.arguments import Told, tell
from extract.event_dates import announced, main_date
from extract.lasting import accident_day, strike_days
from extract.opinion import type_weight
from extract.resolve import Resolver
from extract.side_events import side_events
from extract.syllables import Sentence
from extract.telling import (
    INSPECTIONS,
    LEAD,
    ONE_SIDED,
    Candidate,
    befell,
    lead_sentences,
    names_day,
    planned,
    telling,
    titles,
)
from extract.time_patterns import VAGUE
from extract.triggers import TriggerMention
from models.labels import TYPES
from models.topics import NOTHING, clues, probabilities, speaks_for, strongest

TELLING = 0.2
"""What a unit of telling adds to the weight of a sentence."""
HEADLINED = 1.5
"""What the first words of a title weigh more: "Hội nghị Ban Chấp hành … : Dồn sức cho đại hội"."""
ENOUGH = 2.0
"""A type with less evidence than one verb of the lead is no event."""
MANNER = 0.6
"""Share of the evidence for a working visit that makes it the manner of an inspection."""
UNSAID = 3.0
"""What a type has without any trigger."""
HEARD, HARDLY_HEARD = 0.5, 0.3
"""The powers to which a type's probability by the words alone is raised, the second where the triggers are clear: what told most types of
journalism, and no fewer of reports, by which lots of gold had been left out."""
CLEAR = 12.0
"""The evidence for one type from which the triggers are."""
ANSWERED = 0.5
"""What is left of the evidence for what befell somebody where a body holds something: because of it, as a rule."""
IDLE = 0.4
"""How probable by the words it must be that an article whose triggers say little reports nothing."""
TOLD = 1.2
"""The telling of a sentence that reports something, though no trigger says what."""
LATE = 0.45
"""What each sentence before it takes less from one that gives a day, where no earlier one reports anything: a scene comes first."""
BESIDE = 0.5
"""What is left of the evidence in a title behind its semicolon, where it goes on to something else."""
SEMICOLON = re.compile(r";\s")
UNANNOUNCED = ONE_SIDED | INSPECTIONS | {"lam_viec", "trien_khai", "nhan_su"}
"""Types of what is not announced, or prepares something else."""
SPOKEN = 0.3
"""How clear the type of such an activity is."""


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
    scores, best = evidence(doc, tells, resolver)
    chances = probabilities(words_of(doc))
    type_ = main_type(scores, chances, lambda k: type_weight(doc, k))
    named = scores.get(type_, 0.0) >= ENOUGH
    if not named and chances[NOTHING] > IDLE:
        return None
    if named and type_ == "lam_viec":  # an inspection works with those it goes to
        also = [t for t in sorted(INSPECTIONS) if scores.get(t, 0.0) >= MANNER * scores[type_]]
        type_ = max(also, key=lambda t: scores[t], default=type_)
    clarity = scores[type_] / sum(scores.values()) if named else SPOKEN
    if named and type_ not in UNANNOUNCED and (ahead := announced(doc, type_)):
        return Candidate(ahead[1], ahead[0], ahead[2], clarity)
    found = telling_sentence(doc, type_, best[type_], tells) if named else spoken_sentence(doc, type_, tells)
    if found is None:
        return None
    sentence, trigger = found
    date = main_date(doc, sentence)
    if date and type_ == "tranh_chap":
        date = strike_days(doc, date)
    elif date and type_ == "tai_nan" and not (sentence in lead_sentences(doc)[:1] and roles.organisers(doc, sentence, resolver)):
        date = accident_day(doc, date)  # but for who meets because of one, as the lead tells
    held = type_ in ONE_SIDED or any(roles.organisers(doc, s, resolver) for s in [sentence, *titles(doc)])
    if date is None and not (named and held) and not dated(doc, vaguely=named):
        return None  # nobody holds it and nothing dates it: advice, a portrait, an opinion
    return Candidate(trigger, sentence, date, clarity)


def evidence(doc: Doc, tells: dict[int, float], resolver: Resolver) -> tuple[dict[str, float], dict[str, TriggerMention]]:
    """How much the triggers speak for each type as the main one, and which of them does most."""
    weights = zone_weights(doc, tells)
    headlines = {s.start for s in titles(doc)}
    second = [(semicolon.start(), s.end) for s in titles(doc) if (semicolon := SEMICOLON.search(doc._.cased, s.start, s.end))]
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, TriggerMention]] = {}
    for index, triggers in groupby(doc._.triggers, key=lambda t: t.sentence):
        most: dict[str, float] = {}
        held = index in tells and bool(roles.organisers(doc, doc._.sentences[index], resolver))
        for order, t in enumerate(triggers):
            value = t.force * weights.get(index, 0) * (1.0 if order == 0 else 0.75) * (HEADLINED if t.start in headlines else 1.0)
            if held and t.type in ONE_SIDED:
                value *= ANSWERED
            if any(start < t.start < end for start, end in second):
                value *= BESIDE
            most[t.type] = max(most.get(t.type, 0), value)
            if value > best.get(t.type, (0.0, t))[0]:
                best[t.type] = (value, t)
        for type_, value in most.items():
            scores[type_] += value
    return scores, {type_: trigger for type_, (_, trigger) in best.items()}


def main_type(scores: Mapping[str, float], chances: Mapping[str, float], heard: Callable[[str], float] = lambda _: 1.0) -> str:
    """The type for which triggers, words and the model, if there is one, speak together: as much as the product of what they say."""
    power = HARDLY_HEARD if max(scores.values(), default=0.0) >= CLEAR else HEARD
    return max(TYPES, key=lambda k: ((scores.get(k, 0.0) + UNSAID) * chances[k] ** power * heard(k), k))


def dated(doc: Doc, vaguely: bool) -> bool:
    """Whether the article names a day, though it may be one that nothing tells; "thời gian qua" is one only `vaguely`."""
    days = [d for d in doc._.dates if d.use == "event" and d.form in ("relative", "day", "weekday")]
    return any(vaguely or doc._.cased[d.start : d.end].lower() not in VAGUE for d in days)


def spoken_sentence(doc: Doc, type_: str, tells: dict[int, float]) -> tuple[Sentence, TriggerMention] | None:
    """The sentence that reports an activity of which the article's words speak rather than a trigger, with the words that do so most."""
    words = words_of(doc)
    body = lead_sentences(doc)[:LEAD]
    early = [s for s in body if tells[s.index] >= TOLD]
    late = [s for rank, s in enumerate(body) if tells[s.index] + LATE * rank >= TOLD and names_day(doc, s)]
    lead = max(early or late, key=lambda s: (tells[s.index] + speaks_for(type_, words_in(doc, s), len(words)), -s.index), default=None)
    if lead is None or not doc._.organisations:
        return None
    triggers = [t for t in doc._.triggers if t.type == type_ and t.sentence == lead.index]
    if triggers:
        return lead, max(triggers, key=lambda t: t.force)
    phrase = r"\s".join(strongest(type_, words_in(doc, lead)).split())
    span = re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE).search(doc._.cased, lead.start, lead.end) if phrase else None
    start, end = span.span() if span else (lead.start, lead.end)
    return lead, TriggerMention(start, end, type_, ENOUGH, lead.index)


def words_of(doc: Doc) -> set[str]:
    """The words of title and opening, for `models.topics`."""
    return clues(doc._.cased[s.start : s.end] for s in [*titles(doc), *lead_sentences(doc)[:LEAD]])


def words_in(doc: Doc, sentence: Sentence) -> set[str]:
    """Those of one sentence."""
    return clues([doc._.cased[sentence.start : sentence.end]])


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
