"""An article's text with the evidence of facts marked in it.

Pieces of evidence overlap as they like ("Bằng khen cho 29 tập thể" holds "29 tập thể", and may begin in another's middle), elements
of a page may not. So the text is cut at every boundary, and each piece is wrapped in a mark per fact that it proves, that of the
longest range outermost. A fact has as many marks as pieces; the first carries its anchor.
"""

import json
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
    ranges = sorted(
        ((start, end, fact) for fact in facts for start, end in fact.evidence),
        key=lambda found: (found[0] - found[1], found[2].event, found[2].number),
    )
    anchored: set[Fact] = set()
    lines = []
    for kind, start, end in _lines(text, json.loads(zones)):
        inside = [found for found in ranges if found[0] < end and start < found[1]]
        cuts = sorted({start, end, *(cut for found in inside for cut in found[:2] if start < cut < end)})
        pieces = []
        for first, last in pairwise(cuts):
            # Two ranges of one fact may overlap too: it has one mark.
            proved = list(dict.fromkeys(fact for begin, stop, fact in inside if begin <= first and last <= stop))
            pieces.append(Piece(text[first:last], [Mark(fact, fact not in anchored) for fact in proved]))
            anchored.update(proved)
        lines.append(Line(kind, text[start:end], pieces))
    return lines


def _lines(text: str, zones: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """(kind of zone, start, end) of every line that is not blank."""
    for kind, at, zone_end in zones:
        for line in text[at:zone_end].splitlines(keepends=True):
            if line.strip():
                yield kind, at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            at += len(line)
