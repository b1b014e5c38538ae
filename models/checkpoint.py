"""Checkpoints: the folder that holds a trained tagger, and what its `tagger.json` says of it.

Beside the network (`config.json` and `model.safetensors` for torch, or `model.onnx`) and the tokeniser's files stands `tagger.json`: the
format, the labels, what it was trained from, how it did and how far it is trusted. What it cannot be read by is refused in one line.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from models.labels import label_set

FORMAT = 1
"""Raised whenever a checkpoint of before means something else now."""
FILE = "tagger.json"
SHIPPED = Path(__file__).parent / "data"
"""Where models with a name stand."""


class ModelError(ValueError):
    """A model or its training cannot be used as asked; the message is one line."""


@dataclass(frozen=True)
class Trust:
    """How far the rules follow the model, chosen on dev; each is 0 where they do better alone."""

    add: float = 0.0
    """The score from which on a body or a person is taken that only the model found; none is where it is 0."""
    drop: float = 0.0
    """The probability below which a body that the rules have found is none; none is where it is 0."""
    roles: float = 0.0
    """What a unit of the model's log-odds for a target counts beside the rules' own."""
    types: float = 0.0
    """The power of the model's probability by which the evidence for a main type is multiplied."""


@dataclass(frozen=True)
class Checkpoint:
    """What is known of a trained tagger.

    `window` is how many pieces it reads at once, those before and behind them aside; `pad` the piece that fills up a batch; `weights` a
    digest of the network's file, `training` one of what it was trained with; `scores` are F1 and accuracies on dev by field.
    """

    base: str
    window: int
    pad: int
    weights: str = ""
    training: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    trust: Trust = Trust()

    @property
    def version(self) -> str:
        """Tells this model from any other: short, of its weights and of how they are used."""
        return hashlib.blake2b(_content(self).encode(), digest_size=6).hexdigest()


def save_checkpoint(checkpoint: Checkpoint, folder: Path) -> None:
    """Write `tagger.json`."""
    (folder / FILE).write_text(_content(checkpoint) + "\n", "utf-8")


def read_checkpoint(folder: Path) -> Checkpoint:
    """What a folder's `tagger.json` says. Raises ModelError where there is none that can be used."""
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
        format_, labels, trust = found.pop("format"), found.pop("labels"), Trust(**found.pop("trust"))
        if format_ == FORMAT and labels == label_set():
            return Checkpoint(**found, trust=trust)
    except FileNotFoundError:
        raise ModelError(f"{folder}: không có {FILE}; hãy chỉ thư mục do `sukien train --into` ghi") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ModelError(f"{folder / FILE}: tệp hỏng; hãy chép lại mô hình hoặc huấn luyện lại") from None
    if format_ != FORMAT:
        raise ModelError(f"{folder}: mô hình phiên bản {format_}, chương trình đọc phiên bản {FORMAT}; hãy huấn luyện lại")
    raise ModelError(f"{folder}: mô hình có bộ nhãn khác ({_difference(labels)}); hãy huấn luyện lại")


def find_model(name: str) -> Path:
    """The folder of a model given by path, or by the name of one that is shipped. Raises ModelError."""
    for folder in (Path(name), SHIPPED / name):
        if (folder / FILE).exists():
            return folder
    if Path(name).is_dir():
        raise ModelError(f"{name}: không có {FILE}; hãy chỉ thư mục do `sukien train --into` ghi")
    raise ModelError(f"không có mô hình {name}: không phải thư mục, cũng không có trong {SHIPPED}; tên đi kèm: {', '.join(shipped())}")


def shipped() -> list[str]:
    """The names that can be given for a model; the rules alone are `rules`."""
    return ["rules", *sorted(path.parent.name for path in SHIPPED.glob(f"*/{FILE}"))]


def digest(path: Path) -> str:
    """A digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _content(checkpoint: Checkpoint) -> str:
    content = {"format": FORMAT, "labels": label_set(), **asdict(checkpoint)}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _difference(labels: Any) -> str:
    """What another label set has more and less than ours, a few of each."""
    there, here = ({str(label) for group in sets.values() for label in group} for sets in (dict(labels), label_set()))
    more, less = (", ".join(sorted(group)[:3]) for group in (there - here, here - there))
    return "; ".join(said for said in (f"thừa {more}" if more else "", f"thiếu {less}" if less else "") if said) or "thứ tự khác"
