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
        return None if above else Body(NATIONAL, "federation", "national")
    return Body(f"{FEDERATION} {above}", "federation", "province") if above else None


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
