"""MHTML (RFC 2557): a page and what belongs to it, saved as one letter."""

from collections.abc import Iterator

from corpus.encoding import Unreadable
from corpus.offered import Offered
from corpus.readers.mail import HTML, content, leaves, parse


def read(offered: Offered) -> Iterator[Offered]:
    """The page: its first part of HTML; those after it are inner frames. Raises `Unreadable`."""
    letter = parse(offered)
    page = next((part for part in leaves(letter) if HTML.match(part.get_content_type())), None)
    if page is None:
        raise Unreadable("tệp MHTML không có trang HTML")
    url = page.get("Content-Location") or letter.get("Snapshot-Content-Location")
    charset = page.get_content_charset()
    yield offered.holding(content(page), f"{offered.stem}.html", at=offered.source, url=url and str(url), charset=charset)
