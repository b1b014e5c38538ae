"""Visited: the bodies that a supervision, inspection or visit went to, where sentences of their own tell them.

"Đơn vị được kiểm tra là | Công đoàn phường …", "Chặng đầu là | Trường …", "Buổi chiều đến lượt | Trường …", "Nơi đến: | CĐCS …".
"""

import re
from collections.abc import Set

from spacy.tokens import Doc

from extract import roles
from extract.organisations import OrganisationMention
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import PLANNED, Candidate, dates_in, grain_of, lead_sentences
from extract.word_classes import any_of

FAR = 8
"""Sentences behind the event's own in which its stops are told."""
NAMED = re.compile(
    rf"(?<!\w)(?:{any_of('stop_of_visit')}|(?:được|chịu)\s(?:sự\s)?{any_of('visiting_verb')})(?!\w)[^.;:“]{{0,60}}"
    r"(?:\s(?:là|gồm|có|dành cho|bao gồm)(?:\s[^.;:“]{0,30})?)?(?:(?<=là)|(?<=gồm)|(?<=có)|(?<=dành cho)|:)\s$",
    re.I,
)
"""A stop, said to be this body: "Nơi đoàn đến đầu tiên là | …", "Danh sách đơn vị lần này gồm: | …"."""
WENT = re.compile(
    r"(?<!\w)(?:đoàn|tổ công tác)\s(?:[^\W\d]+\s){0,4}?"
    rf"(?:{any_of('visiting_verb')}|đến|tới|ghé|sang)\s(?:tại\s|với\s)?$|đến lượt\s$",
    re.I,
)
"""The delegation goes on: "Rời bệnh viện, đoàn đến thăm | …"."""


def stops(doc: Doc, candidate: Candidate, taken: Set[str], resolver: Resolver) -> list[OrganisationMention]:
    """The bodies that are told to be stops of the main event, each once, in order.

    Not those whose full names are `taken`, nor those that sentences of another day name.
    """
    text = doc._.cased
    found: dict[str, OrganisationMention] = {}
    behind = [s for s in lead_sentences(doc) if s.start >= candidate.sentence.start][: FAR + 1]
    for sentence in (s for s in behind if not _of_another_day(doc, s, candidate)):
        bodies = [m for m in roles.organisations_in(doc, sentence) if m.start > candidate.sentence.start]
        for i, body in enumerate(bodies):
            before = text[max(sentence.start, body.start - 120) : body.start]
            if (NAMED.search(before) or WENT.search(before)) and not roles.VENUE.match(body.text):
                for stop in roles.listed(text, bodies, i):
                    name = resolver(stop).name
                    if resolver.names_one(stop) and name not in taken:
                        found.setdefault(name, stop)
    return list(found.values())


def _of_another_day(doc: Doc, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a sentence tells of something planned, or gives a day outside the event's."""
    if PLANNED.search(doc._.cased, sentence.start, sentence.end):
        return True
    days = [d for d in dates_in(doc, sentence) if grain_of(d) == "day"]
    event = candidate.date
    return sentence != candidate.sentence and any(
        not (event and event.first and event.last and event.first <= (d.first or "") <= event.last) for d in days
    )
