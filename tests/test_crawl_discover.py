"""What a page leads to, and whether it is an article or lists articles, in the manners in which portals set them."""

import pytest
from sites import Story

from corpus.crawl_address import Site
from corpus.crawl_discover import Link, look_through, read_xml

SITE = Site("https://congdoan.example/")


def seen(body: str, head: str = "", offered: bool = False) -> str | None:
    return look_through(f"<html><head>{head}</head><body>{body}</body></html>", SITE, "/trang", offered).digest


def teaser(n: int, form: str) -> str:
    story = Story(n)
    return form.format(url=f"/tin/{n}", title=story.title, lead=f"{story.lead} {story.paragraphs[1]}")


@pytest.mark.parametrize(
    "form",
    [
        "<article><h3><a href='{url}'>{title}</a></h3><p>{lead}</p></article>",
        "<div class='item'><a href='{url}'><img src='a.jpg'></a><h2 class='title'><a href='{url}'>{title}</a></h2><div>{lead}</div></div>",
        "<tr><td><a href='{url}'><b>{title}</b></a><br>{lead}</td></tr>",
        "<li><a href='{url}'>{title}</a><p>{lead}</p><a href='{url}'>Xem tiếp</a></li>",
        "<div><span class='tieude'><a href='{url}'>{title}</a></span><p>{lead}</p></div>",
    ],
)
@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_list_of_teasers_is_no_article(form: str, count: int) -> None:
    assert seen(f"<h1>Tin hoạt động</h1><div>{''.join(teaser(n, form) for n in range(count))}</div>") is None


BODY = "".join(f"<p>{paragraph}</p>" for paragraph in Story(4).paragraphs)
RELATED = "".join(f"<li><a href='/tin/{n}'>{Story(n).title}</a></li>" for n in range(20, 25))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{Story(4).title}</h1>{BODY}",
        f"<h1><a href='/trang'>{Story(4).title}</a></h1>{BODY}",  # a title that leads to its own page
        f"<div><a href='/'>Trang chủ</a> » <a href='/muc'>Tin hoạt động công đoàn các cấp</a></div><h1>{Story(4).title}</h1>{BODY}",
        f"<h1>{Story(4).title}</h1>{BODY}<h3>Tin liên quan</h3><ul>{RELATED}</ul>",
        f"<h1>{Story(4).title}</h1><ul>{RELATED}</ul>{BODY}",
        f"<table><tr><td class='title'>{Story(4).title}</td></tr><tr><td>{'<br>'.join(Story(4).paragraphs)}</td></tr></table>",
        f"<h1>{Story(4).title}</h1>{BODY}<h4><a href='/tin/9'>{Story(9).title}</a></h4><p>{Story(9).lead}</p>",
    ],
)
def test_an_article(body: str) -> None:
    assert seen(body) is not None


def test_the_furniture_around_an_article_makes_no_other_of_it() -> None:
    plain = seen(f"<h1>{Story(4).title}</h1>{BODY}")
    assert plain == seen(f"<div>Lượt xem: 1203</div><h1>{Story(4).title}</h1>{BODY}<ul>{RELATED}</ul>")
    assert plain != seen(f"<h1>{Story(4).title}</h1>{BODY}<p>Bổ sung: buổi gặp mặt kết thúc vào lúc mười một giờ trưa.</p>")


def test_links_in_their_order_and_of_what_kind() -> None:
    head = """<base href="/goc/"><link rel="alternate" type="application/rss+xml" href="/tin.rss"><link rel="stylesheet" href="/a.css">
      <link rel="alternate" type="application/json" href="/wp-json/1"><link rel="next" href="?trang=2">
      <meta http-equiv="refresh" content="0; URL='moi.html'">"""
    body = "<a href='b'>B</a><a href='#dau'>Đầu</a><a href='/b2'>B2</a><a href=\"javascript:__doPostBack('a')\">2</a><a href='b'>B</a>"
    found = look_through(f"<html><head>{head}</head><body>{body}</body></html>", SITE, "/trang", False)
    assert found.links == [Link("/tin.rss", "feed"), Link("/goc/?trang=2"), Link("/goc/moi.html"), Link("/goc/b"), Link("/b2")]
    assert found.posts_back


@pytest.mark.parametrize(
    ("document", "links"),
    [
        (
            "<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url><s:loc> https://congdoan.example/1 </s:loc>"
            "<s:lastmod>2020-01-02</s:lastmod></s:url><s:url><s:loc>https://khac.example/2</s:loc></s:url></s:urlset>",
            [Link("/1", lastmod="2020-01-02")],
        ),
        ("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", [Link("/a.xml", "sitemap")]),
        (
            "<rss version='2.0'><channel><link>/</link><item><link><![CDATA[/1?a=1&b=2]]></link></item></channel></rss>",
            [Link("/1?a=1&b=2", listed=True)],
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/>"
            "<entry><link rel='replies' href='/1#c'/><link href='/1'/></entry></feed>",
            [Link("/1", listed=True)],
        ),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item><link>/1</link></item></rdf:RDF>",
            [Link("/1", listed=True)],
        ),
        ("<urlset><url><loc>/1</loc></url><url><loc>/2</loc></ur", [Link("/1"), Link("/2")]),  # broken off
        ("<rss><channel><item><title>A & B</title><link>/1</link></item></channel></rss>", [Link("/1", listed=True)]),  # not well-formed
    ],
)
def test_sitemaps_and_feeds(document: str, links: list[Link]) -> None:
    for head in ("", "<?xml version='1.0' encoding='UTF-8'?>\n<?xml-stylesheet href='a.xsl'?><!-- tạo tự động -->\n"):
        assert read_xml((head + document).encode(), SITE, "https://congdoan.example/sitemap.xml") == links


@pytest.mark.parametrize("data", [b"", b"<html><body><feed></body></html>", b"User-agent: *", b"<!DOCTYPE html><html>", b"<svg></svg>"])
def test_what_is_neither(data: bytes) -> None:
    assert read_xml(data, SITE, "https://congdoan.example/") is None
