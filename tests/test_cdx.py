"""Lists of captures: of each address the newest page is read, by way of the list alone; WACZ is its archives."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.read import list_files
from tests.containers import articles, packed, page, read, rejects, response, zipped

PAGES = [
    ("https://tanan.example/1", "20230101000000", page("Bản cũ của bài một"), "200"),
    ("https://tanan.example/2", "20230101000000", page("Bài hai của nhà máy"), "200"),
    ("https://tanan.example/1", "20240101000000", page("Bản mới của bài một"), "200"),
    ("https://tanan.example/1", "20250101000000", page("Trang đã bị gỡ"), "404"),
]
RECORDS = [response(url, html, status=f"{status} x") for url, _, html, status in PAGES]


def write(folder: Path, gzipped: bool) -> tuple[str, list[int]]:
    """The archive in the folder, and where its records begin."""
    pieces = [packed(one) if gzipped else one for one in RECORDS]
    name = "kho.warc.gz" if gzipped else "kho.warc"
    (folder / name).write_bytes(b"".join(pieces))
    return name, [sum(map(len, pieces[:number])) for number in range(len(pieces))]


def cdx(name: str, offsets: list[int], header: str = " CDX N b a m s k r M S V g") -> str:
    rest = "-" if len(header.split()) == 10 else "- - 9"
    lines = [
        f"{url.replace('https://tanan.example', 'example,tanan)')} {time} {url} text/html {status} SHA1 {rest} {offset} {name}"
        for (url, time, _, status), offset in zip(PAGES, offsets, strict=True)
    ]
    return "\n".join([header, *reversed(lines), ""])


def cdxj(name: str, offsets: list[int]) -> str:
    told = ({"url": url, "mime": "text/html", "status": status, "filename": name} for url, _, _, status in PAGES)
    return "".join(
        f"{url} {time} {json.dumps(entry | {'offset': str(offset)})}\n"
        for (url, time, _, _), entry, offset in zip(PAGES, told, offsets, strict=True)
    )


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize(
    ("suffix", "make"), [(".cdx", cdx), (".cdx", lambda name, at: cdx(name, at, " CDX N b a m s k r V g")), (".cdxj", cdxj)]
)
def test_the_newest_page_of_each_address(tmp_path: Path, gzipped: bool, suffix: str, make: Callable[..., str]) -> None:
    name, offsets = write(tmp_path, gzipped)
    (tmp_path / f"danh-muc{suffix}").write_text(make(f"xa/noi/khac/{name}", offsets), "utf-8")
    (tmp_path / "khac.warc").write_bytes(response("https://tanan.example/7", page("Bài không có trong danh mục")))
    assert [path.name for path, _ in list_files([tmp_path])] == [f"danh-muc{suffix}", "khac.warc"]
    found = read(tmp_path)
    assert rejects(found) == []
    assert sorted((one.id, one.title) for one in articles(found)) == [
        ("https://tanan.example/1", "Bản mới của bài một"),
        ("https://tanan.example/2", "Bài hai của nhà máy"),
        ("https://tanan.example/7", "Bài không có trong danh mục"),
    ]


def test_what_a_list_promises_and_is_not_there_is_named(tmp_path: Path) -> None:
    name, offsets = write(tmp_path, False)
    (tmp_path / "a.cdx").write_text(cdx("../mat.warc", offsets), "utf-8")
    (tmp_path / "b.cdx").write_text(cdx(name, [offset + 11 for offset in offsets]), "utf-8")
    (tmp_path / "c.cdx").write_text("example,tanan)/1 20230101000000 https://tanan.example/1 text/html 200 SHA1 512\n", "utf-8")
    (tmp_path / "d.cdxj").write_text("{" * 5000 + "\n\x00\xff rác\n", "utf-8")
    found = read(tmp_path)
    assert articles(found) == []
    assert rejects(found)[0] == ("a.cdx", "2 trang không đọc được: không thấy tệp mat.warc bên cạnh; hãy đặt tệp WARC cùng thư mục")
    assert [source for source, _ in rejects(found)] == ["a.cdx", "b.cdx#4", "b.cdx#3", "c.cdx", "d.cdxj"]
    assert rejects(found)[3][1].startswith("1 trang không đọc được: danh mục không nói")


def test_wacz_is_its_archives(tmp_path: Path) -> None:
    members = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n{"url": "https://tanan.example/2", "text": "Bài hai"}\n',
        "indexes/index.cdxj": cdxj("kho.warc.gz", [0, 1, 2, 3]),
        "archive/kho.warc.gz": packed(*RECORDS[:2]),
    }
    (tmp_path / "kho.wacz").write_bytes(zipped(members))
    found = read(tmp_path)
    assert rejects(found) == []
    assert [(one.id, one.source) for one in articles(found)] == [
        ("https://tanan.example/1", "kho.wacz!/archive/kho.warc.gz#1"),
        ("https://tanan.example/2", "kho.wacz!/archive/kho.warc.gz#2"),
    ]
