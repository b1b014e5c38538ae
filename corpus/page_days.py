"""The days that a page's markup states of its article: JSON-LD, microdata and RDFa, `<meta>`, `<time>`, tooltips, scripts, form fields.

Names say of what a day is (`datePublished`, `article:modified_time`, `ngay-dang`): of publication, of a step before, of a change. A day
counts where what holds it is this article's: a JSON-LD object by its type, headline and address, microdata by the scope around it, an
attribute by standing between title and text.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpus.days import Day, machine_day, stated_day
from corpus.encoding import clean
from corpus.lexicon import fold
from corpus.publication_lines import publication_line
from corpus.published import Evidence, day_of_address

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PUBLISHED = re.compile(
    r"publi(?!c$|c[^a]|sher)|pub_?date|pub_?time|_pub$|issued|releas|posted|post_?date|post_?time|entry-date|ngay_?dang|dang_?ngay|xuat_?ban"
    r"|distribut",
    re.IGNORECASE,
)
CREATED = re.compile(r"creat|submitted|ngay_?tao|ngay_?gui|ngay_?viet", re.IGNORECASE)
CHANGED = re.compile(r"modif|updat|revis|edited|lastmod|chinh_?sua|cap_?nhat", re.IGNORECASE)
NO_DAY = re.compile(
    r"expir|valid|available|embargo|begin|start|end_?(?:date|time)|build|deploy|crawl|index|birth|event|src|href|url|image|srcset|version"
    r"|het_?han|hieu_?luc|copyright",
    re.IGNORECASE,
)
DATE_BOX = re.compile(r"(?:^|[\s_-])(?:date|datetime|ngay(?:-?gio)?)(?:$|[\s])", re.IGNORECASE)
PLAIN_META = re.compile(r"(?:^|[._:-])(?:date|time)(?:[._:-]?(?:time|original))?$", re.IGNORECASE)
ARTICLE = re.compile(r"(?:Article|Posting|Report|Story)$")
PAGE = re.compile(r"(?:WebPage|ItemPage)$")
OTHERS = re.compile(r"Comment|Review|WebSite|Organization|ImageObject|VideoObject|ItemList|Event|Rating|Person|Answer|Question")
LD_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
LD_ARTICLE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"\w*(?:Article|Posting)"')
VARIABLE = re.compile(
    r"(?<![\w$.-])[\"']?(?P<name>[A-Za-z_$][\w$.-]{2,40})[\"']?\s*[:=,]\s*(?:new\s+Date\(\s*)?[\"']?(?P<day>(?:\\?/Date\()?\d[^\"'\n;<>{}]{7,40})"
)
HOLDER = re.compile(r"(?<!\w)(\w{2,40})[\"']?\s*[=:]\s*[\[{]")
OTHER_HOLDER = re.compile(r"relat|khac|lien_?quan|latest|list|items|hot|popular|side|recommend|comment|news_?feed|tin_?moi", re.IGNORECASE)
FAR = 2000
"""Characters in front of a variable among which the name of the object that holds it is looked for."""
ALIKE = 0.5
"""The share of words in common from which two headlines are one."""
MAX_DEPTH = 6
DATED = {"datetime", "title", "content", "aria-label", "rel", "value", "timestamp", "time", "date", "pubdate"}
"""Attributes that hold days, beside `data-…`."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MAX_HEADING = 200
PICTURES = {"img", "picture", "source", "video", "iframe"}


# --- JSON-LD ---


def linked_data(tree: "Element", headlines: Sequence[str] = (), url: str | None = None) -> list[dict[str, Any]]:
    """The JSON-LD objects that are this article, by type, headline and address; broken JSON is passed over.

    `headlines` are what the page calls itself; without any, every article is.
    """
    items: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            data = json.loads(_without_cdata(str(script)), strict=False)
        except (ValueError, RecursionError):
            continue
        items += _objects(data, MAX_DEPTH)
    articles = [item for item in items if ARTICLE.search(_type(item))]
    return [item for item in articles if _is_this(item, headlines, url)]


def _without_cdata(script: str) -> str:
    """A script without the `//<![CDATA[` and `//]]>` around it."""
    inner = script.strip().removeprefix("//").lstrip().removeprefix("<![CDATA[")
    return inner.removesuffix("]]>").rstrip().removesuffix("//")


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a document, and those that are what a page is about; none of those they mention."""
    if not depth:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), dict | list) and not re.search("ItemList", _type(data)):
                yield from _objects(data[key], depth - 1)


def _type(item: Mapping[str, Any]) -> str:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return next((name for name in map(str, kinds) if ARTICLE.search(name)), str(kinds[0]) if kinds else "").strip("[]'")


def _is_this(item: Mapping[str, Any], headlines: Sequence[str], url: str | None) -> bool:
    """Whether an object is this article: another headline and another address are another's."""
    headline = item.get("headline") or item.get("name")
    addresses = list(_addresses(item))
    if headline is None and url is not None and addresses:
        return any(_path(address) == _path(url) for address in addresses)
    if not isinstance(headline, str) or len(headline.split()) < 3 or not headlines or any(_alike(headline, other) for other in headlines):
        return True
    return url is not None and any(_path(address) == _path(url) for address in addresses)


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    page = item.get("mainEntityOfPage")
    for address in (item.get("url"), item.get("@id"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(address, str) and "/" in address:
            yield address


def _alike(one: str, other: str) -> bool:
    words, others = (set(re.findall(r"\w+", fold(clean(text)))) for text in (one, other))
    return len(words & others) >= ALIKE * max(1, min(len(words), len(others)))


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+|/$", "", re.split("[#?]", url.strip(), maxsplit=1)[0])


# --- what the markup states ---


def stated_by_markup(
    tree: "Element", articles: Sequence[Mapping[str, Any]], between: Sequence["Element"], holders: frozenset["Element"]
) -> list[Evidence]:
    """What the markup states, the most trusted first.

    `articles` is the article's JSON-LD, `between` the elements from the title to the text, `holders` those that hold title or text.
    """
    found = chain(_of_linked_data(tree, articles), _of_head(tree), _of_scopes(tree, between, holders), _of_attributes(between, holders))
    return [*found, *_of_fields(tree), *_of_scripts(tree), *_of_links(tree)]


def is_change(element: "Element") -> bool:
    """Whether the day in a line is that of a change, by the names of its box and of what is in it."""
    inner = (element, *element.iterdescendants())
    names = " ".join(part.get(name) or "" for part in inner if isinstance(part.tag, str) for name in ("class", "itemprop", "id"))
    return bool(CHANGED.search(names)) and not PUBLISHED.search(names)


def _stated(kind: str, text: Any) -> Iterator[Evidence]:
    text = text.get("@value") if isinstance(text, dict) else text[0] if isinstance(text, list) and text else text
    if isinstance(text, str | int) and (day := stated_day(str(text))):
        yield Evidence(kind, Day(day.value, other=day.other))


def _of_linked_data(tree: "Element", articles: Sequence[Mapping[str, Any]]) -> Iterator[Evidence]:
    """Of an article before that of the page it stands on; of one whose JSON is broken, what its text says."""
    for name in ("datePublished", "dateCreated"):
        for item in articles:
            yield from _stated("machine", item.get(name))
    for script in map(str, tree.xpath("//script[contains(@type, 'ld+json')]/text()")):
        try:
            data = json.loads(_without_cdata(script), strict=False)
        except (ValueError, RecursionError):
            if LD_ARTICLE.search(script) and (found := LD_DAY.search(script)):
                yield from _stated("machine", found[1])
        else:
            for item in _objects(data, MAX_DEPTH):
                if PAGE.search(_type(item)):
                    yield from _stated("machine", item.get("datePublished"))
    for item in articles:
        yield from _stated("machine's change", item.get("dateModified"))


def _of_head(tree: "Element") -> Iterator[Evidence]:
    """`<meta>`, by what its name says: of publication, of creation, of nothing more than a day; and of a change."""
    named = [
        ((meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip(), meta.get("content"))
        for meta in tree.xpath("//meta[@content][@property or @name or @http-equiv][not(@itemprop)]")
    ]
    named = [(name, content) for name, content in named if name and not NO_DAY.search(name)]
    changed = [(name, content) for name, content in named if CHANGED.search(name)]
    for pattern in (PUBLISHED, CREATED, PLAIN_META):
        for name, content in named:
            if pattern.search(name) and not CHANGED.search(name):
                yield from _stated("machine", content)
    for name, content in changed:
        if re.search(r"^article:|^dc", name, re.IGNORECASE):
            yield from _stated("machine's change", content)


def _of_scopes(tree: "Element", between: Sequence["Element"], holders: frozenset["Element"]) -> Iterator[Evidence]:
    """Microdata and RDFa of the scope that holds the article, or that stand between title and text."""
    beneath = frozenset(between)
    found: dict[str, list[Element]] = {"published": [], "created": []}
    for element in tree.xpath("//*[@itemprop or @property][not(self::meta[@property][not(@itemprop)])]"):
        name = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        kind = "published" if PUBLISHED.search(name) else "created" if CREATED.search(name) or re.search(r"dc:date\b", name) else None
        if kind and not CHANGED.search(name):
            found[kind].append(element)
    for element in chain.from_iterable(found.values()):
        scope = next((around for around in element.iterancestors() if around.get("itemscope") is not None or around.get("typeof")), None)
        if scope is None or scope.tag in ("body", "html"):
            own = element in beneath or next(element.iterancestors()).tag in ("head", "body")
        else:
            own = scope in holders and not OTHERS.search(scope.get("itemtype") or scope.get("typeof") or "")
        if own:
            text = element.get("content") or element.get("datetime") or element.get("title") or "".join(map(str, element.itertext()))
            yield from _stated("machine", text)


def _of_attributes(between: Sequence["Element"], holders: frozenset["Element"]) -> Iterator[Evidence]:
    """What `<time>`, a tooltip behind "2 ngày trước" or a `data-` attribute says between title and text; but for one called a change."""
    plain: list[Evidence] = []
    for element in between:
        if element.tag in PICTURES:
            continue
        called = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
        for name, text in element.attrib.items():
            name = str(name)
            if not (name in DATED or name.startswith("data-")) or NO_DAY.search(name):
                continue
            published = PUBLISHED.search(f"{called} {name}")
            if CHANGED.search(f"{called} {name}") and not published:
                continue
            stated = machine_day(text)
            if stated is None and (line := publication_line(clean(text))) and line.stage in ("posted", "plain"):
                stated = line.day
            if stated and not stated.is_month:
                evidence = Evidence("machine", Day(stated.value, other=stated.other))
                if published:
                    yield evidence
                else:
                    plain.append(evidence)
        if (PUBLISHED.search(called) or DATE_BOX.search(called)) and (stated := machine_day("".join(map(str, element.itertext())))):
            yield Evidence("machine", Day(stated.value, other=stated.other))  # be it hidden
    yield from plain
    heads = (inner for element in between[:1] if _is_heading(element) for inner in element.iterdescendants())
    for part in heads:
        if (line := publication_line(clean(" ".join("".join(map(str, part.itertext())).split())))) and not line.day.is_month:
            yield Evidence("within the title", Day(line.value, other=line.day.other))
    for element in holders:
        for name, text in element.attrib.items():
            for match in VARIABLE.finditer(text) if text.startswith("{") else ():
                if PUBLISHED.search(match["name"]) and not CHANGED.search(match["name"]) and (day := machine_day(match["day"])):
                    yield Evidence("machine", Day(day.value, other=day.other))
            dated = PUBLISHED.search(str(name)) or (element.tag == "article" and PLAIN_META.search(str(name)))
            if str(name).startswith("data-") and dated and (day := machine_day(text)):
                yield Evidence("machine", Day(day.value, other=day.other))


def _is_heading(element: "Element") -> bool:
    """Whether an element holds a heading and nothing else."""
    return element.tag in HEADINGS or (element.find(".//br") is None and len("".join(map(str, element.itertext()))) < MAX_HEADING)


def _of_fields(tree: "Element") -> Iterator[Evidence]:
    """Hidden fields of a form, called the day of publication."""
    for field in tree.xpath("//input[@type='hidden'][@value]"):
        name = f"{field.get('name') or ''} {field.get('id') or ''}"
        if PUBLISHED.search(name) and not CHANGED.search(name) and not NO_DAY.search(name) and (day := machine_day(field.get("value"))):
            yield Evidence("script", Day(day.value, other=day.other))


def _of_scripts(tree: "Element") -> Iterator[Evidence]:
    """Variables that are called the day of publication, where they all say one day."""
    for pattern in (PUBLISHED, CREATED):
        days: dict[str, Day] = {}
        for script in tree.xpath("//script[not(@src)][not(contains(@type, 'ld+json'))]/text()"):
            if not pattern.search(str(script)):
                continue
            for match in VARIABLE.finditer(str(script)):
                name = match["name"]
                holder = next(reversed(HOLDER.findall(str(script)[max(0, match.start() - FAR) : match.start()])), "")
                if OTHER_HOLDER.search(holder):
                    continue
                if pattern.search(name) and not CHANGED.search(name) and not NO_DAY.search(name) and (day := machine_day(match["day"])):
                    days.setdefault(day.value, day)
        if len(days) == 1:
            yield from (Evidence("script", Day(day.value, other=day.other)) for day in days.values())
            return


def _of_links(tree: "Element") -> Iterator[Evidence]:
    """The day in what the page says its address is."""
    links = tree.xpath("//link[@rel='canonical' or @rel='amphtml' or @rel='shortlink']/@href | //meta[@property='og:url']/@content")
    for link in links:
        if (day := day_of_address(str(link))) and len(day) == len("2019-05-14"):
            yield Evidence("address", Day(day))
