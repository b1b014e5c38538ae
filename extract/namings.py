"""Namings: the places where an article names bodies; a list is one naming, whose bodies share what stands around it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extract import roles
from extract.organisations import OrganisationMention
from extract.syllables import Sentence


@dataclass(frozen=True, slots=True)
class Naming:
    """Bodies that a sentence names in one go, `[start, end)` of the text; `order` counts the sentence's namings from 0.

    `rank` counts the body's sentences from 0; of those of the title it is -1.
    """

    bodies: tuple[OrganisationMention, ...]
    sentence: Sentence
    rank: int
    order: int
    start: int
    end: int


def namings(doc: Doc, sentences: Iterable[tuple[int, Sentence]]) -> Iterator[Naming]:
    """The namings of ranked sentences, in order; the members of a class that heads their list carry its head (`roles.listed`)."""
    for rank, sentence in sentences:
        mentions = roles.organisations_in(doc, sentence)
        at = order = 0
        while at < len(mentions):
            first = mentions[at]
            bodies = roles.listed(doc._.cased, mentions, at)
            end = max(body.end for body in bodies)
            yield Naming(tuple(bodies), sentence, rank, order, first.start, end)
            order += 1
            at += 1
            while at < len(mentions) and mentions[at].start < end:
                at += 1
