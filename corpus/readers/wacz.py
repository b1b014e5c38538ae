"""WACZ 1.1: a ZIP around web archives; its lists of pages and indexes say nothing that the archives do not."""

from collections.abc import Iterator

from corpus.article import Reject
from corpus.offered import Offered
from corpus.readers import zip

WARC = (".warc", ".warc.gz")


def read(offered: Offered) -> Iterator[Offered | Reject]:
    """The web archives inside. Raises `Unreadable`."""
    for found in zip.read(offered):
        if isinstance(found, Reject) or found.name.lower().endswith(WARC):
            yield found
