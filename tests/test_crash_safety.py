"""What a build survives: a second builder, readers, a full disk, a kill at any moment; and a backup while it is on."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_archive import content, fresh, news, run, write, write_lines

from schemas.database import DatabaseError, back_up, check, only_builder, open_database

SMALL_DISKS = ["900k", "3000k"]
"""Full when the tables are made, and when the articles are stored."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    write_lines(folder, "many.jsonl", *(news("Ba Bể", id=str(n), title=f"Hội nghị giao ban lần {n}") for n in range(40)))
    write(folder, "one.txt", "Na Rì")
    return folder


def test_one_builder_at_a_time(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    with only_builder(db), pytest.raises(DatabaseError, match="một lệnh build khác đang ghi"):
        run(archive, db)
    assert run(archive, db).articles == 41


def test_readers_see_whole_articles_and_are_not_kept_waiting(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db, version="1")
    reader = sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True, timeout=0)
    seen = []

    def look(done: int, total: int) -> None:
        unproved = "SELECT count(*) FROM events WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE row = events.id)"
        seen.append((reader.execute("SELECT count(*) FROM events").fetchone(), reader.execute(unproved).fetchone()))

    run(archive, db, version="2", progress=look)
    assert len(seen) > 1
    assert set(seen) == {((41,), (0,))}
    reader.close()
    assert content(db) == fresh(archive, tmp_path, version="2")


def test_a_reader_keeps_what_it_began_to_read(archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    run(archive, db, version="1")
    reader = sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)
    versions: list[object] = []

    def begin(done: int, total: int) -> None:
        if not versions:
            reader.execute("BEGIN")
            versions.append(reader.execute("SELECT version, count(*) FROM articles GROUP BY 1").fetchall())

    run(archive, db, version="2", progress=begin)
    versions.append(reader.execute("SELECT version, count(*) FROM articles GROUP BY 1").fetchall())
    assert versions[0] == versions[1] == [("1", 25), ("2", 16)]
    reader.close()
    assert content(db) == fresh(archive, tmp_path, version="2")


@pytest.fixture(params=SMALL_DISKS)
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system with room for less than a database."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_ends_the_run_in_one_line(archive: Path, small_disk: Path, tmp_path: Path) -> None:
    db = small_disk / "union.db"
    with pytest.raises(DatabaseError, match="đĩa đã đầy, hãy dọn chỗ") as error:
        run(archive, db)
    assert "\n" not in str(error.value)
    roomy = tmp_path / "union.db"
    for part in small_disk.iterdir():  # a larger disk
        shutil.copy(part, tmp_path)
    run(archive, roomy)
    assert content(roomy) == fresh(archive, tmp_path)


def test_linking_in_a_process_of_its_own(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "union.db"
    monkeypatch.setattr("extract.archive.WORTH_A_LINKER", 1)
    run(archive, db)
    monkeypatch.undo()
    assert content(db) == fresh(archive, tmp_path)


def test_a_linker_that_is_killed_costs_one_line(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "union.db"
    monkeypatch.setattr("extract.archive.WORTH_A_LINKER", 1)
    monkeypatch.setattr("extract.archive.link_archive", killed)
    with pytest.raises(DatabaseError, match=r"union.db: tiến trình .* bị dừng giữa chừng; phần đã xong vẫn nguyên"):
        run(archive, db)
    monkeypatch.undo()
    run(archive, db)
    assert content(db) == fresh(archive, tmp_path)


def test_what_stops_the_linker_stops_the_build(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.archive.WORTH_A_LINKER", 1)
    monkeypatch.setattr("extract.archive.link_archive", out_of_room)
    with pytest.raises(DatabaseError, match="phần đã xong vẫn nguyên"):
        run(archive, tmp_path / "union.db")


def killed(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def out_of_room(path: Path) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def test_since_leaves_older_files_alone(archive: Path, tmp_path: Path) -> None:
    os.utime(archive / "many.jsonl", (1_000_000_000, 1_000_000_000))
    db = tmp_path / "union.db"
    assert run(archive, db, since=1_500_000_000.0).articles == 1
    assert run(archive, db).articles == 41


def test_a_backup_while_the_build_is_on(archive: Path, tmp_path: Path) -> None:
    db, copy = tmp_path / "union.db", tmp_path / "copy.db"
    run(archive, db, version="1")
    run(archive, db, version="2", progress=lambda done, total: back_up(db, copy))
    database = open_database(copy)
    assert check(database) == []
    assert database.table("articles").count == 41
    database.close()
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name and "-" not in path.name) == ["copy.db"]


def test_a_backup_that_cannot_be_written(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "union.db")
    with pytest.raises(DatabaseError, match="không mở được để ghi"):
        back_up(tmp_path / "union.db", tmp_path / "missing/copy.db")


BUILD = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from test_archive import run
run(Path({archive!r}), Path({db!r}), workers={workers})
"""


def building(archive: Path, db: Path, workers: int) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
    code = BUILD.format(paths=paths, archive=str(archive), db=str(db), workers=workers)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def many(archive: Path) -> Path:
    """Three hundred articles in three files."""
    for part in range(3):
        records = (news("Ba Bể", id=f"{part}-{n}", title=f"Hội nghị giao ban lần {n}") for n in range(100))
        write_lines(archive, f"{part}.jsonl", *records)
    return archive


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for task in Path(f"/proc/{process}/task").glob("*/children") for child in task.read_text("ascii").split()]


def running(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found in /proc")
def test_workers_end_with_the_build_that_is_killed(tmp_path: Path) -> None:
    process = building(many(tmp_path / "archive"), tmp_path / "union.db", workers=2)
    workers: list[int] = []
    while len(workers) < 3 and process.poll() is None:  # and the tracker of their resources
        workers = children(process.pid)
    assert len(workers) == 3
    process.kill()
    process.wait()
    for _ in range(600):
        if not any(map(running, workers)):
            return
        time.sleep(0.1)
    raise AssertionError("workers go on without the build that they work for")


KILLS = int(os.environ.get("TORTURE", "10"))
"""How many builds are killed; `make torture` asks for 100."""


@pytest.mark.slow
def test_a_build_killed_at_any_moment_goes_on_where_it_was(tmp_path: Path) -> None:
    archive = many(tmp_path / "archive")
    expected = fresh(archive, tmp_path)
    began = time.monotonic()
    assert building(archive, tmp_path / "whole.db", workers=1).wait() == 0
    whole = time.monotonic() - began
    for number in range(KILLS):
        db = tmp_path / f"killed-{number}.db"
        process = building(archive, db, workers=1)
        time.sleep(whole * (number * 0.61803 % 1))  # spread evenly over the run, the same each time
        process.kill()
        process.wait()
        assert building(archive, db, workers=1).wait() == 0
        assert content(db) == expected, f"kill {number}"
        db.unlink()
