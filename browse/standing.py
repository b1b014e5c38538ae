"""Where an article stood, with its copies elsewhere, and what it said before: the last part of its page."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

from browse.titles import with_titles

PLACES = """
SELECT a.id AS article_id, a.title, a.published, a.url, s.path, 0 AS copy
FROM articles a JOIN sources s ON s.article_id = a.id WHERE a.id = :id
UNION ALL
SELECT c.article_id, c.title, c.published, c.url, s.path, 1
FROM copies c JOIN sources s ON s.article_id = c.id WHERE c.article_id = :id
ORDER BY copy, published, url, path LIMIT 200
"""
VERSIONS = "SELECT article_id, title, seen, text FROM versions WHERE article_id = :id ORDER BY seen DESC, checksum LIMIT 50"


async def standing(database: Database, article: Any) -> dict[str, Any]:
    """`places`, each with title, day, address and file, the article's own first; `versions`, the latest first.

    The lines of a version are (line, whether the article has it no more).
    """
    key = {"id": article["id"]}
    places = await with_titles(database, (await database.execute(PLACES, key)).rows)
    former = await with_titles(database, (await database.execute(VERSIONS, key)).rows)
    kept = {" ".join(line.split()) for line in article["text"].split("\n")}
    versions = [
        {"title": each["title"], "seen": each["seen"][:10], "lines": [(line, line not in kept) for line in each["text"].split("\n")]}
        for each in former
    ]
    return {"places": places, "versions": versions}
