"""Subwords: pieces with the characters that they stand for."""

from pathlib import Path

import numpy as np
import pytest

from models.subwords import PhobertSubwords, joined, read_subwords

CODES = ["C ô", "Cô n", "Côn g", "_ đ", "o à", "oà n</w>", "h ọ", "họ p</w>"]
WORDS = ["Công@@", "_đ@@", "oàn", "họp", "5@@", "/@@", "6", ".", "_@@", "b", "a@@"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bpe.codes").write_text("".join(f"{code} 1\n" for code in CODES), "utf-8")
    (tmp_path / "vocab.txt").write_text("".join(f"{word} 1\n" for word in WORDS), "utf-8")
    return tmp_path


def cut(folder: Path, text: str) -> list[tuple[str, int]]:
    """(characters, number in the vocabulary) of each piece."""
    pieces = read_subwords(folder)(text)
    return [(text[start:end], number) for (start, end), number in zip(pieces.offsets.tolist(), pieces.ids.tolist(), strict=True)]


def test_phobert_cuts_words_joined_of_syllables(folder: Path) -> None:
    assert cut(folder, "Công đoàn họp 5/6.") == [("Công", 4), ("đ", 5), ("oàn", 6), ("họp", 7), ("5", 8), ("/", 9), ("6", 10), (".", 11)]


@pytest.mark.parametrize("blank", ["  ", "\u00a0", "\t", " \u3000 "])
def test_odd_white_space_is_one_sign_of_the_word(folder: Path, blank: str) -> None:
    assert [printed for printed, _ in cut(folder, f"Công{blank}đoàn")] == ["Công", "đ", "oàn"]
    assert joined(f"Công{blank}đoàn", 0, 8 + len(blank))[0] == "Công_đoàn"


def test_unknown_signs_are_unknown_pieces_in_their_place(folder: Path) -> None:
    assert cut(folder, "họp 👍🏽 họp") == [("họp", 7), ("👍", 3), ("🏽", 3), ("họp", 7)]
    assert cut(folder, "ba\u200bb") == [("b", 3), ("a", 3), ("\u200b", 3), ("b", 13)]


def test_what_is_no_word_is_one_piece(folder: Path) -> None:
    long = "a" * 400
    assert cut(folder, f"họp {long} họp") == [("họp", 7), (long, 3), ("họp", 7)]


def test_nothing_and_white_space_have_no_pieces(folder: Path) -> None:
    for text in ("", " \n\t "):
        assert read_subwords(folder)(text).offsets.shape == (0, 2)


def test_a_saved_tokeniser_is_the_same(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    read_subwords(folder).save(tmp_path / "b")
    first, second = (read_subwords(place)("Công đoàn họp.") for place in (folder, tmp_path / "b"))
    assert np.array_equal(first.ids, second.ids)
    assert isinstance(read_subwords(tmp_path / "b"), PhobertSubwords)


def test_a_folder_without_a_tokeniser_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=rf"{tmp_path}: không có tokenizer.json"):
        read_subwords(tmp_path)
