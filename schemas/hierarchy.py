"""The union hierarchy as names tell it: which body a committee belongs to, which federation stands above which."""

from dataclasses import dataclass

from schemas.lexicon import rows
from schemas.names import normalise

NATIONAL = "Tổng Liên đoàn Lao động Việt Nam"
FEDERATION = "Liên đoàn Lao động"
COMMITTEES = (
    "ban thường vụ",
    "ban chấp hành",
    "thường trực",
    "ban thường trực",
    "ủy ban kiểm tra",
    "ban nữ công",
    "đoàn kiểm tra",
    "đoàn giám sát",
)
BODIES = ("tổng liên đoàn", "liên đoàn", "công đoàn")
"""How the body behind a committee begins."""
HEADS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(COMMITTEES, ("committee", None)),
    "tổng liên đoàn lao động": ("union", "national"),
    "công đoàn việt nam": ("union", "national"),
    "liên đoàn lao động": ("union", None),
    **dict.fromkeys(("công đoàn cơ sở", "công đoàn bộ phận", "tổ công đoàn", "nghiệp đoàn"), ("union", "grassroots")),
    "công đoàn": ("union", None),
    "tỉnh ủy": ("party", "province"),
    "huyện ủy": ("party", "district"),
    **dict.fromkeys(("thành ủy", "đảng ủy", "đảng bộ", "chi bộ"), ("party", None)),
    **dict.fromkeys(("ủy ban nhân dân", "hội đồng nhân dân"), ("authority", None)),
    "sở": ("authority", "province"),
    **dict.fromkeys(("ủy ban mặt trận tổ quốc", "mặt trận tổ quốc"), ("front", None)),
    **dict.fromkeys(("công ty", "tổng công ty", "tập đoàn", "xí nghiệp", "nhà máy"), ("company", None)),
    **dict.fromkeys(("trường", "đại học", "học viện"), ("school", None)),
    "bệnh viện": ("hospital", None),
}
"""Kind and level that the head of a name tells, the first that fits; no level: the place behind it tells."""
LEVEL_WORDS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}
"""Level by the word before a place that the gazetteer does not know, or that several provinces have."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that another one's name implies."""

    name: str
    kind: str | None
    level: str | None


def parent(name: str) -> Body | None:
    """The body above, from the (written out) name alone, or None where the name does not tell.

    A committee's is its body; a district federation's is the province's where one province only has a district of that
    name; a province federation's is the national one.

    >>> parent("Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn").name
    'Liên đoàn Lao động tỉnh Bắc Kạn'
    """
    plain = normalise(name)
    if plain.startswith(COMMITTEES):
        return _owner(name, plain)
    federation, place = plain[: len(FEDERATION)], plain[len(FEDERATION) + 1 :]
    if federation != FEDERATION.lower():
        return None
    above = DISTRICTS.get(place)
    if place in PROVINCES:  # "thành phố Huế" was a district first and is a province now: the name does not tell
        return None if above else Body(NATIONAL, "union", "national")
    return Body(f"{FEDERATION} {above}", "union", "province") if above else None


def told(name: str) -> tuple[str | None, str | None]:
    """(kind, level) of a body, by the head of its (written out) name alone; the codes are those of schemas.record.Organisation.

    A committee has the level of its body.

    >>> told("Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn")
    ('committee', 'province')
    """
    plain = normalise(name)
    head = next((head for head in HEADS if f"{plain} ".startswith(f"{head} ")), None)
    if head is None:
        return None, None
    kind, level = HEADS[head]
    if kind == "committee":
        owner = _owner(name, plain)
        return kind, told(owner.name)[1] if owner else None
    return kind, level or _level(plain[len(head) + 1 :])


def _level(place: str) -> str | None:
    """The level of `tỉnh bắc kạn`; None for a bare name, and for a city that was a district's and is a province's now."""
    if place in PROVINCES:
        return None if place in DISTRICTS else "province"
    if place in DISTRICTS:
        return "district"
    return next((level for word, level in LEVEL_WORDS.items() if place.startswith(f"{word} ")), None)


def _owner(name: str, plain: str) -> Body | None:
    """The body behind a committee's own words, in the spelling of `name`."""
    starts = [at for body in BODIES if (at := plain.find(f" {body} ")) > 0]
    if not starts:
        return None
    rest = plain[min(starts) + 1 :]
    shown = " ".join(name.split()[-len(rest.split()) :])
    return Body(shown, None, None) if normalise(shown) == rest and rest != plain else None


def _places() -> tuple[set[str], dict[str, str]]:
    """Provinces as `tỉnh bắc kạn`; districts as `huyện bạch thông`, with their province where it is one only."""
    units = rows("schemas", "places")
    provinces = {row["code"]: f"{row['head']} {row['name']}" for row in units if row["kind"] == "province"}
    districts: dict[str, set[str]] = {}
    for row in units:
        if row["kind"] == "district":
            districts.setdefault(normalise(f"{row['head']} {row['name']}"), set()).add(provinces[row["province"]])
    return {normalise(name) for name in provinces.values()}, {name: above.pop() for name, above in districts.items() if len(above) == 1}


PROVINCES, DISTRICTS = _places()
