"""Confidence: the clues that speak for or against an event; `models.confidence` weighs them."""

import re

from spacy.tokens import Doc

from extract import roles
from extract.resolve import Resolver
from extract.telling import SPANS, Candidate, dates_in, grain_of
from models.confidence import Clues

QUOTED = re.compile(r"[“\"]")
DEEP = 300
"""Characters; a trigger that stands deeper in its sentence than this is as doubtful as one here."""


MANY_PEOPLE, MANY_EVENTS = 4, 5
"""Counts above these say no more."""


def clues_of(
    doc: Doc, candidate: Candidate, main: Candidate, start: str | None, status: str, people: int, beside: int, resolver: Resolver
) -> Clues:
    """The clues of an event that was found to begin at `start`.

    `main` is the main event's candidate, which may be this one; `people` are named with it, `beside` other events are told.
    """
    trigger, sentence, date = candidate.trigger, candidate.sentence, candidate.date
    days = {(d.first, d.last) for d in dates_in(doc, sentence) if grain_of(d) == "day" and d.form not in SPANS}
    other = candidate is not main
    after = bool(start and main.date and main.date.first and start > main.date.first)
    holder = bool(roles.organisers(doc, sentence, resolver))
    dated_first = bool(date and sentence.start <= date.start < trigger.start)
    return Clues(
        clarity=candidate.clarity,
        force=trigger.force,
        holder=holder,
        dated_first=dated_first,
        inferred=bool(date and date.inferred),
        same_type=other and trigger.type == main.trigger.type,
        late=other and after and status != "planned",
        personnel=trigger.type == "nhan_su",
        deep=max(0, min(DEEP, trigger.start - sentence.start)) / 100,
        other_day=len(days) > 1,
        named=bool(QUOTED.search(doc._.cased, sentence.start, sentence.end)),
        missed_day=len(start or "") < len("2023-11-14") and any(d.use == "event" and grain_of(d) == "day" for d in doc._.dates),
        planned=status == "planned",
        people=min(people, MANY_PEOPLE),
        beside=min(beside, MANY_EVENTS),
        at_once=holder and dated_first and len(days) < 2,
    )
