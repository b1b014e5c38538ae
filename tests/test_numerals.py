"""Numerals in figures and in words."""

import pytest

from extract.numerals import read_numerals

VALUES = [
    ("1.234 và 12.600.000", [1234, 12600000]),
    ("3,5; 10,5%; 92,56 %", [3.5, 10.5, 92.56]),
    ("2,1 triệu, 17 tỉ, 5.700 tỷ, 300 nghìn, 500 ngàn", [2100000, 17 * 10**9, 5700 * 10**9, 300000, 500000]),
    ("2 triệu rưỡi; 62.000 nghìn tỷ", [2500000, 62 * 10**15]),
    ("2.100 và 2,100", [2100, 2100]),
    ("2,125 tỷ", [2125000000]),
    ("820. 000 và 1 .350, hai chục, năm chục, 2 triêu", [820000, 1350, 20, 50, 2000000]),
    ("đến 2012. 120 người", [2012, 120]),
    ("hai, ba mươi, bốn mươi lăm, mười hai, chín mươi mốt", [2, 30, 45, 12, 91]),
    ("một trăm linh năm, ba trăm hai mươi, hai nghìn năm trăm", [105, 320, 2500]),
    ("Quỹ có 30.650.000đ (Ba mươi triệu sáu trăm năm mươi nghìn đồng)", [30650000, 30650000]),
    (
        "một tỷ hai trăm triệu, hai nghìn tỷ, hai nghìn năm trăm tỷ, hai triệu năm 2015",
        [1200000000, 2 * 10**12, 25 * 10**11, 2000000, 5, 2015],
    ),
    ("2026-02-01", []),
    ("mười năm", [10, 5]),
    ("ngày 20/5/2024 14:06, tháng 9/2021, 2018-2023, 0913.222.333, 32/KH-LĐLĐ, 26.7", []),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values(text: str, expected: list[float]) -> None:
    assert [numeral.value for numeral in read_numerals(text, 0, len(text))] == expected


@pytest.mark.parametrize("text", ["1" * 100_000, "1." * 50_000, "1.000." * 20_000, "hai triệu " * 10_000, "0" * 100_000])
def test_endless_numbers_are_no_numbers(text: str) -> None:
    assert all(numeral.value < 10**30 for numeral in read_numerals(text, 0, len(text)))
