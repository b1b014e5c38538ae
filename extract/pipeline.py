"""The pipeline: one Article in, one Record out.

>>> pipeline = Pipeline()
>>> record = pipeline(article)          # doctest: +SKIP

The components run in the order of `COMPONENTS`, each leaving its mentions on the Doc; `events_of` reads them all, and the
record is assembled from what they left. Nothing is read twice and nothing is written back.
"""

import spacy
from spacy.tokens import Doc

from corpus.article import Article
from extract import awards, casing, counts, dates, documents, organisations, people, places, syllables, triggers, words  # noqa: F401  (registers the components)
from extract.events import Told, events_of
from extract.resolve import Resolver
from extract.syllables import SyllableTokenizer
from schemas.record import Award, Count, DateFact, Document, Event, Organisation, Person, Place, Record

VERSION = "1"
"""Raised whenever records change: a build extracts again what an older version made."""

COMPONENTS = (
    "sukien_sentences", "sukien_casing", "sukien_words", "sukien_dates", "sukien_places", "sukien_organisations",
    "sukien_people", "sukien_counts", "sukien_documents", "sukien_awards", "sukien_triggers",
)  # fmt: skip


class Pipeline:
    """`Article -> Record`; loading it takes about a second, a call some hundredths."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("xx")
        self.nlp.tokenizer = SyllableTokenizer(self.nlp.vocab)
        for name in COMPONENTS:
            self.nlp.add_pipe(name)

    def doc(self, article: Article) -> Doc:
        """The article's Doc with all mentions on it."""
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def __call__(self, article: Article) -> Record:
        """The record of one article."""
        return assemble(self.doc(article))


def assemble(doc: Doc) -> Record:
    """The record: the article's own data, the facts of each kind, and the events that they belong to."""
    article: Article = doc._.article
    resolver = Resolver(doc)
    told = events_of(doc, resolver)
    events = [t.event for t in told]
    return Record(
        id=article.id, name=article.name, source=article.source, url=article.url, title=article.title, byline=article.byline,
        published=article.published, language=article.language, text=article.text, zones=list(article.zones),
        dates=dates_of(doc),
        organisations=organisations_of(doc, resolver),
        people=people_of(doc),
        places=places_of(doc, resolver),
        counts=[Count(value=c.value, unit=c.unit, of=c.of, evidence=list(c.evidence), event=belongs(c.start, told)) for c in doc._.counts],
        awards=awards_of(doc, resolver, events),
        documents=documents_of(doc),
        events=events,
    )  # fmt: skip


def dates_of(doc: Doc) -> list[DateFact]:
    """Every expression of time; what an inferred value was found from is in its evidence too."""
    text = doc._.article.text
    return [
        DateFact(
            text=text[d.start : d.end],
            type=d.type,
            value=d.value,
            evidence=[(d.start, d.end), *([d.because] if d.because else [])],
            inferred=d.inferred,
        )
        for d in doc._.dates
    ]


def documents_of(doc: Doc) -> list[Document]:
    """The cited documents."""
    return [
        Document(number=d.number, kind=d.kind or None, issuer=d.issuer or None, date=d.date, evidence=[(d.start, d.end)])
        for d in doc._.documents
    ]


def belongs(start: int, told: list[Told]) -> int | None:
    """The event that a count at `start` belongs to: the other event that is told there, else the main one."""
    return next((i for i, t in enumerate(told) if i and t.start <= start < t.end), 0 if told else None)


def organisations_of(doc: Doc, resolver: Resolver) -> list[Organisation]:
    """The bodies that title, body and captions name, under their full names, every mention in the evidence of its body."""
    found: dict[str, Organisation] = {}
    furniture = [z for z in doc._.article.zones if z.kind == "furniture"]
    for mention in doc._.organisations:
        if not resolver.names_one(mention) or any(z.start <= mention.start < z.end for z in furniture):
            continue
        resolved = resolver(mention)
        key = resolved.name.lower()
        evidence = [*(found[key].evidence if key in found else []), (mention.start, mention.end)]
        first = found.get(key)
        found[key] = Organisation(
            name=first.name if first else resolved.name,
            kind=mention.kind,
            level=(first.level if first else None) or mention.level or None,
            place=(first.place if first else None) or resolver.place_of(resolved.name),
            evidence=evidence,
            inferred=(first.inferred if first else resolved.inferred),
        )
    return list(found.values())


def people_of(doc: Doc) -> list[Person]:
    """The persons by full name with the fullest office printed."""
    found: dict[str, Person] = {}
    for mention in doc._.people:
        if mention.byline:
            continue
        old = found.get(mention.full)
        title = max(mention.title, (old.title or "") if old else "", key=len) or None
        evidence = [*(old.evidence if old else []), (mention.start, mention.end)]
        found[mention.full] = Person(
            name=mention.full, title=title, recipient=mention.recipient or bool(old and old.recipient), evidence=evidence
        )
    return list(found.values())


def places_of(doc: Doc, resolver: Resolver) -> list[Place]:
    """The units named, every mention in the evidence of its place; the code where only one unit bears the name."""
    found: dict[str, Place] = {}
    for mention in doc._.places:
        name = resolver.place(mention)
        old = found.get(name.lower())
        unit = resolver.unit(mention)
        evidence = [*(old.evidence if old else []), (mention.start, mention.end)]
        found[name.lower()] = Place(
            name=old.name if old else name,
            kind=mention.kind,
            code=unit.code if unit else None,
            province=resolver.province_of(unit),
            evidence=evidence,
        )
    return list(found.values())


def awards_of(doc: Doc, resolver: Resolver, events: list[Event]) -> list[Award]:
    """The awards, each with its giver's full name and the event it was given at."""
    ceremony = next((i for i, e in enumerate(events) if e.types[0] == "khen_thuong"), 0 if events else None)
    found = []
    for mention in doc._.awards:
        giver = resolver(mention.giver).name if mention.giver else None
        found.append(
            Award(
                name=mention.name,
                giver=giver,
                kind=mention.kind or None,
                count=mention.count,
                event=ceremony,
                evidence=list(mention.evidence),
            )
        )
    return found
