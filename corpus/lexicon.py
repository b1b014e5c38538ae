"""Phrases of the lexicons in `corpus/data/`, and the forms in which text is compared with them."""

import re
import unicodedata
from functools import cache

from schemas.lexicon import rows
from schemas.names import unaccented

CAPITALS = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""Vietnamese capital letters, for a class in a pattern: in Unicode they alternate with the small ones."""


@cache
def phrases(lexicon: str, kind: str) -> tuple[str, ...]:
    """The phrases of `kind` in `corpus/data/<lexicon>.tsv`, longest first."""
    return tuple(sorted((row["phrase"] for row in rows("corpus", lexicon) if row["kind"] == kind), key=len, reverse=True))


def fold(text: str) -> str:
    """NFC, lower case, white space squeezed: the form in which phrases and lines are compared."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def bare(text: str) -> str:
    """Lower case without accents, as in old telegrams and hurried typing: `Công đoàn` gives `cong doan`."""
    return unaccented(text.lower())


SYLLABLES = re.compile(r"[^\W\d_]+")
SELF_CONTAINED = ("menu", "section", "counter", "tally", "clock", "tool")
"""Kinds of furniture whose lines hold nothing else, figures and punctuation apart."""


def made_of_phrases(text: str) -> str | None:
    """The kind of the first phrase where `text` is made of known furniture only (`Chia sẻ: Facebook | Zalo`); longest phrases first."""
    known = _self_contained()
    syllables = SYLLABLES.findall(fold(text))
    first: str | None = None
    index = 0
    while index < len(syllables):
        for size in range(min(8, len(syllables) - index), 0, -1):
            if found := known.get(" ".join(syllables[index : index + size])):
                first = found if first in (None, "tally") else first
                index += size
                break
        else:
            return None
    return first


@cache
def _self_contained() -> dict[str, str]:
    listed = [(" ".join(SYLLABLES.findall(phrase)), kind) for kind in reversed(SELF_CONTAINED) for phrase in phrases("furniture", kind)]
    return {phrase: kind for phrase, kind in listed if phrase}
