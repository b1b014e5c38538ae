"""Offsets in characters and in UTF-16 units, behind emojis and combining marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.offsets import located

TEXT = "👷🏽‍♀️ CĐCS Hòa Bi\u0300nh 🎉 họp\nsáng 5/6"


def utf_16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("words", ["CĐCS", "Bi\u0300nh", "🎉", "họp\nsáng", "5/6"])
def test_both_counts_lead_to_the_words(words: str) -> None:
    start = TEXT.index(words)
    end = start + len(words)
    assert located(TEXT, start, end, words) == (start, end)
    assert located(TEXT, utf_16(TEXT[:start]), utf_16(TEXT[:end]), words) == (start, end)


def test_line_ends_may_be_printed_otherwise() -> None:
    start = TEXT.index("họp")
    for words in ("họp sáng", r"họp\nsáng"):
        assert located(TEXT, start, start + 8, words) == (start, start + 8)


def test_other_words_stand_nowhere() -> None:
    assert located(TEXT, 5, 9, "họp") is None
    assert located(TEXT, 5, 5, "") is None
    assert located(TEXT, -4, 3, None) is None
    assert located(TEXT, 5, 500, None) is None


@given(st.text(), st.integers(-2, 30), st.integers(-2, 30), st.none() | st.text())
def test_never_outside_the_text(text: str, start: int, end: int, words: str | None) -> None:
    found = located(text, start, end, words)
    assert found is None or 0 <= found[0] < found[1] <= len(text)
