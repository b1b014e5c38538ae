"""The accuracy table: what counts as the same, and agreement with the annotation guide's scorer."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from schemas.card import Card
from schemas.evaluation import (
    MEAN,
    Error,
    Table,
    calibration_error,
    evaluate,
    pair_up,
    reliability,
    same_award,
    same_body,
    same_count,
    same_event,
    same_place,
)
from schemas.record import Event, Record, Zone

SHARED = Path(__file__).parent / "../../shared/annotation"

GOLD: dict[str, Card] = {
    "a": {
        "id": "a",
        "published": "2019-07-21",
        "events": [
            {
                "main": True,
                "types": ["hoi_thi"],
                "status": "held",
                "start": "2019-07-20",
                "end": "2019-07-20",
                "organisers": ["Liên đoàn Lao động huyện Ba Bể", "Trung tâm Văn hóa huyện Ba Bể"],
                "targets": [],
                "place": "nhà thi đấu huyện Ba Bể",
                "period": None,
                "people": ["Nông Văn Tài", "Lục Thị Hiền"],
            },
            {"types": ["khen_thuong"], "status": "held", "start": "2019-07-20", "end": "2019-07-20", "organisers": ["LĐLĐ huyện Ba Bể"]},
            {"types": ["dai_hoi"], "status": "planned", "start": "2019-09", "end": "2019-09", "organisers": []},
        ],
        "counts": [{"value": 12, "unit": "đội"}, {"value": 150, "unit": "vận động viên"}, {"value": 7, "of": 9, "unit": "công đoàn cơ sở"}],
        "awards": [
            {"name": "Giấy khen", "giver": "LĐLĐ huyện Ba Bể", "kind": "tập thể", "count": 3},
            {"name": "giải Nhất", "giver": "Ban tổ chức", "kind": "tập thể", "count": 1},
        ],
        "documents": ["15/KH-LĐLĐ"],
    },
    "b": {"id": "b", "published": None, "events": [], "counts": [{"value": 100, "unit": "% đoàn viên"}], "awards": [], "documents": []},
}

BODIES = [
    ("LĐLĐ tỉnh Bắc Kạn", "Liên đoàn Lao động tỉnh Bắc Kạn", True),
    ("Ban Thường vụ LĐLĐ tỉnh Bắc Kạn", "LĐLĐ tỉnh Bắc Kạn", False),
    ("Liên đoàn Lao động huyện Na Rì", "Liên đoàn Lao động huyện Ba Bể", False),
    ("Công ty TNHH May Sao Mai", "Công ty May Sao Mai", True),
]
PLACES = [
    ("hội trường Ủy ban nhân dân huyện Ba Bể", "huyện Ba Bể", True),
    ("huyện Ba Bể", "Ba Bể", True),
    ("huyện Ba Bể", "Bể", False),
    ("tỉnh Bắc Kạn", "tỉnh Bắc Giang", False),
]
COUNTS = [
    ({"value": 3, "unit": "đơn vị"}, {"value": 3.0, "unit": "đơn vị trực thuộc"}, True),
    ({"value": 3, "unit": "đơn vị"}, {"value": 3, "of": 3, "unit": "đơn vị"}, False),
    ({"value": 3, "unit": "%"}, {"value": 3, "unit": "đơn vị"}, False),
    ({"value": 3, "unit": "suất quà"}, {"value": 3, "unit": "phần quà"}, False),
]


@pytest.mark.parametrize(("gold", "pred", "same"), BODIES)
def test_same_body(gold: str, pred: str, same: bool) -> None:
    assert same_body(gold, pred) is same


@pytest.mark.parametrize(("gold", "pred", "same"), PLACES)
def test_same_place(gold: str, pred: str, same: bool) -> None:
    assert same_place(gold, pred) is same


@pytest.mark.parametrize(("gold", "pred", "same"), COUNTS)
def test_same_count(gold: Card, pred: Card, same: bool) -> None:
    assert same_count(gold, pred) is same


def test_same_award_does_not_look_at_the_giver() -> None:
    award = GOLD["a"]["awards"][0]
    assert same_award(award, award | {"giver": None})
    assert not same_award(award, award | {"count": None})


def test_same_event_accepts_every_gold_type_but_looks_at_the_first_predicted_one() -> None:
    gold = {"types": ["kiem_tra", "giam_sat"], "start": "2020", "end": "2020"}
    assert same_event(gold, gold | {"types": ["giam_sat"], "status": "held"})
    assert not same_event(gold, gold | {"types": ["giao_ban", "giam_sat"]})
    assert not same_event(gold, gold | {"status": "planned"})
    assert not same_event(gold, gold | {"types": []})


def test_pair_up_finds_the_largest_matching() -> None:
    # Taking 2 for the first gold item would leave the second with nothing.
    pairs, missed, extra = pair_up([{1, 2}, {2}], [2, 1, 9], lambda gold, pred: pred in gold)
    assert (sorted(pred for _, pred in pairs), missed, extra) == ([1, 2], [], [9])


def test_a_perfect_prediction() -> None:
    table = evaluate(GOLD, GOLD)
    assert (table.mean_f1, table.errors) == (1.0, [])
    assert {name: row.n for name, row in table.fields.items()} == {
        "main type": 1,
        "main date": 1,
        "events": 3,
        "organisers": 2,
        "place": 1,
        "people": 2,
        "counts": 4,
        "awards": 2,
        "givers": 2,
        "documents": 1,
        "published": 1,
    }
    assert list(table.types) == ["dai_hoi", "hoi_thi", "khen_thuong"]


def test_errors_name_field_and_value() -> None:
    pred = copy.deepcopy(GOLD)
    del pred["b"]
    pred["a"]["documents"] = ["15/KH-LĐLĐ", "16/KH-LĐLĐ"]
    pred["a"]["events"][2]["types"] = ["tong_ket"]
    table = evaluate(GOLD, pred)
    assert table.errors == [
        Error("a", "events", "missed", GOLD["a"]["events"][2]),
        Error("a", "events", "extra", pred["a"]["events"][2]),
        Error("a", "documents", "extra", "16/KH-LĐLĐ"),
        Error("b", "counts", "missed", {"value": 100, "unit": "% đoàn viên"}),
    ]
    assert table.fields["documents"].as_dict() == {"precision": 0.5, "recall": 1.0, "f1": 2 / 3, "n": 1}
    assert (table.types["dai_hoi"].missed, table.types["tong_ket"].extra) == (1, 1)


def test_intervals_hold_the_figures_and_are_the_same_on_every_call() -> None:
    gold = {str(number): GOLD["a"] for number in range(20)}
    pred = gold | {"3": {}, "7": {}}
    table = evaluate(gold, pred)
    low, high = table.intervals["counts"]
    assert low < table.fields["counts"].f1 < high < 1.0 + 1e-9
    assert list(table.intervals) == [*table.fields, MEAN]
    assert evaluate(gold, pred).intervals == table.intervals
    assert evaluate(gold, gold).intervals[MEAN] == (1.0, 1.0)


def test_gold_without_anything_and_nothing_found() -> None:
    table = evaluate({"trong": {"events": []}}, {})
    assert str(table) == "mean F1 1.000  [1.000, 1.000]"


def test_a_saved_table_is_read_again() -> None:
    table = evaluate(GOLD, {"a": GOLD["a"] | {"documents": ["16/KH-LĐLĐ"]}})
    read = Table.from_dict(json.loads(json.dumps(table.as_dict())))
    assert (read.fields, read.mean_f1, read.intervals, read.errors) == (table.fields, table.mean_f1, table.intervals, table.errors)
    for other in ({}, {"hits": [], "errors": []}, {"hits": {}, "errors": [{"article": "a"}]}):
        with pytest.raises(ValueError, match="không phải kết quả"):
            Table.from_dict(other)


def test_reliability_puts_type_and_days_against_confidence() -> None:
    def event(type_: str, day: str, confidence: float, status: str = "held") -> Event:
        return Event.model_validate(
            {"types": [type_], "title": type_, "start": day, "end": day, "status": status, "confidence": confidence, "evidence": [(0, 3)]}
        )

    events = [
        event("hoi_thi", "2019-07-20", 0.95),
        event("khen_thuong", "2019-07-20", 0.9, status="planned"),  # the status is not asked for
        event("dai_hoi", "2019-10", 0.7),
        event("hoi_thi", "2019-07-20", 0.3),  # told twice
    ]
    zone = Zone(kind="body", start=0, end=3)
    record = Record(id="a", name="a", source="a.txt", text="Tin", zones=[zone], events=events)
    bins = reliability(GOLD, {"a": record})
    assert [(bin_.n, bin_.right) for bin_ in bins] == [(1, 0), (0, 0), (1, 0), (0, 0), (2, 2)]
    assert calibration_error(bins) == pytest.approx((0.3 + 0.7 + 0.15) / 4)
    assert calibration_error([]) == 0


def test_no_gold() -> None:
    with pytest.raises(ValueError, match="no gold cards"):
        evaluate({}, GOLD)


def perturbed(card: Card, dice: random.Random) -> Card:
    """The card with about a third of its values dropped, changed or doubled."""

    def value(old: Any) -> Any:
        match old:
            case dict():
                return {key: value(inner) for key, inner in old.items()}
            case list():
                kept = [value(inner) for inner in old if dice.random() > 0.15]
                return kept + ([dice.choice(old)] if old and dice.random() < 0.15 else [])
            case str() if dice.random() < 0.2:
                words = old.split()
                dice.shuffle(words)
                return " ".join(words[: dice.randint(1, len(words) + 1)]) if words else old
            case int() if dice.random() < 0.1:
                return old + 1
        return old

    return value(card)


@pytest.mark.skipif(not SHARED.exists(), reason="the annotation guide's scorer is not beside this checkout")
@pytest.mark.parametrize("seed", range(4))
def test_the_table_is_the_scorers(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    gold = GOLD | {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "gold").glob("*.json"))}
    pred = {name: perturbed(card, dice) for name, card in gold.items() if dice.random() < 0.9}
    for folder, cards in (("gold", gold), ("pred", pred)):
        (tmp_path / folder).mkdir()
        for name, card in cards.items():
            (tmp_path / folder / f"{name}.json").write_text(json.dumps(card), "utf-8")

    def score(*options: str) -> str:
        command = [sys.executable, str(SHARED / "score.py"), str(tmp_path / "gold"), str(tmp_path / "pred"), *options]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    table = evaluate(dict(sorted(gold.items())), pred)
    theirs = json.loads(score("--json"))
    assert {key: table.as_dict()[key] for key in theirs} == theirs
    assert list(table.fields) == list(theirs["fields"])
    errors = [f"{e.article}\t{e.field}\t{e.kind}\t{json.dumps(e.value, ensure_ascii=False)}" for e in table.errors]
    printed, scored = [*errors, *str(table).splitlines()], score("--errors").splitlines()
    assert [line[: len(right)] for line, right in zip(printed, scored, strict=True)] == scored
