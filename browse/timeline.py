"""The timeline: what happened in a month, in a year or in all, with the filters of a `Selection` in the address."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import BadRequest, NotFound, Response

from browse.remembered import remembered
from browse.selection import LEVELS, STATUSES, Selection
from schemas.rows import TYPES

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads the plugin
    from datasette.app import Datasette

LISTED = 2000
"""So many events are listed beneath the bars of a year or of the archive; a month is listed whole, however many there are."""
IN_A_DAY = 3
"""So many titles stand in a day of the calendar."""
COLOURS = 7
"""So many types, the frequent ones, have a colour of their own in the bars."""
BODIES_OFFERED = 50
QUARTERS = ("I", "II", "III", "IV")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

EVENTS = """
SELECT e.id, e.start, e."end", e.title, e.type, e.status, e.province, o.name AS organiser
FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE {}
ORDER BY e.start IS NULL, e.start, e.article_id, e.position
"""
# `+`: in the order of an index the rows would be fetched from all over the table.
BY_YEAR = "SELECT +e.year, +e.type, count(*) FROM events e WHERE {} GROUP BY 1, 2"
BY_START = "SELECT substr(e.start, 1, 7), +e.type, count(*) FROM events e WHERE {} GROUP BY 1, 2"
YEARS = """
WITH RECURSIVE years (year) AS (
    SELECT min(year) FROM events UNION ALL SELECT (SELECT min(year) FROM events WHERE year > years.year) FROM years WHERE year IS NOT NULL
) SELECT year FROM years WHERE year IS NOT NULL
"""
"""The years that have events, each found by one look into the index."""
PROVINCES = """
WITH RECURSIVE found (province) AS (
    SELECT min(province) FROM events
    UNION ALL SELECT (SELECT min(province) FROM events WHERE province > found.province) FROM found WHERE province IS NOT NULL
) SELECT province FROM found WHERE province IS NOT NULL ORDER BY province COLLATE vietnamese
"""
FEDERATIONS = "SELECT name FROM organisations WHERE level IN ('national', 'province') AND kind = 'union' ORDER BY sort_key LIMIT 200"
NAMED = "SELECT id, name, level, place FROM organisations WHERE name = :name ORDER BY sort_key, id LIMIT :most"
LIKE_NAMED = """
SELECT id, name, level, place FROM organisations
WHERE rowid IN (SELECT rowid FROM organisations_fts WHERE organisations_fts MATCH search_words(:name)) ORDER BY sort_key, id LIMIT :most
"""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: what it stands for, where it leads, what it counts by type."""

    label: str
    selection: Selection | None
    counts: Counter[str]
    parts: list[tuple[str, int, float]]
    """Of the types with a colour, and of the others together (''): how many, and percent of the longest bar."""

    @property
    def total(self) -> int:
        """How many events."""
        return self.counts.total()


async def timeline(datasette: Datasette, name: str, request: Any) -> Response:
    """The page for the database `name`: a month as calendar and list; a year, other days or all as bars, and as a list if not too long.

    Raises NotFound for days and codes that do not exist and for an unknown body, BadRequest for what takes too long to find.
    """
    await datasette.ensure_permissions(request.actor, [("view-table", (name, "events")), ("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    here = f"{datasette.urls.database(name)}/-/timeline"
    try:
        selection = Selection.parse(request.query_string)
    except ValueError as error:
        raise NotFound(str(error)) from None
    body = await _body(database, selection)
    asked = parse_qs(request.query_string, keep_blank_values=True).get("organiser")
    page: dict[str, Any] = {"database": name, "here": here, "selection": selection, "body": body, "address": _leads(here)}
    if asked is not None:  # the form was sent
        chosen, offered = await _chosen(database, asked[0], body)
        if offered is None:
            return Response.redirect(_address(here, replace(selection, body=chosen)))
        page |= {"asked": asked[0], "offered": offered, "most": BODIES_OFFERED}
        return Response.html(await datasette.render_template("timeline_body.html", page, request=request))
    try:
        page |= await _month(database, selection) if selection.month else await _chart(database, selection)
    except QueryInterrupted:
        raise BadRequest("SQL query took too long") from None
    years = await _column(database, YEARS)
    page |= {
        "events_at": f"{datasette.urls.table(name, 'events')}/",
        "title": _title(selection),
        "years": years,
        "around": _around(selection, years),
        "types": TYPES,
        "types_asked": ", ".join(TYPES[code] for code in selection.types),
        "levels": LEVELS,
        "statuses": STATUSES,
        "provinces": await _column(database, PROVINCES),
        "federations": await _column(database, FEDERATIONS),
        "year_days": lambda year: {"first": date(year, 1, 1), "last": date(year, 12, 31)},
    }
    return Response.html(await datasette.render_template("timeline.html", page, request=request))


async def _column(database: Database, sql: str) -> list[Any]:
    return [row[0] for row in (await database.execute(sql)).rows]


# The body.


async def _body(database: Database, selection: Selection) -> Any:
    """(id, name) of the body asked for; None where none is."""
    if selection.body is None:
        return None
    found = (await database.execute("SELECT id, name FROM organisations WHERE id = ?", [selection.body])).first()
    if not found:
        raise NotFound(f"Kho không có cơ quan nào mang mã {selection.body}.")
    return found


async def _chosen(database: Database, name: str, body: Any) -> tuple[int | None, list[Any] | None]:
    """The key of the body with this name, or the bodies whose names have its words, for the reader to choose from."""
    name = " ".join(name.split())
    if not name:
        return None, None
    if body and body["name"] == name:
        return body["id"], None
    for sql in (NAMED, LIKE_NAMED):
        found = (await database.execute(sql, {"name": name[:200], "most": BODIES_OFFERED})).rows
        if len(found) == 1:
            return found[0]["id"], None
        if found:
            return None, found
    return None, []


# Views.


async def _month(database: Database, selection: Selection) -> dict[str, Any]:
    condition, parameters = selection.where()
    events = (await database.execute(EVENTS.format(condition), parameters)).rows
    assert selection.first
    first = selection.first.isoformat()

    groups: dict[tuple[int, str], list[tuple[Any, str]]] = {}
    for event in events:
        start = event["start"]
        key = (2, "") if len(start) < 10 else (0, "") if start < first else (1, start)
        groups.setdefault(key, []).append((event, _told(event, key[1])))
    headed = [(_heading(*key), key[1], groups[key]) for key in sorted(groups)]
    return {"total": len(events), "groups": headed, "weeks": _weeks(selection.first, events), "weekdays": WEEKDAYS}


def _heading(order: int, day: str) -> str:
    if order != 1:
        return "Không rõ ngày" if order else "Bắt đầu từ trước"
    try:
        return f"{WEEKDAYS[date.fromisoformat(day).weekday()]}, {when(day)}"
    except ValueError:  # the 30th of February, as printed
        return when(day)


def _told(event: Any, known: str) -> str:
    """What a list says of an event beside its title: the time, unless it is that of the heading, then type, organiser and province."""
    start, end = event["start"], event["end"]
    said = (when(start, end) if (start, end) != (known, known) else "", TYPES[event["type"]], event["organiser"], event["province"])
    return " · ".join(filter(None, said))


@dataclass(frozen=True)
class Day:
    """A day of the calendar; `number` is 0 outside the month."""

    number: int
    iso: str
    begun: list[Any]
    """The events that begin on it."""
    going_on: list[Any]
    """Those that have begun before."""

    @property
    def count(self) -> int:
        """How many events."""
        return len(self.begun) + len(self.going_on)

    @property
    def shown(self) -> list[Any]:
        """The events for which there is room."""
        return [*self.begun[:IN_A_DAY], *self.going_on[:IN_A_DAY]][:IN_A_DAY]


def _weeks(first: date, events: list[Any]) -> list[list[Day]]:
    """The month by weeks, Monday first; an event that is not dated to the day stands in no day."""
    month, last = first.isoformat()[:8], calendar.monthrange(first.year, first.month)[1]
    days = {number: Day(number, f"{month}{number:02}" if number else "", [], []) for number in range(last + 1)}
    for event in events:
        start, end = event["start"], event["end"]
        if len(start) < 10:
            continue
        begins = int(start[8:]) if start.startswith(month) else 0
        if begins in days and begins:
            days[begins].begun.append(event)
        if end != start and len(end) == 10:
            for number in range(begins + 1, min(int(end[8:]) if end.startswith(month) else last, last) + 1):
                days[number].going_on.append(event)
    return [[days[number] for number in week] for week in calendar.Calendar().monthdayscalendar(first.year, first.month)]


async def _chart(database: Database, selection: Selection) -> dict[str, Any]:
    condition, parameters = selection.where()
    counts = await remembered(database, (BY_START if selection.year else BY_YEAR).format(condition), parameters)
    total = sum(count for *_, count in counts)
    by_type = Counter[str]()
    for _, type_, count in counts:
        by_type[type_] += count
    frequent = [type_ for type_, _ in by_type.most_common(COLOURS)]
    page: dict[str, Any] = {
        "total": total,
        "bars": _bars(selection, counts, frequent),
        "by_type": by_type.most_common(),
        "frequent": frequent,
    }
    if 0 < total <= LISTED:
        events = (await database.execute(EVENTS.format(condition), parameters)).rows
        by_month = groupby(events, lambda event: (event["start"] or "")[:7])
        page["groups"] = [
            (_capital(when(key)) or "Không rõ ngày", key, [(event, _told(event, key)) for event in found]) for key, found in by_month
        ]
    return page


def _bars(selection: Selection, counts: list[Any], frequent: list[str]) -> list[Bar]:
    """A bar for every month of the year asked for, else for every year."""
    months = [date(selection.year, month, 1) for month in range(1, 13)] if selection.year else []
    named = {month.isoformat()[:7]: (f"Tháng {month.month}", _at_month(selection, month)) for month in months}
    groups: dict[tuple[str, Selection | None], Counter[str]] = {key: Counter() for key in named.values()}
    for at, type_, count in counts:
        key: tuple[str, Selection | None]
        if selection.year:
            key = named.get(at) or ("Từ năm trước" if at and at < f"{selection.year:04}" else "Không rõ tháng", None)
        else:
            key = (str(at or "Không rõ năm"), _at_year(selection, at) if at else None)  # no calendar has the year 0
        groups.setdefault(key, Counter())[type_] += count
    longest = max((group.total() for group in groups.values()), default=0) or 1

    def parts(group: Counter[str]) -> list[tuple[str, int, float]]:
        shown = [(type_, group[type_]) for type_ in frequent]
        shown.append(("", group.total() - sum(count for _, count in shown)))
        return [(type_, count, 100 * count / longest) for type_, count in shown if count]

    return [Bar(label, leads, group, parts(group)) for (label, leads), group in groups.items()]


# Words and addresses.


@lru_cache(maxsize=1 << 14)
def when(start: str | None, end: str | None = None) -> str:
    """A time as it is written in Vietnamese, from partial dates.

    >>> when("2023-05-19", "2023-05-20"), when("2023-05"), when("2023-Q1"), when("2014")
    ('19/05/2023 – 20/05/2023', 'tháng 5 năm 2023', 'quý I năm 2023', 'năm 2014')
    """
    if end and end != start:
        return f"{when(start)} – {when(end)}"
    year, _, rest = (start or "").partition("-")
    if rest.startswith("Q"):
        return f"quý {QUARTERS[int(rest[1]) - 1]} năm {year}"
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else f"tháng {int(month)} năm {year}" if month else f"năm {year}" if year else ""


def _title(selection: Selection) -> str:
    first, last = selection.first, selection.last
    if selection.month or selection.year:
        assert first
        return _capital(when(first.isoformat()[: 7 if selection.month else 4]))
    days = [f"{word} {when(day.isoformat())}" for word, day in (("từ", first), ("đến", last)) if day]
    return _capital(" ".join(days)) or "Dòng thời gian"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _leads(here: str) -> Any:
    """For the template: the address of a selection that differs from another by some of its filters."""

    def address(selection: Selection, **changes: Any) -> str:
        return _address(here, replace(selection, **changes))

    return address


def _address(here: str, selection: Selection) -> str:
    query = selection.query()
    return f"{here}?{query}" if query else here


def _at_year(selection: Selection, year: int) -> Selection:
    return replace(selection, first=date(year, 1, 1), last=date(year, 12, 31))


def _at_month(selection: Selection, day: date) -> Selection:
    return replace(selection, first=day.replace(day=1), last=day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _around(selection: Selection, years: list[int]) -> dict[str, tuple[str, Selection]]:
    """`prev` and `next`: title and selection of the month or year beside this one, as far as there are years with events."""
    if not (selection.first and years and (selection.year or selection.month)):
        return {}
    around = {}
    for rel, months in (("prev", -12 if selection.year else -1), ("next", 12 if selection.year else 1)):
        year, month = divmod(12 * selection.first.year + selection.first.month - 1 + months, 12)
        if date.min.year <= year <= date.max.year and (year >= years[0] if rel == "prev" else year <= years[-1]):
            day = date(year, month + 1, 1)
            beside = _at_year(selection, year) if selection.year else _at_month(selection, day)
            around[rel] = (_title(beside), beside)
    return around
