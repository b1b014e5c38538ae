"""Word classes: the closed lists (holding verbs, prepositions, offices …) that patterns are built of.

The words are data (extract/data/word_classes.tsv); a pattern asks for a class by name:

>>> import re
>>> bool(re.search(word("planned"), "Đại hội dự kiến họp vào tháng 6"))
True
"""

from collections import defaultdict
from functools import cache

from extract.trie import EDGE, any_phrase, either_case
from schemas.lexicon import rows


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    for row in rows("extract", "word_classes"):
        found[row["class"]].append(row["word"])
    return {name: tuple(words) for name, words in found.items()}


def members(name: str) -> frozenset[str]:
    """The words of a class; KeyError where there is none of that name."""
    return frozenset(_classes()[name])


def any_of(name: str) -> str:
    """A pattern for any word of a class, the longest first, its first letter in either case."""
    return any_phrase(either_case(_classes()[name]))


def word(name: str) -> str:
    """A pattern for any word of a class at syllable edges."""
    return rf"{any_phrase(either_case(_classes()[name]), edge=EDGE)}(?!\w)"
