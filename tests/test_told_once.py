"""An event that several articles report stands once in the timeline, the feeds, the exports and the numbers of the home page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_database import congress, put, supervision
from test_home import Get, reader

from browse.archive import open_archive
from browse.events import read_events
from browse.selection import Selection
from extract.happenings import link_events
from schemas.database import close_database, open_database


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of a visit, of which the second tells more, another visit, and a congress."""
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    first = supervision("one")
    less = first.model_copy(update={"events": [first.events[0].model_copy(update={"place": None})]})
    for record in (less, supervision("two"), supervision("a-month-later", start="2019-08-20"), congress()):
        put(db, record)
    link_events(db)
    close_database(db)
    return path


@pytest.fixture(scope="module")
def get(path: Path) -> Iterator[Get]:
    yield from reader(path)


def test_home_counts_it_once(get: Get) -> None:
    page = get("/")[1]
    assert ("3", "sự kiện") in re.findall(r"<dd>(?:<a[^>]*>)?([^<]+)(?:</a>)?</dd><dt>([^<]+)</dt>", page)
    assert page.partition('class="plain latest"')[2].count("Giám sát tại Trường Tiểu học Sông Năng") == 2


@pytest.mark.parametrize("asked", ["month=2019-07", "from=2019-07-01&to=2019-07-31", "province=Bắc+Kạn&to=2019-08-01"])
def test_timeline_lists_the_best_of_its_reports(asked: str, get: Get) -> None:
    assert "<strong>1</strong> sự kiện" in get(f"/kho/-/timeline?{asked}")[1]


def test_feeds_and_exports_have_it_once(path: Path) -> None:
    connection = open_archive(path)
    told = [event.article.url for event in read_events(connection, Selection.parse("type=giam_sat"))]
    newest = [event.id for event in read_events(connection, Selection(), newest=9)]
    view = [url for (url,) in connection.execute("SELECT url FROM timeline WHERE start LIKE '2019%' ORDER BY start")]
    connection.close()
    assert told == view == ["https://example.org/two", "https://example.org/a-month-later"]
    assert len(newest) == 3


def test_map_counts_it_once(get: Get) -> None:
    assert re.findall(r"Bắc Kạn[^0-9<]{0,40}(\d+)", get("/kho/-/map?view=province")[1])[0] == "2"


def test_the_reports_stay_in_the_table_in_search_and_on_the_page_of_the_event(path: Path, get: Get) -> None:
    connection = open_archive(path)
    others = connection.execute("SELECT event_id FROM happening_events WHERE NOT best").fetchall()
    connection.close()
    [(other,)] = others
    assert 'class="reports"' in get(f"/kho/events/{other}")[1]
    assert len(json.loads(get("/kho/events.json?_shape=array")[1])) == 4
    assert f"/kho/events/{other}" in get("/kho/-/search?q=song+nang")[1]
