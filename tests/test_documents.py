"""Cited documents by their numbers."""

import pytest

from extract.documents import once, read_documents

CITED = [
    (
        "theo Kế hoạch số 32/KH-LĐLĐ ngày 04/5/2023 của BTV LĐLĐ huyện Yên Sơn về việc kiểm tra",
        ("32/KH-LĐLĐ", "Kế hoạch", "", "2023-05-04"),
    ),
    ("Quyết định số 170/QĐ-TLĐ của Tổng Liên đoàn, phần lớn", ("170/QĐ-TLĐ", "Quyết định", "Tổng Liên đoàn", None)),
    ("Nghị quyết số 02-NQ/TW của Bộ Chính trị về đổi mới", ("02-NQ/TW", "Nghị quyết", "Bộ Chính trị", None)),
    ("Nghị định số 43/2014/NĐ-CP ngày 15 tháng 5 năm 2014", ("43/2014/NĐ-CP", "Nghị định", "", "2014-05-15")),
    ("theo Hướng dẫn số 04/HD-LĐLĐ ngày7/10/2019 về việc", ("04/HD-LĐLĐ", "Hướng dẫn", "", "2019-10-07")),
    ("Nghị quyết số 07b/NQ-TLĐ được quán triệt", ("07b/NQ-TLĐ", "Nghị quyết", "", None)),
    ("ban hành Công văn số 512/LĐLĐ-CSPL, yêu cầu", ("512/LĐLĐ-CSPL", "Công văn", "", None)),
    ("HD số 09/HD-LĐLĐ của LĐLĐ tỉnh.", ("09/HD-LĐLĐ", "Hướng dẫn", "LĐLĐ tỉnh", None)),
    ("Kế hoạch số 41 /KH - LĐLĐ đã gửi cơ sở", ("41/KH-LĐLĐ", "Kế hoạch", "", None)),
    ("Thủ tướng ban hành Quyết định 655 về thiết chế công đoàn", ("655", "Quyết định", "", None)),
    ("theo Nghị định 157/2018 của Chính phủ", ("157/2018", "Nghị định", "", None)),
]

NONE = [
    "Giấy phép số 14/GP-TTĐT do Cục Phát thanh cấp",
    "Địa chỉ: Số 37 đường Lê Lợi",
    "đạt 18/18 chỉ tiêu, ngày 15/5/2024",
    "Chương trình 30 năm, Kế hoạch 5 năm và Nghị quyết Đại hội XIII",
    "Phương án 2, sau 12 tháng",
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_document(text: str, expected: tuple[str, str, str, str | None]) -> None:
    (found,) = read_documents(text, 0, len(text))
    assert (found.number, found.kind, found.issuer, found.date) in (expected, (*expected[:2], found.issuer, expected[3]))
    assert not expected[2] or found.issuer == expected[2]
    assert "".join(text[found.start : found.end].split()) == found.number


@pytest.mark.parametrize("text", NONE)
def test_no_document(text: str) -> None:
    assert read_documents(text, 0, len(text)) == []


def test_a_document_is_cited_once() -> None:
    text = "Quán triệt Kế hoạch 32/KH-LĐLĐ. Kế hoạch số 32/KH-LĐLĐ ngày 4/5/2023 của LĐLĐ tỉnh và Hướng dẫn 9/HD-LĐLĐ; Kế hoạch 32/KH-LĐLĐ."
    found = once(read_documents(text, 0, len(text)))
    assert [(d.number, d.date) for d in found] == [("32/KH-LĐLĐ", "2023-05-04"), ("9/HD-LĐLĐ", None)]
