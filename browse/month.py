"""A month of the timeline: its events as a list by days, and as a calendar."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.database import Database

from browse.language import _, translated
from browse.selection import Selection
from browse.titles import with_titles
from browse.when import when
from schemas.rows import TYPES

IN_A_DAY = 3
"""So many titles stand in a day of the calendar."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
Line = tuple[int, str, str, str]
"""Key, title, what else is said of an event, and its status."""

EVENTS = """
SELECT e.id, e.article_id, e.start, e."end", e.title, e.type, e.status, e.province, o.name AS organiser
FROM events e LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE {}
ORDER BY e.start IS NULL, e.start, e.article_id, e.position
"""


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


async def month_page(database: Database, selection: Selection) -> dict[str, Any]:
    """What the page of a month shows: every event, by days, and the calendar."""
    condition, parameters = selection.where()
    events = await with_titles(database, (await database.execute(EVENTS.format(condition), parameters)).rows)
    assert selection.first
    first = selection.first.isoformat()

    groups: dict[tuple[int, str], list[Line]] = {}
    for event in events:
        start = event["start"]
        key = (2, "") if len(start) < 10 else (0, "") if start < first else (1, start)
        groups.setdefault(key, []).append(line(event, key[1]))
    headed = [(_heading(*key), key[1], groups[key]) for key in sorted(groups)]
    return {"total": len(events), "groups": headed, "weeks": _weeks(selection.first, events), "weekdays": translated([*WEEKDAYS])}


def _heading(order: int, day: str) -> str:
    if order != 1:
        return _("Không rõ ngày") if order else _("Bắt đầu từ trước")
    return f"{_(WEEKDAYS[date.fromisoformat(day).weekday()])}, {when(day)}"


def line(event: Any, known: str) -> Line:
    """An event in a list: the time, unless it is that of the heading, then type, organiser and province."""
    start, end = event["start"], event["end"]
    time, type_ = when(start, end) if (start, end) != (known, known) else "", _(TYPES.get(event["type"], ""))
    said = (time, type_, event["organiser"], event["province"])
    return event["id"], event["title"], " · ".join(filter(None, said)), event["status"]


def _weeks(first: date, events: list[Any]) -> list[list[Day]]:
    """The month by weeks, Monday first; an event that is not dated to the day stands in no day."""
    month, last = first.isoformat()[:8], calendar.monthrange(first.year, first.month)[1]
    days = {number: Day(number, f"{month}{number:02}" if number else "", [], []) for number in range(last + 1)}
    for event in events:
        start, end = event["start"], event["end"]
        if len(start) < 10:
            continue
        begins = int(start[8:]) if start.startswith(month) else 0
        if begins:
            days[begins].begun.append(event)
        if end != start and len(end) == 10:
            for number in range(begins + 1, min(int(end[8:]) if end.startswith(month) else last, last) + 1):
                days[number].going_on.append(event)
    return [[days[number] for number in week] for week in calendar.Calendar().monthdayscalendar(first.year, first.month)]
