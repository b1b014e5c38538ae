"""Names of bodies, places and persons: how they are written out, compared, sorted and searched."""

import re
import unicodedata
from functools import lru_cache, partial
from itertools import filterfalse

from schemas.lexicon import rows

LETTERS = {"\u0306": "{", "\u0302": "|", "\u031b": "}"}
"""Marks that make another letter (ă; â, ê, ô; ơ, ư) as characters that sort after `z`, in the order of the alphabet."""
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Tone marks in dictionary order after the level tone (0): huyền, hỏi, ngã, sắc, nặng."""


def _abbreviations(use: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns and full forms of schemas/data/abbreviations.tsv that serve `use` (`show` or `compare`), in file order."""
    kept = (row for row in rows("schemas", "abbreviations") if row["use"] in ("all", use))
    return [(re.compile(row["pattern"], re.IGNORECASE), row["full"].replace("_", " ")) for row in kept]


def _sign(pattern: str) -> str:
    """A word that stands in whatever a pattern matches; most names have none of them, which is soon seen. Empty where there is none."""
    bare = re.sub(r"\([^()]*\)|\\.", " ", pattern)
    alternatives = [set(re.findall(r"[^\W\d_]+", alternative)) for alternative in bare.split("|")]
    return max(sorted(set.intersection(*alternatives)), key=len, default="")


SHOWN = _abbreviations("show")
COMPARED = [(pattern, full.lower(), _sign(pattern.pattern)) for pattern, full in _abbreviations("compare")]


@lru_cache(maxsize=1 << 14)
def normalise(name: str | None) -> str:
    """The form in which two names are compared: NFC, lower-case, written out, without punctuation (`%` stays); '' for None.

    The rules are those of the annotation guide's scorer to the letter, so that both call the same names equal.
    """
    return normalised(name or "")


def normalised(text: str) -> str:
    """That form of a whole text, which is not remembered."""
    text = unicodedata.normalize("NFC", text).lower()
    for pattern, full, sign in COMPARED:
        if sign in text:
            text = pattern.sub(full, text)
    return " ".join(re.sub(r"[^\w%]+", " ", text).split())


@lru_cache(maxsize=1 << 13)
def expand(name: str) -> str:
    """The form in which a name is shown: NFC, abbreviations written out, single spaces.

    >>> expand("BTV LĐLĐ tỉnh Bắc Kạn")
    'Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn'
    """
    text = unicodedata.normalize("NFC", name)
    for pattern, full in SHOWN:
        text = pattern.sub(partial(_written_out, full), text)
    return " ".join(text.split())


def _written_out(full: str, found: re.Match[str]) -> str:
    """The full form; a pattern that may go on ("Tổng LĐLĐ VN") takes the space behind it along where it does not: give it back."""
    return full + " " * found[0].endswith(" ")


@lru_cache(maxsize=1 << 14)
def sort_key(name: str) -> str:
    """A string whose plain order is Vietnamese dictionary order: the letters of the whole name first, its tones second.

    The alphabet is a ă â b c d đ e ê … o ô ơ … u ư …, the tones level, ̀, ̉, ̃, ́, ̣, counted by syllable, so that
    `hoà` and `hòa` are one. Case and punctuation do not count.
    """
    letters, tones = [], []
    for syllable in re.findall(r"\w+", unicodedata.normalize("NFC", name).lower()):
        marks = unicodedata.normalize("NFD", syllable.replace("đ", "d{"))
        # Unicode keeps the tone before or after the letter's own mark; here the letter is whole before its tone.
        letters.append("".join(LETTERS.get(c, c) for c in marks if not unicodedata.combining(c) or c in LETTERS))
        tones.append(max((TONES[c] for c in marks if c in TONES), default="0"))
    return f"{' '.join(letters)}  {''.join(tones)}"  # two spaces sort before anything that a longer name goes on with


def unaccented(text: str) -> str:
    """The text without tone and letter marks, đ included: `Đại hội` gives `Dai hoi`."""
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", text)))
    return unicodedata.normalize("NFC", plain).replace("đ", "d").replace("Đ", "D")
