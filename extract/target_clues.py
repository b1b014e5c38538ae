"""The clues that speak for or against a body's being the target of an event; `models.logistic` weighs them.

A clue is `name=value`; those in `BY_TYPE` stand once more with the main event's type in front, for what is done decides how it is told,
or with `beside`, for other events are told in passing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc

from extract import roles
from extract.meetings import sides
from extract.namings import Naming
from extract.organisations import OrganisationMention, is_class
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import Candidate, dates_in, grain_of, of_another_day, planned
from extract.word_classes import any_of, word

BY_TYPE = {
    "lead", "trigger", "first behind it", "before", "before two", "kind", "level", "head", "bare", "class", "visit ahead",
    "service ahead", "telling", "rank", "workers ahead", "founding ahead", "receipt behind", "gift ahead", "side", "award",
    "day", "within holder", "its union is named", "its house is named", "only house", "in title",
}  # fmt: skip
WINDOW, NEAR = 80, 60
"""Characters before and behind a naming that are read."""
LEADS = re.compile(
    r"(?<!\w)(?:tại|ở|đến|tới|về|với|cho|của|do|từ|trên|đối với|thăm|tặng|giữa|và|cùng|gồm|là|bởi|được|thuộc|xuống|sang|ghé|vào|qua)(?!\w)"
    r"|[:,](?!\w)",
    re.I,
)
"""Words and signs that lead to a body; the last one before it tells most of its role."""
OF_OFFICE = re.compile(
    r"(?<!\w)(?:Chủ tịch|Phó|Trưởng|Giám đốc|Bí thư|đại diện|đồng chí|ông|bà|Hiệu trưởng|Tổng Giám đốc|Thường trực|nguyên)[^,.;]{0,40}$",
    re.I,
)
"""A body that only says whose officer somebody is."""
WORDS = {
    "visit": any_of("visiting_verb"),
    "visiting word": any_of("visiting_word"),
    "service": any_of("serving_word"),
    "stop": f"{any_of('stop_of_visit')}|{any_of('order_of_stops')}",
    "workers": any_of("workers"),
    "gift": any_of("giving_verb"),
    "delegation": any_of("delegation"),
    "founding": "thành lập|ra mắt|mang tên|công nhận",
    "receipt": "(?:đón )?nhận|được (?:tặng|trao|khen|tuyên dương)|đón|tiếp",
}
AHEAD = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I) for name, pattern in WORDS.items()}
PAUSE = re.compile(r"[,;:“\n]")
CLAUSE = re.compile(r"[;:“\n]")
PIECE = re.compile(r"\w+|[^\w\s]")
GUEST = re.compile(word("guest_word"), re.I)
HOUSES = ("company", "school", "hospital")
FAR, STEP, LATE = 4, 25, 6
"""Distances are counted in steps of characters, and sentences one by one, up to these."""
NEARBY = 10
"""Days by which the stops of one visit may lie apart."""
WHOLE = len("2016-04-21")


def clues_of_namings(
    doc: Doc, candidate: Candidate, holders: Sequence[str], found: Sequence[Naming], resolver: Resolver, main: bool
) -> Iterator[tuple[int, OrganisationMention, set[str]]]:
    """(start of its naming, body, clues) of each body of each naming; `holders` are the names of those who hold the event."""
    case = candidate.trigger.type if main else "beside"
    bodies: dict[str, list[tuple[Naming, OrganisationMention]]] = {}
    for naming in found:
        for body in naming.bodies:
            bodies.setdefault(resolver(body).name, []).append((naming, body))
    houses = sum(named[0][1].kind in HOUSES and not named[0][1].bare for named in bodies.values())
    around = {naming: set(_of_naming(doc, candidate, naming, found, resolver)) for naming in found}
    for name, named in bodies.items():
        own = set(_of_body(name, named, holders, tuple(bodies), houses, resolver))
        for naming, body in named:
            clues = own | around[naming] | {f"leading member={body is naming.bodies[0]}"}
            yield naming.start, body, clues | {f"{case}: {clue}" for clue in clues if clue.partition("=")[0] in BY_TYPE}


def _of_body(
    name: str,
    named: Sequence[tuple[Naming, OrganisationMention]],
    holders: Sequence[str],
    others: Sequence[str],
    houses: int,
    resolver: Resolver,
) -> Iterator[str]:
    """What a body is, and where all it is named."""
    body, low = named[0][1], name.lower()
    ranks = [naming.rank for naming, _ in named if naming.rank >= 0]
    names = [other.lower() for other in others if other != name]
    yield f"kind={body.kind}"
    yield f"level={body.level}"
    yield f"head={body.head}"
    yield f"bare={body.bare}"
    yield f"class={is_class(body.text)}"
    yield f"inner={body.inner is not None}"
    yield f"house={resolver.house == name}"
    yield f"only house={houses == 1 and body.kind in HOUSES and not body.bare}"
    yield f"houses={min(houses, 3)}"
    yield f"named={min(len(named), FAR)}"
    yield f"in title={any(naming.rank < 0 for naming, _ in named)}"
    yield f"first named={min(min(ranks, default=LATE), LATE)}"
    yield f"within holder={any(holder.lower().endswith(low) for holder in holders)}"
    yield f"holder within={any(low.endswith(holder.lower()) for holder in holders)}"
    yield f"its union is named={any(other.endswith(low) and other.startswith('công đoàn') for other in names)}"
    yield f"its house is named={any(low.endswith(other) for other in names)}"


def _of_naming(doc: Doc, candidate: Candidate, naming: Naming, found: Sequence[Naming], resolver: Resolver) -> Iterator[str]:
    """What stands around a naming."""
    text, sentence, type_ = doc._.cased, naming.sentence, candidate.trigger.type
    before, behind = text[sentence.start : naming.start], text[naming.end : sentence.end]
    words, next_words = _words(before[-WINDOW:])[-LATE:][::-1], _words(behind[:NEAR])[:2]
    yield from (f"before {at}={one}" if at else f"before={one}" for at, one in enumerate(words[:3]))
    yield from (f"near before={one}" for one in words)
    yield from (f"behind {at}={one}" for at, one in enumerate(next_words))
    yield f"before two={' '.join(words[1::-1])}"
    yield f"before three={' '.join(words[2::-1])}"
    yield f"behind two={' '.join(next_words)}"
    clause = CLAUSE.split(before)[-1]
    yield f"lead={(LEADS.findall(clause) or ['none'])[-1].lower()}"
    for name, pattern in AHEAD.items():
        if said := list(pattern.finditer(clause)):
            yield f"{name} ahead"
            yield f"{name} ahead={min((len(clause) - said[-1].end()) // STEP, FAR)}"
            yield f"{name} is={said[-1][0].lower()}"
        if follows := pattern.search(behind[: 2 * NEAR]):
            yield f"{name} behind={min(follows.start() // STEP, FAR)}"
    if OF_OFFICE.search(clause[-NEAR:]):
        yield "of an office"
    if GUEST.search(clause[-WINDOW:]):
        yield "guest word ahead"
    if GUEST.search(CLAUSE.split(behind[:NEAR])[0]):
        yield "guest word behind"
    if met := sides(doc, sentence, type_, resolver):
        yield f"side={'host' if naming.bodies[0] in met[1] else 'guest' if naming.bodies[0] in met[0] else 'neither'}"
    if awards := [award for award in doc._.awards if sentence.start <= award.start < sentence.end]:
        yield f"award={'ahead' if any(award.start < naming.start for award in awards) else 'behind'}"
    triggers = [t for t in doc._.triggers if t.sentence == sentence.index and t.type == type_]
    if triggers:
        nearest = min(triggers, key=lambda t: abs(t.start - naming.start))
        gap = naming.start - nearest.end
        yield f"trigger={'ahead' if gap >= 0 else 'behind'}"
        yield f"trigger {'ahead' if gap >= 0 else 'behind'}={min(abs(gap) // STEP, FAR)}"
        if gap >= 0:
            yield f"first behind it={not any(n.sentence is sentence and nearest.end <= n.start < naming.start for n in found)}"
    else:
        yield "trigger=none"
    holding = roles.HOLD.search(text, naming.end, min(sentence.end, naming.end + 2 * WINDOW))
    yield f"holding={min((holding.start() - naming.end) // STEP, FAR) if holding else 'none'}"
    yield f"opens={not before.strip()}"
    yield f"sentence opens={' '.join(_words(before[:24])[:1])}"
    yield f"clause opens={' '.join(_words(PAUSE.split(before)[-1])[:1])}"
    yield f"order={min(naming.order, 3)}"
    yield f"bound={roles.bound(doc, sentence, naming.bodies[0])}"
    yield f"bodies={min(len(naming.bodies), FAR)}"
    yield f"telling={sentence == candidate.sentence}"
    yield f"planned={bool(planned(doc, sentence))}"
    yield f"another day={of_another_day(doc, sentence, candidate)}"
    yield f"day={_day(doc, sentence, candidate)}"
    yield f"rank={min(naming.rank, LATE)}"


def _day(doc: Doc, sentence: Sentence, candidate: Candidate) -> str:
    """Whether the first day that a sentence gives is within the event's, or (long) before or after; none where one of them has no day."""
    told = next((day for day in dates_in(doc, sentence) if grain_of(day) == "day"), None)
    ends = [end for of in (told, candidate.date) if of for end in (of.first, of.last) if end and len(end) == WHOLE]
    if len(ends) < 4:
        return "none"
    first, last, begins, closes = map(date.fromisoformat, ends)
    early, late = (begins - last).days, (first - closes).days
    long = "long " if max(early, late) > NEARBY else ""
    return f"{long}before" if early > 0 else f"{long}after" if late > 0 else "within"


def _words(text: str) -> list[str]:
    return ["0" if piece.isdigit() else piece for piece in PIECE.findall(text.lower())]
