"""The timeline over a real database: the ASGI application is asked as a browser without JavaScript asks it."""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from small_archive import DISTRICT, PROVINCE, record, small_archive

from browse.serve import SETTINGS, archive_app
from browse.when import when
from schemas.database import close_database, open_database, replace_article
from schemas.record import Event, Value

Get = Callable[[str], tuple[int, str]]

RTL = "Chữ \u202eđảo ngược"
LONG = " ".join(["Tên rất dài"] * 900)
BUSY = "2021-10"
"""A month with more events than Datasette shows rows."""


def reader(path: Path) -> Iterator[Get]:
    """(status, page) of an address below the timeline's, after redirections."""
    datasette = archive_app(path)
    with asyncio.Runner() as loop:

        def ask(address: str) -> tuple[int, str]:
            start = address if address.startswith("/") else f"{datasette.urls.database(path.stem)}/-/timeline{address}"
            response = loop.run(datasette.client.get(start, follow_redirects=True))
            return response.status_code, response.text

        yield ask


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, an article whose events have hostile titles and vague dates, and a busy month."""
    path = small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db")
    text = "Nhiều việc\nMọi cách ghi ngày.\n"
    dates = [
        ("2022-05-03", RTL),
        ("2022-05", "Trong tháng"),
        ("2022-Q2", "Trong quý"),
        ("2022", LONG),
        (None, "Không ngày"),
        ("2022-02-30", "Ngày không có"),
    ]
    events = [
        Event(types=["tap_huan"], title='"><img src=x onerror=alert(9)>', start="2022-04-28", end="2022-05-04", status="ongoing"),
        *(Event(types=["khac"], title=title, start=start, end=start) for start, title in dates),
    ]
    db = open_database(path)
    with db.atomic():
        replace_article(db, record("ngay", text, events=events, published=Value(value="2022-08-01")), content_hash="ngay", version="test")
    close_database(db)
    connection = sqlite3.connect(path)
    with connection:
        columns = "article_id, title, type, types, main, status, year, month, confidence, search, with_d"
        connection.execute(
            f"""WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5100)
            INSERT INTO events (id, position, start, "end", {columns})
            SELECT n, 100 + n, printf('{BUSY}-%02d', 1 + n % 31), printf('{BUSY}-%02d', 1 + n % 31), {columns}
            FROM numbers, events e WHERE e.title = 'Trong tháng'"""
        )
    connection.close()
    return path


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Get]:
    yield from reader(database)


def words(page: str) -> str:
    """The page's text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def listed(page: str) -> list[str]:
    """The titles in the list, in order."""
    return [unescape(title) for title in re.findall(r'<li><a href="[^"]+/events/\d+">([^<]*)</a>', page)]


def links(page: str, rel: str) -> list[str]:
    return [unescape(address) for address in re.findall(rf'<a rel="{rel}" href="([^"]+)"', page)]


# Views.


def test_a_month_is_a_calendar_and_a_list_by_days(get: Get) -> None:
    status, page = get("?month=2023-05")
    assert status == 200
    assert "<h1>Tháng 5/2023</h1>" in page
    assert listed(page) == ["Đại hội Công đoàn tỉnh"]
    assert '<h3 id="ngay-19">Thứ Sáu, 19/5/2023</h3>' in page
    assert '<a class="day" href="#ngay-19" aria-label="Ngày 19: 1 sự kiện">' in page
    assert f"19/5/2023 – 20/5/2023 · đại hội · {PROVINCE} · Bắc Kạn" in words(page)
    calendar = page[page.index('class="calendar"') : page.index("</table>")]
    assert calendar.count(">Đại hội Công đoàn tỉnh<") == 2, "on both its days"
    assert len(re.findall(r'class="day"', calendar)) == 31


def test_a_title_leads_to_the_page_of_its_event(get: Get) -> None:
    address = re.search(r'<li><a href="([^"]+)">Đại hội Công đoàn tỉnh</a>', get("?month=2023-05")[1])
    assert address
    status, page = get(address[1])
    assert status == 200
    assert "<h1>Đại hội Công đoàn tỉnh</h1>" in page


def test_a_month_tells_apart_what_began_before_and_what_has_no_day(get: Get) -> None:
    page = get("?month=2022-05")[1]
    headings = re.findall(r"<h3[^>]*>([^<]+)</h3>", page)
    assert headings == ["Bắt đầu từ trước", "Thứ Ba, 3/5/2022", "Không rõ ngày"]
    assert listed(page) == ['"><img src=x onerror=alert(9)>', RTL, LONG, "Trong tháng", "Trong quý"]
    assert "28/4/2022 – 4/5/2022 · tập huấn · đang diễn ra" in words(page)
    assert "quý II/2022" in words(page)
    assert "Không ngày" not in page


def test_a_year_has_bars_by_month_and_a_list_by_month(get: Get) -> None:
    page = get("?year=2023")[1]
    assert "<h1>Năm 2023</h1>" in page
    assert listed(page) == ["Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông", "Đại hội Công đoàn tỉnh"]
    assert re.findall(r"<h3>([^<]+)</h3>", page) == ["Tháng 2/2023", "Tháng 3/2023", "Tháng 5/2023"]
    bars = re.findall(r'<th scope="row"><a href="([^"]+)">(Tháng \d+)</a></th>.*?<td class="number">(\d+)</td>', page, re.DOTALL)
    assert [label for _, label, _ in bars] == [f"Tháng {month}" for month in range(1, 13)]
    assert [count for *_, count in bars] == [*"011010000000"]
    assert listed(get(unescape(bars[4][0]))[1]) == ["Đại hội Công đoàn tỉnh"]


def test_what_has_no_date_stands_last_in_the_year_of_its_article(get: Get) -> None:
    page = get("?year=2022")[1]
    assert listed(page)[-1] == "Không ngày"
    assert re.findall(r"<h3>([^<]+)</h3>", page)[-1] == "Không rõ ngày"
    assert "Không rõ tháng" in page


def test_the_whole_archive_is_bars_by_year_that_lead_to_the_year(get: Get) -> None:
    page = get("")[1]
    assert "<h1>Dòng thời gian</h1>" in page
    bars = re.findall(r'<th scope="row"><a href="([^"]+)">(\d+)</a></th>.*?<td class="number">([\d.]+)</td>', page, re.DOTALL)
    assert [(year, count) for _, year, count in bars] == [("2018", "1"), ("2022", "5.107"), ("2023", "3"), ("2024", "1")]
    assert "<h1>Năm 2018</h1>" in get(unescape(bars[0][0]))[1]
    assert not listed(page)
    assert "Nhiều quá để liệt kê" in page
    assert listed(get("?type=dai_hoi")[1]) == ["Đại hội lần trước", "Đại hội Công đoàn tỉnh"], "few enough to list"


def test_days_from_and_to(get: Get) -> None:
    page = get("?from=2023-04-01&to=2023-05-19")[1]
    assert "<h1>Từ 1/4/2023 đến 19/5/2023</h1>" in page
    assert listed(page) == ["Kiểm tra, giám sát ở Bạch Thông", "Đại hội Công đoàn tỉnh"]


def test_a_month_is_shown_whole_however_many_events_it_has(get: Get) -> None:
    page = get(f"?month={BUSY}")[1]
    assert len(listed(page)) == 5100 > SETTINGS["max_returned_rows"]
    assert "5.100 sự kiện" in words(page)
    assert "và 162 nữa" in page


def test_previous_and_next_keep_the_filters_and_end_with_the_archive(get: Get) -> None:
    page = get("?month=2022-12&type=dai_hoi")[1]
    (before,), (after,) = links(page, "prev"), links(page, "next")
    assert before.endswith("?type=dai_hoi&month=2022-11")
    assert after.endswith("?type=dai_hoi&month=2023-01")
    assert "<h1>Tháng 1/2023</h1>" in get(after)[1]
    assert links(get("?year=2018")[1], "prev") == []
    assert links(get("?year=2024")[1], "next") == []
    assert links(get("?month=0001-01")[1], "prev") == links(get("?month=9999-12")[1], "next") == []
    assert links(get("")[1], "next") == []


# Filters.


def test_the_form_says_what_was_asked_for(get: Get) -> None:
    page = get("?type=dai_hoi&level=province&status=held&q=dai+hoi&province=Bắc+Kạn&year=2023")[1]
    assert "đại hội · Bắc Kạn · cấp tỉnh · đã diễn ra · “dai hoi” Bỏ mọi điều kiện" in words(page)
    assert '<input type="checkbox" name="type" value="dai_hoi" checked>' in page
    for chosen in ("Bắc Kạn", "province", "held"):
        assert f'<option value="{chosen}" selected>' in page
    assert '<input type="hidden" name="year" value="2023">' in page
    assert listed(page) == ["Đại hội Công đoàn tỉnh"]


def test_a_body_is_chosen_by_name(get: Get) -> None:
    page = get(f"?organiser={DISTRICT}&province=&q=&year=2023")[1]
    assert f"{DISTRICT} và các cấp dưới" in words(page)
    assert listed(page) == ["Kiểm tra, giám sát ở Bạch Thông"]
    page = get("?organiser=ldld+tinh+bac+kan&year=2023")[1]
    assert f"{PROVINCE} và các cấp dưới" in words(page), "a part of one name only, without accents"
    assert listed(page) == ["Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông", "Đại hội Công đoàn tỉnh"]
    page = get("?organiser=bach+thong&year=2023&type=kiem_tra")[1]
    assert "<h1>Chọn cơ quan</h1>" in page
    offered = [unescape(address) for address in re.findall(r'<li><a href="([^"]+)">[^<]*Bạch Thông', page)]
    assert len(offered) == 2
    assert all(listed(get(address)[1]) == ["Kiểm tra, giám sát ở Bạch Thông"] for address in offered)
    assert "Kho không có cơ quan nào mà tên có “không có đâu”" in get("?organiser=không+có+đâu")[1]
    assert "<h1>Dòng thời gian</h1>" in get("?organiser=")[1]


def test_the_address_of_a_sent_form_is_short(database: Path) -> None:
    datasette = archive_app(database)
    address = f"{datasette.urls.database(database.stem)}/-/timeline"
    sent = "?organiser=&q=&province=&level=&status=&type=dai_hoi&year=2023"
    response = asyncio.run(datasette.client.get(address + sent))
    assert response.status_code == 302
    assert response.headers["location"] == f"{address}?type=dai_hoi&year=2023"


# Bad input.


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?month=1990-01", 200, "Không có sự kiện nào như vậy trong thời gian này. Hãy chọn thời gian khác."),
        ("?month=9999-12", 200, "Không có sự kiện nào như vậy"),
        ("?year=2023&type=dinh_cong", 404, "Không có loại sự kiện “dinh_cong”"),
        ("?year=2023&type=tranh_chap", 200, "Không có sự kiện nào như vậy trong thời gian này. Hãy bớt điều kiện."),
        ("?province=Atlantis", 200, "Không có sự kiện nào như vậy. Hãy bớt điều kiện."),
        ("?month=2023-13", 404, "Không có tháng “2023-13”"),
        ("?from=2023-02-30", 404, "Không có ngày “2023-02-30”"),
        ("?body=7", 404, "Kho không có cơ quan nào mang mã 7."),
        ("?body=<script>alert(1)</script>", 404, "không phải mã của cơ quan nào"),
        ("?q=%00%22*+OR+NEAR(", 200, "Không có sự kiện nào"),
        ("/khac/-/timeline", 404, "Không có kho này."),
        ("/_internal/-/timeline", 404, "Không có kho này."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(query: str, status: int, said: str, get: Get) -> None:
    answer, page = get(query)
    assert answer == status
    assert said in words(page)
    assert "Traceback" not in page


def test_hostile_text_is_shown_as_text(get: Get) -> None:
    pages = [get(query)[1] for query in ("?month=2022-05", "?year=2022&q=img", "?year=2024", "?month=2024-07")]
    pages.append(get('?province="><img src=x onerror=alert(1)>&q=<script>alert(2)</script>')[1])
    pages.append(get('?organiser=<script>alert(3)</script>"><img src=x onerror=alert(4)>')[1])
    for page in pages:
        assert "<img" not in page
        assert len(re.findall(r"<script", page)) <= 1
        assert "alert(" not in re.sub(r"&(lt|#34|gt|quot);[^<]*", "", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[3]
    assert "unicode-bidi: isolate" in get("/-/sukien/timeline.css")[1], "the mark in a title turns nothing round outside it"


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    db = open_database(tmp_path / "trong.db")
    close_database(db)
    for get in reader(tmp_path / "trong.db"):
        status, page = get("")
        assert status == 200
        assert "Kho chưa có sự kiện nào." in page


# Where it is found.


def test_the_menu_leads_to_it_and_so_does_the_address_without_a_database(get: Get) -> None:
    address = re.search(r'<a href="([^"]+)">Dòng thời gian</a>', get("/")[1])
    assert address
    assert "<h1>Dòng thời gian</h1>" in get(address[1])[1]
    assert "<h1>Năm 2023</h1>" in get("/-/timeline?year=2023")[1]


def test_what_it_loads_is_its_own_and_there(get: Get) -> None:
    page = get("?month=2023-05")[1]
    loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]* ?(?:src|href)="([^"]+)"', page)
    assert [address.rpartition("/")[2] for address in loaded] == ["sukien.css", "timeline.css", "timeline.js"]
    assert all(get(address)[0] == 200 for address in loaded)


def test_below_a_path_every_link_stays_below_it(database: Path) -> None:
    datasette = archive_app(database)
    datasette._settings["base_url"] = "/kho/"

    async def page(address: str) -> str:
        return (await datasette.client.get(address, follow_redirects=True)).text

    name = str(datasette.urls.database(database.stem)).removeprefix("/kho")
    for query in ("", "?year=2023", "?month=2023-05", "?organiser=bach+thong"):
        found = asyncio.run(page(f"{name}/-/timeline{query}"))
        assert all(address.startswith(("/kho/", "#")) for address in re.findall(r'(?:href|action|src)="([^"]+)"', found))


def test_counts_follow_the_database(tmp_path: Path) -> None:
    path = small_archive(tmp_path / "kho.db")
    for get in reader(path):
        assert "5 sự kiện" in words(get("")[1])
        db = open_database(path)
        with db.atomic():
            added = record(
                "them", "Thêm\nThêm một việc.\n", events=[Event(types=["khac"], title="Thêm", start="2020-01-01", end="2020-01-01")]
            )
            replace_article(db, added, content_hash="them", version="test")
        close_database(db)
        assert "6 sự kiện" in words(get("")[1])


def test_times_are_written_as_vietnamese_readers_write_them() -> None:
    for start, end, written in (
        ("2023-05-19", "2023-05-19", "19/5/2023"),
        ("2023-05-19", "2023-05-20", "19/5/2023 – 20/5/2023"),
        ("2023-05", "2023-05", "tháng 5/2023"),
        ("2023-Q1", "2023-Q2", "quý I/2023 – quý II/2023"),
        ("2014", None, "năm 2014"),
        (None, None, ""),
    ):
        assert when(start, end) == written
