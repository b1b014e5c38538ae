"""Resolve: from which place of the article a short name gets its rest, and when it stays short."""

import pytest
from articles import article

from extract.pipeline import Pipeline
from extract.resolve import Resolver, clean, find_home, province_of_communes

COMPLETED = [
    # (what, article, {mention: full name})
    (
        "a bare level, from where the body is named in full",
        "LĐLĐ huyện Than Uyên mở hội thao. LĐLĐ huyện trao giải.",
        {"LĐLĐ huyện": "Liên đoàn Lao động huyện Than Uyên"},
    ),
    (
        "also where that comes later",
        "Sáng nay, LĐLĐ tỉnh họp. Dự có Chủ tịch LĐLĐ tỉnh Lai Châu.",
        {"LĐLĐ tỉnh": "Liên đoàn Lao động tỉnh Lai Châu"},
    ),
    (
        "of two, the nearest before",
        "LĐLĐ huyện Than Uyên báo cáo. LĐLĐ huyện Tam Đường tiếp lời; LĐLĐ huyện đề nghị thêm vốn.",
        {"LĐLĐ huyện": "Liên đoàn Lao động huyện Tam Đường"},
    ),
    (
        "another body of the article's province and district",
        "LĐLĐ huyện Than Uyên, tỉnh Lai Châu họp với UBND huyện và Công an tỉnh.",
        {"UBND huyện": "UBND huyện Than Uyên", "Công an tỉnh": "Công an tỉnh Lai Châu"},
    ),
    (
        "a list shares the place of its last member",
        "Dự có Thành ủy, HĐND, UBND TP Cần Thơ.",
        {"Thành ủy": "Thành ủy Cần Thơ", "HĐND": "HĐND thành phố Cần Thơ"},
    ),
    (
        "the union of a house, where none but it is named",
        "Công đoàn Trường THPT Sông Lô họp mặt. Dịp này, Công đoàn tặng hoa.",
        {"Công đoàn": "công đoàn cơ sở Trường THPT Sông Lô"},
    ),
    (
        "the sector's union, though it is named in two ways",
        "Công đoàn ngành Y tế Trà Vinh sơ kết. Ông Kha, Chủ tịch Công đoàn ngành Y tế tỉnh; Công đoàn ngành khen 3 tập thể. Tỉnh Trà Vinh.",
        {"Công đoàn ngành": "Công đoàn ngành Y tế tỉnh Trà Vinh"},
    ),
    (
        "the place of an item of a digest",
        "* Than Uyên: LĐLĐ huyện Than Uyên họp.\n* Tam Đường: Ngày 24/7, LĐLĐ huyện mở lớp tập huấn cho 95 cán bộ công đoàn các trường.",
        {"LĐLĐ huyện": "Liên đoàn Lao động huyện Tam Đường"},
    ),
    (
        "heads that say their level",
        "LĐLĐ tỉnh Lai Châu mời Tỉnh ủy và Tỉnh đoàn dự.",
        {"Tỉnh ủy": "Tỉnh ủy Lai Châu", "Tỉnh đoàn": "Tỉnh đoàn Lai Châu"},
    ),
    (
        "a department is the province's, an office the district's",
        "LĐLĐ huyện Than Uyên (tỉnh Lai Châu) phối hợp với Sở Y tế và Phòng Y tế.",
        {"Sở Y tế": "Sở Y tế tỉnh Lai Châu", "Phòng Y tế": "Phòng Y tế huyện Than Uyên"},
    ),
    (
        "a department of a city that is a province",
        "LĐLĐ thành phố Đà Nẵng phối hợp với Sở Y tế.",
        {"Sở Y tế": "Sở Y tế thành phố Đà Nẵng"},
    ),
    (
        "a bare committee is that of the union before it",
        "LĐLĐ tỉnh Lai Châu đã họp. Ban Thường vụ thống nhất cao.",
        {"Ban Thường vụ": "Ban Thường vụ Liên đoàn Lao động tỉnh Lai Châu"},
    ),
    (
        "a committee of a bare level",
        "LĐLĐ huyện Than Uyên tập huấn; UBKT LĐLĐ huyện giảng bài.",
        {"UBKT LĐLĐ huyện": "Ủy ban Kiểm tra Liên đoàn Lao động huyện Than Uyên"},
    ),
    (
        "the grassroots union that the article is about",
        "CĐCS Công ty May Tân Hoàn đã họp. CĐCS công ty có 300 đoàn viên; CĐCS đề nghị tăng ca ăn.",
        {"CĐCS công ty": "công đoàn cơ sở Công ty May Tân Hoàn", "CĐCS": "công đoàn cơ sở Công ty May Tân Hoàn"},
    ),
    (
        "that of its only company",
        "Công ty May Tân Hoàn đã thưởng Tết. Công đoàn công ty trao quà.",
        {"Công đoàn công ty": "công đoàn cơ sở Công ty May Tân Hoàn"},
    ),
    (
        "a longer name elsewhere",
        "Công đoàn Cao su đã họp. Báo cáo của Công đoàn Cao su Việt Nam nêu rõ.",
        {"Công đoàn Cao su": "Công đoàn Cao su Việt Nam"},
    ),
    (
        "the union of the house with which it is named",
        "Công ty Cao su Phú Riềng và công đoàn ký thỏa ước. Nông trường 6 và Nông trường 9 đạt giải.",
        {"công đoàn": "Công đoàn Công ty Cao su Phú Riềng"},
    ),
    (
        "the only house of its kind, though others are named more",
        "Công đoàn Công ty phối hợp với Ban Giám đốc Công ty Cao su Phú Riềng mở hội thi tại Nông trường 6. Nông trường 6 đạt giải.",
        {"Công đoàn Công ty": "Công đoàn Công ty Cao su Phú Riềng"},
    ),
]

BARE = [
    "LĐLĐ tỉnh",
    "LĐLĐ huyện",
    "UBND xã",
    "Sở Y tế",
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in COMPLETED], ids=[row[0] for row in COMPLETED])
def test_completes(pipeline: Pipeline, text: str, expected: dict[str, str]) -> None:
    doc = pipeline.doc(article(text))
    resolver = Resolver(doc)
    named = {m.text: resolver(m) for m in doc._.organisations}
    assert {short: named[short].name for short in expected} == expected
    assert all(named[short].inferred for short in expected)


@pytest.mark.parametrize("body", BARE)
def test_what_nothing_completes_stays_bare(pipeline: Pipeline, body: str) -> None:
    doc = pipeline.doc(article(f"Sáng nay, {body} đã họp."))
    (mention,) = doc._.organisations
    resolved = Resolver(doc)(mention)
    assert (resolved.name, resolved.inferred) == (clean(body), None)


def test_a_full_name_is_not_inferred(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article("Ban Thường vụ LĐLĐ tỉnh Lai Châu họp."))
    (mention,) = doc._.organisations
    resolved = Resolver(doc)(mention)
    assert (resolved.name, resolved.inferred) == ("Ban Thường vụ Liên đoàn Lao động tỉnh Lai Châu", None)


def test_furniture_completes_a_name(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article("Sáng nay, LĐLĐ huyện họp.", furniture="TRANG TIN LĐLĐ HUYỆN THAN UYÊN"))
    resolver = Resolver(doc)
    assert [resolver(m).name for m in doc._.organisations] == ["Liên đoàn Lao động huyện Than Uyên"] * 2


ONE = [
    ("Công đoàn chăm lo đời sống đoàn viên", []),
    ("Các CĐCS và công đoàn cơ sở đều thi đua", []),
    ("Cả huyện có 64 CĐCS, mỗi CĐCS một việc. CĐCS Công ty May Tân Hoàn chọn bữa ăn ca", ["CĐCS Công ty May Tân Hoàn"]),
    ("Ban Tổ chức trao giải", []),
    ("LĐLĐ tỉnh chỉ đạo", ["LĐLĐ tỉnh"]),
    ("Công đoàn Y tế Việt Nam chỉ đạo", ["Công đoàn Y tế Việt Nam"]),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_body_or_the_unions_at_large(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    doc = pipeline.doc(article(text))
    resolver = Resolver(doc)
    assert [m.text for m in doc._.organisations if resolver.names_one(m)] == expected


VENUES = [
    ("hội trường UBND huyện", "hội trường UBND huyện Than Uyên", "địa phương của bài"),
    ("nhà ăn công ty", "nhà ăn Công ty May Tân Hoàn", "cơ quan của bài"),
    ("Nhà Văn hóa Lao động", "Nhà Văn hóa Lao động", None),
]


@pytest.mark.parametrize(("venue", "name", "inferred"), VENUES)
def test_venue(pipeline: Pipeline, venue: str, name: str, inferred: str | None) -> None:
    doc = pipeline.doc(article("LĐLĐ huyện Than Uyên thăm Công ty May Tân Hoàn."))
    assert Resolver(doc).venue(venue) == (name, inferred)


def test_home_is_what_federations_and_places_name_most(pipeline: Pipeline) -> None:
    text = "LĐLĐ huyện Than Uyên, LĐLĐ tỉnh Lai Châu và LĐLĐ huyện Tam Đường dự. Lễ mở tại huyện Than Uyên."
    home = find_home(pipeline.doc(article(text)), None)
    assert (home.places["huyện"], home.places["tỉnh"], home.province) == ("Than Uyên", "Lai Châu", "Lai Châu")


def test_the_province_of_a_district(pipeline: Pipeline) -> None:
    assert find_home(pipeline.doc(article("LĐLĐ huyện Than Uyên họp.")), None).province == "Lai Châu"
    assert find_home(pipeline.doc(article("LĐLĐ huyện Châu Thành họp.")), None).province is None


def test_a_name_that_ends_like_a_house_is_none(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article("Công đoàn Công ty CP May Thiên Trường hiến máu cùng Trường Đại học Điều dưỡng."))
    assert Resolver(doc)(doc._.organisations[0]).name == "Công đoàn Công ty CP May Thiên Trường"


HOMES = [
    ("LĐLĐ huyện Quảng Ninh, tỉnh Quảng Bình họp.", "2017-05-04", "Quảng Bình"),
    ("Vé xe về các tỉnh Nghệ An, Thanh Hóa và Hà Tĩnh. Công đoàn Bệnh viện Phổi Hà Nội trao.", "2017-05-04", "Hà Nội"),
    # not one of those that are listed, nor one that a company is called after
    ("Công đoàn các KCN Hà Nội tặng vé xe về các tỉnh Nghệ An, Thanh Hóa.", "2010-02-02", "Hà Nội"),
    ("LĐLĐ tỉnh Nghệ An thăm Công ty Đường sắt Nghệ Tĩnh.", "2017-09-15", "Nghệ An"),
    # by the house alone, where no federation is named
    ("Công đoàn Bệnh viện Sản - Nhi Ninh Bình họp.", "2018-05-04", "Ninh Bình"),
    # nor one that somebody comes from or goes to
    ("Công đoàn các KCN Đồng Nai tặng quà anh Lò Văn Sơn, quê Sơn La, và chị Vi Thị Hoa, quê Sơn La.", "2018-05-04", "Đồng Nai"),
    ("Anh Sơn, quê ở Sơn La, nhận quà.", "2018-05-04", None),
    ("Công đoàn đưa công nhân về Hòa Bình, Thanh Hóa.", "2018-05-04", None),
    ("Đoàn từ Hà Nội vào thăm công nhân Cà Mau.", "2018-05-04", "Cà Mau"),
    ("Đoàn đi từ thành phố Yên Bái lúc 2 giờ sáng.", "2018-05-04", "Yên Bái"),
    # the province of the day
    ("Công nhân Huế dự hội diễn.", "2017-02-24", "Thừa Thiên Huế"),
    ("Công nhân Hải Dương cũ dự đối thoại.", "2026-05-09", "Hải Phòng"),
]


@pytest.mark.parametrize(("text", "day", "province"), HOMES)
def test_the_province_of_an_article(pipeline: Pipeline, text: str, day: str, province: str | None) -> None:
    assert find_home(pipeline.doc(article(text)), day).province == province


COMMUNES = [
    # (article, its day, the province that its communes alone tell)
    ("Sáng nay, LĐLĐ tỉnh họp tại phường Tô Hiệu.", "2025-12-18", "Sơn La"),
    ("Đoàn về xã Nậm Có trao nhà.", "2013-04-09", "Yên Bái"),
    ("Đoàn về xã Nậm Có trao nhà.", "2026-04-09", "Lào Cai"),
    ("Đoàn về xã Nậm Có trao nhà.", None, None),  # one or the other
    ("Công đoàn phường Lang Biang họp.", "2026-04-09", "Lâm Đồng"),  # in full Lang Biang - Đà Lạt
    ("Công đoàn phường Thái Hòa họp.", "2019-05-15", None),  # three provinces have one
    ("Chị Hoa, quê xã Nậm Có, nhận quà.", "2013-04-09", None),
    ("Công đoàn phường 7 họp.", "2013-04-09", None),
]


@pytest.mark.parametrize(("text", "day", "province"), COMMUNES)
def test_the_province_that_communes_tell(pipeline: Pipeline, text: str, day: str | None, province: str | None) -> None:
    assert province_of_communes(pipeline.doc(article(text)), day) == province


def test_communes_complete_no_name(pipeline: Pipeline) -> None:
    event = pipeline(article("Ngày 18/12/2025, LĐLĐ tỉnh tổ chức tổng kết tại phường Tô Hiệu.")).events[0]
    assert (event.province, [body.name for body in event.organisers]) == ("Sơn La", ["Liên đoàn Lao động tỉnh"])


CLEAN = [
    ("BTV LĐLĐ tỉnh Lai Châu", "Ban Thường vụ Liên đoàn Lao động tỉnh Lai Châu"),
    ("liên đoàn lao động Tỉnh Lai Châu", "Liên đoàn Lao động tỉnh Lai Châu"),
    ("Liên đoàn Lao động (LĐLĐ) thành phố Huế", "Liên đoàn Lao động thành phố Huế"),
    ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Tổng LĐLĐVN", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Tổng Liên đoàn", "Tổng Liên đoàn Lao động Việt Nam"),
    ("ban chấp hành CĐ Y tế", "Ban Chấp hành Công đoàn Y tế"),
    ("Công ty May Tân Hoàn,", "Công ty May Tân Hoàn"),
]


@pytest.mark.parametrize(("name", "expected"), CLEAN)
def test_clean(name: str, expected: str) -> None:
    assert clean(name) == expected


def test_names_that_go_on_in_two_ways_end(pipeline: Pipeline) -> None:
    """Each of these names goes on in two ways; resolved once for each chain of them, they would take 2^40 steps."""
    syllables = [f"{onset}{rhyme}" for onset in ("Ba", "Đa", "Na", "Ta", "Ha") for rhyme in ("i", "n", "nh", "ng", "p", "t", "o", "y")]
    chains = [" ".join(syllables[:n]) for n in range(2, 40)]
    text = " ".join(f"Công đoàn ngành {c} họp. Công đoàn ngành {c} Lan họp." for c in chains) + " Công đoàn ngành trao quà."
    doc = pipeline.doc(article(text))
    assert Resolver(doc)(doc._.organisations[-1]).name == "Công đoàn ngành Bai Ban"
