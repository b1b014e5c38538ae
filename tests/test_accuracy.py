"""Accuracy: the sample archive and the seeds against their fact cards, through the real reader and pipeline."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.read import read_sources
from extract.pipeline import Pipeline
from schemas.card import Card, read_cards, to_card
from schemas.evaluation import evaluate

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared"
SCORER = SHARED / "annotation/score.py"


def cards(pipeline: Pipeline, articles: Path) -> dict[str, Card]:
    found = [to_card(pipeline(item)) for item in read_sources([articles]) if isinstance(item, Article)]
    return {card["id"]: card for card in found}


@pytest.fixture(scope="module")
def sample(pipeline: Pipeline) -> dict[str, Card]:
    return cards(pipeline, ROOT / "corpus/sample")


def test_sample_archive(sample: dict[str, Card]) -> None:
    gold = read_cards(ROOT / "corpus/gold")
    assert sample.keys() == gold.keys()
    table = evaluate(gold, sample)
    assert table.mean_f1 >= 0.85, f"\n{table}"
    assert {name: row.f1 for name, row in table.fields.items() if row.f1 < 0.70} == {}


def test_articles_outside_the_sample(pipeline: Pipeline) -> None:
    gold = read_cards(ROOT / "corpus/gold/dev/cards")
    table = evaluate(gold, cards(pipeline, ROOT / "corpus/gold/dev/articles"))
    assert table.mean_f1 >= 0.85, f"\n{table}"


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the five seed articles are not beside this checkout")
def test_seeds(pipeline: Pipeline) -> None:
    gold = read_cards(SHARED / "annotation/gold")
    found = cards(pipeline, SHARED / "seeds")
    assert found.keys() == gold.keys()
    table = evaluate(gold, found)
    assert table.mean_f1 >= 0.90, f"\n{table}"


@pytest.mark.skipif(not SCORER.exists(), reason="the annotation guide's scorer is not beside this checkout")
def test_the_scorer_agrees(sample: dict[str, Card], tmp_path: Path) -> None:
    for name, card in sample.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(card), "utf-8")
    command = [sys.executable, str(SCORER), str(ROOT / "corpus/gold"), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    ours = evaluate(read_cards(ROOT / "corpus/gold"), sample).as_dict()
    assert {key: ours[key] for key in theirs} == theirs
