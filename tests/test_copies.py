"""Reprints in a real archive: one article with its facts once, whatever came first, and another in its place when it goes."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database
from test_archive import Toy, content, fresh, news, read, run, write_lines
from test_crash_safety import building

from extract.archive import build
from schemas.database import check, open_database, read_rows
from schemas.packed_rows import pack, unpack

REPORT = [
    "Ngày 4/4/2022, Liên đoàn Lao động huyện Ba Bể tổ chức hội nghị giao ban công tác công đoàn; bà Hoàng Thị Mai chủ trì và phát biểu.",
    "Trong quý I, toàn huyện kết nạp được 45 đoàn viên mới, thành lập 2 công đoàn cơ sở, đạt 30% kế hoạch mà tỉnh giao cho cả năm.",
    "Hội nghị bàn cách tổ chức Tháng Công nhân: mỗi công đoàn cơ sở chọn một việc thiết thực, làm xong và báo cáo trước ngày 20/5.",
    "Kết luận, bà Hoàng Thị Mai đề nghị các đơn vị gửi báo cáo đúng hạn, quan tâm hơn đến công nhân ở trọ xa nhà và con em của họ.",
]
REPRINTS: dict[str, list[str]] = {
    "whole": REPORT,
    "cut": REPORT[:3],
    "credited": [*REPORT, "(Theo Báo Bắc Kạn)"],
    "reworded": [REPORT[0].replace("tổ chức", "mở"), REPORT[1].replace("toàn huyện", "cả huyện"), *REPORT[2:]],
    "half": REPORT[1:3],
}
ANOTHER = [line.replace("Ba Bể", "Na Rì").replace("45", "51") for line in REPORT]
NAMES = "SELECT replace(identity, 'https://bao.example/', '') FROM {} ORDER BY 1"


def report(name: str, lines: list[str], **more: Any) -> dict[str, Any]:
    return {"url": f"https://bao.example/{name}", "title": f"Tin của báo {name}", "text": "\n\n".join(lines), **more}


def names(db: Path, table: str) -> list[str]:
    return [name for (name,) in read(db, NAMES.format(table))]


def test_five_papers_with_one_report(tmp_path: Path) -> None:
    folder, db = tmp_path / "papers", tmp_path / "union.db"
    for day, (name, lines) in enumerate(REPRINTS.items(), 5):
        write_lines(folder, f"{name}.jsonl", report(name, lines, published=f"2022-04-{day:02}"))
    write_lines(folder, "another.jsonl", report("another", ANOTHER, published="2022-04-05"))
    summary = run(folder, db)
    assert (summary.added, summary.articles, summary.copies, summary.events) == (6, 3, 3, 2)
    assert names(db, "articles") == ["another", "half", "whole"]  # half of a report is too little of it
    assert names(db, "copies") == ["credited", "cut", "reworded"]
    stood = "SELECT s.path, c.url, c.title, c.published FROM copies c JOIN sources s ON s.article_id = c.id ORDER BY path LIMIT 1"
    assert read(db, stood) == [("credited.jsonl", "https://bao.example/credited", "Tin của báo credited", "2022-04-07")]
    assert read(db, "SELECT count(*) FROM article_people") == [(2,)]
    database = Database(db)
    assert len(list(database.table("articles").search("hoang thi mai"))) == 2
    database.close()


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_arrival_and_departure(tmp_path: Path, seed: int) -> None:
    """One file at a time, in any order; edited, or gone again: as in a fresh build."""
    dice, folder, db = random.Random(seed), tmp_path / "papers", tmp_path / "union.db"
    texts = [*REPRINTS.values(), ANOTHER, REPORT[:2], [*REPORT[1:], "Một đoạn do báo viết thêm, không có trong bài đầu."]]
    write_lines(folder, "0.jsonl", report("0", REPORT))
    for _ in range(9):
        name = str(dice.randint(1, 7))
        if dice.random() < 0.25:
            (folder / f"{name}.jsonl").unlink(missing_ok=True)
        else:
            write_lines(folder, f"{name}.jsonl", report(name, dice.choice(texts), published=f"2022-04-{dice.randint(5, 8):02}"))
        run(folder, db, prune=True)
        assert content(db) == fresh(folder, tmp_path)


def test_when_the_article_goes_a_copy_is_the_article(tmp_path: Path) -> None:
    folder, db = tmp_path / "papers", tmp_path / "union.db"
    for name in ("whole", "cut", "credited"):
        write_lines(folder, f"{name}.jsonl", report(name, REPRINTS[name], published="2022-04-05"))
    run(folder, db)
    before = read(db, "SELECT title, start, organiser_id FROM events")
    (folder / "credited.jsonl").unlink()
    assert run(folder, db).articles == 1
    assert names(db, "articles") == ["credited"]  # as long as it is not pruned
    assert run(folder, db, prune=True).removed == 1
    assert (names(db, "articles"), names(db, "copies")) == (["whole"], ["cut"])
    assert read(db, "SELECT title, start, organiser_id FROM events") == before
    assert content(db) == fresh(folder, tmp_path)


def test_a_copy_is_not_extracted_again(tmp_path: Path) -> None:
    folder, db = tmp_path / "papers", tmp_path / "union.db"
    path = write_lines(folder, "all.jsonl", *(report(name, lines) for name, lines in REPRINTS.items()))
    run(folder, db)
    before = content(db)
    path.touch()

    class Refuses(Toy):
        def __call__(self, article: object) -> Any:
            raise AssertionError("extracted again")

    summary = build([folder], db, Refuses, "1", workers=1)
    assert (summary.unchanged, summary.rejects) == (5, 0)
    assert content(db) == before


def test_two_processes_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    lines = list(REPRINTS.values())
    write_lines(folder, "many.jsonl", *(report(str(n), lines[n % 5], published=f"2022-04-{5 + n % 20:02}") for n in range(60)))
    run(folder, tmp_path / "two.db", workers=2)
    assert content(tmp_path / "two.db") == fresh(folder, tmp_path)


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    folder, lines = tmp_path / "papers", list(REPRINTS.values())
    for part in range(3):
        records = (report(f"{part}-{n}", lines[n % 5], published=f"2022-04-{28 - n % 20:02}") for n in range(100))
        write_lines(folder, f"{part}.jsonl", *records)
    expected = fresh(folder, tmp_path)
    began = time.monotonic()
    assert building(folder, tmp_path / "whole.db", workers=1).wait() == 0
    whole = time.monotonic() - began
    for number in range(8):
        db = tmp_path / f"killed-{number}.db"
        process = building(folder, db, workers=1)
        time.sleep(whole * (number * 0.61803 % 1))
        process.kill()
        process.wait()
        assert building(folder, db, workers=1).wait() == 0
        assert content(db) == expected, f"kill {number}"


def test_short_texts_are_not_compared(tmp_path: Path) -> None:
    write_lines(tmp_path / "papers", "all.jsonl", *(news("Ba Bể", id=str(n)) for n in range(3)))
    assert run(tmp_path / "papers", tmp_path / "union.db").articles == 3


def test_rows_packed_and_read_are_the_same(tmp_path: Path) -> None:
    folder, db = tmp_path / "papers", tmp_path / "union.db"
    write_lines(folder, "all.jsonl", report("whole", REPORT), report("cut", REPORT[:3]))
    run(folder, db)
    database = open_database(db)
    ((article,),) = database.execute("SELECT id FROM articles").fetchall()
    written = read_rows(database, article)
    assert pack(unpack(pack(written))) == pack(written)
    database.close()
    alone = tmp_path / "alone"
    write_lines(alone, "all.jsonl", report("whole", REPORT))
    run(alone, tmp_path / "alone.db")
    database = open_database(tmp_path / "alone.db")
    assert pack(read_rows(database, article)) == pack(written)
    database.close()


BROKEN = [
    ("DELETE FROM sources WHERE article_id IN (SELECT id FROM copies)", "article without source"),
    ("DELETE FROM copies", "row of no article"),
    ("DELETE FROM bands WHERE copy", "copy without index"),
    ("UPDATE copies SET article_id = 7", "foreign key"),
    ("UPDATE copies SET rows = substr(rows, 1, 40)", "copy that cannot be read"),
    ("UPDATE copies SET id = (SELECT id FROM articles)", "article that is a copy"),
]


@pytest.mark.parametrize(("damage", "problem"), BROKEN)
def test_check_finds_damage(tmp_path: Path, damage: str, problem: str) -> None:
    write_lines(tmp_path / "papers", "all.jsonl", report("whole", REPORT), report("cut", REPORT[:3]))
    run(tmp_path / "papers", tmp_path / "union.db")
    db = open_database(tmp_path / "union.db")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(damage)
    assert any(line.startswith(problem) for line in check(db))
    db.close()
