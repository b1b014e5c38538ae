"""What tests share: the pipeline, loaded once; and a reader of the pages of an archive."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browse.serve import archive_app
from extract.pipeline import Pipeline

# A shell that starts the tests in the background has interrupts ignored, and so would whatever the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def get(database: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], tuple[int, str]]]:
    """Status and text of a page of the module's `database`: below its address, and the module's BELOW there; or at a whole address."""
    datasette = archive_app(database)
    below = f"{datasette.urls.database(database.stem)}/{getattr(request.module, 'BELOW', '')}"
    with asyncio.Runner() as loop:

        def ask(page: str) -> tuple[int, str]:
            response = loop.run(datasette.client.get(page if page.startswith("/") else f"{below}{page}"))
            return response.status_code, response.text

        yield ask
