"""A web site into a folder of WARC files: every article once, and in later runs only those that are new or mended.

Where articles are looked for: the sitemaps that robots.txt names or that stand where they usually do, the feeds that pages name, and
the links of every page that is reached, first those of the address given. Whether a page is an article is told when it is there; what
is none is a list, whose links are followed as long as they lead to articles. Articles are kept, lists are not.

`scrapy` would bring a reactor and thirty packages for one host asked once a second; trafilatura's spider keeps no state, knows no
conditional requests and hands out texts, not answers. So their parts are used: urllib3 (crawl_fetch), protego (crawl_robots), w3lib
(crawl_address), lxml and trafilatura (crawl_discover), SQLite (crawl_frontier) and warcio (crawl_store).
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.article import Reject
from corpus.crawl_address import LONGEST, Site, is_document, key, may_be_page
from corpus.crawl_discover import look_through, read_xml
from corpus.crawl_fetch import REDIRECTS, Answer, Fetcher, HostRefused, Limits, Refused
from corpus.crawl_frontier import BARREN, Frontier, Page
from corpus.crawl_robots import TOKEN, read_robots
from corpus.crawl_store import OPEN, Store, mend
from corpus.encoding import Unreadable, clean, decode

HOPS = 5
LARGEST_PAGE = 10_000_000
"""Bytes, unpacked: pictures that an editor has pasted into the text are megabytes; of text alone, half a minute and half a gigabyte."""
A_DAY = 86_400.0
"""Seconds for which robots.txt is remembered, as RFC 9309 advises."""
STATE, LOCK, REJECTS = ".crawl.sqlite", ".crawl.lock", "rejects.tsv"
POSTS_BACK = "có liên kết chỉ mở được bằng biểu mẫu (__doPostBack), không theo được: có thể thiếu bài cũ"
ELSEWHERE = "sitemap không nêu địa chỉ nào của trang này"
NOT_ONE = "tin RSS/Atom nêu là bài, nhưng trang không có bài viết"

Progress = Callable[[int, int], None]
"""Called with how many addresses have been done with, and how many are known to be done with."""


class CrawlError(ValueError):
    """Nothing can be crawled as it was asked for; the message is one line."""


@dataclass
class Summary:
    """What this process has done, and what the folder holds after it."""

    requests: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    copies: int = 0
    lists: int = 0
    rejected: list[Reject] = field(default_factory=list)
    articles: int = 0
    stopped: str | None = None


def crawl(
    address: str,
    folder: Path,
    version: str,
    allow_private: bool = False,
    progress: Progress = lambda done, known: None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Summary:
    """Bring the articles of the site at `address` into `folder` up to date; go on with a run that was stopped, else begin one.

    `version` is the program's, for its user agent. Raises CrawlError, before anything is stored, where the address is none or the
    folder another site's, and where the site does not answer; a site that breaks down later ends the run (`stopped`).
    Finished work is kept when the run is interrupted, or its process killed.
    """
    try:
        site = Site(address)
        start = site.path(address)
    except ValueError:
        start = None
    if start is None:
        raise CrawlError(f"{address}: không phải địa chỉ web; hãy viết đủ, như https://congdoan.example/")
    folder.mkdir(parents=True, exist_ok=True)
    user_agent = f"sukien/{version} (news archive of a trade union; robots.txt: {TOKEN})"
    fetcher = Fetcher(user_agent, allow_private, limits or Limits(), clock, sleep)
    try:
        with FileLock(folder / LOCK, timeout=0), closing(Frontier(folder / STATE)) as frontier:
            _same_site(site, frontier, folder)
            return _Crawl(site, frontier, Store(folder, site.name, f"sukien/{version}"), fetcher, progress).run(start)
    except Timeout:
        raise CrawlError(f"{folder}: một lệnh crawl khác đang ghi; hãy đợi lệnh ấy xong rồi chạy lại") from None
    except sqlite3.Error as error:
        raise CrawlError(f"{folder / STATE}: không đọc ghi được ({error}); hãy xem đĩa còn chỗ không") from None


def _same_site(site: Site, frontier: Frontier, folder: Path) -> None:
    known = frontier.fact("site")
    if known not in (None, site.name):
        raise CrawlError(f"{folder}: đang giữ bài của {known}; hãy dùng một thư mục khác cho {site.name}")
    frontier.note("site", site.name)
    site.origin = frontier.fact("origin") or site.origin


class _Crawl:
    """One run, or the rest of one."""

    def __init__(self, site: Site, frontier: Frontier, store: Store, fetcher: Fetcher, progress: Progress) -> None:
        self.site, self.frontier, self.store, self.fetcher, self.progress = site, frontier, store, fetcher, progress
        self.summary = Summary()

    def run(self, start: str) -> Summary:
        """Ask for one address after another until none is due."""
        done = 0
        try:
            self._take_back()
            self._begin(start)
            while page := self.frontier.next():
                self._visit(page)
                done += 1
                self.progress(done, done + self.frontier.left())
        except HostRefused as error:
            if not done:
                raise CrawlError(str(error)) from None
            self.summary.stopped = str(error)
        finally:
            self.store.close()
            self._tell_rejects()
            self.summary.requests, self.summary.articles = self.fetcher.requests, self.frontier.articles()
        return self.summary

    def _take_back(self) -> None:
        """Finish with the pages that a killed process had kept and not yet noted."""
        for file in self.store.left_open():
            name = file.name.removesuffix(OPEN)
            for answer, end in mend(file, self.frontier.kept(name)):
                page = self.frontier.find(self.site.path(answer.url) or "/")
                if not page:
                    continue
                try:
                    self._take(page, answer, (name, end))
                except Refused as error:  # read otherwise by this version than by the one that kept it
                    self._refuse(page, str(error), error.passing)

    def _begin(self, start: str) -> None:
        from trafilatura.sitemaps import GUESSES

        self._read_robots()
        named = [path for link in self.robots.sitemaps if (path := self.site.path(link, self.site.url("/")))]
        self.frontier.begin(start, named or [f"/{name}" for name in GUESSES], guessed=not named)
        page = self.frontier.find(start)
        if page and not self.robots.can_fetch(self.site.url(page.path), TOKEN):
            raise CrawlError(f"{self.site.url(start)}: robots.txt của trang không cho tải")

    def _read_robots(self) -> None:
        self.robots, self.robots_read = read_robots(self.fetcher, self.site), self.fetcher.clock()

    def _visit(self, page: Page) -> None:
        """Ask for an address, unless something speaks against it, and store what comes of it."""
        if self.fetcher.clock() - self.robots_read > A_DAY:
            self._read_robots()
        try:
            if not self._speaks_against(page):
                self._take(page, self.fetcher.get(self.site.url(page.path), _conditions(page)))
        except Refused as error:
            self._refuse(page, str(error), error.passing)

    def _speaks_against(self, page: Page) -> bool:
        """Whether a known list is left for this run. Raises Refused for what is never asked for."""
        if is_document(page.path):
            raise Refused("tài liệu văn phòng, không phải trang web: chưa tải")
        if len(page.path) > LONGEST:
            raise Refused(f"địa chỉ dài hơn {LONGEST} ký tự")
        if not self.robots.can_fetch(self.site.url(page.path), TOKEN):
            raise Refused("robots.txt của trang không cho tải", passing=True)
        barren = self.frontier.barren(page)
        if page.state == "list" and page.depth > 1 and barren:
            self.frontier.leave(page)
            return True
        if page.state is None and not page.offered and barren > BARREN:
            raise Refused("chỉ có những trang không dẫn tới bài nào đưa đến đây: không đi tiếp")
        return False

    def _take(self, page: Page, answer: Answer, kept: tuple[str, int] | None = None) -> None:
        """Store what an answer says; `kept` is where it is stored already. Raises Refused."""
        if answer.status == 200:
            self._read(page, answer, kept)
        elif answer.status == 304:
            self._confirm(page)
        elif answer.status in REDIRECTS:
            self._follow(page, answer)
        else:
            raise Refused(f"máy chủ trả lời {answer.status}", passing=answer.status not in (404, 410))

    def _read(self, page: Page, answer: Answer, kept: tuple[str, int] | None) -> None:
        content = answer.content(self.fetcher.limits.unpacked)
        known = {"etag": answer.header("etag"), "modified": answer.header("last-modified")}
        links = read_xml(content, self.site, answer.url)
        if links is not None:
            reason = None if links or page.shown_by else ELSEWHERE
            if reason:
                self.summary.rejected.append(Reject(answer.url, reason))
            with self.frontier.atomic():
                self.frontier.offer((link for link in links if may_be_page(link.path)), page)
                if page.guessed:
                    self.frontier.drop_guesses()
                self.frontier.settle(page, "list", reason=reason, **known)
        elif page.guessed:
            self._settle(page, "missing")
        else:
            self._read_page(page, answer, content, known, kept)

    def _read_page(self, page: Page, answer: Answer, content: bytes, known: dict[str, str | None], kept: tuple[str, int] | None) -> None:
        if len(content) > LARGEST_PAGE:
            raise Refused(f"dài hơn {LARGEST_PAGE // 1_000_000} MB")
        bytes_digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if page.state == "list" and page.digest == bytes_digest:
            self._confirm(page, **known)
            return
        try:
            html = decode(content)
        except Unreadable as error:
            raise Refused(str(error)) from None
        seen = look_through(html, self.site, page.path, offered=page.offered > 1)
        digest = seen.digest if key(page.path) != "/" else None  # the front page lists, whatever it says
        links = [link for link in seen.links if may_be_page(link.path)]
        if digest is None:
            self.summary.lists += 1
            reason = NOT_ONE if page.offered > 1 else POSTS_BACK if seen.posts_back else None
            if reason:
                self.summary.rejected.append(Reject(answer.url, reason))
            with self.frontier.atomic():
                self.frontier.show(links, page)
                self.frontier.settle(page, "list", digest=bytes_digest, reason=reason, **known)
        elif digest == page.digest:
            self._confirm(page, **known)
        elif self.frontier.holds(digest, page):
            self.summary.copies += 1
            self._settle(page, "copy", **known)
        else:
            self.summary.changed += page.state == "article"
            self.summary.added += page.state != "article"
            warc, end = kept or self.store.write(answer)
            with self.frontier.atomic():
                self.frontier.show(links, page)
                self.frontier.settle(page, "article", digest=digest, warc=warc, end=end, **known)

    def _follow(self, page: Page, answer: Answer) -> None:
        """Put the address that a redirect leads to in the place of this one, if it is on the site. Raises Refused."""
        location = answer.header("location") or ""
        onward = self.site.form(location, answer.url) if location else None
        if not onward:
            raise Refused(f"chuyển hướng ra ngoài trang: {location[:200]}" if location else "chuyển hướng mà không nói đi đâu")
        if page.hops >= HOPS:
            raise Refused(f"chuyển hướng quá {HOPS} lần")
        origin, path = onward
        with self.frontier.atomic():
            if key(path) == key(page.path):
                self.site.origin = origin
                self.frontier.note("origin", origin)
                self.frontier.ask_again(page)
                circle = False
            else:
                circle = not self.frontier.move(page, path)
        if circle:
            raise Refused("chuyển hướng vòng quanh")

    def _confirm(self, page: Page, **known: str | None) -> None:
        self.summary.unchanged += 1
        with self.frontier.atomic():
            self.frontier.confirm(page, **known)

    def _settle(self, page: Page, state: str, **known: str | None) -> None:
        with self.frontier.atomic():
            self.frontier.settle(page, state, **known)  # type: ignore[arg-type]

    def _refuse(self, page: Page, reason: str, passing: bool) -> None:
        reason = " ".join(clean(reason).split())  # a server's words may be in it
        with self.frontier.atomic():
            if page.guessed:  # nobody said that there is a sitemap here
                self.frontier.settle(page, "missing", again=passing)
                return
            self.frontier.settle(page, "refused", reason=reason, again=passing)
        self.summary.rejected.append(Reject(self.site.url(page.path), reason))

    def _tell_rejects(self) -> None:
        """Every address that was refused, in this run or before, for people to read: one a line, with its reason."""
        lines = [f"{self.site.url(reject.source)}\t{reject.reason}\n" for reject in self.frontier.rejects()]
        file = self.store.folder / REJECTS
        part = file.with_name(f".{REJECTS}")
        part.write_text("address\treason\n" + "".join(lines), "utf-8")
        part.replace(file)


def _conditions(page: Page) -> dict[str, str]:
    """The headers by which a server may say that nothing has changed (RFC 9110, 13.1)."""
    given = {"If-None-Match": page.etag, "If-Modified-Since": page.modified}
    return {name: value for name, value in given.items() if value and page.state is not None}
