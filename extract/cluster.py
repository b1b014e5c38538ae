"""Many machines: chunks of articles out to a Dask cluster, Parquet shards of records back, for one load into the database.

Articles are read here and sent, so that the machines need nothing of the archive but this program in the same version. A shard is
what came of one chunk, a row per article; it is named by what it was made of, so that a run that was stopped goes on with the
shards that it has. What becomes of a machine that dies is Dask's business: its chunks are done again elsewhere, and a document that
kills one machine after another is refused.
"""

import hashlib
import io
import json
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from dask import config
from distributed import Client, Future, LocalCluster
from distributed.scheduler import KilledWorker

from corpus.article import Reject
from extract.workers import (
    KILLED,
    Chunk,
    ClusterError,
    Finished,
    Found,
    MakePipeline,
    Outcome,
    Refused,
    Results,
    extract_chunk,
    items,
    rows_of,
)
from schemas.record import Record

LOCAL = "local"
"""The address of a cluster of this machine's own."""
IN_HAND = 4
"""Chunks in hand per thread of the cluster."""
DEATHS = 2
"""Machines that a chunk may kill before it is tried in parts."""
SHARD = pa.schema(
    [
        ("task", pa.int32()), ("number", pa.int32()), ("identity", pa.string()), ("content_hash", pa.string()), ("record", pa.string()),
        ("captured", pa.int64()), ("source", pa.string()), ("reason", pa.string()),
    ]
)  # fmt: skip
"""A row per article: its task in the chunk, its number in the file, its record as JSON unless known; source and reason of what is amiss."""


def run_on_cluster(
    chunks: Iterable[Chunk], make_pipeline: MakePipeline, address: str, shards: Path, version: str, workers: int | None
) -> Finished:
    """Extract on the cluster at `address` (`tcp://…`, or `local`), by way of Parquet files in the folder `shards`.

    Raises ClusterError where there is none, or where its machines run another version.
    """
    shards.mkdir(exist_ok=True)
    with _client(address, workers) as client:
        _same_everywhere(client, version)
        for chunk, path in _shards(client, map(read_here, chunks), make_pipeline, shards, version):
            yield chunk, rows_of(read_shard(path, chunk))
            path.unlink()  # it is in the database now
    shutil.rmtree(shards)


def read_here(chunk: Chunk) -> Chunk:
    """The chunk with its articles."""
    return [task if task.articles is not None else replace(task, articles=tuple(items(task.file))) for task in chunk]


def _shards(
    client: Client, chunks: Iterable[Chunk], make_pipeline: MakePipeline, folder: Path, version: str
) -> Iterator[tuple[Chunk, Path]]:
    """The shard of each chunk, in order; the chunk without its articles, which there may be millions of."""
    limit = IN_HAND * max(1, sum(client.nthreads().values()))
    waiting: deque[tuple[Chunk, Path, Future | None]] = deque()

    def first() -> tuple[Chunk, Path]:
        chunk, path, future = waiting.popleft()
        if future:
            _write(path, _result(client, chunk, make_pipeline, future))
        return [replace(task, articles=()) for task in chunk], path

    for chunk in chunks:
        path = folder / f"{_digest(chunk, version)}.parquet"
        future = None if path.exists() else client.submit(make_shard, chunk, make_pipeline, pure=False)
        waiting.append((chunk, path, future))
        if len(waiting) >= limit:
            yield first()
    while waiting:
        yield first()


def make_shard(chunk: Chunk, make_pipeline: MakePipeline) -> bytes:
    """Extract a chunk on a machine of the cluster: the Parquet file of what came of it."""
    return to_parquet(extract_chunk(chunk, make_pipeline))


def _result(client: Client, chunk: Chunk, make_pipeline: MakePipeline, future: Future) -> bytes:
    """The shard, though the chunk kill machines: then that of its halves, and at last nothing but a reason."""
    try:
        return bytes(future.result())
    except KilledWorker:
        return to_parquet(_in_parts(client, chunk, make_pipeline))


def _in_parts(client: Client, chunk: Chunk, make_pipeline: MakePipeline) -> Results:
    """What comes of a chunk that kills machines, article by article."""
    results: Results = []
    for task in chunk:
        found: list[Outcome] = []
        for number, item in task.articles or ():
            one = [replace(task, articles=((number, item),))]
            try:
                found += client.submit(extract_chunk, one, make_pipeline, pure=False).result()[0]
            except KilledWorker:
                source, identity = (item.source, None) if isinstance(item, Reject) else (item.source, item.identity)
                found.append(Refused(number, Reject(source, KILLED), identity))
        results.append(found)
    return results


def to_parquet(results: Results) -> bytes:
    """The rows of SHARD for what came of a chunk."""
    rows: list[dict[str, Any]] = []
    for task, outcomes in enumerate(results):
        for outcome in outcomes:
            amiss = outcome.reject if isinstance(outcome, Refused) else outcome.note
            found = outcome if isinstance(outcome, Found) else None
            rows.append(
                {
                    "task": task,
                    "number": outcome.number,
                    "identity": outcome.identity,
                    "content_hash": found.content_hash if found else None,
                    "record": found.record.model_dump_json() if found and found.record else None,
                    "captured": found.captured if found else None,
                    "source": amiss.source if amiss else None,
                    "reason": amiss.reason if amiss else None,
                }
            )
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, SHARD), sink, compression="zstd")
    return sink.getvalue()


def read_shard(path: Path, chunk: Chunk) -> Results:
    """What came of a chunk, from its shard."""
    results: Results = [[] for _ in chunk]
    for row in pq.read_table(path, schema=SHARD).to_pylist():
        amiss = Reject(row["source"], row["reason"]) if row["reason"] is not None else None
        if row["content_hash"] is None and amiss:
            results[row["task"]].append(Refused(row["number"], amiss, row["identity"]))
        else:
            record = Record.model_validate_json(row["record"]) if row["record"] else None
            results[row["task"]].append(Found(row["number"], row["identity"], row["content_hash"], record, amiss, row["captured"]))
    return results


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def _digest(chunk: Chunk, version: str) -> str:
    """A name for what a chunk is made of and what makes it into records."""
    known = [(task.file.name, sorted(task.known), [(n, repr(i)) for n, i in task.articles or ()]) for task in chunk]
    return hashlib.blake2b(json.dumps([version, known]).encode(), digest_size=16).hexdigest()


@contextmanager
def _client(address: str, workers: int | None) -> Iterator[Client]:
    """A client of the cluster, closed behind it; a cluster of our own has a process per core."""
    with config.set({"distributed.scheduler.allowed-failures": DEATHS - 1}):
        try:
            if address != LOCAL:
                with Client(address, timeout=10) as client:
                    yield client
                return
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(f"{address}: không nối được với bộ điều phối Dask ({error}); hãy kiểm tra địa chỉ --scheduler") from None
        with (
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs="ERROR") as cluster,
            Client(cluster) as client,
        ):
            yield client


def _same_everywhere(client: Client, version: str) -> None:
    """Raise ClusterError where a machine of the cluster would make other records than this one."""
    here = _versions(version)
    try:
        there = client.run(_versions, version)
    except Exception as error:
        raise ClusterError(f"máy trong cụm không chạy được sukien ({type(error).__name__}: {error}); hãy cài cùng phiên bản") from None
    others = sorted(name for name, found in there.items() if found != here)
    if others:
        raise ClusterError(f"{others[0]}: cài phiên bản khác với máy này; hãy cài cùng phiên bản sukien và thư viện")


def _versions(version: str) -> tuple[str, ...]:
    """What the records depend on: of the pipeline, of the model, and of the rules and lexicons themselves."""
    from importlib.metadata import version as installed

    rooms = [Path(__file__).parents[1] / room for room in ("schemas", "corpus", "models", "extract")]
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(p for room in rooms for p in room.rglob("*") if p.suffix in (".py", ".tsv", ".json") and "gold" not in p.parts):
        digest.update(path.read_bytes())
    return version, installed("underthesea"), installed("underthesea_core"), digest.hexdigest()
