"""Cuts a page's text into zones: title, body, caption, furniture.

Works line by line, from what a line says (lexicons `furniture.tsv`, `captions.tsv`), how it looks (length, end, capitals) and
where it stands. The **head** runs to the first sentence of prose and holds the title; the **foot** begins where related headlines,
comments or the footer do; captions and the byline are picked out between. In doubt a line is body: a furniture line read as body
costs less than a fact lost.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.lexicon import fold
from corpus.lines import LONG, Line, author, cut_lines, is_byline, is_link, run_in_title, tells_picture, writer
from corpus.publication_lines import dateline, is_masthead
from schemas.record import Zone, ZoneKind

ABOVE_TITLE = {"menu", "section", "counter", "clock"}
HEAD_FURNITURE = ABOVE_TITLE | {"tool", "publication"}
HOUSE_LINES = 5
"""Lines below the title among which the publication line may stand, the house's name before it."""
HOUSE_LINE = 8
"""Words of the longest such line."""
FOOT = {"related", "comment", "licence", "address", "counter"}


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a text, in order and without overlap, and what the title and the byline say."""

    zones: tuple[Zone, ...]
    title: str | None = None
    byline: str | None = None


def lay_out(text: str, title: str | None = None, known: Mapping[int, ZoneKind] | None = None) -> Layout:
    """The zones of `text`.

    `title` is the title where the record or the page gives it; `known` gives the kind of lines, by the offset at which they start,
    where the page's markup has settled it (menus, figure captions). Time and memory grow with the length of `text`.
    """
    lines = cut_lines(text)
    for line in lines:
        line.kind = (known or {}).get(line.start)
        line.settled = line.kind is not None
    top = _head(lines, fold(title) if title else None)
    _foot(lines, top)
    _captions(lines)
    byline = _byline(lines, top)
    for line in lines:
        line.kind = line.kind or "body"
    heading = " ".join(line.text for line in lines if line.kind == "title") or (run_in_title(lines[0].text) if lines else None)
    # A single line, or pictures alone, is all there is to read.
    for spare in ("title", "caption"):
        if not any(line.kind == "body" for line in lines):
            for line in lines:
                line.kind = "body" if line.kind == spare else line.kind
    return Layout(_zones(lines), heading, byline)


def _head(lines: list[Line], given: str | None) -> int:
    """Finds the title; above it all is furniture, between it and the lead what the lexicons know. Returns the line below the title."""
    chosen = _settled_title(lines) or _given_title(lines, given) or (None if _runs_in(lines, given) else _choose_title(lines))
    if chosen is None:
        for line in lines[: _lead(lines)]:
            if line.mark in HEAD_FURNITURE:
                line.kind = "furniture"
        return 0
    for line in lines[chosen.start : chosen.stop]:
        line.kind = "title"
    first = lines[chosen.start].folded
    for line in lines[: chosen.start]:
        if not line.is_prose or line.folded == first:
            line.kind = line.kind or ("caption" if line.mark == "credit" else "furniture")
    for index, line in enumerate(lines[chosen.stop :]):
        if line.is_prose and line.kind is None and index > 1:
            break
        if line.mark in HEAD_FURNITURE or line.folded == first:
            line.kind = line.kind or "furniture"
    _house_lines(lines[chosen.stop : chosen.stop + HOUSE_LINES])
    return chosen.stop


def _house_lines(below: list[Line]) -> None:
    """Lines of the house's name between title and publication line are furniture."""
    publication = next((index for index, line in enumerate(below) if line.mark == "publication"), 0)
    if any(is_masthead(line.text) for line in below[:publication]):
        for line in below[:publication]:
            line.kind = line.kind or ("furniture" if line.words <= HOUSE_LINE and not line.is_prose else None)


def _settled_title(lines: list[Line]) -> range | None:
    settled = [index for index, line in enumerate(lines) if line.kind == "title"]
    return range(settled[0], settled[-1] + 1) if settled else None


def _given_title(lines: list[Line], given: str | None) -> range | None:
    """The line that is the given title, in the head or right below the lead."""
    found = next((index for index, line in enumerate(lines[: _lead(lines) + 2]) if line.folded == given), None)
    return None if found is None else range(found, found + 1)


def _runs_in(lines: list[Line], given: str | None) -> bool:
    return given is not None and any(given in line.folded for line in lines[:3])


def _lead(lines: list[Line]) -> int:
    return next((index for index, line in enumerate(lines) if line.is_prose and line.kind is None), len(lines))


def _choose_title(lines: list[Line]) -> range | None:
    """Which lines are the title: in the head, below menus and counters, next to the publication line; no masthead if it can be helped."""
    lead = _lead(lines)
    head = lines[:lead]
    # Menus and counters stand above the title, unless nothing stands between them and the lead.
    tops = [index for index, line in enumerate(head) if line.mark in ABOVE_TITLE]
    candidates = [index for index, line in enumerate(head) if _may_be_title(line)]
    for top in reversed(tops):
        if below := [index for index in candidates if index > top]:
            candidates = below
            break
    candidates = [index for index in candidates if not is_masthead(head[index].text)] or candidates
    if not candidates:
        # A page may print its lead above its title.
        return range(1, 2) if lead == 0 and len(lines) > 2 and dateline(lines[0].text) and _may_be_title(lines[1]) else None
    dates = [index for index, line in enumerate(head) if line.mark == "publication"]
    above = [index for index in candidates if dates and index < dates[0]]
    first = next((index for index in reversed(above) if head[index].words <= 30), candidates[0])
    while above and first - 1 in above and not head[first].blank_before and _continues(head[first - 1], head[first]):
        first -= 1
    stop = first + 1
    while stop < lead and _may_be_title(head[stop]) and not head[stop].blank_before and _continues(head[stop - 1], head[stop]):
        stop += 1
    return range(first, stop)


def _may_be_title(line: Line) -> bool:
    return (
        line.mark is None and line.kind is None and 2 <= line.words < LONG and not (line.words > 6 and re.search(r"[^.]\.$|;$", line.text))
    )


def _continues(line: Line, after: Line) -> bool:
    """Whether a title goes on in the next line: capitals after capitals, or a small letter."""
    both_caps = line.text.isupper() and after.text.isupper() and not is_masthead(line.text)
    return both_caps or after.text[0].islower()


def _foot(lines: list[Line], top: int) -> None:
    """Related headlines, comments and the footer, with all that follows; buttons wherever they are; links inside the text."""
    after = _prose_words_after(lines)
    total, seen = after[top], 0
    index = top
    while index < len(lines):
        line = lines[index]
        if line.kind is None and line.mark in ("tool", "clock", "gallery"):
            line.kind = "furniture"
        elif line.kind is None and line.mark in FOOT:
            if _ends_article(lines, index, seen >= 0.5 * total, after[index + 1]):
                for rest in lines[index:]:
                    rest.kind = rest.kind or "furniture"
                return
            if line.mark in ("related", "comment"):
                line.kind = "furniture"
                alone = line.mark == "related" and line.words <= 6
                while index + 1 < len(lines) and is_link(lines[index + 1], alone):
                    index += 1
                    lines[index].kind = "furniture"
        elif line.kind is None and line.is_prose:
            seen += line.words
        index += 1
    # Below the last sentence: publication lines and menus.
    last = max((index for index, line in enumerate(lines) if line.is_prose and line.kind is None), default=len(lines))
    for line in lines[last + 1 :]:
        if line.kind is None and line.mark in ("publication", "menu"):
            line.kind = "furniture"


def _prose_words_after(lines: list[Line]) -> list[int]:
    """For each line, the words of prose from it to the end; one more entry, 0, for the end."""
    after = [0]
    for line in reversed(lines):
        after.append(after[-1] + (line.words if line.kind is None and line.is_prose else 0))
    return after[::-1]


def _ends_article(lines: list[Line], index: int, late: bool, left: int) -> bool:
    """Whether the article is over at a line that may head the foot.

    It is where no prose is left below. Summaries of other articles and comments are prose: then it takes a sign that the article
    has ended, a byline or the closing `./.` just above.
    """
    if left == 0 or lines[index].mark not in ("related", "comment"):
        return left == 0
    return late and any(line.text.endswith("./.") or is_byline(line) for line in lines[max(0, index - 3) : index])


def _byline(lines: list[Line], top: int) -> str | None:
    """The author: alone on a line below the text, or right under the title. Three names in a row are a list, and body."""
    free = [index for index, line in enumerate(lines) if line.kind is None]
    last = max((index for index in free if lines[index].is_prose), default=-1)
    if last < 0:
        return None
    below = [index for index in free if index > last and is_byline(lines[index])]
    listed = lines[last].text.endswith(":") or len(below) > 2
    if below and (not listed or lines[below[0]].mark == "byline"):
        return _signed(lines, [index for index in free if index >= below[0]], below[:2])
    under = lines[last + 1] if last + 1 < len(lines) else None
    if under and under.kind == "furniture" and not under.settled and is_byline(under):
        return author(under.text)
    first = next(index for index in free if lines[index].is_prose)
    for line in lines[top : max(top, first)]:
        if line.kind is None and line.mark == "byline" and line.words <= 12:
            line.kind = "furniture"
            return author(line.text)
        if line.kind == "furniture" and (name := writer(line.text)):
            return name
    return None


def _signed(lines: list[Line], rest: list[int], signatures: list[int]) -> str:
    """Settles the byline and what stands below it: the author's office, then pictures."""
    for index in rest:
        line = lines[index]
        is_office = is_masthead(line.text) and (not line.blank_before or index == signatures[-1] + 1)
        if index in signatures or is_office:
            line.kind = "furniture"
        elif line.words <= 60:
            line.kind = "caption"
    return author(lines[signatures[0]].text)


def _captions(lines: list[Line]) -> None:
    """Captions: credited, repeated, told by their first words and standing alone, or a block of their own at the foot."""
    free = [line for line in lines if line.kind is None]
    times = Counter(line.folded for line in free if line.words <= 60)
    lead = next((line for line in free if line.is_prose), None)
    after_lead = False
    for line in free:
        repeated = times[line.folded] > 1 and line.words >= 3 and not re.match(r"[-+*•\d]", line.text) and line is not lead
        credited = line.mark in ("credit", "scene") and line.words <= 70
        if repeated or credited or (after_lead and tells_picture(line)):
            line.kind = "caption"
        elif line.mark == "byline" and line.words <= 8 and line.text.lower().startswith("nguồn"):
            line.kind = "furniture"
        after_lead = after_lead or line is lead
    # A caption may come back broken over two lines.
    pairs = {f"{one.folded} {two.folded}": (one, two) for one, two in pairwise(free) if one.words + two.words <= 60}
    for line in free:
        if line.folded in pairs:
            for part in (line, *pairs[line.folded]):
                part.kind = "caption"
    _picture_block(free)


def _picture_block(free: list[Line]) -> None:
    """Where paragraphs follow each other without blank lines, a last block of short lines apart from them is captions."""
    blanks = [index for index, line in enumerate(free) if index and line.blank_before]
    if not blanks or blanks[-1] < 4:
        return
    block, body = free[blanks[-1] :], free[: blanks[-1]]
    tight = sum(1 for line in body[1:] if not line.blank_before)
    if (
        tight >= 0.6 * (len(body) - 1)
        and len(block) <= 8
        and all(line.words <= 60 and not re.match(r"[-+*•\d]", line.text) for line in block)
    ):
        for line in block:
            line.kind = line.kind or (None if is_byline(line) else "caption")


def _zones(lines: list[Line]) -> tuple[Zone, ...]:
    """Neighbouring lines of one kind make one zone."""
    runs = (list(run) for _, run in groupby(lines, key=lambda line: line.kind))
    return tuple(Zone(kind=run[0].kind or "body", start=run[0].start, end=run[-1].end) for run in runs)
