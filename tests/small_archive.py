"""Five articles and what they say, written for the tests of the reading room: a database whose answers can be told by heart."""

from pathlib import Path

from schemas.database import close_database, open_database, replace_article
from schemas.record import Argument, Award, Count, Event, Organisation, Person, Place, Range, Record, Value, Zone

PROVINCE = "Liên đoàn Lao động tỉnh Bắc Kạn"
DISTRICT = "Ủy ban Kiểm tra Liên đoàn Lao động huyện Bạch Thông"
SCHOOL = "Công đoàn cơ sở Trường Tiểu học Nà Phặc"

SUPERVISION = """\
Trang chủ » Tin tức
Giám sát tại Nà Phặc
Sáng 14/2/2023, LĐLĐ tỉnh Bắc Kạn giám sát Công đoàn cơ sở Trường Tiểu học Nà Phặc. Đơn vị có 35 đoàn viên, 98% đoàn viên đóng đoàn phí.
"""
INSPECTION = """\
Kiểm tra, giám sát ở Bạch Thông
Từ 30/3 đến 2/4/2023, Ủy ban Kiểm tra LĐLĐ huyện Bạch Thông kiểm tra, giám sát bốn đơn vị.
"""
CONGRESS_2018 = """\
Đại hội lần trước
Ngày 20/5/2018, LĐLĐ tỉnh Bắc Kạn đại hội tại Hội trường tỉnh. Toàn tỉnh khi ấy có 21.500 đoàn viên.
"""
CONGRESS_2023 = """\
Đại hội Công đoàn tỉnh
Trong hai ngày 19 và 20/5/2023, LĐLĐ tỉnh Bắc Kạn đại hội. Ông Hà Văn Mẫu chủ trì; bà Lý Thị Ví Dụ được nhận quà.
Toàn tỉnh có 23.456 đoàn viên. LĐLĐ tỉnh tặng Bằng khen cho 29 tập thể, 51 cá nhân.
"""
HOSTILE = """\
<script>alert("đầu đề")</script>
=HYPERLINK("x") Công đoàn <b>đậm</b> "><img src=x onerror=alert(2)> họp ngày 1/7/2024.
"""


def at(text: str, *pieces: str) -> list[Range]:
    """Where each piece first stands in the text."""
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


def body(text: str, name: str, printed: str) -> Argument:
    return Argument(name=name, evidence=at(text, printed))


def organisation(text: str, name: str, printed: str, level: str, kind: str = "union") -> Organisation:
    return Organisation(name=name, kind=kind, level=level, evidence=at(text, printed))


def record(id_: str, text: str, **facts: object) -> Record:
    """A record whose first line, or the line after the breadcrumb, is the title."""
    lines, zones, start = text.splitlines(keepends=True), [], 0
    for line in lines:
        kind = "furniture" if "»" in line else "body" if any(zone.kind == "title" for zone in zones) else "title"
        zones.append(Zone(kind=kind, start=start, end=start + len(line.rstrip())))
        start += len(line)
    title = next(text[zone.start : zone.end] for zone in zones if zone.kind == "title")
    return Record.model_validate(
        {
            "id": id_,
            "name": id_.rsplit("/")[-1],
            "source": f"tin/{id_.rsplit('/')[-1]}.txt",
            "title": title,
            "text": text,
            "zones": zones,
            **facts,
        }
    )


def records() -> list[Record]:
    """The five articles."""
    return [
        record(
            "https://congdoan.example/giam-sat",
            SUPERVISION,
            url="https://congdoan.example/giam-sat",
            published=Value(value="2023-02-15", inferred="trang"),
            organisations=[
                organisation(SUPERVISION, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province"),
                organisation(SUPERVISION, SCHOOL, SCHOOL, "grassroots", "union"),
            ],
            events=[
                Event(
                    types=["giam_sat"],
                    main=True,
                    title="Giám sát tại Nà Phặc",
                    start="2023-02-14",
                    end="2023-02-14",
                    date=Value(value="2023-02-14/2023-02-14", evidence=at(SUPERVISION, "Sáng 14/2/2023")),
                    province="Bắc Kạn",
                    organisers=[body(SUPERVISION, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
                    targets=[body(SUPERVISION, SCHOOL, SCHOOL)],
                    evidence=at(SUPERVISION, "giám sát"),
                    confidence=0.9,
                ),
            ],
            counts=[
                Count(value=35, unit="đoàn viên", event=0, evidence=at(SUPERVISION, "35 đoàn viên")),
                Count(value=98, unit="% đoàn viên", event=0, evidence=at(SUPERVISION, "98% đoàn viên")),
            ],
        ),
        record(
            "kiem-tra",
            INSPECTION,
            organisations=[organisation(INSPECTION, DISTRICT, "Ủy ban Kiểm tra LĐLĐ huyện Bạch Thông", "district", "committee")],
            events=[
                Event(
                    types=["kiem_tra", "giam_sat"],
                    main=True,
                    title="Kiểm tra, giám sát ở Bạch Thông",
                    start="2023-03-30",
                    end="2023-04-02",
                    province="Bắc Kạn",
                    organisers=[body(INSPECTION, DISTRICT, "Ủy ban Kiểm tra LĐLĐ huyện Bạch Thông")],
                    evidence=at(INSPECTION, "kiểm tra, giám sát"),
                ),
            ],
        ),
        record(
            "dai-hoi-2018",
            CONGRESS_2018,
            organisations=[organisation(CONGRESS_2018, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")],
            places=[Place(name="tỉnh Bắc Kạn", kind="province", province="Bắc Kạn", evidence=at(CONGRESS_2018, "tỉnh Bắc Kạn"))],
            events=[
                Event(
                    types=["dai_hoi"],
                    main=True,
                    title="Đại hội lần trước",
                    start="2018-05-20",
                    end="2018-05-20",
                    province="Bắc Kạn",
                    organisers=[body(CONGRESS_2018, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
                    place=body(CONGRESS_2018, "Hội trường tỉnh", "Hội trường tỉnh"),
                    evidence=at(CONGRESS_2018, "đại hội"),
                ),
            ],
            counts=[Count(value=21500, unit="đoàn viên", event=0, evidence=at(CONGRESS_2018, "21.500 đoàn viên"))],
        ),
        record(
            "dai-hoi-2023",
            CONGRESS_2023,
            organisations=[organisation(CONGRESS_2023, PROVINCE, "LĐLĐ tỉnh Bắc Kạn", "province")],
            people=[
                Person(name="Hà Văn Mẫu", title="Ông", evidence=at(CONGRESS_2023, "Hà Văn Mẫu")),
                Person(name="Lý Thị Ví Dụ", recipient=True, evidence=at(CONGRESS_2023, "Lý Thị Ví Dụ")),
            ],
            events=[
                Event(
                    types=["dai_hoi"],
                    main=True,
                    title="Đại hội Công đoàn tỉnh",
                    start="2023-05-19",
                    end="2023-05-20",
                    province="Bắc Kạn",
                    organisers=[body(CONGRESS_2023, PROVINCE, "LĐLĐ tỉnh Bắc Kạn")],
                    people=[body(CONGRESS_2023, "Hà Văn Mẫu", "Hà Văn Mẫu"), body(CONGRESS_2023, "Lý Thị Ví Dụ", "Lý Thị Ví Dụ")],
                    period=Value(value="2023/2028", inferred="nhiệm kỳ"),
                    evidence=at(CONGRESS_2023, "đại hội"),
                ),
            ],
            counts=[Count(value=23456, unit="đoàn viên", event=0, evidence=at(CONGRESS_2023, "23.456 đoàn viên"))],
            awards=[
                Award(
                    name="Bằng khen",
                    giver=PROVINCE,
                    kind="tập thể",
                    count=29,
                    event=0,
                    evidence=at(CONGRESS_2023, "Bằng khen cho 29 tập thể"),
                ),
                Award(
                    name="Bằng khen",
                    giver=PROVINCE,
                    kind="cá nhân",
                    count=51,
                    event=0,
                    evidence=at(CONGRESS_2023, "Bằng khen", "51 cá nhân"),
                ),
            ],
        ),
        record(
            "doc-hai",
            HOSTILE,
            url="javascript:alert(3)",
            organisations=[organisation(HOSTILE, "Công đoàn <b>đậm</b>", "Công đoàn <b>đậm</b>", "grassroots", "union")],
            events=[
                Event(
                    types=["khac"],
                    main=True,
                    status="planned",
                    title='=HYPERLINK("x") <script>alert(1)</script>',
                    start="2024-07-01",
                    end="2024-07-01",
                    organisers=[body(HOSTILE, "Công đoàn <b>đậm</b>", "Công đoàn <b>đậm</b>")],
                    evidence=at(HOSTILE, "họp"),
                ),
            ],
        ),
    ]


def small_archive(path: Path) -> Path:
    """Write the five articles into a new database."""
    db = open_database(path)
    with db.atomic():
        for each in records():
            replace_article(db, each, content_hash=each.name, version="test")
    close_database(db)
    return path
