"""Bytes in old and new encodings come out as the same clean text, and clean text as it was; what is no text says why."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from old_encodings import VISCII, plain, tcvn3, viqr, viscii, vni, windows_1258

from corpus.encoding import Unreadable, clean, decode

SENTENCE = (
    "Sáng nay, Liên đoàn Lao động huyện tổ chức hội nghị sơ kết công tác công đoàn sáu tháng đầu năm; "
    "các đại biểu nghe báo cáo kết quả kiểm tra, giám sát tại cơ sở và thống nhất nhiệm vụ trọng tâm cuối năm."
)
CORPUS = Path(__file__).parents[1] / "corpus"
WORDS = 2000
FOREIGN = re.compile(f"[^\\x00-\\x7f{''.join(VISCII.values())}]")
"""What is in none of the old encodings."""


def twice(text: str) -> str:
    """UTF-8 read as cp1252, as browsers read it: the five bytes that have no letter there stay what they are."""
    return "".join(char if (char := bytes([byte]).decode("cp1252", "ignore")) else chr(byte) for byte in text.encode())


def excerpts() -> list[str]:
    """The beginnings of articles of the training gold and of the sample, 2,000 words together."""
    files = [*sorted(CORPUS.glob("gold/train/articles/*.txt"))[::30], *sorted(CORPUS.glob("sample/*.txt"))[::10]]
    found: list[str] = []
    for file in files:
        lines: list[str] = []
        for line in FOREIGN.sub("", plain(clean(file.read_text("utf-8")))).split("\n"):
            lines.append(" ".join(line.split()))
            if len(" ".join(lines).split()) >= 100:
                break
        found.append("\n".join(lines))
    return found


EXCERPTS = excerpts()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SENTENCE.encode(), id="utf-8"),
        pytest.param(SENTENCE.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(unicodedata.normalize("NFD", SENTENCE).encode(), id="decomposed"),
        pytest.param(SENTENCE.encode("utf-16"), id="utf-16"),
        pytest.param(SENTENCE.encode("utf-16-be"), id="utf-16 without mark"),
        pytest.param(windows_1258(SENTENCE), id="windows-1258"),
        pytest.param(vni(SENTENCE), id="VNI"),
        pytest.param(viscii(SENTENCE), id="VISCII"),
        pytest.param(tcvn3(SENTENCE), id="TCVN3"),
        pytest.param(viqr(SENTENCE), id="VIQR"),
        pytest.param(vni(SENTENCE).decode("cp1252").encode(), id="VNI stored as UTF-8"),
        pytest.param(SENTENCE.encode().decode("latin-1").encode(), id="UTF-8 read as Latin-1"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == SENTENCE


@pytest.mark.parametrize(
    ("write", "share"),
    [
        pytest.param(lambda text: text.encode(), 1, id="utf-8"),
        pytest.param(lambda text: text.encode("utf-8-sig"), 1, id="utf-8 with mark"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text).encode(), 1, id="decomposed"),
        pytest.param(lambda text: text.encode("utf-16-le"), 1, id="utf-16-le without mark"),
        pytest.param(lambda text: text.encode("utf-16-be"), 1, id="utf-16-be without mark"),
        pytest.param(lambda text: b"\xff\xfe" + text.encode("utf-16-le"), 1, id="utf-16-le"),
        pytest.param(lambda text: b"\xfe\xff" + text.encode("utf-16-be"), 1, id="utf-16-be"),
        pytest.param(windows_1258, 1, id="windows-1258"),
        pytest.param(lambda text: twice(text).encode(), 1, id="UTF-8 read as cp1252"),
        pytest.param(lambda text: twice(twice(text)).encode(), 1, id="UTF-8 read as cp1252 twice"),
        pytest.param(vni, 0.999, id="VNI"),
        pytest.param(viscii, 0.999, id="VISCII"),
        pytest.param(viqr, 0.999, id="VIQR"),
        pytest.param(tcvn3, 0.99, id="TCVN3"),
        pytest.param(lambda text: tcvn3(text).decode("cp1252").encode(), 0.99, id="TCVN3 stored as UTF-8"),
    ],
)
def test_two_thousand_words_come_back(write: Callable[[str], bytes], share: float) -> None:
    words, right = 0, 0
    for text in EXCERPTS:
        read = decode(write(text))
        assert len(read.split()) == len(text.split())
        words += len(text.split())
        right += sum(one == other for one, other in zip(read.split(), text.split(), strict=True))
    assert words >= WORDS
    assert right >= share * words


@pytest.mark.parametrize(
    "capitals",
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG: LÃ Ý NHI Ở XÃ LŨNG CÚ", "Ủy ban nhân dân xã Tà Xùa họp. Ảnh chụp ở bản Bẹ."],
)
def test_capitals_of_tcvn3_are_read_off_the_letters_around(capitals: str) -> None:
    text = f"{capitals}\n{SENTENCE}"
    assert decode(tcvn3(text)) == text


def test_viqr_as_it_was_typed() -> None:
    typed = (
        "Sa'ng 12-3, Lie^n ddoa`n Lao ddo^.ng huye^.n ho.p giao ban tai hoi truong nha` va(n ho'a, 45 ngu+o+`i du+.; gu+?i thu+ ve^` "
        "lan.anh@ldld.example hoac www.ldld.example/tin. Nuo+'c uo^'ng do co^ng ty lo, com trua o* nha` a(n."
    )
    assert decode(typed.encode()) == (
        "Sáng 12-3, Liên đoàn Lao động huyện họp giao ban tai hoi truong nhà văn hóa, 45 người dự; gửi thư về "
        "lan.anh@ldld.example hoac www.ldld.example/tin. Nước uống do công ty lo, com trua o* nhà ăn."
    )


@pytest.mark.parametrize(
    "text",
    [
        *EXCERPTS[:3],
        "Ba Nguyen Thi Hoa va cac anh chi em du hoi nghi. Ai co y kien gi? Gui ve lan.anh@ldld.example, so do, y te, ho so.",
        "The union's stewards met at 5 o'clock (all of them). Who's to go? Add it up: a~b, x^2, `make`, e.g. no.~7, to+fro.",
        "def area(a, b):\n    return a.value + b.value  # `a` is not None?\n\nif not(o.ready): y = u.get('a')",
        "M. Légaré a visité l'été dernier l'usine de Besançon où François, né à Orléans, a été élevé par sa grand-mère.",
        "Herr Müller aus Köln grüßt die Gewerkschafter; Frau Schröder hält für die Bäcker in Österreich eine große Rede.",
        "El señor Núñez llegó a la reunión del sindicato con José, Andrés y la niña de Muñoz; después habló también el ingeniero.",
        "Đoàn công tác của ông François Légaré (Besançon) và bà Jürgen-Müller đã thăm nhà máy; ông Núñez cảm ơn công đoàn cơ sở.",
        "© 2009 Jean-Noël Avila, Zoë Núñez. Hội nghị.",
    ],
)
def test_clean_text_of_any_language_comes_through(text: str) -> None:
    assert decode(text.encode()) == text


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
