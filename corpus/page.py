"""An HTML page to its text, zones and metadata.

The stored text is everything that the page shows (`blocks`), in order, a line for each block. Which lines are the article is told by the
boxes that hold them (`content`); what is menu, sidebar or figure caption goes to `zones.lay_out` as settled, and the rest is told by its
rules as in plain text. Title, author and day are the page's own, shown or in its head.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.blocks import Block, cut_blocks
from corpus.content import BESIDE, Content, box_kinds, find_content, heads_list
from corpus.days import YEAR
from corpus.encoding import clean
from corpus.lexicon import fold, phrases
from corpus.lines import author
from corpus.page_days import is_change, linked_data, stated_by_markup
from corpus.publication_lines import WEEKDAY, Stage, called_above, is_masthead, names_site, publication_line
from corpus.published import find_published, heads_others, is_issue
from corpus.zones import lay_out
from schemas.record import Value, Zone, ZoneKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NO_AUTHOR = {"admin", "administrator", "quản trị", "biên tập", "website", "superuser", "super user", "editor", "user", "tags"}
SITE_BEHIND = re.compile(r"\s[-–—|»]\s(?:\w\S*(?:\s|$)){1,6}$")
MAX_AUTHOR = 60
CLOCK = re.compile(rf"\b{WEEKDAY}\b|\d:\d\d", re.IGNORECASE)
DETAILS = ("publication", "byline", "counter", "tool")
DETAIL = re.compile(r"(?:thông tin|chi tiết|giới thiệu)(?:\s(?:về\s)?(?:bài|bài viết|tin|tin bài))?$", re.IGNORECASE)
FAR_DETAILS = 12
"""Lines before and behind among which those of one box are looked for."""
MAX_HEAD = 40
"""Characters of the longest head of a column."""
NEAR_FOOT = 8
"""Lines below the article among which its author is looked for."""
HEADLINE = 4
"""Words of the shortest headline."""
TOOLS = re.compile(r"share|social|tool|print|utilit|breadcrumb|pathway|rating", re.IGNORECASE)
OWN_FOOT = re.compile(r"\b(?:post|entry|article|news|meta)-?(?:meta-?)?foot", re.IGNORECASE)
"""What the foot of an article is called, not of the page."""
NEAR_TIMES = 12
"""Elements before the title and behind the text, in their box, among which a `<time>` is looked for."""


class NoArticle(ValueError):
    """A page without an article; the message is the reason, one line of Vietnamese."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page read: its text and zones, and what it says of itself."""

    text: str
    zones: tuple[Zone, ...]
    title: str | None
    byline: str | None
    published: Value | None
    url: str | None


def read_page(html: str, title: str | None = None, published: str | None = None, url: str | None = None) -> Page:
    """Reads decoded HTML; `title`, `published` and `url` are what a record gives beside it. Raises `NoArticle`."""
    tree = _parse(html)
    if tree is None:
        raise NoArticle("trang HTML không có bài viết")
    blocks = list(cut_blocks(tree))
    address = url or _address(tree)
    articles = linked_data(tree, _headlines(tree, title, blocks), address)
    said = " ".join(clean(title).split()) if title else _meta_title(tree, articles)
    given = said or _page_title(tree)
    content = find_content(blocks, given, shown=said is None)
    if content is None:
        raise NoArticle("trang HTML không có bài viết")
    kinds = _settle(blocks, content)
    prefix = f"{given}\n\n" if given and content.title is None else ""
    text, starts = _join(blocks, prefix)
    known: dict[int, ZoneKind] = {starts[index]: kind for index, kind in kinds.items()}
    if prefix:
        known[0] = "title"
    layout = lay_out(text, known=known)
    if not any(zone.kind == "body" for zone in layout.zones):
        raise NoArticle("trang HTML không có bài viết")
    around, holders = _around(blocks, content)
    machine = stated_by_markup(tree, articles, around, holders)
    called = {starts[index]: stage for index, stage in _called(blocks, content)}
    day = find_published(text, layout.zones, given=published, machine=machine, url=address, called=called)
    byline = layout.byline or _author(tree, blocks, content, articles)
    return Page(text, layout.zones, layout.title, byline, day, address)


def _parse(html: str) -> "Element | None":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode("utf-8"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _settle(blocks: list[Block], content: Content) -> dict[int, ZoneKind]:
    """The kinds that the markup settles, by line number; the rest is for the rules of plain text."""
    kinds: dict[int, ZoneKind] = {}
    for index in range(len(blocks)):
        if index == content.title:
            kinds[index] = "title"
        elif index in content.captions:
            kinds[index] = "caption"
        elif index not in content.own and index not in content.around:
            kinds[index] = "furniture"
    return kinds


def _author(tree: "Element", blocks: list[Block], content: Content, articles: list[dict[str, Any]]) -> str | None:
    """Who wrote it, as a box between title and end of the article is called, else as the page's head says."""
    start = min(content.own) if content.title is None else content.title
    lines = blocks[start : max(content.own) + NEAR_FOOT]
    boxes = (box for block in lines for box in (block.element.getparent(), block.element, *block.element.iterdescendants()))
    holders = {box: None for box in boxes if box is not None and _is_author(box)}
    shown = (" ".join("".join(map(str, element.itertext())).split()) for element in holders)
    items = (item.get("author") for item in articles)
    people = (person for item in items for person in (item if isinstance(item, list) else [item]))
    linked = (person.get("name") if isinstance(person, dict) else person for person in people)
    meta = tree.xpath("//meta[@name='author' or @name='dc.creator' or @name='dable:author' or @property='article:author']/@content")
    for text in (*shown, *linked, *meta):
        name = author(clean(text).strip()) if isinstance(text, str) else ""
        if 2 <= len(name) <= MAX_AUTHOR and name[0].isupper() and not re.search(r"\d|[.!?:]$", name) and not _is_nobody(fold(name)):
            return name
    return None


def _is_nobody(name: str) -> bool:
    """A system's user, or what introduces an author."""
    return name in NO_AUTHOR or name in phrases("furniture", "writer") or name in phrases("furniture", "byline")


def _is_author(element: "Element") -> bool:
    return isinstance(element.tag, str) and (
        "author" in box_kinds(element) or element.get("rel") == "author" or element.get("itemprop") == "author"
    )


def _join(blocks: list[Block], prefix: str) -> tuple[str, list[int]]:
    """The stored text and the offset at which each line starts: a blank line between blocks, none at a `<br>`."""
    pieces, starts, length = [prefix], [], len(prefix)
    for index, block in enumerate(blocks):
        gap = "" if index == 0 else "\n" if block.after_break else "\n\n"
        starts.append(length + len(gap))
        pieces += [gap, block.text]
        length += len(gap) + len(block.text)
    return "".join(pieces), starts


def _address(tree: "Element") -> str | None:
    """The page's own address, unless it names the whole site, as careless systems do on every page."""
    found = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href | //meta[@property='og:url']/@content")
    return next((url.strip() for url in map(str, found) if re.match(r"https?://[^/]+/[^?#]*\w|https?://[^/]+/?\?\w", url.strip())), None)


def _headlines(tree: "Element", title: str | None, blocks: list[Block]) -> list[str]:
    """What the page may call its article: what the record, its head and its headings say, and the lines above the text."""
    shown = ["".join(map(str, heading.itertext())) for heading in tree.xpath("//h1 | //h2")]
    found = [title, _page_title(tree), *map(str, tree.xpath("//meta[@property='og:title']/@content")), *shown]
    lead = next((index for index, block in enumerate(blocks) if block.is_prose), 0)
    above = [block.text for block in blocks[:lead] if not block.is_link and block.line.words >= HEADLINE]
    return [text for text in (*found, *above) if text and text.strip() and not is_masthead(text)]


def _meta_title(tree: "Element", articles: list[dict[str, Any]]) -> str | None:
    """The headline that the page's head gives."""
    headlines = [item.get("headline") for item in articles]
    found = headlines + [str(text) for text in tree.xpath("//meta[@property='og:title']/@content")]
    return next((" ".join(clean(text).split()) for text in found if isinstance(text, str) and text.strip()), None)


def _page_title(tree: "Element") -> str | None:
    """The page's `<title>` without the site's name behind it; None where it names the site alone."""
    title = " ".join(clean("".join(map(str, tree.xpath("//head/title[1]/text()")))).split())
    if site := SITE_BEHIND.search(title):
        title = title[: site.start()]
    return None if len(title.split()) < 3 or is_masthead(title) or names_site(title) else title


def _called(blocks: list[Block], content: Content) -> Iterator[tuple[int, Stage]]:
    """What the boxes of lines call the days in them: the article's no more in other boxes, and among other articles and comments."""
    last = max((index for index in content.own if blocks[index].is_prose), default=max(content.own))
    others = _others(blocks, last)
    first = min((index for index in content.own if blocks[index].is_prose), default=last)
    for index, block in enumerate(blocks):
        if index in others:
            yield index, "other"
        elif index in content.beside:
            at_title = content.title is not None and content.title - 2 <= index < first and _is_of_tools(block.element)
            if not (at_title or _is_articles_foot(block.element) or _is_of_details(blocks, index)):
                yield index, "other"
        elif YEAR.search(block.text) and (head := _column_head(block.element)):
            yield index, "clock" if head == "other" else head
        elif block.line.mark == "publication" and _is_clock(blocks, index, content.title, last) and not _is_labelled(blocks, index):
            yield index, "clock"
        elif block.line.mark == "publication" and is_change(block.element):
            yield index, "change"


def _is_of_details(blocks: list[Block], index: int) -> bool:
    """Whether a line beside the text calls its day that of publication in a box of nothing but such details of the article."""
    block = blocks[index]
    if not YEAR.search(block.text) or any("foot" in box_kinds(element) for element in _chain(block)):
        return False
    label = called_above(blocks[index - 1].text) if index else None
    stated = publication_line(block.text)
    if not stated or (label if stated.stage == "plain" else stated.stage) not in ("posted", "approved", "written"):
        return False
    near = blocks[max(0, index - FAR_DETAILS) : index + FAR_DETAILS + 1]
    for around in block.element.iterancestors():
        held = [other for other in near if other is not block and around in _chain(other)]
        if held:
            return around.tag not in ("body", "html") and all(_is_detail(other) for other in held)
    return False


def _is_detail(block: Block) -> bool:
    """Whether a line tells something of the article, or heads what does: `Tác giả: Lê Hoa`, `Thông tin bài viết`."""
    if block.is_prose or block.text.endswith((".", "!", "?")) or heads_others(block.line):
        return False
    return block.line.mark in DETAILS or ":" in block.text or bool(DETAIL.match(block.text))


def _column_head(element: "Element") -> Stage | None:
    """What the head of a table's column calls the day in a cell of a row below."""
    cell = next((around for around in (element, *element.iterancestors()) if around.tag in ("td", "th")), None)
    row = cell.getparent() if cell is not None else None
    table = next((around for around in row.iterancestors() if around.tag == "table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return None
    first = next(table.iter("tr"), None)
    if first is None or first is row or len(first) != len(row):
        return None
    heads = [" ".join("".join(map(str, head.itertext())).split()) for head in first]
    named = [called_above(clean(head)) if len(head) <= MAX_HEAD else None for head in heads]
    return named[row.index(cell)] if not any(re.search(r"\d", head) for head in heads) and len(heads) > 2 else None


def _others(blocks: list[Block], last: int) -> set[int]:
    """The lines below the text in one part of the page with the headline of another article, or with what heads such or comments."""
    text = {blocks[last].element, *blocks[last].element.iterancestors()}
    below = blocks[last + 1 :]
    parts = [block.element for block in blocks[: last + 1]]
    parts += [next((around for around in _chain(block) if around.getparent() in text), block.element) for block in below]
    other: set[Element] = set()
    lines: set[int] = set()
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        heads = heads_others(block.line) or heads_list(block.text)
        if parts[index] in text:  # straight in the box of the text
            lines |= {index + 1, index + 2} if heads or _is_headline(block) else set()
        elif heads or _is_headline(block):
            other.add(parts[index])
            other |= _headed(parts, index) if heads else set()
    return lines | {index for index in range(last + 1, len(blocks)) if parts[index] in other}


def _headed(parts: list["Element"], index: int) -> set["Element"]:
    """The parts below one that is nothing but their heading: that behind it, and those like that; in a row or not."""
    if sum(part is parts[index] for part in parts) > 1:
        return set()
    behind = [part for part in parts[index].itersiblings() if isinstance(part.tag, str)]
    return {part for part in behind if (part.tag, part.get("class")) == (behind[0].tag, behind[0].get("class"))}


def _chain(block: Block) -> list["Element"]:
    return [block.element, *block.element.iterancestors()]


def _is_labelled(blocks: list[Block], index: int) -> bool:
    """Whether the line above calls the day in a line, or one beside it numbers an issue."""
    return bool(index and called_above(blocks[index - 1].text)) or is_issue([block.line for block in blocks[max(0, index - 1) : index + 2]])


def _is_clock(blocks: list[Block], index: int, title: int | None, last: int) -> bool:
    """Whether a bare day stands in the page's own boxes: a weekday or an hour above the title, any day below the box of the text."""
    block, page = blocks[index], _chain(blocks[0]) if index else _chain(blocks[0])[-2:]
    if title is not None and index < title:
        return _common(block, blocks[title]) in page and bool(CLOCK.search(block.text))
    common = _common(block, blocks[last]) if index > last else None
    return common is not None and common in page and common is not blocks[last].element.getparent()


def _common(one: Block, other: Block) -> "Element":
    """The innermost box that holds both."""
    held = {other.element, *other.element.iterancestors()}
    return next(element for element in (one.element, *one.element.iterancestors()) if element in held)


def _is_headline(block: Block) -> bool:
    return (
        block.is_link
        and block.line.mark is None
        and block.line.words >= HEADLINE
        and not block.line.folded.startswith(phrases("furniture", "tool"))
    )


def _is_of_tools(element: "Element") -> bool:
    """Whether a line stands among buttons and the like, which pages set beside the day at the title."""
    return any(TOOLS.search(f"{around.get('class') or ''} {around.get('id') or ''}") for around in (element, *element.iterancestors()))


def _is_articles_foot(element: "Element") -> bool:
    """Whether a line stands in the foot of an article, as WordPress sets its publication line."""
    if any(OWN_FOOT.search(around.get("class") or "") for around in (element, *element.iterancestors())):
        return True
    box = next((around for around in (element, *element.iterancestors()) if around.tag in ("footer", "article", "aside", "nav")), None)
    return box is not None and box.tag == "footer" and any(around.tag == "article" for around in box.iterancestors()) and not box_kinds(box)


def _around(blocks: list[Block], content: Content) -> tuple[list["Element"], frozenset["Element"]]:
    """The elements from the title to the text, then those before and behind in the box that holds both; and what holds either."""
    prose = [index for index in sorted(content.own) if blocks[index].is_prose] or [min(content.own)]
    first, last = blocks[prose[0]].element, blocks[max(content.own)].element
    head = first if content.title is None else blocks[content.title].element
    holders = {head, *head.iterancestors(), first, *first.iterancestors()}
    around = {first, *first.iterancestors()}
    box = next((element for element in (head, *head.iterancestors()) if element in around), head)
    order = list(box.iter())
    place = {element: number for number, element in enumerate(order)}
    # Where text stands straight in the box of its title no element tells where it begins.
    start = place[head]
    stop = place[first] if place[first] > start else start + NEAR_TIMES
    end = max((place[element] for element in last.iter() if element in place), default=stop)
    before = [] if box.tag == "body" else order[max(1, start - NEAR_TIMES) : start]
    behind = [] if box.tag == "body" else order[end + 1 : end + 1 + NEAR_TIMES]
    near = [element for element in (*before, *behind) if element.tag in ("time", "abbr", "span") and not _is_others(element, box)]
    return [*order[start:stop], *near], frozenset(holders)


def _is_others(element: "Element", box: "Element") -> bool:
    """Whether an element stands in a scope of its own within the box, or in a part that is called menu, comments and so on."""
    for around in element.iterancestors():
        if around is box:
            return False
        if (
            around.get("itemscope") is not None
            or around.get("typeof")
            or around.tag in BESIDE - {"footer"}
            or (box_kinds(around) & {"foot", "side"} and not OWN_FOOT.search(around.get("class") or ""))
        ):
            return True
    return False
