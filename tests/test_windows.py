"""Windows: every piece is told once, by the window that sees most around it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.windows import merged, owners, windows


@given(st.integers(0, 300), st.integers(2, 40), st.integers(0, 20))
def test_windows_cover_the_text(pieces: int, size: int, overlap: int) -> None:
    found = windows(pieces, size, min(overlap, size - 1))
    assert {piece for start, end in found for piece in range(start, end)} == set(range(pieces))
    assert all(end - start == min(size, pieces) for start, end in found)
    assert found == sorted(set(found))


@given(st.integers(1, 300), st.integers(8, 40))
def test_a_piece_is_told_with_half_the_overlap_on_either_side(pieces: int, size: int) -> None:
    overlap = size // 4
    found = windows(pieces, size, overlap)
    for piece, owner in enumerate(owners(pieces, found).tolist()):
        start, end = found[owner]
        assert start == 0 or piece - start >= overlap // 2
        assert end == pieces or end - 1 - piece >= overlap // 2 - 1


def test_what_looks_less_far_than_half_the_overlap_sees_no_seam() -> None:
    text = np.random.default_rng(0).integers(0, 9, 200)

    def around(read: np.ndarray) -> np.ndarray:
        """The sums of three neighbours on either side."""
        return np.convolve(read, np.ones(7), "same")[:, None]

    found = windows(len(text), 40, 10)
    assert np.array_equal(merged([around(text[start:end]) for start, end in found], found), around(text))
