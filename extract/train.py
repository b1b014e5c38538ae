"""Training: what is learned from the gold articles of train and dev: of which type words speak (`models.topics`), who is a target
(`extract.targets`), how sure an event is.

    python -m extract.train        writes topics.tsv, targets.tsv, common_names.tsv and confidence.json of models/data (`make train`)

A body is a target where gold has its name among those of the event. An event is right where gold has one of its type on the same days;
the rules were made with these articles in sight, and so more of their events are right than of new ones: `UNSEEN` sets the
confidence to what is to be expected of new ones.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc

from corpus.article import Article
from corpus.read import read_sources
from extract.arguments import holders_of, tell
from extract.events import events_of, main_candidate, words_of
from extract.link import capitalised
from extract.pipeline import Pipeline
from extract.resolve import Resolver
from extract.side_events import side_events
from extract.targets import OBJECTS, bodies_with_clues
from extract.telling import Candidate
from models import logistic, topics
from models.confidence import Clues, fit
from schemas.card import Card, read_cards
from schemas.evaluation import main_event, pair_up, same_body, same_type_and_days

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus/gold"
FOLDERS = [(GOLD, ROOT / "corpus/sample"), *((GOLD / split / "cards", GOLD / split / "articles") for split in ("train", "dev"))]
WEIGHTS = ROOT / "models/data/confidence.json"
TARGETS = ROOT / "models/data/targets.tsv"
STRENGTH, SEEN = 0.15, 3
"""Of the weights of targets (`models.logistic.fit`): what told best by which lots of gold had been left out, 0.1 to 0.3 being as good."""
HEADER = """\
# Weights of the clues that a body is a target of an event: logistic regression on the articles of train and dev. Written by `make train`.
# clue: as extract/target_clues.py names it; the first one, without a name, is the intercept. weight: added to the log odds.
clue\tweight
"""
TOPICS = ROOT / "models/data/topics.tsv"
TOPICS_HEADER = """\
# Weights of words and pairs of words for the type of an article's main event: multinomial logistic regression on the articles of train and
# dev. Written by `make train`.
# clue: in lower case; the first ones, without any, are the intercepts. weight: added to the log odds, a text's clues being of length one.
clue\ttype\tweight
"""
COMMON = ROOT / "models/data/common_names.tsv"
COMMON_HEADER = """\
# Names, by their last two capitalised syllables, in 6 of 1,000 articles of train or more: that two articles share one does not make them
# reports of one event (extract/link.py). Written by `make train`. articles: how many have it.
name\tarticles
"""
COMMON_SHARE = 0.0055
"""Of the articles of train, the share from which a name is common: what linked best of 0.005 to 0.014."""
UNSEEN = 0.88
"""Share of the events that are right in articles nobody had made a rule for. Of 13 lots (301–324, 331–354, 361–390, 461–490, 511–540,
551–580, 581–610, 671–700, 701–724, 725–744, 745–754, 755–786, 787–810) it was 0.82, 0.85, 0.89, 0.87, 0.87, 0.84, 0.90, 0.82, 0.83, 0.75,
0.91, 0.89 and 0.87 on arrival, and 0.98 of the 146 events of the test split when it was first scored; of all of them together 0.88. Over
train and dev, a third of which are features by now, it is 0.84, and the lower counts."""


class Example(NamedTuple):
    """An event that was found in an article: its clues, and whether its type and days are right."""

    article: str
    clues: Clues
    right: bool


class Body(NamedTuple):
    """A body that may be the target of an event, where an article names it: the clues there, and whether gold says it is one."""

    article: str
    clues: set[str]
    right: bool


def gold_docs() -> Iterator[tuple[str, Doc, Card]]:
    """(name, Doc, card) of each article of train and dev."""
    pipeline = Pipeline()
    for cards, articles in FOLDERS:
        gold = read_cards(cards)
        for article in read_sources([articles]):
            if isinstance(article, Article) and article.name in gold:
                yield article.name, pipeline.doc(article), gold[article.name]


def examples(docs: Sequence[tuple[str, Doc, Card]]) -> list[Example]:
    """Every event that is found."""
    found = []
    for name, doc, gold in docs:
        told = events_of(doc, Resolver(doc))
        wrong = {id(e) for e in pair_up(gold["events"], [t.event for t in told], same_type_and_days)[2]}
        found += [Example(name, t.clues, id(t.event) not in wrong) for t in told]
    return found


def bodies(docs: Sequence[tuple[str, Doc, Card]]) -> list[Body]:
    """Every body that may be a target of an event that is found and is in gold: main events of a type, others of a type and days."""
    found = []
    for name, doc, gold in docs:
        resolver = Resolver(doc)
        main = main_candidate(doc, resolver)
        if main is None or doc._.article.language != "vi":
            continue
        for candidate, targets in _paired(doc, main, resolver, gold):
            holders = holders_of(doc, candidate, resolver, candidate is main)
            for one in bodies_with_clues(doc, candidate, holders, resolver, candidate is main):
                found.append(Body(name, one.clues, any(same_body(one.name, target) for target in targets)))
    return found


def _paired(doc: Doc, main: Candidate, resolver: Resolver, gold: Card) -> Iterator[tuple[Candidate, list[str]]]:
    """The events that are done to somebody, each with the targets of gold's."""
    events = gold["events"]
    first = main_event(gold) if events else {"types": [main.trigger.type]}
    if main.trigger.type in OBJECTS and first["types"][0] == main.trigger.type:
        yield main, first.get("targets") or []
    others = [candidate for candidate in side_events(doc, main, resolver) if candidate.trigger.type in OBJECTS]
    for candidate in others:
        told = tell(doc, candidate, resolver, main, len(others)).event
        if same := next((e for e in events if e is not first and same_type_and_days(e, told)), None):
            yield candidate, same.get("targets") or []


def learned_targets(taught: Sequence[Body]) -> dict[str, float]:
    """The weights that these examples teach, by clue."""
    return logistic.fit([a.clues for a in taught], [a.right for a in taught], STRENGTH, SEEN)


def learned(taught: list[Example]) -> dict[str, Any]:
    """The weights that these examples teach, as the file of weights has them."""
    return fit([e.clues for e in taught], [e.right for e in taught], UNSEEN)


def learned_topics(docs: Sequence[tuple[str, Doc, Card]]) -> dict[str, dict[str, float]]:
    """The weights of words that the main types of these articles teach, and those without an event."""
    types = [main_event(gold)["types"][0] if gold["events"] else topics.NOTHING for _, _, gold in docs]
    return topics.fit([words_of(doc) for _, doc, _ in docs], types)


def common_names() -> dict[str, int]:
    """The pairs of capitalised syllables that many articles of train have, with the number of those that do."""
    texts = [article.text for article in read_sources([GOLD / "train/articles"]) if isinstance(article, Article)]
    counted = Counter(name for text in texts for name in capitalised(text))
    return {name: articles for name, articles in sorted(counted.items()) if articles >= COMMON_SHARE * len(texts)}


def main() -> None:
    """Write the weights."""
    docs = list(gold_docs())
    words = learned_topics(docs)
    lines = [f"{clue}\t{type_}\t{weight:g}\n" for clue, weights in words.items() for type_, weight in weights.items()]
    TOPICS.write_text(TOPICS_HEADER + "".join(lines), "utf-8")
    print(f"{TOPICS.relative_to(ROOT)}: {len(words)} words and pairs, {len(lines)} weights")
    topics.shipped.cache_clear()
    found = bodies(docs)
    weights = learned_targets(found)
    TARGETS.write_text(HEADER + "".join(f"{clue}\t{weight:g}\n" for clue, weight in weights.items()), "utf-8")
    print(f"{TARGETS.relative_to(ROOT)}: {len(weights)} clues of {len(found)} bodies, {sum(b.right for b in found)} of them targets")
    common = common_names()
    COMMON.write_text(COMMON_HEADER + "".join(f"{name}\t{articles}\n" for name, articles in common.items()), "utf-8")
    print(f"{COMMON.relative_to(ROOT)}: {len(common)} names")
    logistic.shipped.cache_clear()
    taught = examples(docs)
    WEIGHTS.write_text(json.dumps(learned(taught), indent=1) + "\n", "utf-8")
    print(f"{WEIGHTS.relative_to(ROOT)}: {len(taught)} events, {sum(not e.right for e in taught)} of them wrong")


if __name__ == "__main__":
    main()
