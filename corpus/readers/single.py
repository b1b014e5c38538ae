"""A text or an HTML page: one article."""

import re
from collections.abc import Iterator

from corpus.encoding import decode
from corpus.given import Given
from corpus.offered import MAX_BYTES, Offered
from corpus.saved_page import PAGE, address

LOOKS_LIKE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read(offered: Offered) -> Iterator[Given]:
    """The one article. Raises `Unreadable`."""
    # UTF-16 takes twice the bytes of a Latin text; the text itself is measured again when it is decoded.
    text = decode(offered.read(2 * (MAX_BYTES if offered.suffix == ".txt" else 10 * MAX_BYTES)), offered.charset)
    if offered.suffix in PAGE or LOOKS_LIKE_PAGE.match(text[:4000]):
        yield Given(offered.source, offered.stem, html=text, url=offered.url or address(text))
    else:
        yield Given(offered.source, offered.stem, text=text, url=offered.url)
