"""The union hierarchy: whose committee a body is, which body stands above it, what it is.

The registry is asked first; where it knows no such body, the name tells what it can.
"""

from functools import lru_cache

from schemas.names import normalise
from schemas.registry import FEDERATION, Body, lookup, registry

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
DEPARTMENTS = (
    "đoàn chủ tịch",
    "văn phòng",
    "ban tổ chức",
    "ban tuyên giáo",
    "ban chính sách pháp luật",
    "ban quan hệ lao động",
    "ban tài chính",
)
"""Committees of unions where a union follows, of somebody else where it does not."""
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
LEVEL_WORDS = {
    **{"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district"},
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), "commune"),
}
"""Level by the word before a place; a "thành phố" may be a province or a district."""


@lru_cache(maxsize=1 << 14)
def owner(name: str) -> str | None:
    """The body behind a committee's own words, in the spelling of the (written out) name; None for what is no committee, or a bare one.

    >>> owner("Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn")
    'Liên đoàn Lao động tỉnh Bắc Kạn'
    """
    plain = normalise(name)
    starts = [at for body in BODIES if (at := plain.find(f" {body} ")) > 0]
    if not starts or not (plain.startswith(COMMITTEES) or plain[: min(starts)] in DEPARTMENTS):
        return None
    rest = plain[min(starts) + 1 :]
    shown = " ".join(name.split()[-len(rest.split()) :])
    return shown if normalise(shown) == rest else None


def parent(name: str, body: Body | None) -> tuple[str, Body | None] | None:
    """The body above one of this (written out) name, with what the registry has of it; None where neither tells.

    `body` is what the registry has of the name itself, or for a committee's of the body that it belongs to, which is the one above.
    """
    if behind := owner(name):
        return body.name if body else behind, body
    above = registry()[body.parent] if body and body.parent else None
    return (above.name, above) if above else None


def told(name: str, body: Body | None) -> tuple[str | None, str | None]:
    """(kind, level) of a body of this (written out) name; the codes are those of schemas.record.Organisation.

    `body` is as for `parent`. A committee has the level of its body.
    """
    if body:
        return "committee" if owner(name) else body.kind, body.level
    plain = normalise(name)
    head = next((head for head in HEADS if f"{plain} ".startswith(f"{head} ")), None)
    if head is None:
        return None, None
    kind, level = HEADS[head]
    if kind == "committee":
        behind = owner(name)
        return kind, told(behind, None)[1] if behind else None
    return kind, level or _level(plain[len(head) + 1 :])


def _level(place: str) -> str | None:
    """The level of `tỉnh bắc kạn`; a city's is that of its federation; None for a bare name."""
    city = lookup(f"{FEDERATION} {place}") if place.startswith("thành phố ") else None
    return city.level if city else next((level for word, level in LEVEL_WORDS.items() if place.startswith(f"{word} ")), None)
