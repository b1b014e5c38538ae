"""Teaching: the gold articles as a learned tagger is taught them, and how far the rules may then trust it.

Mentions are those that a hand has marked (`spans/`) where the folder has them, else those that the rules' record points to. Roles and
main type are the card's: a body is an organiser or a target where its full name is among those of the main event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

from corpus.article import Article
from corpus.read import read_sources
from extract.opinion import COMPONENT, ModelLayer
from extract.pipeline import Pipeline
from models.checkpoint import Checkpoint, ModelError, Trust, save_checkpoint
from models.finetune import SETTINGS, Epoch, Lesson, Settings, finetune
from models.model_card import write_model_card
from models.tagger import Tags, Text
from models.transformer import device_of, find_base
from schemas.card import Card, read_cards, to_card
from schemas.evaluation import Row, evaluate, main_event, same_body
from schemas.names import expand
from schemas.record import Record
from schemas.spans import Span, mentions, read_spans, score_mentions

HELD_OUT = 10
"""Where no folder is given for dev, every so manyth article of gold is held out."""
WEIGHTS: dict[str, tuple[float, ...]] = {
    "types": (0.0, 0.25, 0.5, 1.0, 2.0),
    "roles": (0.0, 0.25, 0.5, 1.0),
    "add": (0.0, 0.99, 0.95, 0.9, 0.8, 0.7),
    "drop": (0.0, 0.01, 0.02, 0.05, 0.1, 0.2),
}
"""What is tried of each part of the trust, the least first: of what does equally well on dev it is taken."""


class Gold(NamedTuple):
    """An article, its card, and its mentions where a hand has marked them."""

    article: Article
    card: Card
    spans: set[Span] | None


def teach(
    base: str,
    folders: Sequence[Path],
    dev_folders: Sequence[Path],
    into: Path,
    device: str = "cpu",
    settings: Settings = SETTINGS,
    done: Epoch = lambda number, loss, scores: None,
) -> Checkpoint:
    """Train the encoder `base` on gold folders and write the tagger's folder: network, trust and model card.

    Without folders for dev, part of gold is held out. Raises ModelError, and ValueError for a card or a span that is none.
    """
    find_base(base)  # what cannot be trained, or not there, is said before gold is read
    device_of(device)
    rules = Pipeline()
    gold, dev = read_gold(folders, rules), read_gold(dev_folders, rules)
    if not dev_folders:
        gold, dev = [one for i, one in enumerate(gold) if i % HELD_OUT], gold[::HELD_OUT]
    if not gold or not dev:
        raise ModelError(f"{', '.join(map(str, folders))}: không đủ bài có phiếu; cần thư mục có articles/ và cards/, từ hai bài trở lên")
    taught, tried = ([lesson(rules(one.article), one.card, one.spans) for one in part] for part in (gold, dev))
    checkpoint = finetune(base, taught, tried, into, device, settings, done)
    checkpoint = replace(checkpoint, trust=trust_of(into, dev))
    save_checkpoint(checkpoint, into)
    write_model_card(checkpoint, [*folders, *dev_folders], len(gold), len(dev), into)
    return checkpoint


def read_gold(folders: Iterable[Path], rules: Pipeline) -> list[Gold]:
    """The articles of folders that have `articles/`, `cards/` and maybe `spans/`, those with a card.

    Raises ValueError for a card or a span that is none: the message is one line and says where.
    """
    found = []
    for folder in folders:
        cards = read_cards(folder / "cards")
        articles = [item for item in read_sources([folder / "articles"]) if isinstance(item, Article) and item.name in cards]
        marked = read_spans(folder / "spans", {article.name: rules(article) for article in articles})
        found += [Gold(article, cards[article.name], marked.get(article.name)) for article in articles]
    return found


def lesson(record: Record, card: Card, marked: set[Span] | None = None) -> Lesson:
    """What one article teaches; `marked` are its mentions where a hand has marked them."""
    main = main_event(card)
    names = {place: body.name for body in record.organisations for place in body.evidence}
    spans = mentions(record) if marked is None else marked
    places = [(span.start, span.end) for span in spans if span.kind == "organisation"]
    roles = {place: role_of(names.get(place) or expand(record.text[slice(*place)]), main) for place in places}
    return Lesson(record.name, Text(record.text, record.zones), frozenset(spans), roles, next(iter(main.get("types") or []), None))


def role_of(name: str, main: Card) -> str:
    """The role of a body in the main event of a card."""
    for role, field in (("organiser", "organisers"), ("target", "targets")):
        if any(same_body(name, other) for other in main.get(field) or []):
            return role
    return "neither"


def trust_of(folder: Path, dev: Sequence[Gold]) -> Trust:
    """How far the tagger of a folder is best trusted on dev: part by part, each with those before it settled."""
    pipeline = Pipeline(str(folder))
    layer = cast(ModelLayer, pipeline.nlp.get_pipe(COMPONENT))
    known: dict[str, Tags] = {}
    tags = layer.tags
    layer.tags = lambda text: known[text.text] if text.text in known else known.setdefault(text.text, tags(text))
    trust = Trust()
    for part, weights in WEIGHTS.items():
        found: dict[float, tuple[float, float]] = {}
        for weight in weights:
            layer.trust = replace(trust, **{part: weight})
            found[weight] = worth({one.article.name: pipeline(one.article) for one in dev}, dev)
        trust = replace(trust, **{part: max(weights, key=lambda weight: found[weight])})
    return trust


def worth(records: dict[str, Record], dev: Sequence[Gold]) -> tuple[float, float]:
    """How right records are: the mean F1 of the cards' fields, and where it is the same to three decimals the F1 of bodies and persons.

    Mentions come second: those that a model drops with reason may still have been what led to the right card.
    """
    table = evaluate({one.article.name: one.card for one in dev}, {name: to_card(record) for name, record in records.items()})
    spans = score_mentions({one.article.name: one.spans for one in dev if one.spans is not None}, records)
    named = [spans[kind].exact for kind in ("organisation", "person") if kind in spans]
    whole = Row(sum(row.hit for row in named), sum(row.missed for row in named), sum(row.extra for row in named))
    return round(table.mean_f1, 3), whole.f1
