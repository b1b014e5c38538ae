"""A linear-chain CRF as its file holds it: how much each attribute speaks for each label, and each label for the next.

The files are CRFsuite's (lCRF, version 100; Naoaki Okazaki, http://www.chokkan.org/software/crfsuite/): a header of
offsets, a chunk of weights, and two constant quark databases (CQDB) that name the labels and the attributes.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER = struct.Struct("<4sI4sI8I")
"""Magic, size, type, version; numbers of features, labels, attributes; offsets of features, labels, attributes, and two indexes."""
COUNT = struct.Struct("<4sII")
WEIGHT = struct.Struct("<IIId")
"""Kind (0 attribute to label, 1 label to label), from, to, weight."""
RECORD = struct.Struct("<II")
"""Id and length of the name that follows it, its closing NUL counted."""
BEFORE_RECORDS = 24 + 256 * 8
"""What a CQDB has before its records: its header and its table of buckets, which are for looking up one name and not needed here."""


@dataclass(frozen=True, slots=True)
class Crf:
    """`attributes[name][label]` and `transitions[label][next label]` are weights; labels are known by their places in `labels`."""

    labels: list[str]
    attributes: dict[str, list[float]]
    transitions: list[list[float]]


def read_crf(path: Path) -> Crf:
    """Read a CRFsuite model; ValueError where the file is none."""
    data = path.read_bytes()
    if len(data) < HEADER.size or not data.startswith(b"lCRF"):
        raise ValueError(f"{path}: not a CRFsuite model: reinstall underthesea")
    _, _, _, _, _, n_labels, n_attributes, weights_at, labels_at, attributes_at, _, _ = HEADER.unpack_from(data)

    labels = _names(data, labels_at, n_labels)
    by_attribute = [[0.0] * n_labels for _ in range(n_attributes)]
    transitions = [[0.0] * n_labels for _ in range(n_labels)]
    _, _, n_weights = COUNT.unpack_from(data, weights_at)
    first = weights_at + COUNT.size
    for kind, source, target, weight in WEIGHT.iter_unpack(data[first : first + n_weights * WEIGHT.size]):
        (transitions if kind else by_attribute)[source][target] = weight
    return Crf(labels, dict(zip(_names(data, attributes_at, n_attributes), by_attribute, strict=True)), transitions)


def _names(data: bytes, start: int, count: int) -> list[str]:
    """Names in a CQDB, in the order of their ids."""
    names = [""] * count
    at = start + BEFORE_RECORDS
    for _ in range(count):
        number, length = RECORD.unpack_from(data, at)
        at += RECORD.size + length
        names[number] = data[at - length : at - 1].decode()
    return names
