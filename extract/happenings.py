"""Happenings in the database: what is stored of events in, which of them are one out.

    link_events(db)        # at the end of a build

What is due (schemas/reports.py) is compared with what it meets, in order of days, then pairs between which something came or went; the
groups that links have come to or gone from are made anew. What this costs goes with what has changed. The happenings are a function of the
rows, whatever the order in which they came. Each batch is a transaction that leaves nothing undone but what it says is due.
"""

import json
import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import islice, product
from math import fsum
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from extract.link import (
    UNTOLD_YEAR,
    Report,
    Told,
    capitalised,
    clusters,
    core,
    hashed,
    in_year,
    is_common,
    likely,
    meeting_names,
    names_in,
    other_days,
    plain,
    province_in_year,
)
from extract.time_reading import part_of_day
from schemas.database import open_database, replace_happenings
from schemas.names import normalise
from schemas.reports import GROUP, NEW, SPAN, are_near, around, is_crowd, naming, on_days, pack, set_due, set_links_due, unpack
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
KEPT = 6000
"""Reports that stay in memory: more than any fortnight of a large archive has"""
TEXTS = 2000
"""Texts that stay in memory: those of the days around"""
FOREIGN = re.compile(r"(?<= )(?:Hàn Quốc|Nhật Bản|Đài Loan|Trung Quốc|Hồng Kông|Thái Lan|Mỹ|Singapore|Malaysia)$")
"""What tells of a company whose it is, but not which: "công ty may Hàn Quốc"."""
YEARS = range(1990, 2041)
"""In which a report without a year may have been"""
Item = TypeVar("Item")
EPOCH = date(2000, 1, 1).toordinal()
"""What stored days are counted from"""
A_DAY = "value GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'"  # not XXXX-05-14
HEAD = f"(SELECT value FROM dates d WHERE d.article_id = a.id AND {A_DAY} ORDER BY position LIMIT 1)"
TOLD_DAY = """(SELECT value FROM dates d WHERE d.article_id = a.id AND (d.evidence = e.date_evidence
        OR d.evidence LIKE rtrim(e.date_evidence, ']') || ',%') LIMIT 1)"""
UNTOLD = """CASE WHEN e.main AND e.start IS NULL THEN (SELECT value FROM dates d
        WHERE d.article_id = a.id AND value GLOB 'XXXX-[01][0-9]-[0-3][0-9]*' ORDER BY position LIMIT 1) END"""
EVENTS = f"""
SELECT e.id, e.article_id, e.types, e.main, e.start, e."end", e.province, r.names, coalesce(a.published, {HEAD}) AS written,
    {UNTOLD} AS untold, e.place, {TOLD_DAY} AS told_day, CASE WHEN e.main THEN coalesce(nullif(a.title, ''), e.title) ELSE '' END AS title,
    (SELECT json_group_array(json_array(role, organisation_id)) FROM event_organisations WHERE event_id = e.id) AS bodies
FROM events e JOIN reports r ON r.event_id = e.id JOIN articles a ON a.id = e.article_id WHERE e.id IN ({{blanks}})"""
DAYS = f"""
SELECT e.id, e.start, e."end", e.main, coalesce(a.published, {HEAD}), {UNTOLD}
FROM reports r JOIN events e ON e.id = r.event_id JOIN articles a ON a.id = e.article_id WHERE r.due = {NEW}"""
ARTICLES = f"""
SELECT a.id,
    (SELECT json_group_array(json_array(c.organisation_id, c.name)) FROM article_organisations l JOIN organisation_claims c
        ON c.id = l.claim_id WHERE l.article_id = a.id),
    (SELECT json_group_array(c.name) FROM article_people l JOIN person_claims c ON c.id = l.claim_id WHERE l.article_id = a.id),
    (SELECT json_group_array(value) FROM counts WHERE article_id = a.id),
    (SELECT json_group_array(value) FROM dates WHERE article_id = a.id AND {A_DAY})
FROM articles a WHERE a.id IN ({{blanks}})"""
TEXT = f"SELECT substr(text, 1, {READ}) FROM articles WHERE id = ?"
MAIN = "SELECT id FROM events WHERE main AND id IN ({blanks})"
TOLD = """
SELECT id, type, status, main, start, "end", organiser_id, place_id, province, article_id, confidence,
    (SELECT json_group_array(json_array(unit, value)) FROM counts WHERE event_id = events.id) AS counts
FROM events WHERE id IN ({blanks}) ORDER BY id"""


def link_archive(path: Path) -> None:
    """Bring the happenings of a database up to date with its events, on a connection of its own."""
    db = open_database(path)
    try:
        link_events(db)
    finally:
        db.close()


def link_events(db: Database) -> None:
    """Bring the happenings up to date with the events."""
    stored = Reports(db)
    _compare(stored, _waiting(db))
    _settle(stored)
    _group(stored)


def _waiting(db: Database) -> dict[int, int]:
    """The events that are due to be compared, in order of (first day, event), with that day."""
    undated: list[int] = []
    dated: list[tuple[int, int]] = []
    for event, *told in db.conn.execute(DAYS):
        if days := days_of(*told):
            dated.append((days[0] - EPOCH, event))
        else:
            undated.append(event)
    with db.atomic():
        db.conn.executemany("UPDATE reports SET due = NULL WHERE event_id = ?", [(event,) for event in undated])
    return {event: first for first, event in sorted(dated)}


def _compare(stored: "Reports", waiting: dict[int, int]) -> None:
    """Link the waiting events with those that they meet, batch by batch; all that a batch can meet is in the lists before it."""
    db, ahead = stored.db, iter(waiting)
    entered = next(ahead, None)
    for batch in batches(waiting):
        with db.atomic():
            last = waiting[batch[-1]]
            coming = []
            while entered is not None and waiting[entered] <= last + SPAN:
                coming.append(entered)
                entered = next(ahead, None)
            for some in batches(coming):
                stored.enter(some)
            for events in batches(batch, BATCH // 10):
                _link(stored, events, waiting)


def _link(stored: "Reports", events: list[int], waiting: dict[int, int]) -> None:
    """Bring the links of some events up to date, with all but those whose turn comes later."""
    db = stored.db
    reports = stored.of(events)
    met: dict[int, set[int]] = {event: set() for event in events}
    for event in events:
        place = (waiting[event], event)
        for name in reports[event].names:
            before, after = around(db, name, *place)
            if is_crowd(before, after):
                set_links_due(db, _linked_across(db, [other for other, *_ in before if other not in waiting], place, waiting))
            first, last = reports[event].first - EPOCH, reports[event].last - EPOCH
            met[event].update(
                other
                for other, start, days in before + after
                if start <= last + 1 and first <= start + days + 1 and (other not in waiting or (start, other) < place)
            )
        met[event].update(other for other, start in _in_other_years(db, reports[event]) if other not in waiting or (start, other) < place)
        beside = [*_on_other_days(db, reports[event]), *_in_its_month(stored, reports[event])]
        met[event].update(other for other in beside if other not in waiting or (waiting[other], other) < place)
    others = stored.of({other for found in met.values() for other in found})
    for event, found in met.items():
        one = reports[event]
        found_likely = {other: sure for other in found if (sure := likely(one, others[other])) is not None}
        _replace_links(db, event, found_likely, waiting)
    db.conn.executemany("UPDATE reports SET due = ? WHERE event_id = ?", [(GROUP, event) for event in events])


def _linked_across(db: Database, before: list[int], place: tuple[int, int], waiting: Container[int]) -> Iterator[tuple[int, int]]:
    """Linked pairs of which one stands before a place in the lists and the other behind it: what comes there may part them."""
    sql = "SELECT r.first, l.other_id FROM links l JOIN reports r ON r.event_id = l.other_id WHERE l.event_id = ?"
    for event in before:
        for first, other in db.conn.execute(sql, (event,)):
            if (first, other) > place and first <= place[0] + SPAN and other not in waiting:
                yield event, other


def _settle(stored: "Reports") -> None:
    """Link or part those pairs between which something came or went."""
    db = stored.db
    with db.atomic():
        there = "(SELECT event_id FROM reports WHERE first IS NOT NULL)"
        db.execute(f"DELETE FROM links_due WHERE event_id NOT IN {there} OR other_id NOT IN {there}")
    due = "SELECT event_id, other_id FROM links_due JOIN reports USING (event_id) ORDER BY first, event_id, other_id"
    pairs: list[tuple[int, int]] = db.conn.execute(due).fetchall()
    for some in batches(pairs):
        with db.atomic():
            reports = stored.of({event for pair in some for event in pair})
            for event, other in some:
                one, two = reports[event], reports[other]
                _link_pair(db, event, other, likely(one, two) if _meet(db, one, two) else None)
            db.conn.executemany("DELETE FROM links_due WHERE event_id = ? AND other_id = ?", some)


def _meet(db: Database, one: Report, other: Report) -> bool:
    """Whether two reports of one year meet: in the list of a name that both have, by a day that one names, or by a month."""
    shared = one.names & other.names
    near = (are_near(db, name, (one.first - EPOCH, one.event), (other.first - EPOCH, other.event)) for name in shared)
    if one.first <= other.last + 1 and other.first <= one.last + 1 and any(near):
        return True
    named = any(
        any(b.first <= day <= b.last for day in other_days(a)) or (a.is_of_a_month and a.first <= b.first <= a.month_ends)
        for a, b in ((one, other), (other, one))
    )
    return named and not all(map(is_common, shared))


def _in_other_years(db: Database, report: Report) -> Iterator[tuple[int, int]]:
    """Reports of the same days without their year, and for one without it those of any year, each with its first day; by rare names."""
    names = [name for name in report.names if not is_common(name)]
    if report.is_yearless:
        for year, name in [*product(YEARS, names), *((year, name) for year in YEARS if (name := province_in_year(report, year)))]:
            day = in_year(report.first, year) - EPOCH
            for other, first, days in on_days(db, name, day - 2, day + 2):
                if _year(first) in YEARS and any(a <= report.first - EPOCH <= b for a, b in _without_year(first, days)):
                    yield other, first
    elif report.main and _year(report.first - EPOCH) in YEARS:
        there = [name] if (name := province_in_year(report, UNTOLD_YEAR)) else []
        for (first, last), name in product(_without_year(report.first - EPOCH, report.last - report.first), [*names, *there]):
            yield from ((other, start) for other, start, _ in on_days(db, name, first, last) if start >= first)


def _on_other_days(db: Database, report: Report) -> Iterator[int]:
    """Reports of a day that this one's article names for something else, and those whose articles name one of its days; by rare names."""
    first, last = report.first - EPOCH, report.last - EPOCH
    for name in report.names:
        if not is_common(name):
            yield from naming(db, name, first, last)
            for day in other_days(report):
                yield from (other for other, start, days in on_days(db, name, day - EPOCH, day - EPOCH) if day - EPOCH <= start + days)


def _in_its_month(stored: "Reports", report: Report) -> Iterator[int]:
    """Reports of whose day only the month is told, which is this one's, and for one of them those of its month; by rare names."""
    first = report.first - EPOCH
    opens = date.fromordinal(report.first).replace(day=1).toordinal() - EPOCH
    for name in report.names:
        if not is_common(name):
            monthly = [other for other, start, days in on_days(stored.db, name, opens, opens) if start == opens and not days]
            yield from (other for other in monthly if other != report.event and stored.one(other).is_of_a_month)
            if report.is_of_a_month:
                others = on_days(stored.db, name, first, report.month_ends - EPOCH)
                yield from (other for other, start, _ in others if start >= first and other != report.event)


def _year(day: int) -> int:
    return date.fromordinal(day + EPOCH).year


def _without_year(first: int, days: int) -> set[tuple[int, int]]:
    """Some days and those next to them, in the year of days that are told without one: over New Year at its end and at its beginning."""
    moved = [in_year(day + EPOCH, UNTOLD_YEAR) - EPOCH - day for day in (first, first + days)]
    return {(first + by - 1, first + days + by + 1) for by in moved}


def _replace_links(db: Database, event: int, found: dict[int, int], waiting: dict[int, int]) -> None:
    """Make the links of an event these, those with events aside whose turn comes later."""
    place = (waiting[event], event)
    stored = [other for (other,) in db.conn.execute("SELECT other_id FROM links WHERE event_id = ?", (event,))]
    had = {other for other in stored if other not in waiting or (waiting[other], other) < place}
    for other in sorted(had | found.keys()):
        _link_pair(db, event, other, found.get(other))


def _link_pair(db: Database, event: int, other: int, sure: int | None) -> None:
    """Link two events with these odds, or part them; what that changes is due to be grouped."""
    stored = db.conn.execute("SELECT odds FROM links WHERE event_id = ? AND other_id = ?", (event, other)).fetchone()
    if stored == (None if sure is None else (sure,)):
        return
    if sure is None:
        db.conn.executemany("DELETE FROM links WHERE event_id = ? AND other_id = ?", [(event, other), (other, event)])
    else:
        pairs = [(event, other, sure), (other, event, sure)]
        db.conn.executemany("INSERT OR REPLACE INTO links (event_id, other_id, odds) VALUES (?, ?, ?)", pairs)
    set_due(db, (event, other), GROUP)


def _group(stored: "Reports") -> None:
    """Make the happenings of what is due anew, component by component."""
    db = stored.db
    due = [event for (event,) in db.conn.execute("SELECT event_id FROM reports WHERE due = ? ORDER BY event_id", (GROUP,))]
    seen: set[int] = set()
    for batch in batches(due):
        with db.atomic():
            for event in batch:
                if event not in seen:
                    links, linked = _component(db, event)
                    events = sorted({event, *linked})
                    seen.update(events)
                    found = clusters(linked, links, stored.one)
                    told = ((happening(_rows(db, TOLD, group)), sorted(group)) for group in found if len(group) > 1)
                    replace_happenings(db, events, told)
            db.conn.executemany("UPDATE reports SET due = NULL WHERE event_id = ? AND due = ?", [(event, GROUP) for event in batch])


def _component(db: Database, event: int) -> tuple[dict[tuple[int, int], int], dict[int, Told]]:
    """All links, from either side, of the events that chains of links join to one, and these events; none of one that has no link."""
    sql = "SELECT l.other_id, l.odds, e.article_id, e.main FROM links l JOIN events e ON e.id = l.other_id WHERE l.event_id = ?"
    found: dict[tuple[int, int], int] = {}
    linked: dict[int, Told] = {}
    todo = [event]
    while todo:
        one = todo.pop()
        for other, sure, article, main in db.conn.execute(sql, (one,)):
            found[one, other] = sure
            if other not in linked:
                linked[other] = article, bool(main)
                todo.append(other)
    return found, linked


class Reports:
    """The reports of events, read from the database as they are asked for; the last ones stay in memory."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.kept: OrderedDict[int, Report] = OrderedDict()
        self.text = lru_cache(maxsize=TEXTS)(self._text)

    def one(self, event: int) -> Report:
        """That of one event."""
        return self.of([event])[event]

    def of(self, events: Iterable[int]) -> dict[int, Report]:
        """Those of some events, which have been entered and are dated."""
        events = list(events)
        missing = [event for event in events if event not in self.kept]
        found = {event: self.kept[event] for event in events if event in self.kept}
        for some in batches(missing, BATCH // 2):
            found.update((report.event, report) for report in self._read(some))
        for event in events:
            self.kept[event] = found[event]
            self.kept.move_to_end(event)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return found

    def enter(self, events: list[int]) -> None:
        """Put new events into the lists of the names by which they meet others."""
        main = {event for (event,) in self.db.conn.execute(_with_blanks(MAIN, events), events)}
        for report in list(self._read(events)):
            in_text = capitalised(self.db.conn.execute(TEXT, (report.article,)).fetchone()[0]) if report.event in main else frozenset()
            names = meeting_names(report, in_text)
            self.kept[report.event] = replace(report, names=names)
            first = report.first - EPOCH
            self.db.conn.execute("UPDATE reports SET first = ?, names = ? WHERE event_id = ?", (first, pack(names), report.event))
            self.db.conn.executemany(
                "INSERT OR REPLACE INTO report_names (name, first, event_id, days) VALUES (?, ?, ?, ?)",
                [(name, first, report.event, report.last - report.first) for name in sorted(names)],
            )
            beside = [(name, day - EPOCH, report.event) for day in other_days(report) for name in sorted(names) if not is_common(name)]
            self.db.conn.executemany("INSERT OR REPLACE INTO report_days (name, day, event_id) VALUES (?, ?, ?)", beside)

    def _text(self, article: int) -> str:
        return plain(self.db.conn.execute(TEXT, (article,)).fetchone()[0])

    def _read(self, events: list[int]) -> Iterator[Report]:
        rows = _rows(self.db, EVENTS, events)
        articles = self._articles(sorted({row["article_id"] for row in rows}))
        for row in rows:
            days = days_of(row["start"], row["end"], row["main"], row["written"], row["untold"])
            assert days, row["id"]
            first, last, start, end = days
            names, told = articles[row["article_id"]]
            cores: dict[str, set[str]] = {"organiser": set(), "target": set()}
            for role, organisation in json.loads(row["bodies"]):
                name = names[organisation]
                if role == "organiser" or any(word[0].isupper() for word in FOREIGN.sub("", name).split()[1:]):  # not "các doanh nghiệp"
                    cores[role].add(core(name))
            yield Report(
                event=row["id"],
                article=row["article_id"],
                main=bool(row["main"]),
                first=first,
                last=last,
                start=start or None,
                end=end or None,
                types=tuple(json.loads(row["types"])),
                province=row["province"],
                organisers=frozenset(cores["organiser"] - {""}),
                targets=frozenset(cores["target"] - {""}),
                names=frozenset(unpack(row["names"])),
                title=hashed(names_in(row["title"])),
                venue=hashed(names_in(row["place"] or "")),
                part=part_of_day(row["told_day"] or ""),
                text=partial(self.text, row["article_id"]),
                **told,
            )

    def _articles(self, ids: list[int]) -> dict[int, tuple[dict[int, str], dict[str, Any]]]:
        """By key of an article, what it calls its bodies, and what its reports have of it."""
        return {
            id_: (
                dict(sorted(json.loads(bodies), reverse=True)),
                {
                    "people": frozenset(normalise(name) for name in json.loads(people)),
                    "figures": frozenset(str(value) for value in json.loads(values) if value >= FEW and value not in ROUND),
                    "named": frozenset(day for value in json.loads(days) if (day := _ordinal(value))),
                },
            )
            for id_, bodies, people, values, days in self.db.conn.execute(_with_blanks(ARTICLES, ids), ids)
        }


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Items in lists of so many."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def days_of(
    start: str | None, end: str | None, main: int, written: str | None, untold: str | None = None
) -> tuple[int, int, int, int] | None:
    """(first, last, start, end) of a report, as `Report` has them, 0 for none; None where nothing dates it.

    What an article is about was shortly before it was written, if no day is told, whatever month or year is.
    `written` is the article's day: of its publication, else the first that it names, which stands at its head; `untold` the day that it
    names without a year (`XXXX-05-14`), which is one of the year `UNTOLD_YEAR`. Of what is only told to be of a month it is the first.
    """
    told, last, day = _ordinal(start), _ordinal(end), _ordinal(written)
    if not told and not day and untold and (same := _ordinal(untold.replace("XXXX", f"{UNTOLD_YEAR:04}"))):
        return same, same, same, same
    if told:
        last = min(max(last or told, told), told + LONGEST - 1)
        if not main or not day or abs(day - told) > FAR:
            return told, last, told, last
        return min(told, day - SOON), max(last, day), told, last
    if not day and main and (month := _ordinal(f"{start}-01")):
        return month, month, 0, 0
    if not day or (not main and start and start[:7] != date.fromordinal(day).isoformat()[: len(start[:7])]):
        return None
    return day - BEFORE, day, 0, 0


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day and len(day) >= len("2024-05-20") else 0
    except ValueError:
        return 0


def happening(events: list[Row]) -> Row:
    """The row of the happening that these events are, in order of their keys: of each value the one that is told best.

    Told best is what the reports that tell it are surest of together; a day is told better than a month, and what was held than what was
    planned. The best report is, of the days told equally, that of an article about it. A value that is told in several ways is in
    `conflicts`, in all of them.
    """
    reports = [event for event in events if event["status"] != "planned"] or events
    best = max(
        reports, key=lambda e: (_grain(e["start"]), e["main"], sum(value is not None for value in e.values()), e["confidence"], -e["id"])
    )
    start = _told_best(reports, "start", best, _grain)
    dated = [event for event in reports if event["start"] == start]
    days = {event["start"] for event in events if _grain(event["start"]) == len("2024-05-20")}
    provinces = {event["province"] for event in events if event["province"]}
    conflicts: Row = {"start": sorted(days), "province": sorted(provinces)} | {"counts": _figures(events)}
    conflicts = {what: told for what, told in conflicts.items() if len(told) > (what != "counts")}
    return {
        "id": events[0]["id"],
        "event_id": best["id"],
        "type": _told_best(reports, "type", best),
        "start": start,
        "end": _told_best(dated, "end", best, _grain),
        "organiser_id": _told_best(reports, "organiser_id", best),
        "place_id": _told_best(reports, "place_id", best),
        "province": _told_best(reports, "province", best),
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
    cursor = db.conn.execute(_with_blanks(sql, ids), ids)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _with_blanks(sql: str, ids: list[int]) -> str:
    return sql.format(blanks=", ".join("?" * len(ids)))
