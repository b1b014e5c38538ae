"""The end of an article's page over a real database: where else it was printed, and what it said before."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from test_archive import run, write_lines
from test_copies import REPORT, report

from browse.archive import open_archive

BELOW = "articles/"
HOSTILE = "<script>alert(1)</script> Tin của báo"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that was corrected once, and two reprints, of which one is hostile."""
    folder, path = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("db") / "union.db"
    wrong = [REPORT[0], "Bản đầu viết <b>sai</b> ở đoạn này.", *REPORT[1:]]
    for time, lines in ((1_600_000_000, wrong), (1_700_000_000, REPORT)):
        file = write_lines(folder, "1.jsonl", report("1", lines, published="2022-04-05"))
        os.utime(file, (time, time))
        run(folder, path)
    write_lines(folder, "2.jsonl", report("2", REPORT[:3], published="2022-04-06", title=HOSTILE))
    write_lines(folder, "3.jsonl", report("3", REPORT, published="2022-04-07") | {"url": "javascript:alert(2)", "id": "ba"})
    run(folder, path)
    return path


def key(database: Path) -> int:
    with sqlite3.connect(database) as db:
        ((found,),) = db.execute("SELECT id FROM articles").fetchall()
    return int(found)


def test_where_it_stood_and_what_it_said(database: Path, get: Callable[[str], tuple[int, str]]) -> None:
    status, page = get(str(key(database)))
    places = page[page.index("Nơi đăng") : page.index("Bản trước khi sửa")]
    assert status == 200
    assert [places.index(f"{n}.jsonl") for n in (1, 2, 3)] == sorted(places.index(f"{n}.jsonl") for n in (1, 2, 3))
    assert '<a href="https://bao.example/2" rel="external noreferrer">&lt;script&gt;alert(1)&lt;/script&gt; Tin của báo</a>' in places
    assert "javascript:" not in places
    former = page[page.index("Bản trước khi sửa") :]
    assert "<del>Bản đầu viết &lt;b&gt;sai&lt;/b&gt; ở đoạn này.</del>" in former
    assert f"<p>{REPORT[0]}</p>" in former
    assert "13/9/2020" in former


def test_packed_rows_are_not_read(database: Path) -> None:
    """A list of names that are not to be found (browse.suppressed) could hide none in them."""
    connection = open_archive(database)
    assert [tuple(row) for row in connection.execute("SELECT rows, hex(rows), length(title) > 0 FROM copies")] == [(None, "", 1)] * 2
    connection.close()
