"""The Doc: its text is the article's, its tokens are syllables, its sentences keep to lines and know abbreviations."""

import unicodedata

import pytest
import spacy
from articles import article

from extract.pipeline import Pipeline
from extract.syllables import SyllableTokenizer, split_sentences
from schemas.record import Zone

TOKENIZE = SyllableTokenizer(spacy.blank("xx").vocab)

TOKENS = [
    ("Công đoàn cơ sở", ["Công", "đoàn", "cơ", "sở"]),
    ("ngày7/10/2019", ["ngày", "7", "/", "10", "/", "2019"]),
    ("290.000đ/tháng", ["290", ".", "000", "đ", "/", "tháng"]),
    ("32/KH-LĐLĐ", ["32", "/", "KH", "-", "LĐLĐ"]),
    ("“Mái ấm”.", ["“", "Mái", "ấm", "”", "."]),
    ("a_b", ["a", "_", "b"]),
    ("hai  dòng\nnữa", ["hai", " ", "dòng", "\n", "nữa"]),
]

ODD = [
    "",
    " ",
    "   ",
    "\n",
    " \t\r\n \n",
    "một",
    " một ",
    "một  hai   ba",
    "\ufeffmột\u200bhai\u00a0ba\u2028bốn\u3000năm",
    unicodedata.normalize("NFD", "Liên đoàn Lao động thị xã Phước Long thưởng nữ công nhân"),
    "\u0301\u0323 dấu mồ côi",
    "🙂🎉 tặng quà 👨‍👩‍👧 công nhân",
    "\x00\x07\x1b[31mđỏ\x1b[0m\x7f",
    "a\u0000b",
    "½ ² ٣ ２ Ⅳ",
    "한국어 中文 ไทย ΑΣ ß İ",
    "_ __ ___a_",
    "<b>đậm</b> &amp; <script>",
    "." * 300,
    "đ" * 5000,
]

SENTENCES = [
    ("Ông An chủ trì. Bà Bình dự! Ai nói? Chờ…", ["Ông An chủ trì.", "Bà Bình dự!", "Ai nói?", "Chờ…"]),
    # a line ends a sentence, with or without a full stop
    ("Kết quả nổi bật\nNăm qua, huyện đạt chỉ tiêu", ["Kết quả nổi bật", "Năm qua, huyện đạt chỉ tiêu"]),
    ("NGÀY HỘI\r\nSáng nay mở hội.\n\n  Chiều bế mạc.  ", ["NGÀY HỘI", "Sáng nay mở hội.", "Chiều bế mạc."]),
    # no full stop is the end of these
    ("Họp tại TP. Cao Lãnh và Tp. Sa Đéc. Dự có TX. Hồng Ngự.", ["Họp tại TP. Cao Lãnh và Tp. Sa Đéc.", "Dự có TX. Hồng Ngự."]),
    ("Đ/c. Lò Văn Hặc và đ/c Vi Thị Hà đến. Họp.", ["Đ/c. Lò Văn Hặc và đ/c Vi Thị Hà đến.", "Họp."]),
    ("PGS. TS. Đinh Văn Sơn và ThS. Hà Lan giảng. Lớp đông.", ["PGS. TS. Đinh Văn Sơn và ThS. Hà Lan giảng.", "Lớp đông."]),
    ("Chị N. T. Hoa và anh B. Hùng kể. Họ vui.", ["Chị N. T. Hoa và anh B. Hùng kể.", "Họ vui."]),
    ("Bí thư T.Ư Đoàn dự. Lễ bế mạc.", ["Bí thư T.Ư Đoàn dự.", "Lễ bế mạc."]),
    # nor are numbers of a list and those with points in them
    ("1. Kết nạp 300 đoàn viên\n2. Tập huấn", ["1. Kết nạp 300 đoàn viên", "2. Tập huấn"]),
    ("II. Nhiệm vụ\na. Thu kinh phí", ["II. Nhiệm vụ", "a. Thu kinh phí"]),
    ("Ủng hộ 12.500.000 đồng ngày 14.11.2023 tại xã.", ["Ủng hộ 12.500.000 đồng ngày 14.11.2023 tại xã."]),
    # a year and a word of two letters are none of them
    ("Đơn vị thành lập năm 2009. Năm 2010 có 64 đoàn viên.", ["Đơn vị thành lập năm 2009.", "Năm 2010 có 64 đoàn viên."]),
    # the closing mark of official prose, quotation marks and brackets
    ("Hội nghị thành công tốt đẹp./. Tin: Ban biên tập", ["Hội nghị thành công tốt đẹp./.", "Tin: Ban biên tập"]),
    ("Bà nói: “Rất vui.” Mọi người vỗ tay.", ["Bà nói: “Rất vui.”", "Mọi người vỗ tay."]),
    ("Hơn 300 người dự (có khách mời). “Đó là niềm vui”.", ["Hơn 300 người dự (có khách mời).", "“Đó là niềm vui”."]),
    ("Rồi... cũng xong. vậy là hết", ["Rồi... cũng xong. vậy là hết"]),
    ("", []),
    (" \n \n", []),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == tokens


@pytest.mark.parametrize("text", ODD)
def test_the_text_of_the_doc_is_the_articles(text: str) -> None:
    doc = TOKENIZE(text)
    assert doc.text == text
    assert [text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = split_sentences(text, (Zone(kind="body", start=0, end=len(text)),))
    assert [text[s.start : s.end] for s in found] == sentences
    assert [s.index for s in found] == list(range(len(found)))


def test_no_sentence_crosses_a_zone(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article("Lễ mở lúc 8 giờ. Rất đông người.", title="Khai mạc hội thao", furniture="Trang chủ"))
    assert [(s.zone, doc.text[s.start : s.end]) for s in doc._.sentences] == [
        ("furniture", "Trang chủ"),
        ("title", "Khai mạc hội thao"),
        ("body", "Lễ mở lúc 8 giờ."),
        ("body", "Rất đông người."),
    ]


def test_spacys_sentences_are_the_same(pipeline: Pipeline) -> None:
    doc = pipeline.doc(article("Đoàn đến TP. Huế. Đ/c Hà dự.\n1. Họp\n2. Bàn", title="Một ngày"))
    assert [sentence.text.strip() for sentence in doc.sents] == [doc.text[s.start : s.end] for s in doc._.sentences]
