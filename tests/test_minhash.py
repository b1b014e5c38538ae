"""The numbers by which copies meet in the index."""

from pathlib import Path

import yaml

from benchmarks.copies import edited
from corpus.minhash import BANDS, bands
from corpus.reprints import read_body

WRITTEN = yaml.safe_load((Path(__file__).parent / "data/reprints.yaml").read_text("utf-8"))


def found_by(text: str) -> set[int]:
    return set(bands(read_body(text)))


def test_the_same_numbers_on_every_machine_and_in_every_version() -> None:
    """They stand in databases: who changes them writes a migration that empties the table `bands`."""
    assert bands(read_body(WRITTEN[0]["text"])) == (-1192126664, 1623515371, 2147205117, -63318685, 940160848, 628696473)


def test_copies_have_one_in_common() -> None:
    for base in WRITTEN:
        for made in base["copies"]:
            assert found_by(base["text"]) & found_by(edited(base["text"], made)), made["kind"]


def test_other_texts_have_none() -> None:
    numbers = [number for base in WRITTEN for number in found_by(base["text"])]
    assert len(numbers) == len(set(numbers)) == BANDS * len(WRITTEN)
    assert all(-(2**31) <= number < 2**31 for number in numbers)


def test_a_short_text_has_none() -> None:
    assert bands(read_body("Trang này đang được cập nhật.")) == ()


def test_a_long_text_without_figures_or_names_has_them() -> None:
    assert len(bands(read_body("công đoàn chăm lo cho người lao động ở khắp nơi " * 20))) == BANDS
