"""Main types where they were not learned: by lot of gold, told by triggers, by words as the other lots teach them, and by both.

    python -m benchmarks.topics        from the checkout, a minute

A lot is what one hand wrote. Triggers are the lexicon's, which was made with the lots before 1041 in sight.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from benchmarks.confidence import LOTS, lot
from extract.events import evidence, main_type, words_of
from extract.resolve import Resolver
from extract.telling import LEAD, lead_sentences, telling
from extract.train import gold_docs
from models.labels import TYPES
from models.topics import NOTHING, Weights, fit, probabilities
from schemas.card import Card
from schemas.evaluation import main_event


@dataclass(frozen=True)
class Asked:
    """An article: what its triggers speak for, its words, and the types that are right."""

    lot: int
    scores: Mapping[str, float]
    words: set[str]
    types: list[str]

    def answers(self, weights: Weights) -> tuple[str, str, str]:
        """The type by triggers, by words, by both."""
        chances = probabilities(self.words, weights)
        by_triggers = max(self.scores, key=lambda type_: (self.scores[type_], type_), default="")
        return by_triggers, max(TYPES, key=lambda type_: (chances[type_], type_)), main_type(self.scores, chances)


def articles(docs: Sequence[tuple[str, Doc, Card]]) -> Iterator[Asked]:
    """Those of gold, in Vietnamese."""
    for name, doc, gold in docs:
        if doc._.article.language == "vi":
            resolver = Resolver(doc)
            tells = {s.index: telling(doc, s, rank, resolver) for rank, s in enumerate(lead_sentences(doc)[:LEAD])}
            types = main_event(gold)["types"] if gold["events"] else [NOTHING]
            yield Asked(lot(name), evidence(doc, tells, resolver)[0], words_of(doc), types)


def judged(every: Sequence[Asked]) -> dict[int, list[tuple[bool, ...]]]:
    """For each article of each lot that has a main event, which of the answers are right, by words that the other lots teach."""
    lots: dict[int, list[tuple[bool, ...]]] = {}
    for number in sorted({one.lot for one in every}):
        taught = [one for one in every if one.lot != number]
        weights = fit([one.words for one in taught], [one.types[0] for one in taught])
        lots[number] = [
            tuple(answer in one.types for answer in one.answers(weights)) for one in every if one.lot == number and one.types != [NOTHING]
        ]
    return lots


def report(lots: Mapping[int, Sequence[tuple[bool, ...]]]) -> str:
    """A row per lot, and one of all."""
    rows = [
        *((f"from {LOTS[number]:03} on", right) for number, right in lots.items()),
        ("all", [one for right in lots.values() for one in right]),
    ]
    lines = ["| lot | articles | triggers | words | both |", "|---|--:|--:|--:|--:|"]
    for name, right in rows:
        shares = [sum(column) / len(right) for column in zip(*right, strict=True)]
        lines.append(f"| {name} | {len(right)} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    print(report(judged(list(articles(list(gold_docs()))))))


if __name__ == "__main__":
    main()
