"""Somebody's SQLite database: every row of a table with text is an article; our own databases, locked and hostile ones are one row."""

import sqlite3
from pathlib import Path

import pytest

from schemas.database import close_database, open_database
from tests.containers import BODY, TEXT, TITLE, articles, page, read, rejects, zipped


def database(path: Path, script: str, *rows: tuple[object, ...], into: str = "") -> Path:
    db = sqlite3.connect(path)
    db.executescript(script)
    if rows:
        db.executemany(f"INSERT INTO {into} VALUES ({','.join('?' * len(rows[0]))})", rows)
    db.commit()
    db.close()
    return path


def test_rows_of_every_table_with_text(tmp_path: Path) -> None:
    script = """CREATE TABLE bai (id INTEGER PRIMARY KEY, Title, TEXT, url, published); CREATE TABLE nguoi (ten, tuoi);
                CREATE TABLE [trang "cũ"] (ma TEXT PRIMARY KEY, id TEXT, html) WITHOUT ROWID; CREATE VIEW xem AS SELECT * FROM bai;
                INSERT INTO [trang "cũ"] VALUES ('b', 'n2', ''), ('a', 'n1', '');"""
    rows = [(7, "Xuân về", BODY, None, "6/2/2020"), (9, None, TEXT, "https://tanan.example/9", None), (11, "Rỗng", " ", None, None)]
    path = database(tmp_path / "kho.db", script, *rows, into="bai")
    with sqlite3.connect(path) as db:
        db.execute('UPDATE [trang "cũ"] SET html = ?', (page(),))
    db.close()
    found = read(tmp_path)
    assert [(one.id, one.source, one.title) for one in articles(found)] == [
        ("kho.db#bai.7", "kho.db#bai.7", "Xuân về"),
        ("https://tanan.example/9", "kho.db#bai.9", TITLE),
        ("n1", 'kho.db#trang "cũ".1', TITLE),
        ("n2", 'kho.db#trang "cũ".2', TITLE),
    ]
    assert rejects(found) == [("kho.db#bai.11", "bảng bai, hàng 11: văn bản rỗng")]


def test_inside_an_archive(tmp_path: Path) -> None:
    path = database(tmp_path / "kho.sqlite3", "CREATE TABLE bai (text)", (TEXT,), into="bai")
    (tmp_path / "kho.zip").write_bytes(zipped({"a/kho.sqlite3": path.read_bytes()}))
    assert [one.id for one in articles(read(tmp_path / "kho.zip"))] == ["kho.zip!/a/kho.sqlite3#bai.1"]


def test_refused(tmp_path: Path) -> None:
    close_database(open_database(tmp_path / "a-cua-ta.db"))
    database(tmp_path / "b-khong-bai.db", "CREATE TABLE nguoi (ten, tuoi)")
    (tmp_path / "c-khong-phai.db").write_bytes(b"SQLite format 3\x00" + bytes(2000))
    (tmp_path / "d-la.db").write_bytes(b"x" * 2000)
    database(tmp_path / "e-dang-mo.db", "CREATE TABLE bai (text)")
    (tmp_path / "e-dang-mo.db-wal").write_bytes(b"x")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(ValueError, match=r"không bảng nào có cột text hoặc html; các bảng: nguoi \(ten, tuoi\)"):
        read(tmp_path / "b-khong-bai.db")
    (tmp_path / "b-khong-bai.db").unlink()
    assert [(source, reason.split(" (")[0]) for source, reason in rejects(read(tmp_path))] == [
        ("a-cua-ta.db", "là cơ sở dữ liệu do sukien lập, không phải kho bài"),
        ("c-khong-phai.db", "cơ sở dữ liệu SQLite hỏng"),
        ("d-la.db", "cơ sở dữ liệu SQLite hỏng"),
        ("e-dang-mo.db", "cơ sở dữ liệu đang mở ở chương trình khác"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name for name in before if name != "b-khong-bai.db"]


def test_a_cell_beyond_measure_is_one_row(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "kho.db")
    db.execute("CREATE TABLE bai (text)")
    db.execute("INSERT INTO bai VALUES (?)", (TEXT,))
    db.execute("INSERT INTO bai VALUES (zeroblob(60000000))")
    db.commit()
    db.close()
    found = read(tmp_path)
    assert len(articles(found)) == 1
    assert rejects(found) == [("kho.db#bai.2", "văn bản dài hơn 2 MB; hãy tách thành từng bài")]
