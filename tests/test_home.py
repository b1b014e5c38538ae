"""The home page: what the archive holds, counted and drawn from the database that the ASGI application serves."""

import asyncio
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from small_archive import small_archive

from browse.serve import archive_app
from schemas.database import close_database, open_database

Get = Callable[[str], tuple[int, str]]


def reader(path: Path) -> Iterator[Get]:
    """(status, page) of an address."""
    datasette = archive_app(path)
    with asyncio.Runner() as loop:

        def ask(address: str) -> tuple[int, str]:
            response = loop.run(datasette.client.get(address))
            return response.status_code, response.text

        yield ask


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    yield from reader(small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db"))


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_home_counts_what_the_archive_holds(get: Get) -> None:
    status, page = get("/")
    assert status == 200
    figures = re.findall(r"<dd>(?:<a[^>]*>)?([^<]+)(?:</a>)?</dd><dt>([^<]+)</dt>", page)
    assert figures == [("5", "bài viết"), ("5", "sự kiện"), ("6", "cơ quan, đơn vị"), ("2018–2024", "năm")]


def test_each_part_of_a_bar_leads_to_the_events_of_its_year_and_type(get: Get) -> None:
    page = get("/")[1]
    years = re.findall(r'<th scope="row"><a href="([^"]+)">(\d+)</a></th>(.*?)<td class="number">(\d+)</td>', page, re.DOTALL)
    assert [(year, count) for _, year, _, count in years] == [("2018", "1"), ("2023", "3"), ("2024", "1")]
    parts = re.findall(r'<a class="part c\d" style="width: ([\d.]+)%" title="([^"]+)" href="([^"]+)"', years[1][2])
    assert [(width, said) for width, said, _ in parts] == [("33.33", "đại hội: 1"), ("33.33", "giám sát: 1"), ("33.33", "kiểm tra: 1")]
    assert parts[0][2].endswith("/-/timeline?type=dai_hoi&amp;year=2023")
    assert "<strong>1</strong> sự kiện" in get(unescape(parts[0][2]))[1]


def test_the_figures_of_the_bars_are_a_table_too(get: Get) -> None:
    figures = get("/")[1].partition('class="figures-by-type"')[2]
    assert re.findall(r'<th scope="col">([^<]+)</th>', figures) == ["2018", "2023", "2024", "Cộng"]
    congresses = re.search(r"<tr><th[^>]*><a[^>]*>đại hội</a></th>(.*?)</tr>", figures)
    assert congresses
    assert re.findall(r"<td>(?:<a[^>]*>)?(\d*)", congresses[1]) == ["1", "1", "", "2"]


def test_the_latest_events_stand_first_and_what_is_only_planned_does_not(get: Get) -> None:
    latest = get("/")[1].partition('class="plain latest"')[2]
    assert re.findall(r'<time datetime="([^"]+)">([^<]+)</time> <a href="[^"]+/events/\d+">([^<]+)</a>', latest) == [
        ("2023-05-19", "19/5/2023", "Đại hội Công đoàn tỉnh"),
        ("2023-03-30", "30/3/2023", "Kiểm tra, giám sát ở Bạch Thông"),
        ("2023-02-14", "14/2/2023", "Giám sát tại Nà Phặc"),
        ("2018-05-20", "20/5/2018", "Đại hội lần trước"),
    ]


def test_an_archive_without_articles_says_so(tmp_path: Path) -> None:
    close_database(open_database(tmp_path / "trống.db"))
    for get in reader(tmp_path / "trống.db"):
        status, page = get("/")
        assert status == 200
        assert "0 bài viết 0 sự kiện 0 cơ quan, đơn vị" in words(page)
        assert "Chưa có sự kiện nào." in page
        assert 'class="chart"' not in page
