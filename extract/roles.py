"""Roles: who held it, at whom, where, for which period; found by clause, position and preposition around the trigger.

Each function reads one sentence (the event's own) and gives the mentions that fill a role there, best first; falling back
from the lead to the title and the rest of the article is the business of `extract.arguments`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extract import word_classes
from extract.mentions import Mention
from extract.numerals import ONES
from extract.organisations import OrganisationMention
from extract.places import LEVEL_WORD, SIZES, PlaceMention
from extract.resolve import Resolver
from extract.syllables import LOWER, UPPER, Sentence
from extract.word_classes import any_of, word

HOLD = re.compile(word("holding_verb"))
BOUND = re.compile(word("binding_word"))
"""Words that make what stands behind them, up to the next comma, no subject."""
DELEGATION = re.compile(rf"(?<!\w){any_of('delegation')}(?:\s(?:số|liên ngành|kiểm tra|giám sát)(?:\s\d+)?){{0,2}}\s(?:của\s)?$")
OFFICE = re.compile(rf"{any_of('office')}[^.;:\n]{{0,25}}$|(?<!\w)(?:trưởng|phó|nguyên)\s$")
PARTNER = re.compile(
    r"(?:phối hợp (?:cùng |v[ớơo]i ){0,2}|cùng (?:với )?|và |,\s?|liên kết với |cùng phối hợp |^ với )(?:các |chuyên môn |lãnh đạo )?$"
)
MANY = 60
"""Bodies of one sentence that roles are looked for among."""
COOPERATING = re.compile(r"(?:phối hợp (?:cùng )?(?:v[ớơo]i )?|sự (?:phối hợp|tham gia phối hợp) của )(?:các )?$")
JOINED = re.compile(r"(?:,\s|\s)(?:cùng|phối hợp (?:cùng |với ){0,2})(?:với\s)?(?:các\s)?$|\s(?:và|cùng)\s(?:các\s)?$")
"""What joins a holder to the one named before it."""
DECISION = re.compile(r"(?:quyết định|phân công|chỉ định|điều động)(?:\ssố\s\S+)?\scủa\s$")
HELD = re.compile(r"\s(?:đã\s|vừa\s|được\s)?(?:diễn ra|tổ chức|khai mạc|bế mạc|thành công)(?!\w)")
GUEST = re.compile(word("guest_word"))
STAGE = re.compile(word("staging_verb"))
LIST_OPENS = re.compile(
    rf"(?:\s{any_of('praise')})*\s?(?:\([^)]*\)\s?)?(?:,?\s?(?:gồm(?: có)?|bao gồm)|là)?\s?:\s|\s(?:gồm|bao gồm)\s"
    rf"|\s(?:của|tại|thuộc|ở)\s(?:\d{{1,2}}|{'|'.join(ONES)})\s[^,.;:\n]{{2,40}}?(?:(?:gồm|là)\s?:?|:)\s"
    r"|\s(?:tại|thuộc|ở|trong|đóng)\s[^,.;:\n]{2,50}?\s?:\s|\s(?:tại|thuộc|ở|trong|đóng)\s[^.;:\n]{2,120}?,\sgồm\s?:\s"
)
"""What opens the list of a class's members: "CĐCS: …", "4 CĐCS gồm …", "CĐCS của 3 đơn vị: …"."""
VENUE = re.compile(rf"{any_of('venue')}(?!\w)", re.I)
NO_VENUE = re.compile(rf"(?:{any_of('no_venue')}|{any_of('no_body')})(?!\w)")
BETWEEN = re.compile(rf"{word('agreement')}[^.;]{{0,120}}\sgiữa\s$")
ON_A_DAY = r"(?:hôm|ngày|sáng|chiều)\s[\d/.-]+"
GLUE = re.compile(rf"(?:\s*\([^)]*\)(?:\s{ON_A_DAY})?|\s+{ON_A_DAY})?\s*(?:,\s*và|,|;|và)\s*(?:tại\s|các\s)?")
PART = re.compile(
    rf"{any_of('part_of_house')}\s\w[^,.;:()\n]*?(?=,|\svà\s|[.;()\n]|$)|[{UPPER}][^,.;:()\n]{{1,40}}?(?=,|\svà\s|[.;()\n]|$)"
)
"""A part of a house that has no head of a body's name."""
AGENT = re.compile(r"(?<!\w)(?:do|được|bởi)\s(?:các\s)?$")


def organisations_in(doc: Doc, sentence: Sentence) -> list[OrganisationMention]:
    """The bodies mentioned in a sentence; of a sentence that is a long list the first ones."""
    mentions = doc._.organisations
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    return [m for m in mentions[first : min(last, first + MANY)] if m.end <= sentence.end]


def organisers(doc: Doc, sentence: Sentence, resolver: Resolver) -> list[OrganisationMention]:
    """The holders: the agent of "do/được … tổ chức", else the subject before the holding verb, and those they hold it with."""
    if sentence not in resolver.holders:  # asked for again and again while events are looked for
        resolver.holders[sentence] = _organisers(doc, sentence, resolver)
    return resolver.holders[sentence]


def _organisers(doc: Doc, sentence: Sentence, resolver: Resolver) -> list[OrganisationMention]:
    text = doc._.cased
    bodies = [m for m in organisations_in(doc, sentence) if resolver.names_one(m)]
    for i, body in enumerate(bodies):
        after = text[body.end : min(sentence.end, body.end + 160)]
        if AGENT.search(text[max(sentence.start, body.start - 20) : body.start]) and STAGE.search(after):
            return with_partners(text, bodies, i)
    for i, body in enumerate(bodies):
        if text.endswith(" của ", 0, body.start) and HELD.match(text, body.end):
            return with_partners(text, bodies, i)
        if BETWEEN.search(text[max(sentence.start, body.start - 160) : body.start]):
            return listed(text, bodies, i)
    for i, body in enumerate(bodies):
        before, after = text[max(sentence.start, body.start - 80) : body.start], text[body.end : min(sentence.end, body.end + 110)]
        if body.kind == "media" and body.start - sentence.start < 4:
            continue  # a dateline
        if not OFFICE.search(before) and not bound(doc, sentence, body) and HOLD.search(after) and not _visited(doc, sentence, body):
            return with_partners(text, bodies, led_by(text, bodies, i))
    return []


def _visited(doc: Doc, sentence: Sentence, body: OrganisationMention) -> bool:
    """Whether the body is the object of the word right before it: "cuộc giám sát | CĐCS Trường …, diễn ra ngày 5/11"."""
    triggers = (t for t in doc._.triggers if t.sentence == sentence.index and t.type in ("giam_sat", "kiem_tra"))
    return any(0 < body.start - t.end < 2 for t in triggers)


def led_by(text: str, bodies: Sequence[OrganisationMention], i: int) -> int:
    """The first of the holders that body `i` is joined to: "LĐLĐ huyện …, | cùng Phòng Nội vụ huyện … đã làm việc"."""
    while i and len(between := text[bodies[i - 1].end : bodies[i].start]) < MANY and JOINED.search(between) and not GUEST.search(between):
        i -= 1
    return i


def bound(doc: Doc, sentence: Sentence, body: OrganisationMention) -> bool:
    """Whether a preposition of the same phrase governs the body ("tại hội trường | UBND xã"); a delegation's body is free."""
    text = doc._.cased[max(sentence.start, body.start - 250) : body.start]
    if DELEGATION.search(text):
        return False
    phrase = re.split(r"[,;:(“\n]|\s[-–]\s", text)[-1]
    last = max((m.end() for m in BOUND.finditer(phrase)), default=None)
    if last is None:
        return False
    start = body.start - len(phrase) + last
    closed = [m for kind in (doc._.places, doc._.organisations, doc._.dates) for m in _between(kind, start, body.start)]
    return not closed


def _between(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that lie in `[start, end)`."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    return [m for m in mentions[first : bisect_left(mentions, end, key=lambda m: m.start)] if m.end < end]


def with_partners(text: str, bodies: Sequence[OrganisationMention], first: int) -> list[OrganisationMention]:
    """The body at `first` and those joined to it by "phối hợp với", "cùng", "và" or a comma."""
    held = [bodies[first]]
    for other in bodies[first + 1 :]:
        between = text[held[-1].end : other.start]
        joined = len(between) < 60 and PARTNER.search(between) and not GUEST.search(between)
        if not (other.shared or joined or (len(between) < 140 and COOPERATING.search(between))):
            break
        held.append(other)
    return held


def deciding(doc: Doc, sentence: Sentence) -> list[OrganisationMention]:
    """The body whose decision appoints or moves an official: "theo quyết định của | Thủ tướng"."""
    text = doc._.cased
    return [m for m in organisations_in(doc, sentence) if DECISION.search(text[max(sentence.start, m.start - 50) : m.start])][:1]


def named_in(doc: Doc, sentence: Sentence, start: int, end: int) -> list[OrganisationMention]:
    """The body whose congress or session the trigger `[start, end)` names: "Đại hội | Công đoàn xã …", "Hội nghị | Ban Chấp hành …"."""
    text = doc._.cased
    for body in organisations_in(doc, sentence):
        if (
            start <= body.start
            and (body.start < end or re.fullmatch(r"\s(?:đại biểu\s|điểm\s|của\s|lần thứ \S+\s)*", text[end : body.start]))
            and not (body.bare and body.kind == "union")
        ):
            return [body]
    return []


def heads_list(text: str, body: OrganisationMention) -> bool:
    """Whether a class head opens a list of its members: "4 CĐCS gồm: …"."""
    return body.bare and bool(LIST_OPENS.match(text, body.end))


def listed(text: str, bodies: Sequence[OrganisationMention], first: int) -> list[OrganisationMention]:
    """The body at `first` and those that go on with commas, semicolons and "và"; a class in front of the list heads each member."""
    if (
        first
        and bodies[first - 1].bare
        and (opened := LIST_OPENS.match(text, bodies[first - 1].end))
        and opened.end() == bodies[first].start
    ):
        first -= 1
    opened = LIST_OPENS.match(text, bodies[first].end) if bodies[first].bare else None
    if opened and (found := members(text, bodies[first], opened.end(), bodies[first + 1 :])):
        return found
    found = [bodies[first]]
    for other in bodies[first + 1 :]:
        if not (other.shared or GLUE.fullmatch(text[found[-1].end : other.start])):
            break
        found.append(other)
    return found


def members(text: str, head: OrganisationMention, here: int, bodies: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """The members of a class, bodies or parts of one ("4 công đoàn bộ phận gồm: Khoa Nội, Khoa Ngoại và khối Phòng chức năng")."""
    found: list[OrganisationMention] = []
    while True:
        body = next((m for m in bodies if m.start == here), None)
        part = PART.match(text, here)
        if body is None and part is None:
            return found
        item = body or replace(
            head, start=here, end=part.end() if part else here, text=text[here : part.end()] if part else "", bare=False, inner=here
        )
        found.append(
            replace(
                item, text=f"{text[head.start : head.end]} {item.text}", head=head.head, kind=head.kind, level=head.level, inner=item.start
            )
            if body is None or item.kind not in ("union", "committee")
            else item
        )
        glue = GLUE.match(text, item.end)
        if not glue or not glue[0].strip():
            return found
        here = glue.end()


ROOM = r"(?:[Pp]hòng|[Kk]hoa|[Nn]hà ăn)\s[^,.;:\n]{2,30}?\scủa\s(?=[Nn]hà trường|[Bb]ệnh viện|[Cc]ông ty|[Tt]rường)"
"""A room of the article's house, which the name of a place may leave out."""
PLACE_LEAD = re.compile(
    r"(?<!\w)(?:[Tt]ại|[Ởở]|tới|ngay dưới sảnh|trên sân|về|đến)\s"
    rf"(?:{ROOM}|[Pp]hòng (?:họp|[Hh]ội đồng|hội thảo)\s(?:số \d+\s)?(?:của\s)?"
    r"|địa bàn\s|khu vực\s|khuôn viên\s|HT\s|VP\s|sân\s(?=[CTB]))?"
)
SEATED = re.compile(r"(?<!\w)(?:trụ sở|đóng|tọa lạc|toạ lạc|địa chỉ|đang công tác|công tác)\s$")
"""What tells where somebody has his seat, not where the event took place: "Công ty có trụ sở | ở phường 1"."""
AFTER_VENUE = "|".join(sorted(word_classes.members("after_venue")))
PLACE_END = re.compile(
    rf"[.;:()\n“\"]|,\s?(?!\s?(?:{LEVEL_WORD}|KCN|[Kk]hu\W))|"
    rf"\s(?:{AFTER_VENUE}|\d+ (?:công nhân|đại biểu|đoàn viên)|của (?!Công ty|Trường|Bệnh))(?=\s)|"
    r"\s(?=(?:LĐLĐ|Liên đoàn|Ban Thường vụ|BTV|Công đoàn|CĐCS|CĐ|Tổng LĐLĐ|Tổng Liên đoàn)\s)"
)
IN_BRACKETS = re.compile(
    rf"\s?\(((?:[Kk]hu|KCN|KCX|{LEVEL_WORD}|[Tt]hôn|[Ấấ]p)\s[^)\n]{{3,90}})\)"
    rf"|(?:,?\s(?:đóng\s|nằm\s|có trụ sở\s)?(?:tại|ở|thuộc)|,)\s(?=(?:[Kk]hu|KCN|KCX|{LEVEL_WORD})\s)"
)


PROPER = re.compile(rf".[{UPPER}]|(?:số|mức|tầng|cơ sở|ca|[^\W\d_])\s\+?\d+(?!\s[{LOWER}])|(?:{any_of('house')}|{LEVEL_WORD})$")
"""What makes a venue one of its own: a name, or the house or unit of the article that it belongs to."""
HOSTS = ("company", "school", "hospital", "union", "institution")
"""Kinds of bodies that a visit goes to."""
GOES_ON_BEHIND = re.compile(rf"\s(?!(?:của|thuộc|và|cũ|mới)(?!\w))[{LOWER}]")
SCENE = re.compile(rf"\s{any_of('scene_word')}(?!\w)")
OWN_VENUE = re.compile(any_of("own_venue"))
"""A venue without a name, which the article's house has."""
HOUSE = re.compile(any_of("house"))
"""The house of the article, without its name."""
CAPITALISED = re.compile(
    rf"[{UPPER}]\w+(?:\s(?:[{UPPER}\d][\w.-]*|[-–]|và(?=\s[{UPPER}])|(?:[{LOWER}]+\s){{0,3}}[{LOWER}]+(?=\s[{UPPER}])))*"
)
"""A place that only its capitals tell: "Cửa Lò", "Dinh Thống Nhất", "Đồi chè Long Cốc"."""
OPENING_VENUE = re.compile(rf"(?:[^,.;:“]{{0,40}}\d[^,.;:“]{{0,10}},\s)?(?P<venue>{any_of('opening_venue')})(?!\w)", re.I)
"""A venue that opens a sentence, or stands behind the day that does: "Chiều 22/8, | hội trường tầng 2 của Công ty … chật ghế"."""


def place_in(doc: Doc, sentence: Sentence, visited: bool = False, befell: bool = False) -> tuple[int, int] | None:
    """The range behind the sentence's first "tại" or "ở" that names a venue or a unit; None where it leads to something else.

    `visited`: the event is a visit, whose place is the body that it goes to ("đến | Nhà máy Thép …"); `befell`: it befell a company,
    and took place where that has its seat.
    """
    text = doc._.cased
    if opening := OPENING_VENUE.match(text, sentence.start, sentence.end):
        start = opening.start("venue")
        ends = [m.start() for pattern in (PLACE_END, SCENE) if (m := pattern.search(text, start + 10, sentence.end))]
        if ends:
            return (start, min(ends))
    for lead in PLACE_LEAD.finditer(text, sentence.start, sentence.end):
        start = lead.end()
        if not befell and SEATED.search(text[max(sentence.start, lead.start() - 20) : lead.start()]):
            continue
        loose = lead[0].lower().startswith(("về", "tới", "đến"))
        end = PLACE_END.search(text, start, sentence.end)
        stop = end.start() if end else sentence.end
        unit = next((p for p in doc._.places if p.start == start), None)
        if unit and not loose:
            return _unit_chain(text, doc._.places, unit)
        body = next((m for m in doc._.organisations if m.start == start and (m.level_word or m.kind == "party" or not m.bare)), None)
        if body and (not loose or body.kind == "institution" or (visited and body.kind in HOSTS)):
            return (body.start, body.end)
        if any(m.start == start for m in organisations_in(doc, sentence)):
            continue
        stop = next((p.end for p in doc._.places if start < p.start < p.end < stop and _ends_address(text, p)), stop)
        name = text[start:stop].rstrip(" ,-–")
        if VENUE.fullmatch(name) and (
            house := next((m for m in organisations_in(doc, sentence) if m.start == start + len(name) + 1), None)
        ):
            return (start, house.end)
        if VENUE.match(name) and len(name) < 90 and PROPER.search(name):
            return (start, start + len(name))
        if HOUSE.fullmatch(name) or OWN_VENUE.fullmatch(name):
            return (start, start + len(name))
        named = CAPITALISED.match(name)
        if named and doc._.words.get(start, 0) > start + len(named[0]):
            continue  # the first half of a common noun: "tại Công | văn số 137"
        if named and not loose and 2 < len(named[0]) < 80 and not NO_VENUE.match(name) and not named[0].isupper():
            return (start, start + len(named[0]))
    return next(
        ((m.start, m.end) for m in organisations_in(doc, sentence) if m.kind == "institution" and _sets_the_scene(text, sentence, m)), None
    )


def _ends_address(text: str, unit: PlaceMention) -> bool:
    """Whether a unit ends an address, and what was done there follows: "KCN Tràng Duệ, thành phố Hải Phòng | đồng loạt ngừng việc"."""
    return text.endswith(", ", 0, unit.start) and bool(GOES_ON_BEHIND.match(text, unit.end))


def _sets_the_scene(text: str, sentence: Sentence, body: OrganisationMention) -> bool:
    """Whether a house only gives the scene to its sentence: "Hai ngày 16 và 17/5, | Nhà thi đấu … rộn tiếng trống"."""
    before, after = text[sentence.start : body.start], text[body.end : body.end + 60]
    return len(before) < 70 and bool(re.search(r"(?:^|,\s)$", before)) and bool(SCENE.match(after)) and not HOLD.match(after, 1)


def place_of_company(doc: Doc, company: OrganisationMention) -> tuple[int, int] | None:
    """The range that says where a company is: "(KCN Quang Minh, huyện Mê Linh)" or "ở Khu công nghiệp …" right behind its name."""
    found = IN_BRACKETS.match(doc._.cased, company.end)
    if not found:
        return None
    if found[1]:
        return found.span(1)
    if unit := next((p for p in doc._.places if p.start == found.end()), None):
        return _unit_chain(doc._.cased, doc._.places, unit)
    end = PLACE_END.search(doc._.cased, found.end())
    return (found.end(), end.start()) if end else None


def _unit_chain(text: str, places: Sequence[PlaceMention], first: PlaceMention) -> tuple[int, int] | None:
    """The range of a chain of units from the small to the large ("xã Tam Giang, huyện Yên Phong"); None for a list of equals."""
    last = first
    for place in places:
        glue = text[last.end : place.start] if place.start > last.end else ""
        if not re.fullmatch(r"\s?[,(]\s?|\s|\svà\s", glue):
            continue
        if SIZES[place.kind] <= SIZES[last.kind]:
            return None
        last = place
    return (first.start, last.end)
