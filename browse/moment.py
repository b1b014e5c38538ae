"""A page is read as of one moment, whatever a build writes meanwhile: all queries of a request are one transaction of one connection."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from datasette.database import Database

from browse.suppressed import list_beside

STEPS = 50_000
"""Of SQLite's virtual machine between two looks at the clock: some milliseconds."""
State = list[tuple[int, int]]
"""When the files of a database were written to, in nanoseconds, and their sizes"""
_now: ContextVar[dict[str, Reading] | None] = ContextVar("moment", default=None)
"""What the request in hand reads, by database."""


class _Connection(sqlite3.Connection):
    """Datasette has every query come back to Python each 1000 steps, to see if its time is up: where pages are made meanwhile, a long
    query would wait two thousand times for its turn, and run out of time by that alone."""

    file = 0
    """Which file it reads (`st_ino`), for another may be put in its place."""

    def set_progress_handler(self, handler: Any, n: int) -> None:
        super().set_progress_handler(handler, max(n, STEPS))


class SteadyDatabase(Database):
    """A database of Datasette's in which a request sees nothing change; it is only read, whatever a connection is wanted for."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.idle: list[_Connection] = []
        """Those of requests that are over."""

    def connect(self, write: bool = False) -> _Connection:
        """A read-only connection."""
        uri = f"{Path(str(self.path)).resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, factory=_Connection)
        connection.file = os.stat(str(self.path)).st_ino
        self._all_file_connections.append(connection)
        return connection

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `fn` makes of a connection, in a thread."""
        reading = self._reading()
        if reading is None:
            return await super().execute_fn(fn)
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, reading.run, fn)

    async def state(self) -> State:
        """That of the file when the request began to read it; now, where there is no request."""
        reading = self._reading()
        if reading is None:
            return file_state(str(self.path))
        if reading.state is None:
            await self.execute_fn(lambda connection: None)
        assert reading.state is not None
        return reading.state

    def _reading(self) -> Reading | None:
        moment = _now.get()
        return moment.setdefault(self.name, Reading(self)) if moment is not None else None


def file_state(path: str) -> State:
    """That of a database, of its write-ahead log and of its list of names to suppress."""
    files = [path, f"{path}-wal", str(list_beside(path))]
    state = []
    for file in files:
        with suppress(FileNotFoundError):  # the log goes when a build ends
            found = os.stat(file)
            state.append((found.st_mtime_ns, found.st_size))
    return state


class Reading:
    """What a request reads of a database: one transaction, from its first query to its end; one query at a time."""

    def __init__(self, database: SteadyDatabase) -> None:
        self.database, self.lock = database, threading.Lock()
        self.connection: _Connection | None = None
        self.state: State | None = None

    def run(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `fn` makes of the connection."""
        with self.lock:
            if self.connection is None:
                self.connection = self._connection()
                self._begin(self.connection)
            return fn(self.connection)

    def end(self) -> None:
        """Let go of the moment."""
        with self.lock:
            if self.connection:
                self.connection.rollback()
                self.database.idle.append(self.connection)
                self.connection = None

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Begin at a moment when nothing is written, or is written and not yet seen."""
        path = str(self.database.path)
        while True:
            self.state = file_state(path)
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # only now has it begun
            if file_state(path) == self.state:
                return
            connection.rollback()

    def _connection(self) -> _Connection:
        file = os.stat(str(self.database.path)).st_ino
        while self.database.idle:
            connection = self.database.idle.pop()
            if connection.file == file:
                return connection
            connection.close()
        connection = self.database.connect()
        self.database.ds._prepare_connection(connection, self.database.name)
        return connection


def at_one_moment(app: Any) -> Any:
    """An ASGI application each of whose requests is answered as of one moment."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        moment: dict[str, Reading] = {}
        token = _now.set(moment)
        try:
            await app(scope, receive, send)
        finally:
            _now.reset(token)
            for reading in moment.values():
                reading.end()

    async def other(scope: Any, receive: Any, send: Any) -> None:
        await (answer if scope["type"] == "http" else app)(scope, receive, send)

    return other
