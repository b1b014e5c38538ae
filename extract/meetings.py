"""Meetings: the two sides of a working visit, an inspection or talks, where one sentence names both: who came, and to whom.

"X đã đón và làm việc với đoàn công tác của | Y" and "buổi làm việc giữa | Y và Z với | X": Y comes and holds it, X is the target
whoever is the subject.
"""

import re

from spacy.tokens import Doc

from extract import roles
from extract.organisations import OrganisationMention
from extract.resolve import Resolver
from extract.syllables import Sentence

Sides = tuple[list[OrganisationMention], list[OrganisationMention]]
"""Those who came, and those who received them."""
MEETINGS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai"}
"""Types of events that have two sides."""
WELCOMED = re.compile(r"(?<!\w)(?:đón(?:\stiếp)?|tiếp(?:\sđón)?|(?<!phối hợp )làm việc (?:với|cùng))\s(?:và\s)?[^.;:“”\n]{0,60}$")
BETWEEN = re.compile(r"(?<!\w)giữa\s(?:[Ll]ãnh đạo\s|đại diện\s)?$")
WITH = re.compile(r"\s(?:cùng\s)?với\s(?:các\s|lãnh đạo\s|đại diện\s|ban giám đốc\s)?$")


def sides(doc: Doc, sentence: Sentence, resolver: Resolver) -> Sides | None:
    """The two sides that a sentence names, or None."""
    text = doc._.cased
    bodies = [m for m in roles.organisations_in(doc, sentence) if resolver.names_one(m)]
    for i, body in enumerate(bodies):
        before = text[max(sentence.start, body.start - 120) : body.start]
        delegation = roles.DELEGATION.search(before)
        if i and delegation and WELCOMED.search(before[: delegation.start()]):
            hosts = [m for m in bodies[:i] if not roles.OFFICE.search(text[max(sentence.start, m.start - 60) : m.start])]
            free = [m for m in hosts if not roles.bound(doc, sentence, m)]
            if free:
                return roles.with_partners(text, bodies, i), free[:1]
        opening = before[: delegation.start()] if delegation else before
        if BETWEEN.search(opening):
            came = roles.listed(text, bodies, i)
            for k in range(i + len(came), len(bodies)):
                if WITH.search(text[came[-1].end : bodies[k].start]):
                    return came, roles.listed(text, bodies, k)
    return None
