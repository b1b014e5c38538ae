"""Organisations: mentions of bodies, from a head ("Liên đoàn Lao động", "Công ty", "Sở") and what belongs to its name.

A body's name is a head noun and a chain behind it, and the head says which chain: a level and a place
("LĐLĐ tỉnh Bắc Kạn"), a field of work ("Sở Giáo dục và Đào tạo"), a proper name ("Công ty Cổ phần May Hàm Luông"), or
another body ("Ban Thường vụ" + body, "công đoàn cơ sở" + body). The scan goes syllable by syllable from the head:
capitals and the rest of a capitalised word go on, linking words go on only where a name goes on behind them, and a place of
the gazetteer ends the chain ("… tỉnh Bình Dương | Nguyễn Thị Hồng"). Lists share their head ("LĐLĐ huyện Cẩm Thủy, Yên Định
và thành phố Thanh Hóa" are three bodies).
"""

import re
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.family_names import FAMILY_NAMES
from extract.mentions import Mention, leave
from extract.places import LEVEL_WORD, LEVELS, SIZES, fits, name_at, written
from extract.syllables import LOWER, UPPER
from extract.trie import any_phrase
from extract.word_classes import any_of, members
from schemas.lexicon import rows


@dataclass(frozen=True, slots=True)
class Head:
    """A head of bodies' names; the columns of extract/data/organisation_heads.tsv."""

    kind: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class OrganisationMention(Mention):
    """A body as mentioned: `head` is the head's surface in lower case, `kind` and `level` as the head says.

    `level_word` and `place` are the level and place printed behind it ("huyện", "Bạch Thông"), empty where bare; `text` is the name as it
    reads, with the head that a list shares put back in front; `inner` is the start of the body inside it ("Ban Thường vụ |
    LĐLĐ tỉnh", "công đoàn cơ sở | Công ty May 10"), or None; `bare` tells that nothing but the head (and a level) is there.
    """

    text: str
    head: str
    kind: str
    level: str
    level_word: str = ""
    place: str = ""
    inner: int | None = None
    bare: bool = False
    shared: bool = False


HEADS: dict[str, Head] = {}
ANYCASE: set[str] = set()
for row in rows("extract", "organisation_heads"):
    HEADS[row["head"].lower()] = Head(row["kind"], row["name"], row["level"])
    if row["lower"] == "1":
        ANYCASE.add(row["head"].lower())
HEAD = re.compile(any_phrase(HEADS, blank=r"\s+", edge=r"(?<![\w/]\w)(?<!\w-\w)", ignore_case=True) + r"(?!\w)")

LEVEL = re.compile(LEVEL_WORD)
SYLLABLE = re.compile(r"[\w'’]+")
ABBREVIATED = re.compile(rf"\s?\((?:[{UPPER}][{UPPER} -]{{1,12}}|gọi tắt[^)]{{0,60}})\)")
LINK = re.compile(rf"\s?[-–&/]\s?|\s(?:và|các|ngành|khối|cơ quan|khu|cụm|của|số|phân xưởng|tổ)\s|,\s(?=[{UPPER}]\w*\s(?:\w+\s)?(?:và|,))")
FIELD_LINK = re.compile(rf"(?:\s(?:và|-|–)\s|,\s|\s?-\s?)({any_of('field_start')}\s{any_of('field_end')})(?!\w)")
"""Fields of work that offices join: "Giáo dục và Đào tạo", "Văn hóa, Thể thao và Du lịch"."""
UNION_LINK = re.compile(rf"\svà\s({any_of('field_start')}\s{any_of('field_end')})(?!\w)", re.I)
"""The same in a union's name: "Công đoàn Giáo dục | và đào tạo"; behind a comma it may be another union's."""
FIELD_TAIL = re.compile(rf"\s{any_of('field_tail')}(?!\w)")
"""What goes on in small letters behind the field of a house: "Chi cục Vệ sinh | an toàn thực phẩm"."""
LOWER_NAME = re.compile(rf"(?:\s[{LOWER}]+){{1,6}}?(?=\s(?:[{UPPER}]|{LEVEL_WORD}(?!\w)|$))")
LOWER_TAIL = re.compile(rf"(?:\s[{LOWER}]+){{1,6}}(?=[,.;:)\n]|\s\(|\svà\s|$)")
"""Small letters up to a sign, with which the names of centres and of parts of a house may end: "Khoa Gây mê | hồi sức"."""
PART = re.compile(rf"\s{any_of('part_of_house')}(?!\w)")
STOPS = members("name_stop")
"""Lower-case words that no name goes over: verbs, prepositions, particles (syllables joined as the segmentation joins them)."""
TRADES = frozenset(
    "_".join(syllables[i:j])
    for syllables in (trade.split() for trade in members("trade"))
    for i in range(len(syllables))
    for j in range(i + 1, len(syllables) + 1)
    if j - i > 1 or len(syllables) != 2
)
"""Trades, and the runs of their syllables that the segmentation may make words of."""
LONGEST_TRADE = max(trade.count("_") for trade in TRADES) + 1
MORE_ZONES = re.compile(
    r"(?:(?:\s?(?:-|–|,|và|&)\s?|\s)(?:các\s)?(?:[Kk]hu\s)?(?:kinh tế|công nghiệp|chế xuất|công nghệ cao|KCN|KCX|KKT|CX|CN|CNC)(?!\w))*"
)
ZONE = re.compile(
    r"\s(?:các\s)?(?:[Kk]hu\s(?:kinh tế|[Cc]ông nghiệp|chế xuất|công nghệ cao|CN cao|CN|KT)|KCN|KCX|KKT)(?!\w)" + MORE_ZONES.pattern
)
"""Industrial, export and economic zones, alone or several: "các khu chế xuất và công nghiệp", "KCX-KCN"."""
BRANCH = re.compile(rf"(?:\s[-–]|,)?\s[Cc]hi nhánh(?=\s[{UPPER}])")
"""Where a company's name goes on to its branch: "Ngân hàng X | chi nhánh Long An"."""
THINGS = frozenset(members("body_or_thing"))
"""Heads that, bare, name what the body deals in: "tham gia BHXH"."""
OFFICE = re.compile(rf"{any_of('office')}[^.;:\n]{{0,40}}$")
PERSON_TAIL = re.compile(
    rf"\s(?=[{UPPER}]\w*\s(?:Văn|Thị|Đình|Đức|Hữu|Ngọc|Xuân|Quang|Minh|Thanh|Thành|Công|Quốc|Bá|Huy|Hồng|Kim|Hoàng|Mạnh|Trọng|Thu|Anh|Tuấn|Viết|Duy|Như|Thế)\s[{UPPER}]\w*)"
)
NAMED_AFTER = re.compile(rf"[Tt]rường(?:\s{any_of('kind_of_house')})*$")
"""A school that has no name yet: what follows is whom it is named after, and nobody in an office."""
INSIDE_NAME = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]+\s$")
"""A capitalised syllable right before: "Hải | Phòng", "Ngô | Viện An"."""
IN_PLACE = re.compile(r"(?:[Xx]ã|[Pp]hường|[Hh]uyện|[Tt]hị trấn|[Tt]hị xã|[Qq]uận)\s$")
"""A place's own name begins like a head: "phường | Hội Phú"."""
OF_HOUSE = re.compile(rf"\s(?:của\s)?{any_of('house')}(?!\w)(?!\s[{UPPER}])")
"""The bare house that an office is of: "Phòng Tổ chức - Hành chính | công ty"."""
TRAILING = re.compile(r"\s(?:và|các|của|-|–|&|(?:nhiệm kỳ|khóa|khoá|lần thứ)(?:\s(?:\d+|[IVXL]+))?)$")
"""What no name ends with."""
LEADERS = re.compile(rf"{any_of('no_part_of_name')}(?!\w)")
"""What is joined to a body and is no part of its name: "Công đoàn Công ty và | Lãnh đạo Mỏ", "Công ty X - | Ảnh: …"."""
DEPUTY = re.compile(r"(?:[Cc]hủ tịch|[Bb]í thư|[Uuủ]ỷ viên|[Uuủ]y viên|[Gg]iám đốc)\s[Tt]hường trực$")
"""An office "thường trực" (standing deputy), not the standing committee."""
NO_BODY = re.compile(rf"{any_of('no_body')}(?!\w)", re.I)
"""Words that begin like a head and name no body."""
OFFICE_BEFORE = re.compile(rf"(?<!\w){any_of('office')}(?!\w)[^,.;:\n]{{0,60}}$", re.I)
"""Before the body of whoever holds an office."""
OFFICE_ITSELF = re.compile(rf"(?<!\w){any_of('office')}\s$", re.I)
"""Right before it."""
COMMUNES = tuple(word for word, level in LEVELS.items() if level == "commune")
"""Levels whose units are not in the gazetteer: what capitals follow them is their name; behind the others three capitals are a person's."""
CLASS = re.compile(
    r"\s(?:\(CĐCS\)\s)?(?:thuộc\s)?(?:các\s)?(?:[Kk]hối|[Nn]goài|khu vực|trường(?=\shọc)"
    r"|doanh nghiệp(?=\sngoài|\sFDI|\scó vốn|\stư nhân))\s(?:các\s)?"
)
WHOLE_CLASS = re.compile(
    r"\s(?:các\s)?(?:xã,\s(?:phường,\s|phường và\s)?thị trấn|xã, phường|trường học|cơ quan|hành chính sự nghiệp|doanh nghiệp)"
    r"(?=\s?(?:[.,;:)”]|$|\svà\s))"
)
"""The same, with nothing of the class left behind it: "các CĐCS xã, thị trấn"."""
"""What makes a class of unions of the head: "CĐCS khối trường học", "công đoàn cơ sở ngoài nhà nước"."""
LISTED = re.compile(r"(?:,\s(?:và\s)?|\s?;\s|\svà\s)(?:các\s)?")
SEVERAL = re.compile(rf"\s(?:các|hai|ba|bốn|năm|\d{{1,2}})(?=\s{LEVEL_WORD}\s[{UPPER}])")
"""A number before the level word that a list shares: "LĐLĐ các huyện Hàm Tân, Đức Linh"."""
OF_LAND = re.compile(r"\s(?:đảo|miền núi|vùng cao|biên giới biển|biên giới|nghèo)(?=\s)")
"""What stands between a level word and its name: "huyện đảo Lý Sơn"."""
OFFICE_OF = Head("institution", "open", "")
"""How the name goes on behind "Văn phòng" where it is no union's ("Văn phòng Tổ chức Lao động quốc tế")."""
AT_LARGE = re.compile(r"\s(?:của|các\s(?:cấp|đơn vị|cơ sở|tỉnh|huyện|xã|phường|quận|địa phương))(?!\w)")
"""What tells that the head names the unions at large: "công đoàn các cấp", "CĐCS các đơn vị"."""
FEW = 5
"""Syllables in small letters, less one, that a company's name may go over though they are no trade that we know."""
INNER_OPEN = ("company", "school", "hospital", "institution", "authority", "party", "media", "front", "fund")


@dataclass(slots=True)
class Chain:
    """What the scan found behind a head: its end, the level word and place in it, and where a body inside it begins."""

    end: int
    level_word: str = ""
    place: str = ""
    inner: int | None = None


def scan(text: str, start: int, end: int, limit: int, words: dict[int, int]) -> Chain:
    """The chain behind the head `text[start:end]`, not past `limit`. `words` maps a syllable's start to its word's end."""
    head = HEADS[_key(text[start:end])]
    if _key(text[start:end]).endswith("khu công nghiệp") and (more := MORE_ZONES.match(text, end, limit)):
        end = more.end()
    if found := ABBREVIATED.match(text, end, limit):
        end = found.end()
    if head.name == "whole":
        return Chain(end)
    if head.name == "body":
        return _body_of(text, end, limit, words)
    if head.name == "place":
        if head.kind == "union" and (joined := UNION_LINK.match(text, end, limit)):
            end = joined.end()
        several = SEVERAL.match(text, end, limit)
        found_place = level_and_place(text, several.end() if several else end, limit, words) or _national(text, end, limit)
        owner = OF_HOUSE.match(text, end, limit) if head.kind == "front" and found_place.end == end else None
        return Chain(owner.end()) if owner else found_place
    if head.level == "grassroots" and (found := WHOLE_CLASS.match(text, end, limit)):
        return Chain(found.end())
    if head.level == "grassroots" and (found := CLASS.match(text, end, limit)):
        stop = _class_end(text, found.end(), limit, words)
        if stop > found.end():
            return Chain(stop)
    if head.kind == "union" and head.name == "open" and AT_LARGE.match(text, end, limit):
        return Chain(end)
    if head.kind in ("union", "party", "front") and head.name == "open":
        kinds = INNER_OPEN if head.kind == "union" else (*INNER_OPEN, "union")
        if inner := _inner(text, end, limit, words, kinds):
            return inner
    return proper_name(text, end, limit, words, head)


def _key(surface: str) -> str:
    return " ".join(surface.lower().split())


def _national(text: str, end: int, limit: int) -> Chain:
    """ "Việt Nam" or "Trung ương" behind a head of national bodies, else the bare head."""
    found = re.compile(r"\s(?:Việt Nam|VN|Trung ương|T\.Ư)(?!\w)").match(text, end, limit)
    return Chain(found.end() if found else end)


def level_and_place(text: str, end: int, limit: int, words: dict[int, int]) -> Chain | None:
    """A level word and a place ("tỉnh Bắc Kạn"), a bare level word ("tỉnh"), or a place alone ("Đồng Nai"); None where neither follows."""
    here = end + (1 if text[end : end + 2] != "  " else 2) if text[end : end + 1] == " " else end  # printed lines may have two
    word = LEVEL.match(text, here, limit)
    after = word.end() if word else here
    if word and (land := OF_LAND.match(text, after, limit)):
        after = land.end()
    start = after + 1 if text[after : after + 1] == " " else after
    stop, units = name_at(text, start)
    if stop > start and stop <= limit and (start > end or word) and any(fits(u, word[0] if word else "") or not word for u in units):
        return Chain(stop, word[0] if word else "", text[start:stop])
    if not word:
        return None
    numbered = word[0].lower() in ("quận", *COMMUNES)
    stop = capitals(text, start, limit, words) if start > after and (numbered or not text[start : start + 1].isdigit()) else start
    length = 0 if stop > start and _is_officer(text, end, word[0], start, stop) else text.count(" ", start, stop) + 1
    if stop > start and 0 < length <= (3 if word[0].lower() in COMMUNES else 2):
        return Chain(stop, word[0], text[start:stop])
    if text[word.end() - 1].isalpha() and text[word.end() : word.end() + 1].isalpha():
        return None  # "TPHCM" is a level word and a place, "TPH" is neither
    return Chain(word.end(), word[0])


def _is_officer(text: str, end: int, word: str, start: int, stop: int) -> bool:
    """Whether capitals behind a level are not its place but who holds the office: "Phó Chủ tịch UBND tỉnh | A Thút"."""
    if not OFFICE_BEFORE.search(text, max(0, end - 60), end):
        return False
    return word.lower() == "tỉnh" or (text[start:stop].split()[0] in FAMILY_NAMES and text.count(" ", start, stop) > 1)


def _is_who_heads(text: str, start: int, end: int, stop: int) -> bool:
    """Whether what follows a union's head is not its name but who holds its office: "Chủ tịch CĐCS | Lý Seo Páo"."""
    name = text[end:stop].split()
    called = len(name) in (3, 4) and name[0] in FAMILY_NAMES and all(syllable[0].isupper() for syllable in name)
    return called and bool(OFFICE_ITSELF.search(text, max(0, start - 40), start))


def capitals(text: str, start: int, limit: int, words: dict[int, int]) -> int:
    """End of up to four capitalised syllables none of which begins a word that goes on in small letters ("Tuần Giáo | Công bố")."""
    end = start
    for syllable in re.compile(rf"[{UPPER}\d][\w'’]*").finditer(text, start, limit):
        joined = words.get(syllable.start(), 0)
        if (
            syllable.start() > end + (end > start)
            or (joined > syllable.end() and text[syllable.end() + 1 : syllable.end() + 2].islower())
            or (end > start and text[end] not in " -")
        ):
            break
        end = syllable.end()
        if text.count(" ", start, end) == 3:
            break
    return end


def _inner(text: str, end: int, limit: int, words: dict[int, int], kinds: tuple[str, ...]) -> Chain | None:
    """Another body right behind the head ("công đoàn cơ sở | Công ty May 10")."""
    here = re.compile(r"\s(?:của\s|các\s|thuộc\s)?(?:cơ quan\s)?").match(text, end, limit)
    if here and here[0].endswith("cơ quan "):
        kinds = (*kinds, "union")
    found = HEAD.match(text, here.end(), limit) if here else None
    if found and _is_head(text, found) and not NO_BODY.match(text, found.start()) and HEADS[_key(found[0])].kind in kinds:
        chain = scan(text, found.start(), found.end(), limit, words)
        return replace(chain, inner=found.start())
    return None


def _body_of(text: str, end: int, limit: int, words: dict[int, int]) -> Chain:
    """The body whose committee the head names; a bare committee where none follows."""
    inner = _inner(text, end, limit, words, ("union", "committee", *INNER_OPEN))
    if text[:end].endswith("Văn phòng"):
        return inner or proper_name(text, end, limit, words, OFFICE_OF)
    return inner or _national(text, end, limit)


def proper_name(text: str, end: int, limit: int, words: dict[int, int], head: Head) -> Chain:
    """Capitals and the rest of their words, links and lower-case syllables that a name goes on behind, up to a place."""
    chain = Chain(end)
    field = head.name == "field"
    of_house = PART.match(text, end, limit) if head.level == "grassroots" else None
    while chain.end < limit:
        here = chain.end + (text[chain.end : chain.end + 1] == " ")
        if (
            here > chain.end
            and (level := level_and_place(text, chain.end, limit, words))
            and (level.level_word or field or level.end == limit)
        ):
            return replace(level, inner=chain.inner)
        branch = BRANCH.match(text, chain.end, limit) if head.kind == "company" and chain.end > end else None
        if branch and HEAD.match(text, branch.end() + 1):
            break  # "…, | Chi nhánh Công ty …" is another one
        if part := ZONE.match(text, chain.end, limit) or branch:
            chain.end = part.end()
            continue
        syllable = SYLLABLE.match(text, here, limit)
        if (
            syllable
            and here > chain.end
            and (
                syllable[0][0].isupper()
                or (syllable[0].isdigit() and (chain.end > end or head.kind == "company") and not _counts(text, syllable.end(), words))
            )
        ):
            chain.end = _word_end(text, syllable, words, limit)
            if found := ABBREVIATED.match(text, chain.end, limit):
                chain.end = found.end() if re.match(rf"\s(?:[{UPPER}]|{LEVEL_WORD}\s)", text[found.end() : limit]) else chain.end
            continue
        fields = FIELD_LINK if field else UNION_LINK if head.kind == "union" else None
        if fields and (joined := fields.match(text, chain.end, limit)):
            chain.end = max(joined.end(), min(words.get(joined.start(1), 0), limit))
            continue
        if (
            (link := LINK.match(text, chain.end, limit))
            and re.match(rf"[{UPPER}]|khu|các" if link[0] != " số " else r"\d", text[link.end() : limit])
            and not HEAD.match(text, link.end())
            and not LEADERS.match(text, link.end())
            and chain.end >= end
        ):
            if "," in link[0] and not field:
                break
            chain.end = link.end() - 1 if link[0].endswith(" ") else link.end()
            if text[chain.end : chain.end + 1] != " ":
                first = SYLLABLE.match(text, chain.end, limit)
                chain.end = max(first.end(), words.get(chain.end, 0)) if first else chain.end
            continue
        if tail := FIELD_TAIL.match(text, chain.end, limit):
            chain.end = tail.end()
            continue
        lower = LOWER_NAME.match(text, chain.end, limit)
        if lower and LEADERS.match(text, lower.end() + 1):
            break
        if (
            lower
            and (head.kind == "institution" or (head.kind == "authority" and chain.end > end))
            and not _stops(text, lower.start(), lower.end(), words)
            and (inner := _inner(text, lower.end(), limit, words, ("union", "authority", "party")))
        ):
            return inner
        if lower and not field and _within(text, lower, words, head, chain.end > end) and not _other_head(text, lower.end() + 1, head):
            chain.end = lower.end()
            continue
        ending = LOWER_TAIL.match(text, chain.end, limit) if chain.end > end and (head.kind == "institution" or of_house) else None
        if ending and not _stops(text, ending.start(), ending.end(), words):
            chain.end = ending.end()
            continue
        if head.kind == "company" and chain.end > end and (trade := _trade_behind(text, chain.end, limit, words)):
            chain.end = trade
            continue
        break
    if head.kind in ("authority", "front") and (owner := OF_HOUSE.match(text, chain.end, limit)):
        chain.end = owner.end()
    while chain.end > end and (trailing := TRAILING.search(text, end, chain.end)):
        chain.end = trailing.start()
    return chain


def _other_head(text: str, start: int, head: Head) -> bool:
    """Whether another body begins at `start`; in a company's name "Báo" and the like are syllables as others are."""
    found = HEAD.match(text, start)
    return bool(found) and not (head.kind == "company" and found and HEADS[_key(found[0])].kind == "media")


def _trade_behind(text: str, end: int, limit: int, words: dict[int, int]) -> int | None:
    """End of the trade that goes on behind one written with a capital ("Xí nghiệp Thức ăn | thủy sản"), or None."""
    last = next((text[start:end] for start in range(end - 1, max(0, end - 24), -1) if words.get(start) == end), "")
    stop = min(words.get(end + 1, 0), limit)
    joined = [word.replace(" ", "_").lower() for word in (last, text[end + 1 : stop])]
    return stop if stop > end and all("_" in word and word in TRADES for word in joined) else None


def _word_end(text: str, syllable: re.Match[str], words: dict[int, int], limit: int) -> int:
    """End of the word that a capitalised syllable of a name begins: as segmented, up to a function word, or as a known trade is written."""
    end = syllable.end()
    stop = max(end, min(words.get(syllable.start(), 0), limit))
    for part in SYLLABLE.finditer(text, end, stop):
        if part[0] in STOPS or part[0] == "và" or text[part.start() : stop].replace(" ", "_") in STOPS:
            break
        end = part.end()
    if end > syllable.end():
        return end
    following = SYLLABLE.match(text, end + 1, limit) if text[end : end + 1] == " " else None
    if following and f"{syllable[0]}_{following[0]}".lower() in TRADES and following[0].islower():
        return following.end()
    return end


def _class_end(text: str, start: int, limit: int, words: dict[int, int]) -> int:
    """End of the one or two words that name a class of unions behind "khối" ("khối trường học", "khối hành chính sự nghiệp")."""
    end = start
    for _ in range(2):
        syllable = SYLLABLE.match(text, end + (end > start), limit)
        if not syllable or (end > start and text[end] != " "):
            break
        stop = max(min(words.get(syllable.start(), 0), limit), syllable.end())
        if text[syllable.start() : stop].replace(" ", "_") in STOPS or (
            end > start and (syllable[0][0].isupper() or syllable[0].isdigit())
        ):
            break
        end = stop
    return end - len(" và") if text.endswith(" và", start, end) else end


def _within(text: str, lower: re.Match[str], words: dict[int, int], head: Head, begun: bool) -> bool:
    """Whether lower-case words stand within a name: those of a company's are its trade, or a few where the name has begun and goes on."""
    if head.kind != "company":
        return not _stops(text, lower.start(), lower.end(), words)
    goes_on = begun and lower[0].count(" ") < FEW and text[lower.end() + 1 : lower.end() + 2].isupper()
    return _trades(lower[0].split()) or (goes_on and not _stops(text, lower.start(), lower.end(), words))


def _stops(text: str, start: int, end: int, words: dict[int, int]) -> bool:
    """Whether a word of a range ends a name."""
    here = start + 1
    while here < end:
        syllable = SYLLABLE.match(text, here, end)
        stop = max(min(words.get(here, 0), end), syllable.end() if syllable else here + 1)
        if text[here:stop].replace(" ", "_") in STOPS or LEVEL.match(text, here):
            return True
        here = stop + 1
    return False


def _trades(syllables: list[str]) -> bool:
    """Whether syllables are trades, one behind the other."""
    while syllables:
        known = next((n for n in range(LONGEST_TRADE, 0, -1) if "_".join(syllables[:n]).lower() in TRADES), 0)
        if not known:
            return False
        syllables = syllables[known:]
    return True


def _counts(text: str, end: int, words: dict[int, int]) -> bool:
    """Whether a number that ends at `end` counts something or begins a date, rather than closing a name ("May 10 tổ chức")."""
    if re.match(r"[/.,-]\d|\s?%", text[end : end + 2]):
        return True
    following = re.match(rf"\s[{LOWER}]+", text[end : end + 12])
    if not following:
        return False
    stop = max(words.get(end + 1, 0), end + following.end())
    return text[end + 1 : stop].replace(" ", "_") not in STOPS


def is_class(text: str) -> bool:
    """Whether a union's name is that of a class of unions: "CĐCS khối trường học", "CĐCS xã, thị trấn"."""
    return bool(CLASS.search(text) or WHOLE_CLASS.search(text))


def _is_head(text: str, found: re.Match[str]) -> bool:
    """A head is written with a capital, or is one of those that the lexicon allows in lower case."""
    return found[0][0].isupper() or _key(found[0]) in ANYCASE


def mentions_in(text: str, start: int, end: int, words: dict[int, int]) -> list[OrganisationMention]:
    """The bodies named in one sentence."""
    found: list[OrganisationMention] = []
    here = start
    while match := HEAD.search(text, here, end):
        here = match.end()
        if (
            (INSIDE_NAME.search(text[max(start, match.start() - 12) : match.start()]) and " " not in match[0])
            or not _is_head(text, match)
            or DEPUTY.search(text[max(start, match.start() - 20) : match.end()])
            or NO_BODY.match(text, match.start())
            or IN_PLACE.search(text[max(start, match.start() - 12) : match.start()])
        ):
            continue
        chain = scan(text, match.start(), match.end(), end, words)
        stop = chain.end
        if (
            not chain.place
            and OFFICE.search(text[max(start, match.start() - 60) : match.start()])
            and (tail := PERSON_TAIL.search(text, match.end(), stop))
            and not NAMED_AFTER.search(text, match.start(), tail.start())
        ):
            stop = tail.start()
        head = HEADS[_key(match[0])]
        if head.kind == "union" and chain.inner is None and _is_who_heads(text, match.start(), match.end(), stop):
            stop = match.end()
        noted = ABBREVIATED.match(text, match.end(), stop)
        bare = not chain.place and stop <= (noted or match).end() + len(chain.level_word) + 1 and head.name != "whole"
        if bare and not chain.level_word and ((head.name in ("open", "field") and head.kind != "union") or _key(match[0]) in THINGS):
            continue
        if (
            head.name in ("open", "field")
            and head.kind != "union"
            and not chain.level_word
            and not any(c.isupper() or c.isdigit() for c in text[match.end() : stop])
            and not ZONE.match(text, match.end())
        ):
            continue
        level = head.level or _level_of(chain.level_word, chain.place)
        several = SEVERAL.match(text, match.end(), stop)
        found.append(
            OrganisationMention(
                match.start(),
                stop,
                text[match.start() : match.end()] + text[several.end() if several else match.end() : stop],
                _key(match[0]),
                head.kind,
                level,
                chain.level_word,
                chain.place,
                chain.inner,
                bare,
            )
        )
        found += _listed(text, found[-1], end)
        here = max(here, found[-1].end)
    return found


def _listed(text: str, first: OrganisationMention, limit: int) -> list[OrganisationMention]:
    """Bodies that share the head of `first`: ", Yên Định và thành phố Thanh Hóa"."""
    if not first.place or HEADS[first.head].name != "place":
        return []
    found: list[OrganisationMention] = []
    here = first.end
    front = first.text[: len(first.text) - len(first.place) - (len(first.level_word) + 1 if first.level_word else 0)]
    while glue := LISTED.match(text, here, limit):
        item = level_and_place(text, glue.end() - 1, limit, {})
        units = name_at(text, item.end - len(item.place))[1] if item and item.place else ()
        word = (item.level_word if item else "") or first.level_word
        if not item or not any(fits(u, word) for u in units) or SIZES[_level_of(word, item.place)] > SIZES.get(first.level, 4):
            break  # "huyện Nghĩa Hành, tỉnh Quảng Ngãi" is an address, no list
        start = glue.end()
        found.append(
            replace(
                first,
                start=start,
                end=item.end,
                text=f"{front}{word} {item.place}".replace("  ", " "),
                level_word=word,
                place=item.place,
                level=_level_of(word, item.place),
                shared=True,
            )
        )
        here = item.end
    return found


def _level_of(level_word: str, place: str) -> str:
    """The level that a level word and a place say: "thành phố" is a district's where no province bears the name."""
    units = [u for u in name_at(place, 0)[1] if u.kind == "province"]
    word = written(level_word)
    if word == "thành phố" and place:
        return "province" if any(u.head == "thành phố" for u in units) else "district"
    return LEVELS.get(word, "province" if place and units else "")


@Language.component("sukien_organisations")
def organisations(doc: Doc) -> Doc:
    """Leave `OrganisationMention`s, sentence by sentence; the body inside a body ("BTV | LĐLĐ tỉnh") is no mention of its own."""
    text, words = doc._.cased, doc._.words
    found: list[OrganisationMention] = []
    for sentence in doc._.sentences:
        found += mentions_in(text, sentence.start, sentence.end, words)
    leave(doc, "organisations", found)
    return doc
