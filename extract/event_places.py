"""Event places: where an event took place, from the sentence that reports it or from the lead."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from extract import roles, word_classes
from extract.organisations import OrganisationMention
from extract.places import LEVEL_WORD, SIZES, PlaceMention
from extract.resolve import Resolver
from extract.syllables import LOWER, UPPER, Sentence
from extract.targets import VISITS
from extract.telling import INSPECTIONS, ONE_SIDED, Candidate, lead_sentences, of_another_day, titles
from extract.word_classes import any_of
from schemas.record import Argument

HELD_AT = re.compile(r"(?<!\w)(?:diễn ra|tổ chức|bố trí|khai mạc|bế mạc|họp|[Đđ]ịa điểm)\s[^.;]{0,80}(?<!\w)(?:tại|ở)\s")
LATER = 8
"""Sentences of the body among which a report says where it was held."""
VENUE = re.compile(rf"{any_of('venue')}(?!\w)", re.I)
NO_VENUE = re.compile(rf"(?:{any_of('no_venue')}|{any_of('no_body')})(?!\w)")
ROOM = r"(?:[Pp]hòng|[Kk]hoa|[Nn]hà ăn)\s[^,.;:\n]{2,30}?\scủa\s(?=[Nn]hà trường|[Bb]ệnh viện|[Cc]ông ty|[Tt]rường)"
"""A room of the article's house, which the name of a place may leave out."""
PLACE_LEAD = re.compile(
    r"(?<!\w)(?:[Tt]ại|[Ởở]|tới|ngay dưới sảnh|trên sân|về|đến|[Đđ]ịa điểm:|[Nn]ơi làm lễ:)\s"
    rf"(?:{ROOM}|[Pp]hòng (?:họp|[Hh]ội đồng|hội thảo)\s(?:số \d+\s)?(?:của\s)?"
    rf"|địa bàn\s|khu vực\s|khuôn viên\s|HT\s|VP\s|sân\s(?=[{UPPER}]))?"
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
LONG = 90
"""Characters that no place's name has."""
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
INDUSTRIAL = re.compile(
    rf"(?:KCN|KCX|CCN|KKT|[Kk]hu (?:công nghiệp|chế xuất|kinh tế|công nghệ cao)|[Cc]ụm công nghiệp)\s[{UPPER}][\w'’-]*"
    rf"(?:\s(?:[{UPPER}][\w'’-]*|[IVX\d]+(?!\w)|[-–](?=\s[{UPPER}])))*"
)
"""The estate where a company has its works."""
HAMLET = re.compile(
    rf"(?<!\w)(?<!già )(?<!trưởng )(?:thôn|ấp|bản|khóm|xóm|làng|buôn|phum|sóc|tổ dân phố|điểm trường)\s"
    rf"(?:số\s)?[{UPPER}\d][\w'’-]*(?:\s[{UPPER}\d][\w'’-]*)*"
)
"""Where a house is built."""
UNITS_BEHIND = re.compile(rf"\s?[,(]\s?(?={LEVEL_WORD})")
HALL = re.compile(rf"(?<!\w){any_of('hall')}(?!\w)", re.I)
"""A place where people gather, whatever leads to it: "ngồi kín | Trung tâm Văn hóa Kinh Bắc", "ở sảnh | Nhà hát Cao Văn Lầu"."""
SCENE_SET = re.compile(r"[\s,.]*+(?P<place>\w[^.;:\n]{3,69}?)[.\s]*+")
"""A sentence of a time and a place alone, behind the time."""
NAME_PART = re.compile(
    rf"\s(?:(?P<word>[{UPPER}\d][\w'’]*)|(?:[-–]|của|thuộc|{any_of('house')}|{LEVEL_WORD})(?![\w.]))|,\s{LEVEL_WORD}(?!\w)"
)
"""What a venue's name goes on with."""
RESIDENT = re.compile(
    r"(?<!\w)(?:công nhân|thợ|lao động|giáo viên|giảng viên|chị|anh|cô|ông|bà|thầy|mẹ|người|công ty|doanh nghiệp|nhà máy|xưởng|trường|hộ"
    r"|gia đình|tổ trưởng|đoàn viên|quê|sinh ra|nhà trọ|phòng trọ)(?:\s[^\s,.;:“”]+){0,4}\s$",
    re.I,
)
"""Before "ở" that says whence somebody is: "công nhân một công ty linh kiện | ở khu công nghiệp Yên Phong"."""
UNTITLED = INSPECTIONS | ONE_SIDED | {"lam_viec"}
"""Types of which a title's "tại" leads to whom it befell: "Kiểm tra tại | Công ty X"."""
COMES_TOGETHER = re.compile(rf"(?<!\w)(?:{any_of('staging_verb')}|tập trung|có mặt|tụ tập|quây quần|ngồi|đứng|dự|tham gia|gặp)(?!\w)")


def place_of(doc: Doc, candidate: Candidate, objects: list[OrganisationMention], resolver: Resolver, main: bool) -> Argument | None:
    """The venue or unit behind "tại" in the event's sentence, else (main event) in the lead or a hall that is named there.

    A strike or an accident took place where its company is, a house is handed over where it stands.
    """
    type_ = candidate.trigger.type
    lead = lead_sentences(doc)[:LATER] if main else []
    if type_ in ONE_SIDED and objects and place_of_company(doc, objects[0]):
        return _of_body(doc, objects[0], resolver)
    if type_ in ONE_SIDED and (found := _first(doc, [candidate.sentence, *lead], INDUSTRIAL)):
        return _named(doc, found, resolver)
    if type_ == "mai_am" and main and (found := _first(doc, [candidate.sentence, *lead], HAMLET)):
        return _named(doc, found, resolver)
    several = type_ in INSPECTIONS and len(objects) > 1
    stops = {resolver(m).name for m in objects} if len(objects) > 1 and type_ in VISITS else set()
    befell = type_ in ONE_SIDED
    others = [s for s in lead if s != candidate.sentence and (befell or not of_another_day(doc, s, candidate))]
    order = [candidate.sentence, *(s for s in others if s in lead[:3] or HELD_AT.search(doc._.cased, s.start, s.end))]
    told_apart = (_scene(doc, [candidate.sentence, *others]) or _hall(doc, [candidate.sentence, *others])) if main else None
    if main and not told_apart and type_ not in UNTITLED:
        order += titles(doc)
    for sentence in order:
        if found := place_in(doc, sentence, visited=type_ in VISITS, befell=befell, telling=sentence == candidate.sentence):
            body = next((m for m in doc._.organisations if (m.start, m.end) == found), None)
            said = sentence == candidate.sentence or HELD_AT.search(doc._.cased, sentence.start, sentence.end)
            if (several and (body or not said)) or (body and resolver(body).name in stops):
                return None
            return _of_body(doc, body, resolver) if body else _named(doc, found, resolver)
    return _named(doc, told_apart, resolver) if told_apart and not several else None


def _words(doc: Doc, found: tuple[int, int]) -> str:
    """What a place is called, the units in brackets behind a comma: "KCN Khai Quang, TP Vĩnh Yên"."""
    return " ".join(doc._.cased[found[0] : found[1]].replace(" (", ", ").split())


def _named(doc: Doc, found: tuple[int, int], resolver: Resolver) -> Argument:
    name, inferred = resolver.venue(_words(doc, found))
    return Argument(name=name, evidence=[found], inferred=inferred)


def _of_body(doc: Doc, body: OrganisationMention, resolver: Resolver) -> Argument:
    """The house of a body, with its address where that stands behind its name."""
    resolved = resolver(body)
    if not (found := place_of_company(doc, body)):
        return Argument(name=resolved.name, evidence=[(body.start, body.end)], inferred=resolved.inferred)
    address, inferred = resolver.venue(_words(doc, found))
    return Argument(name=f"{resolved.name}, {address}", evidence=[(body.start, body.end), found], inferred=resolved.inferred or inferred)


def _first(doc: Doc, sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """The range of the first place of a kind that sentences name, with the units in which it lies behind it."""
    text = doc._.cased
    for sentence in sentences:
        named, bodies = pattern.finditer(text, sentence.start, sentence.end), roles.organisations_in(doc, sentence)
        if found := next((m for m in named if not any(b.start < m.start() < b.end for b in bodies)), None):
            behind = UNITS_BEHIND.match(text, found.end())
            unit = next((p for p in doc._.places if behind and p.start == behind.end()), None)
            chain = _unit_chain(text, doc._.places, unit) if unit else None
            return (found.start(), chain[1] if chain else found.end())
    return None


def _hall(doc: Doc, sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """The range of the first hall with a name of its own that sentences name in whatever role."""
    text = doc._.cased
    for sentence in sentences:
        for hall in HALL.finditer(text, sentence.start, sentence.end):
            if house := _house_behind(doc, sentence, hall.end()):
                return (hall.start(), house)
            end = _name_end(doc, hall.end())
            if end <= sentence.end and PROPER.search(text, hall.start(), end):
                return (hall.start(), end)
    return None


def _name_end(doc: Doc, end: int) -> int:
    """Where the name of a venue ends whose head does at `end`: it goes on with capitals and with whose it is."""
    text, here, limit = doc._.cased, end, end + LONG
    while (part := NAME_PART.match(text, here)) and part.end() < limit:
        here = part.end()
        if part["word"]:
            here = max(here, doc._.words.get(part.start("word"), 0))
        if not part[0].endswith(("của", "thuộc", "-", "–")):
            end = here
    return end


def _scene(doc: Doc, sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """The range of a place that is a sentence of its own, but for the time, as radio tells it: "Sáng qua, | thành phố Lạng Sơn."."""
    text = doc._.cased
    for sentence in sentences:
        timed = max((d.end for d in doc._.dates if sentence.start <= d.start and d.end <= sentence.end), default=sentence.start)
        told = SCENE_SET.fullmatch(text, timed, sentence.end)
        if (
            told
            and VENUE.match(told["place"])
            and _name_end(doc, told.start("place")) == told.end("place")
            and PROPER.search(told["place"])
        ):
            return told.span("place")
        unit = next((p for p in doc._.places if told and p.start == told.start("place")), None)
        chain = _unit_chain(text, doc._.places, unit) if unit else None
        if told and chain and chain[1] == told.end("place"):
            return chain
    return None


def place_in(doc: Doc, sentence: Sentence, visited: bool = False, befell: bool = False, telling: bool = True) -> tuple[int, int] | None:
    """The range behind the sentence's first "tại" or "ở" that names a venue or a unit; None where it leads to something else.

    `visited`: the event is a visit, whose place is the body that it goes to ("đến | Nhà máy Thép …"); `befell`: it befell a company,
    and took place where that has its seat; `telling`: the sentence reports the event, and where its people are from is where it was.
    """
    text = doc._.cased
    if opening := OPENING_VENUE.match(text, sentence.start, sentence.end):
        start = opening.start("venue")
        ends = [m.start() for pattern in (PLACE_END, SCENE) if (m := pattern.search(text, start + 10, sentence.end))]
        if ends:
            return (start, _house_behind(doc, sentence, min(ends)) or min(ends))
    for lead in PLACE_LEAD.finditer(text, sentence.start, sentence.end):
        start = lead.end()
        before = text[max(sentence.start, lead.start() - LONG) : lead.start()]
        if not befell and (SEATED.search(before) or (lead[0].lower() == "ở " and not telling and _is_whence(before))):
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
        if any(m.start == start for m in roles.organisations_in(doc, sentence)):
            continue
        stop = next((p.end for p in doc._.places if start < p.start < p.end < stop and _ends_address(text, p)), stop)
        name = text[start:stop].rstrip(" ,-–")
        if VENUE.fullmatch(name) and (house := _house_behind(doc, sentence, start + len(name))):
            return (start, house)
        if VENUE.match(name) and len(name) < LONG and PROPER.search(name):
            return (start, start + len(name))
        if HOUSE.fullmatch(name) or OWN_VENUE.fullmatch(name):
            return (start, start + len(name))
        named = CAPITALISED.match(name)
        if named and doc._.words.get(start, 0) > start + len(named[0]):
            continue  # the first half of a common noun: "tại Công | văn số 137"
        if named and not loose and 2 < len(named[0]) < 80 and not NO_VENUE.match(name) and not named[0].isupper():
            return (start, start + len(named[0]))
    return next(
        ((m.start, m.end) for m in roles.organisations_in(doc, sentence) if m.kind == "institution" and _sets_the_scene(text, sentence, m)),
        None,
    )


def _house_behind(doc: Doc, sentence: Sentence, end: int) -> int | None:
    """Where the body ends whose hall is named: "hội trường | LĐLĐ tỉnh"."""
    return next((m.end for m in roles.organisations_in(doc, sentence) if m.start == end + 1), None)


def _is_whence(before: str) -> bool:
    """Whether the place behind says whence somebody is."""
    resident = RESIDENT.search(before)
    return bool(resident) and not COMES_TOGETHER.search(before, resident.start() if resident else 0)


def _ends_address(text: str, unit: PlaceMention) -> bool:
    """Whether a unit ends an address, and what was done there follows: "KCN Tràng Duệ, thành phố Hải Phòng | đồng loạt ngừng việc"."""
    return text.endswith(", ", 0, unit.start) and bool(GOES_ON_BEHIND.match(text, unit.end))


def _sets_the_scene(text: str, sentence: Sentence, body: OrganisationMention) -> bool:
    """Whether a house only gives the scene to its sentence: "Hai ngày 16 và 17/5, | Nhà thi đấu … rộn tiếng trống"."""
    before, after = text[sentence.start : body.start], text[body.end : body.end + 60]
    return len(before) < 70 and bool(re.search(r"(?:^|,\s)$", before)) and bool(SCENE.match(after)) and not roles.HOLD.match(after, 1)


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
