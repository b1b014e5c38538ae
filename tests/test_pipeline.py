"""The pipeline: one article in, one record out, every fact with its proof in the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from articles import article

from corpus.article import Article
from corpus.read import read_sources
from extract.pipeline import COMPONENTS, Pipeline
from schemas.record import Grounded, Model, Record

SAMPLE = Path(__file__).parent / "../corpus/sample"

BODY = """\
Sáng 5/7/2016, LĐLĐ huyện Đô Lương tổ chức hội nghị sơ kết công tác công đoàn 6 tháng đầu năm 2016. Đ/c Hồ Văn Tú chủ trì.
Theo Kế hoạch số 15/KH-LĐLĐ, LĐLĐ huyện đã kiểm tra 12 CĐCS. Dịp này, LĐLĐ huyện trao Giấy khen cho 5 tập thể.
Trước đó, ngày 1/7/2016, LĐLĐ huyện đã đến thăm, tặng 20 suất quà cho đoàn viên."""
FURNITURE = (
    "Trang tin LĐLĐ tỉnh Nghệ An. Đã có 1.204 lượt xem. Ông Trần Văn Bốn chịu trách nhiệm. "
    "Giấy phép số 21/GP-STTTT ngày 3/2/2011. Kế hoạch số 99/KH-TLĐ. Tặng Bằng khen cho 7 cá nhân."
)


@pytest.fixture(scope="module")
def sample(pipeline: Pipeline) -> list[Record]:
    return [pipeline(item) for item in read_sources([SAMPLE]) if isinstance(item, Article)]


def grounded(model: Model) -> Iterator[Grounded]:
    """Every fact in a record, those inside facts too."""
    for value in dict(model).values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Grounded):
                yield item
            if isinstance(item, Model):
                yield from grounded(item)


def test_a_record(pipeline: Pipeline) -> None:
    record = pipeline(article(BODY, title="Đô Lương sơ kết", furniture=FURNITURE, published="2016-07-06"))
    assert (record.id, record.title, record.language, record.text) == ("bai", "Đô Lương sơ kết", "vi", record.text)
    assert [(e.types[0], e.main, e.start) for e in record.events] == [
        ("so_ket", True, "2016-07-05"),
        ("cham_lo", False, "2016-07-01"),
        ("khen_thuong", False, "2016-07-05"),
    ]
    assert {(c.value, c.unit) for c in record.counts} == {(12, "công đoàn cơ sở"), (5, "tập thể"), (20, "suất quà")}
    assert [(a.name, a.giver, a.kind, a.count) for a in record.awards] == [("Giấy khen", "Liên đoàn Lao động huyện Đô Lương", "tập thể", 5)]
    assert [d.number for d in record.documents] == ["15/KH-LĐLĐ"]
    assert [p.name for p in record.people] == ["Hồ Văn Tú"]


def test_counts_and_awards_belong_to_the_event_told_there(pipeline: Pipeline) -> None:
    record = pipeline(article(BODY, title="Đô Lương sơ kết"))
    owners = {c.unit: record.events[c.event].types[0] for c in record.counts if c.event is not None}
    assert owners["công đoàn cơ sở"] == "so_ket"
    assert owners["suất quà"] == "cham_lo"
    assert [record.events[a.event].types[0] for a in record.awards if a.event is not None] == ["khen_thuong"]


def test_every_mention_of_a_body_is_its_evidence(pipeline: Pipeline) -> None:
    record = pipeline(article(BODY))
    (union,) = [o for o in record.organisations if o.name == "Liên đoàn Lao động huyện Đô Lương"]
    assert [record.text[a:b] for a, b in union.evidence] == ["LĐLĐ huyện Đô Lương", "LĐLĐ huyện", "LĐLĐ huyện", "LĐLĐ huyện"]
    assert (union.kind, union.level, union.place) == ("union", "district", "Đô Lương")


def test_furniture_counts_awards_cites_and_names_nobody(pipeline: Pipeline) -> None:
    record = pipeline(article("Trời mưa cả ngày.", furniture=FURNITURE))
    assert (record.events, record.people, record.counts, record.awards, record.documents) == ([], [], [], [], [])


def test_an_article_in_another_language_has_no_events(pipeline: Pipeline) -> None:
    text = "On 5 July 2016 the federation (LĐLĐ huyện Đô Lương tổ chức hội nghị sơ kết) met to review its work."
    assert pipeline(article(text, language="en")).events == []


@pytest.mark.parametrize("text", ["", ".", "\n", "Tin.", "12", "LĐLĐ", "TỔNG KẾT", "🙂"])
def test_next_to_nothing(pipeline: Pipeline, text: str) -> None:
    record = pipeline(article(text))
    assert (record.events, record.awards, record.documents) == ([], [], [])
    assert Record.model_validate(record.model_dump()) == record


def test_records_validate_and_every_fact_has_its_proof(sample: list[Record]) -> None:
    assert len(sample) > 60
    for record in sample:
        assert Record.model_validate_json(record.model_dump_json()) == record
        for fact in grounded(record):
            assert fact.evidence or fact.inferred, (record.name, fact)
            for start, end in fact.evidence:
                assert 0 <= start < end <= len(record.text), (record.name, fact)
                assert record.text[start:end].strip(), (record.name, fact)


def test_what_is_not_inferred_is_in_the_text(sample: list[Record]) -> None:
    for record in sample:
        for person in record.people:
            assert any(record.text[a:b].casefold() in person.name.casefold() for a, b in person.evidence), (record.name, person)
        for document in record.documents:
            assert any("".join(record.text[a:b].split()) == document.number for a, b in document.evidence), (record.name, document)
        for date in record.dates:
            assert any(record.text[a:b] == date.text for a, b in date.evidence), (record.name, date)


def test_indexes_and_order_of_events(sample: list[Record]) -> None:
    for record in sample:
        assert [event.main for event in record.events] == [True, *[False] * (len(record.events) - 1)][: len(record.events)]
        for fact in (*record.counts, *record.awards):
            assert fact.event is None if not record.events else fact.event in range(len(record.events))


def test_the_same_article_gives_the_same_record(pipeline: Pipeline, sample: list[Record]) -> None:
    again = [pipeline(item) for item in reversed(list(read_sources([SAMPLE]))) if isinstance(item, Article)]
    assert [r.model_dump_json() for r in reversed(again)] == [r.model_dump_json() for r in sample]


def test_each_component_is_a_spacy_factory(pipeline: Pipeline) -> None:
    assert tuple(pipeline.nlp.pipe_names) == COMPONENTS
    assert all(pipeline.nlp.has_factory(name) for name in COMPONENTS)
