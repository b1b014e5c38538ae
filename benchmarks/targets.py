"""Targets where they were not learned: by lot of gold, each judged by weights that the other lots teach.

    python -m benchmarks.targets        from the checkout, a minute

A lot is what one hand wrote. Which bodies are named, and which events there are, the rules tell with all lots in sight.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from benchmarks.confidence import LOTS, lot
from extract.arguments import holders_of
from extract.events import main_candidate
from extract.resolve import Resolver
from extract.targets import OBJECTS, Asked, bodies_with_clues, chosen_of, likelihoods
from extract.train import bodies, gold_docs, learned_targets
from schemas.card import Card
from schemas.evaluation import main_event, pair_up, same_body

Article = tuple[str, str, list[Asked], list[str]]
"""Its name, the type of its main event, the bodies that are asked about and gold's targets."""


def articles(docs: Sequence[tuple[str, Doc, Card]]) -> Iterator[Article]:
    """Those in which a main event is found."""
    for name, doc, gold in docs:
        resolver = Resolver(doc)
        candidate = main_candidate(doc, resolver) if doc._.article.language == "vi" else None
        if candidate is None:
            continue
        asked: list[Asked] = []
        if candidate.trigger.type in OBJECTS:
            asked = list(bodies_with_clues(doc, candidate, holders_of(doc, candidate, resolver, True), resolver, True))
        yield name, candidate.trigger.type, asked, targets(gold)


def targets(gold: Card) -> list[str]:
    """Those of the main event."""
    return (main_event(gold).get("targets") or []) if gold["events"] else []


def judged() -> dict[int, tuple[int, int, int]]:
    """(right, found, in gold) of each lot's targets, by weights learned from the other lots."""
    docs = list(gold_docs())
    every, taught = list(articles(docs)), bodies(docs)
    lots: dict[int, tuple[int, int, int]] = {}
    for number in sorted({lot(name) for name, *_ in every}):
        weights = learned_targets([body for body in taught if lot(body.article) != number])
        right = found = known = 0
        for _, type_, asked, gold in (article for article in every if lot(article[0]) == number):
            chosen = chosen_of(likelihoods(asked, type_, weights), type_, True) if asked else []
            right += len(pair_up(gold, chosen, same_body)[0])
            found, known = found + len(chosen), known + len(gold)
        lots[number] = right, found, known
    return lots


def report(lots: dict[int, tuple[int, int, int]]) -> str:
    """A row per lot, and one of all."""
    whole = tuple(sum(column) for column in zip(*lots.values(), strict=True))
    rows = [*((f"from {LOTS[number]:03} on", counts) for number, counts in lots.items()), ("all", whole)]
    lines = ["| lot | targets | precision | recall | F1 |", "|---|--:|--:|--:|--:|"]
    for name, (right, found, known) in rows:
        precision, recall = right / max(found, 1), right / max(known, 1)
        lines.append(f"| {name} | {known} | {precision:.3f} | {recall:.3f} | {2 * right / max(found + known, 1):.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    print(report(judged()))


if __name__ == "__main__":
    main()
