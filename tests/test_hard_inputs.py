"""Hard inputs: any string is an article, whose record validates, whose offsets hold, and which takes no longer than its length says."""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import READ, Article
from corpus.read import read_stream
from extract.pipeline import Pipeline
from models.words import WordSegmenter
from schemas.card import to_card
from schemas.record import Record

GENRE = [
    "Ngày 14/11/2023, ", "LĐLĐ tỉnh Bắc Kạn ", "tổ chức hội nghị ", "tổng kết ", "29 tập thể, 51 cá nhân", "Bằng khen", "ông Lê Văn A, ",
    "32/KH-LĐLĐ", "2,1 triệu đồng", "98,5%", "từ ngày 10 đến 12/5", "mùng 3 Tết", "quý I", "nhiệm kỳ 2023-2028", "ngày hôm qua ", "thứ 2 ",
    "CĐCS Công ty TNHH ", "huyện ", "tại ", "và ", "do ", "gồm: ", "năm 2018 ", "hôm 23 ", "mồng 9, ", "tuần rồi ", "Địa điểm: ",
    "Đoàn gồm ", "hội trường ", "ấp ", "bản tin trưa ", "ngừng việc ", "sau 3 ngày nghỉ ", "Mái ấm Công đoàn ", "công đoàn ", "Công ty A ",
]  # fmt: skip
BREAKING = [
    *"()“”[]/.,:;\n\t đĐðİıßﬁ🙂𝟙Ⅳ½٣0", "\r\n", "\u00a0", "\u200b", "\u0301", "\u0323", "\ufeff", "<b>", "&amp;", "9" * 22, "1/1/1/1",
    "31/02/2020", "00/00/0000", "24h61", "29/2", " đến 31/12 năm 2019",
    "  ", "\n\n", "quý I 1 tháng ", "xã", "xã 9", "TP", "CĐCS khu vực ", "CĐCS ngoài ",
]  # fmt: skip
"""What breaks programs."""
ARTICLES = [path.read_text("utf-8")[:2000] for path in sorted((Path(__file__).parents[1] / "corpus/gold/train/articles").glob("*.txt"))]
MANY = int(os.environ.get("PROPERTIES", "1500"))
"""Cases of the slow test; `PROPERTIES=20000` asks for more."""


def put_in(text: str, words: Iterable[tuple[float, str]]) -> str:
    """A text with words put in, each at its place between 0 (the beginning) and 1."""
    for place, word in words:
        at = int(place * len(text))
        text = text[:at] + word + text[at:]
    return text


SEGMENT = WordSegmenter()
WORDS = st.sampled_from([*GENRE, *BREAKING])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=60).map("".join),
    st.builds(put_in, st.sampled_from(ARTICLES), st.lists(st.tuples(st.floats(0, 1), WORDS), max_size=30)),
)
CASES = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def offsets(value: Any) -> Iterator[tuple[int, int]]:
    """Every `evidence` in a record."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from ((a, b) for a, b in inner) if name == "evidence" else offsets(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from offsets(inner)


def assert_sound(article: Article, record: Record) -> None:
    assert record.text == article.text
    printed = record.model_dump(mode="json")
    assert Record.model_validate_json(json.dumps(printed)) == record
    assert all(0 <= start < end <= min(len(record.text), READ) for start, end in offsets(printed))
    assert all(0 <= zone.start <= zone.end <= len(record.text) for zone in record.zones)
    assert all(date.text == record.text[slice(*date.evidence[0])] for date in record.dates)
    json.dumps(to_card(record))


@CASES
@given(TEXTS)
def test_any_text_gives_a_sound_record(pipeline: Pipeline, text: str) -> None:
    for item in read_stream(text.encode("utf-8", "surrogatepass"), "-"):
        if isinstance(item, Article):
            assert_sound(item, pipeline(item))


@CASES
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(pipeline: Pipeline, content: bytes) -> None:
    for item in read_stream(content, "-"):
        if isinstance(item, Article):
            assert_sound(item, pipeline(item))


@CASES
@given(TEXTS)
def test_words_cover_the_text_in_order(text: str) -> None:
    words = SEGMENT(text)
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(words))
    assert all(0 <= start < end <= len(text) for start, end in words)


@pytest.mark.slow
@settings(CASES, max_examples=MANY)
@given(TEXTS)
def test_any_text_gives_a_sound_record_many_times(pipeline: Pipeline, text: str) -> None:
    for item in read_stream(text.encode("utf-8", "surrogatepass"), "-"):
        if isinstance(item, Article):
            assert_sound(item, pipeline(item))


def test_of_a_very_long_text_the_beginning_is_read(pipeline: Pipeline) -> None:
    told = "Ngày 14/11/2023, LĐLĐ tỉnh Bắc Kạn tổ chức hội nghị tổng kết.\n"
    (item,) = read_stream((told + "Một dòng chữ bình thường.\n" * 8000 + "Có 29 tập thể dự.").encode(), "-")
    assert isinstance(item, Article)
    assert len(item.text) > READ
    record = pipeline(item)
    assert_sound(item, record)
    assert [event.types[0] for event in record.events] == ["tong_ket"]
    assert [count.value for count in record.counts] == []


FOUND = [
    "Bữa cơm ở thị xã\n\nKon Tum, ngày 12/12/2016",
    "0“B ”",
    "LĐLĐ Tỉnh A và Huyện ",
    "CĐCS Công ty TNHH ٣ ٣CĐCS Công ty TNHH ",
    "thứ 2 và 31/02/2020",
    "CĐCS khu vực  họp",
    "CĐCS ngoài (",
    "xã 999",
    "phường٣٣٣",
    "3/LĐ ngày 8/16/2018",
    "quý I 1 tháng năm 2019",
    "Hội nghị tổng kết. Ngày 29/2 tới 31/12 năm 2019, LĐLĐ tỉnh tặng Bằng khen, hội thi",
    "ⅣTPHCM",
    "giảİ",
    "Bằng khen, haı giải nhất",
    "LĐLĐ TPH",
    "LĐLĐ tỉnh tổng kết từ 1/3, 29/2 và 3/5/2021",
    "LĐLĐ tỉnh tổng kết trong hai ngày 29 và 29/2 và 3/5/2021. Ngày 5/3/2019, họp.",
]
"""Texts that broke the program once."""


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_once(pipeline: Pipeline, text: str) -> None:
    (item,) = read_stream(text.encode(), "-")
    assert isinstance(item, Article)
    assert_sound(item, pipeline(item))
