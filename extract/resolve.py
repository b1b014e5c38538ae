"""Resolve: full names for bodies and places that the article names in short.

"LĐLĐ huyện" is the district federation that the article names in full elsewhere; "UBND tỉnh" belongs to the province the article
is about. The order of trust: the place shared in a list ("Thành ủy, HĐND, UBND TP Hà Nội"), an antecedent of the same head
and level, the article's home (the place that its federations, its places and its page furniture name). What nothing
completes stays bare.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from extract.organisations import ABBREVIATED, CLASS, HEADS, ZONE, OrganisationMention, is_class
from extract.places import (
    LEVEL_WORD,
    PlaceMention,
    Unit,
    bare_districts,
    communes,
    name_at,
    province_names,
    province_on,
    same_tone,
    was_on,
    written,
)
from extract.syllables import LOWER, UPPER, Sentence
from extract.trie import any_phrase
from extract.word_classes import any_of
from schemas.names import expand, normalise

OWN_LEVEL = {
    f"{word} {body}": level
    for word, level in (("tỉnh", "tỉnh"), ("thành", "thành phố"), ("huyện", "huyện"), ("quận", "quận"), ("thị", "thị xã"))
    for body in ("ủy", "uỷ", "đoàn")
}
"""Heads that say their level themselves: "Tỉnh ủy" is of a province, and its full name is "Tỉnh ủy Bắc Kạn"."""
LEAD = 600
"""Characters of title and lead in which a district may stand without its level word."""
OFFICES = {"sở": "tỉnh", "thanh tra sở": "tỉnh", "chi cục": "tỉnh", "phòng": "huyện"}
"""Offices whose head says of which level they are."""
NATIONAL = "Tổng Liên đoàn Lao động Việt Nam"
MANAGEMENT = ("ban giám đốc", "ban tổng giám đốc", "ban giám hiệu", "hội đồng quản trị")
"""Committees that manage a house, and never belong to a union."""
CLASSES = (
    "công đoàn", "cđ", "công đoàn cơ sở", "cđcs", "cđ cơ sở", "nghiệp đoàn", "tổ công đoàn", "tổ cđ", "công đoàn bộ phận", "cđ bộ phận",
    "công đoàn ngành",
)  # fmt: skip
"""Heads that alone name the unions at large."""
SECTOR = "công đoàn ngành"
"""The head that alone names the union of the sector that an article is about."""
HOUSES = ("company", "school", "hospital", "institution", "authority")
"""Kinds of bodies that grassroots unions are in."""
HOUSE_HEADS = [h for h, head in HEADS.items() if head.kind in ("company", "school", "hospital")]
HOUSE_HEAD = re.compile(any_phrase(HOUSE_HEADS) + "(?= )")
ALONE = {*HOUSE_HEADS, "công ty cổ phần", "công ty tnhh", "công ty cp"}
"""What names no house of its own."""
GRASSROOTS = re.compile(
    rf"(?:(?:công đoàn|CĐ)(?:\scơ sở)?|CĐCS)(?:\s\(CĐCS\))?\s(?={'|'.join(h for h, head in HEADS.items() if head.kind in HOUSES)})",
    re.I,
)
GRASSROOTS_HEADS = ("công đoàn cơ sở", "cđcs", "cđ cơ sở")
OF_A_NAME = "".join(rf"(?<!(?-i:\s[{UPPER}][{LOWER}]{{{length}}}))" for length in range(1, 6))
"""Not behind a syllable of a proper name."""
LOWER_INNER = re.compile(
    rf"(?:(?<!môi)(?<!thị)(?<!hội)(?<!quảng)(?<!nông)(?<!lâm){OF_A_NAME}\strường|\s(?!trường$){any_of('house')})$", re.I
)
"""A house of the article at the end of a name; "môi trường", "hội trường" and the like are words of their own, "Thiên Trường" is a name."""
FLOOR = re.compile(r"\s(?:tầng|lầu)\s(?:số\s)?\d+(?!\w)")
"""A storey, which a venue's name may leave out."""
PLAIN_VENUE = re.compile(rf"{any_of('venue')}(?:\s[{LOWER}]+){{0,2}}")
"""A venue without a name: the house's own."""
PLURAL = re.compile(r"(?:các|những|nhiều|%|\d|mỗi|từng|một số|tại|cán bộ)\s$", re.I)
ALIAS = re.compile(rf"\s?\((?:(?:sau đây )?(?:gọi tắt|viết tắt)(?: là)?:? )?[“\"]?([{UPPER}][{UPPER}\d&-]+(?:\s[\w&.-]+){{0,3}})[”\"]?\)")
"""A short name that the article gives a body: "Trường Đại học Sư phạm Kỹ thuật (ĐHSPKT)"."""
BESIDE = re.compile(r"\s(?:và|cùng|với|cùng với|phối hợp (?:cùng|với))\s")
"""Between a house and its union."""
SEVERAL = re.compile(r"(?<!\w)các\s$")
"""Before places that are one as good as the other: "vé xe về các tỉnh Nghệ An, Thanh Hóa"."""
COMING_OR_GOING = re.compile(
    r"(?<!\w)(?:[Tt]ừ|[Qq]uê(?: ở| gốc| quán| nhà| ngoại| nội| hương)?|[Nn]gười(?: gốc| ở| quê)?"
    r"|(?:xe|tàu|vé|Tết|công nhân|lao động) (?:đi|về))\s$"
)
"""Before places that one comes from or goes to: "anh Sơn, quê Sơn La", "từ Hà Nội vào", "đưa công nhân về Hòa Bình"."""
LONGEST_PROVINCE = 5
"""Words of a province's name at most: "Bà Rịa - Vũng Tàu"."""
SHARING = re.compile(r"\s*(?:,|;|và|cùng|,\s*và)\s*$")


ITEM = re.compile(rf"[*•+–-]?\s?([{UPPER}][\w']*(?:\s[{UPPER}][\w']*){{1,3}}):\s")
"""The heading of an item of a digest."""
LAST_PLACE = re.compile(
    rf"(?:{LEVEL_WORD}|[ủu][yỷ]|[Đđ]oàn|[Ll]ao động)\s((?:[{UPPER}][\w']*|[-–]|\d+)(?:\s(?:[{UPPER}][\w']*|[-–]|\d+)){{0,4}})$"
)
"""The place that a name ends in."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A body under its full name; `inferred` says what completed it, or is None where the text has it in full."""

    name: str
    inferred: str | None
    mention: OrganisationMention


@dataclass(slots=True)
class Home:
    """The article's places: level word -> name, the most named first ("tỉnh" -> "Bắc Kạn", "huyện" -> "Bạch Thông")."""

    places: dict[str, str]
    province: str | None


class Resolver:
    """Completes names for one Doc: `resolver(mention) -> Resolved`, `resolver.place(mention) -> str`."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc._.cased
        self.mentions: tuple[OrganisationMention, ...] = doc._.organisations
        self.day = self._day(doc)
        self.home = find_home(doc, self.day)
        self.province = self.home.province or province_of_communes(doc, self.day)
        self.title = normalise(" ".join(self.text[s.start : s.end] for s in doc._.sentences if s.zone == "title"))
        self.holders: dict[Sentence, list[OrganisationMention]] = {}
        """What `extract.roles.organisers` found, by sentence."""
        self._index = {m: i for i, m in enumerate(self.mentions)}
        self._aliases = {
            normalise(found[1]): m.text
            for m in self.mentions
            if not m.bare and (found := ALIAS.match(self.text, m.end)) and found[1] != m.text
        }
        inner = (self.text[m.inner : m.end] for m in self.mentions if m.inner is not None)
        self._names = tuple(dict.fromkeys([*inner, *(m.text for m in self.mentions)]))
        self._inner_houses: dict[str, str | None] = {}
        self._fuller: dict[str, str] = {}
        self._longer_names: dict[str, str | None] = {}
        self._by_end: dict[str, list[str]] = {}
        for name in dict.fromkeys(m.text for m in self.mentions if m.kind != "committee" and m.inner is None):
            self._by_end.setdefault(normalise(name).rsplit(" ", 1)[-1], []).append(name)
        unions = [m for m in self.mentions if m.kind == "union" and m.head != "công đoàn việt nam" and not m.bare]
        self._houses_only = bool(unions) and all(m.inner is not None for m in unions)
        self.house = self._house()
        self.grassroots = self._grassroots()
        self._full = {normalise(m.text): m for m in sorted(self.mentions, key=lambda m: (len(m.text), -m.start)) if not m.bare}

    @staticmethod
    def _day(doc: Doc) -> str | None:
        """The article's day, which tells the units of then from those of now: its publication, else its last date."""
        if doc._.article.published:
            return str(doc._.article.published.value)
        return max((d.last for d in doc._.dates if d.use == "event" and d.last), default=None)

    def __call__(self, mention: OrganisationMention) -> Resolved:
        """The full name of a body."""
        prefix, core = self._split(mention)
        if core is None and mention.head == "ban tổ chức":
            return Resolved("Ban Tổ chức", None, mention)
        if core is None:
            owner = self._antecedent_body(mention)
            return Resolved(
                clean(f"{prefix} {owner}") if owner else clean(prefix), "tên cơ quan từ nơi khác trong bài" if owner else None, mention
            )
        if prefix and (house := self._inner_house(f" {core}")) and LOWER_INNER.fullmatch(f" {core}"):
            return Resolved(clean(f"{prefix} {house}"), "cơ quan của bài", mention)
        name, inferred = self._grassroots_name(core, mention) or self._complete(core, mention)
        return Resolved(clean(f"{prefix} {name}"), inferred, mention)

    def place(self, mention: PlaceMention) -> str:
        """A place with its level word written out."""
        word = written(mention.level_word)
        return f"{word} {mention.name}".strip()

    def place_of(self, name: str) -> str | None:
        """The place that a full name ends in: "UBND tỉnh Kiên Giang" -> "Kiên Giang"."""
        found = LAST_PLACE.search(name)
        return found[1] if found and found[1] != "Việt Nam" else None

    def unit(self, mention: PlaceMention) -> Unit | None:
        """The unit of the gazetteer that a mention means: the only one, or the one in the article's province and of its day."""
        units = [u for u in mention.units if was_on(self.day, u.since, u.until)] or list(mention.units)
        if len(units) > 1 and units[0].kind == "district":
            units = [u for u in units if province_names().get(u.province) == self.home.province] or units
        return units[0] if len({u.name for u in units}) == 1 and (len(units) == 1 or units[0].kind == "province") else None

    def province_of(self, unit: Unit | None) -> str | None:
        """The name of a unit's province."""
        return province_names().get(unit.province or unit.code) if unit else None

    def venue(self, name: str) -> tuple[str, str | None]:
        """A venue under its full name, and how it was completed: "nhà ăn công ty" is the article's company's."""
        if self.house and LOWER_INNER.fullmatch(f" {name}"):
            return self.house, "cơ quan của bài"
        name = FLOOR.sub("", name)
        if self.house and PLAIN_VENUE.fullmatch(name) and not LOWER_INNER.search(name):
            return f"{name} {self.house}", "cơ quan của bài"
        name, comma, rest = name.replace(" của ", " ").replace(" thuộc ", ", ").partition(",")
        inferred = None
        word = re.search(rf"\s({LEVEL_WORD})$", name)
        if (found := LOWER_INNER.search(name)) and self.house:
            name, inferred = f"{name[: found.start()]} {self.house}", "cơ quan của bài"
        elif word and (place := self.home.places.get(written(word[1]))):
            name, inferred = f"{name} {place}", "địa phương của bài"
        return expand(f"{name}{comma}{rest}"), inferred

    def _split(self, mention: OrganisationMention) -> tuple[str, str | None]:
        """The committees in front, and the name of the body proper (None where only a committee is named)."""
        if HEADS[mention.head].name != "body":
            return "", mention.text
        if mention.inner is None:
            return mention.text, None
        cut = mention.inner - mention.start
        return mention.text[:cut], mention.text[cut:]

    def _grassroots(self) -> str | None:
        """The grassroots union that the article is about: the only one named in full, else that of the only company, school or hospital."""
        named = {
            normalise(m.text): m.text
            for m in self.mentions
            if GRASSROOTS.match(m.text) and m.inner is not None and not LOWER_INNER.search(m.text)
        }
        bodies = {normalise(re.sub(GRASSROOTS, "", text)) for text in named.values()}
        if len(bodies) == 1:
            return "công đoàn cơ sở " + GRASSROOTS.sub("", next(iter(named.values()))).strip()
        return f"công đoàn cơ sở {self.house}" if not named and self.house else None

    def _house(self) -> str | None:
        """The one company, school or hospital that the article is about: the only one, or the one named twice as often as any other."""
        inner = [self.text[m.inner : m.end] for m in self.mentions if m.inner is not None and GRASSROOTS.match(m.text)]
        names = [m.text for m in self.mentions if m.kind in ("company", "school", "hospital")] + [clean(i) for i in inner if i[0].isupper()]
        titled = {normalise(n) for n in names if len(n) > 12 and normalise(n) in self.title}
        houses: Counter[str] = Counter()
        for name in names:
            if name.lower() not in ALONE:
                houses[self.fuller(name)] += 2 if normalise(name) in titled else 1
        for name in [n for n in houses if self._tail(n) and self._tail(n) in self.title]:
            houses[name] += 1
        ranked = houses.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]) else None

    @staticmethod
    def _tail(name: str) -> str:
        """The last three words of a house's name, which a headline shortens it to ("Giày Phước Lộc Hưng")."""
        words = normalise(name).split()
        return " ".join(words[-3:]) if len(words) > 4 else ""

    def fuller(self, name: str) -> str:
        """The longest form of a house's name in the article: "Công ty Lu An" is its "Công ty TNHH may mặc Lu An"."""
        if name not in self._fuller:
            self._fuller[name] = self._longest_form(name)
        return self._fuller[name]

    def _longest_form(self, name: str) -> str:
        full = expand(name)
        head = HOUSE_HEAD.match(full.lower())
        if head is None:
            return name
        short, proper = normalise(full), normalise(full[head.end() :])
        if named := self._aliases.get(proper) or self._aliases.get(short):
            return named
        alike = self._by_end.get(short.rsplit(" ", 1)[-1], ())
        forms = [n for n in alike if normalise(expand(n)).endswith(f" {proper if expand(n).lower().startswith(head[0]) else short}")]
        return max(forms, key=len, default=name)

    def names_one(self, mention: OrganisationMention) -> bool:
        """Whether a mention names one body rather than the unions at large ("công đoàn", "các CĐCS")."""
        if (mention.head == "ban tổ chức" and mention.inner is None) or (mention.level == "grassroots" and is_class(mention.text)):
            return False
        if not mention.bare or mention.level_word or mention.head not in CLASSES or self._beside(mention):
            return True
        if mention.head == SECTOR:
            return not self._plural(mention)
        return bool(self.grassroots) and self._bare_grassroots(mention) and not self._plural(mention)

    def _bare_grassroots(self, mention: OrganisationMention) -> bool:
        """Whether a head alone means the article's grassroots union: "CĐCS", and "Công đoàn" where all unions named are of houses."""
        if not mention.bare or mention.level_word:
            return False
        return mention.head in GRASSROOTS_HEADS or (mention.text == "Công đoàn" and self._houses_only)

    def _plural(self, mention: OrganisationMention) -> bool:
        """Whether the words before a mention make it several: "các CĐCS", "4 công đoàn cơ sở"."""
        return bool(PLURAL.search(self.text[max(0, mention.start - 16) : mention.start]))

    def generic(self, resolved: Resolved) -> bool:
        """Whether a name that nothing completed could be any body's: "Liên đoàn Lao động tỉnh", "Công đoàn bệnh viện"."""
        if resolved.inferred or HEADS[resolved.mention.head].name == "whole":
            return False
        return resolved.mention.bare or bool(LOWER_INNER.search(resolved.name) or re.search(rf"\s{LEVEL_WORD}$", resolved.name))

    def _inner_house(self, name: str) -> str | None:
        """The house that a bare one at the end of a name is: "Đoàn Thanh niên | Tập đoàn" is of the article's only Tập đoàn."""
        bare = LOWER_INNER.search(name)
        if not bare:
            return None
        head = bare[0].strip().lower()
        if head not in self._inner_houses:
            forms = {self.fuller(name) for name in self._names if name.lower().startswith(f"{head} ")}
            self._inner_houses[head] = forms.pop() if len({normalise(f) for f in forms}) == 1 else self.house
        return self._inner_houses[head]

    def _grassroots_name(self, name: str, mention: OrganisationMention) -> tuple[str, str] | None:
        """The grassroots union's full name where the mention has only "CĐCS", "CĐCS công ty" or "Công đoàn nhà trường"."""
        bare = LOWER_INNER.search(name) if mention.kind == "union" else None
        house = self._inner_house(name) if bare else None
        if bare and house and house != self.house:  # "Công đoàn Công ty" beside "Ban Giám đốc Công ty X" is not of another house
            return f"{name[: bare.start()]} {house}", "cơ quan của bài"
        if house := self._beside(mention):
            return f"Công đoàn {house}", "cơ quan nêu bên cạnh"
        short = name.lower() in GRASSROOTS_HEADS
        alone = short or self._bare_grassroots(mention) or (mention.kind != "front" and LOWER_INNER.search(name))
        if self.grassroots and alone and not self._plural(mention):
            return self._longer(name) or self.grassroots, "công đoàn cơ sở của bài"
        return None

    def _beside(self, mention: OrganisationMention) -> str | None:
        """The house with which a bare union is named: "Công ty X và | công đoàn", "| Công đoàn phối hợp với Ban Giám đốc Công ty X"."""
        index = self._index.get(mention)
        if index is None or mention.text.lower() != "công đoàn":
            return None
        for other in (*self.mentions[max(0, index - 1) : index], *self.mentions[index + 1 : index + 2]):
            gap = self.text[other.end : mention.start] if other.start < mention.start else self.text[mention.end : other.start]
            named = self.text[other.inner : other.end] if other.inner is not None else other.text
            house = other.kind in ("company", "school", "hospital") or (other.head in MANAGEMENT and other.inner is not None)
            if house and not other.bare and BESIDE.fullmatch(gap) and not LOWER_INNER.fullmatch(f" {named}"):
                return self.fuller(named)
        return None

    def _longer(self, name: str) -> str | None:
        """The only name in the article that goes on behind this one ("Công đoàn Tổng công ty" | "Điện lực miền Bắc")."""
        short = normalise(name)
        if short not in self._longer_names:  # names that go on in several ways would be resolved once for each chain of them
            self._longer_names[short] = self._longer_name(short)
        return self._longer_names[short]

    def _longer_name(self, short: str) -> str | None:
        longer = {
            key: m
            for key, m in self._full.items()
            if key.startswith(short + " ") and m.kind != "committee" and (not CLASS.search(m.text) or CLASS.search(f" {short}"))
        }
        if not longer or len(short.split()) < 3:
            return None
        shortest = min(longer, key=len)
        if all(key.startswith(shortest) for key in longer):
            return self(longer[shortest]).name
        full = [self(m).name for m in longer.values()]
        return max(full, key=len) if len({re.sub(rf"{LEVEL_WORD}\s", "", n.lower()) for n in full}) == 1 else None

    def _complete(self, name: str, mention: OrganisationMention) -> tuple[str, str | None]:
        if (
            mention.kind in ("front", "committee", "union", "authority")
            and (house := self._inner_house(name))
            and (found := LOWER_INNER.search(name))
        ):
            return f"{name[: found.start()]} {house}", "cơ quan của bài"
        form = HEADS[mention.head].name
        if mention.kind in HOUSES and (fuller := self.fuller(name)) != name and normalise(fuller) != normalise(name):
            return fuller, "tên đầy đủ ở nơi khác trong bài"
        if mention.kind == "union" and (owner := self._aliases.get(normalise(name[len(mention.head) :]))):
            full = owner if owner.lower().startswith(mention.head) else f"{name[: len(mention.head)]} {owner}"
            return full, "tên viết tắt trong bài"
        if form in ("open", "field") and not mention.level_word and not mention.place:
            if (not mention.bare or mention.head == SECTOR) and (longer := self._longer(name)):
                return longer, "tên đầy đủ ở nơi khác trong bài"
            word = OFFICES.get(mention.head, "")
            zone = ZONE.search(name) if mention.kind == "authority" else None
            word = "tỉnh" if zone and not name[zone.end() :].strip() else word
            word = "thành phố" if word == "tỉnh" and "tỉnh" not in self.home.places else word
            if word and not mention.bare and (place := self.home.places.get(word)):
                return f"{name} {word} {place}", "địa phương của bài"
            return name, None
        own = OWN_LEVEL.get(" ".join(name.lower().split()))
        if mention.place or ((not mention.bare and not mention.level_word) and not own):
            return name, None
        word = own or written(mention.level_word)
        shared = self._shared(mention)
        if shared and (not own or shared[0] == own):
            level, place = shared
            return (
                (f"{name} {place}", "tên chung trong danh sách")
                if own or word
                else (f"{name} {level} {place}", "tên chung trong danh sách")
            )
        if word and (place := self._of_its_item(mention, word)):
            return f"{name} {place}", "địa phương của mục tin"
        if antecedent := self._antecedent(mention, word):
            return (
                f"{name} {antecedent.place}" if word else f"{name} {written(antecedent.level_word)} {antecedent.place}"
            ), "tên đầy đủ ở nơi khác trong bài"
        if word and (place := self.home.places.get(word)):
            return f"{name} {place}", "địa phương của bài"
        return name, None

    def _shared(self, mention: OrganisationMention) -> tuple[str, str] | None:
        """The level and place of a body further on in the same list."""
        index = self._index.get(mention)
        if index is None:
            return None
        here = mention
        for other in self.mentions[index + 1 : index + 6]:
            if not SHARING.match(self.text[here.end : other.start]):
                return None
            if other.place and HEADS[other.head].name == "place":
                word = written(other.level_word)
                return (word, other.place) if not mention.level_word or written(mention.level_word) == word else None
            here = other
        return None

    def _of_its_item(self, mention: OrganisationMention, word: str) -> str | None:
        """The unit of this level that the item's heading names: "* Kiến Xương: Ngày 24-7, | LĐLĐ huyện …"."""
        heading = ITEM.match(self.text, self.text.rfind("\n", 0, mention.start) + 1, mention.start)
        units = name_at(heading[1], 0)[1] if heading else ()
        return heading[1] if heading and any(u.head == word and u.kind == "district" for u in units) else None

    def _antecedent(self, mention: OrganisationMention, word: str) -> OrganisationMention | None:
        """The nearest mention before (else after) with the same kind of head, the same level and a place."""
        union = mention.kind in ("union", "committee")
        same = [
            m
            for m in self.mentions
            if m.place
            and (written(m.level_word) == word or not word)
            and (
                (m.kind in ("union", "committee") and HEADS[m.head].name in ("place", "body"))
                if union
                else normalise(m.head) == normalise(mention.head)
            )
        ]
        before = [m for m in same if m.start < mention.start]
        return before[-1] if before else same[0] if same else None

    def _antecedent_body(self, mention: OrganisationMention) -> str | None:
        """The body whose committee a bare "Ban Thường vụ" is: the nearest union before it, else the first of the article."""
        after = self.mentions[self._index[mention] + 1 :][:1] if mention in self._index else ()
        following = after[0] if after else None
        if following and following.kind == "committee" and following.inner and SHARING.match(self.text[mention.end : following.start]):
            prefix = clean(self._split(following)[0])
            return self(following).name.removeprefix(prefix).strip()
        if mention.head in MANAGEMENT:
            houses = [m for m in self.mentions if m.kind in ("company", "school", "hospital") and not m.bare]
            nearest = next((m for m in reversed(houses) if m.start < mention.start), houses[0] if houses else None)
            return self(nearest).name if nearest else None
        unions = [m for m in self.mentions if m.kind == "union" and m != mention and not (m.bare and not m.level_word)]
        before = [m for m in unions if m.start < mention.start]
        owner = before[-1] if before else unions[0] if unions else None
        return self(owner).name if owner else None


def find_home(doc: Doc, day: str | None) -> Home:
    """The places that the article's federations, its other places and its furniture name, per level word, as of its day."""
    text = doc._.cased
    votes: dict[str, Counter[str]] = {}
    furniture = [(z.start, z.end) for z in doc._.article.zones if z.kind == "furniture"]
    provinces: Counter[str] = Counter()
    houses: Counter[str] = Counter()

    def vote(word: str, name: str, start: int, weight: int) -> None:
        outside = not any(a <= start < b for a, b in furniture)
        votes.setdefault(written(word), Counter())[name] += weight if outside else 1

    for m in doc._.organisations:
        if m.place and m.level_word:
            vote(m.level_word, m.place, m.start, 4 if m.kind in ("union", "committee") else 2)
        if province := _province_named(m, day):
            (provinces if m.place else houses)[province] += 4 if m.kind in ("union", "committee") else 2
    listed = -1
    for p in doc._.places:
        several = p.level_word and SEVERAL.search(text, max(0, p.start - len(" các ")), p.start)
        elsewhere = p.kind == "province" and _comes_or_goes(text, p)
        if several or elsewhere or SHARING.fullmatch(text, listed, p.start):
            listed = p.end
            continue
        if p.level_word:
            vote(p.level_word, p.name, p.start, 1)
        named = {name for u in p.units if (name := province_on(u.province or u.code, day))}
        if len(named) == 1:
            provinces[named.pop()] += 2 if p.level_word else 1
    home = {word: counted.most_common(1)[0][0] for word, counted in votes.items()}
    ranked = (provinces or houses).most_common(1)
    province = ranked[0][0] if ranked else home.get("tỉnh")
    units = [u for u in name_at(province, 0)[1] if u.kind == "province"] if province else []
    province = units[0].name if units else None
    for word, name in bare_districts(" ".join(text[s.start : s.end] for s in doc._.sentences if s.zone in ("title", "body"))[:LEAD], day):
        home.setdefault(word, name)
    if province:
        head = units[0].head
        if head == "tỉnh" or "thành phố" not in home:
            home.setdefault(head, province)
    return Home(home, province)


def province_of_communes(doc: Doc, day: str | None) -> str | None:
    """The province of most of the communes that an article names, where its names alone say which: it completes no name of a body."""
    text = doc._.cased
    named = {same_tone(p.name) for p in doc._.places if p.kind == "commune" and not _comes_or_goes(text, p)}
    provinces: Counter[str] = Counter()
    for name in named:
        bearers = [unit for unit in communes().get(name, ()) if was_on(day, unit.since, unit.until)]
        provinces.update({province for unit in bearers if (province := province_on(unit.province, day))})
    ranked = provinces.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def _comes_or_goes(text: str, place: PlaceMention) -> bool:
    """Whether it is where one comes from or goes to."""
    return COMING_OR_GOING.search(text, max(0, place.start - len(" công nhân về ")), place.start) is not None


def _province_named(body: OrganisationMention, day: str | None) -> str | None:
    """The province of that day that a body's name ends in: "LĐLĐ tỉnh | Kiên Giang", "Bệnh viện Sản - Nhi | Ninh Bình"."""
    if body.level_word and body.level not in ("", "province") and not written(body.level_word).startswith("thành phố"):
        return None  # "LĐLĐ huyện Quảng Ninh" is of Quảng Bình
    words = body.text.split()
    for last in (" ".join(words[-length:]) for length in range(min(LONGEST_PROVINCE, len(words) - 1), 0, -1)):
        stop, units = name_at(last, 0)
        here = [u for u in units if stop == len(last) and u.kind == "province"]
        named = {name for u in here if (name := province_on(u.code, day))}
        if len(named) == 1:
            return named.pop()
    return None


@lru_cache(maxsize=1 << 13)
def clean(name: str) -> str:
    """A name for show: abbreviations written out, notes of acronyms dropped, unions' head in its official case."""
    full = expand(ABBREVIATED.sub("", name)).strip(" ,;.-–:")
    for pattern, official in OFFICIAL:
        full = pattern.sub(official, full)
    return full


OFFICIAL = [
    (re.compile(pattern, re.I), official)
    for pattern, official in (
        (r"tổng liên đoàn lao động(?: việt nam)?", NATIONAL),
        (r"(?<!tổng )liên đoàn lao động", "Liên đoàn Lao động"),
        (r"\btổng liên đoàn(?! lao động)", NATIONAL),
        (r"^công đoàn (?!cơ sở|bộ phận|các cấp|cấp trên)", "Công đoàn "),
        (r"\bban thường vụ", "Ban Thường vụ"),
        (r"\bban chấp hành", "Ban Chấp hành"),
        (r"\b[uủ][yỷ] ban kiểm tra", "Ủy ban Kiểm tra"),
        (r"\b(?<!^)(tỉnh|huyện|thành phố|thị xã|quận) ", lambda found: found[0].lower()),
    )
]
"""The official case of heads, whatever the article prints."""
