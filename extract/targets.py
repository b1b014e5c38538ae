"""Targets: at whom it was done, who was inspected, visited, received, taught, honoured, founded or struck.

How a report says so has no end of forms, and rules for them held on the articles they were made from: 0.60 (F1) on articles never seen,
where a model of the same articles had 0.79. So every body that the article names is asked about: `extract.target_clues` has what speaks
for and against it, the weights are learned from gold (`extract.train`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from extract.meetings import sides_of
from extract.namings import namings
from extract.opinion import target_odds
from extract.organisations import HEADS, OrganisationMention, is_class
from extract.resolve import HOUSE_HEAD, HOUSES, MANAGEMENT, Resolver
from extract.syllables import LOWER
from extract.target_clues import clues_of_namings
from extract.telling import INSPECTIONS, ONE_SIDED, Candidate, lead_sentences, titles
from extract.word_classes import any_of
from models.logistic import Weights, probability, shipped
from schemas.names import normalise


class Asked(NamedTuple):
    """A body that may be a target: its full name, a mention, the clues there, and where the list begins that it is a member of.

    `learned` are the log odds that a model adds (`extract.opinion`).
    """

    name: str
    mention: OrganisationMention
    clues: set[str]
    list: int
    learned: float = 0.0


OBJECTS = {
    "giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai", "tap_huan", "khen_thuong", "thanh_lap", "mai_am", "tuyen_truyen",
    *ONE_SIDED,
}  # fmt: skip
"""Types that are done to somebody."""
ALWAYS = {"giam_sat", "kiem_tra", "lam_viec", "thanh_lap", *ONE_SIDED}
"""Types that are never done to nobody: the likeliest body is taken though it be doubtful."""
CLASSES = {"khen_thuong", "tap_huan", "kiem_tra", "giam_sat"}
"""Types that are done to unions at large ("tập huấn cho | các CĐCS")."""
VISITS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo"}
"""Types whose place is the body that they go to."""
TRADE = rf"\s(?!{any_of('name_stop')}(?!\w))[{LOWER}]+"
FIRMS = re.compile(rf"(?<!\w)(?:tại|ở|đối với)\s(?:các|một số|nhiều|\d+)\s(doanh nghiệp(?:{TRADE}){{0,5}})")
LEAST, FAINT = 0.45, 0.2
"""The probability from which a body is a target, and from which the likeliest is one of a type in `ALWAYS`."""
NEARLY = 0.9
"""As likely as the likeliest: the others of a list."""
READ = 15
"""Sentences of the body that are read."""


def targets_of(
    doc: Doc, candidate: Candidate, holders: Sequence[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The targets of an event, in the order of the text; none of those who hold it."""
    type_ = candidate.trigger.type
    if type_ not in OBJECTS:
        return []
    likely = likelihoods(bodies_with_clues(doc, candidate, holders, resolver, main), type_, shipped("targets"))
    if met := sides_of(doc, candidate, resolver, main):
        likely |= {resolver(host).name: (1.0, host) for host in met[1]}
    chosen = chosen_of(likely, type_, main)
    if not chosen and type_ in INSPECTIONS:
        return class_of_firms(doc, candidate)
    found = [likely[name][1] for name in chosen]
    return sorted((struck(doc, body) if type_ in ONE_SIDED else house_of(doc, body) for body in found), key=lambda body: body.start)


def bodies_with_clues(
    doc: Doc, candidate: Candidate, holders: Sequence[OrganisationMention], resolver: Resolver, main: bool
) -> Iterator[Asked]:
    """Every body that may be a target: of the main event anywhere, of another in its own sentence."""
    body = [(rank, s) for rank, s in enumerate(lead_sentences(doc)) if (rank < READ if main else s == candidate.sentence)]
    title = [(-1, s) for s in titles(doc)] if main else []
    found = list(namings(doc, [*title, *body]))
    if candidate.trigger.type == "thanh_lap":
        found = [replace(naming, bodies=tuple(map(_union_of, naming.bodies))) for naming in found]
    names = [resolver(holder).name for holder in holders]
    held = {name.lower() for name in names}
    for begins, mention, clues in clues_of_namings(doc, candidate, names, found, resolver, main):
        name = resolver(mention).name
        if name.lower() not in held:
            yield Asked(name, mention, clues, begins, target_odds(doc, mention.start, mention.end) if main else 0.0)


def likelihoods(asked: Iterable[Asked], type_: str, weights: Weights) -> dict[str, tuple[float, OrganisationMention]]:
    """By full name how likely each body is a target, and the mention that says it best; a list is as likely as its likeliest member."""
    asked = [one for one in asked if _names_one(one.mention) or (one.mention.level == "grassroots" and type_ in CLASSES)]
    lists: dict[int, float] = {}
    for one in asked:
        lists[one.list] = max(lists.get(one.list, 0.0), probability(one.clues, weights, one.learned))
    found: dict[str, tuple[float, OrganisationMention]] = {}
    for one in asked:
        if lists[one.list] > found.get(one.name, (-1.0, one.mention))[0]:
            found[one.name] = lists[one.list], one.mention
    return found


def chosen_of(likely: Mapping[str, tuple[float, OrganisationMention]], type_: str, main: bool) -> list[str]:
    """The names of those that are likely enough, each body once, the likeliest first."""
    ranked = sorted(likely, key=lambda name: -likely[name][0])
    best = likely[ranked[0]][0] if ranked else 0.0
    least = max(FAINT, NEARLY * best) if main and type_ in ALWAYS and best < LEAST else LEAST
    chosen: list[str] = []
    for name in ranked:
        if likely[name][0] >= least and not any(_alike(name, other) for other in chosen):
            chosen.append(name)
    return [name for name in chosen if not any(_is_house_of(name, other) or _is_class_of(name, other) for other in chosen)]


def _names_one(body: OrganisationMention) -> bool:
    """Whether it is a body, or a class that has a name of its own ("CĐCS khối trường học")."""
    return not body.bare or is_class(body.text)


def _union_of(house: OrganisationMention) -> OrganisationMention:
    """The union that is founded in a house, for which the house stands: "thành lập CĐCS tại | Công ty X"; any other body as it is."""
    if house.kind not in HOUSES or house.bare:
        return house
    text = f"công đoàn cơ sở {house.text}"
    return replace(house, text=text, head="công đoàn cơ sở", kind="union", level="grassroots", inner=house.start)


def _alike(name: str, other: str) -> bool:
    """Whether two names are of one body: they end alike, and one says all of the other ("Công ty TNHH MTV May X", "Công ty May X")."""
    short, long = sorted((normalise(name).split(), normalise(other).split()), key=len)
    left = iter(long)
    return short[:1] == long[:1] and short[-2:] == long[-2:] and all(syllable in left for syllable in short)


def _is_house_of(name: str, other: str) -> bool:
    """Whether a name is the end of another one: the house of a union that is named too."""
    return len(name) < len(other) and other.lower().endswith(name.lower())


def _is_class_of(name: str, other: str) -> bool:
    """Whether a name is the beginning of another one: the class of unions that is named too."""
    return f"{other} ".lower().startswith(f"{name} ".lower()) and len(name) < len(other)


def class_of_firms(doc: Doc, candidate: Candidate) -> list[OrganisationMention]:
    """The class of firms that is looked into where none is named: "giám sát … tại 8 | doanh nghiệp chế biến chè"."""
    found = FIRMS.search(doc._.cased, candidate.trigger.end, max(candidate.trigger.end, candidate.sentence.end))
    return [OrganisationMention(found.start(1), found.end(1), found[1], "công ty", "company", "")] if found else []


def struck(doc: Doc, body: OrganisationMention) -> OrganisationMention:
    """The house that a strike or an accident befell, where its union is named: "Chủ tịch CĐCS | Công ty May X"; any other body as it is."""
    text = doc._.cased[body.inner : body.end] if body.kind == "union" and body.inner is not None else ""
    house = HOUSE_HEAD.match(text.lower())
    if body.inner is None or not house:
        return body
    return replace(body, start=body.inner, text=text, head=house[0], kind=HEADS[house[0]].kind, level="", inner=None)


def house_of(doc: Doc, body: OrganisationMention) -> OrganisationMention:
    """The house whose bare management is met ("đối thoại với ban giám đốc"): the nearest before it; else the body itself."""
    if body.head not in MANAGEMENT or body.inner is not None:
        return body
    before = [m for m in doc._.organisations if m.start < body.start and m.kind in ("company", "school", "hospital") and not m.bare]
    return before[-1] if before else body
