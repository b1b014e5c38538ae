"""`sukien export` of a real database, read back as a reader would."""

import csv
import io
import json
from pathlib import Path

import pytest
from small_archive import PROVINCE, SCHOOL, records, small_archive

from browse.export import CSV_COLUMNS, export
from schemas.database import DatabaseError, close_database, open_database, replace_article


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("kho") / "kho.db")


def exported(database: Path, format: str) -> bytes:
    out = io.BytesIO()
    assert export(database, format, out) == 5
    return out.getvalue()


def test_csv_has_a_row_per_event_in_order_of_start(database: Path) -> None:
    text = exported(database, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["start"] for row in rows] == ["2018-05-20", "2023-02-14", "2023-03-30", "2023-05-19", "2024-07-01"]
    assert {key: value for key, value in rows[1].items() if key != "id"} == {
        "start": "2023-02-14",
        "end": "2023-02-14",
        "type": "giam_sat",
        "type_label": "giám sát",
        "status": "held",
        "title": "Giám sát tại Nà Phặc",
        "organisers": PROVINCE,
        "targets": SCHOOL,
        "place": "",
        "province": "Bắc Kạn",
        "period": "",
        "people": "",
        "article_title": "Giám sát tại Nà Phặc",
        "url": "https://congdoan.example/giam-sat",
    }
    assert rows[0]["place"] == "Hội trường tỉnh"
    assert rows[3]["period"] == "2023/2028"


def test_csv_opens_in_a_spreadsheet_as_text(database: Path) -> None:
    data = exported(database, "csv")
    assert data.startswith("\ufeff".encode()), "Excel needs the mark to read Vietnamese"
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("x") <script>alert(1)</script>' in cells


def test_who_received_help_is_not_listed(database: Path) -> None:
    for format in ("csv", "jsonl"):
        text = exported(database, format).decode()
        assert "Hà Văn Mẫu" in text
        assert "Lý Thị Ví Dụ" not in text


def test_jsonl_has_the_facts_with_their_evidence(database: Path) -> None:
    events = [json.loads(line) for line in exported(database, "jsonl").decode().splitlines()]
    assert [event["start"] for event in events] == ["2018-05-20", "2023-02-14", "2023-03-30", "2023-05-19", "2024-07-01"]
    assert events[2]["types"] == ["kiem_tra", "giam_sat"]
    assert events[4]["title"].startswith("=HYPERLINK"), "no spreadsheet, no apostrophe"
    congress = events[3]
    assert congress["main"] is True
    assert [person["name"] for person in congress["people"]] == ["Hà Văn Mẫu"]
    assert [(award["count"], award["kind"], award["giver"]) for award in congress["awards"]] == [
        (29, "tập thể", PROVINCE),
        (51, "cá nhân", PROVINCE),
    ]
    text = next(record.text for record in records() if record.title == congress["article"]["title"])
    pieces = [[text[start:end] for start, end in fact["evidence"]] for fact in (congress["counts"][0], congress["awards"][1])]
    assert pieces == [["23.456 đoàn viên"], ["Bằng khen", "51 cá nhân"]]
    assert [text[start:end] for start, end in congress["evidence"]] == ["đại hội"]


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_the_order_in_which_articles_were_read_leaves_no_trace(format: str, database: Path, tmp_path: Path) -> None:
    db = open_database(tmp_path / "nguoc.db")
    with db.atomic():
        for record in reversed(records()):
            replace_article(db, record, content_hash=record.name, version="test")
    close_database(db)
    assert exported(tmp_path / "nguoc.db", format) == exported(database, format)


def test_refusals_are_one_line(database: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="xml: không có định dạng này; hãy chọn một trong csv, jsonl"):
        export(database, "xml", io.BytesIO())
    with pytest.raises(DatabaseError, match="không có tệp này"):
        export(tmp_path / "khong-co.db", "csv", io.BytesIO())
