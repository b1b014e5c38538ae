"""The command, as its users meet it: what it prints, which files it leaves, how it ends."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sukien import main

ROOT = Path(__file__).parents[1]
ARTICLE = """LĐLĐ huyện Mường Tè giám sát công đoàn cơ sở

Ngày 14/11/2023, Ban Thường vụ LĐLĐ huyện Mường Tè giám sát việc chấp hành Điều lệ tại CĐCS Trường Mầm non Bum Nưa.
Đoàn giám sát ghi nhận 27 đoàn viên đã đóng đủ đoàn phí.
"""


def sukien(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def process(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "sukien.py"), *map(str, args)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "giam-sat.txt").write_text(ARTICLE, "utf-8")
    (folder / "rong.txt").write_text("", "utf-8")
    lines = [{"id": "bai-a", "title": "Tin một", "text": ARTICLE}, {"id": "bai-b", "title": "Tin hai", "text": ARTICLE}]
    (folder / "tin.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return folder


def test_extract_prints_one_article_as_an_object_and_several_as_an_array(archive: Path) -> None:
    one = json.loads(sukien("extract", archive / "2023/giam-sat.txt").stdout)
    assert (one["name"], one["title"]) == ("giam-sat", "LĐLĐ huyện Mường Tè giám sát công đoàn cơ sở")
    several = json.loads(sukien("extract", archive / "tin.jsonl").stdout)
    assert [record["name"] for record in several] == ["bai-a", "bai-b"]


def test_extract_prints_a_record_a_line(archive: Path) -> None:
    lines = sukien("extract", archive, "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(line)["name"] for line in lines) == ["bai-a", "bai-b", "giam-sat"]


def test_extract_prints_the_card(archive: Path) -> None:
    card = json.loads(sukien("extract", archive / "2023/giam-sat.txt", "--format", "card").stdout)
    assert list(card) == ["id", "published", "events", "counts", "awards", "documents"]
    assert [(event["types"][0], event["start"]) for event in card["events"]] == [("giam_sat", "2023-11-14")]
    assert {"value": 27, "unit": "đoàn viên"} in card["counts"]


def test_extract_reads_standard_input(archive: Path) -> None:
    for args in (["extract", "-"], ["extract"]):
        record = json.loads(sukien(*args, stdin=ARTICLE).stdout)
        assert record["title"] == "LĐLĐ huyện Mường Tè giám sát công đoàn cơ sở"


def test_extract_names_what_is_no_article_and_goes_on(archive: Path) -> None:
    done = sukien("extract", archive, "--format", "jsonl")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == ["sukien: rong.txt: tệp rỗng"]


def test_extract_writes_a_file_per_article_and_never_two_to_one_name(archive: Path, tmp_path: Path) -> None:
    for other in ("a", "b"):
        (archive / other).mkdir()
        (archive / other / "giam-sat.txt").write_text(ARTICLE, "utf-8")
    (archive / "giam-sat-2.txt").write_text(ARTICLE, "utf-8")
    (archive / "GIAM-SAT.txt").write_text(ARTICLE, "utf-8")
    out = tmp_path / "phieu"
    assert sukien("extract", archive, "--format", "card", "--out", out).exit_code == 0
    names = sorted(path.name for path in out.iterdir())
    assert len({name.casefold() for name in names}) == len(names) == 7
    assert {"bai-a.json", "bai-b.json"} < set(names)
    sukien("extract", archive, "--format", "card", "--out", out)
    assert sorted(path.name for path in out.iterdir()) == names


def test_a_given_id_is_no_path(tmp_path: Path) -> None:
    ids = ["../../thoat", "https://congdoan.example/tin/1?x=2", "con:trỏ", "...", "ế" * 300]
    source, out = tmp_path / "a.jsonl", tmp_path / "sau" / "phieu"
    source.write_text("".join(json.dumps({"id": name, "text": ARTICLE}) + "\n" for name in ids), "utf-8")
    assert sukien("extract", source, "--out", out).exit_code == 0
    assert len(list(tmp_path.rglob("*.json"))) == len(list(out.iterdir())) == len(ids)


def test_build_check_export(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    built = sukien("build", archive, "--db", db)
    assert built.exit_code == 0, built.output
    assert "giám sát" in built.stdout
    assert f"serve --db {db}" in built.stdout
    assert sukien("check", "--db", db).exit_code == 0
    lines = sukien("export", "--db", db, "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["start"] for line in lines} == {"2023-11-14"}
    table = tmp_path / "su-kien.csv"
    assert sukien("export", "--db", db, "--format", "csv", "--out", table).exit_code == 0
    assert len(table.read_text("utf-8-sig").splitlines()) == len(lines) + 1


def test_build_of_nothing_readable_leaves_the_database_as_it_was(archive: Path, tmp_path: Path) -> None:
    db, junk = tmp_path / "union.db", tmp_path / "rac"
    sukien("build", archive, "--db", db)
    before = sukien("export", "--db", db, "--format", "jsonl").stdout
    junk.mkdir()
    (junk / "a.txt").write_bytes(bytes(range(256)) * 20)
    done = sukien("build", junk, "--db", db)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "sukien: a.txt: không phải văn bản" in done.stderr
    assert sukien("export", "--db", db, "--format", "jsonl").stdout == before != ""


def test_a_new_file_that_cannot_be_read_does_not_fail_a_rebuild(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    sukien("build", archive, "--db", db)
    (archive / "rong.txt").write_bytes(b"")
    done = sukien("build", archive, "--db", db)
    assert done.exit_code == 0
    assert "sukien: rong.txt: tệp rỗng" in done.stderr


def test_a_backup_is_a_sound_database(archive: Path, tmp_path: Path) -> None:
    db, copy = tmp_path / "union.db", tmp_path / "chep.db"
    sukien("build", archive, "--db", db, "--since", "2001-01-01")
    assert sukien("backup", "--db", db, "--out", copy).stdout == f"Đã sao lưu {db} vào {copy}\n"
    assert sukien("check", "--db", copy).exit_code == 0


def test_check_finds_an_unsound_database(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    sukien("build", archive, "--db", db)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE events SET evidence = '[0,1000000]'")
    done = sukien("check", "--db", db)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def gold(archive: Path, tmp_path: Path) -> Path:
    """A folder of gold as corpus/gold has them: articles, cards, spans; what is found now is right."""
    folder = tmp_path / "gold"
    (folder / "spans").mkdir(parents=True)
    archive.rename(folder / "articles")
    sukien("extract", folder / "articles", "--format", "card", "--out", folder / "cards")
    spans = [("date", "Ngày 14/11/2023"), ("organisation", "LĐLĐ huyện Mường Tè"), ("trigger", "giám sát"), ("count", "27 đoàn viên")]
    marked = [{"kind": kind, "start": ARTICLE.index(text), "end": ARTICLE.index(text) + len(text), "text": text} for kind, text in spans]
    (folder / "spans" / "giam-sat.json").write_text(json.dumps(marked), "utf-8")
    return folder


def change(card: Path, old: str, new: str) -> None:
    text = card.read_text("utf-8")
    assert old in text
    card.write_text(text.replace(old, new), "utf-8")


def test_evaluate_takes_cards_records_and_articles_alike(gold: Path, tmp_path: Path) -> None:
    cards, articles, records, lines = gold / "cards", gold / "articles", tmp_path / "ban-ghi", tmp_path / "lan-1.jsonl"
    sukien("extract", articles, "--out", records)
    lines.write_text(sukien("extract", articles, "--format", "jsonl").stdout, "utf-8")
    (tmp_path / "lan-1.json").write_text(sukien("extract", articles, "--format", "card").stdout, "utf-8")
    perfect = sukien("evaluate", gold).stdout
    table, types, mentions = perfect.split("\n\n")
    assert table.splitlines()[-1].split() == ["mean", "F1", "1.000", "[1.000,", "1.000]"]
    assert types.splitlines()[1].startswith("giam_sat ")
    assert mentions.splitlines()[1].startswith("date ")
    for run in (articles, records, lines):
        assert sukien("evaluate", gold, run).stdout == perfect
    for run in (cards, tmp_path / "lan-1.json"):
        assert sukien("evaluate", cards, run).stdout == f"{table}\n\n{types}\n"


def test_evaluate_counts_an_article_without_a_result_as_missed(gold: Path, tmp_path: Path) -> None:
    run = tmp_path / "phieu"
    sukien("extract", gold / "articles/tin.jsonl", "--format", "card", "--out", run)
    done = sukien("evaluate", gold, run)
    assert done.stderr == "sukien: 1/3 bài của đáp án không có kết quả, như giam-sat; tính là thiếu hết\n"
    assert "F1 0.800  (n=3)" in done.stdout


def test_evaluate_scores_mentions_exact_and_overlapping(gold: Path) -> None:
    spans = json.loads(sukien("evaluate", gold, "--json").stdout)["spans"]
    assert spans["count"]["exact"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1}
    change(gold / "spans/giam-sat.json", json.dumps("27 đoàn viên"), json.dumps("27"))
    span = json.loads((gold / "spans/giam-sat.json").read_text("utf-8"))
    span[-1]["end"] = span[-1]["start"] + 2
    (gold / "spans/giam-sat.json").write_text(json.dumps(span), "utf-8")
    spans = json.loads(sukien("evaluate", gold, "--json").stdout)["spans"]
    assert (spans["count"]["exact"]["f1"], spans["count"]["overlapping"]["f1"]) == (0, 1)


def test_evaluate_lists_differences_in_their_context(gold: Path) -> None:
    change(gold / "cards/giam-sat.json", '"value": 27', '"value": 72')
    change(gold / "cards/giam-sat.json", '"documents": []', '"documents": ["14/KH-BTV", "11/2023"]')
    lines = sukien("evaluate", gold, "--errors").stdout.splitlines()
    listed = [line.split("\t")[1:] for line in lines if line.startswith("giam-sat\t")]
    assert ["counts", "missed", '{"value": 72, "unit": "đoàn viên"}'] in listed
    passage = "Đoàn giám sát ghi nhận »27 đoàn viên« đã đóng đủ đoàn phí."
    assert ["counts", "extra", '{"value": 27, "unit": "đoàn viên"}', passage] in listed
    passage = "Ngày 14/»11/2023«, Ban Thường vụ LĐLĐ huyện Mường Tè giám sát việc chấp hành…"
    assert ["documents", "missed", '"11/2023"', passage] in listed
    assert ["documents", "missed", '"14/KH-BTV"'] in listed
    bare = sukien("evaluate", gold / "cards", gold / "cards", "--errors").stdout
    assert "\t" not in bare


def test_evaluate_against_an_earlier_run(gold: Path, tmp_path: Path) -> None:
    cards, earlier, saved = gold / "cards", tmp_path / "truoc", tmp_path / "truoc.json"
    sukien("extract", gold / "articles", "--format", "card", "--out", earlier)
    change(earlier / "giam-sat.json", '"value": 27', '"value": 72')
    for name in ("bai-a", "bai-b", "giam-sat"):
        change(earlier / f"{name}.json", "giam_sat", "tap_huan")
    saved.write_text(sukien("evaluate", cards, earlier, "--json").stdout, "utf-8")
    for other in (earlier, saved):
        lines = sukien("evaluate", gold, "--errors", "--against", other).stdout.splitlines()
        assert 'gained\tgiam-sat\tcounts\textra\t{"value": 72, "unit": "đoàn viên"}' in lines
        moved = [line.split("\t")[0] for line in lines if "\t" in line]
        assert moved == ["gained"] * 14  # type and event of three articles, one count: each missed and extra
        assert "main type   0.000 → 1.000  +1.000  [+1.000, +1.000]  tăng" in lines
        assert "main date   1.000 → 1.000  +0.000  [+0.000, +0.000]" in lines
    back = sukien("evaluate", cards, earlier, "--against", cards, "--errors").stdout
    assert 'lost\tgiam-sat\tcounts\textra\t{"value": 72, "unit": "đoàn viên"}' in back.splitlines()
    assert back.splitlines()[-1].endswith("giảm")


def test_evaluate_says_in_one_line_what_it_cannot_use(gold: Path, tmp_path: Path) -> None:
    spans, saved, other = gold / "spans/giam-sat.json", tmp_path / "cu.json", tmp_path / "khac.json"
    saved.write_text(sukien("evaluate", gold, "--json").stdout, "utf-8")
    other.write_text('{"a": 1}', "utf-8")
    change(gold / "cards/giam-sat.json", '"value": 27', '"value": 72')
    for args, said in (
        (["--against", saved], "không chấm theo cùng một đáp án"),
        (["--against", other], "không có bản ghi hay phiếu"),
        (["--against", gold / "articles"], "không có bản ghi hay phiếu"),
        ([other], "không có bản ghi hay phiếu"),
    ):
        done = sukien("evaluate", gold, *args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert said in done.stderr.splitlines()[-1]
    change(spans, json.dumps("27 đoàn viên"), json.dumps("28 đoàn viên"))
    done = sukien("evaluate", gold)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].endswith("bài có “27 đoàn viên”, không phải “28 đoàn viên”; hãy sửa vị trí")
    assert sukien("evaluate", gold, gold / "cards").exit_code == 0
    assert sukien("evaluate", gold / "articles").exit_code == 1


SCORE = ROOT / "../shared/annotation/score.py"


@pytest.mark.skipif(not SCORE.exists(), reason="the reference scorer is not beside the checkout")
def test_evaluate_agrees_with_the_reference_scorer(tmp_path: Path) -> None:
    sample, gold, cards = ROOT / "corpus/sample", ROOT / "corpus/gold", tmp_path / "phieu"
    sukien("extract", sample, "--format", "card", "--out", cards)
    scored = subprocess.run([sys.executable, SCORE, gold, cards, "--json"], capture_output=True, encoding="utf-8", check=True)
    ours, theirs = json.loads(sukien("evaluate", gold, cards, "--json").stdout), json.loads(scored.stdout)
    assert {key: ours[key] for key in theirs} == theirs


# (arguments, exit code, what the one line on stderr says)
WRONG = [
    (["extract", "khong-co.txt"], 2, "không có tệp hay thư mục khong-co.txt"),
    (["extract", "trong"], 1, "trong"),
    (["extract", "rong.txt"], 1, "rong.txt"),
    (["extract", "thieu-cot.csv"], 2, "text"),
    (["extract", "bai.txt", "--format", "xml"], 2, "--format"),
    (["extract", "bai.txt", "--out", "bai.txt"], 2, "--out"),
    (["extract", "bai.txt", "--ra", "x"], 2, "không có tùy chọn --ra"),
    (["build"], 2, "thiếu NGUỒN"),
    (["build", "bai.txt"], 2, "thiếu --db"),
    (["build", "bai.txt", "--db", "bai.txt"], 1, "bai.txt"),
    (["build", "bai.txt", "--db", "khong/co/union.db"], 1, "khong/co"),
    (["build", "trong", "--db", "union.db"], 1, "trong"),
    (["build", "thieu-cot.csv", "--db", "union.db"], 2, "text"),
    (["build", "bai.txt", "--db", "union.db", "--workers", "0"], 2, "--workers"),
    (["serve", "--db", "khong-co.db"], 1, "khong-co.db"),
    (["serve", "--db", "bai.txt"], 1, "bai.txt"),
    (["export", "--db", "khong-co.db", "--format", "csv"], 1, "khong-co.db"),
    (["check", "--db", "bai.txt"], 1, "bai.txt"),
    (["check", "--db", "khong-co.db"], 1, "khong-co.db"),
    (["backup", "--db", "khong-co.db", "--out", "chep.db"], 1, "khong-co.db"),
    (["build", "bai.txt", "--db", "union.db", "--since", "hôm qua"], 2, "--since"),
    (["evaluate", "trong", "bai.txt"], 1, "trong"),
    (["evaluate", "dap-an"], 2, "thiếu KẾT_QUẢ hoặc BÀI"),
    (["labels"], 2, "không có lệnh labels"),
    (["crawl"], 2, "thiếu ĐỊA_CHỈ"),
    (["crawl", "https://congdoan.example/"], 2, "thiếu --into"),
    (["crawl", "congdoan.example", "--into", "kho"], 1, "congdoan.example: không phải địa chỉ web"),
]


@pytest.mark.parametrize(("args", "code", "said"), WRONG, ids=[" ".join(args) for args, _, _ in WRONG])
def test_wrong_use_is_one_line(args: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trong").mkdir()
    Path("dap-an").mkdir()
    Path("dap-an/a.json").write_text("{}", "utf-8")
    Path("rong.txt").touch()
    Path("bai.txt").write_text(ARTICLE, "utf-8")
    Path("thieu-cot.csv").write_text("ten,nam\nA,2023\n", "utf-8")
    done = sukien(*args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr.splitlines()[-1]
    assert len(done.stderr.splitlines()) == (2 if args == ["extract", "rong.txt"] else 1)
    assert Path("bai.txt").read_text("utf-8") == ARTICLE


def test_exit_codes_of_the_real_process(archive: Path) -> None:
    assert process("--version").stdout == "sukien 0.2.0\n"
    assert process("--help").returncode == 0
    assert process("extract", archive / "2023/giam-sat.txt").returncode == 0
    assert process("extract", archive / "rong.txt").returncode == 1
    wrong = process("extract", "--khong-co")
    assert (wrong.returncode, wrong.stderr) == (2, "sukien: không có tùy chọn --khong-co; xem `sukien extract --help`\n")


def test_a_reader_that_has_seen_enough_is_no_error(archive: Path) -> None:
    shell = f'set -o pipefail; "{sys.executable}" "{ROOT / "sukien.py"}" extract "{archive}" --format jsonl 2>/dev/null | head -c 1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


def test_vietnamese_whatever_the_code_page(archive: Path) -> None:
    done = process(
        "extract", archive / "2023/giam-sat.txt", "--format", "card", env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    )
    assert "đoàn viên" in done.stdout


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"], ["extract", "--khong-co"]])
def test_help_and_errors_load_no_room(args: list[str]) -> None:
    script = f"""
import sys, sukien
try:
    sukien.main({args!r})
except SystemExit:
    print(*sorted({{"spacy", "underthesea", "datasette", "pydantic"}} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stderr.splitlines()[-1] == ""


def test_a_build_that_finds_nothing_new_does_not_load_the_pipeline(archive: Path, tmp_path: Path) -> None:
    args = ["build", str(archive), "--db", str(tmp_path / "u.db")]
    assert process(*args).returncode == 0
    script = f"import sys, sukien\ntry: sukien.main({args!r})\nexcept SystemExit as end: print(end.code, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "0 False"
