"""The page of an event over a real database: every value of its card is found again, marked, in the article's text."""

import asyncio
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_archive import PROVINCE, SCHOOL, at, body, organisation, record, records

from browse import vietnamese
from browse.facts import Fact
from browse.marks import marked
from browse.serve import archive_app
from browse.when import period
from schemas.database import close_database, open_database, replace_article, replace_happenings
from schemas.record import Argument, Award, Count, Event, Person, Value

VISIT = """\
Trang chủ » Tin tức
Thăm gia đình đoàn viên </script><script>alert(1)</script>
Ngày 5/1/2024, LĐLĐ tỉnh Bắc Kạn thăm và tặng Bằng khen kèm 3 suất quà cho 2 cá nhân. Ông Hà Văn Mẫu trao quà cho bà Lý Thị Ví Dụ 🎁.
Tặng Bằng khen cho 29 tập thể, 51 cá nhân "><img src=x onerror=alert(2)> <b>đậm</b>\u202e.
Có 7
đoàn viên dự.
"""
LONG = f"Công đoàn {'x' * 10_000}"
AGAIN = """\
Tin vắn
Hôm 5/1/2024, LĐLĐ tỉnh Bắc Kạn thăm đoàn viên. Ngày 6/1/2024, LĐLĐ tỉnh Bắc Kạn thăm nữa.
"""
GIFT = """\
Trao nhà cho bà Lý Thị Ví Dụ
LĐLĐ tỉnh Bắc Kạn bàn giao nhà tại nhà bà Lý Thị Ví Dụ.
"""
SUSPECT = """\
Họp
Tháng 2/2024, họp tại Nhà văn hóa.
"""


def visit() -> Event:
    """An event whose evidence lies in pieces, over each other, side by side, behind an emoji and over the end of a line."""
    return Event(
        types=["cham_lo", "khen_thuong"],
        main=True,
        title="Thăm đoàn viên </script><script>alert(3)</script><!--",
        start="2024-01-05",
        end="2024-01-05",
        date=Value(value="2024-01-05/2024-01-05", evidence=at(VISIT, "Ngày 5/1/2024"), inferred="theo ngày đăng 2024-01-06"),
        organisers=[body(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
        targets=[Argument(name=LONG, evidence=at(VISIT, "<b>đậm</b>"))],
        people=[body(VISIT, "Hà Văn Mẫu", "Hà Văn Mẫu"), body(VISIT, "Lý Thị Ví Dụ", "Lý Thị Ví Dụ")],
        province="Bắc Kạn",
        evidence=at(VISIT, "thăm và tặng Bằng khen"),
        confidence=0.93,
    )


def articles() -> list:
    facts = {"published": Value(value="2024-01-06", inferred="trang")}
    return [
        *records(),
        record(
            "https://congdoan.example/tham?a=1&b=2",
            VISIT,
            url="https://congdoan.example/tham?a=1&b=2",
            organisations=[organisation(VISIT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")],
            people=[
                Person(name="Hà Văn Mẫu", title="Chủ tịch", evidence=at(VISIT, "Hà Văn Mẫu")),
                Person(name="Lý Thị Ví Dụ", recipient=True, evidence=at(VISIT, "Lý Thị Ví Dụ")),
            ],
            events=[visit()],
            counts=[
                Count(value=3, unit="suất quà", event=0, evidence=at(VISIT, "3 suất quà")),
                Count(value=12345.5, unit="đồng", of=20000, event=0, evidence=at(VISIT, "tặng Bằng khen kèm")),
                Count(value=7, unit="đoàn viên", event=0, evidence=at(VISIT, "7\nđoàn viên")),
            ],
            awards=[
                Award(name="Bằng khen", kind="tập thể", count=29, event=0, evidence=at(VISIT, "Bằng khen cho 29 tập thể")),
                Award(name="Bằng khen", kind="cá nhân", count=51, event=0, evidence=at(VISIT, "Bằng khen cho", "51 cá nhân")),
            ],
            **facts,
        ),
        record(
            "tin-van",
            AGAIN,
            organisations=[organisation(AGAIN, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")],
            events=[
                Event(
                    types=["cham_lo"],
                    title=f"Thăm lần {number}",
                    start=day,
                    end=day,
                    organisers=[body(AGAIN, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
                    evidence=at(AGAIN, trigger),
                )
                for number, day, trigger in ((1, "2024-01-05", "thăm đoàn viên"), (2, "2024-01-06", "thăm nữa"))
            ],
            **facts,
        ),
        record(
            "trao-nha",
            GIFT,
            organisations=[organisation(GIFT, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")],
            people=[Person(name="Lý Thị Ví Dụ", recipient=True, evidence=at(GIFT, "Lý Thị Ví Dụ"))],
            events=[
                Event(
                    types=["mai_am"],
                    title="Trao nhà cho bà Lý Thị Ví Dụ",
                    place=body(GIFT, "nhà bà Lý Thị Ví Dụ", "nhà bà Lý Thị Ví Dụ"),
                    evidence=at(GIFT, "bàn giao nhà"),
                )
            ],
        ),
        record(
            "hop",
            SUSPECT,
            events=[
                Event(
                    types=["khac"],
                    status="planned",
                    title="Họp",
                    start="2024-02",
                    end="2024-02",
                    place=body(SUSPECT, "Nhà văn hóa", "Nhà văn hóa"),
                    period=Value(value="2023-01/2023-06"),
                    evidence=at(SUSPECT, "họp tại"),
                    confidence=0.2,
                )
            ],
        ),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    db = open_database(path)
    with db.atomic():
        for each in articles():
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path


@pytest.fixture(scope="module")
def event(get: Callable) -> Callable[[str], dict]:
    """The row of the event whose title begins so."""
    rows = json.loads(get("events.json?_shape=array")[1])
    return lambda title: next(row for row in rows if row["title"].startswith(title))


@pytest.fixture(scope="module")
def page(get: Callable, event: Callable) -> Callable[[str], str]:
    """The page of the event whose title begins so."""

    def shown(title: str) -> str:
        status, text = get(f"events/{event(title)['id']}")
        assert status == 200
        return text

    return shown


class Reader(HTMLParser):
    """What a browser makes of a page: its text by element that has a `data-fact` or stands in a line of the article, links and ids."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.elements: list[str] = []
        self.links: list[str] = []
        self.marks: dict[str, str] = {}
        self.lines: list[tuple[str, str]] = []
        self.json_ld: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.elements.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag == "p" and self.inside("article"):
            self.lines.append((str(given["class"]), ""))
        if tag not in ("meta", "link", "input", "br", "img"):
            self.stack.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            assert tag != "mark", "marks are nested soundly"

    def inside(self, tag: str) -> bool:
        return any(open_tag == tag for open_tag, _ in self.stack)

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == ("script", {"type": "application/ld+json"}):
            self.json_ld.append(data)
        if self.inside("article") and self.inside("p"):
            kind, text = self.lines[-1]
            self.lines[-1] = (kind, text + data)
            for tag, given in self.stack:
                if tag == "mark" and given.get("data-fact"):
                    self.marks[str(given["data-fact"])] = self.marks.get(str(given["data-fact"]), "") + data


def card(page: str) -> dict[str, str]:
    """What the card says, as text, by number of the fact."""
    values = re.findall(r'<dd id="fact-(\d+)"[^>]*>(.*?)</dd>', page, re.DOTALL)
    return {number: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for number, text in values}


# The text and its marks.


def fact(number: int, *evidence: tuple[int, int]) -> Fact:
    return Fact(1, number, "count", "x", None, None, evidence, None, None)


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([], [("ABCDEF", [])]),
        ([[(0, 6)]], [("ABCDEF", [1])]),
        ([[(1, 3)]], [("A", []), ("BC", [1]), ("DEF", [])]),
        ([[(1, 4)], [(2, 6)]], [("A", []), ("B", [1]), ("CD", [2, 1]), ("EF", [2])]),
        ([[(2, 3)], [(1, 4)]], [("A", []), ("B", [2]), ("C", [2, 1]), ("D", [2]), ("EF", [])]),
        ([[(1, 2)], [(1, 2)]], [("A", []), ("B", [1, 2]), ("CDEF", [])]),
        ([[(0, 1), (2, 3)], [(1, 2)]], [("A", [1]), ("B", [2]), ("C", [1]), ("DEF", [])]),
        ([[(0, 3), (1, 4)]], [("A", [1]), ("BC", [1]), ("D", [1]), ("EF", [])]),  # over itself
        ([[(2, 2)], [(1, 2), (2, 3)]], [("A", []), ("B", [2]), ("C", [2]), ("DEF", [])]),  # of no width; side by side
        ([[(-5, 1), (5, 99), (7, 9)]], [("A", [1]), ("BCDE", []), ("F", [1])]),  # beyond the text
    ],
)
def test_text_is_cut_at_every_boundary(ranges: list, expected: list) -> None:
    facts = [fact(number, *evidence) for number, evidence in enumerate(ranges, 1)]
    (line,) = marked("ABCDEF", '[["body", 0, 6]]', facts)
    assert [(piece.text, [mark.fact.number for mark in piece.marks]) for piece in line.pieces] == expected
    first = [mark.fact.number for piece in line.pieces for mark in piece.marks if mark.first]
    assert sorted(first) == sorted(set(first)) == sorted({number for _, numbers in expected for number in numbers})


def test_lines_stand_in_their_zones_without_blanks() -> None:
    text = "  Khung \n\nThân bài\u2028dài 🎁 đây  \n"
    lines = marked(text, f'[["furniture", 0, 8], ["body", 8, {len(text)}]]', [fact(1, (text.index("dài"), text.index("đây") + 5))])
    assert [(line.kind, line.text) for line in lines] == [("furniture", "Khung"), ("body", "Thân bài"), ("body", "dài 🎁 đây")]
    assert [[(piece.text, len(piece.marks)) for piece in line.pieces] for line in lines] == [
        [("Khung", 0)],
        [("Thân bài", 0)],
        [("dài 🎁 đây", 1)],
    ]


def test_marks_cover_exactly_the_words_of_the_evidence(page: Callable) -> None:
    shown = Reader(page("Thăm đoàn viên"))
    assert shown.marks == {
        "1": "thăm và tặng Bằng khen",
        "2": "Ngày 5/1/2024",
        "3": "LĐLĐ tỉnh Bắc Kạn",
        "4": "<b>đậm</b>",
        "5": "Hà Văn Mẫu",
        "6": "3 suất quà",
        "7": "tặng Bằng khen kèm",  # over the end of the trigger
        "8": "7đoàn viên",  # over the end of a line
        "9": "Bằng khen cho 29 tập thể",
        "10": "Bằng khen cho51 cá nhân",  # in two pieces, the first inside the other award's
    }
    assert [text for _, text in shown.lines] == VISIT.splitlines(), "and the text is the article's, letter by letter"
    assert [kind for kind, _ in shown.lines] == ["furniture", "title", "body", "body", "body", "body"]


def test_every_value_leads_to_its_mark_and_back(page: Callable, event: Callable, get: Callable) -> None:
    for title in ("Thăm đoàn viên", "Đại hội Công đoàn tỉnh", "Giám sát", "Họp"):
        shown = Reader(page(title))
        assert len(shown.ids) == len(set(shown.ids)), "an id stands once"
        within = {link.removeprefix("#") for link in shown.links if link.startswith("#")}
        assert within <= set(shown.ids)
        assert {link for link in within if link.startswith("text-")} == {f"text-{number}" for number in shown.marks}
        assert {f"fact-{number}" for number in card(page(title))} >= {link for link in within if link.startswith("fact-")} > set()
    assert f'aria-label="Trang về {SCHOOL}">' in page("Giám sát"), "a body has a page besides"
    congress = card(page("Đại hội Công đoàn tỉnh"))
    assert "2023–2028 suy ra: nhiệm kỳ" in congress.values(), "a value that no place in the text proves leads nowhere"


def test_the_card_says_what_was_inferred_and_how_sure_it_is(page: Callable) -> None:
    facts = card(page("Thăm đoàn viên"))
    assert facts["1"].startswith("chăm lo, khen thưởng"), "every type, the best first"
    assert facts["2"].startswith("5/1/2024 suy ra: theo ngày đăng 6/1/2024")
    assert facts["5"].startswith("Hà Văn Mẫu, Chủ tịch")
    assert facts["6"].startswith("3 suất quà")
    assert facts["7"].startswith("12.345,5/20.000 đồng")
    assert facts["9"].startswith("29 × Bằng khen cho tập thể")
    assert "rất chắc (0,93)" in page("Thăm đoàn viên")
    assert "đáng ngờ (0,2)" in page("Họp")
    assert [value.split(" Tháng")[0] for value in card(page("Họp")).values()] == [
        "khác",
        "tháng 2/2024",
        "Nhà văn hóa",
        "tháng 1/2023 – tháng 6/2023",
    ]
    assert "98% đoàn viên" in card(page("Giám sát"))["6"]


# What stands around it.


def test_source_and_other_events(page: Callable, event: Callable) -> None:
    shown = page("Thăm đoàn viên")
    assert '<a href="https://congdoan.example/tham?a=1&amp;b=2" rel="external noreferrer">' in shown
    same = shown.split('<section class="same">')[1].split("</section>")[0]
    assert f'/kho/events/{event("Thăm lần 1")["id"]}">Tin vắn</a>' in same, "the same type, day and organiser"
    assert "cùng loại, cùng ngày, cùng đơn vị tổ chức" in same
    assert same.count("<li>") == 1, "the next day's is another"
    assert '<section class="siblings">' not in shown
    again = page("Thăm lần 1")
    assert f'/kho/events/{event("Thăm lần 2")["id"]}">Thăm lần 2</a>' in again.split('<section class="siblings">')[1]
    assert 'class="same"' not in page("Thăm lần 2")
    assert 'class="same"' not in page("Họp"), "events of a month, or of nobody, are not the same for that"


def test_reports_of_the_same_happening_and_what_they_disagree_on(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    db = open_database(path)
    with db.atomic():
        for each in articles():
            replace_article(db, each, content_hash=each.name, version="test")
    keys = dict(db.execute("SELECT title, id FROM events").fetchall())
    events = sorted(id_ for title, id_ in keys.items() if title.startswith(("Thăm đoàn viên", "Giám sát")))
    conflicts = {"start": ["2024-01-05", "2024-01-06"], "counts": {"suất quà": [3, 1200]}}
    row = {"id": events[0], "event_id": events[0], "type": "cham_lo", "reports": 2, "conflicts": json.dumps(conflicts)}
    with db.atomic():
        replace_happenings(db, events, [(row, events)])
    close_database(db)
    with asyncio.Runner() as loop:
        shown = loop.run(archive_app(path).client.get(f"/kho/events/{events[0]}")).text
    section = shown.split('<section class="reports">')[1].split("</section>")[0]
    assert f'/kho/events/{events[1]}">' in section
    assert "<li>Bắt đầu: 5/1/2024 · 6/1/2024</li>" in section
    assert "<li>suất quà: 3 · 1.200</li>" in section
    assert 'class="same"' not in shown, "which is but a guess"


def test_only_addresses_of_the_web_are_links(page: Callable) -> None:
    hostile = page('=HYPERLINK("x")')
    assert "javascript:alert(3)" in hostile
    assert not [link for link in Reader(hostile).links if link.startswith("javascript")]


def test_json_ld_is_an_event_of_schema_org(page: Callable, event: Callable) -> None:
    (text,) = Reader(page("Thăm đoàn viên")).json_ld
    described = json.loads(text)
    assert described.pop("@id").startswith("urn:uuid:"), "its name in the world, as in the exports"
    (target,) = described.pop("about")
    assert (target["@type"], target["name"][:10]) == ("Organization", "Công đoàn ")
    assert described == {
        "@context": "https://schema.org",
        "@type": "Event",
        "url": f"http://localhost/kho/events/{event('Thăm đoàn viên')['id']}",
        "name": "Thăm đoàn viên </script><script>alert(3)</script><!--",
        "startDate": "2024-01-05",
        "endDate": "2024-01-05",
        "eventStatus": "https://schema.org/EventScheduled",
        "keywords": "chăm lo",
        "inLanguage": "vi",
        "attendee": [{"@type": "Person", "name": "Hà Văn Mẫu", "jobTitle": "Chủ tịch"}],
        "organizer": [
            {
                "@type": "Organization",
                "name": PROVINCE,
                "url": f"http://localhost/kho/organisations/{event('Thăm đoàn viên')['organiser_id']}",
            }
        ],
        "location": {"@type": "Place", "name": "Bắc Kạn", "address": described["location"]["address"]},
        "subjectOf": {
            "@type": "NewsArticle",
            "headline": "Thăm gia đình đoàn viên </script><script>alert(1)</script>",
            "datePublished": "2024-01-06",
            "url": "https://congdoan.example/tham?a=1&b=2",
            "inLanguage": "vi",
        },
    }
    assert described["location"]["address"] == {"@type": "PostalAddress", "addressRegion": "Bắc Kạn", "addressCountry": "VN"}


def test_json_ld_has_dates_as_exact_as_they_are_and_says_nothing_of_what_is_unknown(page: Callable) -> None:
    (text,) = Reader(page("Họp")).json_ld
    described = json.loads(text)
    known = {"@context", "@type", "@id", "url", "name", "eventStatus", "keywords", "inLanguage", "location", "subjectOf"}
    assert set(described) == known | {"startDate", "endDate"}
    assert described["startDate"] == described["endDate"] == "2024-02", "schema.org's Date is one of ISO 8601: a month is one too"
    assert described["location"]["name"] == "Nhà văn hóa"
    assert described["subjectOf"]["url"].startswith("http://localhost/kho/articles/"), "an article without an address has its page here"
    (text,) = Reader(page('=HYPERLINK("x")')).json_ld
    assert json.loads(text)["subjectOf"]["url"].startswith("http://localhost/kho/articles/"), "nor is javascript: an address"


def test_who_received_help_is_named_in_the_text_only(page: Callable, event: Callable, get: Callable) -> None:
    for title in ("Thăm đoàn viên", "Đại hội Công đoàn tỉnh"):
        shown = page(title)
        around = re.sub(r"<article.*</article>|<q>.*?</q>", "", shown, flags=re.DOTALL)
        assert "Lý Thị Ví Dụ" in shown
        assert "Lý Thị Ví Dụ" not in around
        assert "Lý Thị Ví Dụ" not in " ".join(Reader(shown).marks.values())
        assert "Hà Văn Mẫu" in around
    given = page("Trao nhà")
    assert "Lý Thị Ví Dụ" not in " ".join(card(re.sub("<q>.*?</q>", "", given)).values()), "nor by way of a place"
    assert "nhà bà …" in card(given)["2"]
    described = json.loads(Reader(given).json_ld[0])
    assert (described["name"], described["location"]["name"]) == ("Trao nhà cho bà …", "nhà bà …")
    assert described["subjectOf"]["headline"] == "Trao nhà cho bà …"


def test_markup_and_long_names_in_the_archive_are_text(page: Callable) -> None:
    shown = page("Thăm đoàn viên")
    for harm in ("<script>alert", "<img src=x", "<b>đậm", "<!--"):
        assert harm not in shown
    read = Reader(shown)
    assert "img" not in read.elements
    assert read.elements.count("script") == 2, "ours, a file, and JSON-LD"
    assert LONG in shown, "whole: the style sheet breaks it"


def test_the_script_is_a_file_of_ours(page: Callable, get: Callable) -> None:
    scripts = re.findall(r"<script\b([^>]*)>", page("Thăm đoàn viên"))
    assert [re.findall(r'(?:src|type)="([^"]+)"', script) for script in scripts] == [["/-/sukien/evidence.js"], ["application/ld+json"]]
    for asset in ("evidence.js", "evidence.css"):
        status, text = get(f"/-/sukien/{asset}")
        assert status == 200
        assert "http" not in text


def test_every_address_stays_below_the_path_of_a_proxy(database: Path, event: Callable) -> None:
    datasette = archive_app(database)
    datasette._settings["base_url"] = "/duoi/"
    row = event("Thăm đoàn viên")
    with asyncio.Runner() as loop:
        for page in (f"events/{row['id']}", f"articles/{row['article_id']}", f"organisations/{row['organiser_id']}"):
            shown = loop.run(datasette.client.get(f"/kho/{page}"))
            assert shown.status_code == 200
            addresses = re.findall(r'(?:href|src|action)="([^"]*)"', shown.text)
            outside = [each for each in addresses if not each.startswith(("/duoi/", "#", "http://localhost/duoi/"))]
            assert set(outside) <= {"https://congdoan.example/tham?a=1&amp;b=2"}


# The article's page.


def test_an_article_has_the_marks_of_all_its_events(get: Callable, event: Callable) -> None:
    first, second = event("Thăm lần 1"), event("Thăm lần 2")
    status, page = get(f"articles/{first['article_id']}")
    assert status == 200
    assert f'<a href="/kho/events/{first["id"]}#fact-1" title="Loại sự kiện: chăm lo">thăm đoàn viên</a></mark>' in page
    assert f'<a href="/kho/events/{second["id"]}#fact-1" title="Loại sự kiện: chăm lo">thăm nữa</a></mark>' in page
    read = Reader(page)
    assert [text for _, text in read.lines] == AGAIN.splitlines()[1:], "its title is the page's"
    assert not [each for each in read.ids if each.startswith("text-")]
    assert "<script" not in page
    organiser = '<mark class="kind-organiser"><mark class="kind-organiser">'
    assert organiser in page, "the organiser of both"


# Words.


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-05-19/2023-05-20", "19/5/2023 – 20/5/2023"),
        ("2023-05-19/2023-05-19", "19/5/2023"),
        ("2014-Q3", "quý III/2014"),
        ("2021-01/2021-09", "tháng 1/2021 – tháng 9/2021"),
        ("2018/2023", "2018–2023"),
        ("2018", "năm 2018"),
        ("thế kỷ XX", "thế kỷ XX"),
    ],
)
def test_periods_in_words(value: str, expected: str) -> None:
    assert period(value) == expected


def test_numbers_and_confidence_in_words() -> None:
    assert [vietnamese.number(value) for value in (35, 21500, 520000000, 12345.5, 0.25)] == [
        "35",
        "21.500",
        "520.000.000",
        "12.345,5",
        "0,25",
    ]
    words = [vietnamese.confidence(value) for value in (1, 0.9, 0.7, 0.5, 0.04, 0)]
    assert words == ["rất chắc (1)", "rất chắc (0,9)", "khá chắc (0,7)", "chưa chắc (0,5)", "đáng ngờ (0,04)", "đáng ngờ (0)"]
