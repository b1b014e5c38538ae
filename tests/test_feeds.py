"""The exports read back by other programs' libraries, and the same files at addresses of the server."""

import asyncio
import csv
import gc
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import openpyxl
import pyarrow.parquet
import pytest
import vobject
from click.testing import CliRunner
from datasette.app import Datasette
from jsonschema import Draft202012Validator
from lxml import etree, html
from small_archive import PROVINCE, at, record, records, small_archive

from browse import export as exports
from browse import spreadsheet
from browse.archive import open_archive
from browse.events import read_events
from browse.export import FORMATS, FormatError, Tally, export, pieces
from browse.feed import title
from browse.feeds import Download
from browse.partial_dates import partial_date
from browse.selection import Selection
from browse.serve import SETTINGS, archive_app
from browse.spreadsheet import heading
from schemas.database import close_database, open_database, replace_article
from schemas.record import Event, Organisation, Person, Record, Value
from sukien import EXPORTS, main

HERE = Path(__file__).parent
LONG = "Đại hội rất dài " * 625  # 10,000 characters
HARMFUL = 'Họp\x0b\x00 \ufffe"><img src=x onerror=alert(1)>\r\nBEGIN:VEVENT </script><script>alert(2)</script> & \u202ecuối \u2028dòng'
CLEAN = 'Họp "><img src=x onerror=alert(1)> BEGIN:VEVENT </script><script>alert(2)</script> & \u202ecuối dòng'
PARTIAL = {"2023-Q1": "2023-Q1", "2021-09": "2021-10", "2014": "2014", "2023-02-30": "2023-02-30", "2022-12-30": "2023-01", None: None}
"""Starts and ends that are not, or not both, days."""


def odd_records() -> list[Record]:
    """An article whose events are dated in every way but well, and one that nobody would want to read."""
    dated = "Các ngày\nMọi cách ghi ngày.\n"
    odd = "Ngày 3/5/2024 họp.\nÔng Bùi Văn Thử được giúp đỡ.\n"
    days = [Event(types=["khac"], title=f"Ngày {start}", start=start, end=end) for start, end in PARTIAL.items()]
    harmful = [
        Event(
            types=["tap_huan"],
            status=status,
            title=text,
            start=day,
            end=day,
            place=None,
            organisers=[{"name": text, "evidence": at(odd, "họp")}],
            people=[{"name": "Bùi Văn Thử", "evidence": at(odd, "Bùi Văn Thử")}],
        )
        for text, status, day in ((HARMFUL, "held", "2024-05-03"), (LONG, "ongoing", "2024-05-04"))
    ]
    return [
        record("ngay", dated, events=days, published=Value(value="2023-08-01"), url="https://congdoan.example/tin?số=1&a=b"),
        record(
            "la",
            odd,
            title=HARMFUL,
            url='https://x/"onmouseover=alert(3)',
            organisations=[Organisation(name=text, kind="union", evidence=at(odd, "họp")) for text in (HARMFUL, LONG)],
            people=[Person(name="Bùi Văn Thử", recipient=True, evidence=at(odd, "Bùi Văn Thử"))],
            events=harmful,
        ),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive and the odd articles."""
    path = small_archive(tmp_path_factory.mktemp("kho") / "kho.db")
    add(path, odd_records())
    return path


def add(path: Path, articles: list[Record]) -> None:
    db = open_database(path)
    with db.atomic():
        for each in articles:
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)


@pytest.fixture(scope="module")
def exported(database: Path) -> Callable[..., bytes]:
    """The file of a format, and of a query if one is given."""
    known: dict[tuple[str, str], bytes] = {}

    def get(format: str, query: str = "") -> bytes:
        if (format, query) not in known:
            out = io.BytesIO()
            export(database, format, out, Selection.parse(query))
            known[format, query] = out.getvalue()
        return known[format, query]

    return get


def texts(format: str, data: bytes) -> str:
    """All that a file says."""
    if format == "xlsx":
        return repr([cell.value for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row])
    if format == "parquet":
        return repr(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist())
    return data.decode()


# Calendar.


def calendar(data: bytes) -> dict[str, Any]:
    """The events of a calendar by summary, as vobject reads it."""
    return {event.summary.value: event for event in vobject.readOne(data.decode()).vevent_list}


def test_a_calendar_has_whole_days_and_what_a_calendar_program_shows(exported: Callable[..., bytes]) -> None:
    events = calendar(exported("ics"))
    congress = events["Đại hội Công đoàn tỉnh"]
    assert (congress.dtstart.value, congress.dtend.value) == (date(2023, 5, 19), date(2023, 5, 21)), "the end is the day after"
    supervision = events["Giám sát tại Nà Phặc"]
    assert (supervision.dtstart.value, supervision.dtend.value) == (date(2023, 2, 14), date(2023, 2, 15))
    assert supervision.url.value == "https://congdoan.example/giam-sat"
    assert supervision.status.value == "CONFIRMED"
    assert supervision.categories.value == ["giám sát"]
    assert supervision.location.value == "Bắc Kạn"
    assert supervision.summary.params["LANGUAGE"] == ["vi"]
    assert supervision.dtstamp.value.isoformat() == "2023-02-14T17:00:00+00:00", "midnight in Vietnam of the day of publication"
    assert f"Đơn vị tổ chức: {PROVINCE}\n" in supervision.description.value
    assert "Số liệu: 35 đoàn viên; 98% đoàn viên" in supervision.description.value
    assert events["Đại hội lần trước"].location.value == "Hội trường tỉnh, Bắc Kạn"
    planned = events['=HYPERLINK("x") <script>alert(1)</script>']
    assert planned.status.value == "TENTATIVE"
    assert not hasattr(planned, "url"), "javascript: is no address"


def test_a_calendar_has_no_event_whose_day_is_not_known(exported: Callable[..., bytes]) -> None:
    events = calendar(exported("ics"))
    assert [summary for summary in events if summary.startswith("Ngày")] == ["Ngày 2022-12-30"]
    assert events["Ngày 2022-12-30"].dtend.value == date(2022, 12, 31), "an end of which only the month is known is no day"


def test_a_calendar_keeps_to_the_letter_of_the_standard(exported: Callable[..., bytes]) -> None:
    data = exported("ics")
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75, "octets to a line"
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", b"".join(lines))
    read = icalendar.Calendar.from_ical(data)
    assert read["VERSION"] == "2.0"
    assert read["PRODID"]
    assert len(read.events) == data.count(b"\r\nBEGIN:VEVENT\r\n") == 8, "a title that begins another event begins none"
    assert len({event["UID"] for event in read.events}) == len(read.events)
    assert CLEAN in {str(event["SUMMARY"]) for event in read.events}


# News.


def test_news_begins_with_what_was_published_last(exported: Callable[..., bytes]) -> None:
    data = exported("atom")
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.language == "vi"
    assert feed.entries[0].updated == "2023-08-01T00:00:00+07:00"
    assert feed.feed.updated == max(entry.updated for entry in feed.entries) == "2024-05-04T00:00:00+07:00"
    undated = [entry for entry in feed.entries if entry.title == "Ngày None"]
    assert undated[0].updated == "2023-08-01T00:00:00+07:00", "news have the day on which they were told"
    by_title = {entry.title: entry for entry in feed.entries}
    supervision = by_title["Giám sát tại Nà Phặc"]
    assert supervision.link == "https://congdoan.example/giam-sat"
    assert supervision.tags[0].term == "giam_sat"
    assert supervision.tags[0].label == "giám sát"
    assert f"<dd>{PROVINCE}</dd>" in supervision.content[0].value
    assert by_title["Ngày 2014"].link == "https://congdoan.example/tin?s%E1%BB%91=1&a=b"
    assert not [entry for entry in feed.entries if entry.title.startswith("=HYPERLINK")], "planned, and nobody knows when that was told"
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id) for entry in feed.entries)


def test_news_is_well_formed_and_its_text_is_text(exported: Callable[..., bytes]) -> None:
    root = etree.fromstring(exported("atom"))
    titles = root.findall("{*}entry/{*}title")
    assert CLEAN in [each.text for each in titles]
    assert not [each for each in titles if len(each)], "no element in a title"
    for content in root.findall("{*}entry/{*}content"):
        shown = html.fromstring(content.text)
        assert {element.tag for element in shown.iter()} == {"dl", "dt", "dd"}
        assert not [element for element in shown.iter() if element.attrib]


def test_news_is_of_the_latest_hundred(tmp_path: Path) -> None:
    text = "Hội thi\nHội thi.\n"
    events = [Event(types=["hoi_thi"], title=str(number), start=f"2020-01-{number % 28 + 1:02}", end=None) for number in range(101)]
    add(
        tmp_path / "kho.db",
        [record("thi", text, events=events), record("moi", text, events=events[:1], published=Value(value="2024-01-01"))],
    )
    out, said = io.BytesIO(), []
    assert export(tmp_path / "kho.db", "atom", out, tell=said.append) == 100
    assert said == ["tệp chỉ có 100 sự kiện được đăng gần đây nhất"]
    assert feedparser.parse(out.getvalue()).entries[0].updated == "2024-01-01T00:00:00+07:00"


# JSON for others.


@pytest.mark.parametrize(("format", "schema"), [("timelinejs", "timelinejs"), ("jsonld", "schema_org")])
@pytest.mark.parametrize("query", ["", "type=dai_hoi", "year=1990"])
def test_json_is_as_its_readers_expect(format: str, schema: str, query: str, exported: Callable[..., bytes]) -> None:
    validator = Draft202012Validator(json.loads((HERE / f"{schema}.schema.json").read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(json.loads(exported(format, query)))] == []


def test_a_timeline_for_newsrooms(exported: Callable[..., bytes]) -> None:
    data = json.loads(exported("timelinejs"))
    slides = {slide["unique_id"]: slide for slide in data["events"]}
    assert len(slides) == len(data["events"])
    shown = {html.fromstring(slide["text"]["headline"]).text_content(): slide for slide in data["events"]}
    congress = shown["Đại hội Công đoàn tỉnh"]
    assert congress["start_date"] == {"year": 2023, "month": 5, "day": 19}
    assert congress["end_date"] == {"year": 2023, "month": 5, "day": 20}
    assert congress["display_date"] == "19/5/2023 – 20/5/2023"
    assert congress["group"] == "đại hội"
    quarter = shown["Ngày 2023-Q1"]
    assert (quarter["start_date"], quarter["end_date"]) == ({"year": 2023, "month": 1}, {"year": 2023, "month": 3})
    assert quarter["display_date"] == "quý I/2023"
    assert "Ngày None" not in shown
    assert CLEAN in shown, "markup is shown, not obeyed"
    for slide in data["events"]:
        tags = {element.tag for part in slide["text"].values() for element in html.fragment_fromstring(part, "div").iter()}
        assert tags <= {"div", "a", "p", "b", "br"}


def test_linked_data(exported: Callable[..., bytes]) -> None:
    events = {event["name"]: event for event in json.loads(exported("jsonld"))["@graph"]}
    congress = events["Đại hội Công đoàn tỉnh"]
    assert (congress["startDate"], congress["endDate"]) == ("2023-05-19", "2023-05-20")
    assert congress["organizer"] == [{"@type": "Organization", "name": PROVINCE}]
    assert congress["attendee"] == [{"@type": "Person", "name": "Hà Văn Mẫu", "jobTitle": "Ông"}]
    assert congress["location"]["address"]["addressRegion"] == "Bắc Kạn"
    assert events["Giám sát tại Nà Phặc"]["subjectOf"] == {
        "@type": "NewsArticle",
        "headline": "Giám sát tại Nà Phặc",
        "url": "https://congdoan.example/giam-sat",
        "datePublished": "2023-02-15",
        "inLanguage": "vi",
    }
    assert (events["Ngày 2023-Q1"]["startDate"], events["Ngày 2023-Q1"]["endDate"]) == ("2023-01", "2023-03"), "ISO 8601 has no quarters"
    assert "startDate" not in events["Ngày None"]


# Tables.


def test_a_spreadsheet_has_texts_under_vietnamese_headings(exported: Callable[..., bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported("xlsx"))).active
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head][:7] == ["Mã", "Bắt đầu", "Kết thúc", "Mã loại", "Loại", "Tình trạng", "Tên"]
    assert sheet.freeze_panes == "A2"
    assert {cell.data_type for row in rows for cell in row} == {"inlineStr", "s", "n"}, "no formula"
    formula = next(cell for row in rows for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert formula.quotePrefix, "a text also when it is edited"
    table = list(csv.reader(io.StringIO(exported("csv").decode("utf-8-sig"), newline="")))
    assert [[row[0].value, row[1].value, row[7].value] for row in rows] == [
        [int(row[0]), row[1] or None, row[7].removeprefix("'") or None] for row in table[1:]
    ]
    assert {row[5].value for row in rows} == {"đã diễn ra", "đang diễn ra", "dự kiến"}


def test_what_is_too_much_for_a_sheet_goes_on_in_the_next(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS", 6)
    out = io.BytesIO()
    count = export(database, "xlsx", out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Sự kiện", "Sự kiện 2", "Sự kiện 3"]
    assert sum(sheet.max_row - 1 for sheet in book) == count == 13
    assert all(sheet["A1"].value == heading("id") for sheet in book)


def test_parquet_has_lists_and_the_days_that_a_date_may_be(exported: Callable[..., bytes]) -> None:
    rows = {row["title"]: row for row in pyarrow.parquet.read_table(io.BytesIO(exported("parquet"))).to_pylist()}
    congress = rows["Đại hội Công đoàn tỉnh"]
    assert congress["organisers"] == [PROVINCE]
    assert congress["counts"] == [{"value": 23456.0, "of": None, "unit": "đoàn viên"}]
    assert [(award["count"], award["kind"]) for award in congress["awards"]] == [(29, "tập thể"), (51, "cá nhân")]
    month = rows["Ngày 2021-09"]
    assert (month["start"], month["first_day"], month["last_day"]) == ("2021-09", date(2021, 9, 1), date(2021, 10, 31))
    assert rows["Ngày 2023-02-30"]["first_day"] is None
    assert len(rows) == 13


def test_without_its_library_a_format_says_what_to_install(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "find_spec", lambda name: None)
    with pytest.raises(FormatError, match=r"parquet: chưa có pyarrow; hãy cài pip install 'sukien\[parquet\]'"):
        export(database, "parquet", io.BytesIO())


# The page for other sites.


def test_the_page_stands_alone_and_lists_events_by_year(exported: Callable[..., bytes]) -> None:
    data = exported("html").decode()
    page = html.document_fromstring(data)
    assert page.get("lang") == "vi"
    years = [each.text for each in page.iter("h2")]
    assert years == ["Năm 2014", "Năm 2018", "Năm 2021", "Năm 2022", "Năm 2023", "Năm 2024", "Không rõ năm"]
    assert len(page.findall(".//details")) == 13
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)}.isdisjoint({"script", "link", "img", "iframe", "form"})
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name in ("src", "style")]
    assert {a.get("href").split(":")[0] for a in page.iter("a")} <= {"https", "http"}
    assert "default-src 'none'" in page.find(".//meta[@http-equiv]").get("content")
    assert not re.search(r"url\(|@import", data)
    assert CLEAN in [each.text for each in page.iter("bdi")]


def test_no_event_is_a_page_too(exported: Callable[..., bytes]) -> None:
    assert "Không có sự kiện nào." in exported("html", "year=1990").decode()
    assert feedparser.parse(exported("atom", "year=1990")).entries == []
    assert icalendar.Calendar.from_ical(exported("ics", "year=1990")).events == []
    assert len(exported("csv", "year=1990").splitlines()) == 1


# All of them.


@pytest.mark.parametrize("format", FORMATS)
def test_who_received_help_is_listed_nowhere(format: str, exported: Callable[..., bytes]) -> None:
    said = texts(format, exported(format))
    assert "Lý Thị Ví Dụ" not in said
    assert "Bùi Văn Thử" not in said
    assert "Đại hội Công đoàn tỉnh" in said


@pytest.mark.parametrize("format", FORMATS)
def test_a_rebuild_in_another_order_gives_the_same_file(format: str, exported: Callable[..., bytes], tmp_path: Path) -> None:
    add(tmp_path / "kho.db", [*odd_records(), *records()][::-1])
    out = io.BytesIO()
    export(tmp_path / "kho.db", format, out)
    assert texts(format, out.getvalue()) == texts(format, exported(format)), "and so the same names of events and feeds"


@pytest.mark.parametrize(
    ("format", "left_out"),
    [
        ("ics", "5 sự kiện không có trong tệp, vì bài viết không cho biết ngày bắt đầu"),
        ("timelinejs", "2 sự kiện không có trong tệp, vì bài viết không cho biết thời gian"),
        ("html", None),
    ],
)
def test_what_is_left_out_is_told(format: str, left_out: str | None, database: Path) -> None:
    said: list[str] = []
    export(database, format, io.BytesIO(), tell=said.append)
    assert said == ([left_out] if left_out else [])


def test_the_names_of_events_never_change(database: Path) -> None:
    with closing(open_archive(database)) as connection:
        names = {event.title: str(event.uuid) for event in read_events(connection, Selection())}
    assert names["Giám sát tại Nà Phặc"] == "29d16bb3-f302-57c5-8025-5c753308b3b8", "whoever subscribed would see all events twice"


def test_a_selection_has_a_title(database: Path) -> None:
    with closing(open_archive(database)) as connection:
        (key,) = connection.execute("SELECT id FROM organisations WHERE name = ?", [PROVINCE]).fetchone()
        for query, called in (
            ("", "Kho sự kiện công đoàn"),
            (f"type=dai_hoi&body={key}&year=2023", f"Kho sự kiện công đoàn: đại hội, {PROVINCE}, năm 2023"),
            ("province=Bắc Kạn&level=district&month=2023-05", "Kho sự kiện công đoàn: Bắc Kạn, cấp huyện và tương đương, tháng 5/2023"),
            ("status=planned&q=nhà&from=2023-05-02", "Kho sự kiện công đoàn: dự kiến, “nhà”, từ 2/5/2023"),
            ("body=7", "Kho sự kiện công đoàn"),
        ):
            assert title(connection, Selection.parse(query)) == called


@pytest.mark.parametrize(
    ("text", "first", "last", "iso"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), ("2024-02-29", "2024-02-29")),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), ("2024-02", "2024-02")),
        ("2014-Q4", date(2014, 10, 1), date(2014, 12, 31), ("2014-10", "2014-12")),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), ("2014", "2014")),
    ],
)
def test_partial_dates(text: str, first: date, last: date, iso: tuple[str, str]) -> None:
    read = partial_date(text)
    assert read
    assert (read.first, read.last, read.iso) == (first, last, iso)


@pytest.mark.parametrize("text", [None, "", "2023-02-30", "2023-13", "2023-00", "0000", "2014-Q5", "hôm qua", "2023-05-19T10:00"])
def test_no_dates(text: str | None) -> None:
    assert partial_date(text) is None


# The command.


def test_the_command_offers_every_format() -> None:
    assert list(FORMATS) == EXPORTS


def test_the_command_selects_as_an_address_does(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "su-kien.csv"
    arguments = ["export", "--db", str(database), "--format", "csv", "--out", str(out)]
    done = CliRunner().invoke(
        main, [*arguments, "--type", "dai_hoi", "--type", "giam_sat", "--from", "2023-01-01", "--province", "Bắc Kạn"]
    )
    assert done.exit_code == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["title"] for row in rows] == ["Giám sát tại Nà Phặc", "Đại hội Công đoàn tỉnh"]
    wrong = CliRunner().invoke(main, [*arguments, "--level", "cao"])
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (2, 1)
    assert "Không có cấp “cao”" in wrong.stderr
    told = CliRunner().invoke(main, ["export", "--db", str(database), "--format", "ics"])
    assert "sukien: 5 sự kiện không có trong tệp" in told.stderr
    assert told.stdout.startswith("BEGIN:VCALENDAR")


# The server.

Get = Callable[[str], Any]


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Get]:
    datasette = archive_app(database)
    with asyncio.Runner() as loop:
        yield lambda path: loop.run(datasette.client.get(path))


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_at_an_address(format: str, get: Get, exported: Callable[..., bytes]) -> None:
    query = "type=dai_hoi&type=tap_huan"
    response = get(f"/-/events.{format}?{query}&_=1")
    assert response.status_code == 200
    assert response.headers["content-type"] == FORMATS[format].media_type
    kind, _, name = response.headers["content-disposition"].partition("; ")
    assert (kind in ("inline", "attachment"), name) == (True, f'filename="su-kien.{format}"')
    assert response.headers["x-content-type-options"] == "nosniff"
    if format not in ("ics", "atom", "timelinejs", "jsonld", "html"):  # which have the addresses of the server in them
        assert texts(format, response.content) == texts(format, exported(format, query)), "as the command writes it"
    assert "Đại hội lần trước" in texts(format, response.content)
    assert "Nà Phặc" not in texts(format, response.content)


def test_feeds_of_a_server_lead_back_to_it(get: Get) -> None:
    feed = feedparser.parse(get("/-/events.atom?year=2023&type=giam_sat").content)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "http://localhost/kho/-/events.atom?type=giam_sat&year=2023"
    (entry,) = feed.entries
    links = {link.rel: link.href for link in entry.links}
    assert links["via"] == "https://congdoan.example/giam-sat"
    page = get(links["alternate"].removeprefix("http://localhost"))
    assert (page.status_code, "Giám sát tại Nà Phặc" in page.text) == (200, True)
    assert feed.feed.id == feedparser.parse(get("/-/events.atom?type=giam_sat&year=2023&q=").content).feed.id, "the same selection"
    calendar_of = icalendar.Calendar.from_ical(get("/-/events.ics?type=dai_hoi").content)
    assert str(calendar_of["SOURCE"]) == "http://localhost/kho/-/events.ics?type=dai_hoi"
    assert all(str(event["URL"]).startswith("http://localhost/kho/events/") for event in calendar_of.events), (
        "they have no address of their own"
    )


@pytest.mark.parametrize("query", ["type=khong", "month=2023-13", "from=2023-02-30", "body=x", "year=2023&to=2023-01-01"])
def test_what_cannot_be_is_refused_in_a_sentence(query: str, get: Get) -> None:
    for path in ("/-/events.ics", "/-/events"):
        response = get(f"{path}?{query}")
        assert response.status_code == 404
        assert "Traceback" not in response.text
        assert re.search(r"Không có|không phải|Hãy chọn", response.text)


def test_unknown_formats_are_not_found(get: Get) -> None:
    assert get("/-/events.xml").status_code == 404
    assert get("/-/events.icsx").status_code == 404
    assert get("/khac/-/events.ics").status_code == 404


def test_the_page_of_feeds_offers_every_format_of_the_selection(get: Get) -> None:
    response = get("/kho/-/events?type=dai_hoi&year=2023")
    page = html.document_fromstring(response.text)
    links = [a.get("href") for a in page.iter("a")]
    for format in FORMATS:
        assert f"/kho/-/events.{format}?type=dai_hoi&year=2023" in links
    assert "Kho sự kiện công đoàn: đại hội, năm 2023." in page.text_content()
    assert "http://localhost/kho/-/events.ics?type=dai_hoi&year=2023" in page.text_content()
    assert "<script>alert" not in get("/-/events?q=<script>alert(1)</script>").text
    home = html.document_fromstring(get("/").text)
    assert home.find(".//link[@type='application/atom+xml']").get("href") == "/kho/-/events.atom"
    assert "/kho/-/events" in [a.get("href") for a in home.iter("a")]


def ask(datasette: Datasette, *paths: str) -> list[Any]:
    with asyncio.Runner() as loop:
        return [loop.run(datasette.client.get(path)) for path in paths]


def test_who_may_not_see_the_events_gets_no_file(database: Path) -> None:
    archive_app(database)  # registers the plugin
    for closed in ({"allow": False}, {"databases": {"kho": {"tables": {"events": {"allow": False}}}}}):
        answers = ask(Datasette([str(database)], metadata=closed), "/-/events.csv", "/-/events")
        assert [answer.status_code for answer in answers] == [403, 403]


def test_below_a_path_of_another_server(database: Path) -> None:
    archive_app(database)
    below = Datasette([str(database)], settings={**SETTINGS, "base_url": "/kho-tin/"})
    atom, page = ask(below, "/-/events.atom?type=giam_sat", "/-/events")
    assert 'href="http://localhost/kho-tin/kho/-/events.atom?type=giam_sat"' in atom.text
    assert "http://localhost/kho-tin/kho/events/" in atom.text
    assert 'href="/kho-tin/kho/-/events.ics"' in page.text


def test_each_of_several_databases_has_its_own(database: Path, tmp_path: Path) -> None:
    archive_app(database)
    both = Datasette([str(database), str(small_archive(tmp_path / "nhỏ hơn.db"))])
    answers = ask(both, "/-/events.csv", "/kho/-/events.csv", f"{both.urls.database('nhỏ hơn')}/-/events.csv")
    assert [len(answer.text.splitlines()) for answer in answers] == [14, 14, 6]


def test_other_databases_have_no_events_to_offer(tmp_path: Path) -> None:
    assert [answer.status_code for answer in ask(Datasette([], memory=True), "/-/events.ics", "/-/events")] == [404, 404]


def test_other_sites_may_read_where_the_server_says_so(database: Path) -> None:
    archive_app(database)
    (closed,), (opened,) = (ask(Datasette([str(database)], cors=cors), "/-/events.timelinejs") for cors in (False, True))
    assert "access-control-allow-origin" not in closed.headers
    assert opened.headers["access-control-allow-origin"] == "*"


def test_a_reader_who_has_gone_is_sent_no_more() -> None:
    closed = threading.Event()

    def endless() -> Any:
        try:
            while True:
                yield b"x" * 1000
        finally:
            closed.set()

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        await asyncio.sleep(0)

    asyncio.run(Download(endless(), receive, {}, "text/plain").asgi_send(send))
    assert closed.wait(10)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_is_given_up_leaves_nothing_open(format: str, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unraisable: list[Any] = []
    monkeypatch.setattr("sys.unraisablehook", unraisable.append)
    begun = pieces(database, FORMATS[format], Selection(), Tally())
    assert len(list(islice(begun, 2))) > 0
    begun.close()
    gc.collect()
    assert unraisable == []


def test_a_failure_before_the_first_piece_is_an_error_and_no_half_a_file() -> None:
    def broken() -> Any:
        raise OSError("đĩa hỏng")
        yield b""

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with pytest.raises(OSError, match="đĩa hỏng"):
        asyncio.run(Download(broken(), receive, {}, "text/plain").asgi_send(send))
    assert sent == []
