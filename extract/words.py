"""Words: underthesea's segmentation as a layer over the Doc's syllables."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from extract.syllables import LOWER, UPPER
from extract.word_classes import members
from models.words import WordSegmenter, without_long_runs
from schemas.lexicon import rows

NAME_AND_VERB = re.compile(rf"([{UPPER}][{LOWER}]*)\s([{LOWER}]+)")
STOPS = members("name_stop")
SYLLABLE = re.compile(r"\d+|[^\W\d_]+")
HEADS = {row["head"].split()[0].lower() for row in rows("extract", "organisation_heads")}
NAME_AND_MORE = re.compile(rf"((?:[{UPPER}][{LOWER}]*\s)+[{UPPER}][{LOWER}]*)\s[{LOWER}]")


@Language.factory("sukien_words")
class WordLayer:
    """Sets `doc._.words`: for each syllable of a word of several, its start offset -> the end offset of the word."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.segment = WordSegmenter()
        if not Doc.has_extension("words"):
            Doc.set_extension("words", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its words."""
        ends: dict[int, int] = {}
        text = doc._.article.text
        edges = set(doc.to_array(["IDX", "LENGTH"]).sum(1).tolist())
        for start, end in self.segment(without_long_runs(text)):
            if end - start == 1 or text[start:end].isalpha():  # one sign or syllable, as most are
                continue
            for at, stop in _parts(text, start, end):
                if stop in edges:  # the model may cut a syllable ("٣C | ĐCS"), which no name does
                    for syllable in SYLLABLE.finditer(text, at, stop):
                        ends[syllable.start()] = stop
        doc._.words = ends
        return doc


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A word in two where it joins a name with what stands behind it ("Tích Lương | mở", "Vina | đóng")."""
    if not text[start].isupper():
        return [(start, end)]
    if (found := NAME_AND_VERB.fullmatch(text, start, end)) and found[2] in STOPS:
        return [(start, found.end(1)), (found.start(2), end)]
    found = NAME_AND_MORE.match(text, start, end)
    if found and found[1].split()[0].lower() not in HEADS:
        return [(start, found.end(1)), (found.end(1) + 1, end)]
    return [(start, end)]
