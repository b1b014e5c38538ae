"""The model card: what a trained tagger was made of and how well it does, as the README of its folder (Mitchell et al. 2019)."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from models.checkpoint import Checkpoint

LIBRARIES = ("torch", "transformers", "tokenizers", "numpy")
HEADER = """\
# Mô hình gắn nhãn tin công đoàn

Cho `sukien extract --model` và `sukien build --model`; nhãn và cách dùng nằm trong `tagger.json`. Do `sukien train` ghi ngày {day}.

- Mô hình gốc: `{base}`
- Học từ: {learned} bài; chọn và chấm trên {tried} bài khác
- Nguồn: {sources}
- Cửa sổ: {window} mảnh từ
- Phiên bản: {version}; {libraries}
- Được tin: thêm cơ quan, người từ điểm {trust.add:g} (0: không thêm), bỏ cơ quan dưới xác suất {trust.drop:g},
  vai trò × {trust.roles:g}, loại sự kiện ^ {trust.types:g}

F1 của cụm từ đúng hai đầu theo loại (spans: mọi loại); tỷ lệ đúng của vai trò cơ quan (roles) và loại sự kiện chính (type):

| | |
|---|--:|
"""


def write_model_card(checkpoint: Checkpoint, sources: Sequence[Path], learned: int, tried: int, folder: Path) -> None:
    """Write README.md into the model's folder: learned from so many articles of the sources, scored on so many others."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    header = HEADER.format(
        day=date.today().isoformat(), base=checkpoint.base, learned=learned, tried=tried, sources=", ".join(map(str, sources)),
        window=checkpoint.window, version=checkpoint.version, libraries=libraries, trust=checkpoint.trust,
    )  # fmt: skip
    rows = "".join(f"| {name} | {score:.3f} |\n" for name, score in checkpoint.scores.items())
    (folder / "README.md").write_text(header + rows, "utf-8")
