"""An archive on disk, changed between builds, into a real database; incremental always equals fresh."""

import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.article import Article
from extract.archive import SourceError, Summary, build
from schemas.database import DatabaseError, check, close_database, comparable, open_database
from schemas.record import Argument, Event, Organisation, Person, Record

BODY = "Ngày 4/4/2022, Liên đoàn Lao động huyện {} tổ chức hội nghị giao ban công tác công đoàn; bà Hoàng Thị Mai chủ trì và phát biểu."
PLACES = ["Ba Bể", "Na Rì", "Chợ Đồn", "Pác Nặm", "Ngân Sơn", "Bạch Thông"]


class Toy:
    """A pipeline of three patterns: a body, a person and a meeting."""

    def __call__(self, article: Article) -> Record:
        if "lỗi thử" in article.text:
            raise RuntimeError("hỏng\nhai dòng")
        if "chết thử" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        body = re.search(r"Liên đoàn Lao động huyện (\w+ \w+)", article.text)
        organisations, people, events = [], [], []
        if body:
            span = [body.span()]
            organisations = [Organisation(name=body[0], kind="union", level="district", place=body[1], evidence=span)]
            person = re.search(r"Hoàng Thị Mai", article.text)
            people = [Person(name=person[0], evidence=[person.span()])] if person else []
            held = [Argument(name=body[0], evidence=span)]
            events = [Event(types=["giao_ban"], main=True, title=body[0], start="2022-04-04", organisers=held, evidence=span)]
        facts = {"organisations": organisations, "people": people, "events": events}
        page = {field: getattr(article, field) for field in ("id", "name", "source", "url", "title", "published", "text")}
        return Record(**page, zones=list(article.zones), **facts)


class Broken:
    """A pipeline that cannot be made."""

    def __init__(self) -> None:
        raise RuntimeError("không có mô hình")

    def __call__(self, article: Article) -> Record:
        raise NotImplementedError


def write(folder: Path, name: str, place: str, title: str = "Hội nghị giao ban quý I") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{BODY.format(place)}\n", "utf-8")
    return path


def write_lines(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def news(place: str, **more: Any) -> dict[str, Any]:
    return {"title": "Hội nghị giao ban", "text": BODY.format(place), **more}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four texts in folders, and a JSONL whose second line is the first's neighbour and whose third is broken."""
    folder = tmp_path / "archive"
    for number, place in enumerate(PLACES[:4]):
        write(folder, f"{2020 + number}/{number}.txt", place)
    path = write_lines(folder, "export.jsonl", news("Ngân Sơn", url="https://example.org/1"), news("Bạch Thông", id="b"))
    path.write_text(path.read_text("utf-8") + "{broken\n", "utf-8")
    return folder


def run(folder: Path | list[Path], db: Path, version: str = "1", **options: Any) -> Summary:
    sources = folder if isinstance(folder, list) else [folder]
    return build(sources, db, Toy, version, **({"workers": 1} | options))


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the archive made, and proof that the database is sound."""
    db = open_database(path)
    try:
        assert check(db) == []
        return comparable(db)
    finally:
        close_database(db)


def fresh(folder: Path | list[Path], tmp_path: Path, **options: Any) -> dict[str, list[tuple[Any, ...]]]:
    path = tmp_path / "fresh.db"
    path.unlink(missing_ok=True)
    run(folder, path, **options)
    return content(path)


def read(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as db:
        return db.execute(sql).fetchall()


def test_a_first_build(archive: Path, tmp_path: Path) -> None:
    summary = run(archive, tmp_path / "union.db")
    assert (summary.files, summary.read, summary.added, summary.articles, summary.events) == (5, 5, 6, 6, 6)
    assert summary.events_by_type == {"giao ban": 6}
    assert summary.events_by_year == {2022: 6}
    assert [(reject.source, summary.rejects) for reject in summary.rejected] == [("export.jsonl#3", 1)]
    assert read(tmp_path / "union.db", "SELECT path, source FROM rejects") == [("export.jsonl", "export.jsonl#3")]
    [(version, settings, totals, finished)] = read(tmp_path / "union.db", "SELECT version, settings, totals, finished FROM runs")
    assert (version, json.loads(settings)["sources"], json.loads(totals)["added"]) == ("1", [str(archive)], 6)
    assert finished
    assert [path.name for path in sorted(tmp_path.iterdir()) if path.is_file()] == ["union.db", "union.db.lock"]


def test_a_second_build_reads_nothing_and_changes_nothing(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    before = content(db)
    summary = build([archive], db, Broken, "1", workers=1)
    assert (summary.read, summary.added, summary.changed, summary.articles) == (0, 0, 0, 6)
    assert content(db) == before


def test_a_touched_file_is_read_but_not_extracted(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    for path in archive.rglob("*.*"):
        os.utime(path, (1, 1))
    summary = build([archive], db, Broken, "1", workers=1)
    assert (summary.read, summary.unchanged, len(summary.rejected)) == (5, 6, 1)
    assert content(db) == fresh(archive, tmp_path)


def test_a_newer_pipeline_extracts_again(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    summary = run(archive, db, version="2")
    assert (summary.read, summary.changed, summary.unchanged) == (5, 6, 0)
    assert content(db) == fresh(archive, tmp_path, version="2")


def test_an_edit_replaces_the_articles_own_rows_only(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    others = "SELECT rowid, * FROM events WHERE article_id != (SELECT id FROM articles WHERE source = '2020/0.txt') ORDER BY id"
    before = read(db, others)
    write(archive, "2020/0.txt", "Đồng Hỷ")
    summary = run(archive, db)
    assert (summary.read, summary.changed, summary.added) == (1, 1, 0)
    assert read(db, others) == before
    assert content(db) == fresh(archive, tmp_path)
    assert not read(db, "SELECT * FROM organisations WHERE name LIKE '%Ba Bể'")


def test_mending_a_broken_line_clears_its_reject(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    write_lines(archive, "export.jsonl", news("Ngân Sơn", url="https://example.org/1"), news("Bạch Thông", id="b"), news("Ba Bể", id="c"))
    summary = run(archive, db)
    assert (summary.added, summary.unchanged, summary.rejects) == (1, 2, 0)
    assert content(db) == fresh(archive, tmp_path)


def test_what_is_gone_stays_until_pruned(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    (archive / "2020/0.txt").unlink()
    write_lines(archive, "export.jsonl", news("Bạch Thông", id="b"))
    assert run(archive, db).articles == 6
    summary = run(archive, db, prune=True)
    assert (summary.removed, summary.articles) == (2, 4)
    assert content(db) == fresh(archive, tmp_path)


def test_prune_spares_what_another_build_indexed(archive: Path, tmp_path: Path) -> None:
    write(tmp_path / "other", "z.txt", "Thông Nông")
    db = tmp_path / "union.db"
    run(archive, db)
    run(tmp_path / "other", db, prune=True)
    assert read(db, "SELECT count(*) FROM articles") == [(7,)]
    shutil.move(archive, tmp_path / "unplugged")
    run(tmp_path / "other", db, prune=True)
    assert read(db, "SELECT count(*) FROM articles") == [(7,)]


def test_an_archive_that_moved_is_not_extracted_again(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    before = content(db)
    moved = shutil.move(archive, tmp_path / "moved")
    assert build([moved], db, Broken, "1", workers=1, prune=True).unchanged == 6
    assert content(db) == before


URL = "https://example.org/twice"


def edit(folder: Path) -> None:
    write_lines(folder, "b.jsonl", news("Chợ Đồn", url=URL))


def drop_first(folder: Path) -> None:
    (folder / "a.jsonl").unlink()


def empty_first(folder: Path) -> None:
    write_lines(folder, "a.jsonl", news("Pác Nặm", id="else"))


def move_down(folder: Path) -> None:
    write_lines(folder, "a.jsonl", news("Pác Nặm", id="else"), news("Chợ Đồn", url=URL))


def add_before(folder: Path) -> None:
    write_lines(folder, "0.jsonl", news("Ngân Sơn", url=URL))


def rename(folder: Path) -> None:
    (folder / "a.jsonl").rename(folder / "c.jsonl")


@pytest.mark.parametrize("change", [edit, drop_first, empty_first, move_down, add_before, rename])
def test_one_article_in_two_files(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """The first by path gives the facts, the other stays as a source; after any change as in a fresh build."""
    folder, db = tmp_path / "twins", tmp_path / "union.db"
    write_lines(folder, "b.jsonl", news("Ba Bể", url=URL))
    run(folder, db)
    write_lines(folder, "a.jsonl", news("Na Rì", url=URL), news("Ba Bể", url=URL))
    summary = run(folder, db)
    assert (summary.changed, summary.duplicates) == (1, 1)
    assert read(db, "SELECT title FROM events") == [("Liên đoàn Lao động huyện Na Rì",)]
    assert read(db, "SELECT path, number FROM sources ORDER BY path, number") == [("a.jsonl", 1), ("a.jsonl", 2), ("b.jsonl", 1)]
    assert content(db) == fresh(folder, tmp_path)
    change(folder)
    run(folder, db, prune=True)
    assert content(db) == fresh(folder, tmp_path)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_as_in_a_fresh_build(tmp_path: Path, seed: int) -> None:
    dice, folder, db = random.Random(seed), tmp_path / "changing", tmp_path / "union.db"
    write(folder, "always.txt", "Ba Bể")
    for _ in range(8):
        name = dice.choice(["a.txt", "b/c.txt", "x.jsonl", "y.jsonl", "z/w.jsonl"])
        if dice.random() < 0.2:
            (folder / name).unlink(missing_ok=True)
        elif name.endswith(".txt"):
            write(folder, name, dice.choice(PLACES))
        else:
            known = [{"url": f"https://example.org/{dice.randint(1, 3)}"} if dice.random() < 0.8 else {} for _ in range(dice.randint(0, 4))]
            write_lines(folder, name, *(news(dice.choice(PLACES), **more) for more in known))
        if dice.random() < 0.6:
            run(folder, db)
        else:
            run(folder, db, prune=True)
            assert content(db) == fresh(folder, tmp_path)


def test_order_and_number_of_workers_leave_no_trace(archive: Path, tmp_path: Path) -> None:
    """Two processes, and the files one by one backwards, give what one process gives."""
    write_lines(archive, "many.jsonl", *(news(PLACES[n % 6], id=str(n)) for n in range(50)))
    alone = fresh(archive, tmp_path)
    run(archive, tmp_path / "two.db", workers=2)
    assert content(tmp_path / "two.db") == alone
    parts = tmp_path / "parts"
    for path in sorted((path for path in archive.rglob("*.*") if path.is_file()), reverse=True):
        target = parts / path.relative_to(archive)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
        run(parts, tmp_path / "parts.db")
    assert content(tmp_path / "parts.db") == alone


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_article_is_a_reject(archive: Path, tmp_path: Path, workers: int) -> None:
    write(archive, "bad.txt", "Ba Bể", title="Bài lỗi thử")
    summary = run(archive, tmp_path / "union.db", workers=workers)
    assert (summary.articles, summary.rejects) == (6, 2)
    assert read(tmp_path / "union.db", "SELECT source, reason FROM rejects WHERE path = 'bad.txt'") == [
        ("bad.txt", "lỗi khi xử lý: RuntimeError: hỏng hai dòng")
    ]


def test_an_indexed_article_outlives_an_edit_that_fails(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db)
    write(archive, "2020/0.txt", "Ba Bể", title="Bài lỗi thử")
    assert run(archive, db, prune=True).articles == 6


def test_a_document_that_kills_its_process_twice_is_a_reject(tmp_path: Path) -> None:
    folder = tmp_path / "deadly"
    write(folder, "kills.txt", "Ba Bể", title="Bài chết thử")
    write_lines(folder, "more.jsonl", news("Ba Bể", id="1"), news("Na Rì", id="2", title="Bài chết thử"), news("Na Rì", id="3"))
    summary = run(folder, tmp_path / "union.db", workers=2)
    assert sorted(reject.source for reject in summary.rejected) == ["kills.txt", "more.jsonl#2"]
    assert [row for (row,) in read(tmp_path / "union.db", "SELECT source FROM articles ORDER BY 1")] == ["more.jsonl#1", "more.jsonl#3"]
    content(tmp_path / "union.db")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_pipeline_that_cannot_be_made_ends_the_run(archive: Path, tmp_path: Path, workers: int) -> None:
    with pytest.raises(RuntimeError, match="không có mô hình"):
        build([archive], tmp_path / "union.db", Broken, "1", workers=workers)
    assert run(archive, tmp_path / "union.db").articles == 6


def test_finished_work_is_kept_when_interrupted(tmp_path: Path) -> None:
    folder, db = tmp_path / "many", tmp_path / "union.db"
    write_lines(folder, "many.jsonl", *(news(PLACES[n % 6], id=str(n)) for n in range(40)))

    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, db, progress=stop)
    assert read(db, "SELECT count(*) FROM articles") == [(16,)]
    assert read(db, "SELECT json_extract(totals, '$.interrupted') FROM runs") == [(1,)]
    summary = run(folder, db)
    assert (summary.added, summary.unchanged) == (24, 16)
    assert content(db) == fresh(folder, tmp_path)


def test_progress_goes_to_the_end(archive: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    run(archive, tmp_path / "union.db", progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (sum(path.stat().st_size for path in archive.rglob("*.*")),) * 2


def test_sources_that_cannot_be_told_apart_or_are_not_there(archive: Path, tmp_path: Path) -> None:
    write(tmp_path / "other", "2020/0.txt", "Ba Bể")
    with pytest.raises(SourceError, match=r"2020/0\.txt: có trong cả"):
        run([archive, tmp_path / "other"], tmp_path / "union.db")
    with pytest.raises(SourceError, match="nowhere: không có tệp"):
        run(tmp_path / "nowhere", tmp_path / "union.db", prune=True)
    assert not (tmp_path / "union.db").exists()


def test_a_bad_database_path(archive: Path) -> None:
    with pytest.raises(DatabaseError, match=r"0\.txt: không phải cơ sở dữ liệu SQLite"):
        run(archive, archive / "2020/0.txt")


def test_a_table_without_its_columns_names_them_and_the_rest_goes_on(archive: Path, tmp_path: Path) -> None:
    (archive / "table.csv").write_text("ngay,noi_dung\n1/1/2020,abc\n", "utf-8")
    summary = run(archive, tmp_path / "union.db")
    assert summary.articles == 6
    assert any("ngay, noi_dung" in reject.reason for reject in summary.rejected)


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    summary = run(tmp_path / "empty", tmp_path / "union.db", prune=True)
    assert (summary.files, summary.articles) == (0, 0)


def test_the_database_is_a_datasette_kind_of_database(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "union.db")
    db = Database(tmp_path / "union.db")
    assert [row["title"] for row in db.table("events").search("lien doan lao dong huyen cho don")] == ["Liên đoàn Lao động huyện Chợ Đồn"]
    db.close()


@pytest.mark.slow
def test_ten_workers_killed_in_one_run_lose_nothing(tmp_path: Path) -> None:
    folder, db, killed = tmp_path / "many", tmp_path / "union.db", set()
    write_lines(folder, "many.jsonl", *(news(PLACES[n % 6], id=str(n)) for n in range(640)))

    def kill(done: int, total: int) -> None:
        for process in multiprocessing.active_children()[:1]:
            if len(killed) < 10 and process.pid and process.pid not in killed:
                killed.add(process.pid)
                os.kill(process.pid, signal.SIGKILL)

    summary = run(folder, db, workers=2, progress=kill)
    assert len(killed) == 10
    assert (summary.added, summary.rejects) == (640, 0)
    assert content(db) == fresh(folder, tmp_path)
