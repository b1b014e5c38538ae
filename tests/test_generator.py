"""Articles for measuring: as long and as full of facts as the gold's, none the same, the same for the same seed."""

import json
import random
from collections import Counter
from itertools import islice
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.generator import SOURCES, Generator, Slotted
from corpus.article import Article
from corpus.read import read_sources
from extract.pipeline import Pipeline


@pytest.mark.slow
def test_generated_articles_are_distributed_as_the_gold() -> None:
    generator = Generator(seed=7)
    made = list(generator.articles(600))
    assert made == list(Generator(seed=7).articles(600))
    lengths = [sum(plan.paragraphs) for plan in generator.plans]
    assert mean(len(article["text"]) for article in made) == pytest.approx(mean(lengths) * 150, rel=0.35)
    assert len({article["text"] for article in made}) == 600
    opened = Counter(article["text"][:60] for article in made)
    assert opened.most_common(1)[0][1] <= 6, "a sentence makes more than a hundredth of the output"


FACTS = ["events", "organisations", "people", "places", "counts", "awards", "documents", "dates", "text"]


def each(pipeline: Pipeline, sources: list[Path]) -> dict[str, float]:
    """How many facts of a kind an article has, and characters, on average."""
    records = [pipeline(article) for article in read_sources(sources) if isinstance(article, Article)]
    return {kind: mean(len(getattr(record, kind)) for record in records) for kind in FACTS}


@pytest.mark.slow
def test_generated_articles_have_as_many_facts_as_the_gold(pipeline: Pipeline, tmp_path: Path) -> None:
    made = Generator(seed=7).articles(400)
    (tmp_path / "made.jsonl").write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in made), "utf-8")
    assert each(pipeline, [tmp_path]) == pytest.approx(each(pipeline, SOURCES), rel=0.25)


def test_slots_are_drawn_anew() -> None:
    generator = Generator.__new__(Generator)
    generator.random = random.Random(1)
    generator.fresh = {"person": ["Nông Thị Thắm", "Bế Văn Lộc"], "district": ["Na Rì"], "province": []}
    generator.named = {"person": [], "district": [], "province": []}
    slots = ((0, 13, "date"), (18, 27, "person"), (33, 35, "number"), (46, 51, "district"))
    sentence = Slotted("Ngày 1/2/2020, bà Lê Thị An trao 25 suất quà ở Ba Bể.", slots)
    filled = list(islice((generator._fill(sentence, "2019-05-20") for _ in iter(int, 1)), 3))
    assert all("Na Rì" in text and "/5/2019" in text and "Lê Thị An" not in text for text in filled)
    assert len(set(filled)) == 3
