"""Places: what is a unit of the gazetteer, at which level, of which province and day, and what only looks like one."""

import pytest
from articles import article

from extract.pipeline import Pipeline
from extract.places import Unit, fits, name_at, same_tone
from extract.resolve import Resolver

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"

READ = [
    # (text, [(as printed, kind, province)])
    ("tại huyện Mường Ảng, tỉnh Điện Biên", [("huyện Mường Ảng", DISTRICT, "Điện Biên"), ("tỉnh Điện Biên", PROVINCE, "Điện Biên")]),
    ("ở Cà Mau và Hà Giang", [("Cà Mau", PROVINCE, "Cà Mau"), ("Hà Giang", PROVINCE, "Hà Giang")]),
    ("TP.HCM, TPHCM, TP Hồ Chí Minh", [(name, PROVINCE, "Hồ Chí Minh") for name in ("TP.HCM", "TPHCM", "TP Hồ Chí Minh")]),
    ("thị xã Nghĩa Lộ, TX. Nghĩa Lộ", [("thị xã Nghĩa Lộ", DISTRICT, "Yên Bái"), ("TX. Nghĩa Lộ", DISTRICT, "Yên Bái")]),
    ("quận 4, Quận 12", [("quận 4", DISTRICT, "Hồ Chí Minh"), ("Quận 12", DISTRICT, "Hồ Chí Minh")]),
    # communes are known by their level word alone
    ("phường Hà Giang 2, phường 28", [("phường Hà Giang 2", COMMUNE, None), ("phường 28", COMMUNE, None)]),
    ("xã Pá Hu, phường 7", [("xã Pá Hu", COMMUNE, None), ("phường 7", COMMUNE, None)]),
    ("thị trấn Mường Ảng, đặc khu Cô Tô", [("thị trấn Mường Ảng", COMMUNE, None), ("đặc khu Cô Tô", COMMUNE, None)]),
    ("xã Ea Kly, phường B'Lao", [("xã Ea Kly", COMMUNE, None), ("phường B'Lao", COMMUNE, None)]),
    # two ways to set the tone mark, and the spellings of old print
    ("tỉnh Thanh Hoá, tỉnh Khánh Hòa", [("tỉnh Thanh Hoá", PROVINCE, "Thanh Hóa"), ("tỉnh Khánh Hòa", PROVINCE, "Khánh Hòa")]),
    ("tỉnh Đắc Lắc, BR-VT", [("tỉnh Đắc Lắc", PROVINCE, "Đắk Lắk"), ("BR-VT", PROVINCE, "Bà Rịa - Vũng Tàu")]),
    ("huyện Đăk Tô, huyện Đắc Tô", [("huyện Đăk Tô", DISTRICT, "Kon Tum"), ("huyện Đắc Tô", DISTRICT, "Kon Tum")]),
    # provinces of other days
    ("tỉnh Hà Tây, tỉnh Sông Bé", [("tỉnh Hà Tây", PROVINCE, "Hà Tây"), ("tỉnh Sông Bé", PROVINCE, "Sông Bé")]),
    # a line in capitals
    ("CÔNG NHÂN HUYỆN MƯỜNG ẢNG", [("HUYỆN MƯỜNG ẢNG", DISTRICT, "Điện Biên")]),
    # words and given names are no places
    ("anh Vinh, chị Thanh, ban công, chỉ đạo, xã hội, xã viên, tỉnh táo", []),
    ("đường Điện Biên Phủ, phố Huếxyz", []),
]

CODES = [
    # the unit of the article's day, and of the article's province where several bear the name
    ("tỉnh Bắc Ninh", "2020-03-01", ["27"]),
    ("tỉnh Bắc Ninh", "2025-09-01", ["24n"]),
    ("huyện Châu Thành, tỉnh Trà Vinh", "2015-01-01", ["847", "84"]),
    ("huyện Châu Thành, tỉnh Bến Tre", "2015-01-01", ["831", "83"]),
    ("huyện Châu Thành", "2015-01-01", [None]),
    ("xã Mường Phăng", "2015-01-01", [None]),
]

FITS = [
    ("province", "tỉnh", True),
    ("province", "TP.", True),
    ("province", "", True),
    ("province", "huyện", False),
    ("district", "Thị xã", True),
    ("district", "tp", True),
    ("district", "tỉnh", False),
    ("district", "", False),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_places(pipeline: Pipeline, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    doc = pipeline.doc(article(text))
    resolver = Resolver(doc)
    assert [(text[p.start : p.end], p.kind, resolver.province_of(resolver.unit(p))) for p in doc._.places] == expected


@pytest.mark.parametrize(("text", "day", "codes"), CODES)
def test_which_unit(pipeline: Pipeline, text: str, day: str, codes: list[str | None]) -> None:
    doc = pipeline.doc(article(text, published=day))
    resolver = Resolver(doc)
    assert [unit and unit.code for unit in map(resolver.unit, doc._.places)] == codes


@pytest.mark.parametrize(("kind", "level_word", "expected"), FITS)
def test_fits(kind: str, level_word: str, expected: bool) -> None:
    assert fits(Unit("0", kind, "", "Mường Ảng", "11", "", ""), level_word) is expected


def test_the_longest_name_wins() -> None:
    text = "huyện Châu Thành A, tỉnh Hậu Giang"
    end, units = name_at(text, 6)
    assert (text[6:end], {u.name for u in units}) == ("Châu Thành A", {"Châu Thành A"})
    assert name_at(text, 0) == (0, ())


def test_same_tone() -> None:
    assert same_tone("Hoà Bình, Thuỷ Nguyên, Khánh Hòa") == "Hòa Bình, Thủy Nguyên, Khánh Hòa"
