"""Answers that take long, kept until the file of the database changes."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from datasette.database import Database, Results

MOST = 1000
LONG = 2_000_000
"""Nanoseconds from which on an answer is worth keeping."""
LARGE = 20_000_000
"""Characters that are kept, of all answers together."""
AT_REST = 1_000_000_000
"""Nanoseconds since the file was last written to. Before, another write could fall into the same tick of the file system's clock, or
what is written could not be seen yet."""
_answers: dict[tuple[Any, ...], tuple[object, Any, int]] = {}
"""By path, SQL, parameters and whatever else was asked: the state of the file, the answer and its characters."""


class RememberingDatabase(Database):
    """A database of Datasette's that keeps what takes long: counts, facets and searches are the same for every reader."""

    async def execute(self, sql: str, params: Any = None, **more: Any) -> Results:
        """Datasette's own, from memory where neither the file nor its write-ahead log has been written to since."""
        question = (str(self.path), sql, repr(params), *sorted(more.items()))
        plain = super().execute
        return await _recalled(question, lambda: plain(sql, params, **more), LONG)

    async def table_columns(self, table: str) -> list[str]:
        """Datasette asks for these three of every table to make the home page, each time in a thread."""
        return list(await _recalled((str(self.path), "columns", table), lambda: Database.table_columns(self, table), 0))

    async def primary_keys(self, table: str) -> list[str]:
        """The second."""
        return list(await _recalled((str(self.path), "keys", table), lambda: Database.primary_keys(self, table), 0))

    async def fts_table(self, table: str) -> str | None:
        """The third: the search index of a table."""
        found: str | None = await _recalled((str(self.path), "search", table), lambda: Database.fts_table(self, table), 0)
        return found


async def remembered(database: Database, sql: str, parameters: dict[str, Any]) -> list[Any]:
    """The rows of a query, kept however quick and large they are.

    A question without parameters, which is the same for every reader, may take longer than Datasette's limit.
    """

    async def rows() -> list[Any]:
        if parameters:
            return list((await database.execute(sql, parameters)).rows)
        return list(await database.execute_fn(lambda connection: connection.execute(sql).fetchall()))

    return list(await _recalled((str(database.path), sql, repr(parameters)), rows, 0))


async def _recalled(question: tuple[Any, ...], ask: Callable[[], Awaitable[Any]], long: int) -> Any:
    """The answer from memory, else as it is asked for; kept if it took so long."""
    # Before the question is asked: a change that comes in between makes an answer old too soon, never too late.
    state, began = _state(question[0]), time.time_ns()
    known = _answers.get(question)
    if known and known[0] == state:
        return known[1]
    answer = await ask()
    if time.time_ns() - began >= long and max((written for written, _ in state), default=began) < began - AT_REST:
        size = sum(len(str(value)) for row in answer or () for value in row)
        if len(_answers) >= MOST or size + sum(kept for *_, kept in _answers.values()) > LARGE:
            _answers.clear()
        _answers[question] = state, answer, size
    return answer


def _state(path: str) -> list[tuple[int, int]]:
    """When the file and its log were written to, in nanoseconds, and their sizes."""
    files = [path, f"{path}-wal"]
    state = []
    for file in files:
        with suppress(FileNotFoundError):  # the log goes when a build ends
            found = os.stat(file)
            state.append((found.st_mtime_ns, found.st_size))
    return state
