"""What a browser leaves beside a page that it saves "complete": a folder of pictures, styles and the pages of inner frames."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

PAGE = (".html", ".htm")
FOLDERS = ("_files", ".files")
"""How the folder of `bai.html` ends: browsers write `bai_files`, Word also `bai.files`."""
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://\S+) -->")
"""The comment in which browsers note the address, and its length."""


def frame_folders(names: Iterable[str]) -> set[str]:
    """Of the paths of files, those folders in which browsers put what belongs to a page."""
    pages = {PurePosixPath(name) for name in names if name.lower().endswith(PAGE)}
    return {str(page.with_suffix("")) + ending for page in pages for ending in FOLDERS}


def address(html: str) -> str | None:
    """The address from which the browser saved the page."""
    match = SAVED_FROM.search(html[:4000])
    return match[1] if match else None
