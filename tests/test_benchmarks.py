"""The benchmarks' own parts: the accuracy tables of a split of one article, the naive baseline, what is counted of speed."""

import json
import re
from pathlib import Path
from statistics import mean

import pytest
from articles import article

from benchmarks.accuracy import agreement, read_split, report, score
from benchmarks.backends import Backend
from benchmarks.backends import report as backends
from benchmarks.throughput import CHUNK, CHUNKS, ROUNDS, rate_of_build, rates
from corpus.article import Article
from extract.pipeline import Pipeline
from extract.workers import run_here
from models.checkpoint import FILE
from schemas.card import read_cards
from schemas.evaluation import MEAN, evaluate
from schemas.record import Record

ROOT = Path(__file__).parents[1]
ARTICLE = """Công đoàn ngành Giao thông khen thưởng

Ngày 14/11/2023, Công đoàn ngành Giao thông vận tải tỉnh trao Giấy khen cho 3 tập thể. Dự lễ có bà Hoàng Thị Nụ.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("cards", "articles"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles/khen.txt").write_text(ARTICLE, "utf-8")
    award = {"name": "Giấy khen", "giver": None, "kind": "tập thể", "count": 3}
    event = {
        "main": True,
        "types": ["khen_thuong"],
        "status": "held",
        "start": "2023-11-14",
        "end": "2023-11-14",
        "people": ["Hoàng Thị Nụ"],
    }
    card = {"id": "khen", "published": None, "events": [event], "counts": [{"value": 3, "unit": "tập thể"}], "awards": [award]}
    (tmp_path / "cards/khen.json").write_text(json.dumps(card), "utf-8")
    return tmp_path


def test_accuracy_tables_of_a_split(folder: Path) -> None:
    accuracy, reliability = report([score(read_split("nho", [(folder / "cards", folder / "articles")]))]).split("\n\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in accuracy.splitlines()]
    assert rows[0] == ["F1", "nho (1)", "naive", "two readers"]
    assert [row[0] for row in rows[2:]] == list(agreement())
    assert {len(row) for row in rows} == {4}
    found = {row[0]: row[1:] for row in rows[2:]}
    assert found["people"] == ["1.000 [1.00, 1.00], 1", "1.000", "0.998"]
    assert found["published"][:2] == ["–", "–"]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in reliability.splitlines()]
    assert [row[0] for row in rows[2:]] == ["< 0.5", "0.5–0.7", "0.7–0.8", "0.8–0.9", "≥ 0.9", "all; expected calibration error"]
    assert {len(row) for row in rows} == {3}


def test_backends_stand_side_by_side_with_what_they_bring_and_cost(folder: Path, tmp_path: Path) -> None:
    model = tmp_path / "klein"
    model.mkdir()
    (model / FILE).write_bytes(b" " * 2_000_000)
    gold = read_cards(folder / "cards")
    half = {"khen": gold["khen"] | {"counts": []}}
    before, after = Backend("rules", evaluate(gold, half), 2.0, 150.4, 10), Backend(str(model), evaluate(gold, gold), 5.0, 300.0, 10)
    found = {
        row[0]: row[1:]
        for row in ([cell.strip() for cell in line.strip("|").split("|")] for line in backends([before, after]).splitlines())
    }
    assert found["counts"] == ["0.000", "1.000", "+1.000 [+1.000, +1.000]"]
    assert found["articles/s on a core"][:2] == ["5.0", "2.0"]
    assert found["memory, MB"][:2] == ["150", "300"]
    assert found["the model on disk, MB"][:2] == ["0.0", "2.0"]
    assert found["core hours for a million articles"][:2] == ["55.6", "138.9"]


def test_agreement_is_that_of_the_page_about_gold() -> None:
    page = (ROOT / "corpus/gold/README.md").read_text("utf-8")
    printed = {
        field: [float(lot) for lot in lots] for field, *lots in re.findall(r"^\| (.+?) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", page, re.M)
    }
    means = {MEAN if field == "mean" else field: pytest.approx(mean(lots), abs=5e-4) for field, lots in printed.items()}
    assert means == agreement()


def test_a_split_without_its_articles_is_no_split(folder: Path) -> None:
    (folder / "articles/khen.txt").unlink()
    with pytest.raises(SystemExit, match=r"no article for khen\.json"):
        read_split("nho", [(folder / "cards", folder / "articles")])
    with pytest.raises(SystemExit, match="no gold cards"):
        read_split("nho", [(folder / "phieu", folder / "articles")])


def test_rates_are_of_whole_rounds(pipeline: Pipeline) -> None:
    bai, read = article("Ngày 14/11/2023, LĐLĐ tỉnh Bắc Kạn họp."), list[str]()
    assert rates([bai], {"reader": lambda article: read.append(article.text)})["reader"] > 0
    assert len(read) == 1 + ROUNDS  # one before the clock starts

    record, read = pipeline(bai), []

    def extract(article: Article) -> Record:
        read.append(article.text)
        return record

    assert rate_of_build([bai], lambda chunks: run_here(chunks, lambda: extract)) > 0
    assert len(read) == CHUNKS * CHUNK
