"""The map: events by province of their day or of today, or by district, drawn by the server as points that need neither network nor script.

A point stands in the middle of its unit, in an equirectangular projection that is true to scale at the country's mean latitude, and its
area is as the number of events. There are no borders, for no free source of them is at hand; every district of the gazetteer as a
faint dot shows where the land is, the islands too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import BadRequest, NotFound, Response

from browse.called import called
from browse.language import _, translated
from browse.remembered import remembered
from browse.selection import LEVELS, STATUSES, TOLD_AGAIN, Selection
from browse.timeline import YEARS
from browse.units import full_name, position, provinces
from schemas.names import sort_key
from schemas.registry import registry, units
from schemas.rows import TYPES

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

VIEWS = ("province", "today", "district")
"""A point for each province of the events' day, province of today, or district."""
WEST, EAST, SOUTH, NORTH = 101.7, 112.9, 8.0, 23.7
"""Degrees; all of the country with its islands is within."""
PER_DEGREE = 50.0
"""Units of the drawing for a degree of latitude"""
SHRUNK = cos(radians((SOUTH + NORTH) / 2))
"""What a degree of longitude is of one of latitude, in the middle"""
LARGEST = {"province": 24.0, "today": 24.0, "district": 14.0}
"""By view, the radius of the point with the most events"""
SMALLEST = 1.5
"""A point is no smaller, for it could not be hit."""
LABELS = 12
LABEL_WIDTH, LABEL_HEIGHT = 78.0, 13.0
ISLANDS = ("498", "576")
"""Districts far out at sea, Hoàng Sa and Trường Sa, whose names are written on every map"""

ALL_BY_PROVINCE = f"""
SELECT province, sum(n) FROM (SELECT province, count(*) AS n FROM events GROUP BY 1 UNION ALL SELECT e.province, -1 {TOLD_AGAIN})
GROUP BY 1 HAVING sum(n)
"""
"""Of the whole archive: from an index alone, less what is told again."""
# `+`: in the order of an index the rows would be fetched from all over the table.
BY_PROVINCE = "SELECT +e.province, count(*) FROM events e WHERE {} GROUP BY 1"
BY_DISTRICT = """
SELECT +e.place_id, iif(+e.level = 'district', +e.organiser_id, NULL), count(*) FROM events e WHERE {} GROUP BY 1, 2
"""
PLACES = "SELECT id, code FROM places WHERE code IS NOT NULL"
DISTRICT_BODIES = "SELECT id, registry FROM organisations WHERE level = 'district' AND registry IS NOT NULL ORDER BY kind <> 'union', id"


@dataclass
class Point:
    """A unit with events: where it is drawn, how many it has, and where more can be read of them."""

    code: str
    count: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)
    """The names of provinces that its events have, with how many"""
    page: str | None = None
    """Of the place, or of a body that is named after it"""
    events: str | None = None
    """The timeline, where it can be asked for them"""
    radius: float = 0.0
    labelled: bool = False

    @property
    def name(self) -> str:
        """As it is said in the middle of a sentence: `tỉnh Bắc Kạn`."""
        return full_name(self.code)

    @property
    def short(self) -> str:
        """As it is written on the map: `Bắc Kạn`."""
        return units()[self.code]["name"]

    @property
    def provinces(self) -> list[str]:
        """Of a district, the province that it lay in, and that of today where it is called otherwise."""
        above = units().get(units()[self.code]["province"])
        return list(dict.fromkeys([above["name"], units()[above["successor"]]["name"]])) if above else []

    @property
    def at(self) -> tuple[float, float]:
        """x and y in the drawing."""
        where = position(self.code)
        assert where, "every province and district of the gazetteer lies somewhere"
        return project(*where)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """x and y in the drawing of a place in degrees; the corner in the north-west is (0, 0)."""
    return round((longitude - WEST) * SHRUNK * PER_DEGREE, 1), round((NORTH - latitude) * PER_DEGREE, 1)


async def map_page(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name`; `by` in its address is one of VIEWS, all else a selection of events.

    Raises NotFound for days and codes that do not exist, BadRequest for what takes too long to count.
    """
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "events")), ("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    by = parse_qs(request.query_string).get("by", ["province"])[0]
    if by not in VIEWS:
        told = {"kind": _("bản đồ"), "code": by[:40], "codes": ", ".join(VIEWS)}
        raise NotFound(_("Không có %(kind)s “%(code)s”; hãy chọn một trong %(codes)s.") % told)
    try:
        selection = Selection.parse(request.query_string)
        points, elsewhere = await (_by_district(database, selection) if by == "district" else _by_province(database, selection, by))
    except ValueError as error:
        raise NotFound(str(error)) from None
    except QueryInterrupted:
        raise BadRequest("SQL query took too long") from None
    here, timeline = (f"{datasette.urls.database(name)}/-/{page}" for page in ("map", "timeline"))
    await _lead(datasette, database, points)
    if by != "district":
        for point in points:
            point.events = _address(timeline, replace(selection, province=point.names[0][0])) if len(point.names) == 1 else None
    page = {
        "database": name,
        "here": here,
        "by": by,
        "views": {view: _address(here, selection, view) for view in VIEWS},
        "selection": selection,
        "called": await called(database, selection),
        "timeline": _address(timeline, selection),
        "events_of": lambda province: _address(timeline, replace(selection, province=province)),
        "points": _drawn(points, LARGEST[by]),
        "in_order": sorted(points, key=lambda point: (sort_key(point.short), point.code)),
        "total": sum(point.count for point in points),
        "elsewhere": elsewhere,
        "size": project(SOUTH, EAST),
        "land": _land(),
        "graticule": _graticule(),
        "islands": [(units()[code]["name"], *project(*where)) for code in ISLANDS if (where := position(code))],
        "types": translated(TYPES),
        "levels": LEVELS,
        "statuses": STATUSES,
        "years": [row[0] for row in (await database.execute(YEARS)).rows if 0 < row[0] < 10000],
    }
    return Response.html(await datasette.render_template("map.html", page, request=request))


def _address(page: str, selection: Selection, by: str = "province") -> str:
    query = "&".join(filter(None, (f"by={by}" if by != "province" else "", selection.query())))
    return f"{page}?{query}" if query else page


# The points.


async def _by_province(database: Database, selection: Selection, by: str) -> tuple[list[Point], int]:
    """A point for every province of the events' day, or of today; and how many events have none."""
    condition, parameters = selection.where()
    sql = BY_PROVINCE.format(condition) if selection.query() else ALL_BY_PROVINCE
    points: dict[str, Point] = {}
    elsewhere = 0
    for province, count in await remembered(database, sql, parameters):
        if province not in provinces():
            elsewhere += count
            continue
        first, today = provinces()[province]
        point = points.setdefault(today if by == "today" else first, Point(today if by == "today" else first))
        point.count += count
        point.names.append((province, count))
    for point in points.values():
        point.names.sort(key=lambda part: sort_key(part[0]))
    return list(points.values()), elsewhere


async def _by_district(database: Database, selection: Selection) -> tuple[list[Point], int]:
    """A point for every district in which events were held or, where that is not told, whose bodies held them; and how many have none."""
    condition, parameters = selection.where()
    codes = {row["id"]: row["code"] for row in (await database.execute(PLACES)).rows if units()[row["code"]]["kind"] == "district"}
    bodies = await _district_bodies(database)
    points: dict[str, Point] = {}
    elsewhere = 0
    for place, body, count in await remembered(database, BY_DISTRICT.format(condition), parameters):
        code = codes.get(place) or bodies.get(body)
        if code:
            points.setdefault(code, Point(code)).count += count
        else:
            elsewhere += count
    return list(points.values()), elsewhere


async def _district_bodies(database: Database) -> dict[int, str]:
    """By key, the codes of the districts that bodies of the registry are named after; unions first, then their committees."""
    rows = (await database.execute(DISTRICT_BODIES)).rows
    seats = {row["id"]: registry()[row["registry"]].places[-1:] for row in rows if row["registry"] in registry()}
    return {body: places[0] for body, places in seats.items() if places and units()[places[0]]["kind"] == "district"}


async def _lead(datasette: Datasette, database: Database, points: list[Point]) -> None:
    """Each point to the page of its place, or else of a body that is named after it."""
    known = {row["code"]: row["id"] for row in (await database.execute(PLACES)).rows}
    bodies = {code: body for body, code in reversed((await _district_bodies(database)).items())}
    for point in points:
        for table, keys in (("organisations", bodies), ("places", known)):
            if point.code in keys:
                point.page = datasette.urls.row(database.name, table, str(keys[point.code]))


# The drawing.


def _drawn(points: list[Point], largest: float) -> list[Point]:
    """The points with their radius, the largest first, so that the small ones lie upon them; where there is room, with a name."""
    points = sorted(points, key=lambda point: (-point.count, point.code))
    named: list[tuple[float, float]] = []
    for point in points:
        point.radius = max(SMALLEST, round(largest * sqrt(point.count / points[0].count), 1))
        x, y = point.at
        if len(named) < LABELS and all(abs(x - left) > LABEL_WIDTH or abs(y - top) > LABEL_HEIGHT for left, top in named):
            point.labelled = True
            named.append((x, y))
    return points


@cache
def _land() -> str:
    """An SVG path with a point in the middle of every district."""
    middles = (position(code) for code, unit in units().items() if unit["kind"] == "district")
    return "".join("M{},{}h0".format(*project(*middle)) for middle in middles if middle)


@cache
def _graticule() -> list[tuple[int, float, float, float, float]]:
    """Lines of latitude and longitude: (degree, x1, y1, x2, y2)."""
    parallels = [(degree, *project(degree, WEST), *project(degree, EAST)) for degree in range(10, 24, 4)]
    return parallels + [(degree, *project(NORTH, degree), *project(SOUTH, degree)) for degree in range(104, 113, 4)]
