"""Pre-training on unlabelled articles: what is hidden is guessed better, and a run that was stopped ends as one that was not."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="cần phần phụ transformers: pip install 'sukien[transformers]'")
pytest.importorskip("transformers", reason="cần phần phụ transformers: pip install 'sukien[transformers]'")

from models import pretraining  # noqa: E402
from models.checkpoint import ModelError  # noqa: E402
from models.pretraining import Plan, new_encoder, pretrain, stored_encoder  # noqa: E402

pytestmark = pytest.mark.slow
BODIES = ["Liên đoàn Lao động huyện Yên Sơn", "Công đoàn ngành Y tế tỉnh Sơn La", "Công đoàn Công ty May Hòa Thọ"]
DEEDS = ["tổ chức đại hội nhiệm kỳ mới", "kiểm tra tài chính công đoàn cơ sở", "tặng quà đoàn viên khó khăn"]
TEXTS = [f"Ngày {day}/5/2024, {body} {deed}. Buổi lễ có {day + 40} đại biểu dự." for day, body, deed in product(range(1, 8), BODIES, DEEDS)]
PLAN = Plan(epochs=3, block=32, batch=8, rate=1e-2)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that is trained in seconds."""
    for name, value in (("LAYERS", 2), ("WIDTH", 32), ("HEADS", 2), ("VOCABULARY", 300)):
        monkeypatch.setattr(pretraining, name, value)


def weights(folder: Path) -> dict[str, Any]:
    return dict(stored_encoder(str(folder))[0].state_dict())


def assert_same(one: Path, other: Path) -> None:
    ours, theirs = weights(one), weights(other)
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


def test_what_is_hidden_is_guessed_better_from_pass_to_pass(tmp_path: Path) -> None:
    told: list[str] = []
    pretrain(*new_encoder(TEXTS), TEXTS, tmp_path, replace(PLAN, epochs=6, rate=3e-3), told=told.append)
    losses = [float(line.split()[-1]) for line in told]
    assert losses[-1] < 0.8 * losses[0]


def test_a_run_that_was_stopped_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(line: str) -> None:
        if line.startswith("3/"):  # the second pass is kept, the third is not
            raise Stopped

    pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "whole", PLAN)
    with pytest.raises(Stopped):
        pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "stopped", PLAN, told=stop)
    told: list[str] = []
    pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "stopped", PLAN, told=told.append)
    assert [line.split(":")[0] for line in told] == ["3/3"]
    assert_same(tmp_path / "whole", tmp_path / "stopped")


def test_a_stored_encoder_reads_on(tmp_path: Path) -> None:
    told: list[str] = []
    pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "first", PLAN, told=told.append)
    pretrain(*stored_encoder(str(tmp_path / "first")), TEXTS, tmp_path / "second", replace(PLAN, epochs=1, rate=1e-3), told=told.append)
    assert float(told[-1].split()[-1]) < float(told[0].split()[-1])
    assert stored_encoder(str(tmp_path / "second"))[1](TEXTS[0]) == stored_encoder(str(tmp_path / "first"))[1](TEXTS[0])


def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="bài chưa đủ 32 mảnh từ"):
        pretrain(*new_encoder(TEXTS), ["Ngày 1/5"], tmp_path / "few", PLAN)
    pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "done", replace(PLAN, epochs=1))
    with pytest.raises(ModelError, match="đã có một mô hình"):
        pretrain(*new_encoder(TEXTS), TEXTS, tmp_path / "done", PLAN)
    with pytest.raises(ModelError, match="không có mô hình gốc"):
        stored_encoder(str(tmp_path / "nowhere"))
