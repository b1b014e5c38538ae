"""ZIP and gzip: what is inside is read as if it lay in a folder; what no honest archive holds is named, and nothing is unpacked."""

import gzip
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.containers import TEXT, TITLE, articles, packed, page, read, rejects, response, zipped

DOCX = zipped(
    {"word/document.xml": '<w:document xmlns:w="urn:x"><w:body><w:p><w:r><w:t>Họp mặt ở Tân An</w:t></w:r></w:p></w:body></w:document>'}
)


def test_what_is_inside_is_read_as_in_a_folder(tmp_path: Path) -> None:
    members = {
        "2019/bai.txt": TEXT,
        "2019/trang.html": page(),
        "ban.jsonl": json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT, "id": "n7"}) + "\n",
        "bang.csv": f'id,text\nn8,"{TEXT}"\n',
        "trong.zip": zipped({"sau/bai.txt": TEXT}),
        "word.docx": DOCX,
        "kho.warc.gz": packed(response("https://tanan.example/1", page())),
        "anh.jpg": b"\xff\xd8\xff",
        "__MACOSX/._bai.txt": b"\x00\x05",
        ".an/bai.txt": TEXT,
    }
    (tmp_path / "kho.zip").write_bytes(zipped(members))
    found = read(tmp_path)
    assert rejects(found) == []
    assert [one.id for one in articles(found)] == [
        "kho.zip!/2019/bai.txt",
        "kho.zip!/2019/trang.html",
        "kho.zip!/ban.jsonl#1",
        "n7",
        "n8",
        "kho.zip!/trong.zip!/sau/bai.txt",
        "kho.zip!/word.docx",
        "https://tanan.example/1",
    ]


def test_bad_members_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../ngoai.txt", "/etc/goc.txt", "C:\\o-dia.txt", "a/../../b.txt", "..\\lui.txt"):
            archive.writestr(name, TEXT)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("rong.txt", "")
        archive.writestr("sai.csv", "ma,noi dung\n1,hai\n")
        archive.writestr("cu.doc", b"\xd0\xcf\x11\xe0")
        archive.writestr("gay.zip", zipped({"bai.txt": TEXT})[:-30])
        archive.writestr("bai.txt", TEXT)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/kho.zip").write_bytes(out.getvalue())
    found = read(tmp_path / "in")
    outside = "đường dẫn dẫn ra ngoài tệp nén: không đọc"
    assert rejects(found) == [
        ("kho.zip!/../../ngoai.txt", outside),
        ("kho.zip!//etc/goc.txt", outside),
        ("kho.zip!/C:/o-dia.txt", outside),
        ("kho.zip!/a/../../b.txt", outside),
        ("kho.zip!/../lui.txt", outside),
        ("kho.zip!/lien-ket.txt", "liên kết (symbolic link) trong tệp nén: không đọc"),
        ("kho.zip!/rong.txt", "tệp rỗng"),
        ("kho.zip!/sai.csv", "thiếu cột text hoặc html; tệp có các cột: ma, noi dung"),
        ("kho.zip!/cu.doc", "chưa đọc được loại tệp .doc; hãy lưu thành .txt, .html, .jsonl hoặc .csv"),
        ("kho.zip!/gay.zip", "tệp nén bị cắt cụt hoặc hỏng"),
    ]
    assert [one.id for one in articles(found)] == ["kho.zip!/bai.txt"]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "kho.zip"]


def test_locked_members_are_one_row(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 1)
    (tmp_path / "khoa.zip").write_bytes(data)
    assert rejects(read(tmp_path)) == [("khoa.zip", "2 tệp trong tệp nén có mật khẩu; hãy giải nén rồi đưa vào thư mục")]


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TITLE.encode())] ^= 1
    (tmp_path / "kho.zip").write_bytes(data)
    found = read(tmp_path)
    assert rejects(found) == [("kho.zip!/a.txt", "tệp nén bị cắt cụt hoặc hỏng")]
    assert [one.id for one in articles(found)] == ["kho.zip!/b.txt"]


NOTHING = [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), zipped({"a.txt": TEXT})[:60], zipped({"anh.png": b"x"})]


@pytest.mark.parametrize("content", NOTHING)
def test_an_archive_of_nothing_is_one_row(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kho.zip").write_bytes(content)
    assert len(rejects(read(tmp_path))) == 1


BLANKS = gzip.compress(b" " * 300_000_000, 1)


def bomb(name: str, size: int) -> bytes:
    """A ZIP of blanks, to which it unpacks a thousandfold."""
    return zipped({name: b" " * size})


@pytest.mark.parametrize(
    "content",
    [
        bomb("ban.jsonl", 300_000_000),
        zipped({f"{n}.zip": bomb("ban.jsonl", 30_000_000) for n in range(12)}),
        zipped({"kho.jsonl.gz": BLANKS}),
    ],
)
def test_a_bomb_is_one_row(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bom.zip").write_bytes(content)
    found = [one for one in rejects(read(tmp_path)) if one[1] != "tệp rỗng"]
    assert found == [("bom.zip", "nội dung nở ra hơn 100 lần khi giải nén (bom nén): đã dừng đọc")]


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    content = zipped({"bai.txt": TEXT})
    for _ in range(12):
        content = zipped({"kho.zip": content}, zipfile.ZIP_STORED)
    (tmp_path / "sau.zip").write_bytes(content)
    assert rejects(read(tmp_path)) == [("sau.zip", "tệp nén lồng nhau quá 8 lớp: đã dừng đọc")]


def test_names_as_other_programs_write_them(tmp_path: Path) -> None:
    data = zipped({"thang-nam/bài số 1.txt": TEXT})
    assert data.count(b"\x00\x08\x08\x00") == 2  # its flag, and the method: here, and in the directory
    (tmp_path / "kho.zip").write_bytes(data.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))
    assert [one.id for one in articles(read(tmp_path))] == ["kho.zip!/thang-nam/bài số 1.txt"]


def test_saved_pages_in_an_archive(tmp_path: Path) -> None:
    (tmp_path / "kho.zip").write_bytes(
        zipped({"a/bai.html": page(), "a/bai_files/khung.html": page("Quảng cáo"), "a/khac_files/x.html": page()})
    )
    assert [one.id for one in articles(read(tmp_path))] == ["kho.zip!/a/bai.html", "kho.zip!/a/khac_files/x.html"]


def test_gzip(tmp_path: Path) -> None:
    (tmp_path / "bai.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "ban.jsonl.gz").write_bytes(gzip.compress((json.dumps({"text": TEXT}) + "\n").encode() * 3)[:-12])
    (tmp_path / "bom.html.gz").write_bytes(BLANKS)
    (tmp_path / "bom.jsonl.gz").write_bytes(BLANKS)
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>"))
    found = read(tmp_path)
    assert [one.id for one in articles(found)][:2] == ["bai.txt.gz", "ban.jsonl.gz#1"]
    assert rejects(found) == [
        ("ban.jsonl.gz", "tệp nén bị cắt cụt hoặc hỏng"),
        ("bom.html.gz", "văn bản dài hơn 2 MB; hãy tách thành từng bài"),
        ("bom.jsonl.gz", "nội dung nở ra hơn 100 lần khi giải nén (bom nén): đã dừng đọc"),
    ]
