"""Administrative units of the day and of today, as the map and the pages of places speak of them.

An event has its province by the name that it bore on the event's day. Every such name leads to one province of today: where two of
the reform of July 2025 bear an old name, the old one of that name went into it.
"""

import re
from functools import cache

from browse.language import _, language
from schemas.registry import registry, units

OF_TODAY = """(coalesce(e.start, e.year || '', '') >= '2025-07' AND coalesce(e.start, '') NOT IN ('2025-Q1', '2025-Q2'))"""
"""In SQL, true for events since the provinces of today; one that is known by its year alone, or not at all, counts as before."""
REFORM = 2025
LEVEL_WORDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
NAMED = re.compile(f"(?P<word>{'|'.join(LEVEL_WORDS)}) (?P<name>.+)")


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """By name, the codes of the province that bore it first and of the one of today that it lies in; both may be one.

    >>> provinces()["Bắc Kạn"], provinces()["Thái Nguyên"]
    (('06', '19n'), ('19', '19n'))
    """
    found: dict[str, tuple[str, str]] = {}
    for code, unit in units().items():
        if unit["kind"] == "province":
            found.setdefault(unit["name"], (code, unit["successor"] or code))
    return found


def full_name(code: str) -> str:
    """With its level word, in the language of the page: `tỉnh Bắc Kạn`, `Bắc Kạn province`."""
    return place_name(f"{units()[code]['head']} {units()[code]['name']}")


def place_name(name: str) -> str:
    """The name of a place; its level word, if it has one, in English where the page is: `Bắc Kạn province`, `Ward 4`."""
    found = NAMED.fullmatch(name) if language() == "en" else None
    if not found:
        return name
    word = _(found["word"])
    return f"{word.capitalize()} {found['name']}" if found["name"].isdigit() else f"{found['name']} {word}"


def position(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a unit, in degrees; None where the gazetteer has none."""
    unit = units()[code]
    return (float(unit["lat"]), float(unit["lon"])) if unit["lat"] else None


@cache
def seated() -> dict[str, list[str]]:
    """By code of a unit, the bodies of the registry that are named after it."""
    found: dict[str, list[str]] = {}
    for body in registry().values():
        for code in body.places:
            found.setdefault(code, []).append(body.id)
    return found


@cache
def named_once(kind: str) -> set[str]:
    """The names that no two units of a kind bear in two provinces of today: they alone tell which is meant."""
    bearers: dict[str, set[str]] = {}
    for code, unit in units().items():
        if unit["kind"] == kind:
            bearers.setdefault(unit["name"], set()).add(provinces()[unit["name"]][1] if kind == "province" else code)
    return {name for name, codes in bearers.items() if len(codes) == 1}
