"""The wheel: the rooms, their data and the front door, no tests; it runs away from the checkout."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ["schemas", "corpus", "models", "extract", "browse"]
pytestmark = pytest.mark.slow  # building asks the package index for setuptools


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in ("*.py", "*.toml", "README.md", "LICENSE", "NOTICE"):
        for path in ROOT.glob(pattern):
            shutil.copy(path, source)
    (source / "tests").mkdir()
    shutil.copy(__file__, source / "tests")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source], check=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_the_rooms_whole_and_no_tests(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == ours | {"sukien.py"}


def test_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", tmp_path / "site", wheel], check=True)
    shutil.copytree(ROOT / "corpus/sample", tmp_path / "sample")

    def sukien(*args: str) -> str:
        script = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); import sukien; sukien.main()"
        done = subprocess.run([sys.executable, "-c", script, *args], cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert sukien("--version").startswith("sukien ")
    sukien("build", "sample", "--db", "union.db")
    assert "không có lỗi" in sukien("check", "--db", "union.db")
    assert len(sukien("export", "--db", "union.db", "--format", "jsonl").splitlines()) > 72
