"""Many articles through the pipeline: in this process, or in several that may die without taking the run along.

A chunk is a list of tasks; results come back in the order in which chunks went in. A chunk that was in hand when a
process died is tried again alone, then in halves, until the document that kills is alone: that one is refused.
"""

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.article import READ, Article, Reject
from corpus.given import Given, to_article
from corpus.minhash import bands
from corpus.read import MissingColumns, read_records
from corpus.reprints import body_of
from schemas.record import Record
from schemas.rows import ArticleRows, article_rows

Extract = Callable[[Article], Record]
MakePipeline = Callable[[], Extract]
"""What can be sent to other processes, and is equal there to what made the pipeline of the chunk before: such as `extract.load`."""

Item = Given | Reject
"""A record as it was given is made an article where it is extracted: to read a page takes as long as to extract it."""

KILLED = "làm dừng tiến trình xử lý hai lần liền"


class ClusterError(Exception):
    """The cluster cannot be used; the message is one line."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive; `name` is its path below its source, `root` is the source."""

    path: Path
    root: Path
    name: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and extract, or some (number, record) of a file that was read already, or nothing but its end.

    `known` are the content hashes of those of its articles that need no extraction.
    """

    file: File
    known: frozenset[str]
    articles: tuple[tuple[int, Item], ...] | None = None
    last: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """An article of a file: the record's number in it, identity, content hash, record unless known, and what is amiss with it.

    `captured` is when a web archive was made of it, in 14 figures.
    """

    number: int
    identity: str
    content_hash: str
    record: Record | None
    note: Reject | None = None
    captured: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something of a file that gave no record; with an identity where it is an article all the same."""

    number: int
    reject: Reject
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """An article of a file, ready to be stored: as `Found`, its record in rows, with the `bands` by which its copies are found."""

    number: int
    identity: str
    content_hash: str
    rows: ArticleRows | None
    bands: tuple[int, ...] = ()
    note: Reject | None = None
    captured: int | None = None


Outcome = Found | Refused
Chunk = list[Task]
Results = list[list[Outcome]]
"""For each task of a chunk, what came of it."""
Stored = list[list[Ready | Refused]]
"""The same, ready to be stored."""
Finished = Generator[tuple[Chunk, Stored], None, None]


def items(file: File) -> Iterator[tuple[int, Given | Reject]]:
    """Everything in a file, numbered from 1; what stops the reading is the last Reject."""
    number = 0
    try:
        for number, item in enumerate(read_records(file.path, file.root), 1):
            yield number, item
    except MissingColumns as error:
        yield number + 1, Reject(file.name, str(error))
    except Exception as error:  # a reader's bug costs one file, not the run
        yield number + 1, Reject(file.name, _in_a_line(error))


def content_hash(article: Article) -> str:
    """Tells whether an article has changed: of its text and of all that is known of it."""
    return hashlib.blake2b(repr(article).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def extract_chunk(chunk: Chunk, make_pipeline: MakePipeline) -> Results:
    """Read and extract a chunk; an article that the pipeline fails on is refused with the error.

    The pipeline is made when the first article of the process needs it; an error in making it is raised.
    """
    results: Results = []
    for task in chunk:
        articles = items(task.file) if task.articles is None else task.articles
        results.append([_outcome(number, item, task.known, make_pipeline) for number, item in articles])
    return results


def rows_of(results: Results) -> Stored:
    """What came of a chunk, its records in rows: made where the record is, for the process that stores them has enough to do."""
    return [[outcome if isinstance(outcome, Refused) else _ready(outcome) for outcome in outcomes] for outcomes in results]


def _ready(found: Found) -> Ready | Refused:
    try:
        rows = article_rows(found.record, found.content_hash) if found.record else None
        found_by = bands(body_of(found.record.text, found.record.zones)) if found.record else ()
    except Exception as error:
        source = found.record.source if found.record else found.identity
        return Refused(found.number, Reject(source, _in_a_line(error)), found.identity)
    return Ready(found.number, found.identity, found.content_hash, rows, found_by, found.note, found.captured)


def rows_of_chunk(chunk: Chunk, make_pipeline: MakePipeline) -> Stored:
    """Read and extract a chunk, and make rows of it."""
    return rows_of(extract_chunk(chunk, make_pipeline))


def _outcome(number: int, item: Item, known: frozenset[str], make_pipeline: MakePipeline) -> Outcome:
    article = _article(item) if isinstance(item, Given) else item
    if isinstance(article, Reject):
        return Refused(number, article)
    hash_, captured = content_hash(article), item.captured if isinstance(item, Given) else None
    if hash_ in known:
        return Found(number, article.id, hash_, None, _note(article), captured)
    extract = _pipeline(make_pipeline)
    try:
        return Found(number, article.id, hash_, extract(article), _note(article), captured)
    except Exception as error:
        return Refused(number, Reject(article.source, _in_a_line(error)), article.id)


def _article(given: Given) -> Article | Reject:
    try:
        return to_article(given)
    except Exception as error:
        return Reject(given.source, _in_a_line(error))


def _note(article: Article) -> Reject | None:
    """What to say of an article that is too long to be read to its end."""
    return Reject(article.source, f"dài {len(article.text)} ký tự: chỉ trích xuất {READ} ký tự đầu") if len(article.text) > READ else None


def _in_a_line(error: Exception) -> str:
    return f"lỗi khi xử lý: {type(error).__name__}: {' '.join(str(error).split())[:300]}"


@cache
def _pipeline(make_pipeline: MakePipeline) -> Extract:
    """The pipeline of this process."""
    return make_pipeline()


def run_here(chunks: Iterable[Chunk], make_pipeline: MakePipeline) -> Finished:
    """Extract in this process."""
    for chunk in chunks:
        yield chunk, rows_of_chunk(chunk, make_pipeline)


def run_in_processes(chunks: Iterable[Chunk], make_pipeline: MakePipeline, workers: int) -> Finished:
    """Extract in `workers` processes, at most two chunks per process in hand."""
    pool = _pool(workers)
    waiting: deque[tuple[Chunk, Future[Stored]]] = deque()

    def renew() -> None:
        nonlocal pool
        pool.shutdown(wait=False, cancel_futures=True)
        pool = _pool(workers)
        for place, (chunk, future) in enumerate(waiting):
            if not future.done() or future.exception():
                waiting[place] = chunk, submit(chunk)

    def submit(chunk: Chunk) -> Future[Stored]:
        try:
            return pool.submit(rows_of_chunk, chunk, make_pipeline)
        except (BrokenProcessPool, OSError):  # of a pool whose processes have just been given up, while it starts one more
            broken: Future[Stored] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def first() -> tuple[Chunk, Stored]:
        chunk, future = waiting.popleft()
        try:
            return chunk, future.result()
        except BrokenProcessPool:
            results = _alone(chunk, make_pipeline)
            renew()
            return chunk, results

    try:
        for chunk in chunks:
            waiting.append((chunk, submit(chunk)))
            if len(waiting) >= 2 * workers:
                yield first()
        while waiting:
            yield first()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(chunk: Chunk, make_pipeline: MakePipeline) -> Stored:
    """Extract a chunk in a process of its own, and in halves where it kills that one too."""
    with _pool(1) as pool:
        try:
            return pool.submit(rows_of_chunk, chunk, make_pipeline).result()
        except BrokenProcessPool:
            pass
    if len(chunk) > 1:
        middle = len(chunk) // 2
        return _alone(chunk[:middle], make_pipeline) + _alone(chunk[middle:], make_pipeline)
    task = chunk[0]
    if task.articles is None:
        return [[Refused(1, Reject(task.file.name, KILLED))]]
    if len(task.articles) > 1:
        halves = (task.articles[0::2], task.articles[1::2])
        return [sorted((outcome for half in halves for outcome in _alone([replace(task, articles=half)], make_pipeline)[0]), key=_number)]
    number, item = task.articles[0]
    identity = item.identity if isinstance(item, Given) else None
    return [[Refused(number, Reject(item.source, KILLED), identity)]]


def _number(outcome: Ready | Refused) -> int:
    return outcome.number


def run_apart(work: Callable[[Path], None], path: Path) -> None:
    """Do some work on a file in a process of its own, whose memory goes back when it ends. Raises what the work raises, and EOFError
    where the process was killed; ends with an interrupt of this one."""
    context = multiprocessing.get_context("spawn")
    told, tells = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(tells, work, path))
    process.start()
    tells.close()
    try:
        error = told.recv()
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        told.close()
    if error:
        raise error


def _tell(tells: Connection, work: Callable[[Path], None], path: Path) -> None:
    """Do the work, and tell what became of it."""
    _begin()
    try:
        work(path)
    except Exception as error:
        tells.send(error)
    else:
        tells.send(None)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that are spawned: a fork copies locks and threads that it cannot run."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that stores, and end with it, though it be killed: a worker would wait for its next chunk for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
