"""An article's text with the evidence of facts marked in it.

Pieces of evidence overlap as they like ("Bằng khen cho 29 tập thể" holds "29 tập thể", and may begin in another's middle), elements
of a page may not. So the text is cut at every boundary, and each piece is wrapped in a mark per fact that it proves, that of the
longest range outermost. A fact has as many marks as pieces; the first carries its anchor.
"""

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from browse.facts import Fact


@dataclass(frozen=True)
class Mark:
    """That a piece of text proves a fact."""

    fact: Fact
    first: bool
    """Is it the first piece that does so?"""


@dataclass(frozen=True)
class Piece:
    """Text without a boundary inside, and its marks, the outermost first."""

    text: str
    marks: list[Mark]


@dataclass(frozen=True)
class Line:
    """A line of the text in a zone of this kind (title, body, caption, furniture)."""

    kind: str
    text: str
    pieces: list[Piece]


def marked(text: str, zones: str, facts: Iterable[Fact]) -> list[Line]:
    """Every line of a text that is not blank, without the blanks at its ends; `zones` as the column of `articles` holds them."""
    cuts, proved = _cuts(facts)
    anchored: set[Fact] = set()
    lines = []
    for kind, start, end in _lines(text, json.loads(zones)):
        edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        pieces = []
        for first, last in pairwise(edges):
            known = proved[bisect_right(cuts, first)]
            pieces.append(Piece(text[first:last], [Mark(fact, fact not in anchored) for fact in known]))
            anchored.update(known)
        lines.append(Line(kind, text[start:end], pieces))
    return lines


def _cuts(facts: Iterable[Fact]) -> tuple[list[int], list[list[Fact]]]:
    """Every boundary of the evidence, in order; and what is proved before the first and behind each, that of the longest range first."""
    ranges = sorted(
        ((start, end, fact) for fact in facts for start, end in fact.evidence if start < end),
        key=lambda found: (found[0] - found[1], found[2].event, found[2].number),
    )
    begun: defaultdict[int, set[int]] = defaultdict(set)
    ended: defaultdict[int, set[int]] = defaultdict(set)
    for rank, (start, end, _) in enumerate(ranges):
        begun[start].add(rank)
        ended[end].add(rank)
    cuts = sorted({*begun, *ended})
    proved: list[list[Fact]] = [[]]
    within: set[int] = set()
    for cut in cuts:
        within = within - ended[cut] | begun[cut]
        # Two ranges of one fact may overlap too: it has one mark.
        proved.append(list(dict.fromkeys(ranges[rank][2] for rank in sorted(within))))
    return cuts, proved


def _lines(text: str, zones: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """(kind of zone, start, end) of every line that is not blank."""
    for kind, at, zone_end in zones:
        for line in text[at:zone_end].splitlines(keepends=True):
            if line.strip():
                yield kind, at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            at += len(line)
