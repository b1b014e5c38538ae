"""Tokens: the same as underthesea's `regex_tokenize` cuts."""

import random

import pytest
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

from models.tokens import TOKEN

EXAMPLES = [
    ("Trao 25 suất quà, trị giá 12.500.000đ", ["Trao", "25", "suất", "quà", ",", "trị", "giá", "12.500.000", "đ"]),
    ("14/11/2023, 14.11.2023, 20-7, 08:30:00", ["14/11/2023", ",", "14.11.2023", ",", "20-7", ",", "08:30:00"]),
    ("ngày7/10/2019", ["ngày7", "/", "10/2019"]),
    ("TP.HCM, TP. Vinh, Tp. Vinh, PGS.TS.", ["TP.HCM", ",", "TP.", "Vinh", ",", "Tp.", "Vinh", ",", "PGS.TS."]),
    ("ở TP.", ["ở", "TP", "."]),
    ("Th.S Lò, This, Th s", ["Th.S", "Lò", ",", "This", ",", "Th s"]),
    ("H'Mông, H&M, Ê-đê, e-mail", ["H'Mông", ",", "H&M", ",", "Ê-đê", ",", "e-mail"]),
    ("152/NĐ-CP; 43H-0530; 4K", ["152", "/", "NĐ-CP", ";", "43H-0530", ";", "4K"]),
    ("(xem congdoan.example/a_b(1).)", ["(", "xem", "congdoan.example/a_b(1)", ".", ")"]),
    ("a@b.vn hoặc 024-3941-2345", ["a@b.vn", "hoặc", "024-3941-2345"]),
    ("v.v... => -- 3x4 20°C :)) 50%", ["v.v...", "=>", "--", "3x4", "20", "°C", ":))", "50", "%"]),
]

PIECES = [
    *"abTĐỦh.SsxvV0159-_/:.,;()[]{}<>=+*&'’@%#°CF$^!?“”«»… \t\u00a0\u0301ʺ♥‿½²٣🙂é",
    *("Th", "ThS", "Tp", "Mr", "v.v", "e-mail", "http://", "https:", "ftp:", "www.", "com", "vn/", "NĐ-CP", "2024", "T.Ư", ":D", "<3"),
    *("==>", "->", "H'", "@thu.vn", "việc", "Đồng", "한국", "((", "))"),
]


@pytest.mark.parametrize(("line", "expected"), EXAMPLES)
def test_a_line_is_cut_into_tokens(line: str, expected: list[str]) -> None:
    assert TOKEN.findall(line) == expected == [token[0] for token in patterns.finditer(line)]


def test_tokens_are_those_of_underthesea_on_any_mixture_of_signs() -> None:
    dice = random.Random(2)
    for _ in range(20_000):
        line = "".join(dice.choices(PIECES, k=dice.randint(1, 14)))
        assert [token.span() for token in TOKEN.finditer(line)] == [token.span() for token in patterns.finditer(line)], line


def test_an_endless_address_takes_no_endless_time() -> None:
    assert TOKEN.match("http://" + "," * 5000)[0] == "http"
