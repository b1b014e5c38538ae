"""Mentions on the Doc: typed values beside their spans, and none that does not fit its syllables."""

import pytest
import spacy

from extract.mentions import Mention, leave
from extract.syllables import SyllableTokenizer

TOKENIZE = SyllableTokenizer(spacy.blank("xx").vocab)


def test_a_mention_is_a_value_and_a_span() -> None:
    doc = TOKENIZE("Huyện Mường Tè họp ngày7/10.")
    mentions = [Mention(6, 14), Mention(19, 27)]
    leave(doc, "probes", mentions)
    assert doc._.probes == tuple(mentions)
    assert [(span.text, span.label_) for span in doc.spans["probes"]] == [("Mường Tè", "probes"), ("ngày7/10", "probes")]


def test_none_found() -> None:
    doc = TOKENIZE("")
    leave(doc, "probes", [])
    assert (doc._.probes, list(doc.spans["probes"])) == ((), [])


@pytest.mark.parametrize(("start", "end"), [(7, 14), (6, 13), (6, 6), (6, 99)])
def test_a_mention_off_the_edges_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not fit token edges"):
        leave(TOKENIZE("Huyện Mường Tè họp."), "probes", [Mention(start, end)])
