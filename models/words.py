"""Words: Vietnamese writes its syllables apart, and "tổng kết năm học" is three words of four syllables.

The model is underthesea's CRF (Apache-2.0), and the words are those of `underthesea.word_tokenize`, found many times faster.
There each token is written out as 43 attributes, each looked up in the model. But all an attribute looks at is a token, a pair or
a triple of tokens near the one it speaks for. So what the model knows is kept by token, pair and triple: a row for each, with
what it adds to the scores of its neighbours. The two labels make one score: by how much a token would rather go on with the
word before it (I-W) than begin one (B-W).
"""

import pickle
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import product
from operator import add
from pathlib import Path
from typing import Any

from underthesea_core import CRFFeaturizer, CRFTagger

from models.crf import read_crf
from models.tokens import TOKEN

SEGMENTER = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727"
SPELLING = "pipeline/text_normalize/tn_rules_2023_07_14.bin"

SINGLES = ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]")
PAIRS = ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]")
TRIPLES = ("T[-2,0]", "T[-1,1]", "T[0,2]")
"""Templates: where the token, or the first and last of the tokens, stand from the one they speak for."""
ASPECTS = ("", ".lower", ".isdigit", ".istitle", ".is_in_dict")
"""What of them is looked at: the letters, the lower-case letters, three yes or no."""
CASED = ("T[0,1]", "T[0,2]")
"""The templates of several tokens with `.istitle`: the one aspect that their letters in lower case do not tell."""

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""A line as `str.splitlines` cuts it."""
LONG_RUN = re.compile(r"\S{300,}")
"""No word of a language: the time for such a run grows with the square of its length."""
LONGEST_MISSPELLING = 6
"""Characters; a token as short as this is looked up among misspellings ("nghành" is read as "ngành"), as in training."""
LARGEST_NUMBER = 2**31 - 1
"""A longer row of digits is no number to the model, which was trained with 32 bits."""
TIE = 1e-9
"""Scores are sums of some hundred weights near 1; nearer to each other than this they are the same."""
KEPT_SYLLABLES = 1 << 15
"""Vietnamese has some 7,000 syllables; the rest is for their capitals, for numbers and foreign names."""

Row = tuple[float, ...]
"""What a token, pair or triple adds to the scores of the tokens it speaks for, by template."""
Syllable = tuple[str, str, bool, Row]
"""A token as the model reads it: spelled right, in lower case, whether a capital or no letter begins it, and its row."""


class WordSegmenter:
    """`text -> [(start, end), ...]`: the character ranges of its words, in order.

    >>> text = "Công đoàn viên chức tổng kết năm học"
    >>> [text[start:end] for start, end in WordSegmenter()(text)]
    ['Công đoàn', 'viên chức', 'tổng kết', 'năm học']

    Every character but white space is in a word, and no word crosses a line. The text need not be NFC: the ranges are of
    the text as given. The model is read at the first call (5 MB, a fifth of a second).
    """

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """The ranges of the words, in order."""
        normal = unicodedata.normalize("NFC", text)
        read = normal.replace("ð", "đ").replace("Ð", "Đ")  # Icelandic letters in texts from old encodings
        words: list[tuple[int, int]] = []
        for line in LINE.finditer(read):
            if tokens := [token.span() for token in TOKEN.finditer(read, *line.span())]:
                for (start, end), goes_on in zip(tokens, self._model.label([read[a:b] for a, b in tokens]), strict=True):
                    if goes_on:
                        words[-1] = (words[-1][0], end)
                    else:
                        words.append((start, end))
        return words if normal == text else _in_original(words, text)

    @cached_property
    def _model(self) -> "WordModel":
        return read_model()


class WordModel:
    """Underthesea's CRF for words, arranged by token, pair and triple; read from the folder of the package."""

    def __init__(self, package: Path) -> None:
        self.folder = package / SEGMENTER
        self.spelling = _pickled(package / SPELLING)["token"]
        self.dictionary = _pickled(self.folder / "dictionary.bin")
        crf = read_crf(self.folder / "models.bin")
        begin, inside = crf.labels.index("B-W"), crf.labels.index("I-W")
        self.transitions = [crf.transitions[a][b] for a, b in product((begin, inside), repeat=2)]
        self.weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for name, weights in crf.attributes.items():
            looked_at, _, value = name.partition("=")
            self.weights[looked_at][value] = weights[inside] - weights[begin]

        self.syllable = lru_cache(maxsize=KEPT_SYLLABLES)(self._syllable)
        self.exact_pairs, self.folded_pairs, self.new_pair = self._tables(PAIRS, blanks=1)
        self.exact_triples, self.folded_triples, self.new_triple = self._tables(TRIPLES, blanks=2)
        self.before, self.before_pair, self.before_triple = (self._edge(templates, "BOS") for templates in (SINGLES, PAIRS, TRIPLES))
        self.after, self.after_pair, self.after_triple = (self._edge(templates, "EOS") for templates in (SINGLES, PAIRS, TRIPLES))
        self.capitals = {flags: self._capitals(*flags) for flags in product((True, False, None), repeat=3)}

    def label(self, tokens: list[str]) -> list[bool]:
        """Whether each token of a line goes on with the word before it: the best sequence of labels (Viterbi)."""
        begin_begin, begin_inside, inside_begin, inside_inside = self.transitions
        first, *others = self.scores(tokens)
        lead = first  # of the best sequence that has this token inside a word over the best that has it begin one
        leads_before = []
        for score in others:
            to_begin, to_inside = lead + inside_begin, lead + inside_inside
            leads_before.append((to_begin - begin_begin, to_inside - begin_inside))
            to_inside = to_inside if to_inside > begin_inside else begin_inside
            to_begin = to_begin if to_begin > begin_begin else begin_begin
            lead = to_inside - to_begin + score
        goes_on = []
        for lead_before in reversed(leads_before):
            goes_on.append(lead > 0)
            if -TIE < lead < TIE:
                return self._label_exactly(tokens)
            lead = lead_before[lead > 0]
        goes_on.append(False)  # the first token, whatever its label
        return goes_on[::-1]

    def scores(self, tokens: list[str]) -> list[float]:
        """By how much each token of a line, the other labels aside, would rather be inside a word than begin one."""
        texts, lowers, capitals, rows = zip(*map(self.syllable, tokens), strict=True)
        exact, folded, new = self.exact_pairs, self.folded_pairs, self.new_pair
        pairs = [
            exact.get(f"{a} {b}") or folded.get(f"{low_a} {low_b}", new)
            for a, b, low_a, low_b in zip(texts, texts[1:], lowers, lowers[1:], strict=False)
        ]
        exact, folded, new = self.exact_triples, self.folded_triples, self.new_triple
        triples = [
            exact.get(f"{a} {b} {c}") or folded.get(f"{low_a} {low_b} {low_c}", new)
            for a, b, c, low_a, low_b, low_c in zip(texts, texts[1:], texts[2:], lowers, lowers[1:], lowers[2:], strict=False)
        ]
        s = [self.before] * 2 + [*rows] + [self.after] * 2
        p = [self.before_pair] * 2 + pairs + [self.after_pair] * 2
        t = [self.before_triple] * 2 + triples + [self.after_triple] * 2
        c = map(self.capitals.__getitem__, zip(capitals, [*capitals[1:], None], [*capitals[2:], None, None], strict=False))
        return [
            s0[0] + s1[1] + s2[2] + s3[3] + s4[4] + p0[0] + p1[1] + p2[2] + p3[3] + t0[0] + t1[1] + t2[2] + c0
            for s0, s1, s2, s3, s4, p0, p1, p2, p3, t0, t1, t2, c0 in zip(
                s, s[1:], s[2:], s[3:], s[4:], p, p[1:], p[2:], p[3:], t, t[1:], t[2:], c, strict=False
            )
        ]

    def _label_exactly(self, tokens: list[str]) -> list[bool]:
        """The same, slowly, where sequences score the same ("| | |") and the last bits of underthesea's sums choose between them."""
        featurizer, tagger = self._underthesea
        attributes = featurizer.process([[[self.syllable(token)[0]] for token in tokens]])[0]
        return [place > 0 and tag == "I-W" for place, tag in enumerate(tagger.tag(attributes))]

    @cached_property
    def _underthesea(self) -> tuple[CRFFeaturizer, CRFTagger]:
        tagger = CRFTagger()
        tagger.load(str(self.folder / "models.bin"))
        return CRFFeaturizer(_pickled(self.folder / "features.bin"), self.dictionary), tagger

    def _syllable(self, token: str) -> Syllable:
        text = self.spelling.get(token, token) if len(token) <= LONGEST_MISSPELLING else token
        lower = text.lower()
        capital = all(part[0] == part[0].upper() for part in text.split(" "))
        number = text.isascii() and text.isdigit() and int(text.lstrip("0")[:11] or 0) <= LARGEST_NUMBER
        values = (text, lower, str(number), str(capital), str(lower in self.dictionary))
        return text, lower, capital, self._row(SINGLES, dict(zip(ASPECTS, values, strict=True)))

    def _row(self, templates: Iterable[str], values: dict[str, str]) -> Row:
        """The row of what has these values by aspect."""
        return tuple(sum(self.weights[template + aspect].get(value, 0.0) for aspect, value in values.items()) for template in templates)

    def _edge(self, templates: Iterable[str], name: str) -> Row:
        """The row of what reaches over the beginning (BOS) or the end (EOS) of the line."""
        return self._row(templates, dict.fromkeys(ASPECTS, name))

    def _capitals(self, *flags: bool | None) -> float:
        """What it adds to a token's score whether it and the one or two after it are capitals; None: past the end, which `_edge` has."""
        spans = ((template, flags[: 2 + place]) for place, template in enumerate(CASED))
        return sum(self._row([template], {".istitle": str(all(span))})[0] for template, span in spans if None not in span)

    def _tables(self, templates: tuple[str, ...], blanks: int) -> tuple[dict[str, Row], dict[str, Row], Row]:
        """Rows of pairs or triples: of those known by their letters; of the others known in lower case; and of all others."""
        known, new = (self._row(templates, {".is_in_dict": answer}) for answer in ("True", "False"))
        folded = dict.fromkeys((word for word in self.dictionary if word.count(" ") == blanks), known)
        for lower, row in self._rows(templates, ".lower").items():
            folded[lower] = tuple(map(add, row, folded.get(lower, new)))
        letters = self._rows(templates, "").items()
        return {text: tuple(map(add, row, folded.get(text.lower(), new))) for text, row in letters}, folded, new

    def _rows(self, templates: tuple[str, ...], aspect: str) -> dict[str, list[float]]:
        """What one aspect adds, for each of its values."""
        rows: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(templates))
        for place, template in enumerate(templates):
            for value, weight in self.weights[template + aspect].items():
                rows[value][place] = weight
        return rows


def without_long_runs(text: str) -> str:
    """The text, as long as before, to be segmented in time that grows with its length: a long run goes in as one word of letters."""
    return LONG_RUN.sub(lambda run: "x" * len(run[0]), text)


def read_model() -> WordModel:
    """The model as the installed underthesea has it; FileNotFoundError where it is not.

    The package itself is not imported: that takes half a second, most of it for what segmentation has no use for.
    """
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("underthesea is not installed: install it with pip install underthesea==9.5.0")
    return WordModel(Path(spec.submodule_search_locations[0]))


def _pickled(path: Path) -> Any:
    return pickle.loads(path.read_bytes())


def _in_original(words: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Ranges of NFC(text) as ranges of the text; a word of which nothing is left, a mark on the letter before it, goes."""
    origins = _origins(text)
    return [(origins[start], origins[end]) for start, end in words if origins[start] < origins[end]]


def _origins(text: str) -> list[int]:
    """Where each character of NFC(text) comes from, and last the text's length. What was composed of several is not cut."""
    origins: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _composes(text[start:end], text[end]):
            continue
        cluster = unicodedata.normalize("NFC", text[start:end])
        origins += range(start, end) if cluster == text[start:end] else [start] + [end] * (len(cluster) - 1)
        start = end
    return [*origins, len(text)]


def _composes(cluster: str, char: str) -> bool:
    """Whether the character changes with what is before it: a combining mark, or a letter of a Hangul syllable."""
    if unicodedata.combining(char):
        return True
    return unicodedata.normalize("NFC", cluster + char) != unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", char)
