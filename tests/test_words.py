"""Words: where they begin and end, and that they are underthesea's."""

import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from underthesea import word_tokenize
from underthesea.pipeline.text_normalize import token_normalize

from models.tokens import TOKEN
from models.words import LINE, WordSegmenter

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "corpus/sample", ROOT / "../shared/seeds", ROOT / "../shared/real_news"]

EXAMPLES = [
    ("Công đoàn cơ sở tổ chức hội nghị người lao động", ["Công đoàn", "cơ sở", "tổ chức", "hội nghị", "người", "lao động"]),
    ("Ngày 14/11/2023, LĐLĐ huyện trao 25 suất quà.", ["Ngày", "14/11/2023", ",", "LĐLĐ", "huyện", "trao", "25", "suất", "quà", "."]),
    ("Mức hỗ trợ: 1.500.000 đồng/người", ["Mức", "hỗ trợ", ":", "1.500.000", "đồng", "/", "người"]),
    ("ngày7/10/2019 tại TP.HCM", ["ngày7", "/", "10/2019", "tại", "TP.HCM"]),
    ("PGS.TS. Lê Văn Tám nói: “Tốt”…", ["PGS.TS.", "Lê Văn Tám", "nói", ":", "“", "Tốt", "”", "…"]),
    ("gửi về ban.tin@congdoan.example", ["gửi", "về", "ban.tin@congdoan.example"]),
    ("Xem http://congdoan.example/tin?id=5, mục 2", ["Xem", "http://congdoan.example/tin?id=5", ",", "mục", "2"]),
    ("nghành giáo dục", ["nghành", "giáo dục"]),
    ("THÔNG BÁO\nChiều 5/3", ["THÔNG BÁO", "Chiều", "5/3"]),
    ("hội\nnghị\r\nđoàn\u2028viên\rmới", ["hội", "nghị", "đoàn", "viên", "mới"]),
    ("  Công  đoàn\u00a0viên ", ["Công  đoàn\u00a0viên"]),
    ("Vui quá 🙂!", ["Vui", "quá", "🙂", "!"]),
    ("12", ["12"]),
    ("đ/c", ["đ", "/", "c"]),
    ("", []),
    (" \t \n\n ", []),
]

UNUSUAL = [
    "| | | * * * - - - . . .",
    "o o o o o o",  # two segmentations with one score, as in the next line
    "_a = _a || [];",
    "Th.S Lò Văn Én, Th s, This, Thesis",
    "Ðảng bộ, Ðoàn thanh niên, đaị hội, hoạt dộng",
    "BOS EOS True False T[0]=True",
    "99999999999 2147483647 2147483648 000000000000007 ２ ½ ٣",
    "số " + "9" * 5000,
    "ΑΣ İstanbul ß ﬁ H'Mông Y’Thôn Ê-đê",
    "Tp. Vinh, TP. Vinh, T.Ư Đoàn, NĐ-CP, 43H-0530, 3x4, 20°C, v.v...",
    "(a(b)c) [x] {y} <z> «t» ==> -> >> :D <3 :))",
    "____ _ a_b a-b-c e-mail x+y=z 50% $5 H&M",
    "🙂🎉 👨‍👩‍👧 한국어 中文 ไทย",
    "q\u0323\u0302 e\u0331 \u0301 a\u20dd",
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in WORDS(text)]


def as_underthesea_writes(line: str) -> list[str]:
    """Our words of a line in NFC as `word_tokenize` gives them: tokens spelled right, one blank between them."""
    read = line.replace("ð", "đ").replace("Ð", "Đ")
    tokens = [(token.start(), token_normalize(token[0])) for token in TOKEN.finditer(read)]
    return [" ".join(text for at, text in tokens if start <= at < end) for start, end in WORDS(line)]


WORDS = WordSegmenter()


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("line", [*UNUSUAL, *(text for text, _ in EXAMPLES if text == " ".join(text.splitlines()))])
def test_words_are_those_of_underthesea(line: str) -> None:
    line = unicodedata.normalize("NFC", line)
    assert as_underthesea_writes(line) == word_tokenize(line)


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_words_of_whole_articles_are_those_of_underthesea(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".html", ".jsonl", ".csv"})
    if not files:
        pytest.skip(f"no articles in {folder.name}")
    for path in files:
        text = unicodedata.normalize("NFC", path.read_text("utf-8"))
        for line in text.splitlines():
            assert as_underthesea_writes(line) == word_tokenize(line), path.name
        assert WORDS(text) == [(line.start() + a, line.start() + b) for line in LINE.finditer(text) for a, b in WORDS(line[0])], path.name


@pytest.mark.parametrize("text", [*UNUSUAL, *(text for text, _ in EXAMPLES)])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_hold_all_but_white_space_and_are_in_order(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    ranges = WORDS(text)
    assert "".join("".join(text[start:end].split()) for start, end in ranges) == "".join(text.split())
    assert all(start < end for start, end in ranges)
    assert all(end <= start for (_, end), (start, _) in pairwise(ranges))


@pytest.mark.parametrize("text", [text for text, _ in EXAMPLES])
def test_a_decomposed_text_has_the_same_words(text: str) -> None:
    assert [unicodedata.normalize("NFC", word) for word in cut(unicodedata.normalize("NFD", text))] == cut(text)


def test_a_mark_that_composes_with_its_letter_is_not_cut_from_it() -> None:
    assert cut("c\u0323\u0301 va\u0300 \u1112\u1161\u11ab") == ["c\u0323\u0301", "va\u0300", "\u1112\u1161\u11ab"]


def test_underthesea_itself_is_not_imported() -> None:
    """Its import takes longer than reading the model."""
    program = "import sys; from models.words import WordSegmenter; WordSegmenter()('Công đoàn'); sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
