"""The pictures of the READMEs: pages of the bundled sample archive, as Chromium shows them now (`make screenshots`).

The same program and the same browser give the same pictures, but for fonts, which are the machine's.
"""

import sqlite3
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from browser.reading_room import ROOT, chromium, opened

DOCS = ROOT / "docs"
SIZE = {"width": 1200, "height": 900}
SHOWN = """
SELECT id FROM events e WHERE main AND length(start) = 10
    AND EXISTS (SELECT 1 FROM event_people p WHERE p.event_id = e.id AND p.role = 'participant')
ORDER BY min(3, (SELECT count(*) FROM counts c WHERE c.event_id = e.id)) + min(3, (SELECT count(*) FROM awards a WHERE a.event_id = e.id))
    DESC, confidence DESC, article_id, position LIMIT 1
"""
"""An event of which much is told."""
BUSY = "SELECT substr(start, 1, 7) FROM events WHERE main AND length(start) = 10 GROUP BY 1 ORDER BY count(*) DESC, 1 DESC LIMIT 1"
"""The month with most of them."""


def picture(page: Page, name: str) -> None:
    """Write to docs/ what the window shows, in 256 colours; without the footer, which says how long the page took this time."""
    shown = page.screenshot(style=".foot { visibility: hidden }", animations="disabled")
    Image.open(BytesIO(shown)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(DOCS / f"{name}.png", optimize=True)


def pictures(database: Path) -> None:
    """The home page, a month of the timeline, and an event with a value pointed at."""
    with sqlite3.connect(database) as connection:
        (event,), (month,) = (connection.execute(sql).fetchone() for sql in (SHOWN, BUSY))
    with opened(database) as room, chromium() as browser:
        page = browser.new_page(viewport=SIZE, locale="vi-VN", color_scheme="light")
        page.goto(room.at("/"))
        picture(page, "home")
        page.goto(room.at(f"/{{kho}}/-/timeline?month={month}"))
        picture(page, "timeline")
        page.goto(room.at(f"/{{kho}}/events/{event}"))
        page.locator(".card .value").nth(2).hover()
        picture(page, "event")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "union.db"
        subprocess.run([sys.executable, "-m", "sukien", "build", ROOT / "corpus/sample", "--db", database], cwd=ROOT, check=True)
        pictures(database)
