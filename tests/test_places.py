"""Places: what is a unit of the gazetteer, at which level, of which province and day, and what only looks like one."""

import pytest

from articles import article
from extract.pipeline import Pipeline
from extract.places import Unit, fits, name_at, same_tone
from extract.resolve import Resolver

READ = [
    # (text, [(as printed, kind, province)])
    (
        "tại huyện Mường Ảng, tỉnh Điện Biên",
        [("huyện Mường Ảng", "district", "Điện Biên"), ("tỉnh Điện Biên", "province", "Điện Biên")],
    ),
    ("ở Cà Mau và Hà Giang", [("Cà Mau", "province", "Cà Mau"), ("Hà Giang", "province", "Hà Giang")]),
    ("TP.HCM, TPHCM, TP Hồ Chí Minh", [(name, "province", "Hồ Chí Minh") for name in ("TP.HCM", "TPHCM", "TP Hồ Chí Minh")]),
    ("thị xã Nghĩa Lộ, TX. Gò Công, Tx Nghĩa Lộ", [("thị xã Nghĩa Lộ", "district", "Yên Bái"), ("TX. Gò Công", "district", "Tiền Giang"), ("Tx Nghĩa Lộ", "district", "Yên Bái")]),
    ("quận 4, Quận 12", [("quận 4", "district", "Hồ Chí Minh"), ("Quận 12", "district", "Hồ Chí Minh")]),
    # communes are known by their level word alone
    ("xã Pá Hu, phường 7, thị trấn Mường Ảng", [("xã Pá Hu", "commune", None), ("phường 7", "commune", None), ("thị trấn Mường Ảng", "commune", None)]),
    ("xã Ea Kly, phường B'Lao, đặc khu Cô Tô", [("xã Ea Kly", "commune", None), ("phường B'Lao", "commune", None), ("đặc khu Cô Tô", "commune", None)]),
    # two ways to set the tone mark, and the spellings of old print
    ("tỉnh Thanh Hoá, tỉnh Khánh Hòa", [("tỉnh Thanh Hoá", "province", "Thanh Hóa"), ("tỉnh Khánh Hòa", "province", "Khánh Hòa")]),
    ("tỉnh Đắc Lắc, BR-VT, Thừa Thiên - Huế", [("tỉnh Đắc Lắc", "province", "Đắk Lắk"), ("BR-VT", "province", "Bà Rịa - Vũng Tàu"), ("Thừa Thiên - Huế", "province", "Thừa Thiên Huế")]),
    # provinces of other days
    ("tỉnh Hà Tây, tỉnh Sông Bé", [("tỉnh Hà Tây", "province", "Hà Tây"), ("tỉnh Sông Bé", "province", "Sông Bé")]),
    # a line in capitals
    ("CÔNG NHÂN HUYỆN MƯỜNG ẢNG", [("HUYỆN MƯỜNG ẢNG", "district", "Điện Biên")]),
    # words and given names are no places
    ("anh Vinh, chị Thanh, ban công, chỉ đạo, xã hội, xã viên, tỉnh táo", []),
    ("đường Điện Biên Phủ, phố Huếxyz", []),
]  # fmt: skip

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
