"""MinHash: a few numbers by which copies of a text find each other in an index (Broder 1997, "On the resemblance and containment of
documents"; bands as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).

Two texts have one of the numbers in common with a probability of 1 - (1 - s³)⁶, where s is the part of their shingles that they share:
0.99 for 0.8, 0.92 for 0.7, 0.05 for 0.2. Shingles without a mark (a figure, a name) are left out, so that reports made of one
template do not all meet in the same place of the index: what has to agree in copies is what is looked for. Written here, in
numpy: `datasketch` does the same, takes more than twice as long for it, and brings scipy.
"""

import hashlib
from itertools import chain
from zlib import crc32

import numpy as np

from corpus.reprints import LEAST, Body

BANDS = 6
ROWS = 3
SHINGLE = 5
"""Words; a Vietnamese word is mostly two of them."""
FEW = 12
"""Marked shingles, of which there must be more, or all shingles count."""


def _numbers(what: str, count: int) -> np.ndarray:
    """So many odd numbers of 64 bits that look random, the same for ever: those of numpy change with its versions."""
    return np.frombuffer(hashlib.shake_256(what.encode()).digest(8 * count), "<u8").astype(np.uint64) | np.uint64(1)


_POWERS = _numbers("powers", SHINGLE)
_FACTORS = _numbers("factors", BANDS * ROWS)
_TERMS = _numbers("terms", BANDS * ROWS)
_PLACES = _numbers("places", BANDS)


def bands(body: Body) -> tuple[int, ...]:
    """Six numbers of 32 bits, signed; none of a text that is too short to have copies."""
    if len(body.words) < LEAST:
        return ()
    words = np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in body.words), np.uint64, len(body.words))
    marked = np.fromiter(chain.from_iterable(sentence.marked for sentence in body.sentences), bool, len(words))
    windows = np.lib.stride_tricks.sliding_window_view
    shingles = (windows(words, SHINGLE) * _POWERS).sum(axis=1, dtype=np.uint64)
    kept = windows(marked, SHINGLE).any(axis=1)
    shingles = _mixed(shingles[kept] if kept.sum() > FEW else shingles)
    least = _mixed(shingles * _FACTORS[:, None] + _TERMS[:, None]).min(axis=1).reshape(BANDS, ROWS)
    keys = _mixed((least * _FACTORS[:ROWS]).sum(axis=1, dtype=np.uint64) + _PLACES)
    return tuple(int(key) for key in (keys >> np.uint64(32)).astype(np.uint32).view(np.int32))


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Every bit of a number changes with every other (the last steps of MurmurHash3); numpy drops what goes beyond 64 bits."""
    for _ in range(2):
        numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return numbers ^ (numbers >> np.uint64(33))
