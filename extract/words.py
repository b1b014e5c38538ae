"""Words: underthesea's segmentation as a layer over the Doc's syllables."""

from spacy.language import Language
from spacy.tokens import Doc

from models.words import WordSegmenter


@Language.factory("sukien_words")
class WordLayer:
    """Sets `doc._.words`: for each syllable of a word of several, its start offset -> the end offset of the word."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.segment = WordSegmenter()
        if not Doc.has_extension("words"):
            Doc.set_extension("words", default=None)

    def __call__(self, doc: Doc) -> Doc:
        ends: dict[int, int] = {}
        ranges = iter(self.segment(doc.text))
        start, end = next(ranges, (0, 0))
        for token in doc:
            while token.idx >= end and end:
                start, end = next(ranges, (0, 0))
            if start <= token.idx < end:
                ends[token.idx] = end
        doc._.words = ends
        return doc
