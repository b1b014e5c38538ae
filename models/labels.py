"""Labels: what the tagger's network says of each piece of a text, and how mentions are written in it and read out of it.

A mention is written piece by piece as BIO (Ramshaw, Marcus 1995): B where it begins, I where it goes on, O outside. Each kind of
mention has its own three labels, so that mentions of different kinds may lie within each other; those of one kind may not.

>>> offsets = np.array([[0, 2], [3, 6], [7, 9], [10, 14]])
>>> labels = to_bio([Span("organisation", 0, 6), Span("organisation", 7, 9)], offsets)
>>> labels[:, KINDS.index("organisation")].tolist()
[1, 2, 1, 0]
>>> [(span.start, span.end) for span in from_bio(labels, offsets)]
[(0, 6), (7, 9)]
"""

from collections.abc import Iterable

import numpy as np

from schemas.lexicon import rows
from schemas.spans import KINDS, Span

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
ROLES = ("organiser", "target", "neither")
TYPES = tuple(row["code"] for row in rows("schemas", "event_types"))
SPAN_OUTPUTS = 3 * len(KINDS)
"""The network's outputs for a piece: three for each kind, then one for each role, then one for each event type."""
ROLE_OUTPUTS = slice(SPAN_OUTPUTS, SPAN_OUTPUTS + len(ROLES))
TYPE_OUTPUTS = slice(SPAN_OUTPUTS + len(ROLES), SPAN_OUTPUTS + len(ROLES) + len(TYPES))
OUTPUTS = SPAN_OUTPUTS + len(ROLES) + len(TYPES)


def label_set() -> dict[str, list[str]]:
    """The names of all outputs in their order, as a checkpoint keeps them."""
    return {"kinds": list(KINDS), "roles": list(ROLES), "types": list(TYPES)}


def to_bio(spans: Iterable[Span], offsets: np.ndarray) -> np.ndarray:
    """The labels [pieces, kinds] of mentions over pieces with these offsets [pieces, 2] into the text.

    A mention takes every piece that it has a character of. Of mentions of one kind that share a piece the longest stays.
    """
    labels = np.zeros((len(offsets), len(KINDS)), np.int64)
    for span in sorted(spans, key=lambda span: (span.start - span.end, span)):
        taken = pieces_of(span.start, span.end, offsets)
        kind = KINDS.index(span.kind)
        if len(taken) and not labels[taken, kind].any():
            labels[taken, kind] = INSIDE
            labels[taken[0], kind] = BEGIN
    return labels


def from_bio(labels: np.ndarray, offsets: np.ndarray) -> list[Span]:
    """The mentions that labels [pieces, kinds] say, by place: the inverse of `to_bio` for mentions that end where pieces do.

    Pieces that stand for no character are passed over; an I that follows an O begins a mention as a B does.
    """
    printed = np.flatnonzero(offsets[:, 0] < offsets[:, 1])
    found: list[Span] = []
    for kind, name in enumerate(KINDS):
        said = labels[printed, kind]
        for place in np.flatnonzero(said != OUTSIDE):
            start, end = map(int, offsets[printed[place]])
            if said[place] == INSIDE and place and said[place - 1] != OUTSIDE:
                found[-1] = found[-1]._replace(end=end)
            else:
                found.append(Span(name, start, end))
    return sorted(found, key=lambda span: (span.start, span.end, span.kind))


def pieces_of(start: int, end: int, offsets: np.ndarray) -> np.ndarray:
    """The numbers of the pieces that have a character of `[start, end)`."""
    return np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 0] < offsets[:, 1]))
