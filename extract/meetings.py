"""Meetings: the two sides of a working visit, an inspection or talks, where one sentence names both, of an inspection title and lead too.

"X đã đón và làm việc với đoàn công tác của | Y" and "buổi làm việc giữa | Y và Z với | X": Y comes and holds it, X is the target
whoever is the subject. Who inspects is the one above: "Công đoàn Sở làm việc với | UBKT Công đoàn Viên chức tỉnh".
"""

import re

from spacy.tokens import Doc

from extract import roles
from extract.organisations import OrganisationMention
from extract.places import SIZES
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import INSPECTIONS, Candidate, lead_sentences, titles

Sides = tuple[list[OrganisationMention], list[OrganisationMention]]
"""Those who came, and those who received them."""
MEETINGS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai"}
"""Types of events that have two sides."""
WELCOMED = re.compile(r"(?<!\w)(?:đón(?:\stiếp)?|tiếp(?:\sđón)?|(?<!phối hợp )làm việc (?:với|cùng))\s(?:và\s)?[^.;:“”\n]{0,60}$")
RECEIVED = re.compile(
    r"(?<!\w)(?:đón(?:\stiếp)?|tiếp(?:\sđón)?)\s(?:các\s)?(?:chị|anh|đồng chí|cán bộ|lãnh đạo|đại diện)\s(?:trong\s|của\s|từ\s)?$"
)
"""Those who come, no delegation by name: "có dịp đón các chị trong | Ban Nữ công LĐLĐ thành phố"."""
WORKED_WITH = re.compile(r"(?<!\w)làm việc (?:với|cùng)\s(?:lãnh đạo\s|đại diện\s|các đồng chí\s)?$")
OPENING = 3
"""Sentences of the body in which the sides of an inspection are looked for"""
BETWEEN = re.compile(r"(?<!\w)giữa\s(?:[Ll]ãnh đạo\s|đại diện\s)?$")
WITH = re.compile(r"\s(?:cùng\s)?với\s(?:các\s|lãnh đạo\s|đại diện\s|ban giám đốc\s)?$")


def sides_of(doc: Doc, candidate: Candidate, resolver: Resolver, main: bool) -> Sides | None:
    """The two sides of an event, if it has any: by its own sentence, of an inspection that the article is about by title and lead."""
    type_ = candidate.trigger.type
    if type_ not in MEETINGS:
        return None
    others = titles(doc) + lead_sentences(doc)[:OPENING] if main and type_ in INSPECTIONS else []
    return next((met for sentence in [candidate.sentence, *others] if (met := sides(doc, sentence, type_, resolver))), None)


def sides(doc: Doc, sentence: Sentence, type_: str, resolver: Resolver) -> Sides | None:
    """The two sides of a meeting of this type that a sentence names, or None."""
    text = doc._.cased
    bodies = [m for m in roles.organisations_in(doc, sentence) if resolver.names_one(m)]
    for i, body in enumerate(bodies):
        before = text[max(sentence.start, body.start - 120) : body.start]
        delegation = roles.DELEGATION.search(before)
        welcomed = bool(delegation and WELCOMED.search(before[: delegation.start()])) or bool(RECEIVED.search(before))
        if i and (welcomed or (type_ in INSPECTIONS and WORKED_WITH.search(before) and _rank(body) > _rank(bodies[i - 1]))):
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


def _rank(body: OrganisationMention) -> int:
    """How high a body stands; a house, the union in one and what has no level of its own below a commune."""
    if body.kind == "union" and body.inner is not None:
        return 0
    return len(SIZES) + 1 if body.level == "national" else SIZES.get(body.level, 0)
