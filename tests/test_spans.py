"""Mentions: what of a record's evidence is one, and how gold ones are read and scored."""

import json
from pathlib import Path

import pytest

from schemas.record import Record
from schemas.spans import Span, mentions, read_spans, score_mentions

TEXT = "Đăng ngày 5/6/2024\nSáng nay, LĐLĐ huyện Ba Bể tặng Bằng khen cho 3 tập thể tại Nhà Văn hóa, huyện Na Rì."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


RECORD = Record.model_validate(
    {
        "id": "a",
        "name": "a",
        "source": "a.txt",
        "text": TEXT,
        "zones": [{"kind": "furniture", "start": 0, "end": 18}, {"kind": "body", "start": 19, "end": len(TEXT)}],
        "dates": [
            {"text": "ngày 5/6/2024", "type": "DATE", "value": "2024-06-05", "evidence": [at("ngày 5/6/2024")]},
            {"text": "Sáng nay", "type": "TIME", "value": "2024-06-05TMO", "evidence": [at("Sáng nay"), at("ngày 5/6/2024")]},
        ],
        "organisations": [{"name": "Liên đoàn Lao động huyện Ba Bể", "kind": "union", "evidence": [at("LĐLĐ huyện Ba Bể")]}],
        "places": [
            {"name": "huyện Ba Bể", "kind": "district", "evidence": [at("huyện Ba Bể")]},
            {"name": "huyện Na Rì", "kind": "district", "evidence": [at("huyện Na Rì")]},
        ],
        "awards": [{"name": "bằng khen", "kind": "tập thể", "count": 3, "evidence": [at("Bằng khen cho 3 tập thể")]}],
        "events": [
            {"types": ["khen_thuong"], "title": "tặng", "evidence": [at("tặng")], "place": {"name": "x", "evidence": [at("Nhà Văn hóa")]}}
        ],
    }
)


def test_mentions_of_a_record() -> None:
    assert {(span.kind, TEXT[span.start : span.end]) for span in mentions(RECORD)} == {
        ("date", "Sáng nay"),
        ("organisation", "LĐLĐ huyện Ba Bể"),
        ("place", "huyện Na Rì"),
        ("place", "Nhà Văn hóa"),
        ("award", "Bằng khen"),
        ("trigger", "tặng"),
    }


def test_score_mentions() -> None:
    gold = {"a": {Span("date", *at("Sáng nay")), Span("organisation", *at("huyện Ba Bể")), Span("person", *at("Ba Bể"))}}
    table = score_mentions(gold, {"a": RECORD})
    assert {kind: (found.exact.f1, found.overlapping.f1) for kind, found in table.items()} == {
        "date": (1, 1),
        "organisation": (0, 1),
        "person": (0, 0),
        "place": (0, 0),
        "award": (0, 0),
        "trigger": (0, 0),
    }
    assert score_mentions(gold | {"b": {Span("date", 0, 4)}}, {"a": RECORD})["date"].exact.recall == 0.5
    assert score_mentions(gold, {}) == {}


GOOD = {"kind": "date", "start": 19, "end": 27, "text": "Sáng nay"}
WRONG = [
    ({}, "không phải danh sách"),
    ([{"kind": "date"}], "không phải danh sách"),
    ([GOOD, GOOD | {"kind": "ngày"}], "mục 2: không có loại ngày; các loại là date, organisation"),
    ([GOOD | {"end": 26}], "mục 1: tại 19–26 bài có “Sáng na”, không phải “Sáng nay”; hãy sửa vị trí"),
]


@pytest.mark.parametrize(("content", "said"), WRONG)
def test_spans_that_are_none(content: object, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(ValueError, match=said):
        read_spans(tmp_path, {"a": RECORD})


def test_read_spans(tmp_path: Path) -> None:
    assert read_spans(tmp_path / "khong-co", {}) == {}
    (tmp_path / "a.json").write_text(json.dumps([GOOD]), "utf-8")
    assert read_spans(tmp_path, {"a": RECORD}) == {"a": {Span("date", 19, 27)}}
