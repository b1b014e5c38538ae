"""Roles: who held it, at whom, where, for which period; found by clause, position and preposition around the trigger.

Each function reads one sentence (the event's own) and gives the mentions that fill a role there, best first; falling back
from the lead to the title and the rest of the article is the business of `extract.arguments`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extract.mentions import Mention
from extract.numerals import ONES
from extract.organisations import OrganisationMention
from extract.resolve import Resolver
from extract.syllables import UPPER, Sentence
from extract.word_classes import any_of, word

HOLD = re.compile(word("holding_verb"))
BOUND = re.compile(word("binding_word"))
"""Words that make what stands behind them, up to the next comma, no subject."""
DELEGATION = re.compile(
    rf"(?<!\w){any_of('delegation')}(?:\s(?:số|liên ngành|kiểm tra|giám sát|thứ)(?:\s(?:\d+|nhất|hai|ba))?){{0,2}}\s(?:của\s|do\s)?$"
)
OFFICE = re.compile(rf"{any_of('office')}[^.;:\n]{{0,25}}$|(?<!\w)(?:trưởng|phó|nguyên)\s$")
PARTNER = re.compile(
    r"(?:phối hợp (?:cùng |v[ớơo]i ){0,2}|cùng (?:với )?|và |,\s?|liên kết với |cùng phối hợp |^ với )(?:các |chuyên môn |lãnh đạo )?$"
)
MANY = 60
"""Bodies of one sentence that roles are looked for among."""
LED_BY = re.compile(r",?\sdo\s[^.;\n]{0,140}?(?:làm (?:trưởng đoàn|đoàn trưởng)|dẫn đầu)(?!\w)")
"""Between a delegation's body and who goes with it: "đoàn công tác của LĐLĐ tỉnh | do đồng chí …, Chủ tịch LĐLĐ tỉnh làm trưởng đoàn |"."""
COOPERATING = re.compile(r"(?:phối hợp (?:cùng )?(?:v[ớơo]i )?|sự (?:phối hợp|tham gia phối hợp) của )(?:các )?$")
JOINED = re.compile(r"(?:,\s|\s)(?:cùng|phối hợp (?:cùng |với ){0,2})(?:với\s)?(?:các\s)?$|\s(?:và|cùng)\s(?:các\s)?$")
"""What joins a holder to the one named before it."""
DECISION = re.compile(r"(?:quyết định|phân công|chỉ định|điều động)(?:\ssố\s\S+)?\scủa\s$")
HELD = re.compile(r"\s(?:đã\s|vừa\s|được\s)?(?:diễn ra|tổ chức|khai mạc|bế mạc|thành công)(?!\w)")
GUEST = re.compile(word("guest_word"))
STAGE = re.compile(word("staging_verb"))
PRESENT = re.compile(r"(?<!\w)(?:[Dd]ự|tham dự|tham gia|chứng kiến|có mặt|mời|cùng với sự)(?!\w)")
"""Who is only there, or asked to be: "Dự lễ có Chủ tịch | LĐLĐ tỉnh"."""
ORDERED = re.compile(r"(?<!\w)(?:(?<!bàn )giao(?: cho)?|yêu cầu|đề nghị)\s(?:các\s)?$")
"""Who is told to do something: "giao | Công an phường kiểm tra"."""
ATTENDS = re.compile(
    r"(?:\s?\([^)]*\))?\s(?:(?!tổ chức|phối hợp)[^\s,.;:]+\s){0,5}?(?:tham gia|tham dự|dự thi|dự|góp mặt"
    r"|góp tiếng nói|đăng quang|đoạt|giành|lọt)\s(?:[^\s,.;:]+\s){0,6}?"
    r"(?:hội thi|hội thao|hội diễn|cuộc thi|liên hoan|giải|đại hội|ngày hội)(?!\w)",
    re.I,
)
"""Behind a body that takes part in what another one holds: "CĐCS Sở Tài chính | góp tiếng nói tại Đại hội"."""
SAID = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|phát biểu|bày tỏ|kể|nhận xét|đề nghị|đánh giá|khẳng định|nhấn mạnh|ghi nhận|yêu cầu|chỉ đạo)(?!\w)"
)
"""Who speaks of a deed, and need not be the one who does it."""
LIST_OPENS = re.compile(
    rf"(?:\s{any_of('praise')})*\s?(?:\([^)]*\)\s?)?(?:,?\s?(?:gồm(?: có)?|bao gồm)|là)?\s?:\s|\s(?:gồm|bao gồm)\s"
    rf"|\s(?:của|tại|thuộc|ở)\s(?:\d{{1,2}}|{'|'.join(ONES)})\s[^,.;:\n]{{2,40}}?(?:(?:gồm|là)\s?:?|:)\s"
    r"|\s(?:tại|thuộc|ở|trong|đóng)\s[^,.;:\n]{2,50}?\s?:\s|\s(?:tại|thuộc|ở|trong|đóng)\s[^.;:\n]{2,120}?,\sgồm\s?:\s"
)
"""What opens the list of a class's members: "CĐCS: …", "4 CĐCS gồm …", "CĐCS của 3 đơn vị: …"."""
BETWEEN = re.compile(rf"{word('agreement')}[^.;]{{0,120}}\sgiữa\s$")
ON_A_DAY = r"(?:hôm|ngày|sáng|chiều)\s[\d/.-]+"
GLUE = re.compile(rf"(?:\s*\([^)]*\)(?:\s{ON_A_DAY})?|\s+{ON_A_DAY})?\s*(?:,\s*và|,|;|và)\s*(?:tại\s|các\s)?")
PART = re.compile(
    rf"{any_of('part_of_house')}\s\w[^,.;:()\n]*?(?=,|\svà\s|[.;()\n]|$)|[{UPPER}][^,.;:()\n]{{1,40}}?(?=,|\svà\s|[.;()\n]|$)"
)
"""A part of a house that has no head of a body's name."""
OPENS_HOLDERS = re.compile(
    r"(?<!\w)(?:[Đđ]oàn (?:(?:công tác|kiểm tra|giám sát|liên ngành|khảo sát)\s)?(?:gồm|có|gồm có)"
    r"|[Đđ]ơn vị (?:phối hợp )?tổ chức|[Cc]hủ trì"
    r"|[Bb]ên (?:tổ chức|giám sát|kiểm tra))\s?:?\s(?:đại diện\s)?$"
)
"""What opens the list of those who hold it: "Đoàn gồm | LĐLĐ tỉnh, Bảo hiểm xã hội tỉnh", "Đơn vị tổ chức: | …"."""
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
        if OPENS_HOLDERS.search(text[max(sentence.start, body.start - 50) : body.start]):
            return listed(text, bodies, i)
        if BETWEEN.search(text[max(sentence.start, body.start - 160) : body.start]):
            return listed(text, bodies, i)
    for i, body in enumerate(bodies):
        before, after = text[max(sentence.start, body.start - 80) : body.start], text[body.end : min(sentence.end, body.end + 110)]
        if body.kind == "media" and body.start - sentence.start < 4:
            continue  # a dateline
        if OFFICE.search(before) or ORDERED.search(before) or ATTENDS.match(after):
            continue
        if not bound(doc, sentence, body) and HOLD.search(after) and not _visited(doc, sentence, body):
            return with_partners(text, bodies, led_by(text, bodies, i))
    return []


def represented(doc: Doc, sentence: Sentence, deed: int, resolver: Resolver) -> list[OrganisationMention]:
    """Whose officers do what begins at `deed`, where no body does: "Phó Chủ tịch | LĐLĐ tỉnh Quảng Ninh … đã đến thăm"."""
    text = doc._.cased
    return [
        body
        for body in organisations_in(doc, sentence)
        if body.end <= deed
        and body.kind != "media"
        and resolver.names_one(body)
        and OFFICE.search(text[max(sentence.start, body.start - 80) : body.start])
        and not PRESENT.search(text, max(sentence.start, body.start - 160), deed)
        and not SAID.search(text, body.end, deed)
    ]


def is_guest(doc: Doc, body: OrganisationMention) -> bool:
    """Whether only an officer of the body is named, among those who are there: "Đến dự có ông …, Chủ tịch | LĐLĐ tỉnh"."""
    text = doc._.cased
    start = max((s.start for s in doc._.sentences if s.start <= body.start), default=0)
    officer = OFFICE.search(text[max(start, body.start - 80) : body.start])
    return bool(officer and PRESENT.search(text, max(start, body.start - 160), body.start))


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
    held, here = [bodies[first]], bodies[first].end
    if led := LED_BY.match(text, here):
        here = led.end()
    for other in bodies[first + 1 :]:
        if other.end <= here:
            continue
        between = text[here : other.start]
        joined = len(between) < 60 and PARTNER.search(between) and not GUEST.search(between)
        if not (other.shared or joined or (len(between) < 140 and COOPERATING.search(between))):
            break
        held.append(other)
        here = other.end
    return held


def together(doc: Doc, body: OrganisationMention, resolver: Resolver) -> list[OrganisationMention]:
    """The body and those that its sentence joins to it, whatever they do: "| LĐLĐ thành phố và Báo Huế ngày nay | là đơn vị đứng ra"."""
    sentence = next((s for s in doc._.sentences if s.start <= body.start and body.end <= s.end), None)
    bodies = [m for m in organisations_in(doc, sentence) if resolver.names_one(m)] if sentence else []
    if body not in bodies:
        return [body]
    return with_partners(doc._.cased, bodies, led_by(doc._.cased, bodies, bodies.index(body)))


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
