"""`sukien label`: the sample archive goes out and comes back, corrected or not, and what cannot be read costs itself only."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus.article import Article
from corpus.read import read_sources
from extract.labelling import read_back, rules, write_out
from extract.pipeline import Pipeline
from schemas.card import read_cards, to_card
from schemas.record import Record
from schemas.spans import mentions, read_spans
from sukien import main

ROOT = Path(__file__).parents[1]
FORMS = ["label-studio", "brat"]


def sukien(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def sample(pipeline: Pipeline) -> list[Record]:
    return [pipeline(article) for article in read_sources([ROOT / "corpus/sample"]) if isinstance(article, Article)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("kho") / "union.db"
    assert sukien("build", ROOT / "corpus/sample", "--db", db, "--workers", "1").exit_code == 0
    return db


def submitted(folder: Path, change: Callable[[list[dict[str, Any]]], object] = lambda tasks: None) -> Path:
    """What Label Studio exports when every prediction was submitted as it was, then changed."""
    tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": prediction["result"]} for prediction in task["predictions"]]
    change(tasks)
    exported = folder / "project-1.json"
    exported.write_text(json.dumps(tasks), "utf-8")
    return exported


def go_out(sample: list[Record], folder: Path, form: str) -> Path:
    assert write_out(sample, folder, form, "sukien") == len(sample)
    return folder if form == "brat" else submitted(folder)


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_corrected_is_the_records_own_card_and_mentions(
    form: str, sample: list[Record], pipeline: Pipeline, tmp_path: Path
) -> None:
    found = read_back(go_out(sample, tmp_path / "sua", form), tmp_path / "gold", pipeline)
    assert (sorted(found.written), found.touched, found.unseen, found.rejected) == (sorted(r.name for r in sample), [], [], [])
    assert read_cards(tmp_path / "gold/cards") == {record.name: to_card(record) for record in sorted(sample, key=lambda r: r.name)}
    read_again = {article.name: article for article in read_sources([tmp_path / "gold/articles"]) if isinstance(article, Article)}
    spans = read_spans(tmp_path / "gold/spans", {record.name: record for record in sample})
    for record in sample:
        again = read_again[record.name]
        assert again.text.rstrip() == record.text.rstrip()
        assert (again.published and again.published.value) == (record.published and record.published.value)
        assert spans[record.name] == mentions(record)


@pytest.mark.parametrize("form", FORMS)
def test_the_command_goes_out_and_comes_back(form: str, database: Path, tmp_path: Path) -> None:
    folder, gold = tmp_path / "de sua", tmp_path / "dap-an"
    out = sukien("label", "--db", database, "--into", folder, "--most", 5, "--format", form)
    assert out.exit_code == 0, out.output
    assert "Đã ghi 5 bài" in out.stdout
    back = sukien("label", "--from", folder if form == "brat" else submitted(folder), "--into", gold)
    assert back.exit_code == 0, back.output
    assert "có thêm 5 bài làm đáp án, 0 bài có chỗ sửa; 0 bài chưa ai sửa, 0 bài bị loại" in back.stdout
    scored = json.loads(sukien("evaluate", gold, "--json").stdout)
    assert scored["mean_f1"] == 1


def test_the_same_database_gives_the_same_files(database: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        sukien("label", "--db", database, "--into", tmp_path / name, "--most", 8)
    assert (tmp_path / "a/tasks.json").read_bytes() == (tmp_path / "b/tasks.json").read_bytes()


def test_a_correction_in_brat_is_gold(sample: list[Record], pipeline: Pipeline, tmp_path: Path) -> None:
    record = next(record for record in sample if record.name.startswith("018-"))
    write_out([record], tmp_path / "sua", "brat", "sukien")
    standoff = tmp_path / f"sua/{record.name}.ann"
    lines = [line for line in standoff.read_text("utf-8").splitlines() if "34 câu hỏi" not in line]
    start = record.text.index("tổ chức")
    standoff.write_text("\n".join([*lines, f"T99\ttap_huan {start} {start + 7}\ttổ chức", "E99\ttap_huan:T99"]) + "\n", "utf-8")
    found = read_back(tmp_path / "sua", tmp_path / "gold", pipeline)
    assert (found.touched, found.rejected) == ([record.name], [])
    card = read_cards(tmp_path / "gold/cards")[record.name]
    assert [event["types"][0] for event in card["events"]] == ["doi_thoai", "tap_huan"]
    assert {"value": 34, "unit": "câu hỏi"} not in card["counts"]


READINGS = [
    ("count", "hai trăm đoàn viên", "200 đoàn viên"),
    ("count", "vài", ""),
    ("organisation", "LĐLĐ huyện Na Rì", "Liên đoàn Lao động huyện Na Rì"),
    ("document", "Kế hoạch số 12/KH-LĐLĐ", "12/KH-LĐLĐ"),
    ("award", "Bằng khen cho 3 tập thể", "Bằng khen | | tập thể | 3"),
    ("person", "bà Đinh Thị Phương Nhung", "Đinh Thị Phương Nhung"),
]


@pytest.mark.parametrize(("kind", "words", "value"), READINGS)
def test_rules_read_a_mention_by_itself(kind: str, words: str, value: str, sample: list[Record], pipeline: Pipeline) -> None:
    assert rules(pipeline, sample[0])(kind, words) == value


def test_a_task_that_is_wrong_costs_itself_only(sample: list[Record], pipeline: Pipeline, tmp_path: Path) -> None:
    def spoil(tasks: list[dict[str, Any]]) -> None:
        tasks[0]["data"]["text"] += "."
        tasks[1]["annotations"] = []
        tasks[2]["data"]["name"] = "../../thoat"
        tasks[3]["data"]["name"] = tasks[4]["data"]["name"]
        tasks[5]["annotations"][0]["result"][0]["value"]["end"] += 5

    write_out(sample[:8], tmp_path / "sua", "label-studio", "sukien")
    exported = submitted(tmp_path / "sua", spoil)
    found = read_back(exported, tmp_path / "gold", pipeline)
    assert (len(found.written), found.unseen) == (3, [sample[1].name])
    assert [reject.source.removeprefix(f"{exported}: ") for reject in found.rejected] == [
        "mục 1",
        "../../thoat",
        sample[4].name,
        "mục 6",
    ]
    assert "đã là bài khác" in found.rejected[2].reason
    assert not list(tmp_path.rglob("thoat*"))
    assert sukien("label", "--from", exported, "--into", tmp_path / "gold").exit_code == 0  # once more, to the same effect


BRAT = [
    (".txt", None, r"thiếu \S+\.txt; hãy chép lại"),
    (".txt", "khác", r"\S+\.txt đã bị đổi; hãy lấy lại"),
    (".json", None, r"thiếu \S+\.json; hãy chép lại"),
    (".json", "{}", r"\S+\.json không phải bản ghi"),
    (".ann", "T1\tdate 0 4\tkhông", r"dòng 1: tại 0–4 bài có"),
]


@pytest.mark.parametrize(("suffix", "content", "said"), BRAT)
def test_files_of_brat_that_are_missing_or_changed(
    suffix: str, content: str | None, said: str, sample: list[Record], pipeline: Pipeline, tmp_path: Path
) -> None:
    write_out(sample[:2], tmp_path / "sua", "brat", "sukien")
    file = tmp_path / f"sua/{sample[0].name}{suffix}"
    if content is None:
        file.unlink()
    else:
        file.write_text(content, "utf-8")
    found = read_back(tmp_path / "sua", tmp_path / "gold", pipeline)
    assert found.written == [sample[1].name]
    (reject,) = found.rejected
    assert re.search(said, reject.reason), reject.reason


USAGE = [
    (["--into", "x"], 2, "cần một trong hai"),
    (["--db", "{db}", "--from", "{folder}", "--into", "x"], 2, "cần một trong hai"),
    (["--db", "{folder}/khong-co.db", "--into", "{folder}/x"], 1, "không có tệp này; hãy lập kho"),
    (["--from", "{folder}/khong-co", "--into", "x"], 2, "không có tệp hay thư mục"),
    (["--from", "{folder}", "--into", "x"], 1, "không có tệp .ann nào"),
    (["--from", "{folder}/a.json", "--into", "x"], 1, "không phải JSON; hãy xuất từ Label Studio"),
    (["--from", "{folder}/b.json", "--into", "x"], 1, "không phải danh sách bài của Label Studio"),
    (["--from", "{folder}/c.json", "--into", "x"], 1, "mục 1: không phải bài do `sukien label` ghi"),
    (["--db", "{db}", "--into", "{folder}/da-co"], 1, "đã có bài để sửa ở đây"),
]


@pytest.mark.parametrize(("args", "code", "said"), USAGE)
def test_wrong_use_is_told_in_a_line(args: list[str], code: int, said: str, database: Path, tmp_path: Path) -> None:
    for name, content in (("a.json", "tin"), ("b.json", "{}"), ("c.json", '[{"text": "tin"}]')):
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "da-co").mkdir()
    (tmp_path / "da-co/cu.ann").touch()
    done = sukien("label", *(arg.format(db=database, folder=tmp_path) for arg in args))
    assert done.exit_code == code
    assert said in done.stderr.splitlines()[0]


def test_tasks_that_nobody_submitted_are_no_gold(database: Path, tmp_path: Path) -> None:
    sukien("label", "--db", database, "--into", tmp_path / "sua", "--most", 2)
    done = sukien("label", "--from", tmp_path / "sua/tasks.json", "--into", tmp_path / "gold")
    assert (done.exit_code, (tmp_path / "gold").exists()) == (1, False)
    assert "2 bài chưa ai sửa" in done.stderr
