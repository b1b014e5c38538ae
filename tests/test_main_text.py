"""Forty whole pages and two lots of a hundred heads, written by hands that saw no source: what of them is kept, which day is read."""

import json

import pytest

from benchmarks.main_text import PAGES, Judged, Truth, judge, ours, pages
from corpus.encoding import decode
from corpus.page import read_page


@pytest.fixture(scope="module")
def judged() -> list[tuple[Judged, Truth]]:
    return [(judge(ours(file), truth), truth) for file, truth in pages()]


def test_paragraphs_are_kept(judged: list[tuple[Judged, Truth]]) -> None:
    assert sum(len(page.lost) for page, _ in judged) <= 0.02 * sum(len(truth.paragraphs) for _, truth in judged)


def test_furniture_is_not(judged: list[tuple[Judged, Truth]]) -> None:
    assert sum(len(page.kept) for page, _ in judged) < 0.02 * sum(len(truth.furniture) for _, truth in judged)


def test_captions_titles_and_bylines_are_apart(judged: list[tuple[Judged, Truth]]) -> None:
    assert not [caption for page, _ in judged for caption in page.captions_missed]
    assert sum(page.title for page, _ in judged) >= 37
    assert sum(page.byline for page, _ in judged) >= 36


def days_read(lot: str) -> int:
    """How many heads of a lot give the right day."""
    right = 0
    for line in (PAGES / lot).read_text("utf-8").splitlines():
        head = json.loads(line)
        published = read_page(decode(head["html"].encode()), url=head["url"]).published
        right += (published.value if published else None) == head["published"]
    return right


@pytest.mark.parametrize(
    ("lot", "least"),
    [
        ("heads.jsonl", 100),  # all of them were looked at
        ("heads2.jsonl", 97),  # the odd ones were looked at; of the even ones only scores were seen
        ("heads3.jsonl", 96),  # the same
        ("heads4.jsonl", 97),  # 94 when nobody had seen it; those that were wrong were looked at
        ("heads5.jsonl", 99),  # 96, likewise
        ("heads6.jsonl", 97),  # as on the day when it came; nothing was changed for it
        ("systems.jsonl", 96),  # written with the rules
    ],
)
def test_the_day_of_publication(lot: str, least: int) -> None:
    assert days_read(lot) >= least
