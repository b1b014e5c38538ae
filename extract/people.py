"""People: names of persons, their offices, and in what capacity the page names them.

A name is a run of capitalised syllables that begins with a family name. Runs also hold places ("tỉnh Bình Dương | Nguyễn Thị
Hồng") and names of streets, schools and prizes ("đường Lê Lợi"), so a run becomes a person by a cue: an honorific or an
office before it, an office behind it, a list that it continues, or, without any, a common family name and the shape of
a full name. "Ông Dưỡng" and "bà Lệ Huyền" are resolved to the full name whose end they are.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.family_names import FAMILY_NAMES
from extract.mentions import Mention, leave
from extract.offices import OFFICE, OFFICES, UPPER, WORDS, Offices, kind_of, phrases, title_end
from extract.opinion import places_added
from extract.places import gazetteer, same_tone
from schemas.lexicon import rows

LOWER = UPPER.lower()
COMMON, FIRST_HONORIFIC = (set(WORDS[use]) for use in ("common", "honorific"))
HISTORIC = {row["name"] for row in rows("extract", "historic_figures")}


# --- names
# A hyphen joins the syllables of a foreign name ("Min-soo"), not a name and an office ("Quý-Phó Giám đốc").
FIRST_OF_OFFICE = "|".join(sorted({office.split()[0].capitalize() for office in OFFICES} | {"Nguyên", "Quyền", "Tân"}))
SYLLABLE = (
    rf"(?:[HKY]['’‘] ?[{UPPER}]?[{LOWER}]+|[{UPPER}][{LOWER}]+(?:[-'’](?!(?:{FIRST_OF_OFFICE})(?!\w))[{UPPER}]?[{LOWER}]+)?|[AYÝÊ](?=\s))"
)
MIDDLE = rf"(?:văn|thị)(?=[ \u00a0][{UPPER}])"
RUN = re.compile(rf"(?<![\w'’]){SYLLABLE}(?![\w'’])(?:[ \u00a0](?:{SYLLABLE}|{MIDDLE})(?![\w'’])){{0,11}}")
IN_MIDDLE = ("Văn", "Thị")
ANNOUNCED = re.compile(r"\s(?=(?:Ông|Bà)\s)")
LINE = re.compile(r"^[^\S\n]*\S", re.M)
SYLLABLES = re.compile(r"\S+")
CAPITALS = re.compile(rf"[{UPPER}](?<![\w'’./].)[{UPPER}]{{0,8}}(?:[ \u00a0][{UPPER}]{{1,7}}){{1,20}}(?![\w'’])")
VOWEL = re.compile(r"[^\Wbcdđfghjklmnpqrstvwxz]", re.I)
CAPITALS_HONORIFIC = re.compile(r"(?:.*\s)?(?:ĐỒNG CHÍ|ÔNG|BÀ|ANH|CHỊ)\s")
CAPITALS_END = re.compile(
    r"\s(?:THĂM|TRAO|DỰ|LÀM|PHÁT|TẶNG|KIỂM|GIÁM|ĐƯỢC|GIỮ|CHÚC|CHỦ|TIẾP|CHỈ|LÀ|VÀ|ĐẾN|TẠI|VỚI|NÓI|GẶP|ĐỐI|TÁI|TRÚNG|PHÓ|BÍ|GIÁM).{0,200}$"
)
NO_NAME = re.compile(
    rf"(?:{'|'.join(WORDS['no_name'])})(?!\w)|(?:{'|'.join(WORDS['no_name_capital'])})\s[{UPPER}]"
    # years of the lunar calendar
    r"|(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý) (?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)(?!\w)"
)

# --- what stands before
HONORIFIC = re.compile(
    r"(?<!\w)(?:(?:[Cc]ác\s)?(?:[Đđ]ồng\s[Cc]hí|[Đđ]/[Cc]h?í?|Đ/C|[Ôô]ng|[Bb]à|(?<!chị\s)(?<!các\s)[Aa]nh|(?<!anh\s)[Cc]hị|(?<!anh\s)(?<!chị\s)[Ee]m|(?<!thầy\s)[Cc]ô|[Tt]hầy|[Cc]ụ|[Bb]ác|[Cc]háu|[Cc]hú)"
    r"(?:\s(?:giáo|[Bb]ác\s[Ss][ĩỹ]))?|các\s(?:anh|thầy|cô)|(?:GS|PGS|TS|ThS|Th\.S|BS|BSCKI{1,2}|LS|KS)\.)\s?:?\s{0,2}$"
)
# A name behind these is a street's, a school's, a prize's, a movement's.
NAMESAKE = re.compile(
    rf"(?<!\w)(?:{phrases(WORDS['namesake'])}|(?:{phrases(WORDS['namesake_open'])})(?:\s[\w&.-]+){{0,5}}"
    r"|(?<!quận )(?<!phường )(?<!số )(?<!\d)\d{1,4})\s?$"
)
# The house of the office before it, named by its kind alone: "Phó Giám đốc nhà máy | Dư Văn Khải".
OWN_HOUSE = re.compile(r"(?<!\w)(?:công ty|nhà máy|xí nghiệp|trường|bệnh viện|doanh nghiệp|tập đoàn|khách sạn|hợp tác xã)\s$")
LEVEL = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã)\s?$", re.I)
CREDIT = re.compile(
    r"(?<!\w)(?i:ảnh|bài|tin|video|clip|thực hiện|người chụp|nguồn|tác giả|đồ họa|biên tập|phóng viên|nhóm pv)"
    r"(?:\s?(?:,|và|-|–|&)\s?(?i:ảnh|bài|video|tin))?\s?:\s?[^\n.;:]{0,40}$"
)
INSTEAD = re.compile(
    r"(?<!\w)(?:thay(?:\sthế)?(?:\scho)?|tiền nhiệm|kế nhiệm|thôi (?:giữ )?chức[\w\s]{0,30}\scủa)\s(?:(?:ông|bà|đồng chí|đ/c|anh|chị)\s)?$",
    re.I,
)
SIGNATURE = re.compile(r"(?:^|\n)[^\S\n]*(?:TM|KT|TL|TUQ|T/M)\.?\s?[A-ZĐ][^\n]*\n(?:[^\n]{0,60}\n){0,5}\s*$")
GIVING = re.compile(
    r"(?<!\w)(?:[Tt]rao|[Tt]ặng|[Bb]àn giao|[Kk]hởi công|[Kk]hánh thành|[Hh]ỗ trợ|[Gg]iúp|[Tt]hăm|[Vv]iếng|[Cc]hia buồn|[Bb]iếu)(?!\w)"
    r"[^.;\n]{0,140}$"
)
TO_WHOM = re.compile(
    r"(?<!\w)(?:(?P<given>cho|đến|tới|thăm|thăm hỏi|giúp|nhà)|(?:[Gg]ia đình|[Hh]oàn cảnh|[Hh]ộ))\s"
    r"(?:(?:ông|bà|anh|chị|em|cô|thầy|cháu|đồng chí|đ/c|đoàn viên|nữ công nhân|công nhân|y sĩ|cô giáo|thầy giáo|gia đình|hộ)\s){0,3}$"
)

# --- what stands behind
TITLE_AFTER = re.compile(r"\s?(?:\([^()\n]{1,40}\)\s?)?(?:[,–—-]|\()\s?(?:[Nn]guyên |[Qq]uyền |[Tt]ân |[Cc]ựu )?(?=\w)")
OWN_OFFICE = re.compile(r"\s?[-–(,].*[^.:;”\s]\s*")
LEFT_OFFICE = re.compile(
    r"\s(?:(?!thay|ông|bà|đồng|anh|chị)\w+\s){0,4}(?:nghỉ hưu|nghỉ chế độ|chuyển công tác|"
    r"thôi (?:giữ chức|làm)(?![^.\n]*(?:để (?:giữ|nhận|làm)|điều động|bổ nhiệm)))(?!\w)"
)
NEXT_OFFICE = re.compile(r"\s(?:về|sang|chuyển|để|được điều động)\s(?:[^\W\d]+\s){0,4}?(?:làm|giữ|nhận|đảm nhiệm|đảm nhận)(?!\w)")
SIGNED = re.compile(
    r"[^.;\n]{0,60}?(?<!\w)ký(?:[.,;]|\sngày|(?:\sban hành)?\s(?:"
    r"quyết định|công văn|kế hoạch|văn bản|hướng dẫn|nghị quyết|thông báo|ban hành|công điện|tờ trình|báo cáo))",
    re.I,
)
HELPED = re.compile(
    r"[^.;\n]{0,60}?(?<!\w)(?:được|nhận)\s(?:hỗ trợ|trao|tặng|nhận|giúp|xây|bàn giao|phần quà|quà|nhà|chìa khóa|số tiền|túi quà)"
)


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person as mentioned: `[start, end)` is the name alone, without title or honorific.

    `name` is as printed (capitals as in "Nguyễn Văn An"), `full` the full name that the article gives the same person, `title` the
    office as printed, "" where none is. `cue` says by what it was found: `honorific`, `office`, `list`, `surname` or `model`. The flags
    tell why a person is no participant: author or photographer, signatory of a cited document, figure of history, predecessor
    of the one appointed; a recipient (of help, a gift, a house) is one.
    """

    name: str
    title: str = ""
    cue: str = "surname"
    full: str = ""
    byline: bool = False
    signatory: bool = False
    historic: bool = False
    recipient: bool = False
    outgoing: bool = False


def read_people(text: str, start: int, end: int, offices: Offices) -> list[PersonMention]:
    """Persons named in `text[start:end]`, in order; short forms are not yet resolved."""
    found: list[PersonMention] = []
    passed_over: tuple[int, int] | None = None
    for run in RUN.finditer(text, start, end):
        for begin, stop in _parts(text, run.start(), run.end()):
            person = _person(text, begin, stop, offices, found[-1] if found else None)
            if person and passed_over and (other := _beside(text, passed_over, person)):
                found.append(other)
            if person:
                found.append(person)
            passed_over = None if person else (begin, stop)
    found += [person for m in CAPITALS.finditer(text, start, end) if (person := _in_capitals(text, m, offices))]
    return sorted(found, key=lambda person: person.start)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run in two where an honorific begins another name: "Ảnh: Thanh Tùng | Ông Phạm Chí Tâm"."""
    cuts = [m.end() for m in ANNOUNCED.finditer(text, start, end)]
    return list(zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True)) if cuts else [(start, end)]


def _beside(text: str, run: tuple[int, int], person: PersonMention) -> PersonMention | None:
    """The full name right before a person in a list: "… là | Đoàn Minh Cảnh | và Liễu Thị Mười"."""
    words = text[slice(*run)].split()
    if not (3 <= len(words) <= 4 and words[0] in FAMILY_NAMES and _continues(text[run[1] : person.start], "")):
        return None
    if _place_length(words) or NO_NAME.match(text, run[0]) or NAMESAKE.search(text[max(0, run[0] - 60) : run[0]]):
        return None
    return PersonMention(*run, " ".join(words), cue="list")


def _person(text: str, start: int, end: int, offices: Offices, previous: PersonMention | None) -> PersonMention | None:
    """The person that a run of capitalised syllables names, or None."""
    syllables = [(m.start(), m.end(), m[0]) for m in SYLLABLES.finditer(text, start, end)]
    honoured = bool(HONORIFIC.search(text[max(0, start - 16) : start]))
    named_so = len(syllables) > 2 and syllables[0][2] in FAMILY_NAMES and syllables[1][2] in IN_MIDDLE  # "Ông Thị Kim Chi"
    if not honoured and syllables[0][2] in FIRST_HONORIFIC and len(syllables) > 1 and not named_so:
        syllables, honoured = syllables[1:], True
    # What begins like an office or a body ends the name: "ông Nguyễn Văn An | Chủ tịch …".
    foreign = (i for i, (at, _, _) in enumerate(syllables) if i != 1 and (NO_NAME.match(text, at) or OFFICE.match(text, at)))
    syllables = syllables[: next(foreign, None)]
    if not syllables or (not honoured and syllables[0][2] in WORDS["no_name_first"]):
        return None
    first = syllables[0][0]
    if honoured:
        chosen, cue = syllables[: 5 if syllables[0][2] in FAMILY_NAMES else 4], "honorific"
        if len(chosen) == 1 and chosen[0][2] in FIRST_HONORIFIC:
            return None
    else:
        chosen, cue = _cued(text, syllables, offices, previous)
        if not chosen:
            return None
    name = " ".join(word.capitalize() if word.islower() else word for _, _, word in chosen)
    begin, stop = chosen[0][0], chosen[-1][1]
    person = PersonMention(begin, stop, name, cue=cue)
    return replace(person, title=_title(text, first if honoured else begin, stop, offices, honoured), historic=name in HISTORIC)


Syllables = list[tuple[int, int, str]]


def _cued(text: str, syllables: Syllables, offices: Offices, previous: PersonMention | None) -> tuple[Syllables, str]:
    """The syllables of a name without honorific, and the cue that makes it one; an empty list where there is none."""
    words = [word for _, _, word in syllables]
    if len(words) < 2:
        return [], ""
    start, end = syllables[0][0], syllables[-1][1]
    office = offices.before(text, start)
    beside = office is not None and start - office[1] <= 1
    if " ".join(words) in HISTORIC:
        return (syllables, "office") if beside else ([], "")
    if office and beside and kind_of(text, *office) == "star":
        return syllables[:4], "office"
    if not any(word in FAMILY_NAMES for word in words[:-1]):
        return [], ""
    occupation = office is not None and kind_of(text, *office) != "office"
    place = 0 if beside and occupation and len(words) > 2 else _place_length(words)
    left = text[max(0, start - 60, office[1] if office else 0) : start]
    namesake = (
        place == 0
        and NAMESAKE.search(left)
        and not (office and (LEVEL.search(left) or (OWN_HOUSE.search(left) and not occupation and _surely_full(words))))
    )
    first = max(place, 1 if namesake else 0)
    k = next((i for i in range(first, len(words) - 1) if words[i] in FAMILY_NAMES), None)
    if k and words[k] in IN_MIDDLE and not namesake:  # a rare family name: "điều dưỡng | Thông Thị Mỹ Hằng"
        k -= 1
    if k is None or len(words) - k > 5 or _place_length(words[k:]) == len(words) - k:
        return [], ""
    if k > 0 and (not office or NO_NAME.match(text, syllables[k][0])):
        return [], ""
    name = syllables[k:]
    if office and (len(name) > 2 or text[office[1] : name[0][0]].count(" ") <= 4):
        return name, "office"
    if k > 0:
        return [], ""
    if (after := TITLE_AFTER.match(text, end)) and OFFICE.match(text, after.end()):
        return name, "office"
    if previous and start - previous.end < 160 and _continues(text[previous.end : start], previous.title):
        return name, "list"
    if _surely_full(words):
        return name, "surname"
    return [], ""


def _surely_full(words: list[str]) -> bool:
    """Whether the shape alone tells a full name."""
    return 3 <= len(words) <= 5 and (words[0] in COMMON or words[1] in ("Văn", "Thị", "Đình", "Đức", "Hữu"))


def _place_length(words: list[str]) -> int:
    """How many syllables at the beginning are a place's name: 2 in "Bình Dương Nguyễn Thị Hồng"."""
    if words[:2] == ["Việt", "Nam"]:
        return 2
    for n in range(min(5, len(words)), 1, -1):
        if same_tone(" ".join(words[:n])) in gazetteer():
            return n
    return 0


def _continues(gap: str, title: str) -> bool:
    """Whether only a separator, and the title of the person before, stand between two names of a list."""
    if title and (at := gap.find(title)) >= 0:
        gap = gap[at + len(title) :]
    return bool(re.fullmatch(r"\)?\s?(?:,|;|và|, và|–|-|\s)\s?(?:\n?\s*(?:\d{1,2}[.)]|[-+•*])\s?)?", gap))


def _in_capitals(text: str, m: re.Match[str], offices: Offices) -> PersonMention | None:
    """A name in capitals ("đồng chí NGUYỄN VĂN AN", "LÊ PHƯƠNG NAM" on a line of its own)."""
    honorific = CAPITALS_HONORIFIC.match(m[0])
    begin = m.start() + (honorific.end() if honorific else 0)
    shown = CAPITALS_END.sub("", text[begin : m.end()])
    words, stop = [word.capitalize() for word in shown.split()], begin + len(shown)
    before = HONORIFIC.search(text[max(0, begin - 16) : begin])
    honoured = bool(honorific or before)
    # Behind "Ông" in small letters the capitals are a name of any language: "Ông WANG JIAN".
    if not 2 <= len(words) <= 5 or not (words[0] in FAMILY_NAMES or (before and all(VOWEL.search(word) for word in words))):
        return None
    line_start, line_end = _line(text, begin, stop)
    own_line = not text[line_start:begin].strip() and not text[stop:line_end].strip()
    middle = words[1] in ("Văn", "Thị")
    if not (
        honoured or (middle and len(words) > 2) or (own_line and words[0] in COMMON) or (len(words) > 2 and offices.before(text, begin))
    ):
        return None
    return PersonMention(begin, stop, " ".join(words), cue="honorific" if honoured else "surname")


def _title(text: str, begin: int, stop: int, offices: Offices, honoured: bool) -> str:
    """The office printed behind the name, else the one before it, else ""."""
    after = TITLE_AFTER.match(text, stop)
    if after and OFFICE.match(text, after.end()):
        return text[after.end() : title_end(text, after.end())]
    at = begin
    if honoured and (honorific := HONORIFIC.search(text[max(0, begin - 16) : begin])):
        at = begin - (min(16, begin) - honorific.start())
        gap = text[max(0, at - 20) : at]
        at -= len(gap) - len(gap.rstrip(" ,-–"))
    if not (office := offices.before(text, at)):
        return ""
    start = offices.chain(text, office)
    end = title_end(text, start)
    return "" if honoured and end < at else " ".join(text[start : min(end, at)].split())


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around `[start, end)`, as far as 300 characters to either side."""
    stop = text.find("\n", end, end + 300)
    return max(text.rfind("\n", max(0, start - 300), start) + 1, start - 300, 0), stop if stop >= 0 else min(len(text), end + 300)


def _flags(text: str, person: PersonMention, last_lines: int) -> PersonMention:
    """The person with the flags that its surroundings set; `last_lines` is where the last three lines begin."""
    line_start, line_end = _line(text, person.start, person.end)
    before, after = text[line_start : person.start], text[person.end : line_end]
    left = text[max(0, person.start - 140) : person.start]
    signed_off = line_start >= last_lines and len(after) < 100 and bool(OWN_OFFICE.fullmatch(after))
    alone = person.cue in ("surname", "office") and not before.strip() and (not after.strip(" \t-–().0123456789/") or signed_off)
    signatory = bool(SIGNED.match(after[:120]) or SIGNATURE.search(left))
    run_on = person.cue == "surname" and not after.strip() and bool(re.search(r"[.!?…”]\s?$", before))
    return replace(
        person,
        byline=not signatory and (alone or run_on or (person.cue != "honorific" and bool(CREDIT.search(left[-60:])))),
        signatory=signatory,
        outgoing=bool(INSTEAD.search(left[-70:]) and not NEXT_OFFICE.match(after)) or bool(LEFT_OFFICE.match(after)),
        recipient=_is_given(left) or bool(HELPED.match(after[:100])),
    )


def _is_given(left: str) -> bool:
    """Whether the words before a name give something to its bearer ("trao nhà cho chị |", "gia đình anh |")."""
    whom = TO_WHOM.search(left[-50:])
    return bool(whom and (not whom["given"] or GIVING.search(left)))


def resolve(people: list[PersonMention]) -> list[PersonMention]:
    """Mentions with `full` set: a short form is the nearest person before it (else behind) whose name ends so; without one it is dropped.

    What makes a person no participant, or a recipient, at one mention does so at all of them.
    """
    endings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        name = tuple(person.name.split())
        if len(name) > 1 and name[0] in FAMILY_NAMES and not person.historic:
            for length in range(1, min(3, len(name))):
                endings[name[-length:]].append(i)
    named = [replace(person, full=_full_name(i, person, people, endings)) for i, person in enumerate(people)]
    outgoing, recipient = ({p.full for p in named if getattr(p, flag)} - {""} for flag in ("outgoing", "recipient"))
    return [replace(p, outgoing=p.full in outgoing, recipient=p.full in recipient) for p in named if p.full]


def _full_name(i: int, person: PersonMention, people: list[PersonMention], endings: dict[tuple[str, ...], list[int]]) -> str:
    longer = endings.get(tuple(person.name.split()), [])
    if longer:
        return people[longer[max(0, bisect_right(longer, i) - 1)]].name
    # A name of one syllable is full only where it is whole in its language: K'Brềm, H'Lan.
    return person.name if " " in person.name or re.match(r"[HKY]['’‘]", person.name) else ""


@Language.component("sukien_people")
def people(doc: Doc) -> Doc:
    """Leave `PersonMention`s of the title, body and captions in `doc._.people`."""
    text, zones = doc._.article.text, [zone for zone in doc._.article.zones if zone.kind != "furniture"]
    offices = Offices.of(text)
    lines = [m.start() for zone in zones for m in LINE.finditer(text, zone.start, zone.end)]
    last_lines = lines[max(1, len(lines) - 3)] if len(lines) > 1 else len(text)
    found = [person for zone in zones for person in read_people(text, zone.start, zone.end, offices)]
    if added := list(_added(doc, found, offices)):
        found = sorted([*found, *added], key=lambda person: person.start)
    leave(doc, "people", resolve([_flags(text, person, last_lines) for person in found]))
    return doc


def _added(doc: Doc, found: list[PersonMention], offices: Offices) -> Iterator[PersonMention]:
    """The persons that only a model has found, where what it points to is a run of capitalised syllables."""
    text = doc._.article.text
    for start, end in places_added(doc, "person", found):
        if RUN.fullmatch(text, start, end):
            title = _title(text, start, end, offices, bool(HONORIFIC.search(text[max(0, start - 16) : start])))
            yield PersonMention(start, end, " ".join(text[start:end].split()), title, "model")
