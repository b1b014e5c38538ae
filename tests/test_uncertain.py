"""Which articles are picked for correction."""

import sqlite3
from pathlib import Path

from labelled import RECORD
from small_archive import records, small_archive

from extract.uncertain import Candidate, spread, uncertain
from schemas.database import close_database, open_database, replace_article


def test_the_least_sure_come_first() -> None:
    pool = [Candidate(1, 0.9, 2020, "a"), Candidate(2, 0.2, 2020, "a"), Candidate(3, 0.5, 2020, "a")]
    assert [one.article for one in spread(pool, 2)] == [2, 3]
    assert [one.article for one in spread(pool, 9)] == [2, 3, 1]
    assert spread([], 5) == []


def test_houses_and_years_take_turns() -> None:
    one_kind = [Candidate(number, 0.1, 2020, "a") for number in range(9)]
    others = [Candidate(10, 0.6, 2020, "b"), Candidate(11, 0.7, 2011, "a"), Candidate(12, 0.8, 2012, "c")]
    assert [one.article for one in spread([*one_kind, *others], 4)] == [0, 12, 10, 11]


def test_articles_are_as_they_were_built_and_the_order_of_building_is_nothing(tmp_path: Path) -> None:
    small_archive(tmp_path / "a.db")
    db = open_database(tmp_path / "b.db")
    with db.atomic():
        for each in reversed(records()):
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    found = [uncertain(sqlite3.connect(tmp_path / name), 3) for name in ("a.db", "b.db")]
    assert found[0] == found[1]
    by_id = {record.id: record for record in records()}
    for article in found[0]:
        record = by_id[article.id]
        assert (article.text, list(article.zones), article.published) == (record.text, record.zones, record.published)
        assert (article.name, article.source, article.url, article.title) == (record.name, record.source, record.url, record.title)


def test_an_article_that_tells_no_event_is_not_asked_about(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    with db.atomic():
        replace_article(db, RECORD.model_copy(update={"events": [], "counts": [], "awards": []}), content_hash="a", version="test")
    close_database(db)
    assert uncertain(sqlite3.connect(tmp_path / "a.db"), 3) == []
