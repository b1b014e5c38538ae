"""Small web sites on loopback for the tests of the crawler: three kinds of system as federations have them, each in a theme of its own.

Every sentence is written for these tests; bodies and places are real, persons and events are not.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

PLACES = ["Hải Hậu", "Vụ Bản", "Ý Yên", "Nam Trực", "Xuân Trường", "Giao Thủy", "Trực Ninh", "Mỹ Lộc", "Nghĩa Hưng"]
WORKS = [
    ("trao quà cho công nhân", "Mỗi phần quà gồm gạo, dầu ăn và một chiếc chăn do cán bộ công đoàn tự tay gói từ chiều hôm trước."),
    ("mở lớp học nghề buổi tối", "Lớp học kéo dài sáu tuần, học viên không phải đóng tiền và được mượn máy may mang về nhà luyện thêm."),
    ("họp bàn bữa ăn giữa ca", "Nhiều ý kiến đề nghị nhà bếp đổi thực đơn mỗi tuần và công khai giá từng món ở cửa phòng ăn."),
    ("tổ chức hội thao mùa hè", "Các đội kéo co, chạy tiếp sức và đá bóng mini được chia theo phân xưởng, người thân đến cổ vũ rất đông."),
    ("khám sức khỏe cho nữ công nhân", "Đoàn bác sĩ mang theo máy siêu âm lưu động, khám từ sáng sớm đến khi người cuối cùng ra về."),
]


@dataclass(frozen=True)
class Story:
    """One report: its number tells everything."""

    number: int

    @property
    def title(self) -> str:
        return f"Công đoàn {PLACES[self.number % 9]} {WORKS[self.number % 5][0]} đợt {self.number}"

    @property
    def lead(self) -> str:
        day = f"{self.number % 27 + 1}/{self.number % 12 + 1}"
        return f"Sáng {day}, {self.number + 30} đoàn viên ở {PLACES[self.number % 9]} đã có mặt từ rất sớm."

    @property
    def slug(self) -> str:
        return f"cong-doan-dot-{self.number}"

    @property
    def paragraphs(self) -> list[str]:
        return [
            self.lead,
            f"{WORKS[self.number % 5][1]} Đây là đợt thứ {self.number} trong chương trình mà công đoàn cơ sở đã đăng ký từ đầu năm.",
            f"Chủ tịch công đoàn nói rằng {self.number * 3 + 11} gia đình trong khu trọ sẽ được ghé thăm tiếp, không để ai bị bỏ sót.",
        ]


@dataclass
class Reply:
    """What a server answers to one path."""

    body: str | bytes = ""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Iterator[bytes] | None = None
    """Sent one after another in place of the body, with no length given."""


@dataclass
class WebSite:
    """Pages by path and query, and a log of what was asked for. `dynamic` answers what `pages` has not."""

    pages: dict[str, Reply] = field(default_factory=dict)
    dynamic: Callable[[str], Reply | None] = lambda path: None
    has_tags: bool = False
    """Whether answers carry an ETag and unchanged pages are answered with 304."""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answered: list[tuple[str, int]] = field(default_factory=list)
    on_request: Callable[[str], None] = lambda path: None
    lock: Lock = field(default_factory=Lock)
    origin: str = ""

    def reply(self, path: str, tag: str | None) -> Reply:
        found = self.pages.get(path) or self.dynamic(path) or Reply("<html><body>Không có trang này</body></html>", status=404)
        body = found.body.encode() if isinstance(found.body, str) else found.body
        headers = dict(found.headers)
        if self.has_tags and found.status == 200:
            headers["ETag"] = f'"{hashlib.sha1(body).hexdigest()}"'
            if tag == headers["ETag"]:
                return Reply(status=304, headers=headers)
        return Reply(body, found.type, found.status, headers, found.pieces)


@contextmanager
def serving(site: WebSite) -> Iterator[WebSite]:
    """The site on a port of the system's choice, as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            with site.lock:
                site.asked.append(self.path)
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
            site.on_request(self.path)
            reply = site.reply(self.path, self.headers.get("If-None-Match"))
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.type)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.pieces is not None:
                    self.send_header("Connection", "close")
                    self.end_headers()
                    for piece in reply.pieces:
                        self.wfile.write(piece)
                    self.close_connection = True
                    return
                if reply.status != 304:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body if isinstance(reply.body, bytes) else reply.body.encode())
            except OSError:  # the crawler has seen enough
                self.close_connection = True
            with site.lock:
                site.answered.append((self.path, reply.status))

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A crawler that breaks off is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def xml(body: str, packed: bool = False) -> Reply:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return Reply(gzip.compress(text.encode(), mtime=0), "application/gzip") if packed else Reply(text, "application/xml")


# --- a federation on Joomla: no sitemap, blog lists by `?start=`, feeds, print views, a crawl delay ---


class Joomla(WebSite):
    """Two categories; `articles` are the addresses of its reports."""

    PER_PAGE = 4

    def __init__(self, news: int = 11, work: int = 6) -> None:
        super().__init__()
        self.categories = {"tin-tuc": list(range(1, news + 1)), "hoat-dong": list(range(101, 101 + work))}
        self.build()

    @property
    def articles(self) -> set[str]:
        return {f"/{category}/{n}-{Story(n).slug}" for category, numbers in self.categories.items() for n in numbers}

    def add(self, category: str, number: int) -> None:
        """Publish one more report."""
        self.categories[category].append(number)
        self.build()

    def build(self) -> None:
        self.pages = {
            "/robots.txt": Reply("User-agent: *\nCrawl-delay: 4\nDisallow: /administrator/\nDisallow: /*?*tmpl=component\n", "text/plain"),
            "/": Reply(self.layout("Trang chủ", self.front())),
            "/lien-he": Reply(self.layout("Liên hệ", "<h1>Liên hệ</h1><p>Số 12 đường Giải Phóng, thành phố Nam Định.</p>")),
            "/images/logo.png": Reply(b"\x89PNG", "image/png"),
        }
        for category, numbers in self.categories.items():
            ordered = sorted(numbers, reverse=True)
            for start in range(0, len(ordered), self.PER_PAGE):
                address = f"/{category}?start={start}" if start else f"/{category}"
                self.pages[address] = Reply(self.layout(category, self.blog(category, ordered, start)))
            items = "".join(
                f"<item><title>{Story(n).title}</title><link>/{category}/{n}-{Story(n).slug}</link></item>" for n in ordered[:3]
            )
            self.pages[f"/{category}?format=feed&type=rss"] = xml(f'<rss version="2.0"><channel>{items}</channel></rss>')
            for n in ordered:
                self.pages[f"/{category}/{n}-{Story(n).slug}"] = Reply(self.layout(Story(n).title, self.report(category, n)))

    def layout(self, title: str, main: str) -> str:
        feeds = "".join(
            f'<link href="/{category}?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0" />'
            for category in self.categories
        )
        menu = "".join(f'<li class="nav-item"><a href="/{category}">{category}</a></li>' for category in self.categories)
        newest = sorted((n, category) for category, numbers in self.categories.items() for n in numbers)[-3:]
        latest = "".join(f'<li><a href="/{category}/{n}-{Story(n).slug}">{Story(n).title}</a></li>' for n, category in newest)
        return f"""<!DOCTYPE html><html lang="vi-vn"><head><base href="/" /><title>{title}</title>{feeds}</head><body class="site">
<header><img src="images/logo.png" alt=""><ul class="nav">{menu}<li><a href="lien-he">Liên hệ</a></li></ul></header>
<div id="content">{main}</div>
<div class="moduletable"><h3>Tin mới</h3><ul class="mod-articleslatest">{latest}</ul></div>
<footer><a href="/administrator/">Quản trị</a> <a href="https://congdoan.example/">Tổng Liên đoàn</a></footer></body></html>"""

    def front(self) -> str:
        return "".join(f'<h2><a href="/{category}">Chuyên mục {category}</a></h2>' for category in self.categories)

    def blog(self, category: str, ordered: list[int], start: int) -> str:
        items = "".join(
            f'<div class="blog-item"><div class="item-content"><h2 itemprop="name"><a href="/{category}/{n}-{Story(n).slug}">'
            f"{Story(n).title}</a></h2><p>{Story(n).lead} {Story(n).paragraphs[1]}</p>"
            f'<p class="readmore"><a href="/{category}/{n}-{Story(n).slug}">Đọc thêm</a></p></div></div>'
            for n in ordered[start : start + self.PER_PAGE]
        )
        pages = range(0, len(ordered), self.PER_PAGE)
        pager = "".join(f'<li><a href="/{category}?start={at}">{at // self.PER_PAGE + 1}</a></li>' for at in pages if at)
        return f'<div class="blog"><h1>{category}</h1>{items}<ul class="pagination">{pager}</ul></div>'

    def report(self, category: str, n: int) -> str:
        story, address = Story(n), f"/{category}/{n}-{Story(n).slug}"
        body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        return f"""<div class="item-page"><div class="page-header"><h1 itemprop="headline">{story.title}</h1></div>
<a href="{address}?tmpl=component&amp;print=1" rel="nofollow">In trang</a><a href="/images/ban-do-{n}.jpg">Ảnh</a>
<div itemprop="articleBody">{body}<p><a href="/tai-lieu/cong-van-{n % 2}.docx">Công văn kèm theo</a></p></div></div>"""


# --- a federation on WordPress: sitemap index, packed sitemaps, feed, a calendar without end ---


class WordPress(WebSite):
    """Posts at `/<year>/<slug>/`; a report can be mended, which its sitemap tells."""

    PER_PAGE = 5

    def __init__(self, posts: int = 14) -> None:
        super().__init__(has_tags=True)
        self.numbers = list(range(1, posts + 1))
        self.mended: dict[int, str] = {}
        self.dynamic = self.calendar
        self.build()

    def address(self, n: int) -> str:
        return f"/20{10 + n % 4}/{Story(n).slug}/"

    @property
    def articles(self) -> set[str]:
        return {self.address(n) for n in self.numbers}

    def build(self) -> None:
        ordered = sorted(self.numbers, reverse=True)
        self.pages = {
            "/robots.txt": Reply(
                f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {self.origin}/wp-sitemap.xml\n",
                "text/plain",
            ),
            "/wp-sitemap.xml": xml(
                '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                + "".join(f"<sitemap><loc>{self.origin}/wp-sitemap-posts-post-{half}.xml.gz</loc></sitemap>" for half in (1, 2))
                + f"<sitemap><loc>{self.origin}/wp-sitemap-pages.xml</loc></sitemap></sitemapindex>"
            ),
            "/wp-sitemap-pages.xml": self.sitemap([("/gioi-thieu/", None)]),
            "/gioi-thieu/": Reply(self.layout("Giới thiệu", "<h1>Giới thiệu</h1><ul><li>Ban Tổ chức</li><li>Ban Nữ công</li></ul>")),
        }
        for half in (1, 2):
            posts = [(self.address(n), self.mended.get(n, "2015-06-07T08:00:00+07:00")) for n in self.numbers if n % 2 == half % 2]
            self.pages[f"/wp-sitemap-posts-post-{half}.xml.gz"] = self.sitemap(posts, packed=True)
        for start in range(0, len(ordered), self.PER_PAGE):
            number = start // self.PER_PAGE + 1
            self.pages[f"/page/{number}/" if number > 1 else "/"] = Reply(self.layout("Công đoàn Nam Định", self.loop(ordered, start)))
        entries = "".join(f"<item><title>{Story(n).title}</title><link>{self.origin}{self.address(n)}</link></item>" for n in ordered[:4])
        self.pages["/feed/"] = Reply(f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>', "application/rss+xml")
        for n in self.numbers:
            self.pages[self.address(n)] = Reply(self.layout(Story(n).title, self.post(n)))

    def sitemap(self, addresses: list[tuple[str, str | None]], packed: bool = False) -> Reply:
        urls = "".join(
            f"<url><loc>{self.origin}{address}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for address, day in addresses
        )
        return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>', packed)

    def layout(self, title: str, main: str) -> str:
        recent = "".join(f'<li><a href="{self.address(n)}">{Story(n).title}</a></li>' for n in sorted(self.numbers)[-3:])
        return f"""<!doctype html><html lang="vi"><head><meta charset="UTF-8"><title>{title}</title>
<link rel="alternate" type="application/rss+xml" href="/feed/"><link rel="stylesheet" href="/wp-content/kieu.css"></head>
<body><nav class="menu"><a href="/">Trang nhất</a> <a href="/gioi-thieu/">Giới thiệu</a> <a href="/wp-admin/">Đăng nhập</a></nav>
<main>{main}</main><aside><h2>Bài viết mới</h2><ul>{recent}</ul>
<table class="wp-calendar"><caption>Tháng này</caption><tr><td><a href="/lich/?thang=2016-01">« Th12</a></td></tr></table></aside>
</body></html>"""

    def loop(self, ordered: list[int], start: int) -> str:
        number, posts = start // self.PER_PAGE + 1, ordered[start : start + self.PER_PAGE]
        items = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.address(n)}" rel="bookmark">{Story(n).title}</a></h2>'
            f'<div class="entry-summary"><p>{Story(n).lead} {Story(n).paragraphs[2]}</p></div></article>'
            for n in posts
        )
        older = f'<a class="next" href="/page/{number + 1}/">Cũ hơn</a>' if start + self.PER_PAGE < len(ordered) else ""
        return f'{older}{items}<div class="nav-links">{older}</div>'

    def post(self, n: int) -> str:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in Story(n).paragraphs)
        added = "<p>Bản tin đã được bổ sung: buổi lễ kết thúc lúc mười một giờ trưa cùng ngày.</p>" if n in self.mended else ""
        return f"""<article class="post"><h1 class="entry-title">{Story(n).title}</h1><div class="entry-content">{body}{added}</div>
<div id="respond"><a rel="nofollow" href="{self.address(n)}?replytocom={n}#respond">Trả lời</a></div></article>"""

    def calendar(self, path: str) -> Reply | None:
        """A month of the calendar; the next one is never missing."""
        if not path.startswith("/lich/?thang="):
            return None
        year, month = map(int, path.removeprefix("/lich/?thang=").split("-"))
        onward = f"{year + month // 12}-{month % 12 + 1:02}"
        return Reply(self.layout(f"Lịch {month}/{year}", f'<h1>Tháng {month}</h1><a href="/lich/?thang={onward}">Tháng sau</a>'))


# --- a government portal on SharePoint: no sitemap, no feed, `?List=…&ID=…`, a session id in every link, lists paged by a form ---


class SharePoint(WebSite):
    """The list shows its newest items only; older ones are reached through `Các tin khác` below each report."""

    SHOWN = 5
    LIST = "9f2c41d7-53ab-4c8e-a1b0-77d2e6c05e31"

    def __init__(self, items: int = 13) -> None:
        super().__init__()
        self.numbers = list(range(1, items + 1))
        self.visits = 0
        self.dynamic = self.page

    def address(self, n: int) -> str:
        return f"/tintuc/Lists/Posts/Post.aspx?List={self.LIST}&ID={n}&Web=chinh"

    @property
    def articles(self) -> set[str]:
        return {self.address(n) for n in self.numbers}

    def page(self, path: str) -> Reply | None:
        self.visits += 1
        session = hashlib.md5(str(self.visits).encode()).hexdigest()
        path = path.partition("&sid=")[0].partition("?sid=")[0]
        if path == "/":
            return Reply(status=302, headers={"Location": f"/Pages/default.aspx?sid={session}"})
        if path == "/Pages/default.aspx":
            return Reply(self.layout(session, self.front(session)))
        if path == "/tintuc/Pages/danhsach.aspx":
            return Reply(self.layout(session, self.listing(session)))
        numbers = {self.address(n): n for n in self.numbers}
        return Reply(self.layout(session, self.report(session, numbers[path]), Story(numbers[path]).title)) if path in numbers else None

    def layout(self, session: str, main: str, title: str = "Cổng thông tin điện tử") -> str:
        return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>
	{title}
</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head><body>
<form name="aspnetForm" method="post" action="default.aspx">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK{session}" /><table width="100%"><tr><td colspan="2">
<a href="/Pages/default.aspx?sid={session}">Trang chủ</a> | <a href="/tintuc/Pages/danhsach.aspx?sid={session}">Tin hoạt động</a></td></tr>
<tr><td>{main}</td><td><a href="http://chinhphu.example/">Cổng Chính phủ</a></td></tr></table></form></body></html>"""

    def link(self, session: str, n: int) -> str:
        return f'<a href="{self.address(n).replace("&", "&amp;")}&amp;sid={session}">{Story(n).title}</a>'

    def front(self, session: str) -> str:
        newest = sorted(self.numbers)[-1]
        return f"<div class='tieudiem'>{self.link(session, newest)}<br/>{Story(newest).lead}</div>"

    def listing(self, session: str) -> str:
        rows = "".join(
            f"<tr><td><img src='/anh/{n}.jpg'/></td><td><b>{self.link(session, n)}</b>"
            f"<div>{Story(n).lead} {Story(n).paragraphs[1]}</div></td></tr>"
            for n in sorted(self.numbers, reverse=True)[: self.SHOWN]
        )
        pager = "".join(f"<a href=\"javascript:__doPostBack('ctl00$grid','Page${page}')\">{page}</a>" for page in (2, 3))
        return f"<table>{rows}</table><div>{pager}</div>"

    def report(self, session: str, n: int) -> str:
        body = "".join(f"<p class='MsoNormal'><span>{paragraph}</span></p>" for paragraph in Story(n).paragraphs)
        older = "".join(f"<li>{self.link(session, other)}</li>" for other in range(n - 1, max(0, n - 4), -1))
        return f"<div class='tieude'>{Story(n).title}</div><div class='noidung'>{body}</div><b>Các tin khác</b><ul>{older}</ul>"
