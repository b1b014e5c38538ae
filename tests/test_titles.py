"""One event has one title, on every page and in every file, and it names nobody who received help; the article's own text is whole."""

import asyncio
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import icalendar
import pytest
from lxml import etree
from openpyxl import load_workbook
from small_archive import PROVINCE, SCHOOL, at, body, organisation, record, small_archive

from browse.export import FORMATS, export
from browse.serve import archive_app
from browse.titles import titled, without
from schemas.database import close_database, open_database, replace_article
from schemas.record import Argument, Award, Count, Event, Person, Place, Record

NAME = "Đỗ Thị Khuyết Danh"
VISIT = """\
Trao nhà cho bà Đỗ Thị Khuyết Danh
Ngày 1/2/2024, LĐLĐ tỉnh Bắc Kạn trao nhà cho bà Đỗ Thị Khuyết Danh, Công đoàn cơ sở Trường Tiểu học Nà Phặc, tại nhà bà ĐỖ THỊ KHUYẾT DANH
ở xã Đức Vân; kiểm tra 3 đơn vị, tặng Giấy khen và trao nhà cho bà Đỗ Thị Khuyết Danh. Ông Hà Văn Mẫu dự.
"""
SHOWN = "Trao nhà cho bà …"
ODD = "Trao nhà\tcho   bà\n\x1f Đỗ Thị Khuyết Danh"


def visit(title: str = ODD, type_: str = "kiem_tra", id_: str = "trao-nha") -> Record:
    """An article whose headline, event and venue have the name; the title has what no file may have, too."""
    told = Event(
        types=[type_],
        main=True,
        title=title,
        start="2024-02-01",
        end="2024-02-01",
        province="Bắc Kạn",
        place=body(VISIT, "nhà bà ĐỖ THỊ KHUYẾT DANH", "nhà bà ĐỖ THỊ KHUYẾT DANH"),
        organisers=[body(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
        targets=[body(VISIT, SCHOOL, SCHOOL)],
        people=[Argument(name="Hà Văn Mẫu", evidence=at(VISIT, "Hà Văn Mẫu"))],
        evidence=at(VISIT, "trao nhà"),
    )
    return record(
        id_,
        VISIT,
        organisations=[
            organisation(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province"),
            organisation(VISIT, SCHOOL, SCHOOL, "grassroots"),
        ],
        people=[
            Person(name=NAME, recipient=True, evidence=at(VISIT, NAME)),
            Person(name="Hà Văn Mẫu", title="Ông", evidence=at(VISIT, "Hà Văn Mẫu")),
        ],
        places=[Place(name="Đức Vân", kind="commune", province="Bắc Kạn", evidence=at(VISIT, "xã Đức Vân"))],
        events=[told],
        awards=[Award(name="Giấy khen", giver=PROVINCE, event=0, evidence=at(VISIT, "Giấy khen"))],
        counts=[Count(value=3, unit="đơn vị", event=0, evidence=at(VISIT, "3 đơn vị"))],
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = small_archive(tmp_path_factory.mktemp("kho") / "kho.db")
    db = open_database(path)
    with db.atomic():
        replace_article(db, visit(), content_hash="1", version="test")
        replace_article(db, visit("Bàn giao nhà cho bà Đỗ Thị Khuyết Danh", id_="ban-giao"), content_hash="2", version="test")
    close_database(db)
    return path


Get = Callable[[str], str]


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Get]:
    """The text of a page; in JSON too, letters stand as themselves."""
    datasette = archive_app(database)
    with asyncio.Runner() as loop:

        def ask(path: str) -> str:
            response = loop.run(datasette.client.get(f"/{path}"))
            assert response.status_code == 200, path
            return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)) if int(code[1], 16) >= 0xA0 else code[0], response.text)

        yield ask


@pytest.fixture(scope="module")
def key(get: Get) -> Callable[[str, str, str], int]:
    """The key of the row of a table whose column is so."""
    return lambda table, column, value: json.loads(get(f"kho/{table}.json?_shape=array&{column}={quote(value)}"))[0]["id"]


LISTS = [
    "",
    "kho/events",
    "kho/events?_facet=title&_facet=place&_sort=title",
    "kho/events.json?_shape=array&_facet=title",
    "kho/events.json?_facet=title&_facet=place",
    "kho/events.csv?_stream=on",
    "kho/timeline",
    "kho/timeline.json?_col=title",
    "kho/timeline.csv?_nocol=id",
    "kho/counts?_labels=on&_facet=event_id",
    "kho/counts.json?_labels=on&_shape=array",
    "kho/event_organisations.csv?_labels=on",
    "kho/-/timeline",
    "kho/-/timeline?month=2024-02",
    "kho/-/timeline?year=2024",
    "kho/-/search?q=nha",
    "kho/-/inspections?year=2024",
    "kho/-/awards",
    "kho/awards_given?award=giay+khen",
    "kho/figures_over_years.json?unit=don+vi",
    "kho/articles",
    "kho/events_of_type?type=kiem+tra",
    "kho/events_of_type.json?type=kiem+tra",
    "kho/body_year.csv?body=bac+kan&year=2024",
    *(f"kho/-/events.{format}" for format in ("csv", "jsonl", "ics", "atom", "timelinejs", "jsonld", "html")),
]


def rest(page: str) -> str:
    """A page without the article's own text, and the sentences of its facts."""
    page = re.sub(r'<article class="text".*?</article>|<dl class="facts">.*?</dl>', "", page, flags=re.DOTALL)
    return re.sub(r"\r?\n ", "", unescape(page))  # calendars fold their lines


@pytest.mark.parametrize("page", LISTS)
def test_no_list_and_no_file_has_the_name(page: str, get: Get) -> None:
    text = rest(get(page))
    assert "khuyết danh" not in text.lower()
    assert SHOWN.lower() in text.lower()


def test_pages_of_bodies_persons_places_and_events_do_not_either(get: Get, key: Callable) -> None:
    event = json.loads(get("kho/events.json?_shape=array&start=2024-02-01"))[0]["id"]
    pages = [
        f"kho/organisations/{key('organisations', 'name', PROVINCE)}",
        f"kho/organisations/{key('organisations', 'name', SCHOOL)}",
        f"kho/people/{key('people', 'name', 'Hà Văn Mẫu')}",
        f"kho/events/{event}",
        f"kho/events/{event}.json",
    ]
    for page in pages:
        text = rest(get(page))
        assert "khuyết danh" not in text.lower(), page
        assert "nhà cho bà …" in text, page


def test_the_article_is_whole(get: Get, key: Callable) -> None:
    article = json.loads(get("kho/articles.json?_shape=array&identity=trao-nha"))[0]
    assert article["text"] == VISIT
    page = get(f"kho/articles/{article['id']}")
    assert f"<h1>{VISIT.splitlines()[0]}</h1>" in page
    assert VISIT.splitlines()[1] in re.sub("<[^>]+>", "", page)
    event = json.loads(get(f"kho/events.json?_shape=array&article_id={article['id']}"))[0]["id"]
    page = get(f"kho/events/{event}")
    assert VISIT.splitlines()[1] in re.sub("<[^>]+>", "", page), "beside the card"
    assert f"<h1>{SHOWN}</h1>" in page


def headings(html: str) -> set[str]:
    return {unescape(title) for title in re.findall(r"<summary><bdi>([^<]*)</bdi>", html)}


READERS: dict[str, Callable[[bytes], set[str]]] = {
    "csv": lambda file: {row["title"].removeprefix("'") for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))},
    "jsonl": lambda file: {json.loads(line)["title"] for line in file.splitlines()},
    "xlsx": lambda file: {row[6] for row in list(load_workbook(io.BytesIO(file)).active.values)[1:]},
    "parquet": lambda file: set(pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(file))["title"].to_pylist()),
    "ics": lambda file: {str(event["summary"]) for event in icalendar.Calendar.from_ical(file).events},
    "atom": lambda file: {title.text for title in etree.fromstring(file).iterfind("{*}entry/{*}title")},
    "timelinejs": lambda file: {unescape(re.sub("</?a[^>]*>", "", slide["text"]["headline"])) for slide in json.loads(file)["events"]},
    "jsonld": lambda file: {event["name"] for event in json.loads(file)["@graph"]},
    "html": lambda file: headings(file.decode()),
}


def test_every_file_has_the_titles_of_the_table_and_of_the_timeline(database: Path, get: Get) -> None:
    titles = {row["title"] for row in json.loads(get("kho/events.json?_shape=array"))}
    assert titles > {SHOWN, '=HYPERLINK("x") <script>alert(1)</script>'}
    assert {unescape(title) for title in re.findall(r'<li><a href="/kho/events/\d+">([^<]*)</a>', get("kho/-/timeline"))} == titles
    found = {}
    for format in FORMATS:
        out = io.BytesIO()
        export(database, format, out)
        found[format] = READERS[format](out.getvalue())
    found["atom"].add('=HYPERLINK("x") <script>alert(1)</script>')  # what is only planned is no news yet
    assert {format: read for format, read in found.items() if read != titles} == {}


SEARCHES = ["kho/-/search?q={}", "kho/-/timeline?q={}", "kho/events?_search={}", "kho/events?title__contains={}", "kho/-/events.csv?q={}"]


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("words", [NAME, "do thi khuyet danh", "khuyet danh", "Trao nhà cho bà Đỗ Thị Khuyết Danh", "danh"])
def test_no_event_is_found_by_the_name(search: str, words: str, get: Get) -> None:
    found = get(search.format(quote(words)))
    if "-/search" in search:  # which searches the whole text of articles, too
        found = found.partition('aria-labelledby="events"')[2].partition("</section>")[0]
    assert "nhà cho bà …" not in found


@pytest.mark.parametrize("search", SEARCHES)
def test_other_words_find_it(search: str, get: Get) -> None:
    assert SHOWN in get(search.format(quote("Trao nhà")))


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("bà ĐỖ THỊ KHUYẾT DANH và con", ["ĐỖ THỊ KHUYẾT DANH"], "bà … và con"),
        ("Ban An toàn, chị An", ["An"], "Ban … toàn, chị …"),
        ("Anh Ban", ["An"], "Anh Ban"),  # whole words only
        ("Y Mẫu Êban và Y Mẫu", ["Y Mẫu Êban", "Y Mẫu"], "… và …"),
        ("(a+", ["(a+"], "…"),
        ("A\u202e<b>\x00 c", [], "A\u202e<b> c"),
    ],
)
def test_a_title_without_names(text: str, names: list[str], expected: str) -> None:
    assert titled(text, names) == expected


def test_what_is_unknown_stays_unknown() -> None:
    assert titled(None, [NAME]) is None
    assert without("", [NAME]) == ""
