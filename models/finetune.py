"""Fine-tuning: an encoder learns from gold articles to tag (needs the extra `transformers`).

AdamW with a linear warm-up and decay (Devlin et al. 2019), in bfloat16 on CUDA; after each epoch the spans of dev are scored, and
training ends when they have not improved for some epochs: the best network is kept. All that is drawn at random is drawn from the seed
and the epoch's number, and the state is written after each epoch: a training that was stopped goes on to the same result.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from models.checkpoint import FILE, Checkpoint, ModelError, digest, read_checkpoint
from models.labels import ROLE_OUTPUTS, ROLES, SPAN_OUTPUTS, TYPE_OUTPUTS, TYPES, pieces_of, to_bio
from models.subwords import Subwords
from models.tagger import Tagger, Text, filled, pieces_of_text, windows_of
from models.transformer import Transformer, as_called, device_of, find_base, read_base, save_transformer
from schemas.evaluation import Row
from schemas.spans import KINDS, Span

STATE = "training.pt"
"""What a training goes on from; removed when it is done."""
SPANS, ROLE, TYPE = "spans", "roles", "type"
"""Names of scores: F1 of the spans of all kinds, shares of the bodies and articles whose role and type are right."""
WIDTH, HIGHEST = 768, 2.5e-3
"""The width of a base encoder, and the highest rate: narrower encoders bear a higher one (Yang et al. 2021), and need it, for they know
less."""
UNKNOWN = -100
"""The label of what is not to be learned: cross entropy passes it over."""

Epoch = Callable[[int, float, dict[str, float]], None]
"""Called after each epoch with its number from 1, the mean loss and the scores on dev."""


class Lesson(NamedTuple):
    """An article as gold has it: its mentions, the role of each body that has a known one, and its main type, if it has any."""

    name: str
    text: Text
    spans: frozenset[Span]
    roles: Mapping[tuple[int, int], str]
    type: str | None


@dataclass(frozen=True)
class Settings:
    """How to train. `rate` is for an encoder `WIDTH` wide; `warmup` a share of all steps; `patience` counts epochs without a gain."""

    epochs: int = 20
    batch: int = 16
    rate: float = 5e-5
    warmup: float = 0.1
    decay: float = 0.01
    patience: int = 4
    seed: int = 1


SETTINGS = Settings()


class Example(NamedTuple):
    """A window of a lesson: pieces [n], labels [n, kinds], the pieces and role of each body in it, and the number of its type."""

    ids: np.ndarray
    labels: np.ndarray
    roles: list[tuple[np.ndarray, int]]
    type: int


def finetune(
    base: str,
    gold: Sequence[Lesson],
    dev: Sequence[Lesson],
    into: Path,
    device: str = "cpu",
    settings: Settings = SETTINGS,
    done: Epoch = lambda number, loss, scores: None,
) -> Checkpoint:
    """Train the encoder `base` (a folder, or a name in the local cache) and write the tagger's folder; or go on with one that was stopped.

    Raises ModelError where the base, the device or the folder cannot be used.
    """
    target = device_of(device)
    told = _told(base, gold, dev, settings)
    into.mkdir(parents=True, exist_ok=True)
    if (into / FILE).exists():
        if (finished := read_checkpoint(into)).training != told:
            raise ModelError(f"{into}: đã có một mô hình khác; hãy chọn thư mục khác cho --into, hoặc xóa thư mục này")
        return finished
    torch.manual_seed(settings.seed)
    network, subwords, checkpoint = read_base(base)
    training = Training(network.to(target), settings, into / STATE, told)
    examples = [example for lesson in gold for example in examples_of(lesson, subwords, checkpoint.window)]
    if not examples:
        raise ModelError("đáp án không có bài nào; hãy chỉ thư mục có articles/ và cards/ cho --gold")
    tagger = Tagger(into.name, checkpoint, subwords, as_called(network))
    while not training.over:
        loss = training.epoch(examples, subwords, checkpoint.pad)
        network.eval()
        scores = score(tagger, dev)
        training.note(scores)
        done(training.number, loss, scores)
    network.load_state_dict(training.best)
    saved = replace(checkpoint, training=told, scores=training.scores)
    saved = save_transformer(network, subwords, saved, into)
    (into / STATE).unlink()
    return saved


class Training:
    """The state of a training: written to a file after each epoch, and read from it where the same training was stopped."""

    def __init__(self, network: Transformer, settings: Settings, state: Path, told: str) -> None:
        self.network, self.settings, self.file, self.told = network, settings, state, told
        self.rate = min(settings.rate * (WIDTH / network.encoder.config.hidden_size) ** 2, max(settings.rate, HIGHEST))
        self.optimiser = torch.optim.AdamW(network.parameters(), self.rate, weight_decay=settings.decay)
        self.number, self.best_number = 0, 0
        self.scores: dict[str, float] = {}
        self.best: dict[str, torch.Tensor] = {}
        if state.exists():
            self._go_on()

    @property
    def over(self) -> bool:
        """Whether all epochs are done, or the last ones have not improved; an encoder that was never trained first finds nothing."""
        tired = self.number - self.best_number >= self.settings.patience and self.scores[SPANS] > 0
        return self.number >= self.settings.epochs or tired

    def epoch(self, examples: Sequence[Example], subwords: Subwords, pad: int) -> float:
        """Learn all examples once, in an order of this epoch's own; the mean loss."""
        torch.manual_seed(1000 * self.settings.seed + self.number)
        self.network.train()
        order = torch.randperm(len(examples)).tolist()
        batches = [[examples[i] for i in order[at : at + self.settings.batch]] for at in range(0, len(order), self.settings.batch)]
        losses = [self._step(batch, subwords, pad, self.number + step / len(batches)) for step, batch in enumerate(batches)]
        self.number += 1
        return sum(losses) / len(losses)

    def _step(self, batch: Sequence[Example], subwords: Subwords, pad: int, epochs: float) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * slope(epochs / self.settings.epochs, self.settings.warmup)
        loss = loss_of(self.network, batch, subwords, pad)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        return float(loss.detach())

    def note(self, scores: dict[str, float]) -> None:
        """Keep the network where it is the best so far, and write the state."""
        if not self.best or scores[SPANS] > self.scores[SPANS]:
            self.best_number, self.scores = self.number, scores
            self.best = {name: weight.detach().cpu().clone() for name, weight in self.network.state_dict().items()}
        state = {
            "told": self.told, "number": self.number, "best_number": self.best_number, "scores": self.scores,
            "best": self.best, "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(),
        }  # fmt: skip
        part = self.file.with_suffix(".part")
        torch.save(state, part)
        os.replace(part, self.file)

    def _go_on(self) -> None:
        try:
            state = torch.load(self.file, map_location="cpu", weights_only=True)
        except Exception as error:  # whatever a broken file makes of it
            raise ModelError(f"{self.file}: tệp hỏng ({type(error).__name__}); hãy xóa tệp này để huấn luyện lại từ đầu") from None
        if state["told"] != self.told:
            raise ModelError(f"{self.file}: là của một lần huấn luyện khác; hãy chọn thư mục khác cho --into, hoặc xóa tệp này")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.number, self.best_number, self.scores, self.best = (state[name] for name in ("number", "best_number", "scores", "best"))


def slope(share: float, warmup: float) -> float:
    """The share of the full rate after this share of all steps: up to it in a line, then down to nothing."""
    return min(share / warmup, (1 - share) / (1 - warmup)) if share else 1e-3


def examples_of(lesson: Lesson, subwords: Subwords, window: int) -> list[Example]:
    """The windows of a lesson; the first one has its type."""
    pieces = pieces_of_text(lesson.text, subwords)
    labels = to_bio(lesson.spans, pieces.offsets)
    labels[pieces.offsets[:, 0] == pieces.offsets[:, 1]] = UNKNOWN
    bodies = [(pieces_of(*place, pieces.offsets), ROLES.index(role)) for place, role in sorted(lesson.roles.items())]
    found = []
    for start, end in windows_of(len(pieces.ids), window):
        roles = [(taken - start, role) for taken, role in bodies if len(taken) and start <= taken[0] and taken[-1] < end]
        type_ = TYPES.index(lesson.type) if lesson.type and not start else UNKNOWN
        found.append(Example(pieces.ids[start:end], labels[start:end], roles, type_))
    return found


def loss_of(network: Transformer, batch: Sequence[Example], subwords: Subwords, pad: int) -> torch.Tensor:
    """The sum of the mean cross entropies of the pieces (over their kinds summed, for nearly all are O), the bodies' roles, the types."""
    device = network.head.weight.device
    ids, mask = filled([example.ids for example in batch], subwords, pad)
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        outputs = network(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device)).float()
    first = len(subwords.opens)
    rows = [outputs[row, first : first + len(example.ids)] for row, example in enumerate(batch)]
    labels = torch.from_numpy(np.concatenate([example.labels for example in batch])).to(device)
    spans = torch.cat(rows)[:, :SPAN_OUTPUTS].reshape(-1, 3)
    loss = len(KINDS) * cross_entropy(spans, labels.reshape(-1), ignore_index=UNKNOWN)
    learned = list(zip(rows, batch, strict=True))
    bodies = [(row[torch.from_numpy(taken).to(device)].mean(0)[ROLE_OUTPUTS], role) for row, one in learned for taken, role in one.roles]
    articles = [(row.mean(0)[TYPE_OUTPUTS], one.type) for row, one in learned if one.type != UNKNOWN]
    for told in (bodies, articles):
        if told:
            loss = loss + cross_entropy(
                torch.stack([logits for logits, _ in told]), torch.tensor([label for _, label in told], device=device)
            )
    return loss


def score(tagger: Tagger, lessons: Sequence[Lesson]) -> dict[str, float]:
    """F1 of all spans and of those of each kind, and the shares of roles and types that are right; of what the lessons have any of."""
    found = tagger([lesson.text for lesson in lessons])
    rows = {kind: Row() for kind in KINDS}
    roles, types = [], []
    for lesson, tags in zip(lessons, found, strict=True):
        predicted = {tagged.span for tagged in tags.spans}
        for kind, row in rows.items():
            gold, ours = ({span for span in spans if span.kind == kind} for spans in (lesson.spans, predicted))
            row.hit, row.missed, row.extra = row.hit + len(gold & ours), row.missed + len(gold - ours), row.extra + len(ours - gold)
        told = [(tags.role(*place), role) for place, role in lesson.roles.items()]
        roles += [likeliest(chances) == role for chances, role in told if chances]
        types += [likeliest(tags.types) == lesson.type] if lesson.type and tags.types else []
    whole = Row(*(sum(getattr(row, name) for row in rows.values()) for name in ("hit", "missed", "extra")))
    shares = {name: sum(right) / len(right) for name, right in ((ROLE, roles), (TYPE, types)) if right}
    return {SPANS: whole.f1} | {kind: row.f1 for kind, row in rows.items() if row.n or row.extra} | shares


def likeliest(chances: Mapping[str, float]) -> str:
    """The name of the highest probability."""
    return max(chances, key=lambda name: chances[name])


def _told(base: str, gold: Iterable[Lesson], dev: Iterable[Lesson], settings: Settings) -> str:
    """A digest of all that a training's result depends on: of two trainings that have the same the result is the same."""

    def plain(lesson: Lesson) -> Any:
        zones = [zone.model_dump() for zone in lesson.text.zones]
        return lesson.name, lesson.text.text, zones, sorted(lesson.spans), sorted(lesson.roles.items()), lesson.type

    files = {path.name: digest(path) for path in sorted(find_base(base).iterdir()) if path.is_file()}
    content = json.dumps([files, asdict(settings), [plain(lesson) for lesson in gold], [plain(lesson) for lesson in dev]])
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
