"""Pre-training: an encoder reads unlabelled articles and learns to guess the pieces that are hidden from it.

    encoder, tokenizer = new_encoder(texts)            # a small one of our own, or
    encoder, tokenizer = stored_encoder(folder)        # any that is to read an archive before it is fine-tuned
    pretrain(encoder, tokenizer, texts, into, Plan())

Masked language modelling (Devlin et al. 2019, "BERT") as RoBERTa does it (Liu et al. 2019): texts in full blocks, other pieces hidden each
time they are read, no task on neighbouring sentences; as many are hidden as ModernBERT hides (Warner et al. 2024). To go on with the texts
of one's own domain helps whatever is learned from it later (Gururangan et al. 2020, "Don't stop pretraining"). Needs the extra
`transformers`.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    AutoModelForMaskedLM,
    AutoTokenizer,
    DataCollatorForLanguageModeling,
    ModernBertConfig,
    ModernBertForMaskedLM,
    PreTrainedTokenizerFast,
)

from models.checkpoint import ModelError
from models.finetune import slope
from models.transformer import device_of, find_base

VOCABULARY = 12_000
"""Pieces: nearly every syllable of Vietnamese is one."""
LAYERS, WIDTH, HEADS = 4, 256, 4
LOCAL = 64
"""Pieces that every second layer sees; the others see the whole window."""
MOST_PIECES = 512
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
CHECKPOINT = "checkpoint.pt"
DONE = "pretraining.json"


@dataclass(frozen=True)
class Plan:
    """How to pre-train: passes over the texts, pieces in a block, blocks in a batch, the highest learning rate, the part of all steps that
    leads up to it, the part of the pieces that is hidden."""

    epochs: int = 10
    block: int = 128
    batch: int = 16
    rate: float = 1e-3
    warmup: float = 0.06
    hidden: float = 0.3
    seed: int = 0


def new_encoder(texts: Sequence[str], seed: int = 0) -> tuple[Any, Any]:
    """An untrained encoder of 4 layers, 256 wide (some 4 million weights), and a WordPiece tokeniser made of texts.

    ModernBERT's shape (Warner et al. 2024): what stands beside a piece is told by rotary positions and seen by half of the layers alone, so
    that few texts teach it. With BERT's learned positions the same texts taught no more than which pieces are frequent.
    """
    pieces = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(vocabulary(texts))}, unk_token="[UNK]"))
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", pieces.token_to_id("[CLS]")), ("[SEP]", pieces.token_to_id("[SEP]"))]
    pieces.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=pieces, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]",
        model_max_length=MOST_PIECES,
    )  # fmt: skip
    torch.manual_seed(seed)
    shape = ModernBertConfig(
        vocab_size=len(tokenizer), hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, local_attention=LOCAL,
        layer_types=["sliding_attention" if number % 2 else "full_attention" for number in range(LAYERS)],
        intermediate_size=2 * WIDTH, max_position_embeddings=MOST_PIECES, pad_token_id=tokenizer.pad_token_id,
        cls_token_id=tokenizer.cls_token_id, sep_token_id=tokenizer.sep_token_id, bos_token_id=None, eos_token_id=None,
        sparse_prediction=True,  # only what is hidden is guessed: a quarter less time
    )  # fmt: skip
    return ModernBertForMaskedLM(shape), tokenizer


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The pieces of a tokeniser made of texts: its marks, every character, within and at the beginning of a word, and the frequent words.

    A written word of Vietnamese is a syllable, and a few thousand make up nearly all of a text; so there is nothing to learn about pieces,
    and the outcome hangs on no order of ties.
    """
    words = Counter(word for text in texts for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(text))
    characters = sorted(set(chain.from_iterable(words)))
    spelt = [*characters, *(f"##{character}" for character in characters)]
    frequent = sorted((word for word in words if len(word) > 1), key=lambda word: (-words[word], word))
    return [*SPECIAL, *spelt, *frequent][:VOCABULARY]


def stored_encoder(name: str) -> tuple[Any, Any]:
    """An encoder and its tokeniser, by folder or name, with a head that guesses pieces (a new one if it has none). Raises ModelError."""
    folder = find_base(name)
    try:
        return (
            AutoModelForMaskedLM.from_pretrained(folder, local_files_only=True),
            AutoTokenizer.from_pretrained(folder, local_files_only=True),
        )
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"{folder}: không đọc được mô hình gốc: {' '.join(str(error).split())[:200]}") from None


def pretrain(
    encoder: Any, tokenizer: Any, texts: Iterable[str], into: Path, plan: Plan, device: str = "cpu", told: Callable[[str], None] = print
) -> float:
    """Train on texts and store encoder and tokeniser in `into`; the loss of the last pass, in nats for each hidden piece.

    Each pass ends with a checkpoint, from which the same call goes on; the outcome is that of a run that nothing stopped. Raises ModelError
    where `into` holds another's, or the texts fill no block.
    """
    blocks = _blocks(tokenizer, texts, plan.block)
    if not blocks:
        raise ModelError(f"bài chưa đủ {plan.block} mảnh từ để học; hãy thêm bài vào --texts")
    into.mkdir(parents=True, exist_ok=True)
    if (into / "config.json").exists():
        raise ModelError(f"{into}: đã có một mô hình; hãy chọn thư mục khác cho --into, hoặc xóa thư mục này")
    hide = DataCollatorForLanguageModeling(tokenizer, mlm_probability=plan.hidden)
    steps = plan.epochs * -(-len(blocks) // plan.batch)
    encoder.to(device_of(device)).train()
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=plan.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: slope(step / steps, plan.warmup))
    state = {"encoder": encoder, "optimizer": optimizer, "schedule": schedule}
    job = hashlib.blake2b(json.dumps([asdict(plan), blocks]).encode(), digest_size=16).hexdigest()
    done, loss = _resume(into / CHECKPOINT, state, job, device)
    for epoch in range(done, plan.epochs):
        loss = _pass(encoder, optimizer, schedule, hide, _batches(blocks, plan, epoch), device)
        told(f"{epoch + 1}/{plan.epochs}: {loss:.3f}")
        _keep(into / CHECKPOINT, state, job, epoch + 1, loss)
    encoder.save_pretrained(into)
    tokenizer.save_pretrained(into)
    (into / DONE).write_text(json.dumps({**asdict(plan), "blocks": len(blocks), "loss": round(loss, 4)}, indent=1) + "\n", "utf-8")
    (into / CHECKPOINT).unlink(missing_ok=True)
    return loss


def _blocks(tokenizer: Any, texts: Iterable[str], length: int) -> list[list[int]]:
    """The texts as one row of pieces, cut into blocks with the ends that the encoder is used to; what is left over is dropped."""
    first, *last = tokenizer("")["input_ids"]  # such as <s> </s>
    row = list(chain.from_iterable([*tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"], *last] for text in texts))
    inner = length - 1 - len(last)
    return [[first, *row[at : at + inner], *last] for at in range(0, len(row) - inner + 1, inner)]


def _batches(blocks: list[list[int]], plan: Plan, epoch: int) -> Iterable[list[dict[str, list[int]]]]:
    """The blocks in an order of this pass's own; what is hidden in it follows from the same seed."""
    order = list(range(len(blocks)))
    random.Random(f"{plan.seed} {epoch}").shuffle(order)
    torch.manual_seed(plan.seed * 10_000 + epoch)
    for at in range(0, len(order), plan.batch):
        yield [{"input_ids": blocks[number]} for number in order[at : at + plan.batch]]


def _pass(encoder: Any, optimizer: Any, schedule: Any, hide: Any, batches: Iterable[Any], device: str) -> float:
    """One pass over the texts; its mean loss."""
    losses = []
    for batch in batches:
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            loss = encoder(**hide(batch).to(device)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def _resume(path: Path, state: dict[str, Any], job: str, device: str) -> tuple[int, float]:
    """How many passes are done, and the loss of the last one."""
    if not path.exists():
        return 0, float("nan")
    kept = torch.load(path, map_location=device, weights_only=True)
    if kept["job"] != job:
        raise ModelError(f"{path}: là của một lần học khác; hãy chọn thư mục khác cho --into, hoặc xóa tệp này")
    for name, part in state.items():
        part.load_state_dict(kept[name])
    return kept["epoch"], kept["loss"]


def _keep(path: Path, state: dict[str, Any], job: str, epoch: int, loss: float) -> None:
    beside = path.with_suffix(".new")
    torch.save({name: part.state_dict() for name, part in state.items()} | {"job": job, "epoch": epoch, "loss": loss}, beside)
    beside.replace(path)
