"""The experiment with learned types and roles: the linear model, and the table of a small split."""

from pathlib import Path

from benchmarks.accuracy import Split
from benchmarks.learned import Linear, report
from corpus.article import Article
from corpus.read import read_sources
from schemas.card import read_cards

ROOT = Path(__file__).parents[1]


def test_linear_model_tells_classes_by_their_features() -> None:
    examples = [{"sáng", "họp"}, {"chiều", "họp"}, {"sáng", "thi"}, {"chiều", "thi"}]
    model = Linear(examples, ["hoi_nghi", "hoi_nghi", "hoi_thi", "hoi_thi"], ridge=1.0)
    assert model([{"tối", "họp"}, {"thi"}]) == ["hoi_nghi", "hoi_thi"]


def test_table_has_rules_model_and_both() -> None:
    articles = [a for a in read_sources([ROOT / "corpus/sample"]) if isinstance(a, Article)][:16]
    gold = read_cards(ROOT / "corpus/gold")
    train, tried = (Split(name, {a.name: gold[a.name] for a in part}, part) for name, part in (("a", articles[:10]), ("b", articles[10:])))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in report(train, [tried]).splitlines()]
    assert rows[0] == ["F1", "b (6): rules", "model", "both"]
    assert [row[0] for row in rows[2:]] == ["main type", "organisers", "targets"]
    assert {len(row) for row in rows} == {4}
