"""What robots.txt asks for is done: rules for us or for all, wildcards, delays; and nothing where it cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import Reply, WebSite, serving
from test_crawl import Clock, kept, run
from test_crawl_traps import links, report

from corpus.crawl import CrawlError
from corpus.crawl_address import Site
from corpus.crawl_fetch import Fetcher, Limits
from corpus.crawl_robots import TOKEN, read_robots

PATHS = ["/tin/1", "/tin/1.pdf", "/tin/1?in=1", "/rieng/1"]


@pytest.fixture
def site() -> Iterator[WebSite]:
    with serving(WebSite({"/": links("/tin-1", "/tin-2"), "/tin-1": report(1), "/tin-2": report(2)})) as site:
        yield site


def read(site: WebSite, rules: str | Reply) -> tuple[set[str], float]:
    """Which of the paths may be asked for, and how many seconds apart."""
    site.pages["/robots.txt"] = rules if isinstance(rules, Reply) else Reply(rules, "text/plain")
    clock = Clock()
    fetcher, web = Fetcher("sukien/0", True, Limits(), clock, clock.sleep), Site(site.origin)
    robots = read_robots(fetcher, web)
    return {path for path in PATHS if robots.can_fetch(web.url(path), TOKEN)}, fetcher.delay


@pytest.mark.parametrize(
    ("rules", "allowed", "delay"),
    [
        ("", PATHS, 1.0),
        ("User-agent: *\nDisallow: /rieng/", PATHS[:3], 1.0),
        ("User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?in=", [PATHS[0], PATHS[3]], 1.0),
        ("User-agent: *\nDisallow: /tin/\nAllow: /tin/1$", [PATHS[0], PATHS[3]], 1.0),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Sukien\nDisallow: /rieng/\nCrawl-delay: 2.5", PATHS[:3], 2.5),
        ("User-agent: *\nRequest-rate: 1/20\nCrawl-delay: 5", PATHS, 20.0),
        ("User-agent: *\nCrawl-delay: 0.1", PATHS, 1.0),
        ("User-agent: *\nCrawl-delay: nhanh lên\nDisallow: " + "/*a" * 2000 + "\n", PATHS, 1.0),
        ("<html><body>Không có trang này</body></html>", PATHS, 1.0),
        ("\ufeffUser-agent: *\r\nDisallow: /rieng\r\n", PATHS[:3], 1.0),
        (Reply("", status=404), PATHS, 1.0),
        (Reply("", status=403), PATHS, 1.0),
        (Reply(status=302, headers={"Location": "https://khac.example/robots.txt"}), PATHS, 1.0),
    ],
)
def test_rules(rules: str | Reply, allowed: list[str], delay: float, site: WebSite) -> None:
    assert read(site, rules) == (set(allowed), delay)


def test_rules_that_have_moved(site: WebSite) -> None:
    site.pages["/luat.txt"] = Reply("User-agent: *\nDisallow: /tin", "text/plain")
    assert read(site, Reply(status=301, headers={"Location": "/luat.txt"})) == ({"/rieng/1"}, 1.0)
    assert read(site, Reply(status=301, headers={"Location": "/robots.txt"})) == (set(PATHS), 1.0)


def test_a_delay_of_days(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 86400", "text/plain")
    with pytest.raises(CrawlError, match="đòi chờ 86400 giây giữa hai trang"):
        run(site, tmp_path)
    assert site.asked == ["/robots.txt"]


def test_rules_are_read_again_after_a_day(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply("", "text/plain")
    clock = Clock()

    def a_day_passes(path: str) -> None:
        if path == "/tin-1":
            clock.now += 100_000
            site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /tin-2", "text/plain")

    site.on_request = a_day_passes
    run(site, tmp_path, clock)
    assert kept(tmp_path) == {"/tin-1"}
    assert site.asked.count("/robots.txt") == 2
