"""Tries: the same phrases are found as by a plain list of alternatives."""

import re

import pytest

from extract.trie import EDGE, any_phrase, either_case

PHRASES = ["công ty", "công đoàn", "công", "cơ quan", "TP. Vinh", "đoàn", "đoàn viên", "đ/c"]
TEXT = "Công đoàn công ty, Cơ  quan; xcông công\nđoàn viên TP. Vinh tp. vinh TP, Vinh, đ/c ĐOÀN VIÊN công"


def plain(phrases: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + ")"


@pytest.mark.parametrize("before", [r"(?<!\w)", ""])
@pytest.mark.parametrize("behind", [r"(?!\w)", "", " "])
def test_the_same_as_alternatives(before: str, behind: str) -> None:
    one = re.compile(any_phrase(PHRASES, edge=EDGE if before else "") + behind)
    other = re.compile(before + plain(PHRASES) + behind)
    assert [m.span() for m in one.finditer(TEXT)] == [m.span() for m in other.finditer(TEXT)]


def test_either_case() -> None:
    one = re.compile(any_phrase(PHRASES, edge=EDGE, ignore_case=True))
    other = re.compile(r"(?<!\w)" + plain(PHRASES), re.I)
    assert [m.span() for m in one.finditer(TEXT)] == [m.span() for m in other.finditer(TEXT)]
    assert either_case(["sẽ"]) == ["sẽ", "Sẽ"]


def test_blank() -> None:
    assert re.findall(any_phrase(["cơ quan", "công đoàn"], blank=r"\s+", ignore_case=True), TEXT) == ["Công đoàn", "Cơ  quan", "công\nđoàn"]
