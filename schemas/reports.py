"""How far the linking of events has come: what is to be compared, which names reports may meet by, and which pairs are likely.

Every event has a row in `reports` from its first transaction on, and the row says what is `due`, so that a build that was killed goes on
where it was. Reports meet in the lists of their names (`report_names`), each list in order of (first day, event): two of them meet where
they are at most `NEAR` steps of a list apart. So a crowd costs each of its reports no more than `NEAR` others to either side, and
who meets whom follows from the reports at hand alone. Where one comes or goes in a crowd, those before it are a step farther from those
behind it, or nearer: pairs that it may have parted or brought together are `links_due`. A report whose article names days of its own
beside the event's (`report_days`) meets those of these days too: one of two days may be the event's.
"""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

GROUP, NEW = 1, 3
"""What may be due of a report: to be grouped by the links it has; to be compared with others, too (2 was of former versions)."""
NEAR = 40
"""Steps in the list of a name within which two reports meet."""
SPAN = 15
"""Days after its first on which a report meets others, at most: fourteen of its own, and the next, for one of two may be wrong by a day."""
AWAY = 100
"""Days from its first within which a report meets others on a day that it names for something else; what is farther off is of another
year."""
NAME = 3
"""Bytes of a name's hash."""

Around = tuple[int, int, int]
"""A report beside another in a list: event, first day, days after it"""


def pack(names: Iterable[int]) -> bytes:
    """Hashes of names, in order, as they are stored."""
    return b"".join(name.to_bytes(NAME, "big") for name in sorted(names))


def unpack(stored: bytes | None) -> list[int]:
    """Those hashes again."""
    return [int.from_bytes(stored[at : at + NAME], "big") for at in range(0, len(stored or b""), NAME)] if stored else []


def add_reports(db: Database, events: Iterable[int]) -> None:
    """Note new events, which nothing has been compared with."""
    db.conn.executemany("INSERT INTO reports (event_id, due) VALUES (?, ?)", [(event, NEW) for event in events])


def forget_reports(db: Database, article: int) -> None:
    """Take the events of an article out of lists and links; those that were linked with them are due, and pairs that now may meet."""
    sql = "SELECT r.event_id, r.first, r.names FROM reports r JOIN events e ON e.id = r.event_id WHERE e.article_id = ?"
    for event, first, names in db.conn.execute(sql, (article,)).fetchall():
        found = [(name, first, event) for name in unpack(names)]
        db.conn.executemany("DELETE FROM report_names WHERE name = ? AND first = ? AND event_id = ?", found)
        away = [(name, first - AWAY, first + AWAY, event) for name, *_ in found]
        db.conn.executemany("DELETE FROM report_days WHERE name = ? AND day BETWEEN ? AND ? AND event_id = ?", away)
        for name, *_ in found:
            set_links_due(db, _brought_together(*around(db, name, first, event)))
        others = [other for (other,) in db.conn.execute("SELECT other_id FROM links WHERE event_id = ?", (event,))]
        db.conn.execute("DELETE FROM links WHERE event_id = ?", (event,))
        db.conn.executemany("DELETE FROM links WHERE event_id = ? AND other_id = ?", [(other, event) for other in others])
        set_due(db, others, GROUP)


def around(db: Database, name: int, first: int, event: int) -> tuple[list[Around], list[Around]]:
    """Who stands in a list within `NEAR` steps before and after a report, the nearest first, and not so far off that days cannot meet."""
    before = """SELECT event_id, first, days FROM report_names WHERE name = ? AND first >= ? AND (first, event_id) < (?, ?)
                ORDER BY first DESC, event_id DESC LIMIT ?"""
    after = """SELECT event_id, first, days FROM report_names WHERE name = ? AND first <= ? AND (first, event_id) > (?, ?)
               ORDER BY first, event_id LIMIT ?"""
    return (
        db.conn.execute(before, (name, first - SPAN, first, event, NEAR)).fetchall(),
        db.conn.execute(after, (name, first + SPAN, first, event, NEAR)).fetchall(),
    )


def are_near(db: Database, name: int, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places in a list, (first day, event), are within `NEAR` steps."""
    behind = """SELECT count(*) FROM (SELECT 1 FROM report_names
                WHERE name = ? AND (first, event_id) > (?, ?) AND (first, event_id) <= (?, ?) LIMIT ?)"""
    (steps,) = db.conn.execute(behind, (name, *min(one, other), *max(one, other), NEAR + 1)).fetchone()
    return bool(steps <= NEAR)


def _brought_together(before: list[Around], after: list[Around]) -> Iterator[tuple[int, int]]:
    """Pairs around a place that are `NEAR` steps apart, one less than before what stood there went, and whose days meet."""
    for step, (event, first, days) in enumerate(before):
        for other, start, _ in after[NEAR - 1 - step : NEAR - step]:
            if start <= first + days + 1:
                yield event, other


def on_days(db: Database, name: int, first: int, last: int) -> list[Around]:
    """Who stands in a list on one of these days, or begins at most `SPAN` days before them."""
    sql = "SELECT event_id, first, days FROM report_names WHERE name = ? AND first BETWEEN ? AND ?"
    return db.conn.execute(sql, (name, first - SPAN, last)).fetchall()


def naming(db: Database, name: int, first: int, last: int) -> list[int]:
    """The reports of other days in whose text a name stands and one of these days."""
    sql = "SELECT event_id FROM report_days WHERE name = ? AND day BETWEEN ? AND ?"
    return [event for (event,) in db.conn.execute(sql, (name, first, last))]


def is_crowd(before: list[Around], after: list[Around]) -> bool:
    """Whether two of those around a report meet or do not for its being between them."""
    return len(before) + len(after) > NEAR


def set_due(db: Database, events: Iterable[int], what: int) -> None:
    """Note that so much is to be done for reports, if not more."""
    db.conn.executemany(
        "UPDATE reports SET due = ? WHERE event_id = ? AND coalesce(due, 0) < ?", [(what, event, what) for event in sorted(events)]
    )


def set_links_due(db: Database, pairs: Iterable[tuple[int, int]]) -> None:
    """Note pairs that may have come to meet, or to meet no more."""
    db.conn.executemany("INSERT OR IGNORE INTO links_due (event_id, other_id) VALUES (?, ?)", sorted((min(p), max(p)) for p in pairs))
