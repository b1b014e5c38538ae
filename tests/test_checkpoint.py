"""Checkpoints: what is written is read back, and what is of another label set or version is refused in one line."""

import json
from pathlib import Path

import pytest

from models.checkpoint import FILE, Checkpoint, ModelError, Trust, find_model, read_checkpoint, save_checkpoint

OURS = Checkpoint("goc", 254, 1, "abc", "def", {"spans": 0.5}, Trust(0.9, 0.5, 1.0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_checkpoint(OURS, tmp_path)
    return tmp_path


def change(folder: Path, **values: object) -> None:
    content = json.loads((folder / FILE).read_text("utf-8"))
    (folder / FILE).write_text(json.dumps(content | values), "utf-8")


def test_what_is_written_is_read_back(folder: Path) -> None:
    assert read_checkpoint(folder) == OURS
    assert find_model(str(folder)) == folder


def test_version_tells_weights_and_trust(folder: Path) -> None:
    others = [Checkpoint("goc", 254, 1, "abd"), Checkpoint("goc", 254, 1, "abd", trust=Trust(roles=1.0))]
    assert len({OURS.version, *(other.version for other in others)}) == 3


WRONG = [
    ({"format": 7}, "mô hình phiên bản 7, chương trình đọc phiên bản 1; hãy huấn luyện lại"),
    (
        {"labels": {"kinds": ["date"], "roles": [], "types": ["hop"]}},
        "bộ nhãn khác .thừa hop; thiếu award, cham_lo, count.; hãy huấn luyện lại",
    ),
    ({"window": None, "extra": 1}, "tệp hỏng"),
]


@pytest.mark.parametrize(("values", "said"), WRONG)
def test_other_checkpoints_are_refused(folder: Path, values: dict[str, object], said: str) -> None:
    change(folder, **values)
    with pytest.raises(ModelError, match=said):
        read_checkpoint(folder)


def test_broken_and_absent_ones_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / FILE).write_text("{", "utf-8")
    with pytest.raises(ModelError, match="tệp hỏng"):
        read_checkpoint(folder)
    (tmp_path / "rong").mkdir()
    with pytest.raises(ModelError, match=r"rong: không có tagger\.json; hãy chỉ thư mục"):
        find_model(str(tmp_path / "rong"))
    with pytest.raises(ModelError, match=r"không có mô hình gpt: .* tên đi kèm: rules"):
        find_model("gpt")
