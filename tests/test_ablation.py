"""The ablation of roles: each finder is replaced by its first match while its row is measured, and only then."""

from pathlib import Path

import pytest
from articles import article

from benchmarks.ablation import FINDERS, report, without
from benchmarks.accuracy import Split
from corpus.article import Article
from corpus.read import read_sources
from extract.pipeline import Pipeline
from schemas.card import read_cards, to_card

ROOT = Path(__file__).parents[1]
TEXT = (
    "Thực hiện kế hoạch giao ban ngày 2/3/2021 của Liên đoàn Lao động tỉnh Lào Cai, ngày 12/4/2021, tại huyện Bắc Hà, "
    "UBND huyện Bắc Hà phối hợp với LĐLĐ huyện Bắc Hà tổ chức lễ phát động Tháng Công nhân."
)
FIRST = [
    ("main type", "types", ["giao_ban"]),
    ("main date", "start", "2021-03-02"),
    ("organisers", "organisers", ["Liên đoàn Lao động tỉnh Lào Cai"]),
]


@pytest.mark.parametrize(("field", "key", "value"), FIRST)
def test_a_finder_gives_way_to_its_first_match(pipeline: Pipeline, field: str, key: str, value: object) -> None:
    def found() -> object:
        return to_card(pipeline(article(TEXT)))["events"][0][key]

    ours = found()
    with without(field):
        assert found() == value
    assert found() == ours != value


def test_table_has_a_row_per_finder() -> None:
    articles = [a for a in read_sources([ROOT / "corpus/sample"]) if isinstance(a, Article)][:12]
    gold = read_cards(ROOT / "corpus/gold")
    lines = report([Split("mau", {a.name: gold[a.name] for a in articles}, articles)]).splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0] == ["F1", "in its place", "mau (12)", "first match"]
    assert [row[0] for row in rows[2:]] == list(FINDERS)
    assert all(float(row[2]) >= float(row[3]) for row in rows[2:])
