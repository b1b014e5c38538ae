"""A site into a folder: every article once, from wherever it is found; only new and mended ones later; a stop loses and repeats nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from sites import Joomla, Reply, SharePoint, Story, WebSite, WordPress, serving
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from corpus.crawl import CrawlError, Summary, crawl
from corpus.crawl_address import key
from corpus.crawl_fetch import Limits
from corpus.page import read_page
from sukien import main

ROOT = Path(__file__).parents[1]


class Clock:
    """Time that passes only by waiting; the seconds waited are noted."""

    def __init__(self) -> None:
        self.now, self.waits = 0.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.waits.append(seconds)


def run(site: WebSite, folder: Path, clock: Clock | None = None, **more: object) -> Summary:
    clock = clock or Clock()
    return crawl(f"{site.origin}/", folder, "0", allow_private=True, clock=clock, sleep=clock.sleep, **more)  # type: ignore[arg-type]


def records(folder: Path) -> list[tuple[str, bytes]]:
    """(path, body) of every response that the folder keeps, in order; every file is valid."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    address = record.rec_headers.get_header("WARC-Target-URI")
                    assert record.http_headers.get_statuscode() == "200"
                    found.append(("/" + address.split("/", 3)[3], record.content_stream().read()))
    assert check(folder) == 0
    return found


def check(folder: Path) -> int:
    """What `warcio check` ends with."""
    command = type("Command", (), {"inputs": [str(file) for file in sorted(folder.glob("*.warc.gz"))], "verbose": False})
    return int(Checker(command).process_all())


def kept(folder: Path) -> set[str]:
    """The paths of the articles that the folder keeps, none of them twice."""
    paths = [path for path, _ in records(folder)]
    assert len(paths) == len(set(paths))
    return {key(path) for path in paths}


def keys(paths: set[str]) -> set[str]:
    return {key(path) for path in paths}


@pytest.fixture(params=[Joomla, WordPress, SharePoint])
def site(request: pytest.FixtureRequest) -> Iterator[WebSite]:
    with serving(request.param()) as site:
        rebuild(site)
        yield site


def rebuild(site: WebSite) -> None:
    """Sitemaps name whole addresses, which are known once the site has its port."""
    if isinstance(site, Joomla | WordPress):
        site.build()


def test_every_article_is_fetched_once_and_nothing_else_is_kept(site: WebSite, tmp_path: Path) -> None:
    summary = run(site, tmp_path)
    assert kept(tmp_path) == keys(site.articles)  # type: ignore[attr-defined]
    assert summary.articles == summary.added == len(site.articles)  # type: ignore[attr-defined]
    asked = Counter(key(path.partition("&sid=")[0]) for path in site.asked)
    assert max(asked.values()) == 1
    assert all(path.startswith("/") for path in site.asked)  # no proxy's whole addresses: this host only
    assert {headers["host"] for headers in site.headers} == {site.origin.removeprefix("http://")}
    assert {headers["user-agent"].split("/")[0] for headers in site.headers} == {"sukien"}


def test_what_is_kept_can_be_read_again(tmp_path: Path) -> None:
    with serving(SharePoint(3)) as site:
        run(site, tmp_path)
    pages = {path: read_page(body.decode()) for path, body in records(tmp_path)}
    for n in (1, 2, 3):
        page = pages[key_of(site.address(n), pages)]
        assert [paragraph for paragraph in Story(n).paragraphs if paragraph not in page.text] == []


def test_what_is_kept_is_what_build_indexes(site: WebSite, tmp_path: Path) -> None:
    run(site, tmp_path)
    assert sukien("build", tmp_path, "--db", tmp_path / "u.db").returncode == 0
    with closing(sqlite3.connect(tmp_path / "u.db")) as db:
        urls = {url for (url,) in db.execute("SELECT url FROM articles")}
        assert db.execute("SELECT count(*) FROM rejects").fetchone() == (0,)
    assert keys({url.removeprefix(site.origin) for url in urls}) == keys(site.articles)  # type: ignore[attr-defined]


def key_of(path: str, pages: dict[str, object]) -> str:
    return next(other for other in pages if key(other) == key(path))


def test_the_second_run_fetches_only_what_is_new(tmp_path: Path) -> None:
    with serving(Joomla()) as site:
        run(site, tmp_path)
        site.add("tin-tuc", 12)
        site.asked.clear()
        summary = run(site, tmp_path)
        assert (summary.added, summary.changed, summary.articles) == (1, 0, 18)
        articles = [path for path in site.asked if path in site.articles]
        assert articles == [f"/tin-tuc/12-{Story(12).slug}"]
        assert kept(tmp_path) == keys(site.articles)
        assert [file.name.rsplit("-", 1)[1] for file in sorted(tmp_path.glob("*.warc.gz"))] == ["00001.warc.gz", "00002.warc.gz"]


def test_new_articles_behind_the_first_page_of_a_list_are_found_too(tmp_path: Path) -> None:
    with serving(Joomla()) as site:
        run(site, tmp_path)
        for n in range(20, 32):  # three pages of the list
            site.add("tin-tuc", n)
        assert run(site, tmp_path).added == 12
        assert kept(tmp_path) == keys(site.articles)


def test_later_runs_ask_conditionally_and_take_what_was_mended(tmp_path: Path) -> None:
    with serving(WordPress()) as site:
        site.build()
        run(site, tmp_path)
        assert not any("if-none-match" in headers for headers in site.headers)
        first = len(site.asked)
        summary = run(site, tmp_path)
        again = list(zip(site.asked, site.headers, strict=True))[first:]
        assert {path for path, _ in again} & site.articles == set()
        assert all("if-none-match" in headers for path, headers in again if path != "/robots.txt")
        assert [status for path, status in site.answered[first:] if path != "/robots.txt"] == [304] * (len(again) - 1)
        assert (summary.added, summary.unchanged) == (0, len(again) - 1)

        site.mended[3] = "2016-01-02T09:00:00+07:00"
        site.build()
        first = len(site.asked)
        summary = run(site, tmp_path)
        assert (summary.added, summary.changed) == (0, 1)
        assert [path for path in site.asked[first:] if path in site.articles] == [site.address(3)]
        versions = [body.decode() for path, body in records(tmp_path) if path == site.address(3)]
        assert ["được bổ sung" in body for body in versions] == [False, True]


def test_robots_and_crawl_delay_are_obeyed(tmp_path: Path) -> None:
    clock, times = Clock(), list[float]()
    with serving(Joomla()) as site:
        site.on_request = lambda path: times.append(clock.now)
        run(site, tmp_path, clock)
        gaps = [later - earlier for earlier, later in pairwise(times[1:])]
        assert set(gaps) == {4.0}  # robots.txt itself was read before the delay was known
        assert not [path for path in site.asked if path.startswith("/administrator") or "tmpl=component" in path]
    told = (tmp_path / "rejects.tsv").read_text("utf-8").splitlines()
    assert f"{site.origin}/administrator/\trobots.txt của trang không cho tải" in told
    assert f"{site.origin}/tai-lieu/cong-van-1.docx\ttài liệu văn phòng, không phải trang web: chưa tải" in told


def test_without_a_crawl_delay_a_second_passes_between_requests(tmp_path: Path) -> None:
    clock = Clock()
    with serving(WordPress(3)) as site:
        site.build()
        run(site, tmp_path, clock)
    assert clock.waits == [1.0] * (len(site.asked) - 1)


def test_robots_that_cannot_be_read_forbid_everything(tmp_path: Path) -> None:
    with serving(WordPress(2)) as site:
        site.build()
        site.pages["/robots.txt"] = Reply("lỗi", status=500)
        with pytest.raises(CrawlError, match=r"không đọc được robots\.txt \(máy chủ trả lời 500 \(thử 4 lần\)\)"):
            run(site, tmp_path)
        assert set(site.asked) == {"/robots.txt"}
        site.pages["/robots.txt"] = Reply("User-agent: sukien\nDisallow: /\n", "text/plain")
        with pytest.raises(CrawlError, match="không cho tải"):
            run(site, tmp_path)
        assert set(site.asked) == {"/robots.txt"}


def test_a_form_that_pages_a_list_is_told(tmp_path: Path) -> None:
    with serving(SharePoint()) as site:
        run(site, tmp_path)
    [told] = [line for line in (tmp_path / "rejects.tsv").read_text("utf-8").splitlines() if "__doPostBack" in line]
    assert "danhsach.aspx" in told


def test_a_folder_belongs_to_one_site(tmp_path: Path) -> None:
    with serving(Joomla(1, 1)) as one, serving(Joomla(1, 1)) as other:
        run(one, tmp_path)
        with pytest.raises(CrawlError, match=r"đang giữ bài của 127\.0\.0\.1:\d+; hãy dùng một thư mục khác"):
            run(other, tmp_path)
        assert other.asked == []


# --- stops ---

CRAWL = """
import os, signal, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from corpus import crawl
from corpus.crawl_store import Store
kept, write = [], Store.write
def write_and_die(self, answer):
    written = write(self, answer)
    kept.append(answer.url)
    if len(kept) == {dies_at}:
        {tears}
        os.kill(os.getpid(), signal.SIGKILL)
    return written
Store.write = write_and_die
crawl.crawl({address!r}, Path({folder!r}), "0", allow_private=True, sleep=lambda seconds: None)
"""


def crawling(site: WebSite, folder: Path, dies_at: int = 0, tears: str = "pass") -> subprocess.Popen[bytes]:
    """A crawl in a process of its own, which is killed after it has kept so many pages, before it notes the last."""
    code = CRAWL.format(paths=[str(ROOT)], address=f"{site.origin}/", folder=str(folder), dies_at=dies_at, tears=tears)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("request_number", [20, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 33) if n != 20)])
def test_a_crawl_killed_while_it_waits_goes_on_and_fetches_no_page_twice(request_number: int, tmp_path: Path) -> None:
    with serving(Joomla()) as site:
        process: list[subprocess.Popen[bytes]] = []

        def kill(path: str) -> None:
            if len(site.asked) == request_number:
                process[0].kill()
                process[0].wait()

        site.on_request = kill
        process.append(crawling(site, tmp_path))
        process[0].wait()
        unanswered = site.asked[-1]
        assert len(site.asked) == request_number
        assert {file.suffix for file in tmp_path.glob("*.warc.gz*")} <= {".open"}
        assert run(site, tmp_path).articles == len(site.articles)
        assert kept(tmp_path) == keys(site.articles)
        twice = {path for path, times in Counter(site.asked).items() if times > 1}
        assert twice == {"/robots.txt", unanswered}


@pytest.mark.parametrize(
    ("tears", "refetched"),
    [
        ("pass", False),  # kept whole, not noted: taken from the file
        ("os.ftruncate(self._file.fileno(), self._file.tell() - 5)", True),  # torn: cut off, and asked for again
        ("self._file.write(b'\\x1f\\x8b\\x08 half of the next'); self._file.flush()", False),
    ],
)
def test_a_crawl_killed_while_it_writes(tmp_path: Path, tears: str, refetched: bool) -> None:
    with serving(WordPress(8)) as site:
        site.build()
        process = crawling(site, tmp_path, dies_at=4, tears=tears)
        assert process.wait() == -signal.SIGKILL
        last = site.asked[-1]
        summary = run(site, tmp_path)
        assert summary.articles == 8
        assert kept(tmp_path) == keys(site.articles)
        twice = {path for path, times in Counter(site.asked).items() if times > 1}
        assert twice == {"/robots.txt"} | ({last} if refetched else set())


def test_an_interrupted_crawl_keeps_what_is_done_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.crawl.crawl", partial(crawl, sleep=lambda seconds: None))
    with serving(Joomla()) as site:
        # Again at each request that follows, should the first be lost: Python drops what is raised while an object is being destroyed.
        site.on_request = lambda path: os.kill(os.getpid(), signal.SIGINT) if len(site.asked) >= 18 else None
        done = CliRunner().invoke(main, ["crawl", f"{site.origin}/", "--into", str(tmp_path), "--allow-private"])
        assert done.exit_code == 130
        assert "phần đã xong được giữ" in done.stderr
        before = kept(tmp_path)
        assert 0 < len(before) < len(site.articles)
        site.on_request = lambda path: None
        run(site, tmp_path)
        assert kept(tmp_path) == keys(site.articles)


def test_two_crawls_of_one_folder(tmp_path: Path) -> None:
    with serving(Joomla(2, 1)) as site:
        said = []

        def second(path: str) -> None:
            if path == "/tin-tuc":
                with pytest.raises(CrawlError) as error:
                    run(site, tmp_path)
                said.append(str(error.value))

        site.on_request = second
        run(site, tmp_path)
    assert len(said) == 1
    assert "một lệnh crawl khác đang ghi" in said[0]


# --- the command ---


def sukien(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(ROOT / "sukien.py"), *map(str, args)], capture_output=True, encoding="utf-8")


def test_the_command_sums_up_in_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.crawl.crawl", partial(crawl, sleep=lambda seconds: None))
    with serving(Joomla()) as site:
        done = CliRunner().invoke(main, ["crawl", f"{site.origin}/", "--into", str(tmp_path / "kho"), "--allow-private"])
    assert done.exit_code == 0, done.output
    assert (
        f"{tmp_path / 'kho'} có 17 bài.\nLần này: 17 bài mới, 0 bài đã sửa, 0 bản trùng, 7 trang danh mục, 0 trang không đổi" in done.stdout
    )
    assert "build" in done.stdout
    assert "/administrator/: robots.txt của trang không cho tải\nsukien: … và 17 địa chỉ khác cùng lý do; xem" in done.stderr


def test_a_site_without_articles_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.crawl.crawl", partial(crawl, sleep=lambda seconds: None))
    with serving(WebSite({"/": Reply(status=302, headers={"Location": "https://congdoan.example/"})})) as site:
        done = CliRunner().invoke(main, ["crawl", f"{site.origin}/", "--into", str(tmp_path / "kho"), "--allow-private"])
    assert (done.exit_code, done.stdout) == (1, "")
    told = [line for line in done.stderr.splitlines() if line.startswith("sukien: ")]
    assert told[0] == f"sukien: {site.origin}/: chuyển hướng ra ngoài trang: https://congdoan.example/"
    assert told[1].startswith(f"sukien: không tìm thấy bài nào ở {site.origin}/")


def test_the_command_without_its_parts_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sukien.find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["crawl", "https://congdoan.example/", "--into", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr == "sukien: chưa có phần tải trang tin; hãy cài pip install 'sukien[crawl]'; xem `sukien crawl --help`\n"


def test_no_private_network_without_leave(tmp_path: Path) -> None:
    with serving(Joomla(1, 1)) as site:
        done = sukien("crawl", f"{site.origin}/", "--into", tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "sukien: 127.0.0.1 ở mạng riêng (127.0.0.1); chỉ tải nếu có --allow-private\n"
        assert site.asked == []


@pytest.mark.parametrize("address", ["congdoan.example", "ftp://congdoan.example/", "http://", "file:///etc/passwd", "http://[::1/"])
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(CrawlError, match="không phải địa chỉ web"):
        crawl(address, tmp_path / "kho", "0")
    assert not (tmp_path / "kho").exists()


def test_the_frontier_is_hidden_from_build(tmp_path: Path) -> None:
    with serving(Joomla(1, 1)) as site:
        run(site, tmp_path, limits=Limits())
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith("."))[1:] == ["rejects.tsv"]
    assert sqlite3.connect(tmp_path / ".crawl.sqlite").execute("PRAGMA integrity_check").fetchone() == ("ok",)
