"""Names on the list beside the database are found nowhere: not as a person, not in a title, not in a file, whatever is rebuilt."""

import asyncio
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_archive import PROVINCE, at, body, organisation, record, small_archive

from browse import suppressed
from browse.archive import open_archive
from browse.export import FORMATS, export
from browse.moment import file_state
from browse.serve import archive_app
from browse.suppressed import Names, names
from schemas.database import DatabaseError, check, close_database, open_database, replace_article
from schemas.record import Event, Person

NAME, INITIALS = "Hà Văn Mẫu", "H* V** M**"
LIST = "\ufeff# Theo đề nghị ngày 1/7/2024\n\n  HÀ   văn Mẫu  # viết thế nào cũng được\n"
VISIT = """\
Thăm ông Hà Văn Mẫu
LĐLĐ tỉnh Bắc Kạn thăm ông HÀ VĂN MẪU tại nhà ông Hà Văn Mẫu; ông Hà Văn Mẫu Mực cùng dự.
"""


def add_visit(path: Path, changed: str = "1") -> None:
    """One more article, whose title and place have the name."""
    db = open_database(path)
    with db.atomic():
        visit = Event(
            types=["cham_lo"],
            title="Thăm ông Hà Văn Mẫu",
            start="2024-02-01",
            end="2024-02-01",
            organisers=[body(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
            place=body(VISIT, "nhà ông Hà Văn Mẫu", "nhà ông Hà Văn Mẫu"),
            people=[body(VISIT, NAME, "ông Hà Văn Mẫu"), body(VISIT, "Hà Văn Mẫu Mực", "Hà Văn Mẫu Mực")],
            evidence=at(VISIT, "thăm"),
        )
        people = [Person(name=name, evidence=at(VISIT, name)) for name in (NAME, "Hà Văn Mẫu Mực")]
        told = [organisation(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")]
        article = record("tham", VISIT, organisations=told, people=people, events=[visit])
        replace_article(db, article, content_hash=changed, version="test")
    close_database(db)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(suppressed, "EVERY", 0.0)
    path = small_archive(tmp_path / "kho.db")
    add_visit(path)
    (tmp_path / "kho.suppress.txt").write_text(LIST, "utf-8")
    return path


Get = Callable[[str], tuple[int, str]]


@pytest.fixture
def get(database: Path) -> Iterator[Get]:
    """Status and text of a page; in JSON too, letters stand as themselves."""
    datasette = archive_app(database)
    with asyncio.Runner() as loop:

        def ask(path: str) -> tuple[int, str]:
            response = loop.run(datasette.client.get(f"/{path}"))
            return response.status_code, re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), response.text)

        yield ask


def named(text: str) -> bool:
    return NAME.lower() in text.lower()


def key_of(database: Path, table: str, column: str, value: str) -> int:
    with closing(open_archive(database)) as connection:
        connection.text_factory = str
        return connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", [value]).fetchone()["id"]


def pages(database: Path) -> list[str]:
    """Where the name would be, was it not suppressed."""
    tables = ("people", "event_people", "person_claims", "article_people", "events", "articles", "timeline")
    visit, article = (key_of(database, table, "title", "Thăm ông Hà Văn Mẫu") for table in ("events", "articles"))
    return [
        "",
        *(f"kho/{table}{form}" for table in tables for form in ("", ".json?_shape=array&_labels=on", ".csv?_labels=on&_stream=on")),
        *(f"kho/events/{visit}{form}" for form in ("", ".json")),
        *(f"kho/articles/{article}{form}" for form in ("", ".json")),
        "kho/people?_facet=name",
        "kho/event_people?_facet=person_id",
        "kho/-/timeline",
        "kho/-/timeline?month=2024-02",
        "kho/-/search?q=tham+ong",
        "kho/-/search?q=mau",
        "kho/body_year?body=bac+kan&year=2024",
        "kho.json?sql=select+name+from+people&_shape=array",
        "kho.json?sql=select+title,place+from+events&_shape=array",
        *(f"kho/-/events.{format}" for format in ("csv", "jsonl", "ics", "atom", "timelinejs", "jsonld", "html")),
    ]


def test_the_name_is_read_on_no_page(database: Path, get: Get) -> None:
    shown = {page: get(page) for page in pages(database)}
    assert {page: status for page, (status, _) in shown.items() if status != 200} == {}
    assert [page for page, (_, text) in shown.items() if named(text)] == []
    for page in ("kho/-/timeline", "kho/events", "kho/-/events.atom", "kho/-/events.csv"):
        assert f"Thăm ông {INITIALS}" in shown[page][1], page


def test_without_the_list_all_of_them_have_it(database: Path, get: Get) -> None:
    (database.parent / "kho.suppress.txt").unlink()
    assert [page for page in pages(database) if not named(get(page)[1])] == []


def test_the_person_has_no_page_and_is_no_fact(database: Path, get: Get) -> None:
    person, other = (key_of(database, "people", "name", name) for name in (NAME, "Hà Văn Mẫu Mực"))
    assert get(f"kho/people/{person}")[0] == get(f"kho/people/{person}.json")[0] == 404
    assert get(f"kho/people/{other}")[0] == 200
    page = get(f"kho/events/{key_of(database, 'events', 'title', 'Thăm ông Hà Văn Mẫu')}")[1]
    participants = page.split('class="kind-participant"')[1].split("</div>")[0]
    assert f"{INITIALS} Mực" in participants, "somebody else, whose name has it"
    assert participants.count("<dd") == 1
    assert page.count('mark class="kind-participant"') == 1


def test_evidence_stays_where_it_was(database: Path, get: Get) -> None:
    page = get(f"kho/events/{key_of(database, 'events', 'title', 'Thăm ông Hà Văn Mẫu')}")[1]
    text = " ".join(re.sub(r"<[^>]+>", "", page.split('<article class="text"')[1]).split())
    assert f"LĐLĐ tỉnh Bắc Kạn thăm ông {INITIALS} tại nhà ông {INITIALS}; ông {INITIALS} Mực cùng dự." in text
    assert f">nhà ông {INITIALS}</a></mark>" in page


def test_files_have_the_initials(database: Path) -> None:
    for format in FORMATS:
        out = io.BytesIO()
        export(database, format, out)
        if format == "xlsx":
            text = json.dumps([row for sheet in load_workbook(out) for row in sheet.values], ensure_ascii=False)
        elif format == "parquet":
            text = str(pytest.importorskip("pyarrow.parquet").read_table(out).to_pylist())
        else:
            text = re.sub(r"\r?\n ", "", out.getvalue().decode())  # calendars fold their lines
        assert not named(text), format
        assert f"Thăm ông {INITIALS}" in text, format


@pytest.mark.parametrize("asked", [NAME, "ha van mau", "ong HA VAN MAU dự", '"hà văn mẫu"', "ha, van (mau)"])
def test_search_for_the_name_finds_nothing(asked: str, get: Get) -> None:
    for table in ("articles", "events"):
        assert json.loads(get(f"kho/{table}.json?_shape=array&_search={asked}")[1]) == []
    assert "<strong>0</strong> sự kiện" in get(f"kho/-/timeline?q={asked}")[1]
    assert 'class="zero-results"' in get(f"kho/-/search?q={asked}")[1]
    assert json.loads(get("kho/events.json?_shape=array&_search=tham ong")[1]), "other words are found"


def test_a_part_of_the_name_finds_the_article_with_initials(get: Get) -> None:
    page = get("kho/-/search?q=van tinh")[1]
    assert "<mark>tỉnh</mark> Bắc Kạn thăm ông H* <mark>V**</mark> M** tại" in page
    assert not named(re.sub("<[^>]+>", "", page))


def test_the_list_is_read_anew_and_no_rebuild_touches_it(database: Path, get: Get) -> None:
    file = database.parent / "kho.suppress.txt"
    assert not named(get("kho/people")[1])
    add_visit(database, "2")
    assert file.read_text("utf-8") == LIST
    assert not named(get("kho/people")[1])
    before = file_state(str(database))
    file.write_text("# không còn ai\n", "utf-8")
    assert named(get("kho/people")[1])
    assert file_state(str(database)) != before, "and what was remembered is forgotten"
    file.write_text(f"Lý Thị Ví Dụ\n{NAME}\n", "utf-8")
    assert not named(get("kho/people")[1])


def test_what_is_checked_is_what_is_stored(database: Path) -> None:
    from sqlite_utils import Database

    connection = open_archive(database)
    found = check(Database(connection))
    connection.text_factory = str
    assert len(check(Database(connection))) < len(found), "with names put out, nothing could be proved"


def test_a_list_that_cannot_be_read_opens_nothing(database: Path) -> None:
    known = names(str(database))
    file = database.parent / "kho.suppress.txt"
    file.write_bytes("Hà Văn Mẫu".encode("utf-16"))
    assert names(str(database)) is known, "what it said before holds"
    other = small_archive(database.parent / "khac.db")
    file.rename(database.parent / "khac.suppress.txt")
    for opened in (open_archive, archive_app):
        with pytest.raises(DatabaseError, match=r"khac\.suppress\.txt: không đọc được danh sách tên") as error:
            opened(other)
        assert "\n" not in str(error.value)


TEXTS = [
    ("Lý Thị Ví Dụ", "bà Lý Thị Ví Dụ dự", "bà L* T** V* D* dự"),
    ("Lý Thị Ví Dụ", "BÀ LÝ THỊ VÍ DỤ", "BÀ L* T** V* D*"),
    ("Lý Thị Ví Dụ", "Lý Thị\nVí Dụ", "L* T**\nV* D*"),
    ("Lý Thị Ví Dụ", "Lý Thị Ví Dụng", "Lý Thị Ví Dụng"),
    ("Y Mẫu\nY Mẫu Êban", "Y Mẫu Êban và Y Mẫu", "Y M** Ê*** và Y M**"),  # the longest first
    ("Mẫu", "biểu mẫu", "biểu mẫu"),  # a word alone stands in too many others
    ("# Lý Thị Ví Dụ", "Lý Thị Ví Dụ", "Lý Thị Ví Dụ"),
    ("", "Lý Thị Ví Dụ", "Lý Thị Ví Dụ"),
    ("(a+)+$ [x", "(a+)+$ [x", "(a+)+$ [x"),
]


@pytest.mark.parametrize(("lines", "text", "expected"), TEXTS)
def test_a_name_in_a_text(lines: str, text: str, expected: str) -> None:
    assert Names.of(lines).hidden_in(text) == expected
    assert len(expected) == len(text)
