"""The facts of an event in the order of an index card, each with every place in the article's text that proves it.

Who received help is named in the text and is no fact of the card; who is suppressed is neither.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from datasette.database import Database

from browse.language import _, writing
from browse.sql_functions import sentence
from browse.suppressed import HIDDEN
from browse.titles import names_of, without
from browse.when import period
from schemas.rows import TYPES

FACTS = f"""
SELECT 'event' AS kind, e.types AS value,
    NULL AS number, NULL AS more, NULL AS tbl, NULL AS key, evidence, inferred FROM events e WHERE id = :id
UNION ALL SELECT 'event_date', start || '/' || "end", NULL, NULL, NULL, NULL, date_evidence, date_inferred FROM events WHERE id = :id
UNION ALL SELECT * FROM (
    SELECT eo.role, o.name, NULL, NULL, 'organisations', o.id, eo.evidence, eo.inferred
    FROM event_organisations eo JOIN organisations o ON o.id = eo.organisation_id WHERE eo.event_id = :id ORDER BY eo.position)
UNION ALL SELECT 'event_place', place, NULL, NULL, iif(place_id IS NULL, NULL, 'places'), place_id, place_evidence, place_inferred
    FROM events WHERE id = :id
UNION ALL SELECT 'event_period', period, NULL, NULL, NULL, NULL, period_evidence, period_inferred FROM events WHERE id = :id
UNION ALL SELECT * FROM (
    SELECT ep.role, p.name, NULL, ep.title, 'people', p.id, ep.evidence, ep.inferred
    FROM event_people ep JOIN people p ON p.id = ep.person_id
    WHERE ep.event_id = :id AND ep.role = 'participant' AND NOT p.recipient AND p.id NOT IN ({HIDDEN}) ORDER BY ep.position)
UNION ALL SELECT * FROM (
    SELECT 'count', unit, value, "of", NULL, NULL, evidence, inferred FROM counts WHERE event_id = :id ORDER BY position)
UNION ALL SELECT * FROM (
    SELECT 'award', w.name || iif(w.kind IS NULL, '', :to || w.kind) || iif(o.name IS NULL, '', ' (' || o.name || ')'),
        w.count, NULL, NULL, NULL, w.evidence, w.inferred
    FROM awards w LEFT JOIN organisations o ON o.id = w.giver_id WHERE w.event_id = :id ORDER BY w.position)
"""


@dataclass(frozen=True)
class Fact:
    """One value of an event and its proof."""

    event: int
    number: int
    """In the event, from 1: `fact-3` is its anchor in the card, `text-3` in the article"""
    kind: str
    label: str
    """The value as it is read"""
    table: str | None
    key: int | None
    """The row that has a page about it, if any"""
    evidence: tuple[tuple[int, int], ...]
    """[start, end) characters of the article's text, in the order in which they stand there"""
    sentence: str | None
    """The sentence that holds the first of them"""
    inferred: str | None


async def facts(database: Database, event: int, article: int, text: str) -> list[Fact]:
    """The facts of an event of the article that has this text."""
    rows = [row for row in (await database.execute(FACTS, {"id": event, "to": f" {_('cho')} "})).rows if row["value"] is not None]
    hidden = await names_of(database, article)
    return [_fact(event, position, row, text, hidden) for position, row in enumerate(rows, 1)]


def _fact(event: int, position: int, row: Any, text: str, hidden: list[str]) -> Fact:
    offsets = json.loads(row["evidence"] or "[]")
    evidence = tuple(sorted(zip(offsets[::2], offsets[1::2], strict=True)))
    proof = sentence(text, *evidence[0]) if evidence else None
    # An official may be somebody's namesake.
    label = _label(row) if row["kind"] == "participant" else without(_label(row), hidden)
    return Fact(event, position, row["kind"], label, row["tbl"], row["key"], evidence, proof, row["inferred"])


def _label(row: Any) -> str:
    kind, value, more, number = row["kind"], row["value"], row["more"], writing().number
    if kind == "event":
        return ", ".join(_(TYPES[code]) for code in json.loads(value) if code in TYPES)
    if kind in ("event_date", "event_period"):
        return period(value)
    if kind == "participant":
        return f"{value}, {more}" if more else str(value)
    if kind == "award":
        return f"{number(row['number'])} × {value}" if row["number"] is not None else str(value)
    if kind == "count":
        of = f"/{number(more)}" if more is not None else ""
        return f"{number(row['number'])}{of}{'' if value.startswith('%') else ' '}{value}"
    return str(value)


async def fact_number(database: Database, event: int, kind: str, evidence: str | None) -> int | None:
    """The number, in the card of an event, of the first fact of this kind with this evidence (as its column has it)."""
    numbered = f"SELECT row_number() OVER () AS number, kind, evidence FROM ({FACTS}) WHERE value IS NOT NULL"
    sql = f"SELECT number FROM ({numbered}) WHERE kind = :kind AND evidence = :evidence LIMIT 1"
    found = (await database.execute(sql, {"id": event, "to": "", "kind": kind, "evidence": evidence})).first()
    return found["number"] if found else None
