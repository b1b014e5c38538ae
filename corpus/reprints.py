"""Whether two articles are copies of one text: a reprint with another headline, a line of credit, some words changed, its end cut off.

What is compared is the body: headlines, captions and menus are each paper's own. Words are compared without the place of their tone marks
and with abbreviations written out, for papers have rules of their own for both. The texts must share most runs of three words (shingles:
Broder 1997, "On the resemblance and containment of documents"), and neither may say something in the place of what the other says:
reports made of one template, a year or a district apart, share nine words in ten and differ in figures, days and names.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.article import READ
from schemas.lexicon import rows
from schemas.names import TONES
from schemas.record import Zone

LEAST = 50
"""Words of a body; two shorter ones may well be equal and tell of two things."""
CONTAINED = 0.75
"""The part of the shorter text's shingles that the longer must have."""
RESEMBLING = 0.4
"""The part of all their shingles that both must have: a digest of ten reports is no copy of one of them."""
FOREIGN = 0.5
"""A sentence of which the other text has fewer words was added or cut as a whole; what it names is not in the place of anything."""
APART = 92
"""Days between two publications of a text that names no year; what has the same words later is of another year."""
WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")
CREDIT = re.compile(r"[(\[]?\s?(?:theo|nguồn|tin|bài|ảnh|source|báo|tạp chí)\b[^.]{0,80}[.)\]]{0,2}", re.IGNORECASE)
"""A line that names a paper or an author and nothing else."""
YEAR = re.compile(r"(?:19|20)\d\d")
LEVELS = {"tỉnh", "huyện", "xã", "phường", "quận"}
NUMERALS = {word: str(n) for n, word in enumerate(["hai", "ba", "bốn", "_", "sáu", "bảy", "tám", "chín", "mười"], 2)}
"""Not `năm`, which is a year too, nor `một`, which is an article."""
WRITTEN_OUT = {
    abbreviation: row["full"].lower().split()
    for row in rows("schemas", "abbreviations")
    if (abbreviation := row["pattern"].replace(r"\b", "")).isalpha()
}


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence as they are compared, and those of them that are marks: figures, names, levels of bodies."""

    words: tuple[str, ...]
    marks: frozenset[str]


@dataclass(frozen=True)
class Body:
    """The body of an article, as it is compared."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> list[str]:
        """All its words, in order."""
        return [word for sentence in self.sentences for word in sentence.words]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, str, str]]:
        """Its runs of three words."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return frozenset(word for word in self.vocabulary if YEAR.fullmatch(word))


def body_of(text: str, zones: list[Zone] | tuple[Zone, ...]) -> Body:
    """The body of an article of this text and these zones."""
    return read_body("\n".join(text[zone.start : zone.end] for zone in zones if zone.kind == "body" and zone.start < READ)[:READ])


@lru_cache(maxsize=256)
def read_body(text: str) -> Body:
    """The same, of the text of its zones; those of the texts looked at last are at hand, for one may be compared with many."""
    lines = (line for line in text.split("\n") if not CREDIT.fullmatch(line.strip()))
    return Body(tuple(_sentence(sentence) for line in lines for sentence in SENTENCE.split(line)))


def are_copies(one: Body, other: Body, days_apart: int | None) -> bool:
    """Whether two texts, published so many days apart, are one; the same whichever comes first."""
    if min(len(one.words), len(other.words)) < LEAST:
        return False
    if days_apart is not None and days_apart > APART and not one.years & other.years:
        return False
    shared = len(one.shingles & other.shingles)
    least, most = sorted((len(one.shingles), len(other.shingles)))
    if shared < CONTAINED * least or shared < RESEMBLING * (least + most - shared):
        return False
    return not (_own_marks(one, other) and _own_marks(other, one))


def _own_marks(one: Body, other: Body) -> bool:
    """Whether a text names, in a sentence that the other has too, what the other does not."""
    return any(
        not sentence.marks <= other.vocabulary
        and sum(word in other.vocabulary for word in sentence.words) >= FOREIGN * len(sentence.words)
        for sentence in one.sentences
    )  # fmt: skip


def _sentence(text: str) -> Sentence:
    words: list[str] = []
    marks: list[str] = []
    for position, (printed, forms) in enumerate(_words(text)):
        words += forms
        if printed[0].isdigit() or printed.lower() in LEVELS or printed.lower() in NUMERALS or (position and printed[0].isupper()):
            marks += forms
    return Sentence(tuple(words), frozenset(marks))


def _words(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for printed in WORD.findall(text):
        yield printed, forms(printed)


@lru_cache(maxsize=1 << 16)
def forms(printed: str) -> tuple[str, ...]:
    """The words that a printed word stands for, as they are compared.

    >>> forms("LĐLĐ"), forms("Hoà"), forms("02"), forms("hai")
    (('liên1', 'đoàn2', 'lao', 'động5'), ('hoa2',), ('2',), ('2',))
    """
    word = printed.lower()
    if word.isdigit():
        return (word.lstrip("0") or "0",)
    return tuple(NUMERALS.get(each) or _without_place_of_tone(each) for each in WRITTEN_OUT.get(word, [word]))


def _without_place_of_tone(word: str) -> str:
    """`hoà` and `hòa` as one: the tone stands behind."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(TONES[letter] for letter in letters if letter in TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES)) + tones
