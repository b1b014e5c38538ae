"""Awards and inspections as answers, over a real database: how often, by whom, for whom, and the sentence behind every figure."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from small_archive import PROVINCE, SCHOOL, at, body, organisation, record, records

from schemas.database import close_database, open_database, replace_article
from schemas.record import Award, Count, Event

BELOW = "-/"

HONOUR = f"""\
Khen thưởng {SCHOOL}
LĐLĐ tỉnh Bắc Kạn tặng Cờ thi đua cho {SCHOOL}; tặng 3 Bằng khen cho <b>cá nhân</b> "><img src=x onerror=alert(1)>.
Cờ thi đua năm trước chưa rõ ai tặng.
"""
INSPECTED = """\
Kiểm tra ở Bạch Thông
Huyện có 57 CĐCS và Ủy ban Kiểm tra 9 người. Đã kiểm tra 19 trong tổng số 87 CĐCS. Trong đó kiểm tra tài chính 4 đơn vị.
Năm tới sẽ kiểm tra 12 CĐCS.
"""


def inspection(name: str, day: str | None, province: str | None = "Bắc Kạn", status: str = "held", type_: str = "kiem_tra") -> object:
    figures = [
        Count(value=57, unit="công đoàn cơ sở", event=0, evidence=at(INSPECTED, "57 CĐCS")),
        Count(value=19, of=87, unit="công đoàn cơ sở", event=0, evidence=at(INSPECTED, "19 trong tổng số 87 CĐCS")),
        Count(value=4, unit="đơn vị", event=0, evidence=at(INSPECTED, "4 đơn vị")),
        Count(value=9, unit="người", event=0, evidence=at(INSPECTED, "9 người")),
    ]
    event = Event(
        types=[type_], title="Kiểm tra <i>x</i>", start=day, end=day, province=province, status=status, evidence=at(INSPECTED, "kiểm tra")
    )
    return record(name, INSPECTED, events=[event], counts=figures)


def honour() -> object:
    told = [
        organisation(HONOUR, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province"),
        organisation(HONOUR, SCHOOL, SCHOOL, "grassroots"),
    ]
    event = Event(
        types=["khen_thuong"],
        title="Khen thưởng",
        start="2024-05-01",
        end="2024-05-01",
        organisers=[body(HONOUR, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
        targets=[body(HONOUR, SCHOOL, SCHOOL)],
        evidence=at(HONOUR, "tặng"),
    )
    awards = [
        Award(name="Cờ thi đua", giver=PROVINCE, kind="tập thể", event=0, evidence=at(HONOUR, "Cờ thi đua")),
        Award(
            name="Bằng khen", giver=PROVINCE, kind="<b>cá nhân</b>", count=3, event=0, evidence=at(HONOUR, "3 Bằng khen cho <b>cá nhân</b>")
        ),
        Award(name="Cờ thi đua", evidence=at(HONOUR, "Cờ thi đua năm trước")),
    ]
    return record("khen-thuong", HONOUR, organisations=told, events=[event], awards=awards)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    told = [
        inspection("kiem-tra-1", "2023-05-05"),
        inspection("kiem-tra-2", "2023-06-06", type_="giam_sat"),
        inspection("kiem-tra-3", "2022-02-02", province="Đắk Lắk"),
        inspection("kiem-tra-4", "2022-03-03", province=None),
        inspection("kiem-tra-5", "2022-04-04", status="planned"),
        inspection("kiem-tra-6", "2022-05-05", type_="tap_huan"),
        honour(),
    ]
    with db.atomic():
        for each in [*records(), *told]:
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def rows(table: str) -> list[list[str]]:
    body = table.split("<tbody>")[1].split("</tbody>")[0]
    return [[words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in body.split("<tr>")[1:]]


def section(page: str, heading: str) -> str:
    return page.split(f'<h2 id="{heading}">')[1].split("</section>")[0]


def linked(get: Callable, link: str) -> str:
    """The words of the article's text that a link with an anchor leads to."""
    address, _, anchor = unescape(link).partition("#")
    status, page = get(address)
    assert status == 200
    return words(" ".join(re.findall(rf'id="{anchor}">(.*?)</mark>', page, re.DOTALL)))


# Inspections.


def test_inspected_unions_by_province_and_year(get: Callable) -> None:
    status, page = get("inspections")
    assert status == 200
    assert re.findall(r'<th scope="col" class="number">(\d+)</th>', page) == ["2023", "2022"]
    assert rows(page) == [["Bắc Kạn", "38", ""], ["Đắk Lắk", "", "19"], ["không rõ", "", "19"]], (
        "of each event the largest figure of a sentence about inspecting; nothing that is planned, nothing of another type"
    )
    assert "danh-sach" not in page.replace("#danh-sach", ""), "sentences are listed where a cell is chosen"
    (unknown,) = re.findall(r'<th scope="row">không rõ</th>.*?<a href="([^"]+)"', page)
    assert section(get(unescape(unknown).removesuffix("#danh-sach"))[1], "danh-sach").count("<li>") == 2, "those of the year"


def test_every_figure_leads_to_its_sentence(get: Callable) -> None:
    (cell,) = re.findall(r'<a href="([^"]+)" title="2 cuộc">38</a>', get("inspections")[1])
    page = get(unescape(cell).removesuffix("#danh-sach"))[1]
    listed = section(page, "danh-sach")
    proofs = re.findall(r'<a class="figure" href="([^"]+)">([^<]+)</a> <q>([^<]*)</q>', listed)
    assert [(figure, sentence) for _, figure, sentence in proofs] == [
        ("19/87 công đoàn cơ sở", "Đã kiểm tra 19 trong tổng số 87 CĐCS."),
        ("19/87 công đoàn cơ sở", "Đã kiểm tra 19 trong tổng số 87 CĐCS."),
    ]
    assert [linked(get, link) for link, *_ in proofs] == ["19 trong tổng số 87 CĐCS"] * 2
    assert "5/5/2023" in listed
    assert "Kiểm tra &lt;i&gt;x" in listed


def test_inspections_take_the_filters_of_the_timeline(get: Callable) -> None:
    assert rows(get("inspections?type=giam_sat")[1]) == [["Bắc Kạn", "19"]]
    assert rows(get("inspections?from=2022-01-01&to=2022-12-31&province=%C4%90%E1%BA%AFk+L%E1%BA%AFk")[1]) == [["Đắk Lắk", "19"]]
    assert "Kho không có con số nào như vậy" in get("inspections?year=1999")[1]


# Awards.


def test_who_gave_what_to_whom_how_often(get: Callable) -> None:
    status, page = get("awards")
    assert status == 200
    assert rows(section(page, "name")) == [["Bằng khen", "3", "83"], ["Cờ thi đua", "2", ""]]
    assert rows(section(page, "giver")) == [[PROVINCE, "4", "83"]]
    assert rows(section(page, "body")) == [[SCHOOL, "1"]], "an event, however many awards it had"
    assert rows(section(page, "year")) == [["2024", "2", "3"], ["2023", "2", "80"], ["không rõ", "1", ""]]
    assert ["tập thể", "2", "29"] in rows(section(page, "kind"))


def test_every_award_is_followed_to_its_mentions(get: Callable) -> None:
    page = get("awards")[1]
    for table in ("name", "giver", "kind", "year"):
        for link, count in re.findall(
            r'<th scope="row"><a href="([^"]+)">[^<]+</a></th><td class="number">(\d+)</td>', section(page, table)
        ):
            status, narrower = get(unescape(link))
            assert status == 200
            assert section(narrower, "danh-sach").count("<li>") == int(count), link
            assert f'<h2 id="{table}">' not in narrower
    (school,) = re.findall(r'<a href="([^"]+)">', section(page, "body"))
    narrower = get(unescape(school))[1]
    assert f"Cơ quan, đơn vị: {SCHOOL} Bỏ" in words(narrower)
    proofs = re.findall(r'<a class="figure" href="([^"]+)">([^<]+)</a> <q>([^<]*)</q>', narrower)
    assert [unescape(award) for _, award, _ in proofs] == ["Cờ thi đua cho tập thể", "3 × Bằng khen cho <b>cá nhân</b>"]
    assert linked(get, proofs[1][0]).startswith("3 Bằng khen cho")
    assert f"tặng Cờ thi đua cho {SCHOOL}" in unescape(proofs[0][2]), "the sentence that names who received it"


def test_an_award_without_an_event_leads_to_its_article(get: Callable) -> None:
    page = get("awards?name=C%E1%BB%9D+thi+%C4%91ua")[1]
    (link,) = re.findall(r'<a class="figure" href="(/kho/articles/\d+)">', page)
    assert "Cờ thi đua năm trước chưa rõ ai tặng." in words(get(link)[1])


def test_a_body_has_awards_given_and_received(get: Callable) -> None:
    keys = {row["name"]: row["id"] for row in json.loads(get("/kho/organisations.json?_shape=array&_size=max")[1])}
    received = section(get(f"/kho/organisations/{keys[SCHOOL]}")[1], "received")
    assert rows(received) == [["2024", "Bằng khen", PROVINCE, "1"], ["2024", "Cờ thi đua", PROVINCE, "1"]]
    for link in re.findall(r'<a href="([^"]+)">1</a>', received):
        assert section(get(unescape(link))[1], "danh-sach").count("<li>") == 1
    giver = get(f"/kho/organisations/{keys[PROVINCE]}")[1]
    assert '<h2 id="received">' not in giver
    assert rows(section(giver, "awards"))[0][1:] == ["Bằng khen", "1", "3"]


# Both.


def test_home_leads_to_the_answers(get: Callable) -> None:
    page = get("/")[1]
    for answer in ("awards", "inspections"):
        assert f'<a href="/kho/-/{answer}">' in page
        assert get(f"/-/{answer}")[0] == 302


def test_what_does_not_exist_is_not_found(get: Callable) -> None:
    impossible = [
        "awards?year=x",
        "awards?giver=0",
        "awards?body=1%27",
        f"awards?giver={'9' * 40}",
        "inspections?month=2023-13",
        "awards?year=²",
    ]
    for page in [*impossible, "inspections?type=x"]:
        status, text = get(page)
        assert (status, "Không tìm thấy" in text) == (404, True), page
    for page in ("awards?name=%3Cscript%3Ealert(1)%3C/script%3E", "awards?year=1999&kind=x"):
        status, text = get(page)
        assert (status, "Kho không có khen thưởng nào như vậy" in text) == (200, True), page


def test_hostile_names_are_text(get: Callable) -> None:
    pages = [
        "awards",
        "awards?kind=%3Cb%3Ec%C3%A1+nh%C3%A2n%3C/b%3E",
        "awards?name=%3Cscript%3Ealert(1)%3C/script%3E",
        "inspections?year=2023",
    ]
    for page in pages:
        text = get(page)[1]
        for harm in ("<script>alert", "<img src=x", "<b>cá nhân", "<i>x"):
            assert harm not in text, page
