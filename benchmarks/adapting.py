"""Whether a second round of training on corrected articles helps with a house that writes as no other does.

    python -m benchmarks.adapting FOLDER [--number 20]        from the checkout; FOLDER is what `sukien train` wrote; some minutes

The house is a factory's news sheet (corpus/gold/house), whose articles the tagger has not seen. Of its pool, by one hand, the articles that
`sukien label` would write out are taken with the marks that a person made, with five times as many of the old ones lest these be forgotten;
from these the tagger goes on learning. What it marks, without the rules, is compared before and after: on the house's other forty
articles, by another hand, and on dev. Intervals: 95%, paired bootstrap over articles.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generator import ROOT
from extract.pipeline import Pipeline
from extract.teaching import Gold, lesson, read_gold
from extract.uncertain import uncertain
from models.checkpoint import ModelError
from models.finetune import Lesson, finetune
from models.tagger import load_tagger
from schemas.bootstrap import Counts, differences
from schemas.database import close_database, open_database, replace_article
from schemas.evaluation import Row

GOLD = ROOT / "corpus/gold"
OLD_FOR_NEW = 5
CHOSEN_ON = 4
"""Every so manyth corrected article says when learning is enough; it is learned from, too, for there are few."""
MENTIONS = "mentions"


def asked_about(pool: Sequence[Gold], model: Path, number: int) -> list[Gold]:
    """The articles of a pool that `sukien label` would write out of a database built with a model."""
    pipeline = Pipeline(str(model))
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "pool.db")
        with db.atomic():
            for gold in pool:
                replace_article(db, pipeline(gold.article), gold.article.name, "benchmark")
        names = [article.name for article in uncertain(db.conn, number)]
        close_database(db)
    known = {gold.article.name: gold for gold in pool}
    return [known[name] for name in names]


def lessons(gold: Sequence[Gold], rules: Pipeline) -> list[Lesson]:
    """What articles teach: their marks, where a hand has made them."""
    return [lesson(rules(one.article), one.card, one.spans) for one in gold]


def marked(model: Path, taught: Sequence[Lesson]) -> Counts:
    """(hit, missed, extra) of each article's mentions, as the tagger alone marks them."""
    found = [{tagged.span for tagged in tags.spans} for tags in load_tagger(model)([one.text for one in taught])]
    return [(len(one.spans & ours), len(one.spans - ours), len(ours - one.spans)) for one, ours in zip(taught, found, strict=True)]


def compared(name: str, before: Counts, after: Counts) -> str:
    """A row of the table."""
    old, new = (Row(*map(sum, zip(*counts, strict=True))).f1 for counts in (before, after))
    low, high = differences({MENTIONS: before}, {MENTIONS: after}, "mean")[MENTIONS]
    return f"| {name} | {len(before)} | {old:.3f} | {new:.3f} | {new - old:+.3f} [{low:+.3f}, {high:+.3f}] |"


def report(model: Path, number: int) -> str:
    """The table."""
    rules = Pipeline()
    pool, unseen, old, dev = (read_gold([GOLD / name], rules) for name in ("house/pool", "house/unseen", "train", "dev"))
    corrected = asked_about(pool, model, number)
    kept = old[:: max(1, len(old) // (OLD_FOR_NEW * number))]
    tried = {"the house, unseen": lessons(unseen, rules), "dev": lessons(dev, rules)}
    with tempfile.TemporaryDirectory() as folder:
        after = Path(folder) / "second"
        finetune(str(model), lessons([*corrected, *kept], rules), lessons(corrected[::CHOSEN_ON], rules), after)
        rows = [compared(name, marked(model, articles), marked(after, articles)) for name, articles in tried.items()]
    head = f"| mentions, F1 | articles | before | after {len(corrected)} corrected articles | gain |\n|---|--:|--:|--:|--:|"
    return "\n".join([head, *rows])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.adapting", description="Print what corrected articles of a new house teach."
    )
    parser.add_argument("folder", type=Path, help="what `sukien train` wrote")
    parser.add_argument("--number", type=int, default=20, help="articles that are corrected")
    given = parser.parse_args()
    try:
        print(report(given.folder, given.number))
    except ModelError as error:
        raise SystemExit(f"adapting: {error}") from None


if __name__ == "__main__":
    main()
