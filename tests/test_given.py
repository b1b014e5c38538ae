"""A record becomes one Article; a page that no one wrote is refused before it costs memory."""

import pytest

from corpus.article import Article, Reject
from corpus.given import Given, to_article
from corpus.offered import TOO_LONG
from tests.containers import BODY, TEXT, page


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body>" + "<div>" * 99_000 + f"<p>{BODY}</p>", "trang HTML không có bài viết"),
        ("<html><body>" + "<b>" * 101_000 + BODY, "trang HTML có hơn 100000 thẻ: không phải trang tin"),
        ("<html><body>" + BODY * 400_000, TOO_LONG),
        ("<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><html><body>&b;&b;</body></html>", "trang HTML không có bài viết"),
    ],
)
def test_hostile_pages_are_one_row(html: str, reason: str) -> None:
    assert to_article(Given("trang.html", "trang", html=html)) == Reject("trang.html", reason)


def test_the_day_of_a_file_serves_where_the_text_has_none() -> None:
    dated = ("2024-02-06", "ngày gửi thư")
    for given in (Given("a", "a", text=TEXT, dated=dated), Given("a", "a", html=page(), dated=dated)):
        article = to_article(given)
        assert isinstance(article, Article)
        assert article.published is not None
        assert (article.published.value, article.published.inferred) == dated
    better = to_article(Given("a", "a", text=TEXT, published="2024-02-05", dated=dated))
    assert isinstance(better, Article)
    assert better.published is not None
    assert better.published.value == "2024-02-05"


@pytest.mark.parametrize(
    ("given", "identity"),
    [
        (Given("a#1", "a", url="https://tanan.example/1#dau", id="7"), "https://tanan.example/1"),
        (Given("a#1", "a", url="cid:khung", id="7"), "7"),
        (Given("a#1", "a"), "a#1"),
    ],
)
def test_identity(given: Given, identity: str) -> None:
    assert given.identity == identity
