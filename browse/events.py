"""Events as they stand in the database, with their bodies, persons, figures and awards: what every export is written from."""

import json
import re
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import quote

from browse.partial_dates import PartialDate, partial_date
from browse.selection import Selection
from browse.suppressed import HIDDEN
from browse.titles import names_by_row, titled

BATCH = 500
"""Events whose facts are looked up together."""
EVENTS = """
SELECT e.id, e.title, e.type, t.name AS type_label, e.status, e.start, e."end", e.place, e.province, e.period, e.confidence,
    e.types, e.main, e.evidence, e.date_evidence, e.place_evidence, e.period_evidence,
    e.article_id, a.title AS article_title, a.url, a.published
FROM {rows}
JOIN event_types t ON t.id = e.type
WHERE {where}
ORDER BY {order}
"""
OF_EVENTS = "events e JOIN articles a ON a.id = e.article_id"
OF_ARTICLES = "articles a CROSS JOIN events e ON e.article_id = a.id"
# Two questions, each in the order of an index, for a whole archive takes long to sort.
BY_START = (("e.start IS NOT NULL", "e.start, e.article_id, e.position"), ("e.start IS NULL", "e.article_id, e.position"))
BY_PUBLICATION = "a.published DESC, e.start DESC, e.article_id, e.position LIMIT :newest"
# Who received help, a gift or a house is named in the article, and is left out of lists of persons; so is who is suppressed.
FACTS = {
    "bodies": """SELECT eo.event_id, eo.role, o.id, o.name, o.level, eo.evidence
        FROM event_organisations eo JOIN organisations o ON o.id = eo.organisation_id WHERE eo.event_id IN ({ids}) ORDER BY eo.position""",
    "people": f"""SELECT ep.event_id, p.name, ep.title, ep.evidence
        FROM event_people ep JOIN people p ON p.id = ep.person_id
        WHERE ep.event_id IN ({{ids}}) AND ep.role = 'participant' AND NOT p.recipient AND p.id NOT IN ({HIDDEN}) ORDER BY ep.position""",
    "counts": 'SELECT event_id, value, "of", unit, evidence FROM counts WHERE event_id IN ({ids}) ORDER BY position',
    "awards": """SELECT w.event_id, w.name, o.name AS giver, w.kind, w.count, w.evidence
        FROM awards w LEFT JOIN organisations o ON o.id = w.giver_id WHERE w.event_id IN ({ids}) ORDER BY w.position""",
}
"""The facts of many events, by table."""

NAMESPACE = uuid.UUID("dccada8e-2797-4d9d-89b8-b0a231bb716d")
"""Of the names that events and feeds have in the world; drawn once, never to change."""
VIETNAM = timezone(timedelta(hours=7))
ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
URI = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is (RFC 3986), beside letters, digits and `-._`."""

Ranges = list[list[int]]
"""[start, end) of each piece of evidence, in characters of the article's stored text"""


@dataclass(frozen=True)
class Body:
    """An organisation and where the text says so."""

    id: int
    name: str
    level: str | None
    evidence: Ranges


@dataclass(frozen=True)
class Person:
    """Somebody who took part."""

    name: str
    title: str | None
    evidence: Ranges


@dataclass(frozen=True)
class Count:
    """So many `unit`, of so many."""

    value: float
    of: float | None
    unit: str
    evidence: Ranges


@dataclass(frozen=True)
class Award:
    """So many of an honour, for a kind of recipient."""

    name: str
    giver: str | None
    kind: str | None
    count: int | None
    evidence: Ranges


@dataclass(frozen=True)
class Article:
    """Where an event is reported."""

    id: int
    title: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True)
class Event:
    """One event with its facts. Names and titles are as lists show them (`browse.titles`); recipients of help are named in none."""

    id: int
    title: str
    type: str
    type_label: str
    status: str
    start: str | None
    end: str | None
    place: str | None
    province: str | None
    period: str | None
    confidence: float
    types: list[str]
    main: bool
    evidence: Ranges
    date_evidence: Ranges
    place_evidence: Ranges
    period_evidence: Ranges
    organisers: list[Body]
    targets: list[Body]
    people: list[Person]
    counts: list[Count]
    awards: list[Award]
    article: Article

    @property
    def uuid(self) -> uuid.UUID:
        """Its name in the world (RFC 9562, version 5), the same in every database that the article's event is in."""
        return uuid.uuid5(NAMESPACE, f"event/{self.id}")

    @property
    def first(self) -> PartialDate | None:
        """When it began."""
        return partial_date(self.start)

    @property
    def last(self) -> PartialDate | None:
        """When it ended, if it did so no earlier than it began; else when it began."""
        first, last = self.first, partial_date(self.end)
        return last if first and last and last.last >= first.first else first

    @property
    def day(self) -> PartialDate | None:
        """The day that it began, where that is known to the day."""
        return self.first if self.first and self.first.grain == "day" else None

    @property
    def told(self) -> datetime | None:
        """When it became known: on the day its article was published, else the day it began; of what is only planned that is unknown."""
        known = partial_date(self.article.published) or (None if self.status == "planned" else self.first)
        return midnight(known.first) if known else None

    @property
    def location(self) -> str:
        """Its place and province as far as they are known; the province once."""
        place, province = self.place or "", self.province or ""
        return place if province in place else f"{place}, {province}" if place else province

    @property
    def source(self) -> str | None:
        """The address of its article as a URI; None where it is none of the web's."""
        url = self.article.url or ""
        return quote(url, safe=URI) if ADDRESS.fullmatch(url) else None


def midnight(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def read_events(connection: sqlite3.Connection, selection: Selection, newest: int | None = None) -> Generator[Event, None, None]:
    """The events of a selection, as they are at one moment, whatever a build does meanwhile.

    They come in order of start, the undated last; or only so many that were published last, the newest first.
    """
    where, parameters = selection.where()
    if newest is None:
        statements = [EVENTS.format(rows=OF_EVENTS, where=f"({where}) AND {dated}", order=order) for dated, order in BY_START]
    else:  # SQLite, which has no statistics, would read all the events to find the newest
        rows = OF_EVENTS if selection.query() else OF_ARTICLES
        statements, parameters = [EVENTS.format(rows=rows, where=where, order=BY_PUBLICATION)], {**parameters, "newest": newest}
    connection.execute("BEGIN")
    try:
        for statement in statements:
            found = connection.execute(statement, parameters)
            while batch := found.fetchmany(BATCH):
                yield from _events(connection, batch)
    finally:
        connection.rollback()


def read_event(connection: sqlite3.Connection, event: int) -> Event:
    """The event of this key, which there is."""
    rows = connection.execute(EVENTS.format(rows=OF_EVENTS, where="e.id = :event", order="e.id"), {"event": event}).fetchall()
    return next(_events(connection, rows))


def _events(connection: sqlite3.Connection, rows: list[sqlite3.Row]) -> Iterator[Event]:
    """The events of these rows, each with its facts."""
    hidden = names_by_row(connection, (row["article_id"] for row in rows))
    facts = {table: _facts(connection, sql, [row["id"] for row in rows]) for table, sql in FACTS.items()}
    for row in rows:
        yield _event(row, {table: by_event[row["id"]] for table, by_event in facts.items()}, hidden[row["article_id"]])


def _facts(connection: sqlite3.Connection, sql: str, ids: list[int]) -> dict[int, list[sqlite3.Row]]:
    by_event = defaultdict(list)
    for row in connection.execute(sql.format(ids=",".join(map(str, ids)))):
        by_event[row["event_id"]].append(row)
    return by_event


def _event(row: sqlite3.Row, facts: dict[str, list[sqlite3.Row]], hidden: list[str]) -> Event:
    bodies = {
        role: [Body(o["id"], titled(o["name"], hidden), o["level"], _ranges(o["evidence"])) for o in facts["bodies"] if o["role"] == role]
        for role in ("organiser", "target")
    }
    return Event(
        id=row["id"],
        title=titled(row["title"], hidden),
        type=row["type"],
        type_label=row["type_label"],
        status=row["status"],
        start=row["start"],
        end=row["end"],
        place=titled(row["place"], hidden),
        province=row["province"],
        period=row["period"],
        confidence=row["confidence"],
        types=json.loads(row["types"]),
        main=bool(row["main"]),
        evidence=_ranges(row["evidence"]),
        date_evidence=_ranges(row["date_evidence"]),
        place_evidence=_ranges(row["place_evidence"]),
        period_evidence=_ranges(row["period_evidence"]),
        organisers=bodies["organiser"],
        targets=bodies["target"],
        people=[Person(titled(p["name"]), titled(p["title"]), _ranges(p["evidence"])) for p in facts["people"]],
        counts=[Count(c["value"], c["of"], titled(c["unit"]), _ranges(c["evidence"])) for c in facts["counts"]],
        awards=[
            Award(titled(w["name"]), titled(w["giver"]), titled(w["kind"]), w["count"], _ranges(w["evidence"])) for w in facts["awards"]
        ],
        article=Article(row["article_id"], titled(row["article_title"], hidden), row["url"], row["published"]),
    )


def _ranges(evidence: str | None) -> Ranges:
    """The ranges of text of a column `evidence`, `[start, end, start, end, …]`."""
    offsets = json.loads(evidence or "[]")
    return [offsets[at : at + 2] for at in range(0, len(offsets), 2)]
