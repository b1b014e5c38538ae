"""What a document of a site leads to: the links of pages, feeds and sitemaps; and whether a page is an article or lists articles.

Sitemaps and feeds are read by lxml, which expands no entity of theirs. trafilatura's own readers are not used: they drop `lastmod`, by
which a mended article is known, and the arguments that courlan drops; of trafilatura are the places where a sitemap is looked for.
A feed is needed for its links only, so feedparser, which cleans the text of every entry, is not used either.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from corpus.crawl_address import Site, key
from corpus.page import NoArticle, read_page

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Kind = Literal["page", "feed", "sitemap"]
MOST_LINKS = 50_000
"""Of one document: as many as a sitemap may have."""
ROOTS = re.compile(r"<(?:[A-Za-z0-9]{1,20}:)?(urlset|sitemapindex|rss|feed|RDF)[\s>]")
HTML = re.compile(r"(?i)<(?:html|head|body|!doctype html)[\s>]")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
URL = re.compile(r"(?i)\burl=")
POST_BACK = "__doPostBack"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"body", "p", "div", "td", "th", "li", "dd", "dt", "tr", "table", "ul", "ol", "section", "article", "main", "aside", *HEADINGS}
BREAKS = {*BLOCKS, "br", "hr"}
SILENT = {"script", "style", "noscript", "textarea", "select", "head", "title"}
TITLE = re.compile(r"h[1-6]$")
TITLE_CLASS = re.compile(r"(?i)title|headline|tieu-?de")
START = 40
"""Characters, white space apart, by which a paragraph is known again."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a document leads: a path on the site, what stands there as far as it is said, and when a sitemap says it last changed."""

    path: str
    kind: Kind = "page"
    lastmod: str | None = None
    listed: bool = False
    """Whether a feed offers it, that is, as an article."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page looked through: its links, the hash of its article's words if it has one, and whether some links only a form follows."""

    links: list[Link]
    digest: str | None
    posts_back: bool = False


def read_xml(data: bytes, site: Site, base: str) -> list[Link] | None:
    """The links of a sitemap, a sitemap index, an RSS or Atom feed; None for anything else. What is broken is read as far as it goes."""
    head = data[:4096].decode("latin-1")
    root = ROOTS.search(head)
    if not root or HTML.search(head[: root.start()]):
        return None
    kind: Kind = "sitemap" if root[1] == "sitemapindex" else "page"
    listed = root[1] not in ("sitemapindex", "urlset")
    links: list[Link] = []
    for address, lastmod in _entries(data, listed):
        path = site.path(address, base)
        if path:
            links.append(Link(path, kind, lastmod, listed))
        if len(links) >= MOST_LINKS:
            break
    return links


def _entries(data: bytes, listed: bool) -> Iterator[tuple[str, str | None]]:
    """(address, lastmod) of every entry."""
    from lxml import etree

    parsed = etree.iterparse(
        BytesIO(data), events=("end",), recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in parsed:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in ("item", "entry") if listed else name in ("url", "sitemap"):
                address = _address(element)
                if address:
                    yield address, None if listed else _text(element, "lastmod")
                element.clear()
    except etree.XMLSyntaxError:  # beyond mending from here on
        return


def _address(entry: "Element") -> str | None:
    for child in entry:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
        if name in ("loc", "link") and child.text and child.text.strip():
            return str(child.text).strip()
    return None


def _text(entry: "Element", name: str) -> str | None:
    found = next((child.text for child in entry if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name), None)
    return found.strip()[:40] if found else None


def look_through(html: str, site: Site, path: str, offered: bool) -> Seen:
    """The links of a page in their order, and what tells its article from others; `offered` are pages that a feed has as articles."""
    from lxml.html import HTMLParser, document_fromstring

    try:
        tree: Any = document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except Exception:  # nothing that lxml can call a document
        return Seen([], None)
    base = site.url(path)
    said = tree.xpath("string(//base/@href)")
    base = site.url(inside) if said and (inside := site.path(said, base)) else base
    links = dict.fromkeys(_links(tree, site, base))
    posts_back = any(POST_BACK in str(target) for target in tree.xpath("//a/@href"))
    return Seen(list(links)[:MOST_LINKS], _article(html, tree, site, path, base, offered), posts_back)


def _links(tree: Any, site: Site, base: str) -> Iterator[Link]:
    for element in tree.iter("link", "meta", "a", "area", "frame", "iframe"):
        target, kind = element.get("href") or element.get("src"), "page"
        if element.tag == "link":
            rels = (element.get("rel") or "").lower().split()
            if "alternate" in rels and (element.get("type") or "").strip().lower().startswith(FEED_TYPES):
                kind = "feed"
            elif not {"next", "prev", "canonical"} & set(rels):
                continue
        elif element.tag == "meta":
            after = URL.split(element.get("content") or "", maxsplit=1) if (element.get("http-equiv") or "").lower() == "refresh" else []
            target = after[1].strip(" '\"") if len(after) == 2 else None
        if target and not target.lstrip().startswith("#") and (path := site.path(target, base)):
            yield Link(path, "feed" if kind == "feed" else "page")


def _article(html: str, tree: Any, site: Site, path: str, base: str, offered: bool) -> str | None:
    """The hash of the words of the page's article; None where it has none, or lists the beginnings of others."""
    try:
        page = read_page(html)
    except NoArticle:
        return None
    lines = [page.text[zone.start : zone.end] for zone in page.zones if zone.kind == "body"]
    if not offered and lists_articles(tree, site, path, base, "\n".join(lines)):
        return None
    return hashlib.blake2b("\n".join([page.title or "", *lines]).encode(), digest_size=16).hexdigest()


def lists_articles(tree: Any, site: Site, path: str, base: str, body: str) -> bool:
    """Whether most of the text that reads as an article's stands directly below titles that lead to other pages."""
    starts = {"".join(line.split())[:START] for line in body.split("\n") if line.strip()}
    teasers = others = 0
    below = False
    for line in _lines(tree):
        squashed = "".join(line.text.split())
        if line.is_title:
            target = site.path(line.target or "", base) if line.target else None
            below = target is not None and key(target) != key(path)
        elif squashed[:START] in starts:
            teasers, others = (teasers + len(squashed), others) if below else (teasers, others + len(squashed))
            below = False  # a title has one beginning below it
    return teasers > 1.5 * others


@dataclass(slots=True)
class _Line:
    """A line that the page shows: its text, the first link in it, how much of it is that link's, and in which element it stands."""

    text: str
    target: str | None
    linked: int
    element: "Element"

    @property
    def is_title(self) -> bool:
        """A heading, a line that is called a title, or one that is nothing but a link of several words."""
        named = TITLE.match(self.element.tag) or TITLE_CLASS.search(self.element.get("class") or "")
        return bool(named) or (self.linked == len(self.text) and len(self.text.split()) >= 5)


def _lines(tree: Any) -> Iterator[_Line]:
    from lxml import etree

    owners: list[Element] = []
    parts: list[tuple[str, str | None]] = []  # a piece of text, and the link that it stands in
    links: list[str | None] = [None]

    def flush() -> Iterator[_Line]:
        text = " ".join("".join(piece for piece, _ in parts).split())
        targets = [target for piece, target in parts if target and piece.strip()]
        linked = " ".join("".join(piece for piece, target in parts if target).split())
        if text and owners:
            yield _Line(text, targets[0] if targets else None, len(linked), owners[-1])
        parts.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BREAKS:
            yield from flush()
        if event == "start":
            if tag in BLOCKS:
                owners.append(element)
            if tag == "a":
                links.append(element.get("href"))
            if tag and tag not in SILENT:
                parts.append((element.text or "", links[-1]))
        else:
            if tag in BLOCKS:
                owners.pop()
            if tag == "a":
                links.pop()
            parts.append((element.tail or "", links[-1]))
