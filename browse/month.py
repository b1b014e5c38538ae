"""A month of the timeline: its events as a list by days, and as a calendar."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.database import Database

from browse.language import _, translated
from browse.lines import lines
from browse.selection import Selection
from browse.titles import with_titles
from browse.when import when

IN_A_DAY = 3
"""So many titles stand in a day of the calendar."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

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

    groups: dict[tuple[int, str], list[Any]] = {}
    longer = []
    for event in events:
        start, end = event["start"], event["end"]
        key = (2, "") if len(start) < 10 else (0, "") if start < first else (1, start)
        groups.setdefault(key, []).append(event)
        if key[0] < 2 and end != start and len(end) == 10:
            longer.append(event)
    headed = [(_heading(*key), key[1], lines(groups[key], known=key[1])) for key in sorted(groups)]
    begun = {day: found for (_order, day), found in groups.items()}
    weeks = _weeks(selection.first, begun, longer)
    return {"total": len(events), "groups": headed, "weeks": weeks, "weekdays": translated([*WEEKDAYS])}


def _heading(order: int, day: str) -> str:
    if order != 1:
        return _("Không rõ ngày") if order else _("Bắt đầu từ trước")
    return f"{_(WEEKDAYS[date.fromisoformat(day).weekday()])}, {when(day)}"


def _weeks(first: date, begun: dict[str, list[Any]], longer: list[Any]) -> list[list[Day]]:
    """The month by weeks, Monday first; an event that is not dated to the day stands in no day."""
    month, last = first.isoformat()[:8], calendar.monthrange(first.year, first.month)[1]
    isos = [f"{month}{number:02}" if number else "" for number in range(last + 1)]
    days = {number: Day(number, iso, begun.get(iso, []) if number else [], []) for number, iso in enumerate(isos)}
    for event in longer:
        start, end = event["start"], event["end"]
        begins = int(start[8:]) if start.startswith(month) else 0
        for number in range(begins + 1, min(int(end[8:]) if end.startswith(month) else last, last) + 1):
            days[number].going_on.append(event)
    return [[days[number] for number in week] for week in calendar.Calendar().monthdayscalendar(first.year, first.month)]
