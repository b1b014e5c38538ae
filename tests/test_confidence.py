"""Confidence: what speaks for and against an event, and how it is weighed."""

from typing import Any

import pytest
from articles import article

from benchmarks.confidence import judged, report
from extract.events import events_of
from extract.pipeline import Pipeline
from extract.resolve import Resolver
from extract.train import Example, bodies, examples, gold_docs, learned, learned_targets, learned_topics
from models import logistic, topics
from models.confidence import Clues, confidence, fit, shipped

SURE = Clues(
    clarity=0.4, force=4, holder=1, dated_first=1, inferred=0, same_type=0, late=0, personnel=0, deep=0.5, other_day=0, named=0,
    missed_day=0, planned=0, people=2, beside=2, at_once=1,
)  # fmt: skip


def clues(pipeline: Pipeline, body: str, **rest: Any) -> list[Clues]:
    doc = pipeline.doc(article(body, **rest))
    return [told.clues for told in events_of(doc, Resolver(doc))]


MAIN: list[tuple[str, dict[str, Any]]] = [
    (
        "Ngày 4/4/2012, LĐLĐ tỉnh Yên Bái tổ chức hội nghị giao ban công tác công đoàn.",
        {
            "clarity": 1.0,
            "holder": True,
            "dated_first": True,
            "inferred": False,
            "same_type": False,
            "late": False,
            "named": False,
            "at_once": True,
        },
    ),
    ("LĐLĐ tỉnh Yên Bái tổ chức hội thi nấu ăn ngày 6/3/2015.", {"holder": True, "dated_first": False}),
    ("Hội thi nấu ăn diễn ra ngày 6/3/2015 tại huyện Yên Bình.", {"holder": False}),
    ("Ngày 6/3/2015, LĐLĐ huyện Lục Yên tổ chức hội thi “Bếp nhà máy”.", {"named": True}),
    ("Ngày 6/3/2015, LĐLĐ huyện Lục Yên tổ chức hội thi, bế mạc ngày 8/3/2015.", {"other_day": True, "at_once": False}),
    ("Sáng 6/3, LĐLĐ huyện Lục Yên tổng kết hoạt động công đoàn năm 2015.", {"inferred": True}),
    ("Ngày 11/9/2020, LĐLĐ tỉnh Hà Nam công bố quyết định bổ nhiệm bà Mai Thị Ngà giữ chức Chánh Văn phòng.", {"personnel": True}),
]


@pytest.mark.parametrize(("sentence", "expected"), MAIN, ids=[sentence[:40] for sentence, _ in MAIN])
def test_clues_of_the_main_event(pipeline: Pipeline, sentence: str, expected: dict[str, Any]) -> None:
    found = clues(pipeline, sentence)[0]._asdict()
    assert {name: found[name] for name in expected} == expected


def test_another_event_is_seen_beside_the_main_one(pipeline: Pipeline) -> None:
    body = (
        "Ngày 12/4/2019, Ủy ban Kiểm tra LĐLĐ tỉnh Lào Cai tiến hành kiểm tra tài chính tại LĐLĐ huyện Bắc Hà. "
        "Ngày 20/5/2019, LĐLĐ huyện tổ chức kiểm tra việc khắc phục."
    )
    first, second = clues(pipeline, body)
    assert (first.same_type, first.late) == (False, False)
    assert (second.same_type, second.late) == (True, True)
    assert (first.beside, first.missed_day, second.planned) == (1, False, False)
    assert confidence(first) > 0.95 > confidence(second)


DOUBTS = [
    {"force": 1}, {"holder": 0}, {"dated_first": 0}, {"same_type": 1}, {"late": 1}, {"personnel": 1},
    {"other_day": 1}, {"missed_day": 1}, {"beside": 5}, {"at_once": 0},
]  # fmt: skip


@pytest.mark.parametrize("doubt", DOUBTS, ids=[next(iter(doubt)) for doubt in DOUBTS])
def test_a_doubt_lowers_confidence(doubt: dict[str, float]) -> None:
    assert confidence(SURE._replace(**doubt)) < confidence(SURE)


def test_confidence_is_a_probability() -> None:
    worst = Clues(0, 0, 0, 0, 1, 1, 1, 1, 3, 1, 0, 0, 0, 0, 5, 0)
    assert 0 <= confidence(worst) < 0.1 < 0.9 < confidence(SURE) < 1


def test_fit_finds_the_clue_that_tells() -> None:
    examples = [SURE._replace(holder=n % 2, deep=n % 3) for n in range(60)]
    found = fit(examples, [n % 2 == 1 or n % 10 == 0 for n in range(60)], share=0.5)
    weights = found["weights"]
    assert weights["holder"] > 1
    assert {name for name, weight in weights.items() if abs(weight) > 0.3} == {"holder"}


def test_mean_confidence_is_the_share_asked_for_or_reached() -> None:
    examples = [SURE._replace(holder=n % 2) for n in range(40)]
    right = [n % 4 > 0 for n in range(40)]
    for asked, mean in ((0.5, 0.5), (0.9, 0.75)):
        found = fit(examples, right, share=asked)
        scores = [found["intercept"] + sum(w * c for w, c in zip(found["weights"].values(), e, strict=True)) for e in examples]
        assert sum(1 / (1 + 2.718281828**-s) for s in scores) / 40 == pytest.approx(mean, abs=1e-3)


def test_weights_shipped_have_the_clues() -> None:
    assert list(shipped()["weights"]) == list(Clues._fields)


def test_a_lot_is_judged_by_the_others() -> None:
    told = [Example("001-a", SURE, n != 0) for n in range(10)] + [Example("101-b", SURE, n < 5) for n in range(10)]
    lots = judged(told)
    assert [{p for p, _ in events} for events in lots.values()] == [{0.5}, {0.88}]  # 0.9 of the first are right, but of new ones 0.88
    rows = [line.split(" | ") for line in report(lots).splitlines()]
    assert rows[2] == ["| from 001 on", "10", "0.900", "0.500", "0.000", "0.000 |"]
    assert [row[1] for row in rows[-6:]] == ["0", "10", "0", "10", "0", "20"]


@pytest.mark.slow
def test_weights_shipped_are_what_training_makes() -> None:
    docs = list(gold_docs())
    made, kept = learned(examples(docs)), shipped()
    assert made["intercept"] == pytest.approx(kept["intercept"], abs=1e-3), "run `make train`"
    assert made["weights"] == pytest.approx(kept["weights"], abs=1e-3), "run `make train`"
    assert learned_topics(docs) == topics.shipped(), "run `make train`"
    assert learned_targets(bodies(docs)) == pytest.approx(dict(logistic.shipped("targets")), abs=2e-2), "run `make train`"
