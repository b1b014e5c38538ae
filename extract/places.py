"""Places: administrative units of the gazetteer, and communes behind their level word.

Names are matched case-sensitively on whole syllables, and only where a level word stands before them or the name is a province's:
bare "Thanh", "Ban" or "Vinh" are words and given names, not places. Spelling variants of the tone mark ("Hoà Bình", "Thanh
Hoá") are one name.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.syllables import LOWER, UPPER
from extract.trie import EDGE, any_phrase, either_case
from schemas.lexicon import rows
from schemas.registry import units

LEVEL_WORD = (
    r"(?:(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã(?!\shội)|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)(?!\w)"
    rf"|(?:T\.P|TP|Tp|TX|Tx)(?:\.|(?=\s?[{UPPER}])|(?!\w))|(?:H|Q|P|X|TT)\.(?=\s?[{UPPER}\d]))"
)
LEVELS = {
    "tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
"""Level words and what they say; "thành phố" may be a district's too, which the gazetteer tells."""
SHORT_LEVELS = {"tp": "thành phố", "tx": "thị xã", "h": "huyện", "q": "quận", "p": "phường", "x": "xã", "tt": "thị trấn"}
"""Level words in short."""
SIZES = {"commune": 1, "district": 2, "province": 3}
"""Levels from the small to the large."""
LAST_DISTRICTS = "2025-06-30"
"""The last day of districts, and of the communes below them."""
CAPITAL = rf"[{UPPER}][\w'’]*"
COMMUNE = re.compile(
    rf"({any_phrase([*either_case(['xã', 'phường', 'thị trấn', 'đặc khu']), 'X.', 'P.', 'TT.'], edge=EDGE)})\s?"
    rf"((?:{CAPITAL}|\d{{1,2}}(?!\d))(?:[ -]{CAPITAL}){{0,3}}(?:\s\d{{1,2}}(?![\d/]|[.,]\d))?)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of schemas/data/places.tsv: `province` is the code of its province, `since`/`until` its days of validity."""

    code: str
    kind: str
    head: str
    name: str
    province: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class PlaceMention(Mention):
    """A place as mentioned: its level word ("huyện", or "" where none stands), its name and the units that it may be."""

    level_word: str
    name: str
    kind: str
    units: tuple[Unit, ...]


TONES = [
    (f"{a}{t}", f"{b}{c}")
    for a, b, t, c in (
        ("o", "ò", "à", "a"), ("o", "ó", "á", "a"), ("o", "ỏ", "ả", "a"), ("o", "ọ", "ạ", "a"), ("o", "ò", "è", "e"), ("o", "ó", "é", "e"),
        ("u", "ủ", "ỷ", "y"), ("u", "ú", "ý", "y"), ("u", "ù", "ỳ", "y"), ("u", "ụ", "ỵ", "y"),
    )
]  # fmt: skip
"""Pairs of spellings, the tone mark on the second vowel and on the first: "hoà", "hòa"."""


def same_tone(name: str) -> str:
    """One spelling for the two of "hoà/hòa", "thuỷ/thủy", "uỷ/ủy"."""
    for old, new in TONES:
        name = name.replace(old, new)
    return name


HIGHLAND_WATER = ("Đắk", "Đăk", "Đắc", "Đak")
"""The Central Highlands' word for water that many names begin with, as the press prints it: "Đăk Tô", "Đắk Tô"."""


@cache
def gazetteer() -> dict[str, tuple[Unit, ...]]:
    """Name (one tone spelling, as printed) -> the units that bear it."""
    found: dict[str, list[Unit]] = defaultdict(list)
    variants: dict[str, list[str]] = defaultdict(list)
    for row in rows("extract", "place_variants"):
        variants[row["name"]].append(row["spelling"])
    for row in rows("schemas", "places"):
        unit = Unit(*(row[key] for key in ("code", "kind", "head", "name", "province", "since", "until")))
        first, _, rest = unit.name.partition(" ")
        written = [f"{word} {rest}" for word in HIGHLAND_WATER if first in HIGHLAND_WATER]
        for name in dict.fromkeys([unit.name, *written, *variants[unit.name]]):
            found[same_tone(name)].append(unit)
    return {name: tuple(units) for name, units in found.items()}


@cache
def communes() -> dict[str, tuple[Unit, ...]]:
    """Name (one tone spelling, as printed) -> the communes that bear or bore it, whatever their head, which goes with the years."""
    found: dict[str, list[Unit]] = defaultdict(list)
    of_today = (row for row in units().values() if row["kind"] == "commune")
    of_then = ({**row, "since": "", "until": LAST_DISTRICTS} for row in rows("schemas", "former_communes"))
    for row in (*of_today, *of_then):
        unit = Unit(row["code"], "commune", row["head"], row["name"], row["province"], row["since"], row["until"])
        for name in {unit.name, unit.name.partition(" - ")[0]}:  # the press writes "phường Lang Biang" of "Lang Biang - Đà Lạt"
            found[same_tone(name)].append(unit)
    return {name: tuple(bearers) for name, bearers in found.items()}


@cache
def province_names() -> dict[str, str]:
    """Code of a province -> its name."""
    return {u.code: u.name for units in gazetteer().values() for u in units if u.kind == "province"}


@lru_cache(maxsize=1 << 12)
def province_on(code: str, day: str | None) -> str | None:
    """The name that a province bore on a day, or the one of that day that stood in its stead: "Thừa Thiên Huế" before 2025.

    >>> province_on("46", "2017-02-24"), province_on("30", "2026-05-09")
    ('Thừa Thiên Huế', 'Hải Phòng')
    """
    provinces = {other: unit for other, unit in units().items() if unit["kind"] == "province"}
    if code not in provinces:
        return None
    of_day = {other: unit["name"] for other, unit in provinces.items() if was_on(day, unit["since"], unit["until"])}
    heir = provinces[code]["successor"] or code
    stood = [name for other, name in of_day.items() if heir in (other, provinces[other]["successor"])]
    return of_day.get(code) or (stood[0] if len(stood) == 1 else None)


def was_on(day: str | None, since: str, until: str) -> bool:
    """Whether a unit of these days of validity was on a day, or may have been where none is known."""
    return not day or ((not since or since <= day) and (not until or day <= until))


@cache
def _name_pattern() -> re.Pattern[str]:
    """Any name of the gazetteer in either tone spelling, at syllable edges, longest first."""
    names = {n for unit_names in gazetteer() if not unit_names.isdigit() for n in _spellings(unit_names)}
    numbers = [rf"{digit}(?<=[Qq]uận \d)\d?" for digit in range(10)]
    return re.compile(any_phrase(names, edge=r"(?:(?<!\w\w)|(?<=\bTP\w))", others=numbers) + r"(?!\w)")


@cache
def cased_names() -> re.Pattern[str]:
    """The names of the gazetteer in capitals."""
    names = sorted({s.upper() for n in gazetteer() for s in _spellings(n)}, key=len, reverse=True)
    several = "|".join(re.escape(n) for n in names if " " in n)
    single = "|".join(re.escape(n) for n in names if " " not in n and not n.isdigit())
    return re.compile(rf"(?<!\w)(?:{several}|(?<=TP )(?:{single})|(?<=PHỐ )(?:{single})|(?<=XÃ )(?:{single}))(?!\w)")


def _spellings(name: str) -> set[str]:
    older = name
    for old, new in TONES:
        older = older.replace(new, old)
    return {name, older}


def name_at(text: str, start: int) -> tuple[int, tuple[Unit, ...]]:
    """End of the longest gazetteer name that begins at `start`, and its units; `(start, ())` where none does."""
    if found := _name_pattern().match(text, start):
        return found.end(), gazetteer().get(same_tone(found[0]), ())
    return start, ()


def bare_districts(text: str, day: str | None) -> list[tuple[str, str]]:
    """(level word, name) of the only district of each level, as of a day, that a text names without its level word ("Đăk Tô vào hội")."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _name_pattern().finditer(text):
        units = [u for u in gazetteer().get(same_tone(match[0]), ()) if u.kind == "district" and was_on(day, u.since, u.until)]
        if (
            units
            and " " in match[0]
            and len({u.head for u in units}) == 1
            and not any(u.kind == "province" for u in gazetteer().get(same_tone(match[0]), ()))
        ):
            found[units[0].head].add(match[0])
    return [(word, names.pop()) for word, names in found.items() if len(names) == 1]


def written(level_word: str) -> str:
    """A level word written out in lower case: "TP." is "thành phố"."""
    word = level_word.lower().replace(".", "")
    return SHORT_LEVELS.get(word, word)


def fits(unit: Unit, level_word: str) -> bool:
    """Whether a level word may stand before the unit: "thị xã X" and "huyện X" name the X that later became a city too."""
    word = written(level_word)
    if not word:
        return unit.kind == "province"
    if unit.kind == "province":
        return word in ("tỉnh", "thành phố")
    return word in ("huyện", "quận", "thị xã", "thành phố")


LEVEL_BEFORE = re.compile(rf"(?<!\w)({LEVEL_WORD})(?:\sđảo)?\s?\Z")
IN_NAME = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]+\s$")
"""A capitalised syllable right before a bare province: part of a person's or a house's name ("Trần Hà Giang")."""


@Language.component("sukien_places")
def places(doc: Doc) -> Doc:
    """Leave `PlaceMention`s: provinces and districts of the gazetteer, and communes behind their level word."""
    text = doc._.cased
    found: list[PlaceMention] = []
    taken = -1
    for match in _name_pattern().finditer(text):
        units = gazetteer().get(same_tone(match[0]), ())
        before = LEVEL_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
        word = before[1] if before else ""
        units = tuple(u for u in units if fits(u, word))
        units = tuple(u for u in units if u.head == written(word)) or units
        if not word and IN_NAME.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        numbered = match[0].isdigit()
        if not (units or numbered) or match.start() < taken:
            continue
        start = match.start() - (len(before[0]) if before else 0)
        found.append(PlaceMention(start, match.end(), word, match[0], "district" if numbered else units[0].kind, units))
        taken = match.end()
    spans = [(m.start, m.end) for m in found]
    for match in COMMUNE.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in spans):
            found.append(PlaceMention(match.start(), match.end(), match[1], match[2], "commune", ()))
    leave(doc, "places", sorted(found, key=lambda m: m.start))
    return doc
