"""How widely the entries of the lexicons are met: in how many articles each occurs.

    python -m benchmarks.lexicons                 from the checkout: a table, one row per file
    python -m benchmarks.lexicons triggers        every entry of a file with the number of its articles, the rarest first

The articles are those that rules may be made from: the sample archive, train and dev of corpus/gold, and real news beside the checkout,
where they are; never the test split. An entry that only one article has is suspected of having been written for it, until somebody
says what class of wordings it stands for, as docs/lexicons.md does; one that none has comes from knowledge of the genre.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.lexicon import fold
from corpus.read import read_sources
from schemas.lexicon import rows

ROOT = Path(__file__).parents[1]
FOLDERS = ["corpus/sample", "corpus/gold/train/articles", "corpus/gold/dev/articles", "../shared/real_news"]
PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
GAP = r"(?:(?! [.;:] ) \S+){0,8} "
BANDS = [("0", 0, 0), ("1", 1, 1), ("2–4", 2, 4), ("5+", 5, 10**9)]

Row = dict[str, str]
Form = tuple[str, str]  # (phrase, the group that it belongs to in its file, "" where there are none)


@dataclass(frozen=True)
class Entry:
    """A phrase of a lexicon, its group there and the names of the articles that have it."""

    phrase: str
    group: str
    articles: tuple[str, ...]


def one(phrase: str, group: str = "") -> Callable[[Row], Iterator[Form]]:
    """How to read a file with one phrase a row, from the columns of phrase and group."""
    return lambda row: iter([(row[phrase], row.get(group, ""))])


def several(phrases: str, group: str, mark: str) -> Callable[[Row], Iterator[Form]]:
    """How to read a file with several phrases a row, `mark` between them; `_` in one is a space."""
    return lambda row: ((phrase.replace("_", " ").strip(), row[group]) for phrase in row[phrases].split(mark))


def unit(row: Row) -> Iterator[Form]:
    """Head and name of a place: "huyện Cam Lộ"."""
    yield f"{row['head']} {row['name']}".strip(), row["head"]


def body(row: Row) -> Iterator[Form]:
    """The name of a body and its aliases."""
    yield from ((name.strip(), row["level"]) for name in (row["name"], *filter(None, row["aliases"].split(";"))))


LEXICONS: dict[str, tuple[str, Callable[[Row], Iterator[Form]]]] = {
    "triggers": ("extract", one("phrase", "type")),
    "word_classes": ("extract", one("word", "class")),
    "organisation_heads": ("extract", one("head", "kind")),
    "award_names": ("extract", one("form", "use")),
    "counted_nouns": ("extract", one("noun")),
    "uncounted_words": ("extract", several("words", "kind", " ")),
    "offices": ("extract", one("office", "kind")),
    "person_words": ("extract", several("words", "use", " ")),
    "surnames": ("extract", one("surname")),
    "historic_figures": ("extract", one("name")),
    "document_kinds": ("extract", one("kind")),
    "holidays": ("extract", several("names", "day", "|")),
    "lunar_years": ("extract", one("name")),
    "place_variants": ("extract", one("spelling")),
    "event_types": ("schemas", one("label")),
    "organisations": ("schemas", body),
    "derived_bodies": ("schemas", body),
    "places": ("schemas", unit),
    "communes": ("schemas", unit),
    "former_communes": ("schemas", unit),
    "other_names": ("schemas", unit),
    "captions": ("corpus", one("phrase", "kind")),
    "function_words": ("corpus", several("words", "language", " ")),
    "furniture": ("corpus", one("phrase", "kind")),
    "publication": ("corpus", one("phrase", "kind")),
}
"""Room of each file and how its rows are read. schemas/data/abbreviations.tsv holds patterns, no phrases, and is left out."""


def syllables(text: str) -> str:
    """Lower case, a blank around every syllable, figure and mark."""
    return f" {' '.join(PIECE.findall(fold(text)))} "


def finder(phrase: str) -> Callable[[str], bool]:
    """Whether the phrase stands in a text of `syllables`; its `_` is a gap of up to eight syllables within a clause."""
    if "_" not in phrase:
        plain = syllables(phrase)
        return lambda text: plain in text
    parts = [re.escape(syllables(part).strip()) for part in phrase.split("_")]
    gapped = re.compile(rf"(?<= ){GAP.join(parts)}(?= )")
    return lambda text: gapped.search(text) is not None


def entries(name: str, texts: dict[str, str]) -> list[Entry]:
    """The entries of a lexicon in the order of its file, with those of the `texts`, name to `syllables`, that have them."""
    room, read = LEXICONS[name]
    forms = (form for row in rows(room, name) for form in read(row))
    return [
        Entry(phrase, group, tuple(article for article, text in texts.items() if found(text)))
        for phrase, group in forms
        for found in [finder(phrase)]
    ]


def read_texts(folders: Iterable[Path]) -> dict[str, str]:
    """The `syllables` of every article in those folders that there are, by its name."""
    found = read_sources([folder for folder in folders if folder.is_dir()])
    return {article.name: syllables(article.text) for article in found if isinstance(article, Article)}


def summary(texts: dict[str, str]) -> str:
    """One row per file: how many entries it has, and how many of them stand in no article, in one, in a few, in many."""
    lines = [
        f"| {len(texts)} articles | entries | {' | '.join(f'in {band}' for band, _, _ in BANDS)} |",
        f"|---|{'--:|' * (len(BANDS) + 1)}",
    ]
    for name, (room, _) in LEXICONS.items():
        met = [len(entry.articles) for entry in entries(name, texts)]
        cells = [str(sum(low <= n <= high for n in met)) for _, low, high in BANDS]
        lines.append(f"| {room}/data/{name}.tsv | {len(met)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def listing(name: str, texts: dict[str, str]) -> str:
    """Number of articles, group and phrase of every entry, the rarest first, and the article's name where it is one."""
    found = sorted(entries(name, texts), key=lambda entry: len(entry.articles))
    return "\n".join(f"{len(e.articles)}\t{e.group}\t{e.phrase}\t{e.articles[0] if len(e.articles) == 1 else ''}".rstrip() for e in found)


def main() -> None:
    """Print the table, or the entries of one file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lexicons", description="In how many articles the lexicons' entries occur.")
    parser.add_argument("name", nargs="?", choices=LEXICONS, metavar="FILE", help=f"a lexicon: {', '.join(LEXICONS)}")
    name = parser.parse_args().name
    texts = read_texts(ROOT / folder for folder in FOLDERS)
    print(listing(name, texts) if name else summary(texts))


if __name__ == "__main__":
    main()
