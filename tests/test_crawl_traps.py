"""What a site may do to a crawler, by malice or by bad luck: each costs its own address, is told, and stops nothing else."""

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sites import Joomla, Reply, Story, WebSite, serving, xml
from test_crawl import Clock, kept, keys, run

from corpus.crawl import CrawlError, crawl
from corpus.crawl_fetch import Limits, is_public

SMALL = Limits(connect=1.0, silence=0.3, seconds=0.6, sent=300_000, unpacked=500_000)


def report(n: int) -> Reply:
    """A page with nothing but a report."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in Story(n).paragraphs)
    return Reply(f"<html><head><title>{Story(n).title}</title></head><body><h1>{Story(n).title}</h1>{body}</body></html>")


def links(*paths: str) -> Reply:
    return Reply("<html><body><ul>" + "".join(f'<li><a href="{path}">Xem</a></li>' for path in paths) + "</ul></body></html>")


@pytest.fixture
def site() -> Iterator[WebSite]:
    """Two reports, and room for a trap between them at `/bay`."""
    with serving(WebSite({"/robots.txt": Reply("", "text/plain"), "/": links("/tin-1", "/bay", "/tin-2")})) as site:
        site.pages |= {"/tin-1": report(1), "/tin-2": report(2)}
        yield site


def told(folder: Path) -> dict[str, str]:
    """Reason by path."""
    lines = (folder / "rejects.tsv").read_text("utf-8").splitlines()[1:]
    return {"/" + line.split("\t")[0].split("/", 3)[3]: line.split("\t")[1] for line in lines}


def bomb(size: int) -> bytes:
    return gzip.compress(b"<p>" + b"a" * size, 9, mtime=0)


TRAPS = {
    "a circle of redirects": (Reply(status=302, headers={"Location": "/bay-2"}), "chuyển hướng vòng quanh"),
    "a redirect to itself": (Reply(status=301, headers={"Location": "/bay"}), "chuyển hướng quá 5 lần"),
    "a redirect to another host": (
        Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"}),
        "chuyển hướng ra ngoài trang: http://169.254.169.254/latest/",
    ),
    "a redirect to another port": (
        Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        "chuyển hướng ra ngoài trang: http://127.0.0.1:1/",
    ),
    "a redirect to a file": (
        Reply(status=302, headers={"Location": "file:///etc/passwd"}),
        "chuyển hướng ra ngoài trang: file:///etc/passwd",
    ),
    "a redirect to nowhere": (Reply(status=302), "chuyển hướng mà không nói đi đâu"),
    "a bomb": (Reply(bomb(10_000_000), headers={"Content-Encoding": "gzip"}), "dữ liệu nén bung ra hơn 0 MB"),
    "a bomb in a bomb": (
        Reply(gzip.compress(bomb(50_000_000), mtime=0), headers={"Content-Encoding": "gzip"}),
        "dữ liệu nén bung ra hơn 0 MB",
    ),
    "a bomb of many members": (Reply(bomb(100_000) * 40, headers={"Content-Encoding": "gzip"}), "dữ liệu nén bung ra hơn 0 MB"),
    "half of a packed page": (Reply(bomb(1000)[:-9], headers={"Content-Encoding": "gzip"}), "dữ liệu nén bị cụt"),
    "no packed page at all": (Reply(b"<html>", headers={"Content-Encoding": "gzip"}), "dữ liệu nén bị hỏng"),
    "an unknown packing": (Reply(zlib.compress(b"x"), headers={"Content-Encoding": "br"}), "nén theo cách không đọc được (br)"),
    "a page too long": (Reply("<p>dài quá</p>" * 40_000), "dài hơn 0 MB"),
    "a picture": (Reply(b"\x89PNG", "image/png"), "không phải trang web (image/png)"),
    "noise": (Reply(bytes(range(256)) * 20), "không phải văn bản: nội dung nhị phân"),
    "a lost page": (Reply("không còn", status=404), "máy chủ trả lời 404"),
    "a broken page": (Reply("lỗi", status=500), "máy chủ trả lời 500 (thử 4 lần)"),
    "a busy page": (Reply("đợi", status=429), "máy chủ trả lời 429 (thử 4 lần)"),
    "a closed page": (Reply("cấm", status=403), "máy chủ trả lời 403"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_its_own_address(name: str, site: WebSite, tmp_path: Path) -> None:
    reply, reason = TRAPS[name]
    site.pages |= {"/bay": reply, "/bay-2": Reply(status=302, headers={"Location": "/bay-3"})}
    site.pages["/bay-3"] = Reply(status=302, headers={"Location": "/bay"})
    run(site, tmp_path, limits=SMALL)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}
    assert list(told(tmp_path).values()) == [reason]
    assert {headers["host"] for headers in site.headers} == {site.origin.removeprefix("http://")}
    assert len(site.asked) < 20


def drip(seconds: float, piece: bytes) -> Iterator[bytes]:
    yield b"<html><body>"
    for _ in range(200):
        time.sleep(seconds)
        yield piece


def flood() -> Iterator[bytes]:
    while True:
        yield b"<p>khong bao gio het</p>" * 1000


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: drip(0.05, b"a"), "trả lời chậm quá 1 giây"),  # a byte now and then is not silence
        (lambda: drip(2.0, b"a"), "không kết nối được hoặc đứt giữa chừng"),
        (flood, "dài hơn 0 MB"),
    ],
)
def test_answers_without_end(make: object, reason: str, site: WebSite, tmp_path: Path) -> None:
    site.dynamic = lambda path: Reply(pieces=make()) if path == "/bay" else None  # type: ignore[operator]
    run(site, tmp_path, limits=SMALL)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}
    assert [found.startswith(reason) for found in told(tmp_path).values()] == [True]


def test_headers_without_end(tmp_path: Path) -> None:
    """A server that never comes to the end of its first line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        import threading

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    for _ in range(200):
                        connection.sendall(b"H")
                        time.sleep(0.05)
                except OSError:
                    pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(CrawlError, match="trả lời chậm quá 1 giây"):
            crawl(address, tmp_path, "0", allow_private=True, limits=SMALL, sleep=lambda seconds: None)
        thread.join()


def test_a_busy_server_is_given_the_time_that_it_asks_for(site: WebSite, tmp_path: Path) -> None:
    answers = iter([Reply(status=429, headers={"Retry-After": "37"}), Reply(status=503), Reply(status=500)])
    site.dynamic = lambda path: next(answers, report(3)) if path == "/bay" else None
    clock = Clock()
    summary = run(site, tmp_path, clock)
    assert kept(tmp_path) == {"/tin-1", "/tin-2", "/bay"}
    assert (summary.added, summary.rejected) == (3, [])
    asked = [path for path in site.asked if path == "/bay"]
    assert len(asked) == 4
    at = clock.waits.index(37.0)
    assert clock.waits[at:] == [37.0, 16.0, 32.0, 4.0]  # growing pauses, and half the speed for each time that it was too much
    assert set(clock.waits[:at]) == {1.0}


def test_a_server_that_wants_to_be_left_alone_for_an_hour(site: WebSite, tmp_path: Path) -> None:
    site.pages["/bay"] = Reply(status=503, headers={"Retry-After": "3600"})
    summary = run(site, tmp_path)
    assert summary.stopped == "máy chủ bảo chờ 3600 giây; hãy chạy lại sau"
    assert kept(tmp_path) == {"/tin-1"}
    site.pages["/bay"] = links()
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}


def test_what_passes_is_tried_again_in_the_next_run_and_what_does_not_is_not(site: WebSite, tmp_path: Path) -> None:
    site.pages |= {"/": links("/tin-1", "/bay", "/mat", "/tin-2"), "/bay": Reply(status=500)}
    run(site, tmp_path)
    site.pages |= {"/bay": report(3), "/mat": report(4)}
    site.asked.clear()
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2", "/bay"}
    assert "/mat" not in site.asked


def test_a_server_that_goes_down_ends_the_run_and_the_next_goes_on(tmp_path: Path) -> None:
    with serving(Joomla()) as site:
        pages, down = dict(site.pages), {path: Reply(status=503) for path in site.pages}
        site.on_request = lambda path: setattr(site, "pages", down) if len(site.asked) > 20 else None
        summary = run(site, tmp_path)
        assert summary.stopped is not None
        assert "5 địa chỉ liền không tải được (máy chủ trả lời 503)" in summary.stopped
        site.on_request, site.pages = lambda path: None, pages
        run(site, tmp_path)
        assert kept(tmp_path) <= keys(site.articles)
        run(site, tmp_path)
        assert kept(tmp_path) == keys(site.articles)


def test_session_ids_do_not_make_new_pages(tmp_path: Path) -> None:
    visits = iter(range(10_000))

    def page(path: str) -> Reply | None:
        token = f"{next(visits):032x}"
        bare = path.split(";jsessionid=")[0].split("?")[0]
        onward = links(f"/tin-1;jsessionid={token}", f"/tin-2?PHPSESSID={token}", f"/?s={token}", f"/s/{token}/tin-1").body
        pages = {"/": Reply(onward), "/tin-1": report(1), "/tin-2": report(2)}
        if bare.startswith("/s/"):  # one that looks like any other part of a path
            return replace(report(1), body=f"{report(1).body}{onward}")
        return pages.get(bare)

    with serving(WebSite({"/robots.txt": Reply("", "text/plain")}, dynamic=page)) as site:
        summary = run(site, tmp_path)
        assert (summary.added, summary.copies) == (2, 1)
        assert kept(tmp_path) == {"/tin-1", "/tin-2"}
        assert len(site.asked) < 15


def test_a_calendar_has_an_end_for_us_whatever_stands_beside_it(site: WebSite, tmp_path: Path) -> None:
    def day(path: str) -> Reply | None:
        if not path.startswith("/bay"):
            return None
        number = int(path.removeprefix("/bay").strip("/") or 0)
        return links("/tin-1", f"/bay/{number + 1}", f"/bay/{number - 1}", "/tin-2")

    site.dynamic = day
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}
    assert {path for path in site.asked if path.startswith("/bay")} == {"/bay", *(f"/bay/{number}" for number in range(-4, 5))}
    left = "chỉ có những trang không dẫn tới bài nào đưa đến đây: không đi tiếp"
    assert told(tmp_path) == {"/bay/5": left, "/bay/-5": left}


def test_a_list_of_forty_pages_is_followed_to_its_end(site: WebSite, tmp_path: Path) -> None:
    for n in range(40):
        onward = [f"/ds/{n + 1}"] if n < 39 else []
        site.pages[f"/ds/{n}"] = links("/tin-1", *onward, f"/cu/{n}")  # the pager above what it pages
        site.pages[f"/cu/{n}"] = report(50 + n)
    site.pages["/bay"] = links("/ds/0")
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2", *(f"/cu/{n}" for n in range(40))}


def test_ten_thousand_links_on_a_page(site: WebSite, tmp_path: Path) -> None:
    targets = [*(f"/anh/{n}.jpg" for n in range(5_000)), *(f"http://khac.example/{n}" for n in range(5_000)), "/tin-3"]
    site.pages["/bay"] = Reply("<html><body><p>" + "".join(f'<a href="{target}">{target[-9:]}</a>' for target in targets))
    site.pages["/tin-3"] = report(3)
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2", "/tin-3"}
    assert len(site.asked) < 15


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12)) + "]>"


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>{origin}/tin-3</loc></url><url><loc>&a12;</loc></url></urlset>",
        "<rss><channel><item><link>{origin}/tin-3</link></item><item><title>&a12;</title></item></channel></rss>",
        '<feed><entry><link href="{origin}/tin-3"/></entry><entry><link href="&a12;"/></entry></feed>',
    ],
)
def test_a_billion_laughs(body: str, site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/cuoi.xml", "text/plain")
    site.pages |= {"/cuoi.xml": xml(LAUGHS + body.format(origin=site.origin)), "/tin-3": report(3)}
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2", "/tin-3"}


def test_a_sitemap_that_reads_files_of_ours(site: WebSite, tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text(f"{site.origin}/lo-bi-mat", "utf-8")
    outside = f"<!DOCTYPE x [<!ENTITY f SYSTEM '{secret.as_uri()}'>]><urlset><url><loc>&f;</loc></url></urlset>"
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/xxe.xml", "text/plain")
    site.pages["/xxe.xml"] = xml(outside)
    run(site, tmp_path / "kho")
    assert "/lo-bi-mat" not in site.asked


def test_a_bomb_of_a_sitemap_and_one_that_leads_to_itself(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/bom.xml.gz\nSitemap: {site.origin}/vong.xml", "text/plain")
    site.pages["/bom.xml.gz"] = Reply(bomb(10_000_000), "application/gzip")
    index = "".join(f"<sitemap><loc>{site.origin}/{name}.xml</loc></sitemap>" for name in ("vong", "khac"))
    site.pages["/vong.xml"] = site.pages["/khac.xml"] = xml(f"<sitemapindex>{index}</sitemapindex>")
    run(site, tmp_path, limits=SMALL)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}
    assert site.asked.count("/vong.xml") == site.asked.count("/khac.xml") == 1
    assert told(tmp_path)["/bom.xml.gz"] == "dữ liệu nén bung ra hơn 0 MB"


def test_a_sitemap_of_another_site_is_told(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/cu.xml", "text/plain")
    site.pages["/cu.xml"] = xml("<urlset><url><loc>https://ten-mien-cu.example/tin-9</loc></url></urlset>")
    run(site, tmp_path)
    assert told(tmp_path)["/cu.xml"] == "sitemap không nêu địa chỉ nào của trang này"


def test_a_server_writes_nothing_on_our_terminal(site: WebSite, tmp_path: Path) -> None:
    site.pages["/bay"] = Reply(status=302, headers={"Location": "http://khac.example/\x1b[2J\x1b]0;a\x07\tb"})
    run(site, tmp_path)
    assert told(tmp_path)["/bay"] == "chuyển hướng ra ngoài trang: http://khac.example/[2J]0;a b"


def test_an_article_that_is_one_no_more_stays_what_it_was(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/a.xml", "text/plain")
    bodies = [report(3), Reply("<p>Đang bảo trì</p>"), Reply(status=404), report(3)]
    for day, body in enumerate(bodies):
        site.pages |= {"/a.xml": xml(f"<urlset><url><loc>/bay</loc><lastmod>2020-01-0{day + 1}</lastmod></url></urlset>"), "/bay": body}
        summary = run(site, tmp_path)
        assert (summary.articles, summary.changed) == (3, 0)
    assert site.asked.count("/bay") == 4
    assert kept(tmp_path) == {"/tin-1", "/tin-2", "/bay"}


def test_a_deeply_nested_page(site: WebSite, tmp_path: Path) -> None:
    site.pages["/bay"] = Reply("<div>" * 50_000 + "<a href='/tin-3'>Xem</a>" + "</div>" * 50_000)
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}


def test_what_a_feed_calls_an_article_and_is_none_is_told(site: WebSite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.origin}/tin.rss", "text/plain")
    site.pages["/tin.rss"] = xml("<rss><channel><item><link>/bay</link></item><item><link>/tin-1</link></item></channel></rss>")
    site.pages["/bay"] = Reply("<html><body><img src='/anh.jpg'></body></html>")
    run(site, tmp_path)
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}
    assert told(tmp_path) == {"/bay": "tin RSS/Atom nêu là bài, nhưng trang không có bài viết"}


# --- forms of a host, and networks ---


@pytest.mark.parametrize("settled", [True, False])
def test_a_site_that_answers_under_another_of_its_names(
    settled: bool, site: WebSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.origin.rsplit(":", 1)[1])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))])
    bare, www = f"congdoan.example:{port}", f"www.congdoan.example:{port}"
    pages, site.pages = site.pages, {}

    def by_host(path: str) -> Reply | None:
        host = site.headers[-1]["host"]
        onward = www if host == bare else None if settled else bare  # the other one sends us round for ever
        return Reply(status=301, headers={"Location": f"http://{onward}{path}"}) if onward and path != "/robots.txt" else pages.get(path)

    site.dynamic = by_host
    run_there = partial(crawl, f"http://{bare}/", tmp_path, "0", allow_private=True, sleep=lambda seconds: None)
    summary = run_there()
    if settled:
        assert kept(tmp_path) == {"/tin-1", "/tin-2"}
        assert [headers["host"] for headers in site.headers].count(bare) == 2  # robots.txt and the front page
    else:
        assert (summary.articles, len(site.asked) < 50) == (0, True)
        assert told(tmp_path) == {"/": "chuyển hướng quá 5 lần"}


@pytest.mark.parametrize(
    "answers", [["10.1.2.3"], ["127.0.0.1"], ["203.0.113.9", "192.168.1.1"], ["::1"], ["::ffff:127.0.0.1"], ["fe80::1%eth0"]]
)
def test_a_name_that_stands_for_a_private_address(answers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)
    monkeypatch.setattr(socket.socket, "connect", lambda *args: pytest.fail("connected"))
    with pytest.raises(CrawlError, match=r"congdoan\.example ở mạng riêng"):
        crawl("http://congdoan.example/", tmp_path, "0", sleep=lambda seconds: None)


def test_a_name_that_changes_its_mind_is_held_to_its_first_answer(site: WebSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.origin.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *args: object, **more: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host if host == "127.0.0.1" else "127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    crawl(f"http://congdoan.example:{port}/", tmp_path, "0", allow_private=True, sleep=lambda seconds: None)
    assert asked.count("congdoan.example") == 1
    assert {headers["host"] for headers in site.headers} == {f"congdoan.example:{port}"}
    assert kept(tmp_path) == {"/tin-1", "/tin-2"}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "2001:0:0:0:0:0:f5ff:fffe",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "113.160.0.1", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_what_is_public(address: str) -> None:
    assert is_public(address)


def test_nobody_is_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    with pytest.raises(CrawlError, match=r"không đọc được robots\.txt \(không kết nối được"):
        crawl(address, tmp_path, "0", allow_private=True, sleep=lambda seconds: None)
