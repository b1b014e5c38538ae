"""An HTML page: what it shows is the stored text, what its boxes call the article is its body, what its head says is metadata."""

import pytest

from corpus.page import NoArticle, Page, read_page

PARAGRAPHS = [
    "Chiều 9/6, tại nhà văn hóa khu phố, Công đoàn phường Long Hải khai mạc giải bóng chuyền công nhân với 14 đội tham gia.",
    "Theo ban tổ chức, mỗi đội có 8 vận động viên, thi đấu vòng tròn trong ba ngày; đội vô địch nhận 5 triệu đồng tiền thưởng.",
    "Bà Mạc Thị Hiền, Chủ tịch Công đoàn phường, mong các doanh nghiệp giữ lịch tập để công nhân có chỗ chơi sau giờ tan ca.",
]
HEAD = "<title>Mười bốn đội tranh giải ở Long Hải | Công đoàn Long Hải</title>"
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8">{head}<style>p{{margin:0}}</style></head><body>
<div class="clock">Thứ Hai, 01/07/2024 09:00:12</div>
<nav><a href="/">Trang chủ</a><a href="/tin">Tin tức</a></nav>
<aside><h3>Đọc nhiều</h3><ul><li><a href="/1">Công đoàn xã tặng 30 suất quà</a></li></ul></aside>
<main><h1>Mười bốn đội tranh giải ở Long Hải</h1><div class="date">10/06/2024 08:30</div>
<p>{0}</p><figure><img src="a.jpg"><figcaption>Trận mở màn của giải. Ảnh: Hồng Mai</figcaption></figure>
<p>{1}</p><p>{2}</p><p class="author">Hồng Mai</p></main>
<section><h3>Tin liên quan</h3><ul><li><a href="/2">Long Hải có 3 công đoàn cơ sở mới</a></li></ul></section>
<script>var bien_dem = 1;</script><p style="display:none">ẩn đi</p>
<footer>Giấy phép số 9/GP-TTĐT. Địa chỉ: phường Long Hải</footer></body></html>"""


def page(head: str = HEAD) -> Page:
    return read_page(PAGE.format(*PARAGRAPHS, head=head))


def lines(read: Page, kind: str) -> list[str]:
    return [line for zone in read.zones if zone.kind == kind for line in read.text[zone.start : zone.end].split("\n") if line]


def test_the_page_is_cut_into_zones() -> None:
    read = page()
    assert lines(read, "title") == ["Mười bốn đội tranh giải ở Long Hải"] == [read.title]
    assert lines(read, "body") == PARAGRAPHS
    assert lines(read, "caption") == ["Trận mở màn của giải. Ảnh: Hồng Mai"]
    assert "Công đoàn xã tặng 30 suất quà" in lines(read, "furniture")
    assert "Giấy phép số 9/GP-TTĐT. Địa chỉ: phường Long Hải" in lines(read, "furniture")


def test_the_stored_text_is_all_that_is_shown_and_nothing_else() -> None:
    text = page().text
    assert text.startswith("Thứ Hai, 01/07/2024 09:00:12\n\nTrang chủ Tin tức")
    assert all(hidden not in text for hidden in ("bien_dem", "margin", "ẩn đi", "<"))


def test_byline_and_day_are_the_articles_own() -> None:
    read = page()
    assert read.byline == "Hồng Mai"
    assert read.published is not None
    assert read.published.value == "2024-06-10"
    assert [read.text[start:end] for start, end in read.published.evidence] == ["10/06/2024"]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://longhai.example/giai-bong-chuyen.html">', "https://longhai.example/giai-bong-chuyen.html"),
        ('<meta property="og:url" content="https://longhai.example/?tin=12">', "https://longhai.example/?tin=12"),
        # A system that names its front page on every page says nothing.
        ('<link rel="canonical" href="https://longhai.example/">', None),
        ('<link rel="canonical" href="/giai-bong-chuyen.html">', None),
    ],
)
def test_address(head: str, url: str | None) -> None:
    assert page(head).url == url


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-05-04T10:00:00+07:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-04"}</script>',
        '<meta name="pubdate" content="04/05/2023">',
    ],
)
def test_the_day_of_the_metadata_serves_where_none_is_printed(head: str) -> None:
    html = PAGE.format(*PARAGRAPHS, head=HEAD + head).replace('<div class="date">10/06/2024 08:30</div>', "")
    published = read_page(html).published
    assert published is not None
    assert (published.value, published.inferred, published.evidence) == ("2023-05-04", "thẻ meta của trang", [])


def test_a_title_that_the_page_does_not_show_is_put_in_front() -> None:
    html = PAGE.format(*PARAGRAPHS, head='<meta property="og:title" content="Giải bóng chuyền công nhân">').replace("h1>", "b>")
    html = html.replace("<b>Mười bốn đội tranh giải ở Long Hải</b>", "")
    read = read_page(html)
    assert read.text.startswith("Giải bóng chuyền công nhân\n\n")
    assert lines(read, "title") == ["Giải bóng chuyền công nhân"]


def test_a_list_inside_the_article_and_breaks_are_kept() -> None:
    html = PAGE.format(PARAGRAPHS[0] + "<br>Dòng thứ hai, có 3 trọng tài.", *PARAGRAPHS[1:], head=HEAD)
    html = html.replace(f"<p>{PARAGRAPHS[2]}", f"<ul><li>Thu 12 triệu đồng ủng hộ</li><li>Trao 4 giải</li></ul><p>{PARAGRAPHS[2]}")
    body = lines(read_page(html), "body")
    assert {"Dòng thứ hai, có 3 trọng tài.", "Thu 12 triệu đồng ủng hộ", "Trao 4 giải"} <= set(body)


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>Trang chủ</a> <a href='/tin'>Tin tức</a></nav></body></html>",
        "<html><body>" + "".join(f"<li><a href='/{n}'>Công đoàn số {n} họp</a></li>" for n in range(40)) + "</body></html>",
        "<html><body><script>var text = 'chiều 9/6, công đoàn họp';</script></body></html>",
        "<" * 5000,
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(NoArticle, match="không có bài viết"):
        read_page(html)
