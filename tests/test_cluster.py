"""Many machines: a Dask cluster makes the very database that one process makes, and outlives its workers."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_archive import Toy, content, fresh, news, read, run, write, write_lines

from extract.archive import build
from extract.workers import ClusterError

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator["distributed.LocalCluster"]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL") as made:
        yield made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    write_lines(folder, "many.jsonl", *(news("Ba Bể", id=str(n), title=f"Hội nghị giao ban lần {n}") for n in range(100)), {"nothing": 1})
    write(folder, "one.txt", "Na Rì")
    return folder


@pytest.mark.slow
def test_as_one_process_row_for_row(cluster: "distributed.LocalCluster", archive: Path, tmp_path: Path) -> None:
    db = tmp_path / "union.db"
    summary = run(archive, db, scheduler=cluster.scheduler_address)
    assert (summary.articles, summary.rejects) == (101, 1)
    assert content(db) == fresh(archive, tmp_path)
    assert run(archive, db, scheduler=cluster.scheduler_address).read == 0
    assert not (tmp_path / "union.db.shards").exists()


@pytest.mark.slow
def test_a_worker_that_dies_costs_nothing(cluster: "distributed.LocalCluster", archive: Path, tmp_path: Path) -> None:
    db, killed = tmp_path / "union.db", []

    def kill(done: int, total: int) -> None:
        if len(killed) < 3:
            process = next(iter(cluster.workers.values())).process
            if process and process.pid and process.pid not in killed:
                killed.append(process.pid)
                os.kill(process.pid, signal.SIGKILL)

    run(archive, db, scheduler=cluster.scheduler_address, progress=kill)
    assert killed
    assert content(db) == fresh(archive, tmp_path)


@pytest.mark.slow
def test_a_document_that_kills_machines_is_refused(cluster: "distributed.LocalCluster", tmp_path: Path) -> None:
    folder = tmp_path / "deadly"
    write_lines(folder, "more.jsonl", news("Ba Bể", id="1"), news("Na Rì", id="2", title="Bài chết thử"), news("Na Rì", id="3"))
    summary = run(folder, tmp_path / "union.db", scheduler=cluster.scheduler_address)
    assert [reject.source for reject in summary.rejected] == ["more.jsonl#2"]
    assert [row for (row,) in read(tmp_path / "union.db", "SELECT source FROM articles ORDER BY 1")] == ["more.jsonl#1", "more.jsonl#3"]


def test_no_cluster_is_one_line(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="không nối được") as error:
        build([archive], tmp_path / "union.db", Toy, "1", scheduler="tcp://127.0.0.1:9")
    assert "\n" not in str(error.value)
