"""What Vietnamese readers miss in SQLite: matching without accents, the sentence round a value, dictionary order."""

import re
import sqlite3
from functools import lru_cache

from browse.titles import spellings, without
from schemas.names import COMPARED, sort_key, unaccented

ABBREVIATIONS = [(re.compile(unaccented(pattern.pattern), re.IGNORECASE), unaccented(full)) for pattern, full, _ in COMPARED]
"""The abbreviations of schemas/data/abbreviations.tsv as they are typed without accents: `ldld` is `liên đoàn lao động`."""
SENTENCE_END = re.compile(r"""(?<!\b[A-ZĐ])(?<!\b[A-ZĐ]{2})(?<!\b[A-ZĐ]{3})(?<!\bTp)[.!?…]["”’)]*[ \t]+""")
"""A full stop that does not close an initial or a short abbreviation (`TP.`, `PGS.`)."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection our functions and the collation `vietnamese`."""
    connection.create_function("unaccented", 1, lambda text: None if text is None else unaccented(str(text)), deterministic=True)
    connection.create_function("matches", 2, matches, deterministic=True)
    connection.create_function("search_words", 1, search_words, deterministic=True)
    connection.create_function("sentence", 3, sentence, deterministic=True)
    connection.create_function("asks_for", 2, asks_for, deterministic=True)
    connection.create_function("found_without", 3, found_without, deterministic=True)
    connection.create_collation("vietnamese", compare)


def matches(text: str | None, query: str | None) -> bool:
    """Does every word of the query begin a word of the text, accents, case and abbreviations aside? An empty query matches all.

    >>> matches("Liên đoàn Lao động tỉnh Bắc Kạn", "ldld bac kan")
    True
    """
    words = f" {_folded(str(text or ''))}"
    return all(f" {word}" in words for word in _folded(str(query or "")).split())


def asks_for(query: str | None, name: str) -> bool:
    """Does a word of the query begin the given name, the last part of a Vietnamese name? The others are those of too many people.

    >>> asks_for("nha chi vi thi la", "Vi Thị Lả"), asks_for("hội thi", "Vi Thị Lả")
    (True, False)
    """
    return any(_folded(name).split()[-1].startswith(word) for word in _folded(str(query or "")).split())


def found_without(text: str, name: str, query: str | None) -> bool:
    """Would the query still match the text, if this name was not in it?

    >>> found_without("Trao nhà cho chị Vi Thị Lả", "Vi Thị Lả", "thi la"), found_without("Trao nhà cho chị Vi Thị Lả", "Vi Thị Lả", "trao")
    (False, True)
    """
    return matches(without(text, spellings([name])), query)


def search_words(query: str | None) -> str:
    """The search expression (FTS5) for `matches`, over a table's search index: quick where there are many names.

    >>> search_words("ldld bac kan")
    '"lien"* "doan"* "lao"* "dong"* "bac"* "kan"*'
    """
    return " ".join(f'"{word}"*' for word in _folded(str(query or "")).split()) or '""'


def search_expression(query: str | None) -> str:
    """The expression (FTS5) for what a reader types: every word and every "phrase in quotation marks"; abbreviations are written out too.

    >>> search_expression('LĐLĐ tỉnh "đại hội"')
    '("ldld" OR "lien doan lao dong") AND "tinh" AND "dai hoi"'
    """
    conditions = []
    for phrase, words in re.findall(r'"([^"]*)"|([^"]+)', query or ""):
        for asked in [phrase] if phrase else words.split():
            spelt = dict.fromkeys((_bare(unaccented(asked).lower()), _folded(asked)))
            either = [f'"{text}"' for text in spelt if any(map(str.isalnum, text))]
            conditions += [f"({' OR '.join(either)})"] if len(either) > 1 else either
    return " AND ".join(dict.fromkeys(conditions)) or '""'


def sentence(text: str | None, start: int | None, end: int | None) -> str | None:
    """The sentence, or sentences, of the text that hold its characters `[start, end)`; None where there are none."""
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    first, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    for before in SENTENCE_END.finditer(text, first, start):
        first = before.end()
    after = SENTENCE_END.search(text, end - 1, len(text) if line_end < 0 else line_end)
    return " ".join(text[first : after.end() if after else line_end if line_end >= 0 else None].split())


def compare(a: str, b: str) -> int:
    """-1, 0 or 1, by Vietnamese dictionary order (`order by name collate vietnamese`)."""
    first, second = sort_key(a), sort_key(b)
    return (first > second) - (first < second)


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    """Lower-case words without accents or punctuation, abbreviations written out."""
    plain = unaccented(text).lower()
    for pattern, full in ABBREVIATIONS:
        plain = pattern.sub(full, plain)
    return _bare(plain)


def _bare(text: str) -> str:
    """The words of a text, without the punctuation round them."""
    return " ".join(re.sub(r"[^\w%/-]+", " ", text).split())
