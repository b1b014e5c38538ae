"""Whatever is offered becomes an Article or a Reject, and one bad file never stops the rest."""

import csv
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.article import Article, Reject
from corpus.read import MissingColumns, list_files, read_sources, read_stream

TEXT = (
    "Công đoàn Nhà máy Nước Tân An họp mặt đầu năm\n\nSáng 5/2, Công đoàn Nhà máy Nước Tân An mời 64 đoàn viên họp mặt, trao 10 suất quà.\n"
)
BODY = "Sáng 5/2, Công đoàn Nhà máy Nước Tân An mời 64 đoàn viên họp mặt, trao 10 suất quà."
PARAGRAPHS = "".join(
    f"<p>{BODY} Tổ sản xuất số {number} hát mừng xuân và chúc nhau một năm an toàn, không sự cố.</p>" for number in range(4)
)
HTML = f"<html><head><title>Họp mặt đầu năm ở Tân An</title>%s</head><body><h1>Họp mặt đầu năm ở Tân An</h1>{PARAGRAPHS}</body></html>"


def articles(found: Iterable[Article | Reject]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


def rejects(found: Iterable[Article | Reject]) -> list[tuple[str, str]]:
    return [(one.source, one.reason) for one in found if isinstance(one, Reject)]


def lines(*records: object) -> str:
    return "\n".join(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)


def test_a_folder_is_read_in_order_hidden_and_foreign_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.TXT", "a.txt", "b/1.txt", ".git/x.txt", "b/.nhap.txt", "anh.jpg", "b/kieu.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / "vong").symlink_to(tmp_path)
    found = articles(read_sources([tmp_path]))
    assert [article.id for article in found] == ["a.txt", "b/1.txt", "b/2.TXT"]
    assert [article.name for article in found] == ["a", "1", "2"]
    assert list_files([tmp_path, tmp_path / "a.txt"]) == list_files([tmp_path])


def test_a_text() -> None:
    [article] = articles(read_stream(TEXT.encode(), "-"))
    assert (article.title, article.language, article.url) == ("Công đoàn Nhà máy Nước Tân An họp mặt đầu năm", "vi", None)
    assert [article.text[zone.start : zone.end] for zone in article.zones if zone.kind == "body"] == [BODY]


def test_identity_is_url_then_id_then_path_and_number(tmp_path: Path) -> None:
    (tmp_path / "ban.jsonl").write_text(
        lines({"text": TEXT, "id": 7, "url": "https://tanan.example/7#dau"}, {"text": TEXT, "id": "tan/an: 8"}, {"text": TEXT}), "utf-8"
    )
    (tmp_path / "trang.html").write_text(HTML % '<link rel="canonical" href="https://tanan.example/9">', "utf-8")
    found = articles(read_sources([tmp_path]))
    assert [article.id for article in found] == ["https://tanan.example/7", "tan/an: 8", "ban.jsonl#3", "https://tanan.example/9"]
    assert [article.name for article in found] == ["7", "tan-an- 8", "ban.jsonl-3", "trang"]
    assert [article.source for article in found] == ["ban.jsonl#1", "ban.jsonl#2", "ban.jsonl#3", "trang.html"]


def test_what_stands_beside_a_record_is_its_metadata() -> None:
    record = {"title": "Xuân về nhà máy nước", "text": BODY, "published": "6/2/2020"}
    [article] = articles(read_stream(lines(record).encode(), "-"))
    assert article.text == f"Xuân về nhà máy nước\n\n{BODY}"
    assert [article.text[zone.start : zone.end] for zone in article.zones] == ["Xuân về nhà máy nước", BODY]
    assert article.published is not None
    assert (article.published.value, article.published.inferred) == ("2020-02-06", "trường published của bản ghi")


def test_a_title_that_stands_in_the_text_is_not_repeated() -> None:
    for text in (TEXT, TEXT.replace("\n\n", " ")):
        [article] = articles(read_stream(lines({"title": "Công đoàn Nhà máy  Nước Tân An họp mặt đầu năm", "text": text}).encode(), "-"))
        assert article.text == text.strip()


def test_html_in_a_record_and_on_standard_input() -> None:
    for data in (lines({"html": HTML % "", "published": "2020-02-06"}), HTML % ""):
        [article] = articles(read_stream(data.encode(), "-"))
        assert article.title == "Họp mặt đầu năm ở Tân An"
        assert article.text.count(BODY) == 4


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")])
def test_a_table_in_any_house_style(tmp_path: Path, encoding: str, separator: str) -> None:
    with (tmp_path / "xuat.csv").open("w", encoding=encoding, newline="") as file:
        rows = [["ID", " Title ", "TEXT"], ["n1", "Xuân về", f'{BODY}\n\nCó "ngoặc"; có phẩy, có\ttab.'], ["", "", ""], ["n2", "", BODY]]
        csv.writer(file, delimiter=separator).writerows(rows)
    found = articles(read_sources([tmp_path / "xuat.csv"]))
    assert [(article.id, article.source) for article in found] == [("n1", "xuat.csv#1"), ("n2", "xuat.csv#2")]
    assert found[0].text == f'Xuân về\n\n{BODY}\n\nCó "ngoặc"; có phẩy, có tab.'


def test_a_long_field_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "dai.csv").write_text(f'id,text\nd,"{BODY * 4000}"\n', "utf-8")
    [article] = articles(read_sources([tmp_path]))
    assert len(article.text) > 300_000


def test_a_table_without_the_columns_is_a_usage_error_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "sai.csv").write_text("ma,noi dung\n1,hai\n", "utf-8")
    with pytest.raises(MissingColumns, match=r"thiếu cột text hoặc html; tệp có các cột: ma, noi dung"):
        list(read_sources([tmp_path]))


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    data = lines(
        {"text": BODY}, '{"text": "thiếu ngoặc', "", [1, 2], {"title": "chỉ có tít"}, {"text": "  "}, {"text": "1234 ((("}, {"text": TEXT}
    )
    found = list(read_stream(data.encode() + b'\n{"text": "\xff\xfe\x00\x01"}\n', "b.jsonl"))
    assert len(articles(found)) == 2
    assert rejects(found) == [
        ("b.jsonl#2", "dòng 2: không phải một đối tượng JSON"),
        ("b.jsonl#4", "dòng 4: không phải một đối tượng JSON"),
        ("b.jsonl#5", "dòng 5: thiếu khóa text hoặc html"),
        ("b.jsonl#6", "dòng 6: văn bản rỗng"),
        ("b.jsonl#7", "văn bản không có chữ nào"),
        ("b.jsonl#9", "dòng 9: không phải văn bản: nội dung nhị phân"),
    ]


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a-rong.txt").touch()
    (tmp_path / "b-nhi-phan.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "c-la.txt").write_bytes("Профсоюз провёл собрание рабочих завода. ".encode("koi8-r") * 9)
    (tmp_path / "d-menu.html").write_text("<html><body><a href='/'>Trang chủ</a></body></html>", "utf-8")
    (tmp_path / "e-dai.txt").write_text(BODY * 20_000, "utf-8")
    (tmp_path / "f-gay.txt").symlink_to(tmp_path / "khong-co.txt")
    (tmp_path / "g.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "h-rong.jsonl").touch()
    (tmp_path / "i-rong.csv").touch()
    os.mkfifo(tmp_path / "k-ong.txt")
    (tmp_path / "z.txt").write_text(TEXT, "utf-8")
    found = list(read_sources([tmp_path, tmp_path / "khong-co.txt"]))
    assert [article.id for article in articles(found)] == ["z.txt"]
    assert rejects(found) == [
        ("a-rong.txt", "tệp rỗng"),
        ("b-nhi-phan.txt", "không phải văn bản: nội dung nhị phân"),
        ("c-la.txt", "không nhận ra bảng mã; hãy lưu lại tệp bằng UTF-8"),
        ("d-menu.html", "trang HTML không có bài viết"),
        ("e-dai.txt", "văn bản dài hơn 2 MB; hãy tách thành từng bài"),
        ("f-gay.txt", "không mở được tệp: không có hoặc không phải tệp thường"),
        ("g.doc", "chưa đọc được loại tệp .doc; hãy lưu thành .txt, .html, .jsonl hoặc .csv"),
        ("h-rong.jsonl", "tệp rỗng"),
        ("i-rong.csv", "tệp rỗng"),
        ("k-ong.txt", "không mở được tệp: không có hoặc không phải tệp thường"),
        ("khong-co.txt", "không mở được tệp: không có hoặc không phải tệp thường"),
    ]


@pytest.mark.parametrize("text", ["a" * 1_000_000, "(" * 400_000 + " Công đoàn", BODY * 3000, "Ảnh: " * 50_000, "In\n" * 30_000 + BODY])
def test_very_long_lines_are_only_long(text: str) -> None:
    [article] = articles(read_stream(text.encode(), "-"))
    assert article.text == text


def test_another_language_is_kept_and_named() -> None:
    text = "Annual congress of the federation\n\nThe federation of labour held its annual congress on Monday and the workers agreed.\n"
    [article] = articles(read_stream(text.encode(), "-"))
    assert article.language == "en"
