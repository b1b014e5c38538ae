"""What the page of a place shows: the unit of the day and of today, what took place there, and the bodies that are named after it.

A province's events are those that have its name, on days when it was this unit: the Thái Nguyên of today has none of before July 2025,
but leads to the units that it succeeds. A district's and a commune's are those that name it as the place where they were held.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from datasette.database import Database

from browse.remembered import remembered
from browse.titles import with_titles
from browse.units import OF_TODAY, REFORM, full_name, named_once, position, provinces, seated
from schemas.registry import units
from schemas.rows import place_key

LATEST = 20
BODIES = 50

# `CROSS JOIN` keeps the order: from the place's events, however many there are of a type.
YEARS = """
SELECT e.year, e.type, t.name, count(*) AS n FROM events e CROSS JOIN event_types t ON t.id = e.type
WHERE {} GROUP BY e.year, e.type ORDER BY e.year DESC, n DESC, t.name
"""
# The undated come last, for nothing is less than a date.
NEWEST = f"""
SELECT e.id, e.article_id, e.start, e.title, o.name AS organiser FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE {{}} ORDER BY e.start DESC, e.article_id, e.position LIMIT {LATEST}
"""
SEATED = f"""
SELECT id, name, (SELECT count(DISTINCT event_id) FROM event_organisations WHERE organisation_id = o.id AND role = 'organiser') AS n
FROM organisations o WHERE attested AND (
    registry IN (SELECT value FROM json_each(:bodies)) OR level = :kind AND registry IS NULL AND place = :called)
ORDER BY n DESC, sort_key LIMIT {BODIES + 1}
"""
KNOWN = "SELECT id FROM places WHERE id IN (SELECT value FROM json_each(?))"
BEFORE = f"""
SELECT province, count(*) FROM events e
WHERE province IN (SELECT value FROM json_each(:names)) AND (province <> :own OR NOT {OF_TODAY}) GROUP BY 1
"""


async def place_page(database: Database, place: Any) -> dict[str, Any]:
    """`row`, `unit` of the gazetteer, `position` in degrees, `today` and `province` as (name, key of its row or None), `before`,
    the units that it succeeds, as (name, key, name of the province, how many events), `years` as of a body, `newest`, `bodies`.

    `days` is a function: year to the days of it that the timeline is to show, as fields of a selection.
    """
    code = place["code"] if place["code"] in units() else None
    unit = units()[code] if code else None
    condition, given = _here(place, unit)
    years = await remembered(database, YEARS.format(condition), given)
    shown: dict[str, Any] = {
        "row": place,
        "unit": unit,
        "position": position(code) if code else None,
        "years": [(year, [tuple(row)[1:] for row in types]) for year, types in groupby(years, key=lambda row: row["year"])],
        "newest": await with_titles(database, await remembered(database, NEWEST.format(condition), given)),
        "bodies": await remembered(database, SEATED, _called(place, code)) if code else [],
        "days": lambda year: _days(unit, year),
        "most": BODIES,
    }
    if not code or not unit:
        return shown
    in_province = code if unit["kind"] == "province" else unit["province"]
    succeeded = [other for other, one in units().items() if one["successor"] == code]
    today = units()[in_province]["successor"]
    wanted = [place_key(other) for other in filter(None, (*succeeded, in_province, today))]
    known = {row["id"] for row in (await database.execute(KNOWN, [json.dumps(wanted)])).rows}

    def link(other: str) -> tuple[str, int | None]:
        return full_name(other), place_key(other) if place_key(other) in known else None

    names = json.dumps([units()[other]["name"] for other in succeeded])
    events = dict(await remembered(database, BEFORE, {"names": names, "own": unit["name"]})) if succeeded else {}
    before = [(*link(other), units()[other]["name"], events.get(units()[other]["name"], 0)) for other in succeeded]
    return shown | {
        "province": link(in_province) if in_province != code else None,
        "today": link(today) if today else None,
        "before": before,
    }


def _here(place: Any, unit: dict[str, str] | None) -> tuple[str, dict[str, Any]]:
    """The condition on `events e` that they were held at a place, and its parameters."""
    if not unit or unit["kind"] != "province":
        return "e.place_id = :place", {"place": place["id"]}
    when = f" AND {'NOT ' if unit['successor'] else ''}{OF_TODAY}" if _went_on(unit) else ""
    return f"e.province = :name{when}", {"name": unit["name"]}


def _went_on(province: dict[str, str]) -> bool:
    """Is its name that of a unit before the reform and of one after it?"""
    return units()[provinces()[province["name"]][1]]["name"] == province["name"]


def _called(place: Any, code: str | None) -> dict[str, Any]:
    """What tells a body that is named after the unit: the registry, or else its own name, where no other unit bears it."""
    name = units()[code]["name"] if code else None
    return {
        "bodies": json.dumps(seated().get(code or "", [])),
        "kind": place["kind"],
        "called": name if name in named_once(place["kind"]) else None,
    }


def _days(unit: dict[str, str] | None, year: int) -> dict[str, Any]:
    """The days of a year as fields of a selection: a name that went on is in the year of the reform that of two units."""
    if unit and unit["kind"] == "province" and year == REFORM and _went_on(unit):
        return {"from": f"{year}-01-01", "to": f"{year}-06-30"} if unit["successor"] else {"from": f"{year}-07-01", "to": f"{year}-12-31"}
    return {"year": year}
