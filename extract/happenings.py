"""Happenings in the database: what is stored of events in, which of them are one out.

    for report in stored_reports(db): ...

The reports are read anew from the rows, so that the happenings are a function of the rows, whatever the order in which they came.
"""

import json
from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from extract.link import Report, core, names_in, plain
from schemas.names import normalise

BEFORE = 7
"""An event whose day is not told was at most so many days before it was published."""
SOON = 2
"""A report comes at most so many days after the event, as a rule: of another day that is told for it one may be wrong."""
FAR = 10
"""Days between an event and its report beyond which the report's own day says nothing."""
MOST = 20
"""Days of an article that are looked at."""
LONGEST = 3
"""Days of an event that count; longer ones are campaigns, which overlap with everything."""
BATCH = 500
READ = 20_000
"""Characters of a text that are looked through for names."""
DAYS = """
SELECT e.id, e.start, e."end", e.main, a.published,
    (SELECT json_group_array(value) FROM
        (SELECT value FROM dates d WHERE d.article_id = a.id AND grain IN ('day', 'time') ORDER BY position LIMIT {most}))
FROM events e JOIN articles a ON a.id = e.article_id"""
REPORTS = """
SELECT e.id, e.article_id, e.types, e.province, e.confidence, substr(a.text, 1, {read}),
    (SELECT json_group_array(json_array(p.role, o.name)) FROM event_organisations p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.event_id = e.id),
    (SELECT json_group_array(c.name) FROM article_people p JOIN person_claims c ON c.id = p.claim_id WHERE p.article_id = a.id),
    (SELECT json_group_array(c.value) FROM counts c WHERE c.article_id = a.id)
FROM events e JOIN articles a ON a.id = e.article_id WHERE e.id IN ({blanks})"""


def stored_reports(db: Database) -> Iterator[Report]:
    """What is stored of every event whose days are known, more or less, in order of (first day, event)."""
    spans = sorted((*span, event) for event, *told in db.conn.execute(DAYS.format(most=MOST)) if (span := days_of(*told)))
    for at in range(0, len(spans), BATCH):
        batch = spans[at : at + BATCH]
        sql = REPORTS.format(read=READ, blanks=", ".join("?" * len(batch)))
        stored = {row[0]: row[1:] for row in db.conn.execute(sql, [event for *_, event in batch])}
        for first, last, start, end, named, event in batch:
            article, types, province, confidence, text, bodies, people, values = stored[event]
            cores: dict[str, set[str]] = {"organiser": set(), "target": set()}
            for role, name in json.loads(bodies):
                cores[role].add(core(name))
            yield Report(
                event=event,
                article=article,
                first=first,
                last=last,
                start=start or None,
                end=end or None,
                named=frozenset(named),
                types=tuple(json.loads(types)),
                province=province,
                organisers=frozenset(cores["organiser"] - {""}),
                targets=frozenset(cores["target"] - {""}),
                names=names_in(text),
                text=plain(text),
                people=frozenset(normalise(name) for name in json.loads(people)),
                figures=frozenset(str(value) for value in json.loads(values) if value >= 10 and value not in ROUND),
                confidence=confidence,
            )


ROUND = {10, 20, 50, 100}


def days_of(
    start: str | None, end: str | None, main: int, published: str | None, named: str
) -> tuple[int, int, int, int, tuple[int, ...]] | None:
    """(first, last, start, end, days named) of a report, as `Report` has them, 0 for none; None where nothing dates it.

    The article's own day is that of its publication, else the first that it names, which stands at its head.
    """
    days = tuple(day for value in json.loads(named) if (day := _ordinal(value)))
    told, last, written = _ordinal(start), _ordinal(end), _ordinal(published) or (days[0] if days else 0)
    if told:
        last = min(max(last or told, told), told + LONGEST - 1)
        if not main or not written or abs(written - told) > FAR:
            return told, last, told, last, days
        return min(told, written - SOON), max(last, written), told, last, days
    if not written or (start and start[:7] != date.fromordinal(written).isoformat()[: len(start[:7])]):
        return None
    return written - BEFORE, written, 0, 0, days


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day and len(day) >= len("2024-05-20") else 0
    except ValueError:
        return 0
