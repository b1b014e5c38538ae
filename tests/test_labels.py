"""BIO: mentions written over pieces and read back."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.labels import BEGIN, INSIDE, OUTPUTS, OUTSIDE, ROLES, TYPES, from_bio, to_bio
from schemas.spans import KINDS, Span

OFFSETS = np.array([[0, 2], [3, 6], [6, 6], [7, 9], [10, 14]])
BODY = KINDS.index("organisation")


def test_a_mention_begins_and_goes_on() -> None:
    labels = to_bio([Span("organisation", 0, 9), Span("organisation", 10, 14), Span("date", 3, 6)], OFFSETS)
    assert labels[:, BODY].tolist() == [BEGIN, INSIDE, OUTSIDE, INSIDE, BEGIN]
    assert labels[:, KINDS.index("date")].tolist() == [OUTSIDE, BEGIN, OUTSIDE, OUTSIDE, OUTSIDE]


def test_of_mentions_of_one_kind_that_share_a_piece_the_longest_stays() -> None:
    labels = to_bio([Span("organisation", 0, 6), Span("organisation", 3, 14)], OFFSETS)
    assert from_bio(labels, OFFSETS) == [Span("organisation", 3, 14)]


def test_a_mention_may_begin_with_an_i() -> None:
    labels = np.zeros((len(OFFSETS), len(KINDS)), int)
    labels[1:4, BODY] = INSIDE
    assert from_bio(labels, OFFSETS) == [Span("organisation", 3, 9)]


def test_outputs_are_those_of_the_labels() -> None:
    assert 3 * len(KINDS) + len(ROLES) + len(TYPES) == OUTPUTS
    assert from_bio(np.zeros((0, len(KINDS)), int), np.zeros((0, 2), int)) == []


@st.composite
def marked(draw: st.DrawFn) -> tuple[np.ndarray, list[Span]]:
    """Pieces, some of them of no character, and mentions that end where pieces do, those of one kind apart."""
    offsets, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=20)):
        offsets.append((at + gap, at + gap + length))
        at += gap + length
    printed = [piece for piece in offsets if piece[0] < piece[1]]
    spans = []
    for kind in KINDS:
        ends = sorted(draw(st.sets(st.integers(0, len(printed)), max_size=6)))
        spans += [Span(kind, printed[a][0], printed[b - 1][1]) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    return np.array(offsets, int).reshape(-1, 2), spans


@given(marked())
def test_what_is_written_is_read_back(given: tuple[np.ndarray, list[Span]]) -> None:
    offsets, spans = given
    assert sorted(from_bio(to_bio(spans, offsets), offsets)) == sorted(spans)
