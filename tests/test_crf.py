"""The CRF model file: what it says, and what is no model."""

from pathlib import Path

import pytest
import underthesea
from underthesea_core import CRFModel

from models.crf import read_crf

FILE = Path(underthesea.__file__).parent / "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/models.bin"


def test_the_whole_model_is_read() -> None:
    crf = read_crf(FILE)
    theirs = CRFModel.load(str(FILE))
    assert crf.labels == theirs.get_labels() == ["B-W", "I-W"]
    assert len(crf.attributes) == theirs.num_attributes
    weights = [weight for row in (*crf.attributes.values(), *crf.transitions) for weight in row]
    assert sum(weight**2 for weight in weights) == pytest.approx(theirs.l2_norm_squared())
    begin, inside = crf.attributes["T[-1,0].lower=công đoàn"]
    assert inside > begin


@pytest.mark.parametrize("content", [b"", b"lCRF", b"no model at all, but long enough to be one, one would say"])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "models.bin"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"models\.bin: not a CRFsuite model"):
        read_crf(file)
