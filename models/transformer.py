"""The transformer: any Hugging Face encoder, and one linear layer over what it makes of each piece (needs the extra `transformers`).

The encoder comes from a folder on this machine, or from its cache of Hugging Face's models; nothing is ever fetched. What is saved is
the encoder's `config.json`, the weights as `model.safetensors`, the tokeniser's files and `tagger.json`.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from huggingface_hub import try_to_load_from_cache
from huggingface_hub.constants import HF_HUB_CACHE
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModel, AutoTokenizer, PreTrainedModel
from transformers.utils import logging

from models import tagger
from models.checkpoint import FILE, Checkpoint, ModelError, digest, read_checkpoint, save_checkpoint
from models.labels import OUTPUTS
from models.subwords import FastSubwords, Subwords, read_subwords

WEIGHTS = "model.safetensors"
WINDOW = 256
"""Pieces that are read at once, if the encoder can read so many: attention's time grows with the square, and leads are shorter."""
DROPOUT = 0.1

logging.disable_progress_bar()
logging.set_verbosity_error()


class Transformer(torch.nn.Module):
    """`ids, mask [windows, size] -> outputs [windows, size, OUTPUTS]` (logits; `models.labels` says of what)."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(DROPOUT)
        self.head = torch.nn.Linear(encoder.config.hidden_size, OUTPUTS)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The outputs for each piece."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(hidden))


def read_base(name: str) -> tuple[Transformer, Subwords, Checkpoint]:
    """An encoder to be trained, by folder or name, its tokeniser, and the checkpoint that it begins; a trained tagger goes on from itself.

    The new layer is drawn at random: seed torch before. Raises ModelError.
    """
    folder = find_base(name)
    if (folder / FILE).exists():
        return load_transformer(folder), read_subwords(folder), replace(read_checkpoint(folder), base=name)
    try:
        encoder = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
        subwords = _subwords(folder)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"{folder}: không đọc được mô hình gốc: {' '.join(str(error).split())[:200]}") from None
    window = min(WINDOW, longest(encoder)) - len(subwords.opens) - len(subwords.closes)
    return Transformer(encoder), subwords, Checkpoint(base=name, window=window, pad=encoder.config.pad_token_id or 0)


def find_base(name: str) -> Path:
    """The folder of an encoder: the one of this path, else the snapshot in the local cache. Raises ModelError."""
    if (Path(name) / "config.json").exists():
        return Path(name)
    if not Path(name).is_absolute() and name.count("/") < 2:
        cached = try_to_load_from_cache(name, "config.json")
        if isinstance(cached, str):
            return Path(cached).parent
    raise ModelError(
        f"không có mô hình gốc {name}: không thấy config.json trong thư mục {Path(name).absolute()} hay trong {HF_HUB_CACHE}; "
        f"trên máy có mạng hãy chạy `hf download {name} --local-dir THƯ_MỤC`, chép THƯ_MỤC về đây rồi dùng --base THƯ_MỤC"
    )


def longest(encoder: PreTrainedModel) -> int:
    """The most pieces that an encoder reads; RoBERTa's positions are counted from behind that of the filling."""
    table = getattr(getattr(encoder, "embeddings", None), "position_embeddings", None)
    begins = 0 if table is None or table.padding_idx is None else int(table.padding_idx) + 1
    return int(getattr(encoder.config, "max_position_embeddings", WINDOW)) - begins


def save_transformer(network: Transformer, subwords: Subwords, checkpoint: Checkpoint, folder: Path) -> Checkpoint:
    """Write the folder of a tagger; the checkpoint as it is written, with the digest of the weights."""
    network.encoder.config.save_pretrained(folder)
    save_file({name: weight.detach().cpu().contiguous() for name, weight in network.state_dict().items()}, folder / WEIGHTS)
    subwords.save(folder)
    saved = replace(checkpoint, weights=digest(folder / WEIGHTS))
    save_checkpoint(saved, folder)
    return saved


def load_transformer(folder: Path, attention: str | None = None) -> Transformer:
    """The network of a tagger's folder, its attention calculated as transformers calls `attention`. Raises ModelError for files amiss."""
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        network = Transformer(AutoModel.from_config(config, attn_implementation=attention))
        network.load_state_dict(load_file(folder / WEIGHTS))
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"{folder}: không đọc được mô hình: {' '.join(str(error).split())[:200]}; hãy chép lại mô hình") from None
    return network.eval()


def read_network(folder: Path, device: str) -> "tagger.Network":
    """The network of a tagger's folder, as taggers call it. On a CPU it uses one core: a build runs a process on each."""
    if device == "cpu":
        torch.set_num_threads(1)
    return as_called(load_transformer(folder).to(device_of(device)))


def as_called(network: Transformer) -> "tagger.Network":
    """A network that is given and gives numpy arrays; on CUDA it calculates in bfloat16."""

    @torch.inference_mode()
    def call(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        device = network.head.weight.device
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            found = network(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
        return np.asarray(found.float().cpu().numpy())

    return call


def device_of(name: str) -> torch.device:
    """`cpu` or `cuda`. Raises ModelError where there is no such device."""
    if name == "cuda" and not torch.cuda.is_available():
        raise ModelError("--device cuda: máy này không có GPU CUDA, hoặc torch là bản chỉ chạy trên CPU; hãy dùng --device cpu")
    return torch.device(name)


def _subwords(folder: Path) -> Subwords:
    """The tokeniser of an encoder's folder; one that comes in SentencePiece's format is turned into a fast one."""
    try:
        return read_subwords(folder)
    except FileNotFoundError:
        return FastSubwords(AutoTokenizer.from_pretrained(folder, local_files_only=True).backend_tokenizer)
