"""The pages of places over a real database: the unit of the day and of today, what was held there, and where each number leads."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from small_archive import at, body, organisation, record, records

from browse.units import full_name, position, provinces
from schemas.database import close_database, open_database, replace_article
from schemas.record import Event, Place
from schemas.registry import units
from schemas.rows import place_key

FEDERATION, DISTRICT = "Liên đoàn Lao động tỉnh Thái Nguyên", "Liên đoàn Lao động huyện Bạch Thông"
MEETING = """\
Giao ban ở Thái Nguyên
Tại huyện Bạch Thông, tỉnh Bắc Kạn, LĐLĐ tỉnh Thái Nguyên và LĐLĐ huyện Bạch Thông giao ban ở xã <b>Mẫu</b>.
"""


def meeting(day: str | None, place: str | None = None) -> object:
    """An article of a meeting in Thái Nguyên on a day, perhaps held at one of the places that it names."""
    places = [
        Place(name="tỉnh Thái Nguyên", kind="province", province="Thái Nguyên", code="19", evidence=at(MEETING, "tỉnh Thái Nguyên")),
        Place(name="tỉnh Bắc Kạn", kind="province", province="Bắc Kạn", code="06", evidence=at(MEETING, "tỉnh Bắc Kạn")),
        Place(name="huyện Bạch Thông", kind="district", province="Bắc Kạn", code="063", evidence=at(MEETING, "huyện Bạch Thông")),
        Place(name="xã <b>Mẫu</b>", kind="commune", province="Bắc Kạn", evidence=at(MEETING, "xã <b>Mẫu</b>")),
    ]
    told = [
        organisation(MEETING, FEDERATION, "LĐLĐ tỉnh Thái Nguyên", "province"),
        organisation(MEETING, DISTRICT, "LĐLĐ huyện Bạch Thông", "district"),
    ]
    event = Event(
        types=["giao_ban"],
        title=f"Giao ban {day} <script>alert(1)</script>",
        start=day,
        end=day,
        province="Thái Nguyên",
        organisers=[body(MEETING, FEDERATION, "LĐLĐ tỉnh Thái Nguyên")],
        place=body(MEETING, place, place) if place else None,
        evidence=at(MEETING, "giao ban"),
    )
    return record(f"giao-ban-{day}", MEETING, organisations=told, places=places, events=[event])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    days = ["2024-03-01", "2025-06-30", "2025-07-01", "2025-08", "2025-Q1", "2026-01-05", None]
    held = [*(meeting(day) for day in days), meeting("2023-02-02", "huyện Bạch Thông"), meeting("2023-02-03", "xã <b>Mẫu</b>")]
    with db.atomic():
        for each in [*records(), *held]:
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path


@pytest.fixture(scope="module")
def page(get: Callable) -> Callable[[str], str]:
    """The page of the place that has this code, or this name."""

    def shown(place: str) -> str:
        named = {row["name"]: row["id"] for row in json.loads(get("places.json?_shape=array&_size=max")[1])}
        status, text = get(f"places/{place_key(place) if place in units() else named[place]}")
        assert status == 200
        return text

    return shown


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def described(page: str) -> str:
    return words(page.split('<dl class="about-body">')[1].split("</dl>")[0])


def years(page: str) -> list[list[str]]:
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    return [[words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def test_a_province_of_before_leads_to_that_of_today(page: Callable) -> None:
    text = page("06")
    assert described(text) == (
        "Loại tỉnh, thành phố Tồn tại đến 30/6/2025 Nay thuộc tỉnh Thái Nguyên "
        "Tọa độ 22,3° vĩ Bắc, 105,88° kinh Đông giữa địa bàn, gần đúng bản đồ"
    )
    assert f'/kho/places/{place_key("19n")}">tỉnh Thái Nguyên</a>' in text
    assert years(text) == [["2023", "giám sát 1 · kiểm tra 1 · đại hội 1"], ["2018", "đại hội 1"]]


def test_a_province_of_today_says_what_it_was_made_of(page: Callable, get: Callable) -> None:
    text = page("19n")
    assert "Tồn tại từ 1/7/2025" in described(text)
    assert "Gồm các đơn vị cũ tỉnh Bắc Kạn 4 sự kiện ; tỉnh Thái Nguyên 6 sự kiện ; tỉnh Bắc Thái" in described(text)
    assert f'/kho/places/{place_key("06")}">tỉnh Bắc Kạn</a>' in text
    link = re.search(r'<a href="([^"]+)">4 sự kiện', text)
    assert link
    assert "<strong>4</strong> sự kiện" in get(unescape(link[1]))[1]


def test_a_name_that_went_on_is_of_two_units(page: Callable, get: Callable) -> None:
    before, after = page("19"), page("19n")
    assert years(after) == [["2026", "giao ban 1"], ["2025", "giao ban 2"]]
    assert years(before) == [["2025", "giao ban 2"], ["2024", "giao ban 1"], ["2023", "giao ban 2"], ["không rõ", "giao ban 1"]]
    for text in (before, after):
        for link, count in re.findall(r'<a href="([^"]+)">giao ban&nbsp;<b>(\d+)</b></a>', text):
            status, listed = get(unescape(link))
            assert status == 200
            assert f"<strong>{count}</strong>" in listed, link
            assert ("/-/timeline?province=" in link) == ("isnull" not in link)


def test_a_district_has_what_was_held_there_and_its_bodies(page: Callable, get: Callable) -> None:
    text = page("063")
    assert "Thuộc tỉnh Bắc Kạn Nay thuộc tỉnh Thái Nguyên" in described(text)
    assert years(text) == [["2023", "giao ban 1"]]
    link = re.search(r'<a href="([^"]+)">giao ban&nbsp;', text)
    assert link
    assert "<strong>1</strong> dòng" in get(unescape(link[1]))[1]
    bodies = text.split('<h2 id="bodies">')[1].split("</ul>")[0]
    assert words(bodies).startswith("Cơ quan mang tên nơi này Ủy ban Kiểm tra Liên đoàn Lao động huyện Bạch Thông tổ chức 1 sự kiện")
    assert f">{DISTRICT}</a>" in bodies


def test_the_latest_come_first(page: Callable) -> None:
    latest = page("19").split('<h2 id="latest">')[1].split("</ol>")[0]
    assert re.findall(r"Giao ban (\S+)", latest) == [
        "2025-Q1", "2025-06-30", "2024-03-01", "2023-02-03", "2023-02-02", "None",
    ]  # fmt: skip


def test_a_commune_is_known_by_its_name_alone(page: Callable) -> None:
    text = page("xã <b>Mẫu</b>")
    assert described(text) == "Loại xã, phường, thị trấn Thuộc Bắc Kạn"
    assert years(text) == [["2023", "giao ban 1"]]
    assert "<b>Mẫu" not in text
    assert "<script>alert" not in text


def test_nobodys_place_is_not_found(get: Callable) -> None:
    assert get("places/0")[0] == get("places/khong-co")[0] == 404


# Units.


def test_every_name_of_a_province_leads_to_one_of_today() -> None:
    for code, unit in units().items():
        if unit["kind"] == "province":
            assert provinces()[unit["name"]][1] == (unit["successor"] or code)
    assert provinces()["Hà Tây"] == ("h02", "01n")


def test_islands_lie_in_the_sea() -> None:
    assert full_name("576") == "huyện Trường Sa"
    for code in ("498", "576"):
        found = position(code)
        assert found
        assert found[1] > 111, "not on the mainland, where the gazetteer has them"
    assert all(position(code) for code, unit in units().items() if unit["kind"] != "commune")
