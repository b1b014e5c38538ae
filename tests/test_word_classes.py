"""Word classes: closed lists that patterns ask for by name."""

import re

import pytest

from extract.word_classes import any_of, members, word

FOUND = [
    ("planned", "LĐLĐ huyện sẽ mở lớp", "sẽ"),
    ("planned", "Theo kế hoạch, tháng 6", "Theo kế hoạch"),
    ("holding_verb", "UBKT tiến hành kiểm tra", "tiến hành"),
    ("ongoing", "hội thi đang diễn ra", "đang diễn ra"),
    ("planned", "bàn sẻ, sẽxyz", None),  # only at syllable edges
]


@pytest.mark.parametrize(("name", "text", "expected"), FOUND)
def test_word(name: str, text: str, expected: str | None) -> None:
    found = re.search(word(name), text)
    assert (found and found[0]) == expected


def test_the_longest_word_wins() -> None:
    found = re.match(any_of("delegation"), "đoàn kiểm tra của LĐLĐ tỉnh")
    assert found
    assert found[0] == "đoàn kiểm tra"


def test_members() -> None:
    assert {"sẽ", "dự kiến"} <= members("planned")
    with pytest.raises(KeyError):
        members("no such class")
