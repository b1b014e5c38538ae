"""The word layer of the Doc: which syllables belong to a word, and names kept apart from what stands behind them."""

import pytest
from articles import article

from extract.pipeline import Pipeline

WORDS = [
    ("Công đoàn cơ sở tổ chức hội nghị", ["Công đoàn", "cơ sở", "tổ chức", "hội nghị"]),
    ("Đoàn viên Mường Lay mở hội", ["Đoàn viên", "Mường Lay"]),
    ("mở họp", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_of_several_syllables(pipeline: Pipeline, text: str, words: list[str]) -> None:
    ends = pipeline.doc(article(text))._.words
    found = sorted({(min(start for start in ends if ends[start] == end), end) for end in ends.values()})
    assert [text[start:end] for start, end in found if " " in text[start:end]] == words


def test_every_syllable_of_a_word_knows_its_end(pipeline: Pipeline) -> None:
    text = "hội nghị tổng kết"
    ends = pipeline.doc(article(text))._.words
    assert {text[start : ends[start]] for start in ends} == {"hội nghị", "nghị", "tổng kết", "kết"}
