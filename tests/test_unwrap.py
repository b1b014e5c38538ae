"""Broken lines are joined; what was a line of its own stays one."""

import pytest

from corpus.unwrap import unwrap

WORDS = "Công đoàn Nhà máy Nước Tân An mời 64 đoàn viên họp mặt đầu năm và trao 10 suất quà cho công nhân ở lại trực Tết"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([WORDS, f"năm nay. {WORDS}", "tại xưởng."], [f"{WORDS} năm nay. {WORDS} tại xưởng."]),
        ([f"{WORDS}.", f"{WORDS}."], [f"{WORDS}.", f"{WORDS}."]),
        ([f"{WORDS}, do", f"Ông Mẫn chủ trì và nhiều người khác cùng dự ở hội trường nhà máy {WORDS[:30]}."], None),
        ([f"{WORDS}", "- Tổ 1 nhận 4 suất", "1. Tổ hai"], [WORDS, "- Tổ 1 nhận 4 suất", "1. Tổ hai"]),
        (["Trăng lên đầu núi", "gió về bến sông"], ["Trăng lên đầu núi", "gió về bến sông"]),
        ([WORDS, "", "sau dòng trống"], [WORDS, "sau dòng trống"]),
        (["Ngắn", f"{WORDS} {WORDS}"], ["Ngắn", f"{WORDS} {WORDS}"]),
        ([], []),
    ],
)
def test_paragraphs(lines: list[str], paragraphs: list[str] | None) -> None:
    assert list(unwrap(lines)) == (paragraphs if paragraphs is not None else [" ".join(lines)])
