"""Taggers: a text and its zones in, tags out: mentions with scores, the role of each body, how likely each main type is.

A tagger is a tokeniser and a network that says something of every piece (`models.labels`); all else is adding up, done here for the
networks of both libraries alike. A body's role is told by the mean over its pieces, the article's main type by the mean over the pieces
of its first window: means commute with the network's last, linear layer, so that they need no part of their own in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.checkpoint import Checkpoint, ModelError, read_checkpoint
from models.labels import OUTPUTS, OUTSIDE, ROLE_OUTPUTS, ROLES, SPAN_OUTPUTS, TYPE_OUTPUTS, TYPES, from_bio, pieces_of
from models.subwords import Pieces, Subwords, read_subwords
from models.windows import OVERLAP, merged, windows
from schemas.record import Zone
from schemas.spans import KINDS, Span

Network = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Pieces [windows, size] and which of them are none of the filling (1 or 0) in, outputs [windows, size, OUTPUTS] out."""
BATCH = 16
"""Windows that the network is given at once."""
ONNX = "model.onnx"
"""The network's file where onnxruntime runs it."""
ONNX_FOLDER = "onnx"
"""Where in a torch tagger's folder the same tagger stands for onnxruntime."""


class Text(NamedTuple):
    """What a tagger reads; page furniture is passed over."""

    text: str
    zones: Sequence[Zone]


class Tagged(NamedTuple):
    """A mention, and the probability of its least sure label."""

    span: Span
    score: float


@dataclass(frozen=True)
class Tags:
    """What a tagger says of a text: outputs [pieces, OUTPUTS], logits, for the characters offsets [pieces, 2].

    `opening` is the number of pieces in the first window.
    """

    offsets: np.ndarray
    outputs: np.ndarray
    opening: int

    @cached_property
    def labels(self) -> np.ndarray:
        """The probabilities of O, B and I, [pieces, kinds, 3]."""
        return softmax(self.outputs[:, :SPAN_OUTPUTS].reshape(-1, len(KINDS), 3))

    @cached_property
    def spans(self) -> list[Tagged]:
        """The mentions, by place."""
        sure = self.labels.max(-1)
        found = []
        for span in from_bio(self.labels.argmax(-1), self.offsets):
            pieces = pieces_of(span.start, span.end, self.offsets)
            found.append(Tagged(span, float(sure[pieces, KINDS.index(span.kind)].min())))
        return found

    def chance(self, kind: str, start: int, end: int) -> float:
        """The probability that `[start, end)` has something of a mention of a kind: that of its surest piece; 1 where none is read."""
        pieces = pieces_of(start, end, self.offsets)
        return float(1 - self.labels[pieces, KINDS.index(kind), OUTSIDE].min()) if len(pieces) else 1.0

    def role(self, start: int, end: int) -> dict[str, float]:
        """The probability of each role for the body named at `[start, end)`; none are told of furniture."""
        pieces = pieces_of(start, end, self.offsets)
        chances = softmax(self.outputs[pieces, ROLE_OUTPUTS].mean(0)).tolist() if len(pieces) else []
        return dict(zip(ROLES, chances, strict=False))

    @cached_property
    def types(self) -> dict[str, float]:
        """The probability of each main type; none for an empty text."""
        chances = softmax(self.outputs[: self.opening, TYPE_OUTPUTS].mean(0)).tolist() if self.opening else []
        return dict(zip(TYPES, chances, strict=False))


class Tagger:
    """Texts to tags. `name` is the folder's, `checkpoint` what it says of itself."""

    def __init__(self, name: str, checkpoint: Checkpoint, subwords: Subwords, network: Network) -> None:
        self.name, self.checkpoint, self.subwords, self.network = name, checkpoint, subwords, network

    def __call__(self, texts: Iterable[Text]) -> list[Tags]:
        """The tags of each text, in their order; windows of one length go through the network together."""
        read = [pieces_of_text(text, self.subwords) for text in texts]
        cut = [windows_of(len(pieces.ids), self.checkpoint.window) for pieces in read]
        todo = sorted(((end - start, text, start) for text, found in enumerate(cut) for start, end in found), reverse=True)
        outputs: dict[tuple[int, int], np.ndarray] = {}
        for batch in (todo[at : at + BATCH] for at in range(0, len(todo), BATCH)):
            ids = [read[text].ids[start : start + size] for size, text, start in batch]
            for (_, text, start), found in zip(batch, self.outputs(ids), strict=True):
                outputs[text, start] = found
        return [
            Tags(
                pieces.offsets,
                merged([outputs[text, start] for start, _ in found], found) if found else np.zeros((0, OUTPUTS), np.float32),
                found[0][1] if found else 0,
            )
            for text, (pieces, found) in enumerate(zip(read, cut, strict=True))
        ]

    def outputs(self, windows_: Sequence[np.ndarray]) -> list[np.ndarray]:
        """What the network says of the pieces of some windows, each [pieces, OUTPUTS]."""
        ids, mask = filled(windows_, self.subwords, self.checkpoint.pad)
        first = len(self.subwords.opens)
        return [out[first : first + len(window)] for window, out in zip(windows_, self.network(ids, mask), strict=True)]


def load_tagger(folder: Path, device: str = "cpu") -> Tagger:
    """The tagger of a folder, run by onnxruntime where it holds `model.onnx`, else by torch on `device`.

    Raises ModelError where it cannot be used, or the library for it is not installed.
    """
    checkpoint = read_checkpoint(folder)
    try:
        subwords = read_subwords(folder)
        network = _network(folder, device)
    except FileNotFoundError as error:
        raise ModelError(str(error)) from None
    except ModuleNotFoundError as error:
        extra = "onnx" if (folder / ONNX).exists() else "transformers"
        raise ModelError(f"{folder}: mô hình cần {error.name}; hãy cài pip install 'sukien[{extra}]'") from None
    return Tagger(folder.name, checkpoint, subwords, network)


def _network(folder: Path, device: str) -> Network:
    if (folder / ONNX).exists():
        from models.onnx_model import read_network as read_onnx

        return read_onnx(folder / ONNX)
    from models.transformer import read_network

    return read_network(folder, device)


def windows_of(pieces: int, size: int) -> list[tuple[int, int]]:
    """The windows of a text of so many pieces."""
    return windows(pieces, size, int(OVERLAP * size))


def pieces_of_text(text: Text, subwords: Subwords) -> Pieces:
    """The pieces of a text's zones, one zone behind the other, without furniture."""
    found = [(zone.start, subwords(text.text[zone.start : zone.end])) for zone in text.zones if zone.kind != "furniture"]
    ids = [pieces.ids for _, pieces in found]
    offsets = [pieces.offsets + start for start, pieces in found]
    return Pieces(np.concatenate(ids), np.concatenate(offsets)) if found else Pieces(np.zeros(0, np.int64), np.zeros((0, 2), np.int64))


def filled(windows_: Sequence[np.ndarray], subwords: Subwords, pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Windows between what opens and closes them, filled up to one length [windows, size]; and the mask, 1 for what is no filling."""
    rows = [[*subwords.opens, *window.tolist(), *subwords.closes] for window in windows_]
    size = max(map(len, rows))
    ids = np.array([row + [pad] * (size - len(row)) for row in rows], np.int64)
    mask = np.array([[1] * len(row) + [0] * (size - len(row)) for row in rows], np.int64)
    return ids, mask


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)
