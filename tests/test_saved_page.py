"""Pages that a browser saved "complete": the page is an article, known by its address; its inner frames are none."""

from pathlib import Path

import pytest

from corpus.saved_page import address, frame_folders
from tests.containers import articles, page, read


@pytest.mark.parametrize("folder", ["bai_files", "bai.files"])
def test_inner_frames_are_no_articles(tmp_path: Path, folder: str) -> None:
    saved = page().replace("<html>", "<!-- saved from url=(0026)https://tanan.example/bai?so=9 -->\n<html>")
    for name, html in {"bai.htm": saved, f"{folder}/khung.html": page("Quảng cáo"), "khac_files/trang.html": page()}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(html, "utf-8")
    found = articles(read(tmp_path))
    assert [one.id for one in found] == ["https://tanan.example/bai?so=9", "khac_files/trang.html"]


def test_the_folders_and_the_address() -> None:
    assert frame_folders(["a/bai.html", "b.txt"]) == {"a/bai_files", "a/bai.files"}
    assert address("<!-- saved from url=(0014)about:internet -->") is None
