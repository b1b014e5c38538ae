"""Paragraphs whose lines were broken to fit a page or a screen, made whole again."""

import re
from collections.abc import Iterable, Iterator

FULL = 0.75
"""A line that goes on in the next fills at least so much of the width: the next word, long as it may be, did not fit."""
NARROW = 40
"""Characters: where lines are shorter they are not broken, they are verses, columns or lists."""
ITEM = re.compile(r"[-–—+*•·▪■●○✓]|(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)/](?!\d)")
ENDED = re.compile(r"[.!?:;…][\"”’»)]?$")


def unwrap(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs; blank lines end one and are dropped."""
    lines = [" ".join(line.split()) for line in lines]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraph = last = ""
    for line in lines:
        if paragraph and line and _goes_on(last, line, width):
            paragraph += f" {line}"
        else:
            if paragraph:
                yield paragraph
            paragraph = line
        last = line
    if paragraph:
        yield paragraph


def _goes_on(line: str, after: str, width: int) -> bool:
    if width < NARROW or len(line) < FULL * width or ITEM.match(after):
        return False
    return after[0].islower() or not ENDED.search(line)
