"""WARC: what servers answered with a page is read, what is torn off is named, once."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.containers import TITLE, articles, packed, page, read, record, rejects, response

INFO = record("warcinfo", "", b"software: tay viet\r\n", media="application/warc-fields").replace(b"WARC-Target-URI: \r\n", b"")
REQUEST = record("request", "https://tanan.example/1", b"GET /1 HTTP/1.1\r\nHost: tanan.example\r\n\r\n", media="application/http")
ONE = response("https://tanan.example/1", page())
TWO = response("https://tanan.example/2", page("Nhà máy nước thêm 3 tổ công đoàn"))
PASSED_OVER = [
    response("https://tanan.example/cu", "", status="301 Moved Permanently", more="Location: /1\r\n"),
    response("https://tanan.example/mat", page("Không tìm thấy trang"), status="404 Not Found"),
    response("https://tanan.example/anh.png", b"\x89PNG\r\n", media="image/png"),
    response("https://tanan.example/kieu.css", "p { margin: 0 }", media="text/css"),
    record("revisit", "https://tanan.example/1", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    record("metadata", "https://tanan.example/1", b"fetchTimeMs: 12\r\n", media="application/warc-fields"),
    record("dns", "dns:tanan.example", b"20240520070000\r\n", media="text/dns"),
]


@pytest.mark.parametrize("packing", [lambda *records: b"".join(records), packed, lambda *records: gzip.compress(b"".join(records))])
def test_pages_by_their_address(tmp_path: Path, packing: Callable[..., bytes]) -> None:
    data = packing(INFO, REQUEST, ONE, *PASSED_OVER, TWO)
    (tmp_path / ("kho.warc.gz" if data.startswith(b"\x1f\x8b") else "kho.warc")).write_bytes(data)
    found = read(tmp_path)
    assert rejects(found) == []
    assert [(one.id, one.title) for one in articles(found)] == [
        ("https://tanan.example/1", TITLE),
        ("https://tanan.example/2", "Nhà máy nước thêm 3 tổ công đoàn"),
    ]
    assert [one.source.split("#")[1] for one in articles(found)] == ["3", "11"]


def test_content_as_the_server_packed_and_cut_it(tmp_path: Path) -> None:
    html = page().encode()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (html[:300], html[300:])) + b"0\r\n\r\n"
    (tmp_path / "kho.warc").write_bytes(
        response("https://tanan.example/1", gzip.compress(html), more="Content-Encoding: gzip\r\n")
        + response("https://tanan.example/2", chunked, more="Transfer-Encoding: chunked\r\n")
        + record("resource", "https://tanan.example/3", html, media="text/html")
    )
    found = read(tmp_path)
    assert [one.title for one in articles(found)] == [TITLE] * 3


def test_the_charset_of_the_answer_serves_where_the_bytes_say_nothing(tmp_path: Path) -> None:
    russian = page("Собрание рабочих завода").replace("Sáng", "Утром").encode("koi8-r", errors="replace").replace(b"?", b"\xc1")
    (tmp_path / "kho.warc").write_bytes(response("https://tanan.example/1", russian, media="text/html; charset=KOI8-R"))
    [article] = articles(read(tmp_path))
    assert article.title == "Собрание рабочих завода"
    (tmp_path / "kho.warc").write_bytes(response("https://tanan.example/1", russian, media="text/html; charset=khong-co"))
    assert rejects(read(tmp_path)) == [("kho.warc#1", "không nhận ra bảng mã; hãy lưu lại tệp bằng UTF-8")]


def test_a_page_without_an_article_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "kho.warc").write_bytes(response("https://tanan.example/", "<html><a href='/1'>Trang chủ</a></html>") + ONE)
    found = read(tmp_path)
    assert rejects(found) == [("kho.warc#1", "trang HTML không có bài viết")]
    assert len(articles(found)) == 1


def test_an_archive_without_pages_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "kho.warc").write_bytes(INFO + b"".join(PASSED_OVER))
    assert rejects(read(tmp_path)) == [("kho.warc", "không có bài nào bên trong")]


@pytest.mark.parametrize("gzipped", [False, True])
def test_wherever_it_is_torn_off_what_came_before_is_read_and_one_row_says_so(tmp_path: Path, gzipped: bool) -> None:
    records = [INFO, ONE, PASSED_OVER[2], TWO]
    data = packed(*records) if gzipped else b"".join(records)
    path = tmp_path / ("kho.warc.gz" if gzipped else "kho.warc")
    ends = [len(packed(*records[:n]) if gzipped else b"".join(records[:n])) for n in range(len(records) + 1)]
    for cut in {*range(30, len(data), 97), *(end - 5 for end in ends[1:]), *(end + 3 for end in ends[1:-1])}:
        path.write_bytes(data[:cut])
        found = read(path)
        # The blank lines or the checksum at the end of a record may be missing: its page is there.
        assert sum(end <= cut for end in (ends[2], ends[4])) <= len(articles(found)) <= sum(end <= cut + 9 for end in (ends[2], ends[4]))
        assert len(rejects(found)) == 1 or (not rejects(found) and min(abs(cut - end) for end in ends) <= 9), cut


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"WARC/1.0\r\n" + b"a" * 3_000_000, "WARC hỏng: phần đầu bản ghi dài hơn 1 MB"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000, "WARC hỏng: phần đầu bản ghi dài hơn 1 MB"),
        (b"WARC/1.0\r\nContent-Length: 99999999999\r\nWARC-Type: response\r\n\r\nx", "WARC hỏng từ đây"),
        (ONE.replace(b"Content-Length: ", b"Content-Length: 9999"), "bản ghi WARC bị cắt cụt"),
        (
            ONE.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
            "bản ghi WARC bị cắt cụt khi thu thập (length)",
        ),
        ("Đây không phải WARC.\n".encode() * 50, "WARC hỏng từ đây"),
        (b"", "không có bài nào bên trong"),
    ],
)
def test_hostile_archives_are_one_row(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "kho.warc").write_bytes(content)
    [(_, said)] = rejects(read(tmp_path))
    assert said.startswith(reason)


def test_a_page_of_100_mb_in_a_packed_answer_is_one_row(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b" " * 100_000_000)
    (tmp_path / "kho.warc").write_bytes(response("https://tanan.example/1", bomb, more="Content-Encoding: gzip\r\n") + TWO)
    found = read(tmp_path)
    assert rejects(found) == [("kho.warc#1", "văn bản dài hơn 2 MB; hãy tách thành từng bài")]
    assert len(articles(found)) == 1
