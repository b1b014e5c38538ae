"""Values as people write them: the doctests, what is forgiven, what is refused."""

import doctest
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import mark_values
from schemas.mark_values import award_text, count_text, days_text, read_awards, read_counts, read_days, read_documents

DAY = st.none() | st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10)) | st.just("2014-Q1")
WORD = st.text(st.characters(categories=["L"]), min_size=1)


def test_examples() -> None:
    assert doctest.testmod(mark_values).failed == 0


@given(DAY, DAY, st.none() | st.sampled_from(["2023", "2018/2023", "2021-01/2021-09"]))
def test_days_come_back(start: str | None, end: str | None, period: str | None) -> None:
    assert read_days(days_text(start, end, period)) == (start, end, period)


@given(st.integers(0, 10**12) | st.decimals(0, 10**6, places=2).map(float), st.none() | st.integers(0, 10**6), WORD)
def test_counts_come_back(value: float, of: int | None, unit: str) -> None:
    assert read_counts(count_text(value, of, unit)) == [{"value": value, **({} if of is None else {"of": of}), "unit": unit}]


@given(WORD, st.none() | WORD, st.none() | WORD, st.none() | st.integers(0, 10**6))
def test_awards_come_back(name: str, giver: str | None, kind: str | None, count: int | None) -> None:
    award = {"name": name, "giver": giver, "kind": kind, "count": count}
    assert read_awards(award_text(award)) == [award]


def test_documents_lose_their_white_space() -> None:
    assert read_documents("32/ KH-LĐLĐ; 4/HD") == ["32/KH-LĐLĐ", "4/HD"]


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_days, "14/11/2023"),
        (read_days, "2023-13"),
        (read_days, "2023 kỳ này"),
        (read_counts, "vài đơn vị"),
        (read_counts, "1/2/3 đơn vị"),
        (read_counts, "3.5 %"),
        (read_awards, "| LĐLĐ | tập thể | 3"),
        (read_awards, "Bằng khen | | | ba"),
        (read_awards, "Bằng khen | | | 3 | 4"),
    ],
)
def test_what_cannot_be_read_is_told_how_to_be_written(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"không đọc được .*; hãy viết như"):
        read(text)
