"""Subwords: the pieces that an encoder reads, each with the characters of the text that it stands for.

Encoders come with one of two kinds of tokenisers, read here without the library that trains them. Fast ones (`tokenizer.json`: XLM-R,
mDeBERTa and most others) say themselves where a piece stands; the white space that SentencePiece counts to a piece is taken off.
PhoBERT's (`vocab.txt` and `bpe.codes`; Nguyen, Nguyen 2020) does not. It wants words with their syllables joined by `_`, and cuts
each by byte-pair encoding (Sennrich, Haddow, Birch 2016) into pieces which, put together, are the word: so where they stand can be counted.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from models.words import WordSegmenter, without_long_runs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FAST = "tokenizer.json"
VOCABULARY, MERGES = "vocab.txt", "bpe.codes"
KEPT_WORDS = 1 << 16
LONGEST_WORD = 100
"""Characters; what is longer is no word of a language, and one unknown piece: cutting it takes time that grows with its square."""
WORD_END, JOINED, GOES_ON = "</w>", "_", "@@"
OPENING, CLOSING = "(“‘\"'", ".,;:!?)”’\"'"
"""Signs that SentencePiece joins with digits, and that no mention begins or ends with, unless they are pieces of their own."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""PhoBERT's first pieces; the words of its vocabulary come behind them, in order."""


class Pieces(NamedTuple):
    """Pieces of a text: their numbers in the vocabulary [pieces], and the characters that each stands for [pieces, 2], maybe none."""

    ids: np.ndarray
    offsets: np.ndarray


class Subwords(Protocol):
    """A tokeniser of either kind; `opens` and `closes` are what stands before and behind the pieces of a window."""

    opens: list[int]
    closes: list[int]

    def __call__(self, text: str) -> Pieces:
        """The pieces of a text, nothing before or behind them."""

    def save(self, folder: Path) -> None:
        """Write the tokeniser's files, which `read_subwords` reads."""


def read_subwords(folder: Path) -> Subwords:
    """The tokeniser of an encoder's folder.

    Raises FileNotFoundError where it has the files of neither kind.
    """
    if (folder / MERGES).exists() and (folder / VOCABULARY).exists():
        return PhobertSubwords(folder)
    if (folder / FAST).exists():
        from tokenizers import Tokenizer

        return FastSubwords(Tokenizer.from_file(str(folder / FAST)))
    raise FileNotFoundError(f"{folder}: không có {FAST} (hoặc {VOCABULARY} và {MERGES} của PhoBERT); hãy chép đủ các tệp của mô hình")


class FastSubwords:
    """A tokeniser of the library `tokenizers`."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self.tokenizer = tokenizer
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        around = self.tokenizer.encode("").ids
        self.opens, self.closes = around[: (len(around) + 1) // 2], around[(len(around) + 1) // 2 :]

    def __call__(self, text: str) -> Pieces:
        """The pieces of a text."""
        found = self.tokenizer.encode(text, add_special_tokens=False)
        return _pieces(text, found.ids, found.offsets)

    def save(self, folder: Path) -> None:
        """Write `tokenizer.json`."""
        self.tokenizer.save(str(folder / FAST))


class PhobertSubwords:
    """PhoBERT's tokeniser over the words of `models.words`: the pieces of transformers' PhobertTokenizer, with their offsets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segment = WordSegmenter()
        self.numbers = {piece: number for number, piece in enumerate(SPECIAL)}
        for line in (folder / VOCABULARY).read_text("utf-8").split("\n")[:-1]:  # a piece may hold what `splitlines` takes for an end
            self.numbers[line.strip().rpartition(" ")[0]] = len(self.numbers)
        merges = (folder / MERGES).read_text("utf-8").split("\n")[:-1]
        self.ranks = {tuple(merge.split()[:-1]): rank for rank, merge in enumerate(merges)}
        self.cut = lru_cache(maxsize=KEPT_WORDS)(self._cut)
        self.opens, self.closes = [self.numbers["<s>"]], [self.numbers["</s>"]]

    def __call__(self, text: str) -> Pieces:
        """The pieces of a text."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for start, end in self.segment(without_long_runs(text)):
            word, origins = joined(text, start, end)
            here = 0
            for number, length in self.cut(word):
                ids.append(number)
                offsets.append((origins[here], origins[here + length - 1] + 1))
                here += length
        return _pieces(text, ids, offsets)

    def save(self, folder: Path) -> None:
        """Copy `vocab.txt` and `bpe.codes`."""
        for name in (VOCABULARY, MERGES):
            copyfile(self.folder / name, folder / name)

    def _cut(self, word: str) -> list[tuple[int, int]]:
        """(number, characters) of the pieces of a word."""
        unknown = self.numbers["<unk>"]
        if len(word) > LONGEST_WORD:
            return [(unknown, len(word))]
        parts = [*word[:-1], word[-1] + WORD_END]
        while len(parts) > 1:
            best = min(pairwise(parts), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
            if best not in self.ranks:
                break
            parts = _merged(parts, best)
        *first, last = parts
        pieces = [*(part + GOES_ON for part in first), last.removesuffix(WORD_END)]
        lengths = [*map(len, first), len(last) - len(WORD_END)]
        return [(self.numbers.get(piece, unknown), length) for piece, length in zip(pieces, lengths, strict=True)]


def joined(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A word of the text as PhoBERT reads it, each white space one `_`, and where each of its characters stands in the text."""
    origins = [place for place in range(start, end) if not (text[place].isspace() and text[place - 1].isspace())]
    return "".join(JOINED if text[place].isspace() else text[place] for place in origins), origins


def _merged(parts: list[str], pair: tuple[str, ...]) -> list[str]:
    """The parts with each such pair, from the left, made one."""
    found: list[str] = []
    here = 0
    while here < len(parts):
        size = 2 if tuple(parts[here : here + 2]) == pair else 1
        found.append("".join(parts[here : here + size]))
        here += size
    return found


def _pieces(text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
    """Pieces without the white space at their ends, nor the signs that stand there beside letters or digits ("2024,")."""
    trimmed = np.zeros((len(ids), 2), np.int64)
    for row, (start, end) in zip(trimmed, offsets, strict=True):
        printed = text[start:end].rstrip()
        core = printed.lstrip()
        if any(map(str.isalnum, core)):
            printed = printed.rstrip(CLOSING)
            core = printed.lstrip().lstrip(OPENING)
        row[:] = start + len(printed) - len(core), start + len(printed)
    return Pieces(np.array(ids, np.int64), trimmed)
