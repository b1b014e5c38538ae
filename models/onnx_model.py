"""ONNX: a trained tagger without torch: its network as one file of 8-bit weights, run by onnxruntime (the extra `onnx`).

Weights of the encoder's layers and embeddings are kept as 8-bit integers, what goes through them is scaled to 8 bits as it comes (dynamic
quantisation); the last layer stays as it is, for it is small and decides. Of the weights' 8 bits 7 are used: with all of them sums overflow
on processors without instructions for them (VNNI), and each kind of machine would say something else.
Writing such a file needs torch and onnx (the extra `transformers`), running it neither.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from models.checkpoint import Checkpoint, ModelError, digest, read_checkpoint, save_checkpoint
from models.subwords import read_subwords
from models.tagger import ONNX, Network

OPSET = 17
INPUTS, OUTPUT = ("ids", "mask"), "outputs"


def export(folder: Path, into: Path) -> Checkpoint:
    """Write the tagger of a torch folder for onnxruntime into another folder; its checkpoint. Raises ModelError."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from models.transformer import load_transformer

    checkpoint, subwords, network = read_checkpoint(folder), read_subwords(folder), load_transformer(folder, attention="eager")
    into.mkdir(parents=True, exist_ok=True)
    ids = torch.full((2, 8), checkpoint.pad + 1)
    mask = torch.tensor([[1] * 8, [1] * 6 + [0] * 2])
    shape = {0: "windows", 1: "size"}
    with TemporaryDirectory() as scratch, silenced():
        whole = Path(scratch) / ONNX
        torch.onnx.export(
            network, (ids, mask), str(whole), dynamo=False, opset_version=OPSET, input_names=list(INPUTS), output_names=[OUTPUT],
            dynamic_axes=dict.fromkeys((*INPUTS, OUTPUT), shape),
        )  # fmt: skip
        quantize_dynamic(
            whole, into / ONNX, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=last_layer(whole)
        )  # fmt: skip
    subwords.save(into)
    saved = replace(checkpoint, weights=digest(into / ONNX))
    save_checkpoint(saved, into)
    return saved


def last_layer(whole: Path) -> list[str]:
    """The names of the nodes of the network's last layer, by that of its module."""
    import onnx

    return [node.name for node in onnx.load(whole, load_external_data=False).graph.node if node.name.startswith("/head/")]


@contextmanager
def silenced() -> Iterator[None]:
    """Without what the exporters say of code that is not ours."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


def read_network(path: Path) -> Network:
    """The network of a file, as taggers call it, on one core: a build runs a process on each. Raises ModelError for a broken file."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own, one for each way to be broken
        raise ModelError(f"{path}: không đọc được ({type(error).__name__}); hãy chép lại mô hình hoặc xuất lại") from None

    def call(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        found: list[Any] = session.run([OUTPUT], {"ids": ids, "mask": mask})
        return np.asarray(found[0])

    return call
