"""Events as news (Atom, RFC 4287): what became known last comes first. The feed is short and is held whole."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker
from markupsafe import Markup

from browse.details import details
from browse.events import Event
from browse.feed import Feed
from browse.shown import SHOWN

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
NEVER = datetime.fromtimestamp(0, UTC)
"""When a feed without entries was last changed; the standard asks for a moment."""


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The feed, in the order of the events, of those that were `told` at a known time."""
    known = [(event, event.told) for event in events if event.told]
    root = ATOM.feed(
        {"{http://www.w3.org/XML/1998/namespace}lang": "vi"},
        ATOM.id(feed.uuid.urn),
        ATOM.title(feed.title),
        ATOM.updated(max((told for _, told in known), default=NEVER).isoformat()),
        ATOM.author(ATOM.name(SHOWN["title"])),
        ATOM.generator("sukien"),
        *([ATOM.link(rel="self", type="application/atom+xml", href=feed.address)] if feed.address else []),
        *(_entry(event, told, feed) for event, told in known),
    )
    yield etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _entry(event: Event, told: datetime, feed: Feed) -> etree._Element:
    page, source = feed.page(event) or event.source, event.source
    facts = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(label, value) for label, value in details(event))
    return ATOM.entry(
        ATOM.id(event.uuid.urn),
        ATOM.title(event.title),  # a text construct: plain text, no markup
        ATOM.updated(told.isoformat()),
        ATOM.category(term=event.type, label=event.type_label),
        *([ATOM.link(rel="alternate", type="text/html", href=page)] if page else []),
        *([ATOM.link(rel="via", type="text/html", href=source)] if source and source != page else []),
        ATOM.content(str(Markup("<dl>{}</dl>").format(facts)), type="html"),
    )
