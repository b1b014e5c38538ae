"""Passages: where the text has a gold item's words, what a record points to, and how both are shown."""

from typing import Any

import pytest

from schemas.passages import evidence, in_context, passage
from schemas.record import Argument, Award, Count, Event, Range, Record, Value, Zone
from schemas.runs import Run

TITLE = "Công đoàn Viên chức tỉnh tổng kết năm"
BODY = """Sáng 09/01/2018, BTV LĐLĐ huyện Ba Bể và UBND huyện tổng kết phong trào quý III.
Nhiệm kỳ 2017 - 2022 có ba công đoàn cơ sở, 1.250 ĐV, 12/14 đơn vị đạt; hỗ trợ 3 nhà và 2,5 triệu đồng; 96,5% đoàn viên dự.
Ngày 3 tháng 2 tới, Liên đoàn tặng Bằng khen cho 7 tập thể, 9 cá nhân."""
FURNITURE = "Cập nhật: 12/01/2018 | 77 lượt xem"


def record(**facts: Any) -> Record:
    text, zones = "", []
    for kind, part in (("furniture", FURNITURE), ("title", TITLE), ("body", BODY)):
        zones.append(Zone.model_validate({"kind": kind, "start": len(text), "end": len(text) + len(part)}))
        text += part + "\n"
    return Record(id="a", name="a", source="a.txt", text=text, zones=zones, **facts)


def at(words: str, after: str = "") -> Range:
    text = record().text
    start = text.index(words, text.index(after))
    return start, start + len(words)


# (field, gold item, the words found)
FOUND = [
    ("published", "2018-01-12", "12/01/2018"),
    ("main date", ("2018-01-09", "2018-01-09"), "09/01/2018"),
    ("main date", ("2018-02-03", None), "3 tháng 2"),
    ("main date", ("2018-01-12", "2018-01-12"), None),  # in the furniture only
    ("main type", ["tong_ket", "so_ket"], "tổng kết năm"),
    ("events", {"types": ["tong_ket"], "start": "2018-01-09"}, "09/01/2018"),
    ("events", {"types": ["tong_ket"], "start": None}, "tổng kết năm"),
    ("period", "2017/2022", "2017 - 2022"),
    ("period", "2018-Q3", "quý III"),
    ("organisers", "Ban Thường vụ Liên đoàn Lao động huyện Ba Bể", "BTV LĐLĐ huyện Ba Bể"),
    ("people", "Nông Văn Tài", None),
    ("counts", {"value": 1250, "unit": "đoàn viên"}, "1.250 ĐV"),
    ("counts", {"value": 3, "unit": "công đoàn cơ sở"}, "ba công đoàn cơ sở"),
    ("counts", {"value": 3, "unit": "nhà"}, "3 nhà"),
    ("counts", {"value": 2500000, "unit": "đồng"}, "2,5 triệu đồng"),
    ("counts", {"value": 96.5, "unit": "% đoàn viên"}, "96,5% đoàn viên"),
    ("counts", {"value": 12, "of": 14, "unit": "đơn vị"}, "12/14"),
    ("counts", {"value": 77, "unit": "lượt xem"}, None),
    ("awards", {"name": "Bằng khen", "kind": "cá nhân", "count": 9}, "9 cá nhân"),
    ("awards", {"name": "Bằng khen", "kind": None, "count": None}, "Bằng khen"),
]


@pytest.mark.parametrize(("field", "value", "words"), FOUND, ids=[f"{field}: {words}" for field, _, words in FOUND])
def test_passage(field: str, value: Any, words: str | None) -> None:
    assert [record().text[start:end] for start, end in passage(record(), field, value)] == ([words] if words else [])


def test_evidence_of_every_field() -> None:
    body = Argument(name="Liên đoàn Lao động huyện Ba Bể", evidence=[at("LĐLĐ huyện Ba Bể")])
    award = Award(name="Bằng khen", giver=body.name, kind="cá nhân", count=9, evidence=[at("Bằng khen"), at("9 cá nhân")])
    twice = [Count(value=3, unit="đơn vị", evidence=[at("ba công đoàn")]), Count(value=3, unit="đơn vị", evidence=[at("3 nhà")])]
    day, period = Value(value="2018-01-09", evidence=[at("09/01/2018")]), Value(value="2018-Q3", evidence=[at("quý III")])
    other = Event(types=["khac"], title="khác", evidence=[at("Ngày 3")])
    main = Event(
        main=True, types=["tong_ket"], title="tổng kết", date=day, organisers=[body], period=period, evidence=[at("tổng kết", after="UBND")]
    )
    run = Run.of(
        {"a": record(events=[other, main], counts=twice, awards=[award], published=Value(value="2018-01-12", evidence=[(10, 20)]))}
    )
    card = run.cards["a"]
    found = {
        ("main type", "tong_ket"): main.evidence,
        ("main date", ("2018-01-09", None)): day.evidence,
        ("organisers", body.name): body.evidence,
        ("people", body.name): [],
        ("place", "Ba Bể"): [],
        ("period", "2018-Q3"): period.evidence,
        ("givers", body.name): award.evidence,
        ("published", "2018-01-12"): [(10, 20)],
    }
    assert {key: evidence(run.records["a"], card, *key) for key in found} == found
    assert evidence(run.records["a"], card, "events", card["events"][1]) == [*main.evidence, *day.evidence]
    assert evidence(run.records["a"], card, "awards", card["awards"][0]) == award.evidence
    assert evidence(run.records["a"], card, "counts", card["counts"][1]) == twice[1].evidence  # not the first that reads the same


def test_in_context_is_one_line_within_the_paragraph() -> None:
    text = record().text
    assert in_context(text, []) == ""
    assert in_context(text, [at("tổng kết")]) == "Công đoàn Viên chức tỉnh »tổng kết« năm"
    line = "Ngày 3 tháng 2 tới, Liên đoàn tặng »Bằng khen« cho 7 tập thể, »9 cá nhân«."
    assert in_context(text, [at("9 cá nhân"), at("Bằng khen"), at("khen")]) == line
    far = in_context(text, [at("BTV"), at("96,5%")])
    assert far.startswith("Sáng 09/01/2018, »BTV« LĐLĐ huyện Ba Bể và")
    assert far.count(" | ") == 1
    assert far.endswith("| …ĐV, 12/14 đơn vị đạt; hỗ trợ 3 nhà và 2,5 triệu đồng; »96,5%« đoàn viên dự.")
