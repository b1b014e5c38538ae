"""The learned tagger beside the rules: what it weighs, and what it adds."""

from dataclasses import dataclass, field, replace

import pytest
from articles import article
from spacy.tokens import Doc

from extract.opinion import Opinion, bodies_added, bodies_kept, target_odds, type_weight
from extract.people import people
from extract.pipeline import Pipeline, assemble
from models.checkpoint import Trust
from models.labels import TYPES
from models.tagger import Tagged
from schemas.card import to_card
from schemas.spans import Span

VISIT = "Ngày 5/6/2024, LĐLĐ huyện Ba Bể thăm, tặng quà công nhân Công ty Cổ phần May Bắc Kạn."
MEETING = "Ngày 5/6/2024, LĐLĐ huyện Ba Bể tổ chức hội nghị tổng kết và triển khai nhiệm vụ."


@dataclass
class Said:
    """Tags as a test wants them: for the places of bodies the probability of a target."""

    spans: list[Tagged] = field(default_factory=list)
    types: dict[str, float] = field(default_factory=dict)
    targets: dict[tuple[int, int], float] = field(default_factory=dict)
    chances: dict[tuple[int, int], float] = field(default_factory=dict)

    def chance(self, kind: str, start: int, end: int) -> float:
        """The probability of a mention."""
        return self.chances.get((start, end), 1.0)

    def role(self, start: int, end: int) -> dict[str, float]:
        """The probability of each role."""
        return {"target": self.targets[start, end]} if (start, end) in self.targets else {}


def read(pipeline: Pipeline, text: str, said: Said, trust: Trust) -> Doc:
    doc = pipeline.doc(article(text))
    doc._.opinion = Opinion(said, trust)  # type: ignore[arg-type]
    return doc


def test_no_model_weighs_nothing(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article(VISIT))
    assert (type_weight(doc, "cham_lo"), target_odds(doc, 0, 4)) == (1.0, 0.0)


def test_the_type_that_the_model_is_sure_of_is_weighed_with_triggers_and_words(pipeline: Pipeline) -> None:
    found = {}
    for type_, trust in (("tong_ket", 2.0), ("trien_khai", 2.0), ("dai_hoi", 2.0), ("dai_hoi", 0.1)):
        said = Said(types=dict.fromkeys(TYPES, 0.0008) | {type_: 0.98})
        found[type_, trust] = to_card(assemble(read(pipeline, MEETING, said, Trust(types=trust))))["events"][0]["types"][0]
    assert list(found.values())[:3] == ["tong_ket", "trien_khai", "dai_hoi"]
    assert found["dai_hoi", 0.1] in ("tong_ket", "trien_khai"), "what no trigger names takes more trust"


def test_the_body_that_the_model_denies_is_no_target(pipeline: Pipeline) -> None:
    company = next(body for body in pipeline.doc(article(VISIT))._.organisations if body.kind == "company")
    said = Said(targets={(company.start, company.end): 0.0001})
    targets = [to_card(assemble(read(pipeline, VISIT, said, Trust(roles=weight))))["events"][0]["targets"] for weight in (0.0, 1.0)]
    assert targets == [["Công ty Cổ phần May Bắc Kạn"], []]


def test_the_body_of_which_the_model_is_sure_that_it_is_none_is_dropped(pipeline: Pipeline) -> None:
    first, second = [(body.start, body.end) for body in pipeline.doc(article(VISIT))._.organisations]
    doc = read(pipeline, VISIT, Said(chances={first: 0.5, second: 0.01}), Trust(drop=0.05))
    assert [(body.start, body.end) for body in bodies_kept(doc)] == [first]
    assert len(bodies_kept(read(pipeline, VISIT, Said(chances={first: 0.0}), Trust()))) == 2


ADDED = "Ngày 5/6/2024, LĐLĐ huyện Ba Bể làm việc với phường Hội Nông dân huyện Chợ Đồn và Hữu Nghị."


@pytest.mark.parametrize(
    ("words", "score", "found"),
    [
        ("Hội Nông dân huyện Chợ Đồn", 0.95, ["Hội Nông dân huyện Chợ Đồn"]),  # the rules take "phường Hội …" for a place
        ("Hội Nông dân huyện Chợ Đồn", 0.85, []),  # the model is not sure enough
        ("LĐLĐ huyện Ba Bể", 0.95, []),  # the rules have it
        ("Hữu Nghị", 0.95, []),  # nothing that the rules can read
    ],
)
def test_bodies_that_only_the_model_has_found(pipeline: Pipeline, words: str, score: float, found: list[str]) -> None:
    start = ADDED.index(words)
    said = Said([Tagged(Span("organisation", start, start + len(words)), score)])
    doc = read(pipeline, ADDED, said, Trust(add=0.9))
    assert [body.text for body in bodies_added(doc)] == found
    doc._.opinion = replace(doc._.opinion, trust=Trust())
    assert list(bodies_added(doc)) == []


def test_a_person_that_only_the_model_has_found(pipeline: Pipeline) -> None:
    text = "Ngày 5/6/2024, LĐLĐ huyện Ba Bể thăm Siu Hlan và Rơ Châm tại nhà."
    names = {}
    for words in ("Siu Hlan", "thăm Siu Hlan"):
        start = text.index(words)
        doc = read(pipeline, text, Said([Tagged(Span("person", start, start + len(words)), 0.95)]), Trust(add=0.9))
        names[words] = [person.full for person in people(doc)._.people]
    assert names == {"Siu Hlan": ["Siu Hlan"], "thăm Siu Hlan": []}
