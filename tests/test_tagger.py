"""Taggers: outputs of windows made into mentions, roles and types, whatever the network."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.checkpoint import Checkpoint
from models.labels import BEGIN, INSIDE, OUTPUTS, ROLE_OUTPUTS, ROLES, TYPE_OUTPUTS, TYPES
from models.subwords import Pieces
from models.tagger import Tagger, Text
from schemas.record import Zone
from schemas.spans import KINDS, Span

ROOT = Path(__file__).parents[1]
WINDOW = 40


class Characters:
    """A tokeniser whose pieces are the characters that are no blanks."""

    opens, closes = [1], [2]

    def __call__(self, text: str) -> Pieces:
        """The pieces of a text."""
        places = [place for place, sign in enumerate(text) if not sign.isspace()]
        return Pieces(np.array([ord(text[place]) for place in places], int), np.array([(p, p + 1) for p in places], int).reshape(-1, 2))

    def save(self, folder: Path) -> None:
        """Nothing to write."""


def network(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Sees bodies in `ABC` and `XBC`, the first a target, by looking at two neighbours; an article with a `!` is about a congress."""
    found = np.zeros((*ids.shape, OUTPUTS), np.float32)
    found[..., ROLE_OUTPUTS.start + ROLES.index("neither")] = 1
    found[..., TYPE_OUTPUTS.start + TYPES.index("khac")] = 1
    body = 3 * KINDS.index("organisation")
    for row, window in enumerate(ids.tolist()):
        signs = "".join(map(chr, window))
        for place in range(len(signs) - 2):
            if signs[place] in "AX" and signs[place + 1 : place + 3] == "BC":
                found[row, place, body + BEGIN] = 9
                found[row, place + 1 : place + 3, body + INSIDE] = 9
                if signs[place] == "A":
                    found[row, place, ROLE_OUTPUTS.start + ROLES.index("target")] = 12
        if "!" in signs:
            found[row, :, TYPE_OUTPUTS.start + TYPES.index("dai_hoi")] = 3
    return found


TAGGER = Tagger("ky-tu", Checkpoint("", WINDOW, 0), Characters(), network)


def text(body: str, furniture: str = "") -> Text:
    zones = [Zone(kind="furniture", start=0, end=len(furniture)), Zone(kind="body", start=len(furniture), end=len(furniture) + len(body))]
    return Text(furniture + body, zones if furniture else zones[1:])


def test_a_fact_is_found_wherever_it_stands_to_the_seams() -> None:
    for before in range(200):
        tags = TAGGER([text("." * before + "ABC" + "." * (197 - before))])[0]
        assert [tagged.span for tagged in tags.spans] == [Span("organisation", before, before + 3)]
        assert tags.role(before, before + 3)["target"] > 0.9


def test_roles_are_told_over_the_pieces_of_a_body() -> None:
    tags = TAGGER([text("ABC XBC")])[0]
    assert [max(tags.role(start, start + 3).items(), key=lambda item: item[1])[0] for start in (0, 4)] == ["target", "neither"]
    assert tags.role(3, 4) == {}


def test_the_type_is_told_by_the_opening() -> None:
    first, late = TAGGER([text("!" + "." * 100), text("." * 100 + "!")])
    assert [max(tags.types, key=lambda type_: tags.types[type_]) for tags in (first, late)] == ["dai_hoi", "khac"]
    assert sum(first.types.values()) == pytest.approx(1)


def test_furniture_is_not_read() -> None:
    tags = TAGGER([text("XBC", furniture="ABC! ")])[0]
    assert [tagged.span for tagged in tags.spans] == [Span("organisation", 5, 8)]
    assert tags.types["khac"] > tags.types["dai_hoi"]
    assert tags.role(0, 3) == {}


def test_an_empty_text_has_no_tags() -> None:
    tags = TAGGER([text("", furniture="ABC")])[0]
    assert (tags.spans, tags.types, tags.role(0, 3)) == ([], {}, {})


def test_texts_in_a_batch_are_tagged_as_alone() -> None:
    texts = [text("." * n + "ABC" * (n % 3)) for n in range(0, 120, 7)]
    assert [tags.spans for tags in TAGGER(texts)] == [TAGGER([one])[0].spans for one in texts]


BLOCKED = """
import sys
from importlib.machinery import PathFinder

class Absent(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        extras = ("torch", "transformers", "onnx", "onnxruntime", "tokenizers", "safetensors", "huggingface_hub")
        return None if name.split(".")[0] in extras else super().find_spec(name, path, target)

sys.meta_path = [Absent if finder is PathFinder else finder for finder in sys.meta_path]
from sukien import main
main(sys.argv[1:])
"""


def without_extras(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BLOCKED, *map(str, args)], cwd=ROOT, capture_output=True, encoding="utf-8")


def test_without_the_extras_nothing_changes(tmp_path: Path) -> None:
    sample = next((ROOT / "corpus/sample").glob("001-*.txt"))
    done = without_extras("extract", sample, "--format", "card")
    assert done.returncode == 0, done.stderr
    assert without_extras("build", sample, "--db", tmp_path / "union.db", "--workers", 1).returncode == 0


def test_without_the_extras_a_command_says_what_to_install(tmp_path: Path) -> None:
    from models.checkpoint import save_checkpoint

    trained = without_extras("train", "--base", "x", "--gold", "corpus/gold/train", "--into", tmp_path / "mo-hinh")
    assert trained.returncode == 2
    assert "hãy cài pip install 'sukien[transformers]'" in trained.stderr
    save_checkpoint(TAGGER.checkpoint, tmp_path)
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    for files, extra in ([], "transformers"), (["model.onnx"], "onnx"):
        for name in files:
            (tmp_path / name).touch()
        done = without_extras("extract", next((ROOT / "corpus/sample").glob("001-*.txt")), "--model", tmp_path)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert f"hãy cài pip install 'sukien[{extra}]'" in done.stderr
