"""Mentions: typed values at exact places of the text, as the components leave them on the Doc.

Each component finds the mentions of one kind and leaves them with `leave(doc, "dates", mentions)`: the typed values in
`doc._.dates`, in text order, and their spans in `doc.spans["dates"]`. A mention that does not fit token edges is a bug
and raises, so that no fact is lost in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Mention:
    """`[start, end)` are character offsets into the article's text."""

    start: int
    end: int


def leave(doc: Doc, kind: str, mentions: Sequence[Mention]) -> None:
    """Put mentions of one kind on the Doc; ValueError where one does not fit token edges."""
    if not Doc.has_extension(kind):
        Doc.set_extension(kind, default=())
    spans = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=kind)
        if span is None:
            raise ValueError(f"{kind}: [{mention.start}, {mention.end}) {doc.text[mention.start : mention.end]!r} does not fit token edges")
        spans.append(span)
    doc.spans[kind] = spans
    setattr(doc._, kind, tuple(mentions))
