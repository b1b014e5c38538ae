"""The Doc of an article: syllables for tokens, zones and sentences over them.

Vietnamese writes a space between syllables, so splitting at spaces, at punctuation and between letters and digits
("ngày7/10/2019", "290.000đ") gives tokens at whose edges every name and number begins and ends. Words are a layer
over them (`models.words`), never the tokens themselves: a segmenter joins "Thanh Hóa" to what stands beside it.
"""

import re
from dataclasses import dataclass

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.lexicon import CAPITALS
from schemas.record import Zone

UPPER = CAPITALS
"""Capital letters of Vietnamese, for a character class (a range such as À-Ỹ would take in small letters)."""
LOWER = UPPER.lower()
PIECE = re.compile(r"(\d+|[^\W\d_]+|[^\w\s]|_|\s+|.)( ?)", re.S)
"""A token, and the one blank behind it."""
SENTENCE_END = re.compile(
    rf"[.!?…](?:(?<=[{LOWER}]\.)(?=[{UPPER}][{LOWER}]+[\s,])"
    rf"|(?:(?<=\.)/\.|(?<![.!?…].)[.!?…]*+)[\"”’')\]]*+(?=\s+(?:[\"“‘'(\[–•-]+\s*)?[{UPPER}\d]))"
)
# A full stop after these ends no sentence: titles, "thành phố", initials of names and the number of a list item.
ABBREVIATION = re.compile(
    rf"(?:\b(?:TP|Tp|tp|TX|Tx|TT|PGS|GS|TS|ThS|Th\.S|BS|KS|CN|NSƯT|NSND|NGƯT|LS|ĐC|đ/c|Đ/c|T\.Ư|No|tr|[{UPPER}])|^\s*(?:\d{{1,2}}|[IVX]+|[a-zđ]))$"
)


OPENER = re.compile(r"\s(?:Ông|Bà|Đồng chí|Đ/c|Anh|Chị|Tại|Theo|Trong|Ngày|Sáng|Chiều|Sau|Đây|Các|Đoàn|Qua|Cùng|Hiện|Nhân|Phát biểu)\s")
"""How sentences begin, and no names do."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: character range, the kind of zone it stands in and its number within the article's facts-bearing text."""

    start: int
    end: int
    zone: str
    index: int


class SyllableTokenizer:
    """`text -> Doc` with `doc.text == text` for any string; runs of white space beyond one blank are tokens of their own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text."""
        pieces = PIECE.findall(text)
        return Doc(self.vocab, words=[word for word, _ in pieces], spaces=[bool(blank) for _, blank in pieces])


def split_sentences(text: str, zones: tuple[Zone, ...]) -> list[Sentence]:
    """Sentences of the zones in order; none crosses a line, and a heading without a full stop is one of its own."""
    found: list[Sentence] = []
    for zone in zones:
        start = zone.start
        for line in text[zone.start : zone.end].splitlines(keepends=True):
            for left, right in _sentence_ranges(line):
                found.append(Sentence(start + left, start + right, zone.kind, len(found)))
            start += len(line)
    return found


def _abbreviates(line: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation; behind a lone capital it ends a sentence where the next begins like one."""
    short = ABBREVIATION.search(line[max(0, stop.start() - 6) : stop.start()])
    return short is not None and not (len(short[0]) == 1 and OPENER.match(line, stop.end()))


def _sentence_ranges(line: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of one line, white space at their edges left out."""
    cuts = [m.end() for m in SENTENCE_END.finditer(line) if m[0] != "." or not _abbreviates(line, m)]
    ranges = []
    for left, right in zip([0, *cuts], [*cuts, len(line)], strict=True):
        piece = line[left:right]
        if piece.strip():
            ranges.append((left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())))
    return ranges


@Language.factory("sukien_sentences")
class SentenceSplitter:
    """Sets `doc._.sentences`, and spaCy's own sentence starts to agree with them."""

    def __init__(self, nlp: Language, name: str) -> None:
        for extension in ("article", "sentences"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its sentences."""
        doc._.sentences = split_sentences(doc._.article.text, doc._.article.zones)
        starts = {s.start for s in doc._.sentences}
        flags = [1 if at == 0 or at in starts else -1 for at in doc.to_array("IDX").tolist()]
        return doc.from_array([SENT_START], np.asarray(flags, dtype="int64").astype("uint64").reshape(-1, 1)) if flags else doc  # type: ignore[arg-type]
