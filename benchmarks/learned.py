"""What a learned part would add to the rules: main type and roles by linear models, trained on train, measured on dev and real news.

    python -m benchmarks.learned        from the checkout, about a minute

Regularised least squares (Rifkin, Yeo, Poggio 2003: as good as support vectors, and a closed form), one against the rest, on features
that are yes or no. `model` sees the text only, `both` the rules' answer too. Where rules find no event, no model is asked.
Boundaries of bodies and persons are not tried: that takes articles of train with their spans, and there are none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc

from benchmarks.accuracy import Split, f1, splits
from extract import events, roles
from extract.organisations import OrganisationMention
from extract.pipeline import Pipeline, assemble
from extract.resolve import Resolver
from extract.telling import ONE_SIDED, lead_sentences, telling, titles
from schemas.card import Card, to_card
from schemas.evaluation import Table, evaluate, main_event, same_body

RIDGES = (0.3, 1.0, 3.0, 10.0, 30.0)
"""Penalties that are tried on train, one fold in five left out."""
FOLDS = 5
ROLES = ("organisers", "targets")
OPENING = 3
"""Sentences of the body whose words the type is told by."""
FAR = 160
"""Characters behind a body among which a holding verb may be its own."""


@dataclass(frozen=True)
class Read:
    """An article that the rules have read, the card they made and the gold one."""

    doc: Doc
    resolver: Resolver
    card: Card
    gold: Card


class Linear:
    """Classes by regularised least squares over sets of features; the features are those of the training examples."""

    def __init__(self, examples: Sequence[set[str]], classes: Sequence[str], ridge: float) -> None:
        self.names = sorted(set(classes))
        self.columns = {name: i for i, name in enumerate(sorted(set().union(*examples)))}
        x = self._matrix(examples)
        y = np.array([[1.0 if c == name else -1.0 for name in self.names] for c in classes])
        self.weights = x.T @ np.linalg.solve(x @ x.T + ridge * np.eye(len(x)), y)

    def __call__(self, examples: Sequence[set[str]]) -> list[str]:
        """The class of each."""
        return [self.names[i] for i in (self._matrix(examples) @ self.weights).argmax(1)]

    def _matrix(self, examples: Sequence[set[str]]) -> np.ndarray:
        x = np.zeros((len(examples), len(self.columns) + 1))
        for row, example in zip(x, examples, strict=True):
            row[[self.columns[name] for name in example if name in self.columns]] = 1.0
        x /= np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1.0)
        x[:, -1] = 1.0
        return x


def trained(groups: Sequence[tuple[list[set[str]], list[str]]]) -> Linear:
    """The model of examples in groups (articles), with the penalty under which most groups left out are told right."""

    def together(kept: Sequence[tuple[list[set[str]], list[str]]]) -> tuple[list[set[str]], list[str]]:
        return [x for xs, _ in kept for x in xs], [y for _, ys in kept for y in ys]

    right: Counter[float] = Counter()
    for ridge in RIDGES:
        for fold in range(FOLDS):
            model = Linear(*together([g for i, g in enumerate(groups) if i % FOLDS != fold]), ridge)
            tried = together(groups[fold::FOLDS])
            right[ridge] += sum(a == b for a, b in zip(model(tried[0]), tried[1], strict=True))
    return Linear(*together(groups), right.most_common(1)[0][0])


def read(split: Split) -> list[Read]:
    """The articles of a split."""
    pipeline = Pipeline()
    docs = [pipeline.doc(article) for article in split.articles]
    return [Read(doc, Resolver(doc), to_card(assemble(doc)), split.cards[doc._.article.name]) for doc in docs]


def type_features(one: Read, rules: bool) -> set[str]:
    """Words and pairs of words of title and opening; for `rules` the types that the triggers speak for most, in order, and the answer."""
    found = set()
    for sentence in [*titles(one.doc), *lead_sentences(one.doc)[:OPENING]]:
        words = one.doc._.cased[sentence.start : sentence.end].lower().split()
        found |= {f"w {word}" for word in words} | {f"w {a} {b}" for a, b in pairwise(words)}
    if rules:
        tells = {s.index: telling(one.doc, s, rank, one.resolver) for rank, s in enumerate(lead_sentences(one.doc)[: events.LEAD])}
        weights = events.zone_weights(one.doc, tells)
        scores: Counter[str] = Counter()
        for trigger in one.doc._.triggers:
            scores[trigger.type] += trigger.force * weights.get(trigger.sentence, 0)
        found |= {f"trigger {rank} {type_}" for rank, (type_, _) in enumerate(scores.most_common(3))}
        found |= loud(f"rules {main_event(one.card)['types'][0]}", found)
    return found


def loud(answer: str, others: set[str]) -> set[str]:
    """The rules' answer as half as many features as there are others, among which one alone would not be heard."""
    return {f"{answer} {copy}" for copy in range(len(others) // 2)}


def typed(train: Sequence[Read], tried: Sequence[Read], rules: bool) -> list[Card]:
    """The cards with the main types of the model."""
    taught = [one for one in train if one.gold["events"] and one.card["events"]]
    model = trained([([type_features(one, rules)], [main_event(one.gold)["types"][0]]) for one in taught])
    return [
        changed(one.card, types=model([type_features(one, rules)])) if one.card["events"] else one.card for one in tried
    ]  # fmt: skip


def mentions(one: Read) -> list[OrganisationMention]:
    """The bodies of title and body that may fill a role."""
    sentences = titles(one.doc) + lead_sentences(one.doc)
    return [m for s in sentences for m in roles.organisations_in(one.doc, s) if one.resolver.names_one(m)]


def role_features(one: Read, mention: OrganisationMention, names: Counter[str], rules: bool) -> set[str]:
    """Where a body stands, what it is and what is around it; for `rules` the role that they give it."""
    text, name = one.doc._.cased, one.resolver(mention).name.lower()
    sentence = next(s for s in one.doc._.sentences if s.start <= mention.start < s.end)
    rank = next((i for i, s in enumerate(lead_sentences(one.doc)) if s == sentence), -1)
    triggers = [t for t in one.doc._.triggers if t.sentence == sentence.index and t.type == main_event(one.card)["types"][0]]
    before, after = text[sentence.start : mention.start].lower().split(), text[mention.end : sentence.end].lower().split()
    holding = roles.HOLD.search(text, mention.end, min(sentence.end, mention.end + FAR))
    found = {f"kind {mention.kind}", f"level {mention.level}", f"head {mention.head}", f"bare {mention.bare}", f"zone {sentence.zone}"}
    found |= {f"sentence {min(rank, 4)}", f"named {min(names[name], 4)}", f"first {not before}", f"type {main_event(one.card)['types'][0]}"}
    found |= {f"before {i} {word}" for i, word in enumerate(before[:-4:-1])} | {f"after {i} {word}" for i, word in enumerate(after[:3])}
    found |= {f"trigger {'behind' if t.start > mention.start else 'before'} {min(abs(t.start - mention.start) // 40, 4)}" for t in triggers}
    found |= {f"holding {min((holding.start() - mention.end) // 30, 4)}"} if holding else {"holding none"}
    found |= {f"bound {roles.bound(one.doc, sentence, mention)}", f"titled {name in one.resolver.title}"}
    if rules:
        given = [role for role in ROLES if any(same_body(name, other) for other in main_event(one.card)[role])] or ["neither"]
        found |= loud(f"rules {given[0]}", found)
    return found


def role_examples(one: Read, rules: bool) -> tuple[list[set[str]], list[str]]:
    """The bodies of an article, and what gold says they are in the main event."""
    found = mentions(one) if one.card["events"] else []
    names = Counter(one.resolver(m).name.lower() for m in found)
    gold = main_event(one.gold)
    told = [next((r for r in ROLES if any(same_body(one.resolver(m).name, g) for g in gold.get(r) or [])), "neither") for m in found]
    return [role_features(one, m, names, rules) for m in found], told


def cast(train: Sequence[Read], tried: Sequence[Read], rules: bool) -> list[Card]:
    """The cards with the organisers and targets of the model: the bodies that it gives the role at any mention."""
    model = trained([role_examples(one, rules) for one in train])
    cards = []
    for one in tried:
        examples, _ = role_examples(one, rules)
        told = list(zip(mentions(one), model(examples), strict=True)) if examples else []
        names = {role: list(dict.fromkeys(one.resolver(m).name for m, given in told if given == role)) for role in ROLES}
        if one.card["events"] and main_event(one.card)["types"][0] in ONE_SIDED:
            names["organisers"] = []
        cards.append(changed(one.card, **names) if one.card["events"] else one.card)
    return cards


def changed(card: Card, **values: Any) -> Card:
    """The card with other values in its main event."""
    return card | {"events": [event | values if event is main_event(card) else event for event in card["events"]]}


def measured(train: Sequence[Read], tried: Sequence[Read]) -> dict[str, list[str]]:
    """F1 by rules, model and both of each field."""
    gold = {one.card["id"]: one.gold for one in tried}

    def table(cards: Sequence[Card]) -> Table:
        return evaluate(gold, {card["id"]: card for card in cards})

    by_rules = table([one.card for one in tried])
    types = [by_rules, *(table(typed(train, tried, rules)) for rules in (False, True))]
    bodies = [by_rules, *(table(cast(train, tried, rules)) for rules in (False, True))]
    return {"main type": [f1(t, "main type") for t in types], **{role: [f1(t, role) for t in bodies] for role in ROLES}}


def report(train: Split, tried: Sequence[Split]) -> str:
    """One row per field, three columns per split."""
    taught = read(train)
    found = [measured(taught, read(split)) for split in tried]
    titles = " | ".join(f"{split.name} ({len(split.cards)}): rules | model | both" for split in tried)
    lines = [f"| F1 | {titles} |", f"|---|{'--:|' * (3 * len(tried))}"]
    return "\n".join([*lines, *(f"| {field} | {' | '.join(cell for row in found for cell in row[field])} |" for field in found[0])])


def main() -> None:
    """Print the table."""
    train, *tried = splits(["train", "dev"])
    print(report(train, tried))


if __name__ == "__main__":
    main()
