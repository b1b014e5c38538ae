"""The model's opinion: what a learned tagger says of an article is heard beside the rules.

It adds bodies and persons, drops bodies, and what it thinks of roles and types is weighed with their clues. Everything stays grounded: what
it points to is taken where the rules can read it, with their own reader; a target is chosen among the bodies that the article names, a
main type is weighed with what triggers and words speak for. How far the model is trusted was chosen on dev when it was trained
(`extract.teaching`), and stands in its checkpoint.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.organisations import OrganisationMention, mentions_in
from models.checkpoint import Trust, find_model
from models.tagger import Tags, Text, load_tagger

COMPONENT = "sukien_model"
DOUBT = 1e-4
"""No probability of the model's is taken for lower, or for higher than what this leaves of 1."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of an article, and how far it is trusted."""

    tags: Tags
    trust: Trust


if not Doc.has_extension("opinion"):
    Doc.set_extension("opinion", default=None)


@Language.factory(COMPONENT)
class ModelLayer:
    """Sets `doc._.opinion`, and mends the organisations; persons are added by their own component.

    `model` is a folder's path or a shipped model's name.
    """

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        tagger = load_tagger(find_model(model))
        self.tags: Callable[[Text], Tags] = lambda text: tagger([text])[0]
        self.trust = tagger.checkpoint.trust

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with the model's opinion."""
        article = doc._.article
        doc._.opinion = Opinion(self.tags(Text(article.text, article.zones)), self.trust)
        bodies = [*bodies_kept(doc), *bodies_added(doc)]
        if bodies != list(doc._.organisations):
            leave(doc, "organisations", sorted(bodies, key=lambda body: (body.start, body.end)))
        return doc


def bodies_kept(doc: Doc) -> list[OrganisationMention]:
    """The bodies that the rules have found, without those of which the model is sure that they are none."""
    opinion: Opinion = doc._.opinion
    return [body for body in doc._.organisations if opinion.tags.chance("organisation", body.start, body.end) >= opinion.trust.drop]


def bodies_added(doc: Doc) -> Iterator[OrganisationMention]:
    """The bodies that only the model has found and that the rules can read, each as if it were a sentence of its own."""
    for start, end in places_added(doc, "organisation", doc._.organisations):
        first = next(iter(mentions_in(doc._.cased, start, end, doc._.words)), None)
        if first and first.start == start and doc.char_span(first.start, first.end):
            yield first


def places_added(doc: Doc, kind: str, found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the model is sure of a mention that the rules have not found, nor anything of it; nowhere without a model."""
    opinion: Opinion | None = doc._.opinion
    if opinion is None or not opinion.trust.add:
        return
    for (its_kind, start, end), score in opinion.tags.spans:
        if its_kind == kind and score >= opinion.trust.add and not any(other.start < end and start < other.end for other in found):
            whole = any(sentence.start <= start and end <= sentence.end for sentence in doc._.sentences)
            if whole and doc.char_span(start, end):
                yield start, end


def type_weight(doc: Doc, type_: str) -> float:
    """By what the evidence for a main type is multiplied: a power of its probability; 1 without a model."""
    opinion: Opinion | None = doc._.opinion
    return max(opinion.tags.types.get(type_, 1.0), DOUBT) ** opinion.trust.types if opinion else 1.0


def target_odds(doc: Doc, start: int, end: int) -> float:
    """What is added to the log odds that the body named at `[start, end)` is a target; 0 without a model."""
    opinion: Opinion | None = doc._.opinion
    chance = opinion.tags.role(start, end).get("target") if opinion else None
    if opinion is None or chance is None:
        return 0.0
    chance = min(max(chance, DOUBT), 1 - DOUBT)
    return opinion.trust.roles * log(chance / (1 - chance))
