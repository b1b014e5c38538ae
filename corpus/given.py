"""One record as it was given, and the Article that it makes."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.article import Article, Reject
from corpus.encoding import clean, mend
from corpus.language import detect_language
from corpus.lexicon import fold
from corpus.offered import MAX_BYTES, TOO_LONG
from corpus.published import find_published
from corpus.zones import lay_out
from schemas.record import Value, Zone

CONTENT = ("text", "html")
FIELDS = (*CONTENT, "title", "url", "published", "id")
MAX_TAGS = 100_000
"""Of an HTML page: fifty times those of a long article; each takes a kilobyte of memory while its page is read."""
LETTER = re.compile(r"[^\W\d_]")
UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True, slots=True)
class Given:
    """One record as it was given: its content and what stands beside it.

    `dated` is an ISO day and where it comes from, of a letter or a file: it serves where the article itself says none. `captured` is
    when a web archive was made of it, in the 14 figures of such archives: 20240520143000.
    """

    source: str
    name: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    id: str | None = None
    dated: tuple[str, str] | None = None
    captured: int | None = None

    @property
    def identity(self) -> str:
        """What the article is known by, as far as can be said before its page is read."""
        return _web_address(self.url) or self.id or self.source


def from_fields(record: dict[str, Any], source: str, place: str) -> Given | Reject:
    """A record's fields, those that are text or numbers; `place` says in a reason which record it is."""
    fields = {str(key).strip().lower(): str(value).strip() for key, value in record.items() if isinstance(value, str | int | float)}
    kept = {key: fields[key] if key in CONTENT else " ".join(clean(fields[key]).split()) for key in FIELDS if fields.get(key)}
    if not set(CONTENT) & set(kept):
        reason = "văn bản rỗng" if set(CONTENT) & set(fields) else "thiếu khóa text hoặc html"
        return Reject(source, f"{place}: {reason}")
    name = kept.get("id") or source.rsplit("/", 1)[-1].replace("#", "-")
    text, html, title, url, published, id_ = map(kept.get, FIELDS)
    return Given(source, name, text, html, title, url, published, id_)


def to_article(given: Given) -> Article | Reject:
    """The Article of one record."""
    if given.html is not None:
        return _from_page(given, given.html)
    text, title = clean(mend(given.text or "")), " ".join(clean(given.title or "").split())
    if len(text.encode()) > MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    if not LETTER.search(text):
        return Reject(given.source, "văn bản không có chữ nào")
    if title and not _stands_in(title, text):
        text = f"{title}\n\n{text}"
    layout = lay_out(text, title=title or None)
    url = _web_address(given.url)
    published = find_published(text, layout.zones, given=given.published, url=url)
    return _article(given, text, layout.zones, layout.title or title or None, url, layout.byline, published)


def _from_page(given: Given, html: str) -> Article | Reject:
    from corpus.page import NoArticle, read_page

    if len(html) > 10 * MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    if html.count("<") > MAX_TAGS:
        return Reject(given.source, f"trang HTML có hơn {MAX_TAGS} thẻ: không phải trang tin")
    try:
        page = read_page(clean(mend(html)), title=given.title, published=given.published, url=_web_address(given.url))
    except NoArticle as error:
        return Reject(given.source, str(error))
    if len(page.text.encode()) > MAX_BYTES:
        return Reject(given.source, TOO_LONG)
    return _article(given, page.text, page.zones, page.title, page.url, page.byline, page.published)


def _article(
    given: Given, text: str, zones: tuple[Zone, ...], title: str | None, url: str | None, byline: str | None, published: Value | None
) -> Article:
    body = "\n".join(text[zone.start : zone.end] for zone in zones if zone.kind != "furniture")
    return Article(
        id=url or given.id or given.source,
        name=UNSAFE.sub("-", clean(given.id or given.name)).strip(" .-")[:120] or "bai",
        source=given.source,
        text=text,
        zones=zones,
        title=title,
        url=url,
        byline=byline,
        published=published or (Value(value=given.dated[0], inferred=given.dated[1]) if given.dated else None),
        language=detect_language(body),
    )


def _stands_in(title: str, text: str) -> bool:
    """Whether the text has the title as a line of its own, or run together with its beginning."""
    wanted = fold(title)
    return fold(text[: 4 * len(title) + 200]).startswith(wanted) or any(
        fold(line) == wanted for line in text.split("\n") if len(line) < 2 * len(title) + 20
    )


def _web_address(url: str | None) -> str | None:
    """A web address without its fragment; anything else is no address."""
    match = re.match(r"https?://[^\s#]+", url.strip()) if url else None
    return match[0] if match else None
