"""ONNX: a trained tagger without torch: its network as one file of 8-bit weights, run by onnxruntime (the extra `onnx`).

The weights of the encoder's layers and embeddings are kept as 8-bit integers, `BLOCK` of them with a scale of their own (as llama.cpp's
Q8_0 keeps them); the last layer stays as it is, for it is small and decides. onnxruntime makes them floats again when it loads the file,
and what goes through them is not rounded: with that rounded, too (dynamic quantisation), it would be nearly twice as fast, but one
mention in twenty would be another, and not the same on every kind of processor. Writing such a file needs torch and onnx (the extra
`transformers`), running it neither.
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
LAST_LAYER = "/head/"
"""How the names of its nodes begin."""
BLOCK = 32


def export(folder: Path, into: Path) -> Checkpoint:
    """Write the tagger of a torch folder for onnxruntime into another folder; its checkpoint. Raises ModelError."""
    import onnx
    import torch

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
        onnx.save(in_8_bits(onnx.load(whole)), into / ONNX)
    subwords.save(into)
    saved = replace(checkpoint, weights=digest(into / ONNX))
    save_checkpoint(saved, into)
    return saved


def in_8_bits(network: Any) -> Any:
    """The network with the weights of its layers and embeddings, all but the last layer's, in 8 bits."""
    from onnx import TensorProto, helper, numpy_helper

    graph = network.graph
    weights = {weight.name: weight for weight in graph.initializer}
    columns = {node.input[1]: 0 for node in graph.node if node.op_type == "MatMul" and not node.name.startswith(LAST_LAYER)}
    rows = {node.input[0]: 1 for node in graph.node if node.op_type == "Gather"}
    made = []
    for name, axis in (columns | rows).items():
        if name not in weights or len(weights[name].dims) != 2 or weights[name].data_type != TensorProto.FLOAT:
            continue
        whole = numpy_helper.to_array(weights[name])
        kept, scales = rounded(whole, axis)
        parts = {"kept": kept, "scales": scales, "shape": np.array(whole.shape, np.int64)}
        graph.initializer.remove(weights[name])
        graph.initializer.extend(numpy_helper.from_array(part, f"{name}/{what}") for what, part in parts.items())
        made += [
            helper.make_node("Cast", [f"{name}/kept"], [f"{name}/numbers"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}/numbers", f"{name}/scales"], [f"{name}/blocks"]),
            helper.make_node("Reshape", [f"{name}/blocks", f"{name}/shape"], [name]),
        ]
    nodes = [*made, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return network


def rounded(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights as integers from -127 to 127 in blocks along an axis, `[…, blocks, BLOCK, …]`, and the scale of each, `[…, blocks, 1, …]`.

    An axis that blocks do not fill is one block.
    """
    length = weights.shape[axis]
    size = BLOCK if length % BLOCK == 0 else length
    blocks = weights.reshape([*weights.shape[:axis], length // size, size, *weights.shape[axis + 1 :]])
    scales = np.abs(blocks).max(axis=axis + 1, keepdims=True).astype(np.float32) / 127
    scales[scales == 0] = 1
    return np.rint(blocks / scales).astype(np.int8), scales


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
