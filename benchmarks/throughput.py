"""How fast, how soon and with how much memory an article becomes a record, beside what underthesea does with its text.

    python -m benchmarks.throughput [FOLDER]        from the checkout; FOLDER is corpus/sample if not given

One process, one core. Models are loaded and warm before the clock starts; the contenders take turns over all articles,
`ROUNDS` times, and each is given its median round.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

from corpus.article import Article
from corpus.read import list_files, read_sources

ROOT = Path(__file__).parents[1]
ROUNDS = 5
STARTS = 3
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024

Contender = Callable[[Article], object]


def contenders() -> dict[str, Contender]:
    """What is compared, by name; all of it loaded."""
    from underthesea import ner, sent_tokenize, word_tokenize

    from extract.pipeline import Pipeline
    from models.words import WordSegmenter

    segment = WordSegmenter()
    return {
        "underthesea.word_tokenize": lambda article: word_tokenize(article.text),
        "underthesea.ner, by sentence": lambda article: [ner(sentence) for sentence in sent_tokenize(article.text)],
        "word segmentation (models.words)": lambda article: segment(article.text),
        "whole extraction (extract.pipeline)": Pipeline(),
    }


def rates(articles: list[Article], contenders: dict[str, Contender]) -> dict[str, float]:
    """Articles a second of each contender: the median of its rounds."""
    for contender in contenders.values():
        contender(articles[0])
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            start = time.perf_counter()
            for article in articles:
                contender(article)
            seconds[name].append(time.perf_counter() - start)
    return {name: len(articles) / median(rounds) for name, rounds in seconds.items()}


def extract_in_own_process(source: Path) -> float:
    """Seconds that `sukien extract SOURCE` takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sukien", "extract", source], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(source: Path) -> None:
    """Print the table."""
    articles = [article for article in read_sources([source]) if isinstance(article, Article)]
    (first, _), *_ = list_files([source])

    # Before underthesea is loaded here: the peak of a child counts the memory of the process that started it.
    start_up = min(extract_in_own_process(first) for _ in range(STARTS))
    extract_in_own_process(source)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * MAXRSS_BYTES

    measured = rates(articles, contenders())
    words, names = measured["underthesea.word_tokenize"], measured["underthesea.ner, by sentence"]
    print(f"{len(articles)} articles of {mean(len(article.text.split()) for article in articles):.0f} syllables, one process\n")
    print("| | articles/s | × word_tokenize | × ner |\n|---|--:|--:|--:|")
    for name, rate in measured.items():
        print(f"| {name} | {rate:.1f} | {rate / words:.2f} | {rate / names:.1f} |")
    print(f"\n`sukien extract` on one article, start-up and all: {start_up:.2f} s (best of {STARTS})")
    print(f"`sukien extract` on all of them: {peak / 1e6:.0f} MB of memory at its peak")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "corpus" / "sample")
