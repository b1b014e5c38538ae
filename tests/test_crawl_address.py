"""Which links stay on a site, and which name the same page."""

import pytest

from corpus.crawl_address import Site, is_document, key, may_be_page

SITE = Site("https://www.congdoan.example/tin")


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("/a?b=2&a=1", "/a?b=2&a=1"),
        ("../b.html#cuoi", "/b.html"),
        ("?trang=2", "/muc/tin?trang=2"),
        ("//congdoan.example/c", "/c"),
        ("http://congdoan.example:80/c", "/c"),
        ("https://WWW.congdoan.example", "/"),
        ("/?tin-tuc/12.html", "/?tin-tuc/12.html"),
        ("/tin/Công đoàn", "/tin/C%C3%B4ng%20%C4%91o%C3%A0n"),
        ("/a?x=1&amp;y=2", "/a?x=1&y=2"),
        ("/a\n/b ", "/a/b"),
    ],
)
def test_a_link_on_the_site(link: str, path: str) -> None:
    assert SITE.path(link, "https://www.congdoan.example/muc/tin") == path


@pytest.mark.parametrize(
    "link",
    [
        "https://khac.example/", "https://con.congdoan.example/", "https://congdoan.example.khac.example/", "https://congdoan.example:8443/",
        "https://congdoan.example@khac.example/", "mailto:a@congdoan.example", "javascript:__doPostBack('a','b')", "file:///etc/passwd",
        "ftp://congdoan.example/", "http://[::1/", "https://congdoan.example:cong/", "data:text/html,x", "tel:0123",
    ],
)  # fmt: skip
def test_a_link_that_leaves_it(link: str) -> None:
    assert SITE.path(link) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a?b=2&a=1", "/a?a=1&b=2"),
        ("/tin/C%c3%b4ng", "/tin/C%C3%B4ng"),
        ("/a;jsessionid=0A1B2C3D4E5F", "/a"),
        ("/a?PHPSESSID=abc&id=3", "/a?id=3"),
        ("/a?id=3&sid=0123456789abcdef0123456789abcdef", "/a?id=3"),
        ("/(S(lit3py55t21z5v55vlm25s55))/a.aspx?ID=3", "/a.aspx?ID=3"),
        ("/a?id=3&utm_source=zalo&fbclid=xyz&zarsrc=30", "/a?id=3"),
        ("/a?replytocom=15", "/a"),
        ("/a/./b/../c", "/a/c"),
    ],
)
def test_two_names_of_one_page(one: str, other: str) -> None:
    paths = [SITE.path(link) for link in (one, other)]
    assert None not in paths
    assert len({key(path) for path in paths if path}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/index.php?id=5&cid=7", "/index.php?id=5&cid=8"),  # which courlan takes for one
        ("/?tin/1.html", "/?tin/2.html"),
        ("/modules.php?name=News&sid=12", "/modules.php?name=News&sid=13"),  # PHP-Nuke's stories
        ("/Tin", "/tin"),
        ("/a?start=10", "/a?start=20"),
    ],
)
def test_names_of_two_pages(one: str, other: str) -> None:
    assert key(SITE.path(one) or "") != key(SITE.path(other) or "")


def test_what_a_name_says() -> None:
    assert all(may_be_page(path) for path in ("/", "/a.html", "/a.aspx?ID=3", "/tin.php", "/a.xml.gz", "/v1.0/tin", "/bai-viet-2.5"))
    assert not any(may_be_page(path) for path in ("/a.jpg", "/a.JPG?x=1", "/a.mp4", "/a.zip", "/a.css", "/a.pdf"))
    assert is_document("/tai-lieu/CV.DOCX?ban=2")
    assert not is_document("/a.html")


@pytest.mark.parametrize("address", ["congdoan.example", "ftp://congdoan.example/", "https://", "http://[::1/"])
def test_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Site(address)
