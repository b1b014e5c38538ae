"""Search over everything: the ASGI application is asked, over an archive whose articles the tests write."""

import asyncio
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urlencode

import pytest
from small_archive import DISTRICT, PROVINCE, SCHOOL, at, record, small_archive

from browse.serve import archive_app
from browse.snippet import snippet
from browse.sql_functions import search_expression
from schemas.database import close_database, open_database, replace_article
from schemas.record import Document, Event, Person, Place

Get = Callable[..., tuple[int, str]]

VISIT = """\
Thăm gia đình công nhân
Bà Hoàng Thị Mơ, Phó Chủ tịch LĐLĐ tỉnh, thăm nhà bà Lý Thị Ví Dụ ở xã Đức Vân, theo Kế hoạch số 12/KH-LĐLĐ và Nghị định 43/2014/NĐ-CP.
"""


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """(status, page) of a page below the database's own, after redirections."""
    path = small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db")
    visit = record(
        "tham",
        VISIT,
        people=[
            Person(name="Hoàng Thị Mơ", title="Phó Chủ tịch", evidence=at(VISIT, "Hoàng Thị Mơ")),
            Person(name="Lý Thị Ví Dụ", recipient=True, evidence=at(VISIT, "Lý Thị Ví Dụ")),
        ],
        places=[Place(name="Đức Vân", kind="commune", province="Bắc Kạn", evidence=at(VISIT, "xã Đức Vân"))],
        documents=[
            Document(number="12/KH-LĐLĐ", kind="kế hoạch", evidence=at(VISIT, "12/KH-LĐLĐ")),
            Document(number="43/2014/NĐ-CP", kind="nghị định", evidence=at(VISIT, "43/2014/NĐ-CP")),
        ],
        events=[Event(types=["cham_lo"], title=f"Chuyến thăm thứ {n}", start=f"2024-02-0{n}", end=f"2024-02-0{n}") for n in range(1, 8)],
    )
    db = open_database(path)
    with db.atomic():
        replace_article(db, visit, content_hash="tham", version="test")
    close_database(db)
    datasette = archive_app(path)
    with asyncio.Runner() as loop:

        def ask(page: str, **parameters: str) -> tuple[int, str]:
            start = page if page.startswith("/") else f"{datasette.urls.database(path.stem)}/{page}"
            response = loop.run(datasette.client.get(f"{start}?{urlencode(parameters)}" if parameters else start, follow_redirects=True))
            return response.status_code, response.text

        yield ask


@pytest.fixture(scope="module")
def found(get: Get) -> Callable[[str], dict[str, list[str]]]:
    """What is found, by the group's heading."""

    def search(words: str) -> dict[str, list[str]]:
        status, page = get("-/search", q=words)
        assert status == 200
        sections = re.findall(r'<h2 id="\w+">([^<]+) <small>.*?</h2>\s*<ul class="plain">(.*?)</ul>', page, re.DOTALL)
        return {heading: [unescape(name) for name in re.findall(r'<li><a href="[^"]+">([^<]*)</a>', items)] for heading, items in sections}

    return search


@pytest.mark.parametrize(
    ("words", "group", "expected"),
    [
        ("giám sát", "Sự kiện", ["Kiểm tra, giám sát ở Bạch Thông", "Giám sát tại Nà Phặc"]),  # the latest first
        ("GIAM SAT", "Sự kiện", ["Kiểm tra, giám sát ở Bạch Thông", "Giám sát tại Nà Phặc"]),
        ("giám đoàn", "Sự kiện", ["Kiểm tra, giám sát ở Bạch Thông", "Giám sát tại Nà Phặc"]),  # the words need not stand together
        ('"giám đoàn"', "Sự kiện", None),  # but here
        ("doan vien", "Bài viết", ["Giám sát tại Nà Phặc", "Đại hội Công đoàn tỉnh", "Đại hội lần trước"]),
        ("ldld bac kan", "Cơ quan, đơn vị", [PROVINCE]),  # its full name has no abbreviation
        ("LĐLĐ tỉnh Bắc Kạn", "Cơ quan, đơn vị", [PROVINCE]),
        ("lien doan lao dong tinh", "Cơ quan, đơn vị", [PROVINCE]),
        ("ldld huyen", "Cơ quan, đơn vị", ["Liên đoàn Lao động huyện Bạch Thông", DISTRICT]),  # the shortest name first
        ("na phac", "Cơ quan, đơn vị", [SCHOOL]),
        ("hoang thi mo", "Người", ["Hoàng Thị Mơ"]),
        ("Mơ", "Người", ["Hoàng Thị Mơ"]),
        ("ho thi", "Người", None),  # whole syllables
        ("duc van", "Địa danh", ["Đức Vân"]),
        ("12/KH-LĐLĐ", "Văn bản", ["12/KH-LĐLĐ"]),
        ("nghi dinh 43", "Văn bản", ["43/2014/NĐ-CP"]),
        ("nđ-cp", "Văn bản", ["43/2014/NĐ-CP"]),
        ("nghi dinh 44", "Văn bản", None),
    ],
)
def test_each_kind_is_found_without_accents_and_by_abbreviations(words: str, group: str, expected: list | None, found: Callable) -> None:
    assert found(words).get(group) == expected


def test_who_received_help_is_not_found_by_name(found: Callable, get: Get) -> None:
    assert "Người" not in found("Lý Thị Ví Dụ")
    page = get("-/search", q="Lý Thị Ví Dụ")[1]
    assert "thăm nhà bà … ở" in re.sub("<[^>]+>", "", page), "nor in the piece of the article"
    assert "Ví Dụ" not in re.sub("<[^>]+>", "", page.partition("<nav class")[2])
    assert "Hoàng Thị Mơ" in get("people", _search="thi")[1]
    assert "Ví Dụ" not in get("people", _search="thi")[1]


def test_what_has_the_words_side_by_side_comes_first(found: Callable) -> None:
    assert found("cong doan tinh")["Bài viết"][0] == "Đại hội Công đoàn tỉnh"


def test_a_group_shows_its_first_and_leads_to_all(get: Get) -> None:
    page = get("-/search", q="chuyen tham")[1]
    assert '<a href="#events">Sự kiện 7</a>' in page
    assert page.count(">Chuyến thăm thứ") == 5
    address = re.search(r'<a href="([^"]+)">Tất cả: sự kiện</a>', page)
    assert address
    assert get(unescape(address[1]))[1].count(">Chuyến thăm thứ") == 7


@pytest.mark.parametrize("table", ["people", "places", "documents"])
def test_tables_without_a_search_index_can_be_searched(table: str, get: Get) -> None:
    words = {"people": "hoang", "places": "duc van", "documents": "12"}[table]
    status, page = get(table, _search=words)
    assert status == 200
    assert f'name="_search" value="{words}"' in page
    assert "<strong>1</strong> dòng" in page
    for nothing in ("không có đâu", "%"):
        assert "<strong>0</strong> dòng" in get(table, _search=nothing)[1]


def test_the_words_are_marked_as_the_article_spells_them(get: Get) -> None:
    page = get("-/search", q="nghi dinh")[1]
    assert "<mark>Nghị định</mark> 43/2014/NĐ-CP" in page
    page = get("-/search", q="nghi dinh lđlđ")[1]
    assert "số 12/KH-<mark>LĐLĐ</mark> và <mark>Nghị</mark> <mark>định</mark> 43" in page


HOSTILE = [
    *('"', '""', '" AND', "a AND b OR NOT c", "* ^ ( ) NEAR(a b, 2)", "title: x - y", "\x00"),
    *("x" * 10_000, "a " * 5_000, "' OR 1=1 --", "%", "_", "\\"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_give_an_answer_or_a_sentence(words: str, get: Get) -> None:
    status, page = get("-/search", q=words)
    assert status == 200
    assert "Traceback" not in page
    assert 'class="found"' in page or 'class="zero-results"' in page
    for table in ("events", "people", "documents"):
        assert get(table, _search=words)[0] == 200


def test_markup_in_words_and_in_what_is_found_is_escaped(get: Get) -> None:
    for words in ('<script>alert(1)</script> "><img src=x onerror=alert(2)>', "dam"):
        page = get("-/search", q=words)[1]
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>" not in page
    assert "&lt;b&gt;<mark>đậm</mark>&lt;/b&gt;" in get("-/search", q="dam")[1]


def test_the_box_stands_on_every_page_and_keeps_the_words(get: Get) -> None:
    for page in ("/", "events", "-/timeline", "-/events", "-/search", "khong-co"):
        assert len(re.findall(r'<form[^>]* role="search" action="[^"]+/-/search"', get(page)[1])) == 1, page
    assert 'name="q" value="&#34;dai hoi&#34;"' in get("-/search", q='"dai hoi"')[1]
    assert "Hãy gõ vài từ" in get("-/search")[1]
    assert "Sự kiện" in get("/-/search", q="dai hoi")[1], "the address without a database"
    assert get("/khong-co/-/search", q="dai hoi")[0] == 404


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("Đại hội", '"dai" AND "hoi"'),
        ('"Đại hội', '"dai" AND "hoi"'),
        ('cđcs "đại hội" ', '("cdcs" OR "cong doan co so") AND "dai hoi"'),
        ("12/KH", '"12/kh"'),
        ("a a a", '"a"'),
        ("- % _", '""'),
        (None, '""'),
    ],
)
def test_search_expression(query: str | None, expression: str) -> None:
    assert search_expression(query) == expression


@pytest.mark.parametrize(
    ("excerpt", "text", "hidden", "expected"),
    [
        ("\x02Dai\x03 hoi", "Xưa, Đại hội. Đai hoi", [], [("Đai", True), (" hoi", False)]),
        ("Thi \x02Mo\x03 den", "bà Thi Mo den", ["bà Thi Mo"], [("… den", False)]),  # a name that begins before the piece
        ("tham ba \x02Mo\x03", "tham ba Mo", ["Mo"], [("tham ba …", False)]),
        ("ba \x02Mo\x03 Dan den", "bà Mơ. ba M* D** den", [], [("ba ", False), ("M*", True), (" D** den", False)]),  # suppressed
        ("a\x02b", "a\x02b", [], []),  # such characters are the text's own
    ],
)
def test_snippet(excerpt: str, text: str, hidden: list[str], expected: list) -> None:
    assert snippet(excerpt, text, hidden) == expected
