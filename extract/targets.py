"""Targets: at whom it was done, who was inspected, visited, received, taught, honoured, founded or struck.

Where they are looked for depends on what was done: behind the trigger's preposition, in the sentences that tell the stops of a
visit (`extract.visited`), in the list that a class of unions heads, behind "thành lập"; the company for a strike or an accident.
"""

import re
from collections.abc import Sequence, Set

from spacy.tokens import Doc

from extract import roles, word_classes
from extract.meetings import MEETINGS, sides
from extract.numerals import ONES
from extract.organisations import OrganisationMention, is_class
from extract.resolve import CLASSES, MANAGEMENT, Resolver
from extract.syllables import LOWER, UPPER, Sentence
from extract.telling import INSPECTIONS, ONE_SIDED, Candidate, lead_sentences, of_another_day, planned, titles
from extract.triggers import TriggerMention
from extract.visited import NAMED as NAMED_STOP
from extract.visited import stops
from extract.word_classes import any_of

OBJECTS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo", "doi_thoai", "tap_huan", "khen_thuong", "thanh_lap", "mai_am", "tuyen_truyen"}
"""Types that are done to somebody."""
SEVERAL = re.compile(rf"(?<!\w)(\d{{1,2}}|{'|'.join(ONES)})\s(?:doanh nghiệp|đơn vị|công ty|trường|CĐCS|công đoàn cơ sở|cơ sở)(?!\w)")
FOUNDING = re.compile(r"(?<!\w)(?:(?<![Nn]gày\s)(?<!năm\s)thành lập|ra mắt|mang tên)(?!\w)")
ITEM = re.compile(r"(?:[-+*•]\s?|\d[.)]\s?)?(?:[Nn]gày\s[\d/.-]+\s?:\s?|[Tt]ại\s|[Ởở]\s|[Rr]iêng (?:tại\s)?|[Đđ]ến\s)?(?:đơn vị\s)?")
FOR = re.compile(r"(?<!\w)dành cho\s(?:cán bộ\s)?(?:(?:các|\d+)\s)?$")
OF = re.compile(r"(?<!\w)(?:dành cho|cho|của|từ)\s(?:cán bộ\s)?(?:(?:các|\d+)\s)?$")
"""What leads to the class whose people a course is for, and to one whose members are listed behind it."""
TAUGHT = re.compile(r"(?<!\w)cho\s(?:(?:các|toàn thể|tất cả|\d+)\s)+$")
"""A course for a class of unions: "mở lớp tập huấn cho 16 | CĐCS"."""
VISITS = {"giam_sat", "kiem_tra", "lam_viec", "cham_lo"}
"""Types whose place is the body that they go to."""
JOINED = re.compile(r"(?:,|;|\svà)\s$")
CAME = re.compile(r"(?<!\w)(?:đến|tới|về|xuống|sang|ghé)\s(?:thăm\s)?$")
"""What leads to those visited in front of what was done there: "lần lượt đến | Công ty X và Công ty Y giám sát …"."""
AT = re.compile(r"(?<!\w)(?:tại|ở)\s$")
THROUGH = re.compile(r"^[^.;]{0,60}\s(?:qua|trong)\s(?:cuộc\s|đợt\s|buổi\s)?$")
"""What leads from a body to what was done there: "… ở | CĐCS Trường X, huyện Y, qua cuộc giám sát"."""
RECEIVED = re.compile(
    r"\s(?:(?:thì|cũng|đã|được)\s)*(?:nhận|đón nhận)\s(?:[^\W\d]+\s){0,2}\d|,\s\d[\d.]*\s[^,.;]{1,60}\s(?:được tặng|được trao|nhận)"
)
"""What a body does with gifts: "Bệnh viện X | nhận 25 suất quà", "Ở Cảng X | , 40 công nhân được tặng …"."""
OWN_HOUSE = re.compile(rf"(?<!\w)(?:với|tại|ở|đối với|đến|thăm)\s{any_of('house')}(?!\w)(?!\s[{UPPER}])")
"""The house of the article, without its name: "đã làm việc với | công ty và CĐCS công ty"."""
NEAR = 6
"""Sentences of the body among which a report says at whom it was done."""
LEADING = 4
"""Sentences of the body that may set the scene before a visit is told."""
HONOURED = re.compile(
    r"(?<!\w)(?:tập thể|đơn vị|công đoàn cơ sở|CĐCS|doanh nghiệp|cơ sở)(?:\s[^,.;:\n]{0,30})?(?:\s(?:là|gồm|gồm có)|\s?:)\s(?:các\s)?$"
)
FILLER = r"\s(?:trụ sở\s(?:của\s)?)?(?:\d+\s|các\s|một số\s|đơn vị\s|tập thể\s)*(?:[\w\s,]{0,30}:\s)?$"
NAMED = r"(?<!\w)(?:doanh nghiệp|đơn vị|cơ sở|công ty|trường|CĐCS|công đoàn cơ sở|xã|phường)(?:\s(?:gồm|là))?\s?:\s$"
"""What opens a list of those visited: "đi qua ba doanh nghiệp: | Công ty X, Công ty Y"."""
VISITED = re.compile(rf"(?<!\w)(?:{any_of('visiting_word')}|{any_of('visiting_verb')}){FILLER}|{NAMED}")
SERVED = re.compile(rf"(?<!\w){any_of('serving_word')}{FILLER}")
"""What leads to the object of a visit, and to that of a service; "tại" leads to the place of the latter, not to whom it was done."""
TRADE = rf"\s(?!(?:{'|'.join(sorted(word_classes.members('name_stop')))})(?!\w))[{LOWER}]+"
FIRMS = re.compile(
    r"(?<!\w)(?:tại|ở|đối với)\s(?:các|một số|nhiều|\d+)\s"
    rf"(doanh nghiệp(?:{TRADE}){{0,5}})"
)
"""The class of firms that a supervision goes to: "tại 8 | doanh nghiệp chế biến chè"."""
REACHED = re.compile(
    rf"(?<!\w)(?:(?:đến|tới)\s|(?:cho|thăm|thăm hỏi|tặng|quà|quà tết|động viên|tri ân)\s[^.;]{{0,40}}?{any_of('workers')}"
    r"\s(?:(?:[^,.;]{0,20}\s)?(?:của\s|tại\s|ở\s|thuộc\s)?|đang\s[^.;]{0,60}\s(?:tại|ở)\s))$",
    re.I,
)
"""What leads to the house whose people a gift or a visit is for."""


def targets_of(
    doc: Doc, candidate: Candidate, holders: list[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The targets: bodies that the trigger's preposition leads to; for a strike or an accident the company."""
    type_ = candidate.trigger.type
    if type_ in ONE_SIDED:
        return befallen(doc, candidate, main)
    if type_ not in OBJECTS:
        return []
    if type_ == "thanh_lap":
        order = [candidate.sentence, *(lead_sentences(doc)[:NEAR] + titles(doc) if main else [])]
        return next((found for s in order if (found := founded(doc, s, resolver))), [])
    if type_ in MEETINGS and (met := sides(doc, candidate.sentence, resolver)):
        return met[1]
    names = {resolver(h).name for h in holders}
    holders = holders + [m for m in roles.organisations_in(doc, candidate.sentence) if resolver(m).name in names]
    found = behind_triggers(doc, candidate, holders, resolver, main)
    if type_ in VISITS and main:
        found = found or announced(doc, candidate.sentence)
        found = [*found, *stops(doc, candidate, names | {resolver(m).name for m in found}, resolver)]
    found = found or told_otherwise(doc, candidate, holders, resolver, main)
    if type_ == "cham_lo" and main:
        found = [*found, *receivers(doc, candidate, {resolver(m).name for m in found}, resolver)]
    return [m for m in (house_of(doc, m) for m in found) if resolver(m).name not in names]


def befallen(doc: Doc, candidate: Candidate, main: bool) -> list[OrganisationMention]:
    """The company of a strike or an accident, else the school or hospital: in the event's sentence, for the main event anywhere."""
    order = [candidate.sentence, *doc._.sentences] if main else [candidate.sentence]
    bodies = [m for s in order for m in roles.organisations_in(doc, s)]
    return [m for kinds in (("company",), ("school", "hospital")) for m in bodies if m.kind in kinds and not m.bare][:1]


def behind_triggers(
    doc: Doc, candidate: Candidate, holders: Sequence[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The bodies behind the event's trigger; for the main event, where there are none, behind the same one in title or lead."""
    found = behind_trigger(doc, candidate.sentence, candidate.trigger, holders, resolver)
    near = [s for s in lead_sentences(doc)[:NEAR] if not planned(doc, s)]
    for s in titles(doc) + near if main and not found else ():
        named = [t for t in doc._.triggers if t.sentence == s.index and t.type == candidate.trigger.type]
        if named and (found := behind_trigger(doc, s, named[0], holders, resolver)):
            break
    return found


def told_otherwise(
    doc: Doc, candidate: Candidate, holders: Sequence[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The targets of an event of which no preposition says them, by what was done."""
    match candidate.trigger.type:
        case "giam_sat" | "kiem_tra" | "lam_viec" as visit:
            firms = class_visited(doc, candidate.sentence, candidate.trigger) if visit in INSPECTIONS else []
            return firms or (own_house(doc, candidate, resolver) if main else [])
        case "khen_thuong":
            return honoured(doc, lead_sentences(doc) if main else [candidate.sentence], resolver) or honoured_class(doc)
        case "tap_huan" if main:
            return taught(doc)
        case "cham_lo":
            return houses_reached(doc, candidate.sentence, holders)
        case _:
            return []


def house_of(doc: Doc, body: OrganisationMention) -> OrganisationMention:
    """The house whose bare management is met ("đối thoại với ban giám đốc"): the nearest before it; else the body itself."""
    if body.head not in MANAGEMENT or body.inner is not None:
        return body
    before = [m for m in doc._.organisations if m.start < body.start and m.kind in ("company", "school", "hospital") and not m.bare]
    return before[-1] if before else body


def behind_trigger(
    doc: Doc, sentence: Sentence, trigger: TriggerMention, taken: Sequence[OrganisationMention], resolver: Resolver
) -> list[OrganisationMention]:
    """The bodies behind the trigger that a preposition makes its object ("giám sát … tại LĐLĐ huyện"), and those listed with them."""
    text = doc._.cased
    objects = VISITED if trigger.type in ("giam_sat", "kiem_tra", "lam_viec", "doi_thoai") else SERVED
    named = [m for m in roles.organisations_in(doc, sentence) if m not in taken and (resolver.names_one(m) or m.head in CLASSES)]
    if trigger.type in VISITS:
        for i, body in enumerate(named):
            before = text[max(sentence.start, body.start - 20) : body.start]
            if body.end < trigger.start and CAME.search(before) and (ahead := roles.listed(text, named, i))[-1].end + 3 > trigger.start:
                return ahead
            if body.end < trigger.start and AT.search(before) and THROUGH.search(text[body.end : trigger.start]):
                return [body]
    bodies = [m for m in named if m.start >= trigger.end]
    for i, body in enumerate(bodies):
        if objects.search(text[max(sentence.start, trigger.end - 12) : body.start]) and (
            resolver.names_one(body)
            or roles.heads_list(text, body)
            or is_class(body.text)
            or (trigger.type == "tap_huan" and TAUGHT.search(text[max(sentence.start, body.start - 40) : body.start]))
        ):
            return roles.listed(text, bodies, i)
    return []


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


def houses_reached(doc: Doc, sentence: Sentence, taken: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """The houses whose people are helped: "đến | Nhà máy Thép … tặng quà", "cho công nhân của | Công ty …", or the unions there."""
    text = doc._.cased
    bodies = [m for m in roles.organisations_in(doc, sentence) if not m.bare and m not in taken]
    for i, body in enumerate(bodies):
        if _is_house(body) and REACHED.search(text[max(sentence.start, body.start - 160) : body.start]):
            return [m for m in roles.listed(text, bodies, i) if _is_house(m)]
        if _is_house(body) and AT.search(text[max(sentence.start, body.start - 8) : body.start]):
            several = roles.listed(text, bodies, i)
            if len(several) > 1 and all(map(_is_house, several)):
                return several
    return []


def receivers(doc: Doc, candidate: Candidate, taken: Set[str], resolver: Resolver) -> list[OrganisationMention]:
    """The bodies that sentences behind the event's say to have got its gifts, unless `taken`."""
    text = doc._.cased
    found: dict[str, OrganisationMention] = {}
    for sentence in (s for s in lead_sentences(doc)[:8] if s.start > candidate.sentence.start and not of_another_day(doc, s, candidate)):
        for body in roles.organisations_in(doc, sentence):
            name = resolver(body).name
            if not body.bare and body.kind != "authority" and name not in taken and RECEIVED.match(text, body.end):
                found.setdefault(name, body)
    return list(found.values())


def own_house(doc: Doc, candidate: Candidate, resolver: Resolver) -> list[OrganisationMention]:
    """The article's only house, where a visit or talks have no other target: told as "công ty", or named before the visit is."""
    told = [*titles(doc), *(s for s in lead_sentences(doc)[:LEADING] if s.start <= candidate.sentence.start)]
    houses = [m for s in told for m in roles.organisations_in(doc, s) if m.kind in ("company", "school", "hospital") and not m.bare]
    own = [m for m in houses if resolver(m).name == resolver.house]
    said = OWN_HOUSE.search(doc._.cased, candidate.trigger.end, max(candidate.trigger.end, candidate.sentence.end))
    return own[:1] if said or len({resolver(m).name for m in houses}) == 1 else []


def _is_house(body: OrganisationMention) -> bool:
    """Whether people work in it: a company, a school, a hospital, or the union of one."""
    return body.kind in ("company", "school", "hospital") or (
        body.kind == "union" and (body.inner is not None or body.level == "grassroots")
    )


def taught(doc: Doc) -> list[OrganisationMention]:
    """The classes of unions that a course is for, where the lead says so in a sentence of its own: "dành cho | CĐCS khối y tế"."""
    for sentence in lead_sentences(doc)[:NEAR]:
        bodies = roles.organisations_in(doc, sentence)
        for i, body in enumerate(bodies):
            leads = FOR if is_class(body.text) else OF if roles.heads_list(doc._.cased, body) else None
            if leads and leads.search(doc._.cased, sentence.start, body.start):
                return roles.listed(doc._.cased, bodies, i)
    return []


def class_visited(doc: Doc, sentence: Sentence, trigger: TriggerMention) -> list[OrganisationMention]:
    """The class of firms that are supervised: "giám sát … tại 8 | doanh nghiệp chế biến chè"."""
    found = FIRMS.search(doc._.cased, trigger.end, max(trigger.end, sentence.end))
    return [OrganisationMention(found.start(1), found.end(1), found[1], "công ty", "company", "")] if found else []


def honoured_class(doc: Doc) -> list[OrganisationMention]:
    """The class of unions that honours go to ("Giấy khen cho 12 | CĐCS"): a class of bodies may be a target."""
    ranges = [r for award in doc._.awards if award.kind for r in award.evidence]
    classes = [m for m in doc._.organisations if m.bare and m.level == "grassroots"]
    return [m for m in classes if any(a <= m.start and m.end <= b for a, b in ranges)][:1]


def honoured(doc: Doc, sentences: Sequence[Sentence], resolver: Resolver) -> list[OrganisationMention]:
    """The bodies that honours went to, where their number or kind leads to their names: "được trao cho 2 tập thể là | X và Y"."""
    text = doc._.cased
    found: dict[str, OrganisationMention] = {}
    for sentence in (s for s in sentences if any(s.start <= award.start < s.end for award in doc._.awards)):
        bodies = roles.organisations_in(doc, sentence)
        for i, body in enumerate(bodies):
            if HONOURED.search(text[max(sentence.start, body.start - 60) : body.start]):
                found |= {resolver(m).name: m for m in roles.listed(text, bodies, i) if resolver.names_one(m)}
    return list(found.values())


def founded(doc: Doc, sentence: Sentence, resolver: Resolver) -> list[OrganisationMention]:
    """The unions that are founded: behind "thành lập", "ra mắt" or "mang tên", or said to be them ("Hai đơn vị mới là | …")."""
    text = doc._.cased
    bodies = roles.organisations_in(doc, sentence)
    for i, body in enumerate(bodies):
        said = NAMED_STOP.search(text[max(sentence.start, body.start - 120) : body.start])
        union = body.kind == "union" and body.level != "national" and bool(body.level or body.inner) and not is_class(body.text)
        if not union or not (said or FOUNDING.search(text, sentence.start, body.start)):
            continue
        named = [m for m in roles.listed(text, bodies, i) if m.kind == "union" and resolver.names_one(m)]
        if named and (said or roles.heads_list(text, body)):
            # Each may have a clause of its own: "CĐCS X, ra mắt với 96 đoàn viên, và CĐCS Y, …".
            joined = [m for m in bodies[i:] if m.head == named[0].head and JOINED.search(text, sentence.start, m.start)]
            return [*named, *(m for m in joined if m.start > named[-1].start)]
        if named:
            return [m for m in named if m.head == named[0].head]
    return []
