"""The pages of bodies and persons over a real database: what they held, what was held at them, and where each number leads."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from small_archive import PROVINCE, SCHOOL, at, body, organisation, record, records

from schemas.database import close_database, open_database, replace_article
from schemas.record import Award, Count, Event, Person

HOSTILE = 'Công đoàn <b>đậm</b>"><img src=x onerror=alert(1)>'
JOINT = f"""\
Giao ban
{HOSTILE} và LĐLĐ tỉnh Bắc Kạn giao ban. Ông Hà Văn Mẫu dự, có 40 đoàn viên, 1/3 <script>alert(2)</script>.
"""
MANY = 25


def articles() -> list:
    meetings = []
    for day in range(1, MANY + 1):
        text = f"Tập huấn ngày {day}\nLĐLĐ tỉnh Bắc Kạn tập huấn, tặng Cờ thi đua."
        event = Event(
            types=["tap_huan"],
            title=f"Tập huấn ngày {day}",
            start=f"2022-03-{day:02}",
            end=f"2022-03-{day:02}",
            organisers=[body(text, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
            evidence=at(text, "tập huấn"),
        )
        award = Award(name="Cờ thi đua", giver=PROVINCE, event=0, evidence=at(text, "Cờ thi đua"))
        told = [organisation(text, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")]
        meetings.append(record(f"tap-huan-{day}", text, organisations=told, events=[event], awards=[award]))
    return [
        *records(),
        *meetings,
        record(
            "giao-ban",
            JOINT,
            organisations=[
                organisation(JOINT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province"),
                organisation(JOINT, HOSTILE, HOSTILE, "grassroots"),
            ],
            people=[Person(name="Hà Văn Mẫu", title="<i>Chủ tịch</i>", evidence=at(JOINT, "Hà Văn Mẫu"))],
            events=[
                Event(
                    types=["giao_ban"],
                    title="Giao ban <script>alert(3)</script>",
                    organisers=[body(JOINT, HOSTILE, HOSTILE), body(JOINT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
                    people=[body(JOINT, "Hà Văn Mẫu", "Hà Văn Mẫu")],
                    evidence=at(JOINT, "giao ban"),
                )
            ],
            counts=[
                Count(value=40, unit="đoàn viên", event=0, evidence=at(JOINT, "40 đoàn viên")),
                Count(value=1, of=3, unit="<script>alert(2)</script>", event=0, evidence=at(JOINT, "1/3 <script>alert(2)</script>")),
            ],
        ),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    with db.atomic():
        for each in articles():
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path


@pytest.fixture(scope="module")
def page(get: Callable) -> Callable[..., str]:
    """The page of the body, or the person, of this name."""

    def shown(name: str, query: str = "", table: str = "organisations") -> str:
        rows = json.loads(get(f"{table}.json?_shape=array&_size=max")[1])
        status, text = get(f"{table}/{next(row['id'] for row in rows if row['name'] == name)}{query}")
        assert status == 200
        return text

    return shown


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def section(page: str, heading: str) -> str:
    """The section that the heading of this id heads."""
    return page.split(f'<h2 id="{heading}">')[1].split("</section>")[0]


def rows(table: str) -> list[list[str]]:
    return [[words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in table.split("<tr>")[2:]]


# A body.


def test_a_body_is_described_with_those_above_and_below_it(page: Callable) -> None:
    text = page(PROVINCE)
    described = words(text.split('<dl class="about-body">')[1].split("</dl>")[0])
    assert described.startswith("Loại hình tổ chức công đoàn Cấp tỉnh Địa bàn")
    assert "Cấp trên Tổng Liên đoàn Lao động Việt Nam" in described
    assert "Tên gọi khác LĐLĐ tỉnh Bắc Kạn 29 bài" in described
    assert "Cấp dưới" in described
    assert "Liên đoàn Lao động huyện Bạch Thông</a>" in text
    assert "Nay Liên đoàn Lao động tỉnh Thái Nguyên" in described, "its name of today"


def test_what_a_body_held_by_year_and_type_leads_to_those_events(page: Callable, get: Callable) -> None:
    held = section(page(PROVINCE), "organiser")
    assert rows(held.split("</table>")[0]) == [
        ["2023", "giám sát 1 · đại hội 1"],
        ["2022", "tập huấn 25"],
        ["2018", "đại hội 1"],
        ["không rõ", "giao ban 1"],
    ]
    for link, count in re.findall(r'<a href="([^"]+)">[^<]+&nbsp;<b>(\d+)</b></a>', held):
        status, text = get(unescape(link))
        assert status == 200
        assert f"<strong>{count}</strong> dòng" in text, link
        assert "Chỉ sự kiện có đơn vị tổ chức là" in text


def test_what_was_held_at_a_body_is_another_list(page: Callable, get: Callable) -> None:
    text = page(SCHOOL)
    assert '<h2 id="organiser">' not in text
    visited = section(text, "target")
    assert rows(visited.split("</table>")[0]) == [["2023", "giám sát 1"]]
    everything = get(unescape(re.findall(r'<a href="([^"]+)">Tất cả</a>', visited)[0]))[1]
    assert "<strong>1</strong> dòng" in everything
    assert 'Chỉ sự kiện có đối tượng là <a href="/kho/organisations/' in everything
    without = re.search(r'<a href="([^"]+)">Bỏ</a>', everything)
    assert without
    assert "<strong>31</strong> dòng" in get(unescape(without[1]))[1]


def test_the_latest_twenty(page: Callable) -> None:
    latest = section(page(PROVINCE), "organiser").split("<ol")[1].split("</ol>")[0]
    titles = re.findall(r'/kho/events/\d+">([^<]+)</a>', latest)
    assert titles == ["Đại hội Công đoàn tỉnh", "Giám sát tại Nà Phặc", *(f"Tập huấn ngày {day}" for day in range(MANY, MANY - 18, -1))]


def test_awards_given_by_name_and_year(page: Callable, get: Callable) -> None:
    given = section(page(PROVINCE), "awards")
    assert rows(given) == [["2023", "Bằng khen", "2", "80"], ["2022", "Cờ thi đua", "25", ""]]
    for link, count in re.findall(r'<a href="([^"]+)">(\d+)</a>', given):
        assert f"<strong>{count}</strong> dòng" in get(unescape(link))[1]
    assert '<h2 id="awards">' not in page(SCHOOL)


def test_figures_of_one_unit_with_the_sentences_that_prove_them(page: Callable) -> None:
    text = page(PROVINCE)
    assert '<option selected value="đoàn viên">đoàn viên (4)</option>' in text, "the unit that most figures have"
    figures = rows(section(text, "figures"))
    assert sorted(figures[1:3]) == [
        ["2023", "23.456", "Toàn tỉnh có 23.456 đoàn viên."],
        ["2023", "35", "Đơn vị có 35 đoàn viên, 98% đoàn viên đóng đoàn phí."],
    ]
    assert figures[0] == ["2018", "21.500", "Toàn tỉnh khi ấy có 21.500 đoàn viên."]
    assert figures[3][:2] == ["không rõ", "40"]
    assert len(figures) == 4
    chosen = page(PROVINCE, "?unit=%25+%C4%91o%C3%A0n+vi%C3%AAn")
    assert '<option selected value="% đoàn viên">' in chosen
    assert [row[1] for row in rows(section(chosen, "figures"))] == ["98"]
    assert "không có số liệu nào đếm bằng “<b>x</b>”" in unescape(page(PROVINCE, "?unit=%3Cb%3Ex%3C/b%3E"))


def test_hostile_names_are_text(page: Callable, get: Callable) -> None:
    for text in (
        page(HOSTILE),
        page(HOSTILE, "?unit=<script>alert(4)</script>"),
        page(PROVINCE, "?unit=%3Cscript%3Ealert(2)%3C/script%3E"),
        page("Hà Văn Mẫu", table="people"),
        get("events?_organiser=<script>alert(5)</script>")[1],
        get("events?_target=1'%20or%201=1--")[1],
    ):
        for harm in ("<script>alert", "<img src=x", "<b>đậm", "<i>Chủ tịch"):
            assert harm not in text
    assert "1/3" in page(HOSTILE, "?unit=%3Cscript%3Ealert(2)%3C/script%3E")


def test_a_body_or_an_event_table_of_nobody_is_empty(get: Callable) -> None:
    assert get("organisations/0")[0] == get("organisations/khong-co")[0] == 404
    for nobody in ("0", "khong-co", "9" * 40):
        status, text = get(f"events?_organiser={nobody}")
        assert (status, "Không có dòng nào" in text) == (200, True)


# A person.


def test_an_office_holder_has_titles_and_events(page: Callable) -> None:
    text = words(page("Hà Văn Mẫu", table="people"))
    assert "Chức danh trong bài" in text
    assert "Ông 1 bài" in text
    assert "Sự kiện 19/5/2023 Đại hội Công đoàn tỉnh Ông · Liên đoàn Lao động tỉnh Bắc Kạn" in text
    assert "trùng tên" in text, "persons are told apart by name alone"
