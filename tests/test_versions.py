"""What articles said before: a corrected page, another capture, a text that comes back."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from test_archive import content, fresh, news, read, run, write, write_lines

from corpus.given import to_article

VERSIONS = "SELECT seen, text LIKE '%Ba Bể%', text LIKE '%Na Rì%' FROM versions ORDER BY seen"
OLD, NEW = 1_600_000_000, 1_700_000_000


def saved(folder: Path, place: str, time: int, title: str = "Hội nghị giao ban quý I") -> Path:
    path = write(folder, "bai.txt", place, title)
    os.utime(path, (time, time))
    return path


def test_a_corrected_text_replaces_the_former_which_is_kept(tmp_path: Path) -> None:
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    saved(folder, "Ba Bể", OLD)
    run(folder, db)
    assert read(db, VERSIONS) == []
    saved(folder, "Na Rì", NEW)
    assert run(folder, db).changed == 1
    assert read(db, "SELECT title FROM events") == [("Liên đoàn Lao động huyện Na Rì",)]
    assert read(db, VERSIONS) == [("2020-09-13T12:26:40+00:00", 1, 0)]
    [(article, title, text, replaced)] = read(db, "SELECT article_id, title, text, replaced FROM versions")
    assert (title, text.splitlines()[0]) == ("Hội nghị giao ban quý I", "Hội nghị giao ban quý I")
    assert read(db, "SELECT id FROM articles") == [(article,)]
    assert replaced == read(db, "SELECT max(started) FROM runs")[0][0]
    assert content(db) == fresh(folder, tmp_path)  # which has no history


def test_a_text_that_comes_back_is_no_former_one(tmp_path: Path) -> None:
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    for time, place in ((OLD, "Ba Bể"), (OLD + 10, "Na Rì"), (NEW, "Ba Bể")):
        saved(folder, place, time)
        run(folder, db)
    assert read(db, VERSIONS) == [("2020-09-13T12:26:50+00:00", 0, 1)]


def test_the_same_file_read_otherwise_is_no_other_version(tmp_path: Path) -> None:
    """A newer program may take other words for the text of a page."""
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    saved(folder, "Ba Bể", OLD)
    run(folder, db)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "extract.workers.to_article", lambda given: to_article(replace(given, text=given.text.replace("chủ trì", "điều hành")))
        )
        run(folder, db, version="2")
    assert read(db, "SELECT text LIKE '%điều hành%' FROM articles") == [(1,)]
    assert read(db, VERSIONS) == []


def test_what_stands_around_a_text_makes_no_version(tmp_path: Path) -> None:
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    for time, seen in ((OLD, 1), (NEW, 2)):
        path = write_lines(folder, "a.jsonl", {"id": "a", "title": "Giao ban", "text": f"{news('Ba Bể')['text']}\nLượt xem: {seen}"})
        os.utime(path, (time, time))
        run(folder, db)
    assert read(db, VERSIONS) == []


def test_versions_go_with_their_article(tmp_path: Path) -> None:
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    write(folder, "other.txt", "Ba Bể")
    for time, place in ((OLD, "Ba Bể"), (NEW, "Na Rì")):
        path = saved(folder, place, time)
        run(folder, db)
    path.unlink()
    run(folder, db, prune=True)
    assert read(db, VERSIONS) == []


def page(place: str) -> bytes:
    body = f"<h1>Hội nghị giao ban quý I</h1><p>{news(place)['text']}</p><p>Hội nghị bàn việc chăm lo cho đoàn viên trong quý sau.</p>"
    return f"<!doctype html><html><head><title>Giao ban</title></head><body><article>{body}</article></body></html>".encode()


def captured(folder: Path, name: str, *captures: tuple[str, str]) -> None:
    """A web archive of (time, place named on the page), all of one address."""
    warcio = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders")
    folder.mkdir(exist_ok=True)
    with (folder / name).open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=True)
        for time, place in captures:
            answer = headers.StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            data, dated = io.BytesIO(page(place)), {"WARC-Date": time}
            url = "https://congdoan.example/bai"
            writer.write_record(writer.create_warc_record(url, "response", payload=data, http_headers=answer, warc_headers_dict=dated))


@pytest.mark.parametrize("first", [True, False])
def test_the_newest_capture_wins_and_the_older_is_a_former_version(tmp_path: Path, first: bool) -> None:
    """In whatever order they come; in one file or in two."""
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    captures = [("2021-05-01T00:00:00Z", "Ba Bể"), ("2023-05-01T08:30:00Z", "Na Rì")]
    for number, capture in enumerate(captures if first else captures[::-1]):
        captured(folder, f"{number}.warc.gz", capture)
        run(folder, db)
    assert read(db, "SELECT title FROM events") == [("Liên đoàn Lao động huyện Na Rì",)]
    assert read(db, VERSIONS) == [("2021-05-01T00:00:00+00:00", 1, 0)]
    assert read(db, "SELECT captured FROM sources ORDER BY 1") == [(20210501000000,), (20230501083000,)]
    assert content(db) == fresh(folder, tmp_path)
    captured(folder, "0.warc.gz", *captures)
    (folder / "1.warc.gz").unlink()
    run(folder, db, prune=True)
    assert read(db, "SELECT title FROM events") == [("Liên đoàn Lao động huyện Na Rì",)]
    assert read(db, VERSIONS) == [("2021-05-01T00:00:00+00:00", 1, 0)]
    assert content(db) == fresh(folder, tmp_path)


def test_when_the_newest_capture_goes_the_older_is_read(tmp_path: Path) -> None:
    folder, db = tmp_path / "archive", tmp_path / "union.db"
    captured(folder, "a.warc.gz", ("2023-05-01T08:30:00Z", "Na Rì"))
    captured(folder, "b.warc.gz", ("2021-05-01T00:00:00Z", "Ba Bể"))
    run(folder, db)
    (folder / "a.warc.gz").unlink()
    run(folder, db, prune=True)
    assert read(db, "SELECT title FROM events") == [("Liên đoàn Lao động huyện Ba Bể",)]
    assert content(db) == fresh(folder, tmp_path)
