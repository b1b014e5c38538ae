"""Which events an address asks for: what it accepts, what it finds, and how it is written back."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from small_archive import DISTRICT, PROVINCE, record, small_archive

from browse.archive import open_archive
from browse.selection import LEVELS, STATUSES, Selection
from schemas.database import close_database, open_database, replace_article
from schemas.record import Event, Value

DATES = {
    # start, end: the months of 2023 and the years in which it is
    ("2023-05-19", "2023-05-20"): ([5], [2023]),
    ("2023-04-30", "2023-05-01"): ([4, 5], [2023]),
    ("2022-12-30", "2023-01-02"): ([1], [2022, 2023]),
    ("2023-12-31", "2024-01-01"): ([12], [2023, 2024]),
    ("2023-01-31", "2023-03-01"): ([1, 2, 3], [2023]),
    # longer than REACH: found where it begins, and no further
    ("2023-07-10", "2023-09-10"): ([7, 8], [2023]),
    ("2023-02", "2023-02"): ([2], [2023]),
    ("2022-11", "2023-02"): ([1, 2], [2022, 2023]),
    ("2023-Q1", "2023-Q1"): ([1, 2, 3], [2023]),
    ("2023-Q2", "2023-Q3"): ([4, 5, 6, 7, 8, 9], [2023]),
    ("2022-Q4", "2023-Q1"): ([1, 2, 3], [2022, 2023]),
    ("2023", "2023"): (list(range(1, 13)), [2023]),
    ("2022", "2023-Q1"): ([1, 2, 3], [2022, 2023]),
    ("2022", "2022"): ([], [2022]),
    ("2024-02-29", "2024-02-29"): ([], [2024]),
    # no date: the year of its article's day, no month
    (None, None): ([], [2023]),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The small archive, and an article whose events are dated in every way."""
    path = small_archive(tmp_path_factory.mktemp("kho") / "kho.db")
    text = "Các ngày\nMọi cách ghi ngày.\n"
    events = [Event(types=["khac"], title=str(number), start=start, end=end) for number, (start, end) in enumerate(DATES)]
    db = open_database(path)
    with db.atomic():
        dated = record("ngay", text, events=events, published=Value(value="2023-08-01"))
        replace_article(db, dated, content_hash="ngay", version="test")
    close_database(db)
    connection = open_archive(path)
    yield connection
    connection.close()


def found(archive: sqlite3.Connection, query: str) -> list[str]:
    condition, parameters = Selection.parse(query).where()
    return [
        title
        for (title,) in archive.execute(f"SELECT title FROM events e WHERE {condition} ORDER BY start, article_id, position", parameters)
    ]


def dated(archive: sqlite3.Connection, query: str) -> list[tuple[str | None, str | None]]:
    """The dates found, of the article whose events are dated in every way."""
    names = list(DATES)
    return sorted((names[int(title)] for title in found(archive, query) if title.isdigit()), key=names.index)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_the_events_of_its_days_and_those_whose_date_covers_it(month: int, archive: sqlite3.Connection) -> None:
    assert dated(archive, f"month=2023-{month:02}") == [dates for dates, (months, _) in DATES.items() if month in months]


@pytest.mark.parametrize("year", range(2021, 2026))
def test_a_year_has_those_without_a_date_too(year: int, archive: sqlite3.Connection) -> None:
    assert dated(archive, f"year={year}") == [dates for dates, (_, years) in DATES.items() if year in years]
    everything = [dates for dates, (_, years) in DATES.items() if year in years]
    assert dated(archive, f"from={year}-01-01&to={year}-12-31") == everything, "its days are the year"


def test_days_are_included_at_both_ends_and_either_may_be_missing(archive: sqlite3.Connection) -> None:
    in_may = ("2023-05-19", "2023-05-20")
    for query, is_found in (
        ("from=2023-05-20&to=2023-05-20", True),
        ("from=2023-05-19&to=2023-05-19", True),
        ("from=2023-05-21&to=2023-06-30", False),
        ("from=2023-04-01&to=2023-05-18", False),
        ("from=2023-05-20", True),
        ("from=2023-05-21", False),
        ("to=2023-05-19", True),
        ("to=2023-05-18", False),
        ("from=0001-01-01&to=9999-12-31", True),
    ):
        assert (in_may in dated(archive, query)) == is_found, query
    assert ("2023-Q2", "2023-Q3") in dated(archive, "from=2023-09-30")
    assert ("2023-Q1", "2023-Q1") not in dated(archive, "from=2023-04-01&to=2023-04-30")
    assert ("2023-Q2", "2023-Q3") not in dated(archive, "to=2023-03-31")
    assert (None, None) not in dated(archive, "from=2000-01-01")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=giam_sat", ["Giám sát tại Nà Phặc"]),
        ("type=giam_sat&type=kiem_tra", ["Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông"]),
        ("type=dai_hoi&year=2018", ["Đại hội lần trước"]),
        ("type=dai_hoi&month=2018-06", []),
        ("province=Bắc Kạn&type=dai_hoi", ["Đại hội lần trước", "Đại hội Công đoàn tỉnh"]),
        ("province=B%E1%BA%AFc+K%E1%BA%A1n&level=district", ["Kiểm tra, giám sát ở Bạch Thông"]),
        ("level=grassroots", ['=HYPERLINK("x") <script>alert(1)</script>']),
        ("status=planned&year=2024", ['=HYPERLINK("x") <script>alert(1)</script>']),
        ("status=ongoing", []),
        ("q=dai hoi", ["Đại hội lần trước", "Đại hội Công đoàn tỉnh"]),
        ("q=ĐẠI HỘI&from=2020-01-01", ["Đại hội Công đoàn tỉnh"]),
        ("q=ubkt ldld bach thong", ["Kiểm tra, giám sát ở Bạch Thông"]),
        ("q=%22", []),
        ("q=' OR 1 --", []),
        ("type=&province=&q=&status=planned&khac=1", ['=HYPERLINK("x") <script>alert(1)</script>']),
    ],
)
def test_filters_all_hold_together(query: str, expected: list[str], archive: sqlite3.Connection) -> None:
    assert found(archive, query) == expected


def test_a_body_stands_for_all_below_it(archive: sqlite3.Connection) -> None:
    keys = {name: id_ for id_, name in archive.execute("SELECT id, name FROM organisations")}
    inspection = "Kiểm tra, giám sát ở Bạch Thông"
    assert found(archive, f"body={keys[DISTRICT]}") == [inspection]
    held = ["Đại hội lần trước", "Giám sát tại Nà Phặc", inspection, "Đại hội Công đoàn tỉnh"]
    assert found(archive, f"body={keys[PROVINCE]}") == held, "the inspection was held by a committee of a district of the province"
    assert found(archive, f"body={keys[PROVINCE]}&month=2023-04") == [inspection]
    assert found(archive, "body=7") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("month=2023-13", "Không có tháng “2023-13”; hãy viết như 2023-05."),
        ("month=2023", "Không có tháng “2023”"),
        ("month=２０２３-０５", "Không có tháng"),
        ("year=0000", "Không có năm “0000”"),
        ("year=23", "Không có năm “23”"),
        ("from=2023-02-29", "Không có ngày “2023-02-29”; hãy viết như 2023-05-19."),
        ("to=20230531", "Không có ngày"),
        ("from=2023-05-02&to=2023-05-01", "Ngày đầu (2/5/2023) ở sau ngày cuối (1/5/2023)."),
        ("year=2023&from=2023-05-01", "không cả hai"),
        ("type=dai_hoi&type=<script>", "Không có loại sự kiện “<script>”"),
        ("level=cao", "Không có cấp “cao”; hãy chọn một trong national, "),
        ("status=huy", "Không có tình trạng “huy”"),
        ("body=LĐLĐ", "“LĐLĐ” không phải mã của cơ quan nào"),
        ("body=99999999999999999999", "không phải mã"),
        (f"q={'a' * 10_000}", "Lời tìm dài quá 200 ký tự"),
        (f"type={'a' * 10_000}", f"“{'a' * 40}…”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(query: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        Selection.parse(query)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=&type=&month=", ""),
        ("type=kiem_tra&type=giam_sat&type=kiem_tra", "type=giam_sat&type=kiem_tra"),
        ("month=2023-05", "month=2023-05"),
        ("month=2023-05&year=2023", "month=2023-05"),
        ("from=2024-02-01&to=2024-02-29", "month=2024-02"),
        ("from=2023-01-01&to=2023-12-31", "year=2023"),
        ("to=2023-05-31", "to=2023-05-31"),
        ("year=2023&q= dai  hoi &body=007", "body=7&q=dai+hoi&year=2023"),
        ("province=Bắc Kạn", "province=B%E1%BA%AFc+K%E1%BA%A1n"),
        ("province=Ba\u0306\u0301c Ka\u0323n", "province=B%E1%BA%AFc+K%E1%BA%A1n"),  # letters and marks apart
    ],
)
def test_the_same_selection_has_one_address(query: str, canonical: str) -> None:
    selection = Selection.parse(query)
    assert selection.query() == canonical
    assert Selection.parse(canonical) == selection


def test_it_is_made_without_an_address_too() -> None:
    assert Selection(types=("dai_hoi",), first=date(2023, 5, 1), last=date(2023, 5, 31)).query() == "type=dai_hoi&month=2023-05"


def test_codes_have_words() -> None:
    values = yaml.safe_load((Path(__file__).parent.parent / "browse" / "metadata.yaml").read_text("utf-8"))["values"]
    assert set(LEVELS) == set(values["level"])
    assert set(STATUSES) == set(values["status"])
