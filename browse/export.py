"""`sukien export`: every event of a database in one file, in order of start, the undated last."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from browse.archive import open_archive

FORMATS = ("csv", "jsonl")
CSV_COLUMNS = (
    "id", "start", "end", "type", "type_label", "status", "title", "organisers", "targets",
    "place", "province", "period", "people", "article_title", "url",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

EVENTS = """
SELECT e.*, t.name AS type_label, a.title AS article_title, a.url, a.published
FROM events e
JOIN event_types t ON t.id = e.type
JOIN articles a ON a.id = e.article_id
ORDER BY e.start IS NULL, e.start, e.article_id, e.position
"""
# Who received help, a gift or a house is named in the article, and is left out of lists of persons.
PARTS = {
    "organisers": """SELECT o.name, o.level, eo.evidence FROM event_organisations eo JOIN organisations o ON o.id = eo.organisation_id
        WHERE eo.event_id = ? AND eo.role = 'organiser' ORDER BY eo.position""",
    "targets": """SELECT o.name, o.level, eo.evidence FROM event_organisations eo JOIN organisations o ON o.id = eo.organisation_id
        WHERE eo.event_id = ? AND eo.role = 'target' ORDER BY eo.position""",
    "people": """SELECT p.name, ep.title, ep.evidence FROM event_people ep JOIN people p ON p.id = ep.person_id
        WHERE ep.event_id = ? AND ep.role = 'participant' ORDER BY ep.position""",
    "counts": 'SELECT value, "of", unit, evidence FROM counts WHERE event_id = ? ORDER BY position',
    "awards": """SELECT w.name, o.name AS giver, w.kind, w.count, w.evidence FROM awards w LEFT JOIN organisations o ON o.id = w.giver_id
        WHERE w.event_id = ? ORDER BY w.position""",
}
"""The facts of one event by table."""


def export(database: Path, format: str, out: BinaryIO) -> int:
    """Write every event to `out`, in UTF-8; how many there were.

    `csv`: one row per event, several bodies or persons in one cell with `; ` between them. It begins with a byte order
    mark, without which Excel garbles Vietnamese, and a cell that a spreadsheet would take for a formula (it begins with
    `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe in front. `jsonl`: one object per line, with counts,
    awards and the evidence of every fact: [start, end) offsets into the stored text of its article.

    Raises DatabaseError as `open_archive` does, ValueError for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"{format}: không có định dạng này; hãy chọn một trong {', '.join(FORMATS)}")
    connection = open_archive(database)
    try:
        lines = _csv_lines(connection) if format == "csv" else _json_lines(connection)
        # The first line of CSV names its columns.
        return sum(1 for line in lines if out.write(line.encode())) - (format == "csv")
    finally:
        connection.close()


def _csv_lines(connection: sqlite3.Connection) -> Iterator[str]:
    yield "\ufeff" + _csv_line(CSV_COLUMNS)
    for event in connection.execute(EVENTS):
        cells = dict(zip(event.keys(), event, strict=True))
        for part in ("organisers", "targets", "people"):
            cells[part] = "; ".join(row["name"] for row in connection.execute(PARTS[part], [event["id"]]))
        yield _csv_line(_as_text(cells[column]) for column in CSV_COLUMNS)


def _csv_line(cells: Iterable[str | int | None]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _as_text(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _json_lines(connection: sqlite3.Connection) -> Iterator[str]:
    for event in connection.execute(EVENTS):
        yield json.dumps(_event(connection, event), ensure_ascii=False) + "\n"


def _event(connection: sqlite3.Connection, event: sqlite3.Row) -> dict[str, Any]:
    plain = ("id", "title", "type", "type_label", "status", "start", "end", "place", "province", "period", "confidence")
    proofs = ("evidence", "date_evidence", "place_evidence", "period_evidence")
    return {
        **{column: event[column] for column in plain},
        "types": json.loads(event["types"]),
        "main": bool(event["main"]),
        **{name: _places(event[name]) for name in proofs},
        **{part: [_fact(row) for row in connection.execute(sql, [event["id"]])] for part, sql in PARTS.items()},
        "article": {"id": event["article_id"], "title": event["article_title"], "url": event["url"], "published": event["published"]},
    }


def _fact(row: sqlite3.Row) -> dict[str, Any]:
    fact = dict(zip(row.keys(), row, strict=True))
    return {**fact, "evidence": _places(fact["evidence"])}


def _places(evidence: str | None) -> list[list[int]]:
    """The ranges of text of a column `evidence`, `[start, end, start, end, …]`."""
    offsets = json.loads(evidence or "[]")
    return [offsets[at : at + 2] for at in range(0, len(offsets), 2)]
