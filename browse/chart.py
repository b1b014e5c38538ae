"""Bars of the timeline: how many events a month or a year has, by type."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from datasette.database import Database

from browse.language import _
from browse.lines import lines
from browse.month import EVENTS
from browse.remembered import remembered
from browse.selection import TOLD_AGAIN, Selection
from browse.titles import with_titles
from browse.when import capital, month_name, when

LISTED = 2000
"""So many events are listed beneath the bars; a month is listed whole, however many there are."""
COLOURS = 7
"""So many types, the frequent ones, have a colour of their own."""

ALL_BY_YEAR = f"""
SELECT year, type, sum(n) FROM (SELECT year, type, count(*) AS n FROM events GROUP BY 1, 2 UNION ALL SELECT e.year, e.type, -1 {TOLD_AGAIN})
GROUP BY 1, 2 HAVING sum(n)
"""
"""Of the whole archive: from an index alone, less what is told again."""
# `+`: with filters, in the order of an index the rows would be fetched from all over the table.
BY_YEAR = "SELECT +e.year, +e.type, count(*) FROM events e WHERE {} GROUP BY 1, 2"
BY_START = "SELECT substr(e.start, 1, 7), +e.type, count(*) FROM events e WHERE {} GROUP BY 1, 2"


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


async def chart_page(database: Database, selection: Selection) -> dict[str, Any]:
    """What the page of a year, of other days or of all shows: bars, and a list by months where it is not too long."""
    page = await chart(database, selection)
    if 0 < page["total"] <= LISTED:
        condition, parameters = selection.where()
        events = await with_titles(database, (await database.execute(EVENTS.format(condition), parameters)).rows)
        by_month = groupby(events, lambda event: (event["start"] or "")[:7])
        page["groups"] = [(capital(when(key)) or _("Không rõ ngày"), key, lines(found, known=key)) for key, found in by_month]
    return page


async def chart(database: Database, selection: Selection) -> dict[str, Any]:
    """What `_bars.html` draws: `bars`; `by_type`, (type, how many), frequent ones first; `frequent` types, with a colour, and `others`."""
    condition, parameters = selection.where()
    by_time = BY_START if selection.year else BY_YEAR if selection.query() else ALL_BY_YEAR
    counts = await remembered(database, by_time.format(condition), parameters)
    total = sum(count for *_, count in counts)
    by_type = Counter[str]()
    for _at, type_, count in counts:
        by_type[type_] += count
    types = [type_ for type_, _count in by_type.most_common()]
    frequent = types[:COLOURS]
    return {
        "total": total,
        "bars": _bars(selection, counts, frequent),
        "by_type": by_type.most_common(),
        "frequent": frequent,
        "others": tuple(types[COLOURS:]),
    }


def _bars(selection: Selection, counts: list[Any], frequent: list[str]) -> list[Bar]:
    """A bar for every month of the year asked for, else for every year."""
    year = selection.year
    named = {f"{year:04}-{month:02}": (month_name(month), selection.in_month(year, month)) for month in range(1, 13)} if year else {}
    groups: dict[tuple[str, Selection | None], Counter[str]] = {key: Counter() for key in named.values()}
    for at, type_, count in counts:
        key: tuple[str, Selection | None]
        if year:
            key = named.get(at) or (_("Từ năm trước") if at and at < f"{year:04}" else _("Không rõ tháng"), None)
        else:
            key = (str(at or _("Không rõ năm")), selection.in_year(at) if at else None)  # no calendar has the year 0
        groups.setdefault(key, Counter())[type_] += count
    longest = max((group.total() for group in groups.values()), default=0) or 1

    def parts(group: Counter[str]) -> list[tuple[str, int, float]]:
        shown = [(type_, group[type_]) for type_ in frequent]
        shown.append(("", group.total() - sum(count for _, count in shown)))
        return [(type_, count, 100 * count / longest) for type_, count in shown if count]

    return [Bar(label, leads, group, parts(group)) for (label, leads), group in groups.items()]
