"""What the page of an office-holder shows: under which titles the archive names the person, and at which events."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

from browse.titles import with_titles

TITLES = """
SELECT l.title, count(*) AS n, min(a.published) AS first, max(a.published) AS last
FROM person_claims c CROSS JOIN article_people l ON l.claim_id = c.id CROSS JOIN articles a ON a.id = l.article_id
WHERE c.person_id = ? AND l.title IS NOT NULL GROUP BY l.title ORDER BY n DESC, l.title LIMIT 50
"""
EVENTS = """
SELECT DISTINCT e.id, e.article_id, e.start, e.title, ep.title AS office, o.name AS organiser
FROM event_people ep CROSS JOIN events e ON e.id = ep.event_id LEFT JOIN organisations o ON o.id = e.organiser_id
WHERE ep.person_id = ? AND ep.role = 'participant' ORDER BY e.start IS NULL, e.start DESC, e.article_id, e.position LIMIT 100
"""


async def person_page(database: Database, person: int) -> dict[str, Any]:
    """`titles`, each with the articles that have it and the days of the first and the last; the last 100 `events`."""
    titles, events = [(await database.execute(sql, [person])).rows for sql in (TITLES, EVENTS)]
    return {"titles": titles, "events": await with_titles(database, events)}
