"""Answers that take long, kept until the file of the database changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.database import Database, Results

from browse.moment import SteadyDatabase, file_state

MOST = 1000
LONG = 2_000_000
"""Nanoseconds from which on an answer is worth keeping."""
MANY = 2_000
"""Rows from which on it is not kept: to make a page of them takes longer than to find them."""
LARGE = 20_000_000
"""Characters that are kept, of all answers together."""
AT_REST = 1_000_000_000
"""Nanoseconds since the file was last written to. Before, another write could fall into the same tick of the file system's clock, or
what is written could not be seen yet."""
_answers: dict[tuple[Any, ...], tuple[object, Any, int]] = {}
"""By path, SQL, parameters and whatever else was asked: the state of the file, the answer and its characters."""
_asked: dict[tuple[Any, ...], tuple[object, asyncio.Future[Any]]] = {}
"""The questions that are being asked."""


class RememberingDatabase(SteadyDatabase):
    """A database of Datasette's that keeps what takes long: counts, facets and searches are the same for every reader."""

    async def execute(self, sql: str, params: Any = None, **more: Any) -> Results:
        """Datasette's own, from memory where neither the file nor its write-ahead log has been written to since."""
        question = (sql, repr(params), *sorted(more.items()))
        plain = super().execute
        # Which tables there are is asked a hundred times to make the home page, each time in a thread.
        return await _recalled(self, question, lambda: plain(sql, params, **more), 0 if "sqlite_master" in sql else LONG)

    async def table_columns(self, table: str) -> list[str]:
        """These three are asked of every table then."""
        return list(await _recalled(self, ("columns", table), lambda: SteadyDatabase.table_columns(self, table), 0))

    async def primary_keys(self, table: str) -> list[str]:
        """The second of them."""
        return list(await _recalled(self, ("keys", table), lambda: SteadyDatabase.primary_keys(self, table), 0))

    async def fts_table(self, table: str) -> str | None:
        """The third: the search index of a table, if it has one."""
        found: str | None = await _recalled(self, ("search", table), lambda: SteadyDatabase.fts_table(self, table), 0)
        return found


async def remembered(database: Database, sql: str, parameters: dict[str, Any]) -> list[Any]:
    """The rows of a query, kept however quickly they are found.

    A question without parameters, which is the same for every reader, may take longer than Datasette's limit.
    """

    async def rows() -> list[Any]:
        if parameters:
            return list((await database.execute(sql, parameters)).rows)
        return list(await database.execute_fn(lambda connection: connection.execute(sql).fetchall()))

    return list(await _recalled(database, ("rows", sql, repr(parameters)), rows, 0))


async def _recalled(database: Database, question: tuple[Any, ...], ask: Callable[[], Awaitable[Any]], long: int) -> Any:
    """The answer from memory, else as it is asked for."""
    # Before the question is asked: a change that comes in between makes an answer old too soon, never too late.
    state = await database.state() if isinstance(database, SteadyDatabase) else file_state(str(database.path))
    question, began = (str(database.path), *question), time.time_ns()
    known = _answers.get(question)
    if known and known[0] == state:
        return known[1]
    if max((written for written, _ in state), default=began) > began - AT_REST:
        return await ask()
    # Readers who come at once wait for one answer.
    asking = _asked.get(question)
    if not asking or asking[0] != state or asking[1].get_loop() is not asyncio.get_running_loop():
        asking = _asked[question] = state, asyncio.ensure_future(_answered(question, state, ask, long))
    return await asyncio.shield(asking[1])


async def _answered(question: tuple[Any, ...], state: object, ask: Callable[[], Awaitable[Any]], long: int) -> Any:
    """The answer, kept if it took so long."""
    began = time.time_ns()
    try:
        answer = await ask()
    finally:
        _asked.pop(question, None)
    if time.time_ns() - began >= long and len(answer or ()) < MANY:
        size = sum(len(str(value)) for row in answer or () for value in row)
        if len(_answers) >= MOST or size + sum(kept for *_, kept in _answers.values()) > LARGE:
            _answers.clear()
        _answers[question] = state, answer, size
    return answer
