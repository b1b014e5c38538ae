"""How fast a trained tagger is with torch and as ONNX of 8 bits, on one core, and how often both mark the same.

    python -m benchmarks.taggers FOLDER [--split dev]        from the checkout; FOLDER is what `sukien train --onnx` wrote

Both read the same articles, by turns, `ROUNDS` times, and each is given its median round; time goes from text to tags. Equal are those
of the mentions of either that both have, with the same kind and ends.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from corpus.article import Article
from corpus.read import read_sources
from models.checkpoint import ModelError
from models.tagger import ONNX_FOLDER, Tagger, Tags, Text, load_tagger

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def timed(tagger: Tagger, texts: Sequence[Text]) -> tuple[float, list[Tags]]:
    """Seconds and tags, one text at a time as a build has them."""
    begun = time.perf_counter()
    found = [tagger([text])[0] for text in texts]
    return time.perf_counter() - begun, found


def equal(first: Sequence[Tags], second: Sequence[Tags]) -> float:
    """Of the mentions that either has the share that both have; 1 where there are none."""
    pairs = [({tagged.span for tagged in a.spans}, {tagged.span for tagged in b.spans}) for a, b in zip(first, second, strict=True)]
    either = sum(len(a | b) for a, b in pairs)
    return sum(len(a & b) for a, b in pairs) / either if either else 1.0


def megabytes(folder: Path) -> float:
    """What the files of a folder take on disk, its folders aside."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / 1e6


def report(folder: Path, texts: Sequence[Text]) -> str:
    """The table."""
    folders = {"torch, 32 bits": folder, "ONNX, 8 bits": folder / ONNX_FOLDER}
    taggers = {name: load_tagger(at) for name, at in folders.items()}
    rounds = [{name: timed(tagger, texts) for name, tagger in taggers.items()} for _ in range(ROUNDS + 1)][
        1:
    ]  # the first one is to warm up
    tags = [found for _, found in rounds[0].values()]
    pieces = sum(len(one.offsets) for one in tags[0])
    lines = ["| tagger | pieces/s on a core | articles/s on a core | MB |", "|---|--:|--:|--:|"]
    for name, at in folders.items():
        seconds = median(one[name][0] for one in rounds)
        lines.append(f"| {name} | {pieces / seconds:,.0f} | {len(texts) / seconds:.1f} | {megabytes(at):.1f} |")
    return "\n".join([*lines, "", f"{len(texts)} articles, {pieces:,} pieces; equal mentions: {equal(*tags):.1%}"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.taggers", description="Print how fast a tagger is.")
    parser.add_argument("folder", type=Path, help="what `sukien train --onnx` wrote")
    parser.add_argument("--split", default="dev", help="split of corpus/gold; test is for releases")
    given = parser.parse_args()
    articles = [item for item in read_sources([ROOT / "corpus/gold" / given.split / "articles"]) if isinstance(item, Article)]
    try:
        print(report(given.folder, [Text(article.text, article.zones) for article in articles]))
    except ModelError as error:
        raise SystemExit(f"taggers: {error}") from None


if __name__ == "__main__":
    main()
