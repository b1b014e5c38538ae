"""An HTML page to its text, zones and metadata.

The stored text is everything that the page shows, in order, a line for each block. Which lines are the article is trafilatura's
word (precision on, comments off), widened to their sisters: a paragraph under the same parent as the article's is the article's
too, for precision drops some. Lines known to be menu, sidebar or figure caption go to `zones.lay_out` as settled; the rest is told
by its rules as in plain text. The publication day is never htmldate's, whose answer depends on the day of the run.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.encoding import clean
from corpus.lexicon import fold
from corpus.lines import Line
from corpus.published import find_published, is_masthead
from corpus.zones import lay_out
from schemas.record import Value, Zone, ZoneKind

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
    "audio",
    "canvas",
    "math",
}
INLINE = re.compile(
    r"(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong"
    r"|sub|sup|time|tt|u|var|wbr)$"
)
CAPTION = re.compile(
    r"(?i)(?:^|[\s_-])(?:fig)?caption|chu[_-]?thich|(?:img|image|photo|anh|picture)[_-]?(?:desc|note|cap|title|text)|desc[_-]?(?:img|image|photo|anh)|photocms"
)
NEAR = 6
"""Lines above the article among which the title is looked for where the page does not say it."""
HEADING = re.compile(r"h[1-3]$")
PUBLISHED_META = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
    "published_time", "dc.date.issued", "dcterms.created", "dc.date", "dc.created", "article.published", "date",
)  # fmt: skip
NO_AUTHOR = {"admin", "administrator", "quản trị", "biên tập", "ban biên tập", "website", "superuser", "editor", "user"}
SHINGLE = 20
"""Characters, white space apart, by whose runs a line is recognised in trafilatura's text."""
LEAST_WORDS = 20


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


@dataclass(slots=True)
class _Block:
    """A line of the page and where it stands in the tree."""

    text: str
    element: "Element"
    linked: int
    after_break: bool

    @property
    def key(self) -> tuple[int, str]:
        parent = self.element.getparent()
        return id(parent), str(self.element.tag)

    @property
    def squashed(self) -> str:
        return "".join(self.text.split()).lower()


def read_page(html: str, title: str | None = None, published: str | None = None, url: str | None = None) -> Page:
    """Reads decoded HTML; `title`, `published` and `url` are what a record gives beside it. Raises `NoArticle`."""
    tree = _parse(html)
    if tree is None:
        raise NoArticle("trang HTML không có bài viết")
    blocks = list(_blocks(tree))
    article = _extract(html)
    mine = _article_lines(blocks, clean(article.text or "") if article else "")
    if sum(len(blocks[index].text.split()) for index in mine) < LEAST_WORDS:
        raise NoArticle("trang HTML không có bài viết")
    given = title or _meta_title(tree) or (article.title if article and not _names_site(article.title) else None)
    heading = _title_line(blocks, mine, clean(given) if given else None)
    kinds = _settle(blocks, mine, heading)
    prefix = f"{' '.join(clean(given).split())}\n\n" if given and heading is None else ""
    text, starts = _join(blocks, prefix)
    known: dict[int, ZoneKind] = {starts[index]: kind for index, kind in kinds.items()}
    if prefix:
        known[0] = "title"
    layout = lay_out(text, known=known)
    if not any(zone.kind == "body" for zone in layout.zones):
        raise NoArticle("trang HTML không có bài viết")
    address = url or _address(tree)
    day = find_published(text, layout.zones, given=published, meta=_meta_published(tree), url=address)
    author = article.author if article else None
    byline = layout.byline or (author if author and fold(author) not in NO_AUTHOR else None)
    return Page(text, layout.zones, layout.title, byline, day, address)


def _extract(html: str) -> Any:
    """trafilatura's document, precise; where that leaves next to nothing, its ordinary one; None where there is no article."""
    from trafilatura import bare_extraction

    # Its date is not used, so its search is kept short: it would depend on the day of the run.
    options: dict[str, Any] = {"include_comments": False, "with_metadata": True, "date_extraction_params": {"extensive_search": False}}
    try:
        precise: Any = bare_extraction(html, favor_precision=True, **options)
        if precise and len((precise.text or "").split()) >= 2 * LEAST_WORDS:
            return precise
        return bare_extraction(html, **options) or precise
    except Exception as error:  # a page that breaks the library must not stop the run
        raise NoArticle(f"không đọc được trang HTML ({type(error).__name__})") from error


def _parse(html: str) -> "Element | None":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode("utf-8"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _blocks(tree: "Element") -> Iterator[_Block]:
    """The visible text of the page, cut where a block or a `<br>` begins or ends."""
    from lxml import etree

    parts: list[str] = []
    linked = 0
    owner: list[Element] = []
    after_break = False

    def flush() -> Iterator[_Block]:
        nonlocal linked
        line = " ".join(clean("".join(parts)).split())
        if line and owner:
            yield _Block(line, owner[-1], linked, after_break)
        parts.clear()
        linked = 0

    walker = etree.iterwalk(tree, events=("start", "end"))
    links = 0
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        inline = bool(INLINE.match(tag))
        if event == "start":
            if tag in HIDDEN or _is_hidden(element):
                walker.skip_subtree()
                continue
            if not inline:
                yield from flush()
                after_break = tag == "br"
                if tag != "br":
                    owner.append(element)
            links += tag == "a"
            # Links of a menu that touch in the source stand apart on the screen.
            parts.append((" " if tag == "a" and parts and not parts[-1] else "") + (element.text or ""))
            linked += len(element.text or "") if links else 0
        else:
            shown = not (tag in HIDDEN or _is_hidden(element))
            if shown and not inline and tag != "br":
                yield from flush()
                owner.pop()
                after_break = False
            links -= shown and tag == "a"
            parts.append(element.tail or "")
            linked += len(element.tail or "") if links else 0
    yield from flush()


def _is_hidden(element: "Element") -> bool:
    return "hidden" in element.attrib or bool(re.search(r"display\s*:\s*none", element.get("style") or "", re.IGNORECASE))


def _article_lines(blocks: list[_Block], article: str) -> set[int]:
    """Which lines trafilatura took, and their sisters."""
    squashed = "".join(article.split()).lower()
    whole = {"".join(line.split()).lower() for line in article.split("\n")}
    runs = {hash(squashed[start : start + SHINGLE]) for start in range(len(squashed) - SHINGLE + 1)}
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        text = block.squashed
        if len(text) < SHINGLE:
            continue
        if text in whole or all(hash(text[at : at + SHINGLE]) in runs for at in (0, (len(text) - SHINGLE) // 2, len(text) - SHINGLE)):
            taken.add(index)
    if not taken:
        return taken
    # A headline in a list of links may repeat the article's words: sentences settle which parents are the article's.
    prose = {index for index in taken if _reads_as_prose(blocks[index])}
    if not prose:
        return set()
    keys = {blocks[index].key for index in prose}
    own = {id(blocks[index].element) for index in prose}
    first, last = min(prose), max(prose)
    for index, block in enumerate(blocks):
        inside = first <= index <= last
        mostly_link = block.linked > 0.6 * len(block.text)
        sister = block.key in keys or id(block.element) in own
        # Between the article's lines only links are not its own: a list of results is as much lost as a paragraph.
        if (sister or inside) and not mostly_link:
            taken.add(index)
    return {index for index in taken if first <= index <= last or blocks[index].key in keys or id(blocks[index].element) in own}


def _reads_as_prose(block: _Block) -> bool:
    return Line(0, len(block.text), block.text, True).is_prose and block.linked <= 0.6 * len(block.text)


def _title_line(blocks: list[_Block], mine: set[int], given: str | None) -> int | None:
    """The line that shows the title: equal to it, or which it begins with, or a heading; the last such above the article's second line."""
    limit = sorted(mine)[min(1, len(mine) - 1)]
    above = [(index, fold(block.text), bool(HEADING.match(str(block.element.tag)))) for index, block in enumerate(blocks[: limit + 1])]
    wanted = fold(given or "")
    equal = [(heading, index) for index, text, heading in above if text == wanted]
    if equal:
        return max(equal)[1]
    # `<title>` may add the site's name to the headline, or cut the headline short.
    longer = [index for index, text, _ in above if wanted and text.startswith(wanted) and len(text) < 2 * len(wanted)]
    begun = longer or [index for index, text, _ in above if len(text.split()) >= 3 and wanted.startswith(text)]
    headings = [index for index, text, heading in above[-NEAR - 2 :] if heading and len(text.split()) >= 4 and not is_masthead(text)]
    found = begun or headings
    return found[-1] if found else None


def _names_site(title: str | None) -> bool:
    """A `<title>` that names the site on every page of it."""
    return not title or len(title.split()) < 3 or is_masthead(title)


def _settle(blocks: list[_Block], mine: set[int], heading: int | None) -> dict[int, ZoneKind]:
    """The kinds that the markup settles, by line number."""
    first, last = min(mine), max(mine)
    top = min(first, heading) if heading is not None else first
    kinds: dict[int, ZoneKind] = {}
    for index, block in enumerate(blocks):
        if index == heading:
            kinds[index] = "title"
        elif _is_caption(block.element) and top < index <= last + 3:
            kinds[index] = "caption"
        elif index not in mine and not (heading is None and first - NEAR <= index < first and not block.linked):
            kinds[index] = "furniture"
    return kinds


def _is_caption(element: "Element") -> bool:
    """A figure's caption, by its tag or by the class of it or of one of the two boxes around it."""
    box: Element | None = element
    for _ in range(3):
        if box is None or box.tag in ("body", "article", "main"):
            return False
        if box.tag in ("figcaption", "figure") or CAPTION.search(f"{box.get('class') or ''} {box.get('id') or ''}".strip()):
            return True
        box = box.getparent()
    return False


def _join(blocks: list[_Block], prefix: str) -> tuple[str, list[int]]:
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
    headlines = [item.get("headline") for item in _linked_data(tree)]
    found = headlines + [str(text) for text in tree.xpath("//meta[@property='og:title']/@content")]
    return next((" ".join(text.split()) for text in found if isinstance(text, str) and text.strip()), None)


def _meta_published(tree: "Element") -> str | None:
    for item in _linked_data(tree):
        if isinstance(item.get("datePublished"), str):
            return str(item["datePublished"])
    metas: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content] | //time[@datetime][@itemprop or @pubdate]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or "pubdate"
        metas.setdefault(name.lower(), meta.get("content") or meta.get("datetime"))
    return next((metas[name] for name in PUBLISHED_META if metas.get(name)), None)


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
