"""The benchmark of expressions of time: its gold, its scorer, how the rivals' answers are read, and the bar that ours has to clear."""

import re
from datetime import date, datetime

import pytest

from benchmarks.date_rivals import grains, of_duckling, of_timeml, settled
from benchmarks.dates import Expression, Item, Scores, ours, parse, read_gold, score

VALUE = re.compile(
    r"(?:(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12]|-W\d\d(?:-WE)?|-WXX-[1-7])?(?:T(?:MO|MI|AF|EV|NI|\d\d:\d\d))?"
    r"|T\d\d:\d\d|(?:PAST|PRESENT|FUTURE)_REF)"
)


@pytest.fixture(scope="module")
def gold() -> list[Item]:
    return read_gold()


def test_gold_is_well_formed(gold: list[Item]) -> None:
    assert len(gold) == len({item.text for item in gold}) >= 400
    assert sum(not item.gold for item in gold) >= 70
    assert sum(len(item.gold) for item in gold) >= 420
    for item in gold:
        assert not set("⟦⟧|") & set(item.text)
        assert item.published is None or date.fromisoformat(item.published)
        for expression in item.gold:
            ends = expression.values[0].split("/")
            assert all(VALUE.fullmatch(end) for end in ends), expression
            assert ends == sorted(ends), expression


def test_ours_clears_the_bar(gold: list[Item]) -> None:
    scores = score(gold, ours(gold))
    assert scores.value >= 0.95
    assert scores.false_alarms <= 3


def test_marks_become_offsets() -> None:
    item = parse("⟦2023-12-29TMO|Sáng 29/12⟧, họp; ⟦2024|năm tới⟧ nghỉ.", "2023-12-30")
    assert item.text == "Sáng 29/12, họp; năm tới nghỉ."
    assert [(item.text[g.start : g.end], g.values) for g in item.gold] == [("Sáng 29/12", ("2023-12-29TMO",)), ("năm tới", ("2024",))]


ANSWERS = [
    # gold of one text, answers, (extent, value, value strict, strict span)
    ("⟦2023-12-29|29/12⟧", [("29/12", "2023-12-29")], (1, 1, 1, 1)),
    ("⟦2023-12-29|29/12⟧", [("29/12", "2022-12-29")], (1, 0, 0, 1)),
    ("⟦2023-12-29TMO|Sáng 29/12⟧", [("29/12", "2023-12-29")], (1, 1, 0, 0)),
    ("⟦2023-12-29TMO|Sáng 29/12⟧", [("Sáng 29/12", "2023-12-29TAF")], (1, 1, 0, 1)),
    ("⟦2023-12-29T08:00|8h 29/12⟧", [("8h 29/12", "2023-12-29")], (1, 0, 0, 1)),
    ("⟦2023-12-29/2023-12-30|29 đến 30/12⟧", [("29", "2023-12-29"), ("30/12", "2023-12-30")], (1, 1, 1, 0)),
    ("⟦2023-12-29/2023-12-30|29 đến 30/12⟧", [("29", "2022-12-29"), ("30/12", "2023-12-30")], (1, 0, 0, 0)),
    ("⟦2014-Q1|quý I/2014⟧", [("quý I/2014", "2014-01/2014-03")], (1, 1, 1, 1)),
    ("⟦2023-H1|6 tháng⟧", [("6 tháng", "2023-01/2023-06")], (1, 1, 1, 1)),
    ("⟦2023|năm 2023⟧", [("năm 2023", "2023"), ("18/18", "2018")], (2 / 3, 2 / 3, 2 / 3, 2 / 3)),
    ("⟦2023|năm 2023⟧", [], (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("marked", "answers", "expected"), ANSWERS)
def test_scores(marked: str, answers: list[tuple[str, str]], expected: tuple[float, ...]) -> None:
    item = parse(f"{marked} đạt 18/18 chỉ tiêu", None)
    answered = [Expression(at := item.text.index(words), at + len(words), (value,)) for words, value in answers]
    assert score([item], [answered]) == Scores(*map(pytest.approx, expected), false_alarms=0)


def test_false_alarms_are_answers_where_there_is_no_expression() -> None:
    items = [parse("⟦2023|năm 2023⟧", None), parse("thắng 3-1", None)]
    assert score(items, [[], [Expression(6, 9, ("2023-01-03",))]]).false_alarms == 1


def test_every_doubt_about_a_rival_is_in_its_favour() -> None:
    moment = datetime(2023, 11, 14, 14, 30)
    assert {"2023-11-14", "2023-11", "2023", "2023-Q4", "2023-H2", "2023-W46", "2023-11-14T14:30"} <= set(grains(moment))
    assert "XXXX-12-29" in settled(["2000-12-29"], date(2000, 12, 29), None)
    assert "PAST_REF" in settled(["1999-12-31"], date(1999, 12, 31), None)
    assert settled(["2000-12-29"], date(2000, 12, 29), date(2001, 1, 3)) == ["2000-12-29"]


def test_duckling() -> None:
    def at(value: str, grain: str) -> dict[str, str]:
        return {"value": f"{value}:00.000+07:00", "grain": grain}

    assert of_duckling({"type": "value", **at("2014-01-01T00:00", "quarter")})[0] == ["2014-Q1"]
    morning = {"type": "interval", "from": at("2023-12-29T04:00", "hour"), "to": at("2023-12-29T12:00", "hour")}
    assert "2023-12-29TMO" in of_duckling(morning)[0]
    days = {"type": "interval", "from": at("2024-05-14T00:00", "day"), "to": at("2024-05-17T00:00", "day")}
    assert of_duckling(days)[0] == ["2024-05-14/2024-05-16"]


def test_timeml() -> None:
    marked = (
        'Họp <TIMEX3 tid="t1" type="DATE" value="2023">năm 2023</TIMEX3>, <TIMEX3 tid="t2" type="DURATION" value="P2D">2 ngày</TIMEX3>.'
    )
    assert of_timeml(marked) == [(4, 12, "2023")]
