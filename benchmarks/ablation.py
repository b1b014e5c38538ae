"""What each role's finder is worth: F1 with it, and with the first thing that would do in its place.

    python -m benchmarks.ablation [--splits train,dev]        from the checkout

One finder at a time is replaced, in this process, by its first match (the first trigger of the lexicon, the first union named …); all
else stays. Which event a count belongs to is not here: gold cards do not say.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from benchmarks.accuracy import Split, splits
from extract import arguments, events, pipeline, targets
from extract.dates import DateMention
from extract.organisations import OrganisationMention
from extract.resolve import Resolver
from extract.syllables import Sentence
from extract.telling import Candidate
from schemas.card import to_card
from schemas.evaluation import Table, evaluate
from schemas.record import Argument, Award, Event, Value


def first_trigger(doc: Doc, resolver: Resolver) -> Candidate | None:
    """The first trigger of the text is the main event's, its sentence the one that tells it."""
    trigger = min(doc._.triggers, key=lambda t: t.start, default=None)
    if trigger is None:
        return None
    sentence = doc._.sentences[trigger.sentence]
    return Candidate(trigger, sentence, events.main_date(doc, sentence), 1.0)


def first_date(doc: Doc, sentence: Sentence) -> DateMention | None:
    """The first date of the text that can be placed."""
    return next((d for d in doc._.dates if d.first), None)


def first_union(doc: Doc, candidate: Candidate, resolver: Resolver, main: bool) -> list[OrganisationMention]:
    """The first union that the text names."""
    return [m for m in doc._.organisations if m.kind == "union" and resolver.names_one(m)][:1]


def first_body_behind(
    doc: Doc, candidate: Candidate, holders: Sequence[OrganisationMention], resolver: Resolver, main: bool
) -> list[OrganisationMention]:
    """The first body behind the trigger, for the types that are done to somebody."""
    if candidate.trigger.type not in targets.OBJECTS:
        return []
    return [m for m in doc._.organisations if m.start >= candidate.trigger.end][:1]


def first_place(doc: Doc, candidate: Candidate, objects: Sequence[OrganisationMention], resolver: Resolver, main: bool) -> Argument | None:
    """The first place that the text names."""
    found = next(iter(doc._.places), None)
    return Argument(name=resolver.place(found), evidence=[(found.start, found.end)]) if found else None


def first_period(doc: Doc, candidate: Candidate, main: bool) -> Value | None:
    """The first period of the text, for any type."""
    found = next((d for d in doc._.dates if d.period), None)
    return Value(value=found.period, evidence=[(found.start, found.end)]) if found else None


def everybody(doc: Doc, candidate: Candidate, main: bool, elsewhere: Sequence[tuple[int, int]]) -> list[Argument]:
    """All persons of the text."""
    return [Argument(name=person.full, evidence=[(person.start, person.end)]) for person in doc._.people]


def first_giver(doc: Doc, resolver: Resolver, told: list[Event], found: Callable[..., list[Award]] = pipeline.awards_of) -> list[Award]:
    """The first body of the award's sentence."""
    awards = []
    for award in found(doc, resolver, told):
        sentence = next(s for s in doc._.sentences if s.start <= award.evidence[0][0] < s.end)
        body = next((m for m in doc._.organisations if sentence.start <= m.start < sentence.end), None)
        awards.append(award.model_copy(update={"giver": resolver(body).name if body else None}))
    return awards


FINDERS: dict[str, tuple[Any, str, Callable[..., Any], str]] = {
    "main type": (events, "main_candidate", first_trigger, "first trigger"),
    "main date": (events, "main_date", first_date, "first date"),
    "organisers": (arguments, "holders_of", first_union, "first union"),
    "targets": (arguments, "targets_of", first_body_behind, "first body behind the trigger"),
    "place": (arguments, "place_of", first_place, "first place"),
    "period": (arguments, "period_of", first_period, "first period"),
    "people": (arguments, "people_of", everybody, "everybody"),
    "givers": (pipeline, "awards_of", first_giver, "first body of the sentence"),
}
"""By field: the room's module, the finder in it, and what stands in for it."""


@contextmanager
def without(field: str) -> Iterator[None]:
    """The field's finder is replaced by its first match, until the block ends."""
    module, finder, stand_in, _ = FINDERS[field]
    with patch.object(module, finder, stand_in):
        yield


def tables(split: Split) -> tuple[Table, dict[str, Table]]:
    """The accuracy with all finders, and without each."""
    extract = pipeline.Pipeline()
    docs = [extract.doc(article) for article in split.articles]  # finders read the mentions that are left on it

    def table() -> Table:
        return evaluate(split.cards, {doc._.article.name: to_card(pipeline.assemble(doc)) for doc in docs})

    found = {}
    for field in FINDERS:
        with without(field):
            found[field] = table()
    return table(), found


def report(found: list[Split]) -> str:
    """One row per field: for each split its F1 with the finder, and with the first match; last the fields' mean."""
    scored = [(split, *tables(split)) for split in found]
    titles = " | ".join(f"{split.name} ({len(split.cards)}) | first match" for split, *_ in scored)
    lines = [f"| F1 | in its place | {titles} |", f"|---|---|{'--:|' * (2 * len(scored))}"]
    for field, (*_, name) in FINDERS.items():
        cells = [f"{table.fields[field].f1:.3f}" for _, full, ablated in scored for table in (full, ablated[field])]
        lines.append(f"| {field} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description="Print what each role's finder is worth.")
    parser.add_argument("--splits", default="train,dev", help="splits of corpus/gold, with commas (train,dev)")
    print(report(list(splits(parser.parse_args().splits.split(",")))))


if __name__ == "__main__":
    main()
