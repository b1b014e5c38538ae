"""Which lines of an HTML page are its article.

Told by what holds them: the box with the most sentences, those straight in it counting most (the idea of Arc90's Readability), below the
title if it can be; boxes that are called or marked as menu, sidebar, comments or footer have no say (`corpus/data/boxes.tsv`), unless the
page is in them. The lead stands between title and box, boxes that are like it go on with the article; inside it, lists of links, boxes
under a heading such as "Xem thêm" and all below "Ý kiến bạn đọc" are none of it.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from corpus.blocks import Block
from corpus.lexicon import fold, phrases
from corpus.lines import SENTENCE_END, is_byline, writer
from corpus.publication_lines import is_masthead, timed_day

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEAST_WORDS = 20
"""Words of sentences below which a page has no article."""
BESIDE = {"nav", "aside", "footer", "menu", "marquee", "dialog"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = {"p", "li", "blockquote", "dd", "dt", "pre", "ul", "ol", "dl", "center", *HEADINGS}
"""Elements that hold a paragraph or a list, not an article."""
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NEAR = 12
"""Lines above the article among which the title is looked for where the page does not say it, and below it the author."""
FLOW_SHARE = 0.5
MAX_TITLE = 40
MAX_CAPTION = 60
"""Words of the longest caption."""
FREE_SHARE = 0.15
"""Of the words of sentences, as many must stand outside boxes that are called menu, sidebar and so on; else names mean nothing here."""
FOOT_SHARE = 0.3
"""Of the article's words of sentences, as many may stand below a heading that ends it: teasers, comments."""


@dataclass(frozen=True, slots=True)
class Content:
    """Numbers of lines: the article's own, its pictures' captions, the title; those around it that may name the author, those in boxes
    that are called menu, sidebar, comments and so on.
    """

    own: frozenset[int]
    captions: frozenset[int]
    title: int | None
    around: frozenset[int]
    beside: frozenset[int]


def find_content(blocks: list[Block], title: str | None, shown: bool = False) -> Content | None:
    """The article among the lines of a page; None where there is none.

    `title` is what the record or the page's head calls it; where that is only a guess (`<title>`), one that the page shows (`shown`) takes
    its place.
    """
    for named, lenient in ((True, False), (False, False), (False, True)):
        page = _Page(blocks, named, lenient)
        if page.free >= LEAST_WORDS and (not named or page.free >= FREE_SHARE * page.total) and (content := page.content(title, shown)):
            return content
    return None


class _Page:
    """The lines of a page, by the boxes that hold them; `named`: what boxes are called counts, `lenient`: any long line is a sentence."""

    def __init__(self, blocks: list[Block], named: bool, lenient: bool) -> None:
        self.blocks = blocks
        self.named = named
        self.chains = [[block.element, *block.element.iterancestors()] for block in blocks]
        self.prose = [block.line.words if block.is_prose or (lenient and _is_long(block)) else 0 for block in blocks]
        self.total = sum(self.prose)
        self.mass: Counter[Element] = Counter()
        for chain, words in zip(self.chains, self.prose, strict=True):
            for element in chain if words else ():
                self.mass[element] += words
        self.headed = {element for chain in self.chains if chain[0].tag == "h1" for element in chain}
        self._beside: dict[tuple[Element, Element | None], bool] = {}
        self.free = sum(words for index, words in enumerate(self.prose) if words and not self.is_beside(index))

    def content(self, title: str | None, shown: bool) -> Content | None:
        """The article, by the box that holds most of it."""
        titles = self.titles(title)
        box = self.main_box(titles)
        if box is None:
            return None
        inside = self.inside(box)
        first = next((index for index in inside if self.prose[index]), None)
        if first is None:
            return None
        heading = self.heading(titles, first, shown or not title)
        inside = sorted({*inside, *self.flow(box, heading)})
        # Between the article's sentences only links and other boxes are not its own: a list of results is as much lost as a paragraph.
        inside = sorted({*inside, *range(first, max(index for index in inside if self.prose[index]))})
        start = first if heading is None else min(first, heading + 1)
        own = {index for index in self.without_foot([index for index in inside if index >= start]) if self.is_own(index, box)}
        own |= {index for index in range(start, first) if self.prose[index] and not self.is_beside(index)}
        own -= {heading}
        if sum(len(self.blocks[index].text.split()) for index in own) < LEAST_WORDS:
            return None
        last = max(own)
        captions = {index for index in range(start, min(last + 4, len(self.blocks))) if index != heading and self.is_caption(index, own)}
        around = {index for index in range(start, min(last + NEAR, len(self.blocks))) if self.may_name_author(index, last)}
        if not own - captions:
            return None
        beside = frozenset(index for index in range(len(self.blocks)) if self.is_beside(index))
        return Content(frozenset(own - captions), frozenset(captions), heading, frozenset(around - own - captions), beside)

    def is_beside(self, index: int, within: "Element | None" = None) -> bool:
        """Whether a line stands in a box that is not the article's; `within`: a box inside that one."""
        for element in self.chains[index]:
            if element is within:
                return False
            if self._names_beside(element, within):
                return True
        return False

    def _names_beside(self, element: "Element", within: "Element | None") -> bool:
        known = self._beside.get((element, within))
        if known is None:
            share = self.mass[element] / max(1, self.total if within is None else self.mass[within])
            kinds = {"side"} if element.tag in BESIDE else box_kinds(element) if self.named else frozenset()
            known = element.tag not in ("body", "html") and element not in self.headed
            known = known and not (element.tag in PARAGRAPHS and self.mass[element])
            known = known and (("foot" in kinds and share <= 0.8) or ("side" in kinds and share <= 0.5))
            self._beside[element, within] = known
        return known

    def titles(self, title: str | None) -> list[int]:
        """The lines that show the title: equal to it, else begun by it or beginning it; else headings of the first rank."""
        wanted = fold(title or "")
        shown = [(index, block.line.folded) for index, block in enumerate(self.blocks)]
        equal = [index for index, text in shown if text == wanted]
        # `<title>` may add the site's name to the headline, or cut the headline short.
        longer = equal or [index for index, text in shown if wanted and text.startswith(wanted) and len(text) < 2 * len(wanted)]
        begun = longer or [index for index, text in shown if len(text.split()) >= 4 and wanted.startswith(text)]
        free = [index for index in begun if not self.is_beside(index) and not self.blocks[index].is_link] or begun
        return free or [
            index
            for index, block in enumerate(self.blocks)
            if block.element.tag == "h1" and block.line.words >= 4 and not is_masthead(block.text)
        ]

    def main_box(self, titles: list[int]) -> "Element | None":
        """The box with the most sentences straight in it."""
        held = Counter(block.element for block in self.blocks)
        score: defaultdict[Element, float] = defaultdict(float)
        begins: dict[Element, int] = {}
        for index, words in enumerate(self.prose):
            if not words or self.is_beside(index):
                continue
            chain = self.chains[index]
            boxes = [element for element in chain if element.tag not in PARAGRAPHS]
            # Lines cut by `<br>` stand straight in their box, a line alone in a box is a paragraph of the one around it.
            shares = (1, 1 / 2, 1 / 3) if chain[0] in boxes and held[chain[0]] == 1 else (1, 1 / 2, 1 / 4)
            if chain[0] in boxes and held[chain[0]] == 1:
                score[boxes[0]] += words / 2
                begins.setdefault(boxes.pop(0), index)
            for element, share in zip(boxes, shares, strict=False):
                score[element] += words * share
                begins.setdefault(element, index)
        prose_before = [0]
        for index, words in enumerate(self.prose):
            prose_before.append(prose_before[-1] + bool(words and not self.is_beside(index)))

        def weight(element: "Element") -> float:
            weight = score[element]
            if "text" in box_kinds(element) or element.tag in ("article", "main") or element.get("itemprop") == "articleBody":
                weight *= 1.25
            first = begins[element]
            between = [prose_before[first] - prose_before[index] for index in titles if index <= first]
            return weight if not titles or (between and min(between) <= 2) else weight / 2

        # Of equals the innermost.
        depth = {element: sum(1 for _ in element.iterancestors()) for element in score}
        return max(score, key=lambda element: (weight(element), depth[element], -begins[element]), default=None)

    def inside(self, box: "Element") -> list[int]:
        """The lines in the box, and in the boxes that go on with it: called like it, in a box called the same, with sentences."""
        lines = {index for index, chain in enumerate(self.chains) if box in chain}
        if box.get("class"):
            form = _form(box)
            alike = {
                element
                for index, words in enumerate(self.prose)
                if words and index not in lines and not self.is_beside(index)
                for element in self.chains[index]
                if element.tag == box.tag and _form(element) == form
            }
            going_on = {element for element in alike if not self._is_list(element)}
            lines |= {index for index, chain in enumerate(self.chains) if not going_on.isdisjoint(chain)}
        return sorted(lines)

    def flow(self, box: "Element", heading: int | None) -> list[int]:
        """The lines below the title, in the box that holds it and the main box, down to where other things begin."""
        around = (
            next((element for element in self.chains[heading] if element in self.chains_of(box)), None) if heading is not None else None
        )
        if heading is None or around is None:
            return []
        lines: list[int] = []
        for index in range(heading + 1, len(self.blocks)):
            chain = self.chains[index]
            if around not in chain:
                break
            if box in chain:
                continue
            part = chain[chain.index(around) - 1]
            if self._heads_foot(index) or (self.is_beside(index) and self.prose[index]) or (self.mass[part] and self._is_list(part)):
                break
            if self.prose[index]:
                if self._is_teaser(index):
                    break
                lines.append(index)
        words = sum(self.prose[index] for index in lines)
        return lines if words > FLOW_SHARE * self.mass[box] else []

    def _is_teaser(self, index: int) -> bool:
        """Whether a sentence stands alone in a box below a line that is none."""
        box = next(element for element in self.chains[index] if element.tag not in PARAGRAPHS)
        held = [number for number in range(max(0, index - 3), min(index + 4, len(self.blocks))) if box in self.chains[number]]
        return len(held) > 1 and held[0] != index and sum(1 for number in held if self.prose[number]) == 1

    def chains_of(self, box: "Element") -> set["Element"]:
        return {box, *box.iterancestors()}

    def _is_list(self, element: "Element") -> bool:
        """Whether a box holds other articles: linked headings, or a heading for nearly every sentence."""
        held = [self.blocks[index] for index, chain in enumerate(self.chains) if element in chain]
        if self._heads_foot(self.blocks.index(held[0])):
            return True
        headings = [block for block in held if block.element.tag in HEADINGS]
        sentences = sum(1 for block in held if block.is_prose)
        linked = sum(block.linked for block in held) > 0.4 * sum(len(block.text) for block in held)
        return linked or any(block.is_link for block in headings) or (len(headings) > 1 and len(headings) >= 0.8 * sentences)

    def heading(self, titles: list[int], first: int, guess: bool) -> int | None:
        """The title's line: the last of those that show it above the first sentence, else the line that looks most like one.

        Without a `guess` only a heading does.
        """
        if above := [index for index in titles if index <= first]:
            return above[-1]
        near = {index: _rank(self.blocks[index]) for index in range(max(0, first - NEAR), first) if self._may_be_title(index)}
        days = [index for index in range(max(0, first - NEAR), first) if self.blocks[index].line.mark == "publication"]
        ranked = [
            (rank > 1, self._shared(index, first), rank, bool(days) and index < days[-1], index)
            for index, rank in near.items()
            if guess or rank > 1
        ]
        return max(ranked)[-1] if ranked else None

    def _shared(self, one: int, other: int) -> int:
        """How deep the innermost box lies that holds two lines."""
        chain = self.chains[other]
        return next((len(chain) - depth for depth, element in enumerate(chain) if element in self.chains[one]), 0)

    def _may_be_title(self, index: int) -> bool:
        block = self.blocks[index]
        line = block.line
        return (
            line.mark is None
            and (not block.is_link or _rank(block) > 1)
            and 4 <= line.words < MAX_TITLE
            and not line.is_prose
            and not is_masthead(block.text)
            and writer(block.text) is None
            and timed_day(block.text) is None
            and not self.is_beside(index)
        )

    def without_foot(self, inside: list[int]) -> list[int]:
        """The lines down to a heading that ends the article: below it are few sentences, above it many."""
        total = sum(self.prose[index] for index in inside)
        seen = 0
        for place, index in enumerate(inside):
            seen += self.prose[index]
            if seen >= (1 - FOOT_SHARE) * total and self._heads_foot(index):
                return inside[:place]
        return inside

    def _heads_foot(self, index: int) -> bool:
        block = self.blocks[index]
        if block.is_link:
            return False
        after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return block.line.mark in ("related", "comment") or (heads_list(block.text) and (after is None or not after.is_prose))

    def is_own(self, index: int, box: "Element") -> bool:
        """Whether a line in the main box is the article's."""
        return not self.blocks[index].is_link and not self.is_beside(index, within=box) and not self._in_list_box(index, box)

    def _in_list_box(self, index: int, box: "Element") -> bool:
        """Whether the line stands in a box within the article whose first line heads a list of others."""
        for element in self.chains[index]:
            if element is box or element.tag in ("body", "html"):
                return False
            if element.tag in PARAGRAPHS - {"ul", "ol"}:
                continue
            start = index
            while start and element in self.chains[start - 1]:
                start -= 1
            if self.mass[element] <= 0.3 * self.mass[box] and self._heads_foot(start):
                return True
        return False

    def is_caption(self, index: int, own: set[int]) -> bool:
        """A figure's caption, by its tag, by what a box around it is called, or by standing below a picture in small or slanted letters."""
        block = self.blocks[index]
        if block.line.mark == "publication":
            return False
        for element in (*_wrappers(block), *self.chains[index][:3]):
            if element.tag in ("body", "article", "main", "section"):
                break
            if self.mass[element] <= MAX_CAPTION and (element.tag in ("figcaption", "figure") or "caption" in box_kinds(element)):
                return True
        if index not in own or not block.after_picture or block.line.words > MAX_CAPTION:
            return False
        cell = next((element for element in self.chains[index] if element.tag == "table"), None)
        if cell is not None and not self.mass[cell] and sum(cell in chain for chain in self.chains) <= 3:
            return True
        around = (*_wrappers(block), block.element)
        if block.after_break or any(_is_set_off(element) for element in around):
            return True
        heads = block.element.tag in HEADINGS or any(_is_strong(element) for element in around)
        return not heads and 4 <= block.line.words <= MAX_TITLE and not SENTENCE_END.search(block.text)

    def may_name_author(self, index: int, last: int) -> bool:
        """Whether a line outside the article may be its byline."""
        block = self.blocks[index]
        if self.is_beside(index) or block.line.words > 14:
            return False
        if index < last:
            return block.line.mark == "byline"
        # A name above a sentence is that of a reader who comments.
        return index <= last + 2 and is_byline(block.line) and not any(after.is_prose for after in self.blocks[index + 1 : index + 2])


@lru_cache(maxsize=1 << 14)
def _kinds(name: str) -> frozenset[str]:
    words = [word.lower() for word in NAME.findall(name)]
    runs = {"".join(words[start : start + size]) for size in (1, 2, 3) for start in range(len(words) - size + 1)}
    return frozenset(kind for kind in ("foot", "side", "text", "title", "caption", "author") if runs & _names(kind))


def box_kinds(element: "Element") -> frozenset[str]:
    """What a box is called to hold: `foot`, `side`, `text`, `title`, `caption`, `author`."""
    return frozenset[str]().union(*(_kinds(name) for name in f"{element.get('class') or ''} {element.get('id') or ''}".split()))


@cache
def _names(kind: str) -> frozenset[str]:
    from schemas.lexicon import rows

    return frozenset(row["name"] for row in rows("corpus", "boxes") if row["kind"] == kind)


@lru_cache(maxsize=1 << 12)
def heads_list(text: str) -> bool:
    """Whether a line heads a list of other articles: what they are and which, in few words (`Bài cùng mạch đề tài`)."""
    folded = fold(text)
    if len(folded.split()) > 8 or re.search(r"[.!?]$|\d{3}", folded):
        return False
    return any(re.search(rf"\b{what}\b", folded) for what in phrases("furniture", "listed")) and any(
        re.search(rf"\b{which}\b", folded) for which in phrases("furniture", "which")
    )


def _form(element: "Element") -> tuple[str | None, ...]:
    parent = element.getparent()
    return (
        str(element.tag),
        element.get("class"),
        str(parent.tag) if parent is not None else None,
        parent.get("class") if parent is not None else None,
    )


def _wrappers(block: Block) -> list["Element"]:
    """The inline elements that hold the whole line, one within the other."""
    found: list[Element] = []
    element = block.element
    while not (element.text or "").strip():
        shown = [child for child in element if isinstance(child.tag, str) and child.tag not in ("br", "img")]
        if len(shown) != 1 or (shown[0].tail or "").strip():
            break
        element = shown[0]
        found.append(element)
    return found


def _is_long(block: Block) -> bool:
    return block.line.words >= 8 and block.line.mark is None and not block.is_link


SET_OFF = re.compile(
    r"text-align\s*:\s*center|font-style\s*:\s*italic|font-size\s*:\s*(?:small|smaller|1[0-2]p[tx]|[89]p[tx])", re.IGNORECASE
)


def _is_set_off(element: "Element") -> bool:
    """Slanted, small or in the middle: how captions are set."""
    return (
        element.tag in ("em", "i", "small", "center")
        or (element.get("align") or "").lower() == "center"
        or bool(SET_OFF.search(element.get("style") or ""))
    )


def _rank(block: Block) -> int:
    """How much a line looks like a title: a heading, called one, or in strong or large letters."""
    if block.element.tag in ("h1", "h2"):
        return 3
    if block.element.tag in HEADINGS or "title" in box_kinds(block.element):
        return 2
    return int(any(_is_strong(element) for element in (block.element, *_wrappers(block))))


STRONG = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font(?:-size)?\s*:\s*(?:bold|large|x-large|1[5-9]p|[23]\dp)", re.IGNORECASE)


def _is_strong(element: "Element") -> bool:
    return (
        element.tag in ("b", "strong", "big")
        or element.get("size", "").lstrip("+") in ("4", "5", "6")
        or bool(STRONG.search(element.get("style") or ""))
    )
