"""How fast, how soon and with how much memory an article becomes a record, beside what others do with its text.

    python -m benchmarks.throughput [FOLDER]        from the checkout; FOLDER is corpus/sample if not given

Models are loaded and warm before the clock starts; the contenders take turns over all articles in one process, `ROUNDS` times, and
each is given its median round. What a build does with articles but for storing them is measured apart, in one process and in two.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median

from corpus.article import Article
from corpus.read import list_files, read_sources
from extract.archive import CHUNK
from extract.workers import Chunk, File, Finished, Task, run_here, run_in_processes

ROOT = Path(__file__).parents[1]
ROUNDS = 5
STARTS = 3
CHUNKS, WARM_CHUNKS = 100, 10
"""What a build is given to extract, and how much of it before the clock starts."""
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024

Contender = Callable[[Article], object]


def contenders() -> dict[str, Contender]:
    """What is compared, by name; all of it loaded."""
    import spacy
    from dateparser.search import search_dates
    from underthesea import ner, pos_tag, sent_tokenize, word_tokenize

    from extract.pipeline import Pipeline
    from models.words import WordSegmenter

    segment = WordSegmenter()
    vietnamese = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    return {
        "underthesea.word_tokenize": lambda article: word_tokenize(article.text),
        "underthesea.pos_tag, by sentence": lambda article: [pos_tag(sentence) for sentence in sent_tokenize(article.text)],
        "underthesea.ner, by sentence": lambda article: [ner(sentence) for sentence in sent_tokenize(article.text)],
        'spacy.blank("vi") without pyvi: tokens, at blanks': lambda article: vietnamese(article.text),
        "dateparser.search_dates, Vietnamese": lambda article: search_dates(article.text, languages=["vi"]),
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


def rate_of_build(articles: list[Article], run: Callable[[Iterator[Chunk]], Finished]) -> float:
    """Articles a second, from articles here to rows here, once every process is at work."""
    file, numbered = File(ROOT, ROOT, "", 0, 0), enumerate(cycle(articles), 1)
    chunks = ([Task(file, frozenset(), tuple(islice(numbered, CHUNK)))] for _ in range(CHUNKS))
    done = [time.perf_counter() for _ in run(chunks)]
    return CHUNK * (CHUNKS - WARM_CHUNKS) / (done[-1] - done[WARM_CHUNKS - 1])


def seconds_of(*arguments: str | Path) -> float:
    """What a command of `sukien` takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sukien", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(source: Path) -> None:
    """Print the table."""
    articles = [article for article in read_sources([source]) if isinstance(article, Article)]
    (first, _), *_ = list_files([source])

    # Before underthesea is loaded here: the peak of a child counts the memory of the process that started it.
    version, one = (min(seconds_of(*command) for _ in range(STARTS)) for command in (["--version"], ["extract", first]))
    seconds_of("extract", source)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * MAXRSS_BYTES

    from extract.pipeline import Pipeline

    measured = rates(articles, contenders())
    alone = measured["a build, but for storing: one process"] = rate_of_build(articles, lambda chunks: run_here(chunks, Pipeline))
    both = measured["the same: two processes"] = rate_of_build(articles, lambda chunks: run_in_processes(chunks, Pipeline, workers=2))
    words, names = measured["underthesea.word_tokenize"], measured["underthesea.ner, by sentence"]
    print(f"{len(articles)} articles of {mean(len(article.text.split()) for article in articles):.0f} syllables\n")
    print("| | articles/s | × word_tokenize | × ner |\n|---|--:|--:|--:|")
    for name, rate in measured.items():
        print(f"| {name} | {rate:.1f} | {rate / words:.2f} | {rate / names:.1f} |")
    print(f"\nTwo processes of a build are {both / alone:.2f} times as fast as one.")
    print(f"`sukien --version`: {version:.2f} s; `sukien extract` on one article, start-up and all: {one:.2f} s (best of {STARTS})")
    print(f"`sukien extract` on all of them: {peak / 1e6:.0f} MB of memory at its peak")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "corpus" / "sample")
