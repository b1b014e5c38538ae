"""Casing: lines in capitals read as mixed case, so that names can be told from words; never a character longer or shorter."""

import pytest

from extract.casing import in_capitals, mixed_case

CAPITALS = [
    ("LĐLĐ HUYỆN NẬM NHÙN", True),
    ("HỘI NGHỊ TỔNG KẾT NĂM 2019 (LẦN 2)", True),
    ("ĐẠI HỘI", False),  # too short to tell from an acronym
    ("LĐLĐ huyện Nậm Nhùn", False),
    ("HỘI NGHỊ đại biểu", False),
    ("12/2019 – 15/2020", False),
    ("", False),
]

CASED = [
    # places of the gazetteer and acronyms are known, all else is lower case …
    ("LĐLĐ HUYỆN NẬM NHÙN GIAO BAN QUÝ II", "LĐLĐ huyện Nậm Nhùn giao ban quý II"),
    ("CĐCS BỆNH VIỆN TỈNH QUẢNG NGÃI ĐẠI HỘI LẦN THỨ XIV", "CĐCS bệnh viện tỉnh Quảng Ngãi đại hội lần thứ XIV"),
    # … but for what the rest of the article writes with a capital more often than without
    (
        "MAY TÂN HOÀN TẶNG QUÀ CÔNG NHÂN\nCông ty May Tân Hoàn có 600 công nhân.",
        "May Tân Hoàn tặng quà công nhân\nCông ty May Tân Hoàn có 600 công nhân.",
    ),
    (
        "THĂM BÀ LÒ THỊ PÂNG Ở ĐIỆN BIÊN\nSáng nay, đoàn thăm bà Lò Thị Pâng; thăm cả bà con trong bản.",
        "thăm bà Lò Thị Pâng ở Điện Biên\nSáng nay, đoàn thăm bà Lò Thị Pâng; thăm cả bà con trong bản.",
    ),
]

SAME = [
    "Công đoàn Việt Nam\nLĐLĐ tỉnh",
    "",
    "TẶNG QUÀ",
    "\n\n",
    "ĐẠI HỘI CÔNG ĐOÀN İSTANBUL LẦN THỨ HAI",  # İ has no small letter of one character
]


@pytest.mark.parametrize(("line", "expected"), CAPITALS)
def test_in_capitals(line: str, expected: bool) -> None:
    assert in_capitals(line) is expected


@pytest.mark.parametrize(("text", "expected"), CASED)
def test_mixed_case(text: str, expected: str) -> None:
    assert mixed_case(text) == expected
    assert len(expected) == len(text)


@pytest.mark.parametrize("text", SAME)
def test_what_stays_as_it_is(text: str) -> None:
    assert mixed_case(text) == text
