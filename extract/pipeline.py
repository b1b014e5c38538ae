"""The pipeline: one Article in, one Record out.

>>> pipeline = Pipeline()
>>> record = pipeline(article)          # doctest: +SKIP

The components run in the order of `COMPONENTS`, each leaving its mentions on the Doc; `events_of` reads them all, and the
record is assembled from what they left. Nothing is read twice and nothing is written back.
"""

from dataclasses import replace

import spacy
from spacy.tokens import Doc

from corpus.article import READ, Article
from extract import (  # noqa: F401  (registers the components)
    awards,
    casing,
    counts,
    dates,
    documents,
    opinion,
    organisations,
    people,
    places,
    shared_heads,
    short_names,
    syllables,
    triggers,
    words,
)  # fmt: skip
from extract.arguments import Told
from extract.events import events_of
from extract.people import PersonMention
from extract.places import PlaceMention
from extract.resolve import Resolved, Resolver
from extract.syllables import SyllableTokenizer
from schemas.record import Award, Count, DateFact, Document, Event, Organisation, Person, Place, Record

COMPONENTS = (
    "sukien_sentences", "sukien_casing", "sukien_words", "sukien_dates", "sukien_places", "sukien_organisations", "sukien_shared_heads",
    "sukien_short_names", "sukien_people", "sukien_counts", "sukien_documents", "sukien_awards", "sukien_triggers",
)  # fmt: skip


class Pipeline:
    """`Article -> Record`; loading it takes about a second, a call some hundredths."""

    def __init__(self, model: str | None = None) -> None:
        """With `model`, a folder's path or a shipped model's name, the learned tagger is heard too; ModelError where it cannot be."""
        self.nlp = spacy.blank("xx")
        self.nlp.tokenizer = SyllableTokenizer(self.nlp.vocab)
        for name in COMPONENTS:
            self.nlp.add_pipe(name)
        if model:
            self.nlp.add_pipe(opinion.COMPONENT, after="sukien_short_names", config={"model": model})

    def doc(self, article: Article) -> Doc:
        """The Doc of the article, as far as it is read, with all mentions on it."""
        if len(article.text) > READ:
            zones = tuple(zone.model_copy(update={"end": min(zone.end, READ)}) for zone in article.zones if zone.start < READ)
            article = replace(article, text=article.text[:READ], zones=zones)
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def __call__(self, article: Article) -> Record:
        """The record of one article."""
        record = assemble(self.doc(article))
        return record if len(article.text) <= READ else record.model_copy(update={"text": article.text, "zones": list(article.zones)})


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
            form=d.form,
            grain=d.grain,
            anchor=d.anchor,
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
    """The bodies that title, body and captions name, under their full names with all their mentions; none that could be any body."""
    furniture = [z for z in doc._.article.zones if z.kind == "furniture"]
    groups: dict[str, list[Resolved]] = {}
    for mention in doc._.organisations:
        if resolver.names_one(mention) and not any(z.start <= mention.start < z.end for z in furniture):
            resolved = resolver(mention)
            if not resolver.generic(resolved):
                groups.setdefault(resolved.name.lower(), []).append(resolved)
    return [
        Organisation(
            name=group[0].name,
            kind=group[0].mention.kind,
            level=next((r.mention.level for r in group if r.mention.level), None),
            place=resolver.place_of(group[0].name),
            evidence=[(r.mention.start, r.mention.end) for r in group],
            inferred=next((None for r in group if r.inferred is None), group[0].inferred),
        )
        for group in groups.values()
    ]


def people_of(doc: Doc) -> list[Person]:
    """The persons by full name with the fullest office printed."""
    groups: dict[str, list[PersonMention]] = {}
    for mention in doc._.people:
        if not mention.byline:
            groups.setdefault(mention.full, []).append(mention)
    return [
        Person(
            name=name,
            title=max((m.title for m in group), key=len) or None,
            recipient=any(m.recipient for m in group),
            evidence=[(m.start, m.end) for m in group],
        )
        for name, group in groups.items()
    ]


def places_of(doc: Doc, resolver: Resolver) -> list[Place]:
    """The units named, every mention in the evidence of its place; the code where only one unit bears the name."""
    groups: dict[str, list[PlaceMention]] = {}
    for mention in doc._.places:
        groups.setdefault(resolver.place(mention).lower(), []).append(mention)
    found = []
    for group in groups.values():
        unit = resolver.unit(group[0])
        found.append(
            Place(
                name=resolver.place(group[0]),
                kind=group[0].kind,
                code=unit.code if unit else None,
                province=resolver.province_of(unit),
                evidence=[(m.start, m.end) for m in group],
            )
        )
    return found


def awards_of(doc: Doc, resolver: Resolver, events: list[Event]) -> list[Award]:
    """The awards, each with its giver's full name and the event it was given at."""
    ceremony = next((i for i, e in enumerate(events) if e.types[0] == "khen_thuong"), 0 if events else None)
    found = []
    for mention in doc._.awards:
        giver = f"{mention.office} {resolver(mention.giver).name}".strip() if mention.giver else None
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
