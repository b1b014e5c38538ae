"""Windows: an encoder reads some hundred pieces at once, an article may have thousands; it is read in windows that overlap.

What a window says of a piece is worth the more the more of the text around the piece it has seen. So each piece is told by the window in
which it stands farthest from an edge, where the beginning and the end of the text are no edges: nothing is to be seen behind them.

>>> windows(10, 6, 2)
[(0, 6), (4, 10)]
>>> owners(10, windows(10, 6, 2)).tolist()
[0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
"""

from collections.abc import Sequence

import numpy as np

OVERLAP = 0.25
"""Share of a window that the next one reads again: a piece is seen with at least half of that on either side."""


def windows(pieces: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """The windows `[start, end)` of so many pieces, in order; all are `size` long, unless the text is shorter. None for no pieces."""
    if pieces <= size:
        return [(0, pieces)] if pieces else []
    starts = [*range(0, pieces - size, size - overlap), pieces - size]
    return [(start, start + size) for start in starts]


def owners(pieces: int, found: Sequence[tuple[int, int]]) -> np.ndarray:
    """For each piece the number of the window that tells of it; of two in which it stands as deep the first."""
    place = np.arange(pieces)
    depth = np.stack([_depth(place, start, end, pieces) for start, end in found]) if found else np.zeros((1, 0))
    return depth.argmax(0)


def merged(outputs: Sequence[np.ndarray], found: Sequence[tuple[int, int]]) -> np.ndarray:
    """The outputs [pieces, n] of the text from those of its windows, each [size, n]; at least one window."""
    pieces = found[-1][1]
    own = owners(pieces, found)
    whole = np.empty((pieces, outputs[0].shape[1]), outputs[0].dtype)
    for number, ((start, end), of_window) in enumerate(zip(found, outputs, strict=True)):
        mine = own[start:end] == number
        whole[start:end][mine] = of_window[mine]
    return whole


def _depth(place: np.ndarray, start: int, end: int, pieces: int) -> np.ndarray:
    """How far each piece stands from the nearest edge of a window; below 0 outside it."""
    before = place - start if start else np.full(pieces, pieces)
    behind = end - 1 - place if end < pieces else np.full(pieces, pieces)
    return np.where((start <= place) & (place < end), np.minimum(before, behind), -1)
