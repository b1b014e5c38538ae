"""docs/lexicons.md speaks of every list and every class, and the count of benchmarks.lexicons is right."""

import re
from pathlib import Path

import pytest

from benchmarks.lexicons import LEXICONS, finder, listing, summary, syllables
from schemas.lexicon import rows

ROOT = Path(__file__).parents[1]
FILES = sorted(file for room in ("schemas", "corpus", "extract") for file in (ROOT / room / "data").glob("*.tsv"))
GROUPS = [("triggers", "type"), ("word_classes", "class"), ("organisation_heads", "kind"), ("award_names", "use"), ("offices", "kind")]
GROUPS += [("person_words", "use"), ("uncounted_words", "kind")]

FOUND = [
    ("trao quà", "Đoàn đã TRAO QUÀ, thăm hỏi", True),
    ("thăm, tặng quà", "đến thăm, tặng quà", True),
    ("rao quà", "trao quà", False),  # only whole syllables
    ("đ/c", "3 đ/c tham dự", True),
    ("trao_túi quà", "trao tặng 120 túi quà", True),
    ("trao_túi quà", "trao cờ. Mỗi túi quà", False),  # a gap stays within its clause
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_list_is_described(file: Path) -> None:
    text = (ROOT / "docs/lexicons.md").read_text("utf-8")
    assert re.search(rf"(?:## {file.parents[1].name}/data/|- `){file.name}", text), f"docs/lexicons.md does not describe {file.name}"


@pytest.mark.parametrize(("name", "column"), GROUPS)
def test_every_class_says_what_it_generalises_over(name: str, column: str) -> None:
    described = set(re.findall(r"`(\w+)`", (ROOT / "docs/lexicons.md").read_text("utf-8")))
    assert {row[column] for row in rows("extract", name)} <= described


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND)
def test_an_entry_is_found_in_an_article(phrase: str, text: str, expected: bool) -> None:
    assert finder(phrase)(syllables(text)) is expected


def test_counts_of_articles() -> None:
    texts = {"mot": syllables("Công đoàn tổ chức hội thao"), "hai": syllables("Hội thao của ngành")}
    lines = listing("triggers", texts).splitlines()
    assert "2\thoi_thi\thội thao" in lines
    assert "0\tgiao_ban\tgiao ban" in lines
    table = summary(texts).splitlines()
    assert table[0].startswith("| 2 articles | entries |")
    assert len(table) == 2 + len(LEXICONS)
