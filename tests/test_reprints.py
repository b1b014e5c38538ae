"""Copies told from what looks like them: every pair that was written by hand, then what the rule rests on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.copies import edited
from corpus.article import READ
from corpus.reprints import are_copies, body_of, read_body
from schemas.record import Zone

WRITTEN = yaml.safe_load((Path(__file__).parent / "data/reprints.yaml").read_text("utf-8"))
PAIRS = [(base, made, copies) for base in WRITTEN for copies, of in ((True, "copies"), (False, "others")) for made in base[of]]
TEXT = WRITTEN[0]["text"]


@pytest.mark.parametrize(("base", "made", "copies"), PAIRS, ids=[f"{made['kind']}: {copies}" for _, made, copies in PAIRS])
def test_written_by_hand(base: dict[str, Any], made: dict[str, Any], copies: bool) -> None:
    apart = abs(date.fromisoformat(made.get("day", base["day"])) - date.fromisoformat(base["day"])).days
    one, other = read_body(base["text"]), read_body(edited(base["text"], made))
    assert are_copies(one, other, apart) == are_copies(other, one, apart) == copies


def test_only_the_body_is_compared() -> None:
    head = "Đầu đề của một báo khác\n"
    zones = [Zone(kind="title", start=0, end=len(head) - 1), Zone(kind="body", start=len(head), end=len(head) + len(TEXT))]
    assert body_of(head + TEXT, zones) == read_body(TEXT)


@pytest.mark.parametrize(
    ("one", "other"),
    [("LĐLĐ huyện", "Liên đoàn Lao động huyện"), ("Hoà Bình", "Hòa Bình"), ("02 đơn vị", "hai đơn vị"), ("ngày 08/9", "ngày 8/9")],
)
def test_papers_write_otherwise(one: str, other: str) -> None:
    assert read_body(one).words == read_body(other).words


def test_short_texts_are_none() -> None:
    assert not are_copies(read_body("Trang này đang được cập nhật."), read_body("Trang này đang được cập nhật."), 0)


def test_the_same_words_a_year_later() -> None:
    """A text that names no year may be printed every year; one that names its year tells of that one."""
    yearless = read_body(TEXT.replace("/2023", "").replace("2021 - 2023", "này"))
    assert are_copies(yearless, yearless, 30)
    assert not are_copies(yearless, yearless, 365)
    assert are_copies(read_body(TEXT), read_body(TEXT), 365)
    assert are_copies(yearless, yearless, None)


def test_ten_thousand_sentences_that_differ_a_little() -> None:
    texts = [" ".join(f"Công đoàn cơ sở số {n} có thêm {n % 7 + plus} đoàn viên." for n in range(READ // 50)) for plus in (0, 1)]
    assert not are_copies(*map(read_body, texts), 0)
