"""The reading room over a real database: the ASGI application is asked as a browser asks it."""

import asyncio
import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from small_archive import DISTRICT, PROVINCE, SCHOOL, at, record, small_archive

from browse import plugin
from browse.archive import open_archive
from browse.serve import archive_app, serve
from browse.sql_functions import add_functions, matches, sentence
from schemas.database import DatabaseError, close_database, open_database, replace_article
from schemas.record import Event, Organisation

ROOT = Path(__file__).parent.parent
Get = Callable[..., tuple[int, str]]

TABLES = [name for name, table in plugin.SHOWN["tables"].items() if not table.get("hidden")]
UNDESCRIBED = {"search", "with_d", "sort_key", "zones", "content_hash", "version", "proof"}
"""Columns for the machine; those for search besides are what ends in `_plain`, those for proof what ends in `evidence` or `inferred`."""
MACHINE = ("_plain", "evidence", "inferred")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db")


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Get]:
    """(status, body) of a page below the database's own, or of an absolute one."""
    datasette = archive_app(database)
    with asyncio.Runner() as loop:

        def ask(page: str, **parameters: object) -> tuple[int, str]:
            path = page if page.startswith("/") else f"{datasette.urls.database('kho sự kiện')}/{page}"
            response = loop.run(datasette.client.get(f"{path}?{urlencode(parameters)}" if parameters else path))
            return response.status_code, response.text

        yield ask


@pytest.fixture(scope="module")
def answer(get: Get) -> Callable[..., list[dict[str, object]]]:
    """The rows of a table or of a ready question."""

    def rows(page: str, **parameters: object) -> list[dict[str, object]]:
        status, body = get(f"{page}.json", _shape="array", **parameters)
        assert status == 200, body
        return json.loads(body)

    return rows


# The ready questions and their answers.

QUESTIONS = [
    # a body and a year: without accents, abbreviated, a part of its name; committees of its own are found with it
    ("body_year", {"body": "ldld tinh bac kan", "year": 2023}, "title", ["Giám sát tại Nà Phặc", "Đại hội Công đoàn tỉnh"]),
    ("body_year", {"body": "LĐLĐ Bạch Thông", "year": ""}, "title", ["Kiểm tra, giám sát ở Bạch Thông"]),
    ("body_year", {"body": "ldld tinh bac kan", "year": 1999}, "title", []),
    ("body_year", {}, "title", []),
    # awards by name, giver, year
    ("awards_given", {"award": "bang khen", "giver": "bac kan", "year": 2023}, "count", [29, 51]),
    ("awards_given", {"giver": "Tổng Liên đoàn"}, "count", []),
    ("awards_given", {"year": 2023}, "kind", ["tập thể", "cá nhân"]),
    # supervision in a quarter, the joint inspection of 30 March among it
    ("supervision_quarter", {"quarter": "1", "year": 2023}, "title", ["Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông"]),
    ("supervision_quarter", {"quarter": "Quý I", "year": 2023}, "start", ["2023-02-14", "2023-03-30"]),
    ("supervision_quarter", {"quarter": "Q2", "year": 2023}, "title", []),
    # one unit over the years; shares only when asked for
    ("figures_over_years", {"unit": "doan vien"}, "value", [21500, 23456, 35]),
    ("figures_over_years", {"unit": "đoàn viên", "body": "tinh bac kan"}, "year", [2018, 2023, 2023]),
    ("figures_over_years", {"unit": "% đoàn viên"}, "value", [98]),
    # a type, a year, a province
    ("events_of_type", {"type": "dai hoi"}, "start", ["2018-05-20", "2023-05-19"]),
    ("events_of_type", {"type": "dai_hoi", "year": 2023, "province": "bac kan"}, "start", ["2023-05-19"]),
    # a day of all years, within an event of two days too
    ("on_this_day", {"day": 20, "month": 5}, "start", ["2018-05-20", "2023-05-19"]),
    ("on_this_day", {"day": 1, "month": 4}, "start", ["2023-03-30"]),
    ("on_this_day", {"day": 21, "month": 5}, "start", []),
]


@pytest.mark.parametrize(("question", "parameters", "column", "expected"), QUESTIONS)
def test_ready_questions_have_these_answers(question: str, parameters: dict, column: str, expected: list, answer: Callable) -> None:
    assert [row[column] for row in answer(question, **parameters)] == expected


def test_an_answer_shows_the_sentence_and_leads_to_the_article(answer: Callable, get: Get) -> None:
    (row, *_) = answer("supervision_quarter", quarter=1, year=2023)
    assert row["organiser"] == PROVINCE
    assert row["targets"] == SCHOOL
    assert row["evidence"] == "Sáng 14/2/2023, LĐLĐ tỉnh Bắc Kạn giám sát Công đoàn cơ sở Trường Tiểu học Nà Phặc."
    page = get("supervision_quarter", quarter=1, year=2023)[1]
    for table in ("events", "articles"):
        key = row[table.removesuffix("s")]
        assert f'/{table}/{key}">' in page
        assert get(f"{table}/{key}")[0] == 200


@pytest.mark.parametrize("name", plugin.QUESTIONS)
def test_every_question_says_what_it_asks_in_vietnamese(name: str, get: Get, answer: Callable) -> None:
    question = plugin.QUESTIONS[name]
    assert question["title"].endswith("?")
    assert question["description"]
    status, page = get(name)
    assert status == 200
    for parameter, description in question["params"].items():
        label, _, explained = description.partition(":")
        assert f":{parameter}" in question["sql"]
        assert f">{label}</label>" in page
        assert explained.strip() in page
    examples = next(parameters for asked, parameters, _, expected in QUESTIONS if asked == name and expected)
    assert set(answer(name, **examples)[0]) <= set(question["columns"]), "each column of the answer has a label"
    assert any(asked == name for asked, *_ in QUESTIONS), "and its answer is tested above"


# Tables.


def test_every_table_and_column_is_described(database: Path) -> None:
    shown = plugin.SHOWN["tables"]
    connection = open_archive(database)
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
    ]
    for name in names:
        if not shown[name].get("hidden"):
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_xinfo({name})")}
            described = set(shown[name]["columns"])
            assert shown[name]["title"]
            assert described <= columns, name
            assert {column for column in columns - described if not column.endswith(MACHINE)} <= UNDESCRIBED, name
    assert set(names) == set(shown)
    connection.close()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_opens_under_its_vietnamese_title(table: str, get: Get) -> None:
    status, page = get(table)
    assert status == 200
    assert f"<h1>{plugin.SHOWN['tables'][table]['title']}</h1>" in page


def test_events_have_facets_labels_and_the_latest_first(get: Get, answer: Callable) -> None:
    page = get("events")[1]
    for facet, heading in (("type", "Loại"), ("year", "Năm"), ("province", "Tỉnh, thành phố"), ("level", "Cấp")):
        found = re.search(rf'id="facet-{facet}">(.*?)</section>', page, re.DOTALL)
        assert found, facet
        assert f"<h2>{heading}</h2>" in found[1]
    assert "giám sát</a> <span>1</span>" in page, "types by name, not by code"
    assert "đã diễn ra" in page
    assert "dự kiến" in page
    assert page.index(">1/7/2024<") < page.index(">19/5/2023<") < page.index(">20/5/2018<")
    assert f">{PROVINCE}</a>" in page, "the organiser is a link with its name"
    assert [row["start"] for row in answer("events", type="dai_hoi", year=2023)] == ["2023-05-19"]
    assert answer("timeline")[0]["start"] == "2024-07-01"


def test_cells_have_dates_and_numbers_as_they_are_written_and_files_as_they_are_stored(get: Get, answer: Callable) -> None:
    def cells(page: str, column: str, **parameters: str) -> list[str]:
        return re.findall(rf'<td class="col-{column}[ "][^>]*>(.*?)</td>', get(page, **parameters)[1])

    assert cells("counts", "value", _sort="value") == ["35", "98", "21.500", "23.456"]
    assert [row["value"] for row in answer("counts", _sort="value")] == [35, 98, 21500, 23456]
    assert cells("figures_over_years", "value", unit="doan vien") == ["21.500", "23.456", "35"]
    assert cells("counts", "year", _sort="value") == ["2023", "2023", "2018", "2023"], "a year is no amount"
    assert cells("articles", "published", title="Giám sát tại Nà Phặc") == ["15/2/2023"]
    assert cells("on_this_day", "end", day="20", month="5") == ["20/5/2018", "20/5/2023"]
    assert "2023-05-19,2023-05-20,Đại hội Công đoàn tỉnh" in get("timeline.csv")[1]
    (event,) = answer("events", title="Đại hội Công đoàn tỉnh")
    assert "<dd>2023–2028</dd>" in get(f"events/{event['id']}")[1], "on a row's own page too"
    assert cells("mentions", "start", _sort_desc="start")[0].isdigit(), "a position in a text"


@pytest.mark.parametrize(
    ("table", "words", "expected"),
    [
        ("articles", "dai hoi", {"Đại hội lần trước", "Đại hội Công đoàn tỉnh"}),
        ("articles", "ĐẠI HỘI", {"Đại hội lần trước", "Đại hội Công đoàn tỉnh"}),
        ("events", "giam sat", {"Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông"}),
        ("events", "bach thong ubkt", {"Kiểm tra, giám sát ở Bạch Thông"}),  # the index has it written out
        ("events", "uy ban kiem tra bach thong", {"Kiểm tra, giám sát ở Bạch Thông"}),
        ("events", "hoi truong tinh", {"Đại hội lần trước"}),
        ("events", '"dai hoi"', {"Đại hội lần trước", "Đại hội Công đoàn tỉnh"}),
        ("events", '"hoi dai"', set()),
        ("events", '"', set()),
        ("events", 'bach "', {"Kiểm tra, giám sát ở Bạch Thông"}),
        ("organisations", "cong doan co so", {SCHOOL}),
        ("organisations", "lien doan lao dong huyen", {"Liên đoàn Lao động huyện Bạch Thông", DISTRICT}),
    ],
)
def test_search_does_without_accents(table: str, words: str, expected: set[str], answer: Callable) -> None:
    assert {row.get("title") or row["name"] for row in answer(table, _search=words)} == expected


def test_row_pages_read_as_pages(get: Get, answer: Callable) -> None:
    (event,) = answer("events", title__startswith="Giám sát")
    page = get(f"events/{event['id']}")[1]
    assert "<q>Đơn vị có 35 đoàn viên, 98% đoàn viên đóng đoàn phí.</q>" in page, "a count and the sentence that proves it"
    assert f">{SCHOOL}</a>" in page
    page = get(f"articles/{event['article_id']}")[1]
    assert '<p class="furniture">Trang chủ » Tin tức</p>' in page
    assert '<p class="body">Sáng 14/2/2023' in re.sub(r"</?(?:mark|a)\b[^>]*>", "", page), "under the marks of the event's values"
    assert f'/events/{event["id"]}">Giám sát tại Nà Phặc</a>' in page
    page = get(f"organisations/{event['organiser_id']}")[1]
    held = re.search(r'href="([^"]+)">Cơ quan này đã tổ chức những gì', page)
    assert held
    assert "Đại hội lần trước" in get(unescape(held[1]))[1]


def test_home_page_tells_what_the_archive_holds(get: Get) -> None:
    status, page = get("/")
    assert status == 200
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "5 bài viết 5 sự kiện" in text
    assert "2018–2024" in text
    assert all(question["title"] in text for question in plugin.QUESTIONS.values())


# Safety.


def pages(get: Get, answer: Callable) -> Iterator[tuple[str, str]]:
    """Every kind of page: home, database, tables, rows, questions, the reader's own SQL, errors."""
    yield "/", get("/")[1]
    yield "database", get(root(get))[1]
    for table in TABLES:
        yield table, get(table)[1]
    for table in ("events", "articles", "organisations", "people", "places"):
        for row in answer(table):
            yield f"{table}/{row['id']}", get(f"{table}/{row['id']}")[1]
    for table, owner in (("counts", "article_id"), ("awards", "article_id"), ("event_organisations", "event_id")):
        for row in answer(table):
            yield table, get(f"{table}/{row[owner]},{row['position']}")[1]
    for name, parameters, *_ in QUESTIONS:
        yield name, get(name, **parameters)[1]
    yield "body_year of hostile name", get("body_year", body="cong doan dam", year=2024)[1]
    yield "hostile parameter", get("body_year", body="<script>alert(4)</script>", year='"><img src=x onerror=alert(5)>')[1]
    yield "hostile search", get("articles", _search="<script>alert(6)</script>")[1]
    yield "nothing", get("events/<script>alert(7)<~2Fscript>")[1]


def root(get: Get) -> str:
    """The address of the database's own page."""
    found = re.search(r'href="(/[^"]+)/events"', get("/")[1])
    assert found
    return found[1]


def test_markup_in_articles_is_shown_escaped_everywhere(get: Get, answer: Callable) -> None:
    seen = []
    for name, page in pages(get, answer):
        for harm in ("<script>alert", "<img src=x", "<b>đậm", 'href="javascript:', "href='javascript:"):
            assert harm not in page, f"{harm} on {name}"
        if "&lt;script&gt;alert" in page:
            seen.append(name)
    assert {"events", "articles", "timeline", "body_year of hostile name", "hostile parameter"} <= set(seen)
    own_sql = get(root(get), sql="select title, text, url from articles")[1]
    assert "&lt;script&gt;alert" in own_sql
    assert "<script>alert" not in own_sql


def test_no_page_asks_for_anything_outside(get: Get, answer: Callable) -> None:
    asset = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=["']([^"']*)|url\(["']?([^"')]*)""")
    for name, page in pages(get, answer):
        addresses = [first or second for first, second in asset.findall(page)]
        assert not [address for address in addresses if not address.startswith(("/", "data:", "http://localhost/"))], name
    style = get("/-/sukien/sukien.css")
    assert style[0] == 200
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_database_cannot_be_changed(database: Path, get: Get) -> None:
    before = database.read_bytes()
    for sql in (
        "delete from events",
        "with x as (select 1) delete from events",
        "attach database 'x.db' as x",
        "pragma writable_schema=on",
    ):
        status, body = get(f"{root(get)}.json", sql=sql)
        assert status == 400, body
    datasette = archive_app(database)
    with asyncio.Runner() as loop, pytest.raises(sqlite3.OperationalError, match="readonly"):
        loop.run(datasette.get_database().execute("delete from events"))
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_own_sql_is_on_and_has_our_functions(get: Get) -> None:
    status, body = get(f"{root(get)}.json", sql="select name from organisations where matches(name, 'ldld bac kan')", _shape="arrays")
    assert status == 200
    assert json.loads(body)["rows"] == [[PROVINCE]]


def test_errors_are_pages_in_vietnamese(get: Get) -> None:
    for page, status, said in (
        ("khong-co", 404, "Không tìm thấy"),
        ("events/khong-co", 404, "Không tìm thấy"),
        ("events?_sort=khong_co", 400, "Không sắp xếp"),
        (f"{root(get)}.db", 403, "Không tải cả kho"),
        ("events/khong-co", 404, "Bảng không có dòng này"),
        ("khong-co", 404, "Kho không có bảng này"),
        ("/khong-co", 404, "Không có kho này"),
    ):
        found, body = get(page)
        assert found == status
        assert said in body
        assert "<nav" in body, "with the menu"
        assert "not found" not in body


def test_what_is_sent_to_a_page_is_refused_in_vietnamese(database: Path) -> None:
    datasette = archive_app(database)
    with asyncio.Runner() as loop:
        response = loop.run(datasette.client.post(datasette.urls.table("kho sự kiện", "events")))
    assert (response.status_code, "chỉ để đọc" in response.text) == (405, True)


def test_a_long_facet_shows_whole_rows_and_the_rest_on_demand(tmp_path: Path) -> None:
    db = open_database(tmp_path / "kho.db")
    with db.atomic():
        for year in range(2001, 2013):
            text = f"Đại hội năm {year}\nĐại hội diễn ra."
            event = Event(types=["dai_hoi"], title=f"Đại hội năm {year}", start=str(year), end=str(year), evidence=at(text, "Đại hội"))
            replace_article(db, record(f"bai-{year}", text, events=[event]), content_hash="0", version="test")
    close_database(db)
    datasette = archive_app(tmp_path / "kho.db")
    with asyncio.Runner() as loop:
        page, chosen = (loop.run(datasette.client.get(f"/kho/events{query}")).text for query in ("", "?_facet_size=max&year=2003"))
    shown, more = page.split('id="facet-year"')[1].split("</section>")[0].split("<summary>xem thêm 4</summary>")
    assert [re.findall(r">(20\d\d)</a>", part) for part in (shown, more)] == [
        [str(year) for year in range(2012, 2004, -1)],
        [str(year) for year in range(2004, 2000, -1)],
    ]
    assert "<strong>2003</strong>" in chosen


def test_kinds_of_bodies_are_words(get: Get) -> None:
    described = Organisation.model_fields["kind"].description or ""
    assert set(described.split(", ")) <= set(plugin.SHOWN["values"]["kind"])
    page = get("organisations")[1]
    assert "tổ chức công đoàn</a>" in page
    assert ">union<" not in page


def test_columns_of_the_search_index_are_not_shown(get: Get) -> None:
    for table in ("events", "articles", "organisations"):
        page = get(table)[1]
        assert 'class="col-search' not in page
        assert not re.search(r'class="col-\w+_plain', page)
        link = re.search(r'href="([^"]+)">CSV', page)
        assert link
        status, text = get(unescape(link[1]))
        assert status == 200
        assert not [name for name in text.splitlines()[0].split(",") if name == "search" or name.endswith("_plain")]


def test_long_words_break_and_search_says_how_to_ask_for_a_phrase(get: Get) -> None:
    assert "ol.plain li { padding: .2rem 0; overflow-wrap: anywhere; }" in get("/-/sukien/sukien.css")[1]
    for page in ("/", "events"):
        assert "trong dấu ngoặc kép" in get(page)[1]


def test_the_timeline_leads_to_its_events(get: Get, answer: Callable) -> None:
    first = answer("timeline", province="Bắc Kạn")[0]
    assert f'/events/{first["id"]}">{first["title"]}</a>' in get("timeline")[1]


def test_a_database_of_somebody_else_keeps_its_own_look(tmp_path: Path) -> None:
    from datasette.app import Datasette

    sqlite3.connect(tmp_path / "khac.db").execute("CREATE TABLE events (id INTEGER PRIMARY KEY, what TEXT)")
    datasette = Datasette([str(tmp_path / "khac.db")])
    with asyncio.Runner() as loop:
        assert loop.run(datasette.client.get("/")).status_code == 200
        page = loop.run(datasette.client.get("/khac/events")).text
        assert "<h1>events</h1>" in page
        assert loop.run(datasette.client.get("/khac/body_year")).status_code == 404


# The pieces.


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "bac kan", True),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "LĐLĐ Bắc Kạn", True),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "ldld tinh bac k", True),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "bac giang", False),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "an", False),
        ("đại hội", "dai hoi", True),
        ("đại hội", "", True),
        (None, "dai hoi", False),
    ],
)
def test_matches(text: str | None, query: str, expected: bool) -> None:
    assert matches(text, query) is expected


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("Một câu. Câu thứ hai có 29 tập thể. Câu ba.", "29", "Câu thứ hai có 29 tập thể."),
        ("ĐẦU ĐỀ\nNgày 1/2, TP. Huế họp. Hết.", "Huế", "Ngày 1/2, TP. Huế họp."),
        ("PGS. Hà Mẫu nói 1.234 người đến", "1.234", "PGS. Hà Mẫu nói 1.234 người đến"),
        ("Câu một. Câu hai.", "một. Câu", "Câu một. Câu hai."),
    ],
)
def test_sentence(text: str, piece: str, expected: str) -> None:
    start = text.index(piece)
    assert sentence(text, start, start + len(piece)) == expected


def test_sentence_of_nowhere() -> None:
    assert sentence("Một câu.", None, None) is None
    assert sentence("Một câu.", 3, 99) is None
    assert sentence(None, 0, 1) is None


def test_vietnamese_order() -> None:
    connection = sqlite3.connect(":memory:")
    add_functions(connection)
    names = [("Đồng Nai",), ("An Giang",), ("Điện Biên",), ("Đà Nẵng",), ("Ăn",), ("Dầu Tiếng",)]
    connection.execute("CREATE TABLE t (name TEXT)")
    connection.executemany("INSERT INTO t VALUES (?)", names)
    ordered = [name for (name,) in connection.execute("SELECT name FROM t ORDER BY name COLLATE vietnamese")]
    assert ordered == ["An Giang", "Ăn", "Dầu Tiếng", "Đà Nẵng", "Điện Biên", "Đồng Nai"]


# serve


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "không có tệp này"), (b"not a database at all, " * 50, "không đọc được"), (b"", "không do `sukien build` lập")],
)
def test_serve_refuses_what_is_no_archive_in_one_line(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatabaseError, match=said) as error:
        serve(path, port=0)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("port", [None, 70000])
def test_serve_refuses_a_port_that_cannot_be_had(port: int | None, database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = port or taken.getsockname()[1]
        with pytest.raises(OSError, match=f"cổng {wanted} không dùng được") as error:
            serve(database, wanted)
        assert "\n" not in str(error.value)


def test_serve_prints_its_address_answers_and_stops_at_ctrl_c(database: Path) -> None:
    command = "import sys; from pathlib import Path; from browse.serve import serve; serve(Path(sys.argv[1]), port=0)"
    server = subprocess.Popen([sys.executable, "-c", command, str(database)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline().decode())
        assert address
        for path, status, said in (("/", 200, "Kho sự kiện công đoàn"), ("/khong-co", 404, "Không tìm thấy")):
            connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=30)
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.status == status
            assert said in response.read().decode()
            connection.close()
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=30)
        assert server.returncode == 0
        assert errors == b"", "no traceback, not even for the page that is not there"
    finally:
        server.kill()
        server.communicate()


def test_data_files_say_what_they_are() -> None:
    for name in ("metadata.yaml", "queries.yaml"):
        text = (ROOT / "browse" / name).read_text("utf-8")
        assert text.startswith("# ")
        assert yaml.safe_load(text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM _sqlite_migrations WHERE name = 'm006_compact'", "phiên bản sukien cũ hơn lập; hãy chạy `sukien build` lại"),
        ("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('sukien', 'm999')", "phiên bản sukien mới hơn lập; hãy nâng cấp"),
    ],
)
def test_a_database_of_another_version_is_not_shown(change: str, said: str, tmp_path: Path) -> None:
    path = small_archive(tmp_path / "kho.db")
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    with pytest.raises(DatabaseError, match=said):
        archive_app(path)
