"""An HTML page to its text, zones and metadata.

The stored text is everything that the page shows (`blocks`), in order, a line for each block. Which lines are the article is told by the
boxes that hold them (`content`); what is menu, sidebar or figure caption goes to `zones.lay_out` as settled, and the rest is told by its
rules as in plain text. Title, author and day are the page's own, shown or in its head.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from corpus.blocks import Block, cut_blocks
from corpus.content import Content, box_kinds, find_content
from corpus.encoding import clean
from corpus.lexicon import fold, phrases
from corpus.lines import author
from corpus.published import find_published, is_masthead, parse_day
from corpus.zones import lay_out
from schemas.record import Value, Zone, ZoneKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PUBLISHED_META = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
    "published_time", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.created", "dc.date", "dc.created",
    "article.published", "created", "date",
)  # fmt: skip
NO_AUTHOR = {"admin", "administrator", "quản trị", "biên tập", "website", "superuser", "super user", "editor", "user", "tags"}
SITE_BEHIND = re.compile(r"\s[-–—|»]\s(?:\w\S*(?:\s|$)){1,6}$")
LD_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
MAX_AUTHOR = 60
NEAR_FOOT = 8
"""Lines below the article among which its author is looked for."""


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
    said = " ".join(clean(title).split()) if title else _meta_title(tree)
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
    address = url or _address(tree)
    day = find_published(text, layout.zones, given=published, meta=_meta_published(tree) or _shown_time(tree, blocks, content), url=address)
    byline = layout.byline or _author(tree, blocks, content)
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


def _author(tree: "Element", blocks: list[Block], content: Content) -> str | None:
    """Who wrote it, as a box between title and end of the article is called, else as the page's head says."""
    start = min(content.own) if content.title is None else content.title
    lines = blocks[start : max(content.own) + NEAR_FOOT]
    boxes = (box for block in lines for box in (block.element.getparent(), block.element, *block.element.iterdescendants()))
    holders = {box: None for box in boxes if box is not None and _is_author(box)}
    shown = (" ".join("".join(map(str, element.itertext())).split()) for element in holders)
    items = (item.get("author") for item in _linked_data(tree))
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


def _meta_title(tree: "Element") -> str | None:
    """The headline that the page's head gives."""
    headlines = [item.get("headline") for item in _linked_data(tree)]
    found = headlines + [str(text) for text in tree.xpath("//meta[@property='og:title']/@content")]
    return next((" ".join(clean(text).split()) for text in found if isinstance(text, str) and text.strip()), None)


def _page_title(tree: "Element") -> str | None:
    """The page's `<title>` without the site's name behind it; None where it names the site alone."""
    title = " ".join(clean("".join(map(str, tree.xpath("//head/title[1]/text()")))).split())
    if site := SITE_BEHIND.search(title):
        title = title[: site.start()]
    return None if len(title.split()) < 3 or is_masthead(title) else title


def _meta_published(tree: "Element") -> str | None:
    """The day in the page's head: JSON-LD, be it broken, then the names that systems give it."""
    scripts = [str(script) for script in tree.xpath("//script[@type='application/ld+json']/text()")]
    days = [item.get("datePublished") for item in _linked_data(tree)] + [
        found[1] for script in scripts for found in [LD_DAY.search(script)] if found
    ]
    if day := next((day for day in days if isinstance(day, str) and parse_day(day)), None):
        return day
    metas: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content] | //time[@datetime][@itemprop or @pubdate] | //*[@itemprop='datePublished'][@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or "pubdate"
        metas.setdefault(name.lower(), meta.get("content") or meta.get("datetime"))
    other = [name for name in metas if "publish" in name]
    return next((metas[name] for name in (*PUBLISHED_META, *other) if metas.get(name) and parse_day(metas[name])), None)


def _shown_time(tree: "Element", blocks: list[Block], content: Content) -> str | None:
    """What `<time>`, or the full form behind "2 ngày trước", says between title and text; but for one called a change."""
    start, stop = min(content.own) if content.title is None else content.title, min(content.own)
    for block in blocks[start:stop]:
        for element in block.element.iter("time", "abbr", "span", "div", "p", "td", "li"):
            name = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            changed = re.search("updat|modif", name) and "publish" not in name and "entry-date" not in name
            for attribute, day in () if changed else element.attrib.items():
                if attribute in ("datetime", "title", "content") or attribute.startswith("data-"):
                    if EPOCH.fullmatch(day):
                        return datetime.fromtimestamp(int(day[:10]), UTC).isoformat()
                    if re.match(r"\D{0,12}\d{1,4}\D{1,8}\d{1,2}\D", day) and parse_day(day):
                        return str(day)
    return None


def _linked_data(tree: "Element") -> Iterator[dict[str, Any]]:
    """The JSON-LD items that are articles; broken JSON is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and str(item.get("@type", "")).strip("[]'").endswith(("Article", "Posting", "NewsArticle")):
                yield item
