"""The lines that an HTML page shows, in order, each with its place in the tree.

A line is the text between two places where a block or a `<br>` begins or ends. What is not shown (scripts, hidden boxes, form fields) is
left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.encoding import clean
from corpus.lines import Line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "iframe",
    "object",
    "textarea",
    "button",
    "input",
    "select",
    "audio",
    "canvas",
    "math",
}
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
PICTURE = {"img", "picture", "video"}
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}(?:[:h]\d\d|[/.-]\d{4})")
CALENDAR = re.compile(r"\b(?:d|m|y|day|month|year|ngay|thang|nam)\b|-(?:d|m|y)\b", re.IGNORECASE)
"""What the parts of a day on a calendar's leaf are called."""
MOSTLY = 0.6
"""The share of a line's characters that are linked from which it is a link."""


@dataclass(slots=True, eq=False)
class Block:
    """A line of the page: its text, the element that holds it, how many of its characters are linked, and what stands right before it."""

    text: str
    element: "Element"
    linked: int
    after_break: bool
    after_picture: bool
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(0, len(self.text), self.text, True)

    @property
    def is_link(self) -> bool:
        """Whether most of it is linked."""
        return self.linked > MOSTLY * len(self.text)

    @property
    def is_prose(self) -> bool:
        """A sentence or a paragraph of its own, not a linked headline; so is a long question: a short one may be a headline."""
        asks = self.line.words >= 25 and self.line.mark is None and self.text.endswith(("?", "!"))
        return (self.line.is_prose or asks) and not self.is_link


def cut_blocks(tree: "Element") -> Iterator[Block]:
    """The lines of a parsed page."""
    from lxml import etree

    parts: list[str] = []
    linked = links = 0
    owner: list[Element] = []
    after_break = after_picture = False
    passed_over: Element | None = None

    def flush() -> Iterator[Block]:
        nonlocal linked, after_picture
        if (line := _one_line("".join(parts))) and owner:
            yield Block(line, owner[-1], linked, after_break, after_picture)
            after_picture = False
        parts.clear()
        linked = 0

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        inline = tag in INLINE
        if event == "start":
            if tag in HIDDEN or _is_hidden(element):
                walker.skip_subtree()
                passed_over = element
                continue
            if not inline:
                if parts:
                    yield from flush()
                after_break = tag == "br"
                if tag != "br":
                    owner.append(element)
            after_picture = after_picture or tag in PICTURE
            links += tag == "a"
            parts.append((" " if _stands_apart(parts, element) else "") + (element.text or ""))
            linked += len(element.text or "") if links else 0
        else:
            if element is not passed_over:
                if not inline and tag != "br":
                    if parts:
                        yield from flush()
                    owner.pop()
                    after_break = False
                links -= tag == "a"
            parts.append(element.tail or "")
            linked += len(element.tail or "") if links else 0
    yield from flush()


def _one_line(text: str) -> str:
    """The text as one clean line; `clean` is for the few that need it."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return " ".join(clean(line).split())


def _stands_apart(parts: list[str], element: "Element") -> bool:
    """Whether an element that touches the one before it in the source stands apart on the screen: links of a menu, an author and a day."""
    if not parts or parts[-1] or element.tag in ("sub", "sup"):
        return False
    before, after = next((part for part in reversed(parts) if part), ""), element.text or ""
    if element.tag in ("a", "time") or not before or not after:
        return element.tag in ("a", "time")
    if before[-1].isdigit() and (CLOCK.match(after) or (after[0].isdigit() and CALENDAR.search(element.get("class") or ""))):
        return True
    return (before[-1].islower() and (after[0].isupper() or after[0].isdigit())) or (before[-1].isdigit() and after[0].isupper())


def _is_hidden(element: "Element") -> bool:
    return "hidden" in element.attrib or bool((style := element.get("style")) and NOT_SHOWN.search(style))
