"""A folder with one file of each format, built: every article is there once, whatever the number of workers, and again nothing is read."""

import json
import random
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.article import Reject
from corpus.read import MissingColumns, holds_many, read_file, read_stream
from extract.archive import Summary, build
from schemas.database import comparable
from tests.containers import TEXT, articles, packed, page, rejects, response, zipped
from tests.test_archive import Toy
from tests.test_docx import document, p
from tests.test_mail import letter, saved

SITE = "https://tanan.example"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """One article in each file, in some two, and one file that is none."""
    folder = tmp_path / "kho"
    folder.mkdir()
    db = sqlite3.connect(folder / "bang.db")
    db.execute("CREATE TABLE bai (text, url)")
    db.execute("INSERT INTO bai VALUES (?, ?)", (TEXT, f"{SITE}/bang"))
    db.commit()
    db.close()
    (folder / "bai.txt").write_text(TEXT, "utf-8")
    (folder / "ban.jsonl").write_text(json.dumps({"text": TEXT, "url": f"{SITE}/jsonl"}), "utf-8")
    (folder / "bang.csv").write_text(f'url,text\n{SITE}/csv,"{TEXT}"\n', "utf-8")
    (folder / "hop.mbox").write_bytes(b"From a@b\n" + letter().as_bytes() + b"\n\nFrom a@b\n" + letter().as_bytes())
    (folder / "kho.warc.gz").write_bytes(packed(response(f"{SITE}/warc", page()), response(f"{SITE}/2", "", status="404 x")))
    (folder / "kho.wacz").write_bytes(zipped({"archive/a.warc": response(f"{SITE}/wacz", page())}))
    (folder / "kho.zip").write_bytes(zipped({"a.txt": TEXT, "b/c.html": page()}))
    (folder / "luu.mhtml").write_bytes(saved(**{f"{SITE}/mhtml": page()}))
    (folder / "thu.eml").write_bytes(letter().as_bytes())
    (folder / "trang.html").write_text(page(), "utf-8")
    (folder / "van-ban.docx").write_bytes(document(p("Họp mặt đầu năm"), p(TEXT)))
    (folder / "x-cat.warc").write_bytes(response(f"{SITE}/cut", page())[:900])
    return folder


def run(archive: Path, db: Path, workers: int = 1, **more: Any) -> Summary:
    return build([archive], db, Toy, "1", workers, **more)


def found(db: Path) -> list[str]:
    """Every article, though most have one text and so are copies of one."""
    each = "(SELECT id, url FROM articles UNION ALL SELECT id, url FROM copies)"
    sql = f"SELECT coalesce(url, path || '#' || number) AS known FROM {each} a JOIN sources s ON s.article_id = a.id"
    return sorted(row["known"] for row in Database(db).query(sql))


def test_every_format_in_one_build(archive: Path, tmp_path: Path) -> None:
    summary = run(archive, tmp_path / "union.db")
    assert found(tmp_path / "union.db") == sorted(
        ["bai.txt#1", "hop.mbox#1", "hop.mbox#2", "kho.zip#1", "kho.zip#2", "thu.eml#1", "trang.html#1", "van-ban.docx#1"]
        + [f"{SITE}/{name}" for name in ("bang", "csv", "jsonl", "mhtml", "wacz", "warc")]
    )
    assert rejects(summary.rejected) == [("x-cat.warc#1", "bản ghi WARC bị cắt cụt")]
    again = run(archive, tmp_path / "union.db")
    assert (again.read, again.articles + again.copies, again.rejects) == (0, 14, 1)


def test_workers_and_runs_make_no_difference(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "one.db")
    last = archive / "kho.zip"
    whole = last.read_bytes()
    last.write_bytes(zipped({"a.txt": TEXT.replace("64", "65")}))
    run(archive, tmp_path / "two.db", workers=2)
    last.write_bytes(whole)
    run(archive, tmp_path / "two.db", workers=2, prune=True)
    one, two = (comparable(Database(tmp_path / name)) for name in ("one.db", "two.db"))
    assert one == two


def bent(whole: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out or doubled."""
    data = bytearray(whole)
    for _ in range(chance.choice([1, 2, 20])):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(40)]
            case 2:
                data[at:at] = data[: chance.randrange(100)]
    return bytes(data)


def test_bent_files_give_articles_and_rejects_and_nothing_else(archive: Path, tmp_path: Path) -> None:
    chance, before = random.Random(6), sorted(archive.iterdir())
    for path in before:
        whole = path.read_bytes()
        for _ in range(25):
            path.write_bytes(bent(whole, chance))
            with suppress(MissingColumns):
                read = list(read_file(path, archive))
                assert read
                assert all("\n" not in one.reason and "lỗi khi đọc" not in one.reason for one in read if isinstance(one, Reject))
    assert sorted(archive.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["kho"]


def test_the_database_itself_is_no_source(archive: Path) -> None:
    run(archive, archive / "union.db")
    assert run(archive, archive / "union.db").files == 13


def test_which_files_are_shared_among_processes() -> None:
    many = ["a.jsonl", "a.csv", "a.warc.gz", "a.WACZ", "a.mbox", "a.zip", "a.sqlite", "a.cdxj", "a.jsonl.gz"]
    assert [name for name in [*many, "a.txt", "a.html.gz", "a.pdf", "a.eml", "a"] if holds_many(Path(name))] == many


@pytest.mark.parametrize(
    ("library", "name", "extra", "kind"),
    [("warcio.archiveiterator", "kho.warc", "archives", "WARC"), ("pypdfium2", "bai.pdf", "pdf", "PDF")],
)
def test_a_missing_extra_is_named_and_its_files_are_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str, kind: str
) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / name).write_bytes(response(f"{SITE}/1", page()) if kind == "WARC" else b"%PDF-1.7\n")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, library, None)
        reason = f"cần thêm thư viện để đọc tệp {kind}; hãy cài pip install 'sukien[{extra}]' rồi chạy lại"
        assert list(read_file(folder / name, folder)) == [Reject(name, reason, again=True)]
        assert rejects(run(folder, tmp_path / "union.db").rejected) == [(name, reason)]
    summary = run(folder, tmp_path / "union.db")
    assert (summary.read, summary.rejects) == (1, 0 if kind == "WARC" else 1)
    assert run(folder, tmp_path / "union.db").read == 0


@pytest.mark.parametrize("name", ["kho.zip", "kho.warc.gz", "van-ban.docx", "bang.db"])
def test_standard_input_by_its_first_bytes(archive: Path, name: str) -> None:
    given, found = list(read_stream((archive / name).read_bytes(), "-")), list(read_file(archive / name, archive))
    assert rejects(given) == rejects(found) == []
    assert [one.text for one in articles(given)] == [one.text for one in articles(found)]
