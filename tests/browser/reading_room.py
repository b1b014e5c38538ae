"""A server of the reading room, and a browser to read it with."""

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.utils import tilde_encode
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser of this machine; Playwright's own is not downloaded."""
KEYS = """
SELECT e.id AS event, e.article_id AS article, e.organiser_id AS body, p.id AS person, substr(e.start, 1, 7) AS month,
    substr(e.start, 1, 4) AS year, (SELECT min(id) FROM places) AS place
FROM event_people ep JOIN events e ON e.id = ep.event_id JOIN people p ON p.id = ep.person_id
WHERE NOT p.recipient AND e.start LIKE '____-__-__' ORDER BY e.article_id, e.position LIMIT 1
"""
"""An event at which an official took part, and what belongs to it."""


@dataclass(frozen=True)
class Room:
    """A server that shows an archive."""

    address: str
    """`http://127.0.0.1:8001`"""
    keys: dict[str, Any]
    """What stands for the names in a path: `/{kho}/events/{event}`"""

    def at(self, path: str) -> str:
        return self.address + path.format(**self.keys)


@contextmanager
def opened(database: Path) -> Iterator[Room]:
    """The archive, served by a process of its own at a free port of this machine."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    keys = {"kho": tilde_encode(database.stem), **dict(connection.execute(KEYS).fetchone())}
    connection.close()
    command = [sys.executable, "-m", "sukien", "serve", "--db", str(database), "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert server.stdout
        said = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        yield Room(found[0], keys)
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()
