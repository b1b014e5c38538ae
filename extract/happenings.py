"""Happenings in the database: what is stored of events in, which of them are one out.

    link_events(db)        # at the end of a build

Everything is read anew from the rows, so that the happenings are a function of the rows, whatever the order in which they came; only
what has changed is written, in one transaction.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from math import fsum
from typing import Any

from sqlite_utils import Database

from extract.link import Report, core, link, names_in, plain
from schemas.database import replace_happenings
from schemas.names import normalise
from schemas.rows import Row

BEFORE = 7
"""An event whose day is not told was at most so many days before it was published."""
SOON = 2
"""A report comes at most so many days after the event, as a rule: of another day that is told for it one may be wrong."""
FAR = 10
"""Days between an event and its report beyond which the report's own day says nothing."""
LONGEST = 3
"""Days of an event that count; longer ones are campaigns, which overlap with everything."""
READ = 20_000
"""Characters of a text that are looked through."""
FEW = 10
"""Smaller figures are shared by chance, and so are these:"""
ROUND = {10, 20, 50, 100}
BATCH = 2000
A_DAY = "value GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'"  # not XXXX-05-14
HEAD = f"(SELECT value FROM dates d WHERE d.article_id = a.id AND {A_DAY} ORDER BY position LIMIT 1)"
DAYS = f"""
SELECT e.id, e.start, e."end", e.main, coalesce(a.published, {HEAD}) FROM events e JOIN articles a ON a.id = e.article_id"""
EVENTS = """
SELECT e.id, e.article_id, e.types, e.province,
    (SELECT json_group_array(json_array(p.role, o.name)) FROM event_organisations p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.event_id = e.id) AS bodies
FROM events e WHERE e.id IN ({blanks})"""
ARTICLES = f"""
SELECT a.id, substr(a.text, 1, {READ}),
    (SELECT json_group_array(c.name) FROM article_people p JOIN person_claims c ON c.id = p.claim_id WHERE p.article_id = a.id),
    (SELECT json_group_array(value) FROM counts WHERE article_id = a.id),
    (SELECT json_group_array(value) FROM dates WHERE article_id = a.id AND {A_DAY})
FROM articles a WHERE a.id IN ({{blanks}})"""
TOLD = """
SELECT id, type, start, "end", organiser_id, place_id, province, article_id, confidence,
    (SELECT json_group_array(json_array(unit, value)) FROM counts WHERE event_id = events.id) AS counts
FROM events WHERE id IN ({blanks}) ORDER BY id"""


def link_events(db: Database) -> None:
    """Bring the happenings up to date with the events."""
    groups = [sorted(report.event for report in group) for group in link(stored_reports(db)) if len(group) > 1]
    replace_happenings(db, ((happening(_rows(db, TOLD, events)), events) for events in groups))


def stored_reports(db: Database) -> Iterator[Report]:
    """What is stored of every event whose days are known, more or less, in order of (first day, event)."""
    dated = ((days_of(*told), event) for event, *told in db.conn.execute(DAYS))
    spans = iter(sorted((*days, event) for days, event in dated if days))
    while batch := list(islice(spans, BATCH)):
        events = {row["id"]: row for row in _rows(db, EVENTS, [event for *_, event in batch])}
        articles = _articles(db, sorted({row["article_id"] for row in events.values()}))
        for first, last, start, end, event in batch:
            row = events[event]
            cores: dict[str, set[str]] = {"organiser": set(), "target": set()}
            for role, name in json.loads(row["bodies"]):
                if role == "organiser" or any(word[0].isupper() for word in name.split()[1:]):  # not "các doanh nghiệp"
                    cores[role].add(core(name))
            yield Report(
                event=event,
                article=row["article_id"],
                first=first,
                last=last,
                start=start or None,
                end=end or None,
                types=tuple(json.loads(row["types"])),
                province=row["province"],
                organisers=frozenset(cores["organiser"] - {""}),
                targets=frozenset(cores["target"] - {""}),
                **articles[row["article_id"]],
            )


def _articles(db: Database, ids: list[int]) -> dict[int, dict[str, Any]]:
    """What reports have of their articles, by key."""
    sql = ARTICLES.format(blanks=", ".join("?" * len(ids)))
    return {
        id_: {
            "text": plain(text),
            "names": names_in(text),
            "people": frozenset(normalise(name) for name in json.loads(people)),
            "figures": frozenset(str(value) for value in json.loads(values) if value >= FEW and value not in ROUND),
            "named": frozenset(day for value in json.loads(days) if (day := _ordinal(value))),
        }
        for id_, text, people, values, days in db.conn.execute(sql, ids)
    }


def days_of(start: str | None, end: str | None, main: int, written: str | None) -> tuple[int, int, int, int] | None:
    """(first, last, start, end) of a report, as `Report` has them, 0 for none; None where nothing dates it.

    `written` is the article's day: of its publication, else the first that it names, which stands at its head.
    """
    told, last, day = _ordinal(start), _ordinal(end), _ordinal(written)
    if told:
        last = min(max(last or told, told), told + LONGEST - 1)
        if not main or not day or abs(day - told) > FAR:
            return told, last, told, last
        return min(told, day - SOON), max(last, day), told, last
    if not day or (start and start[:7] != date.fromordinal(day).isoformat()[: len(start[:7])]):
        return None
    return day - BEFORE, day, 0, 0


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day and len(day) >= len("2024-05-20") else 0
    except ValueError:
        return 0


def happening(events: list[Row]) -> Row:
    """The row of the happening that these events are, in order of their keys: of each value the one that is told best.

    Told best is what the reports that tell it are surest of together; a day is told better than a month. A value that is told in
    several ways is in `conflicts`, in all of them.
    """
    best = max(events, key=lambda e: (_grain(e["start"]), sum(value is not None for value in e.values()), e["confidence"], -e["id"]))
    start = _told_best(events, "start", best, _grain)
    dated = [event for event in events if event["start"] == start]
    days = {event["start"] for event in events if _grain(event["start"]) == len("2024-05-20")}
    provinces = {event["province"] for event in events if event["province"]}
    conflicts: Row = {"start": sorted(days), "province": sorted(provinces)} | {"counts": _figures(events)}
    conflicts = {what: told for what, told in conflicts.items() if len(told) > (what != "counts")}
    return {
        "id": events[0]["id"],
        "event_id": best["id"],
        "type": _told_best(events, "type", best),
        "start": start,
        "end": _told_best(dated, "end", best, _grain),
        "organiser_id": _told_best(events, "organiser_id", best),
        "place_id": _told_best(events, "place_id", best),
        "province": _told_best(events, "province", best),
        "reports": len({event["article_id"] for event in events}),
        "conflicts": json.dumps(conflicts, ensure_ascii=False) if conflicts else None,
    }


def _grain(day: str | None) -> int:
    """The length of a day, which says how fine it is."""
    return len(day or "")


def _told_best(events: Iterable[Row], column: str, best: Row, grain: Callable[[Any], int] = bool) -> Any:
    """The value of a column that is told best; of equals that of the best event."""
    told: dict[Any, list[float]] = defaultdict(list)
    for event in events:
        told[event[column]].append(event["confidence"])
    return max(told, key=lambda value: (grain(value), value is not None, round(fsum(told[value]), 6), value == best[column], str(value)))


def _figures(events: list[Row]) -> dict[str, list[float]]:
    """Counts by unit that the events tell differently: of what each of them has one count."""
    told: dict[str, list[set[float]]] = defaultdict(list)
    for event in events:
        of_event: dict[str, set[float]] = defaultdict(set)
        for unit, value in json.loads(event["counts"]):
            of_event[unit].add(value)
        for unit, values in of_event.items():
            told[unit].append(values)
    single = {
        unit: {value for values in sets for value in values} for unit, sets in told.items() if all(len(values) == 1 for values in sets)
    }
    return {unit: sorted(values) for unit, values in sorted(single.items()) if len(values) > 1}


def _rows(db: Database, sql: str, ids: list[int]) -> list[Row]:
    cursor = db.conn.execute(sql.format(blanks=", ".join("?" * len(ids))), ids)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
