"""The Article: one news text as it is stored, with its zones and what its page says of itself."""

from dataclasses import dataclass

from schemas.record import Value, Zone

READ = 100_000
"""Characters of an article that facts are taken from: five times the longest article met; what is longer is a book or a broken page."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, read and cleaned.

    `text` is NFC and holds the whole page's text, furniture included; `zones` cut it, in order, without overlap and
    along line ends, into title, body, caption and furniture; between zones there is only white space.
    `id` is the identity (URL, else given id, else path below the source and record number), `name` the short name
    for cards and files (file stem or given id). `published` has its evidence in `text`, or none where it comes from the
    page's metadata or address (then `inferred` says which).
    """

    id: str
    name: str
    source: str
    text: str
    zones: tuple[Zone, ...]
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    published: Value | None = None
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was offered as an article and is none: where it was, and why not, in one line.

    `again`: it may be read one day as it is, when a library has been installed.
    """

    source: str
    reason: str
    again: bool = False
