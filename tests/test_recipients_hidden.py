"""Who received help is found by name in no table and on no row: asked for as a page, as data, through links and by other spellings."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_archive import small_archive

from browse.archive import open_archive
from browse.recipients import NOT_SHOWN, OTHERS, ROW
from browse.serve import archive_app

RECIPIENT, OFFICIAL = "Lý Thị Ví Dụ", "Hà Văn Mẫu"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("kho") / "kho.db")


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Callable[[str], tuple[int, str]]]:
    """Status and text of a page; in JSON too, letters stand as themselves."""
    datasette = archive_app(database)
    with asyncio.Runner() as loop:

        def ask(path: str) -> tuple[int, str]:
            response = loop.run(datasette.client.get(f"/kho/{path}"))
            return response.status_code, re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), response.text)

        yield ask


def keys(database: Path, table: str, condition: str) -> list[str]:
    """The addresses of the rows of a table, by primary key."""
    with closing(open_archive(database)) as connection:
        columns = [row[1] for row in sorted(connection.execute(f"PRAGMA table_info({table})"), key=lambda row: row[5]) if row[5]]
        return [",".join(map(str, row)) for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}")]


PAGES = ["{}", "{}.json?_shape=array&_labels=on", "{}.csv?_labels=on&_stream=on"]
OWN = ["people?recipient=1", "people?_facet=name", "event_people?role=recipient", "event_people?_facet=person_id", "people?_sort=name"]
OWN += ["person_claims?_facet=person_id", "person_claims?_facet=name", "article_people?_facet=claim_id"]


@pytest.mark.parametrize("page", [*(page.format(table) for page in PAGES for table in OTHERS), *OWN])
def test_tables_name_officials_only(page: str, get: Callable) -> None:
    status, text = get(page)
    assert status == 200
    assert RECIPIENT not in text
    if "?" not in page and page != "article_people":
        assert OFFICIAL in text


@pytest.mark.parametrize("table", OTHERS)
def test_rows_of_those_who_received_help_are_not_found(table: str, database: Path, get: Callable) -> None:
    (hidden,) = keys(database, table, f"NOT ({OTHERS[table]})")
    for name in (table, table.upper(), table.replace("e", "~65")):
        for suffix in ("", ".json", ".json?_shape=array", ".json?_extras=foreign_key_tables"):
            status, text = get(f"{name}/{hidden}{suffix}")
            assert (status, RECIPIENT in text) == (404, False), f"{name}{suffix}"
    assert NOT_SHOWN in get(f"{table}/{hidden}")[1]
    (shown,) = keys(database, table, OTHERS[table])
    assert get(f"{table}/{shown}")[0] == get(f"{table}/{shown}.json")[0] == 200


def test_other_rows_are_datasettes(database: Path, get: Callable) -> None:
    assert get("people/0")[0] == get("people/1,2")[0] == get("people/x.json")[0] == 404
    assert "Bảng không có dòng này" in get("people/0")[1]
    for table in ("events", "counts", "places"):
        for key in keys(database, table, "1"):
            assert get(f"{table}/{key}")[0] == 200
            assert json.loads(get(f"{table}/{key}.json")[1])["rows"]


def test_the_article_itself_is_whole(database: Path, get: Callable) -> None:
    assert any(RECIPIENT in get(f"articles/{key}")[1] for key in keys(database, "articles", "1"))


def test_a_row_counts_those_who_lead_to_it_as_their_table_shows_them(database: Path, get: Callable) -> None:
    (event,) = keys(database, "events", "title = 'Đại hội Công đoàn tỉnh'")
    assert "Người trong sự kiện: 1</a>" in get(f"events/{event}")[1]
    tables = json.loads(get(f"events/{event}.json?_extras=foreign_key_tables")[1])["foreign_key_tables"]
    assert {"event_people": 1, "counts": 1}.items() <= {table["other_table"]: table["count"] for table in tables}.items()


@pytest.mark.parametrize("address", ["/kho/people/1", "/kho/people/1.json", "/kho~2Ex/people/a,2"])
def test_the_address_of_a_row(address: str) -> None:
    assert re.match(ROW, address)


@pytest.mark.parametrize("address", ["/-/static/app.css", "/-/sukien/evidence.js", "/kho/-/timeline", "/kho/people", "/kho.db"])
def test_the_address_of_something_else(address: str) -> None:
    assert not re.match(ROW, address)
