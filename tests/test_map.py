"""The map over a real database: where its points are, how large, what they say, and that each number leads to what it counts."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from html import unescape
from math import isclose
from pathlib import Path

import pytest
from small_archive import at, body, organisation, record, records

from browse.map import EAST, LARGEST, NORTH, SOUTH, WEST, project
from browse.units import position
from schemas.database import close_database, open_database, replace_article
from schemas.record import Event, Place
from schemas.registry import units
from schemas.rows import place_key

BELOW = "-/map"

DISTRICT = "Liên đoàn Lao động huyện Bạch Thông"
TEXT = """\
Tập huấn
LĐLĐ huyện Bạch Thông tập huấn ở huyện Trường Sa.
"""


def training(number: int, province: str, place: str | None = None, organiser: str | None = None, title: str = "Tập huấn") -> object:
    event = Event(
        types=["tap_huan"],
        title=title,
        start=f"2022-03-{number:02}",
        end=f"2022-03-{number:02}",
        province=province,
        organisers=[body(TEXT, organiser, "LĐLĐ huyện Bạch Thông")] if organiser else [],
        place=body(TEXT, place, place) if place else None,
        evidence=at(TEXT, "tập huấn"),
    )
    places = [Place(name=place, kind="district", province=province, code="576", evidence=at(TEXT, place))] if place else []
    told = [organisation(TEXT, DISTRICT, "LĐLĐ huyện Bạch Thông", "district")] if organiser else []
    return record(f"tap-huan-{number}", TEXT, organisations=told, places=places, events=[event])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    held = [
        training(1, "Thái Nguyên", organiser=DISTRICT),
        training(2, "Khánh Hòa", place="huyện Trường Sa"),
        training(3, "<script>alert(1)</script>", title='"><img src=x onerror=alert(2)>'),
        training(4, "Đắk Lắk"),
        training(5, "Bình Dương"),
    ]
    with db.atomic():
        for each in [*records(), *held]:
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def rows(page: str) -> list[list[str]]:
    table = page.split('id="bang"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [[words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in table.split("<tr")[1:]]


def drawing(page: str) -> ElementTree.Element:
    """The drawing, which is well-formed."""
    return ElementTree.fromstring(re.search(r"<svg.*?</svg>", page, re.DOTALL)[0])


def points(page: str) -> dict[str, tuple[float, float, float]]:
    """By what is said of a point: x, y and radius."""
    links = drawing(page).findall(".//a")
    circles = {link.get("aria-label"): link.find("circle") for link in links}
    assert all(circle.find("title").text == said for said, circle in circles.items())
    return {said: tuple(float(circle.get(name)) for name in ("cx", "cy", "r")) for said, circle in circles.items()}


def test_provinces_of_the_day(get: Callable) -> None:
    status, page = get("")
    assert status == 200
    assert rows(page) == [
        ["tỉnh Bắc Kạn", "4"],
        ["tỉnh Bình Dương", "1"],
        ["tỉnh Đắk Lắk", "1"],
        ["tỉnh Khánh Hòa", "1"],
        ["tỉnh Thái Nguyên", "1"],
    ], "in Vietnamese order"
    assert "8 sự kiện trên bản đồ 2 sự kiện không rõ tỉnh, thành phố" in words(page)
    found = points(page)
    x, y, radius = found["tỉnh Bắc Kạn: 4 sự kiện"]
    assert (x, y) == project(*position("06"))
    assert radius == LARGEST["province"]
    assert isclose(found["tỉnh Đắk Lắk: 1 sự kiện"][2], radius / 2), "the area is as the number"


def test_provinces_of_today(get: Callable) -> None:
    page = get("?by=today")[1]
    assert rows(page) == [
        ["tỉnh Đắk Lắk", "Đắk Lắk 1", "1"],
        ["thành phố Hồ Chí Minh", "Bình Dương 1", "1"],
        ["tỉnh Khánh Hòa", "Khánh Hòa 1", "1"],
        ["tỉnh Thái Nguyên", "Bắc Kạn 4 · Thái Nguyên 1", "5"],
    ]
    assert points(page)["tỉnh Thái Nguyên: 5 sự kiện"][:2] == project(*position("19n"))
    assert '<a href="#don-vi-19n" aria-label="tỉnh Thái Nguyên: 5 sự kiện">' in page
    assert f'<tr id="don-vi-19n"><th scope="row"><a href="/kho/places/{place_key("19n")}">' not in page, "the archive names no such place"


def test_districts_by_place_and_by_organiser(get: Callable) -> None:
    page = get("?by=district")[1]
    assert rows(page) == [
        ["huyện Bạch Thông", "Bắc Kạn, nay Thái Nguyên", "2"],
        ["huyện Trường Sa", "Khánh Hòa", "1"],
    ], "the committee's inspection is the district's too"
    assert f'<a href="/kho/places/{place_key("576")}">huyện Trường Sa</a>' in page
    link = re.search(r'<a href="(/kho/organisations/\d+)">huyện Bạch Thông</a>', page)
    assert link, "the archive has no such place, but a body that is named after it"
    assert f"<h1>{DISTRICT}</h1>" in get(link[1])[1]
    x, _, _ = points(page)["huyện Trường Sa, Khánh Hòa: 1 sự kiện"]
    assert x > project(0, 111)[0], "in the sea"


@pytest.mark.parametrize("query", ["", "?by=today", "?year=2023", "?type=tap_huan&type=dai_hoi", "?q=giam+sat&level=province"])
def test_every_number_leads_to_what_it_counts(query: str, get: Callable) -> None:
    page = get(query)[1]
    links = re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', page)
    links += re.findall(r'<a href="([^"]+/-/timeline[^"]+)">[^<]+&nbsp;<b>(\d+)</b></a>', page)
    assert links
    for link, count in links:
        status, listed = get(unescape(link))
        assert (status, f"<strong>{count}</strong> sự kiện" in listed) == (200, True), link
    drawn = [unescape(link) for link in re.findall(r'<a href="([^"]+)" aria-label', page)]
    assert len(drawn) == len(rows(page))
    assert all(link.startswith("/kho/") or f'id="{link[1:]}"' in page for link in drawn)


def test_filters_are_those_of_the_timeline_and_stay_when_the_units_change(get: Callable) -> None:
    page = get("?type=dai_hoi&year=2023&status=held&by=today")[1]
    assert rows(page) == [["tỉnh Thái Nguyên", "Bắc Kạn 1", "1"]]
    assert "đại hội, đã diễn ra, năm 2023" in page
    assert 'href="/kho/-/map?type=dai_hoi&amp;status=held&amp;year=2023"' in page
    assert 'href="/kho/-/map?by=district&amp;type=dai_hoi&amp;status=held&amp;year=2023"' in page
    assert 'href="/kho/-/timeline?type=dai_hoi&amp;status=held&amp;year=2023"' in page
    timeline = get("/kho/-/timeline?type=dai_hoi&year=2023")[1]
    assert '<a href="/kho/-/map?type=dai_hoi&amp;year=2023">' in timeline
    form = page.split("</header>")[1].split("<form")[1].split("</form>")[0]
    assert 'name="type" value="dai_hoi" checked' in form
    assert '<option value="2023" selected>' in form
    assert '<option value="held" selected>đã diễn ra</option>' in form
    assert '<input type="hidden" name="by" value="today">' in form


def test_nothing_found_and_nothing_known(get: Callable) -> None:
    status, page = get("?year=1999")
    assert (status, "Không có sự kiện nào như vậy" in page, "<svg" in page) == (200, True, False)
    for impossible in ("?year=0", "?month=2023-13", "?type=khong_co", "?by=xa", "?by=<script>", "?body=x", f"?q={'x' * 500}"):
        status, page = get(impossible)
        assert (status, "Không tìm thấy" in page, "<script>" in page) == (404, True, False), impossible
    assert get("/khong-co/-/map")[0] == 404
    assert get("/-/map?year=2023")[0] == 302


def test_hostile_names_are_text(get: Callable) -> None:
    for page in (get("")[1], get("?by=district")[1], get("?q=%3Cscript%3Ealert(3)%3C/script%3E")[1], get("?province=%3Cb%3Ex")[1]):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>x" not in page


def test_the_map_asks_for_nothing_outside_and_has_no_script(get: Callable) -> None:
    page = get("")[1]
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="(https?:[^"]+)', page)) <= {"http://localhost/kho/-/map.json"}
    assert "url(" not in get("/-/sukien/map.css")[1]


def test_the_table_is_reached_without_passing_every_point(get: Callable) -> None:
    page = get("")[1]
    assert page.index('<a href="#bang">') < page.index("<svg") < page.index('id="bang"')


def test_every_unit_is_within_the_drawing() -> None:
    width, height = project(SOUTH, EAST)
    for code, unit in units().items():
        if unit["kind"] != "commune":
            x, y = project(*position(code))
            assert 20 < x < width - 20, code
            assert 20 < y < height - 20, code
    assert project(NORTH, WEST) == (0, 0)
    x, y = project(NORTH - 1, WEST + 1)
    assert isclose(x / y, 0.96, abs_tol=0.01), "a degree of longitude is the shorter one"
