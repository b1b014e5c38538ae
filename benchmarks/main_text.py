"""Which paragraphs of a page an extractor keeps and which furniture, and how fast: ours beside trafilatura, readability-lxml, resiliparse.

    python -m benchmarks.main_text                   # from the checkout; every page in tests/data/pages
    python -m benchmarks.main_text --half test       # the even pages, of which only scores were seen (dev: the odd ones)
    python -m benchmarks.main_text --errors          # ours alone: what it gets wrong, page by page

A paragraph is kept where the article's text has all its words in a row; a piece of furniture likewise, in what is left when paragraphs,
captions and title are taken out. Ours is an article as `corpus.read` makes it: paragraphs must be in its body, and all that it does not
call furniture is kept; captions must be called so, title and byline be those of the page. The others have no such parts: what they print
is the article, and a caption among it counts neither for nor against them. Rivals that are not installed are named and left out.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from corpus.article import Article
from corpus.encoding import clean
from corpus.lines import mark
from corpus.read import read_file

PAGES = Path(__file__).parents[1] / "tests/data/pages"
HALVES = {"dev": 1, "test": 0}
ROUNDS = 5
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader finds on a page."""

    title: str
    byline: str | None
    published: str | None
    paragraphs: list[str]
    captions: list[str]
    furniture: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor finds: its article's text, all that it does not call furniture, and the parts where it tells them apart."""

    body: str
    shown: str
    captions: str = ""
    title: str | None = None
    byline: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was lost, kept and mistaken on one page."""

    lost: list[str]
    kept: list[str]
    captions_missed: list[str]
    title: bool
    byline: bool
    published: bool


Extractor = Callable[[Path], Found]


def pages(half: str | None = None) -> list[tuple[Path, Truth]]:
    """The pages, of one half or of both, each with its truth."""
    files = [file for file in sorted(PAGES.glob("html/*.html")) if half is None or int(file.name[:2]) % 2 == HALVES[half]]
    return [(file, Truth(**json.loads((PAGES / f"truth/{file.stem}.json").read_text("utf-8")))) for file in files]


def words(text: str) -> str:
    """The words of a text between blanks, small and without punctuation: what texts are compared by."""
    return f" {' '.join(WORD.findall(clean(text).lower()))} "


def judge(found: Found, truth: Truth) -> Judged:
    """What an extractor found beside the truth."""
    body, shown, captions = words(found.body), words(found.shown), words(found.captions)
    for piece in sorted([*truth.paragraphs, *truth.captions, truth.title], key=len, reverse=True):
        shown = shown.replace(words(piece), " | ")
    return Judged(
        lost=[paragraph for paragraph in truth.paragraphs if words(paragraph) not in body],
        kept=[piece for piece in truth.furniture if words(piece) in shown],
        captions_missed=[caption for caption in truth.captions if words(caption) not in captions or words(caption) in body],
        title=words(found.title or "") == words(truth.title),
        byline=words(found.byline or "") == words(truth.byline or ""),
        published=found.published == truth.published,
    )


# --- the contenders ---


def ours(page: Path) -> Found:
    """The article as `corpus.read` makes it."""
    article = next(read_file(page, page.parent))
    if not isinstance(article, Article):
        return Found("", "")
    parts = {"body": "", "caption": "", "title": "", "furniture": ""}
    for zone in article.zones:
        parts[zone.kind] += f"\n{article.text[zone.start : zone.end]}"
    shown = "\n|\n".join(parts[kind] for kind in ("title", "body", "caption"))
    published = article.published.value if article.published else None
    return Found(parts["body"], shown, parts["caption"], article.title, article.byline, published)


def trafilatura(page: Path) -> Found:
    """trafilatura as it comes, comments off."""
    from trafilatura import extract

    text = extract(page.read_bytes(), include_comments=False) or ""
    return Found(text, text)


def readability(page: Path) -> Found:
    """readability-lxml's summary."""
    from lxml.html import fromstring
    from readability import Document

    text = "\n".join(fromstring(Document(page.read_bytes().decode("utf-8", "replace")).summary()).itertext())
    return Found(text, text)


def resiliparse(page: Path) -> Found:
    """resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(page.read_bytes().decode("utf-8", "replace"), main_content=True, alt_texts=False)
    return Found(text, text)


RIVALS: dict[str, Extractor] = {"trafilatura": trafilatura, "readability": readability, "resiliparse": resiliparse}


def speed(extract: Extractor, files: list[Path]) -> float:
    """Pages a second, the median of some rounds; the first round only warms."""
    times = []
    for _ in range(ROUNDS + 1):
        mark.cache_clear()  # every round meets its lines for the first time
        began = time.perf_counter()
        for file in files:
            extract(file)
        times.append(time.perf_counter() - began)
    return len(files) / median(times[1:])


def share(part: int, whole: int) -> str:
    """`98.5% (261 of 265)`."""
    return f"{part / whole:.1%} ({part} of {whole})"


def row(name: str, extract: Extractor, lot: list[tuple[Path, Truth]]) -> str:
    """A contender's row of the table."""
    judged = [(judge(extract(file), truth), truth) for file, truth in lot]
    paragraphs, furniture, captions = (
        sum(len(getattr(truth, field)) for _, truth in judged) for field in ("paragraphs", "furniture", "captions")
    )
    lost, kept, missed = (sum(len(getattr(page, field)) for page, _ in judged) for field in ("lost", "kept", "captions_missed"))
    apart = ["–"] * 3
    if extract is ours:
        right = [sum(getattr(page, field) for page, _ in judged) for field in ("title", "byline")]
        apart = [*(f"{count} of {len(lot)}" for count in right), f"{captions - missed} of {captions}"]
    cells = [name, share(paragraphs - lost, paragraphs), share(kept, furniture), *apart, f"{speed(extract, [file for file, _ in lot]):.0f}"]
    return f"| {' | '.join(cells)} |"


def errors(lot: list[tuple[Path, Truth]]) -> Iterable[str]:
    """What ours gets wrong, a line for each."""
    for file, truth in lot:
        found = ours(file)
        judged = judge(found, truth)
        for field in ("lost", "kept", "captions_missed"):
            yield from (f"{file.stem}: {field}: {piece}" for piece in getattr(judged, field))
        for field in ("title", "byline", "published"):
            if not getattr(judged, field):
                yield f"{file.stem}: {field}: {getattr(found, field)} for {getattr(truth, field)}"


def main() -> None:
    """Print the table, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.main_text", description="Print what is kept of pages, and how fast.")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    lot = pages(options.half)
    if options.errors:
        print("\n".join(errors(lot)))
        return
    print("| | paragraphs kept | furniture kept | titles | bylines | captions | pages/s |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(row("ours (corpus.read)", ours, lot), flush=True)
    for name, extract in RIVALS.items():
        print(row(name, extract, lot) if find_spec(name) else f"| {name} | not installed | | | | | |", flush=True)


if __name__ == "__main__":
    main()
