"""From a record to its fact card."""

import json
from pathlib import Path

import pytest

from schemas.card import read_cards, to_card
from schemas.record import Argument, Award, Count, Document, Event, Record, Value, Zone

TEXT = """\
Công đoàn Viên chức tỉnh Lào Cai tặng Bằng khen cho 4 tập thể

Ngày 12/5/2022, Công đoàn Viên chức tỉnh Lào Cai tổng kết năm 2021 theo Kế hoạch số 12/KH-CĐVC; bà Lò Thị Mẫu trao thưởng.
Đạt 18/18 chỉ tiêu."""


def at(piece: str) -> list[tuple[int, int]]:
    start = TEXT.index(piece)
    return [(start, start + len(piece))]


RECORD = Record(
    id="https://example.org/lao-cai",
    name="lao-cai",
    source="lao-cai.txt",
    text=TEXT,
    zones=[Zone(kind="title", start=0, end=TEXT.index("\n")), Zone(kind="body", start=TEXT.index("Ngày"), end=len(TEXT))],
    published=Value(value="2022-05-13", inferred="address"),
    events=[
        Event(
            types=["tong_ket", "khen_thuong"],
            main=True,
            title="Tổng kết năm 2021",
            start="2022-05-12",
            end="2022-05-12",
            organisers=[Argument(name="Công đoàn Viên chức tỉnh Lào Cai", evidence=at("Công đoàn Viên chức tỉnh Lào Cai"))],
            period=Value(value="2021", evidence=at("năm 2021")),
            people=[Argument(name="Lò Thị Mẫu", evidence=at("Lò Thị Mẫu"))],
            evidence=at("tổng kết"),
        ),
        Event(types=["dai_hoi"], status="planned", title="Đại hội"),
    ],
    counts=[
        Count(value=4.0, unit="tập thể", evidence=at("4 tập thể"), event=0),
        Count(value=18, of=18.0, unit="chỉ tiêu", evidence=at("18/18 chỉ tiêu")),
        Count(value=3.5, unit="% đoàn viên"),
    ],
    awards=[Award(name="Bằng khen", kind="tập thể", count=4, event=0, evidence=at("Bằng khen"))],
    documents=[Document(number="12/ KH-CĐVC", evidence=at("12/KH-CĐVC"))],
)


def test_to_card() -> None:
    assert to_card(RECORD) == {
        "id": "lao-cai",
        "published": "2022-05-13",
        "events": [
            {
                "main": True,
                "types": ["tong_ket", "khen_thuong"],
                "status": "held",
                "start": "2022-05-12",
                "end": "2022-05-12",
                "organisers": ["Công đoàn Viên chức tỉnh Lào Cai"],
                "targets": [],
                "place": None,
                "period": "2021",
                "people": ["Lò Thị Mẫu"],
            },
            {
                "types": ["dai_hoi"],
                "status": "planned",
                "start": None,
                "end": None,
                "organisers": [],
                "targets": [],
                "place": None,
                "period": None,
                "people": [],
            },
        ],
        "counts": [{"value": 4, "unit": "tập thể"}, {"value": 18, "of": 18, "unit": "chỉ tiêu"}, {"value": 3.5, "unit": "% đoàn viên"}],
        "awards": [{"name": "Bằng khen", "giver": None, "kind": "tập thể", "count": 4}],
        "documents": ["12/KH-CĐVC"],
    }


def test_whole_numbers_are_printed_whole() -> None:
    assert [json.dumps(count["value"]) for count in to_card(RECORD)["counts"]] == ["4", "18", "3.5"]


def test_a_record_without_facts() -> None:
    bare = Record(id="x", name="x", source="x.txt", text="", zones=[])
    assert to_card(bare) == {"id": "x", "published": None, "events": [], "counts": [], "awards": [], "documents": []}


def test_read_cards(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps(to_card(RECORD) | {"id": name}, ensure_ascii=False), "utf-8")
    cards = read_cards(tmp_path)
    assert list(cards) == ["a", "b"]
    assert cards["b"]["published"] == "2022-05-13"


@pytest.mark.parametrize("content", ["{", "[]", "\x00\x01"])
def test_read_cards_names_the_file_that_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=r"bad\.json: not"):
        read_cards(tmp_path)
