"""Whether two articles are copies of one text: a reprint with another headline, a line of credit, some words changed, its end cut off.

What is compared is the body: headlines, captions and menus are each paper's own. Words are compared without the place of their tone marks
and with abbreviations written out, for papers have rules of their own for both. The texts must share most runs of three words (shingles:
Broder 1997, "On the resemblance and containment of documents"), and neither may say something in the place of what the other says:
reports made of one template, a year or a district apart, share nine words in ten and differ in figures, days and names.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress

from corpus.article import READ
from schemas.lexicon import rows
from schemas.names import TONES
from schemas.record import Zone

LEAST = 50
"""Words of a body; two shorter ones may well be equal and tell of two things."""
CONTAINED = 0.75
"""The part of the shorter text's shingles that the longer must have."""
RESEMBLING = 0.5
"""The part of all their shingles that both must have: a digest of ten reports is no copy of one of them."""
ALIKE = 0.4
"""The part of their words that two sentences must share to stand for each other; others were added or cut as a whole."""
MANY = 200
"""Sentences that the other text has not word for word: each is compared with each."""
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
    """The words of a sentence as they are compared, and which of them are marks: figures, names, levels of bodies."""

    words: tuple[str, ...]
    marked: tuple[bool, ...]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)

    def names_beyond(self, other: "Sentence") -> bool:
        """Whether it has a mark that the other has not, or not as often."""
        return bool(Counter(compress(self.words, self.marked)) - Counter(other.words))


@dataclass(frozen=True)
class Body:
    """The body of an article, as it is compared."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> list[str]:
        """All its words, in order."""
        return [word for sentence in self.sentences for word in sentence.words]

    @cached_property
    def said(self) -> frozenset[Sentence]:
        """Its sentences, each once."""
        return frozenset(self.sentences)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Its runs of three words, as numbers of this process."""
        return frozenset(map(hash, zip(self.words, self.words[1:], self.words[2:], strict=False)))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return frozenset(word for word in self.words if YEAR.fullmatch(word))


def body_of(text: str, zones: list[Zone] | tuple[Zone, ...]) -> Body:
    """The body of an article of this text and these zones."""
    return read_body("\n".join(text[zone.start : zone.end] for zone in zones if zone.kind == "body" and zone.start < READ)[:READ])


def read_body(text: str) -> Body:
    """The same, of the text of its zones."""
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
    return not _contradict(one, other)


def _contradict(one: Body, other: Body) -> bool:
    """Whether a sentence of one names something in the place of what the sentence that stands for it in the other names."""
    ours, theirs = one.said - other.said, other.said - one.said
    if max(len(ours), len(theirs)) > MANY:
        return True
    pairs = [(sentence, _most_like(sentence, theirs)) for sentence in ours] if theirs else []
    return any(_most_like(b, ours) is a and _shared(a, b) >= ALIKE and a.names_beyond(b) and b.names_beyond(a) for a, b in pairs)


def _most_like(sentence: Sentence, others: frozenset[Sentence]) -> Sentence:
    return max(others, key=lambda other: (_shared(sentence, other), other.words))


def _shared(one: Sentence, other: Sentence) -> float:
    """The part of the words of both that both have."""
    return len(one.vocabulary & other.vocabulary) / max(1, len(one.vocabulary | other.vocabulary))


def _sentence(text: str) -> Sentence:
    words: list[str] = []
    marked: list[bool] = []
    for position, printed in enumerate(WORD.findall(text)):
        forms, mark, capital = _read(printed)
        words += forms
        marked += [mark or (capital and position > 0)] * len(forms)
    return Sentence(tuple(words), tuple(marked))


@lru_cache(maxsize=1 << 16)
def _read(printed: str) -> tuple[tuple[str, ...], bool, bool]:
    """What a printed word stands for, whether it is a mark wherever it stands, and whether it has a capital, as names have."""
    word = printed.lower()
    if word.isdigit():
        return (word.lstrip("0") or "0",), True, False
    words = tuple(NUMERALS.get(each) or _without_place_of_tone(each) for each in WRITTEN_OUT.get(word, [word]))
    return words, word[0].isdigit() or word in LEVELS or word in NUMERALS, printed[0].isupper()


def _without_place_of_tone(word: str) -> str:
    """`hoà` and `hòa` as one: the tone stands behind."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(TONES[letter] for letter in letters if letter in TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES)) + tones
