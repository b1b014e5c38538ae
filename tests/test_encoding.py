"""Bytes in old and new encodings come out as the same clean text; what is no text says why."""

import unicodedata

import pytest

from corpus.encoding import Unreadable, clean, decode

SENTENCE = (
    "Sáng nay, Liên đoàn Lao động huyện tổ chức hội nghị sơ kết công tác công đoàn sáu tháng đầu năm; "
    "các đại biểu nghe báo cáo kết quả kiểm tra, giám sát tại cơ sở và thống nhất nhiệm vụ trọng tâm cuối năm."
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Letters with their tone as a character of its own, as Windows wrote them."""
    pieces = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        pieces.append(base + "".join(mark for mark in parts if mark in TONES))
    return "".join(pieces).encode("cp1258")


def old_font(text: str, name: str) -> bytes:
    """Text typed in a VNI, VISCII or TCVN3 font, by the conversion table read backwards."""
    from viparse.normalize.encodings import CHARMAPS

    table: dict[str, str] = {}
    for typed, letter in CHARMAPS[name].pairs:
        table.setdefault(unicodedata.normalize("NFC", letter), typed)
    return "".join(table.get(letter, letter) for letter in text).encode("latin-1" if name == "viscii" else "cp1252")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SENTENCE.encode(), id="utf-8"),
        pytest.param(SENTENCE.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(unicodedata.normalize("NFD", SENTENCE).encode(), id="decomposed"),
        pytest.param(SENTENCE.encode("utf-16"), id="utf-16"),
        pytest.param(SENTENCE.encode("utf-16-be"), id="utf-16 without mark"),
        pytest.param(windows_1258(SENTENCE), id="windows-1258"),
        pytest.param(old_font(SENTENCE, "vni"), id="VNI"),
        pytest.param(old_font(SENTENCE, "viscii"), id="VISCII"),
        pytest.param(old_font(SENTENCE, "tcvn3"), id="TCVN3"),
        pytest.param(old_font(SENTENCE, "vni").decode("cp1252").encode(), id="VNI stored as UTF-8"),
        pytest.param(SENTENCE.encode().decode("latin-1").encode(), id="UTF-8 read as Latin-1"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == SENTENCE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một\r\nhai\rba\x0bbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("09\u00a0đơn vị\t100%", "09 đơn vị 100%"),
        ("Công\u200b đoàn\ufeff cơ\u00ad sở\x00", "Công đoàn cơ sở"),
        ("Ðại hội \ud83d ðoàn viên", "Đại hội  đoàn viên"),
        ("Quỹ “Tấm lòng vàng” – 2,5 triệu…", "Quỹ “Tấm lòng vàng” – 2,5 triệu…"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_torn_byte_stays_visible() -> None:
    assert decode((SENTENCE * 3).encode()[:-3]).endswith("cuối n\ufffd")


def test_plain_western_text_is_read_too() -> None:
    assert decode("The union held its congress in the café and the workers agreed.".encode("cp1252")).count("café") == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tệp rỗng"),
        (b"\xef\xbb\xbf \r\n", "tệp rỗng"),
        (b"%PDF-1.4 \x00\x01\x02", "không phải văn bản"),
        (bytes(range(256)) * 8, "không phải văn bản"),
        ("Профсоюз провёл собрание рабочих завода. ".encode("koi8-r") * 9, "không nhận ra bảng mã"),
    ],
)
def test_what_is_no_text_says_why_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as error:
        decode(data)
    assert "\n" not in str(error.value)
