"""The day of publication as content systems print and mark it, and the days on their pages that are something else."""

import json
from string import Template

import pytest

from corpus.page import read_page

PAGE = Template("""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>Cầu ao mới của tổ nuôi tôm Đầm Dơi</title>$head</head><body>
<div class="bang-ten">CÔNG ĐOÀN ĐẦM DƠI</div>$top<div id="menu"><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></div>
<div class="khung"><div class="bai">$above<h1>Cầu ao mới của tổ nuôi tôm Đầm Dơi</h1>$under
<p>Tổ nuôi tôm của nghiệp đoàn vừa đóng xong cây cầu gỗ dài ba mươi mét bắc ra giữa ao lớn.</p>$inside
<p>Từ nay chị em chèo xuồng đêm không phải lội bùn, ai cũng nói nhẹ cái chân.</p>$foot</div>
<div class="cot-phai">$side</div></div><div class="cuoi-trang">$end</div></body></html>""")


def ld(data: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def day(url: str | None = None, **parts: str) -> str | None:
    """The day that is read of a page with these parts."""
    published = read_page(PAGE.substitute(dict.fromkeys(PAGE.get_identifiers(), "") | parts), url=url).published
    return published.value if published else None


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        # What a line calls its day.
        ('<div class="meta">Ngày đăng: 14/05/2019</div>', "2019-05-14"),
        ('<p class="info">Đăng ngày: Thứ Ba, 14/05/2019 09:30</p>', "2019-05-14"),
        ("<p>Bài đăng lúc 9h30&#39; ngày 14/5/2019 | Lượt xem: 412</p>", "2019-05-14"),
        ("<p>Thời gian đăng: 14-05-2019 09:30:12 SA</p>", "2019-05-14"),
        ("<p>Tin đăng lúc 09:30, 14/05/2019</p>", "2019-05-14"),
        ("<p>Ngày đưa lên mạng: 14.5.2019</p>", "2019-05-14"),
        ("<p>Phát hành ngày 14 tháng 5 năm 2019</p>", "2019-05-14"),
        ("<p>Đăng tải lên cổng thông tin lúc 7 giờ 30 phút ngày 14/5/2019</p>", "2019-05-14"),
        ("<p>Xuất bản lúc 21:05 – 14/05/2019 (GMT+7)</p>", "2019-05-14"),
        ("<p>Đăng bởi Lý Thị Mơ lúc 14/05/2019 08:11</p>", "2019-05-14"),
        ("<p>Được đăng bởi bientap03 vào ngày 14/05/2019</p>", "2019-05-14"),
        ("<p>Người đăng: Quách Thị Nụ - Ngày 14/05/2019</p>", "2019-05-14"),
        ("<p>Ngày xuất bản 14/05/2019 10:00 | Tác giả: Danh Sol</p>", "2019-05-14"),
        ("<p>Publish date: 14/05/2019</p>", "2019-05-14"),
        ("<p>Published: Tuesday, 14 May 2019 09:30</p>", "2019-05-14"),
        ("<p>Published on 14 May 2019</p>", "2019-05-14"),
        ("<p>Posted by Super User, 14 May 2019</p>", "2019-05-14"),
        ("<p>Posted on Tue, 05/14/2019 - 09:30 by admin</p>", "2019-05-14"),
        ("<p>Submitted by quantri on Tue, 05/14/2019 - 09:30</p>", "2019-05-14"),
        ("<p>Created on Tuesday, 14 May 2019 02:30</p>", "2019-05-14"),
        ("<p>Written by Administrator<br>Tuesday, 14 May 2019 02:30</p>", "2019-05-14"),
        ("<p>Date: 14/05/2019</p>", "2019-05-14"),
        ("<p>May 14th, 2019 | Author: admin</p>", "2019-05-14"),
        ("<p>14th May 2019</p>", "2019-05-14"),
        ("<p>Cập nhật: 09:30, Thứ ba 14/05/2019</p>", "2019-05-14"),
        ("<p>Cap nhat ngay: 14/05/2019</p>", "2019-05-14"),
        # Which of several days.
        ("<p>Ngày gửi: 12/05/2019 - Ngày duyệt: 13/05/2019 - Ngày đăng: 14/05/2019</p>", "2019-05-14"),
        ("<p>14/05/2019 09:30 (Cập nhật: 16/05/2019 08:00)</p>", "2019-05-14"),
        ("<p>Cập nhật: 16/05/2019 08:00</p><p>Xuất bản: 14/05/2019 09:30</p>", "2019-05-14"),
        ("<p>Last Updated on Thursday, 16 May 2019</p><p>Tuesday, 14 May 2019 09:30</p>", "2019-05-14"),
        ("<dl><dt>Chi tiết</dt><dd>Được viết ngày 13 Tháng 5 2019</dd><dd>Được đăng: 14 Tháng 5 2019</dd></dl>", "2019-05-14"),
        ("<table><tr><td>Ngày tạo</td><td>13/05/2019</td></tr><tr><td>Ngày đăng</td><td>14/05/2019</td></tr></table>", "2019-05-14"),
        ("<table><tr><td>Ngày ký</td><td>10/05/2019</td></tr><tr><td>Đăng tải</td><td>14/05/2019</td></tr></table>", "2019-05-14"),
        ("<dl><dt>Hạn nộp</dt><dd>30/05/2019</dd><dt>Đăng</dt><dd>14/05/2019</dd></dl>", "2019-05-14"),
        ("<p>Có hiệu lực từ ngày 01/06/2019</p><p>Công bố: 14/05/2019</p>", "2019-05-14"),
        ("<p>Ngày hết hạn: 30/05/2019 | Ngày đăng: 14/05/2019</p>", "2019-05-14"),
        ("<p>Sửa lần cuối: 20/05/2019; đăng lần đầu: 14/05/2019</p>", "2019-05-14"),
        # Notations.
        ("<p>Thứ Ba, ngày mười bốn tháng năm năm hai nghìn không trăm mười chín</p>", "2019-05-14"),
        ("<p>Ngày mùng bốn tháng Năm, 2019</p>", "2019-05-04"),
        ("<p>14 Tháng Năm 2019</p>", "2019-05-14"),
        ("<p>14 Th5 2019</p>", "2019-05-14"),
        ("<p>Thg 5 14, 2019</p>", "2019-05-14"),
        ("<p>Tháng Năm 14, 2019 - 9:30 sáng</p>", "2019-05-14"),
        ("<p>14-V-2019</p>", "2019-05-14"),
        ("<p>T3, 14/05/2019 - 09:30</p>", "2019-05-14"),
        ("<p>Thứ 3 ngày 14 tháng 05 năm 2019 09:30</p>", "2019-05-14"),
        ("<p>(14/05/2019 09:30 CH)</p>", "2019-05-14"),
        ("<p>[14-05-2019]</p>", "2019-05-14"),
        ("<p>9:30:00 AM | 14/05/19</p>", "2019-05-14"),
        ("<p>2019/05/14 09:30</p>", "2019-05-14"),
        ("<p>Tue May 14 09:30:00 ICT 2019</p>", "2019-05-14"),
        ("<p>Tue, 14 May 2019 09:30:00 +0700</p>", "2019-05-14"),
        ("<p>2019-05-14T09:30:00+07:00</p>", "2019-05-14"),
        ("<p>Saturday, 5/4/2019 7:58 AM</p>", "2019-05-04"),  # the fifth of April was a Friday
        ('<span class="d">14</span> <span class="m">Tháng 5</span> <span class="y">2019</span>', "2019-05-14"),
        ('<div class="lich"><b>14</b><i>05/2019</i></div>', "2019-05-14"),
        ('<div class="lich"><p>14</p><p>Tháng 5</p><p>2019</p></div>', "2019-05-14"),
        ('<div class="lich"><div>14</div><div>Th5, 2019</div></div>', "2019-05-14"),
        ("<p>Ngày 14-5 năm 2019</p>", "2019-05-14"),
        ("<p>14/05/2019 (tức mùng 10 tháng 4 năm Kỷ Hợi)</p>", "2019-05-14"),
        ("<p>Mon, 13 May 2019 20:15:00 GMT</p>", "2019-05-14"),
        ("<p>2019-05-13T17:30:00Z</p>", "2019-05-14"),
        ("<p>Thứ hai, 13/05/2019 23:30 GMT+7</p>", "2019-05-13"),
        ("<p>Bài lên mạng tối 14/05/2019</p>", "2019-05-14"),
        ("<table><tr><td>Ngày tháng</td><td>14/05/2019</td></tr></table>", "2019-05-14"),
        (
            "<table><tr><td>12/05/2019</td><td>Đo</td></tr><tr><td>13/05/2019</td><td>Cưa</td></tr><tr><td>14/05/2019</td></tr></table>",
            None,
        ),
        # What stands beside it.
        ("<p>Hải Yến - 14/05/2019 09:30</p>", "2019-05-14"),
        ("<p>Tin hoạt động / 14/05/2019</p>", "2019-05-14"),
        ("<p>Chuyên mục: Đời sống | 14/05/2019 | 0 bình luận</p>", "2019-05-14"),
        ("<p>Nghe bài viết 2:15 Thứ ba, 14/05/2019 09:30</p>", "2019-05-14"),
        ("<p>Cà Mau, 14/05/2019</p>", "2019-05-14"),
        ("<table><tr><th>Ngày gửi</th><th>Ngày đăng</th></tr><tr><td>12/05/2019</td><td>14/05/2019</td></tr></table>", "2019-05-14"),
        ("<p>Bài: Hoài Thu - Ảnh: Duy Khôi - 14/05/2019</p>", "2019-05-14"),
        ("<p>Khai mạc 8h00 ngày 14/05/2019</p>", None),
        ("<p>Thời gian: 8h00 ngày 14/05/2019</p><p>Địa điểm: nhà văn hóa ấp</p>", None),
        ("<p>Số: 45/KH-LĐLĐ</p><p>Cà Mau, ngày 14 tháng 5 năm 2019</p>", None),
        # None of the article's own.
        ("<p>Số: 12/HD-LĐLĐ ngày 14/05/2019</p>", None),
        ("<p>Hạn nộp hồ sơ: 14/05/2019</p>", None),
        ("<p>Áp dụng từ ngày 14/05/2019</p>", None),
        ("<p>Ngày khởi công: 14/05/2019</p>", None),
        ("<p>Hôm nay: Thứ Ba, 14/05/2019</p>", None),
        ("<p>3 ngày trước</p>", None),
        ("<p>Lễ khánh thành sáng 14/05/2019</p>", None),
        ("<p>Từ 14/05/2019 đến 20/05/2019</p>", None),
        ("<table><tr><td>Ngày ban hành</td><td>14/05/2019</td></tr></table>", None),
        ("<p><i>Ảnh chụp ngày 14/05/2019</i></p>", None),
    ],
)
def test_under_the_title(under: str, expected: str | None) -> None:
    assert day(under=under) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"above": "<span>14/05/2019</span>"}, "2019-05-14"),
        ({"above": '<div class="cat">Đời sống</div><div>Thứ Ba, 14/05/2019 | 09:30</div>'}, "2019-05-14"),
        ({"foot": '<p class="post-foot">Đăng ngày 14/05/2019 bởi admin</p>'}, "2019-05-14"),
        ({"foot": "<p>Mai Hoa</p><p>Cập nhật ngày 14/05/2019</p>"}, "2019-05-14"),
        ({"foot": "<p><i>(Theo Báo Cà Mau, 14/05/2019)</i></p>"}, "2019-05-14"),
        ({"foot": "<p>Theo Công đoàn Cà Mau (14/5/2019)</p>"}, "2019-05-14"),
        ({"foot": "<p>Bài viết này được đăng trong Đời sống vào 14/05/2019 bởi admin.</p>"}, "2019-05-14"),
        ({"foot": "<p>This entry was posted in Tin tức on May 14, 2019 by admin.</p>"}, "2019-05-14"),
        ({"foot": "<h4>Tin khác</h4><ul><li><a href='/1'>Chi bộ ấp họp tổ</a></li></ul><p>Ngày đăng: 14/05/2019</p>"}, "2019-05-14"),
        ({"foot": "<div>« Bài trước | Bài sau »</div><div>Cập nhật lúc 14/05/2019 08:00</div>"}, "2019-05-14"),
        ({"foot": '<div class="tags">Từ khóa: tôm, cầu ao</div><div>Ngày đăng: 14/05/2019</div>'}, "2019-05-14"),
        # The clock, the counters, the licence, the other articles, the readers.
        ({"top": '<div class="gio">Thứ Ba, 14/05/2019 10:22:33</div>'}, None),
        ({"top": '<div id="clock">Thứ Ba, 14/05/2019</div>', "under": "<p>12/05/2019</p>"}, "2019-05-12"),
        ({"top": "<div>Hôm nay là Thứ Ba, ngày 14 tháng 5 năm 2019</div>"}, None),
        ({"top": "<div>Thứ Ba, 14/05/2019 | Đang xem: 12 | Lượt truy cập: 40.211</div>"}, None),
        ({"top": "<div>Xin chào quý khách</div><div>Thứ Ba, 14/05/2019 | 10:22</div>"}, None),
        ({"side": "<div>Thứ Ba, 14/05/2019 | 10:22</div>"}, None),
        ({"end": "Thứ Ba, 14/05/2019"}, None),
        ({"end": "Giấy phép số 12/GP-TTĐT cấp ngày 14/05/2019"}, None),
        ({"end": "© 2019 Công đoàn Đầm Dơi. Cập nhật hệ thống: 14/05/2019"}, None),
        ({"end": "Lượt truy cập từ ngày 14/05/2019: 12.422"}, None),
        ({"foot": "<h3>Tin liên quan</h3><ul><li>Nghiệp đoàn ghe chài họp tổ (14/05/2019)</li></ul>"}, None),
        ({"foot": "<h3>Các tin khác</h3><div><a href='/1'>Nghiệp đoàn ghe chài họp tổ</a><span>14/05/2019</span></div>"}, None),
        ({"foot": "<div class='lq'><a href='/1'>Nghiệp đoàn ghe chài họp tổ</a><p>Ngày đăng: 14/05/2019</p></div>"}, None),
        ({"foot": "<div class='comments'><b>Út Hậu</b> <span>14/05/2019 20:11</span><p>Cầu đẹp quá.</p></div>"}, None),
        ({"foot": "<h4>Bình luận (1)</h4><div><b>Út Hậu</b><p>Đăng lúc 14/05/2019</p></div>"}, None),
        ({"side": "<h4>Tin mới</h4><ul><li>Chi bộ ấp họp <span>14/05/2019</span></li></ul>"}, None),
        ({"side": "<h4>Thăm dò</h4><p>Bạn thấy trang mới thế nào? Từ 14/05/2019 đến 20/05/2019</p>"}, None),
        ({"side": "<h4>Văn bản mới</h4><p>Hướng dẫn 12/HD-LĐLĐ ngày 14/05/2019</p>"}, None),
        ({"inside": "<p>Lễ khánh thành tổ chức ngày 14/05/2019 tại ấp Tân Điền.</p>"}, None),
        ({"inside": "<p>Hạn góp ý: 14/05/2019</p>"}, None),
        ({"inside": "<figure><img src='a.jpg'><figcaption>Cầu mới, chụp ngày 14/05/2019</figcaption></figure>"}, None),
        ({"inside": '<img data-src="/uploads/2019/05/14/cau.jpg" title="cau-2019-05-14.jpg">'}, None),
        ({}, None),
    ],
)
def test_elsewhere_on_the_page(parts: dict[str, str], expected: str | None) -> None:
    assert day(**parts) == expected


TITLE = "Cầu ao mới của tổ nuôi tôm Đầm Dơi"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2019-05-13T17:30:00Z">', "2019-05-14"),
        ('<meta name="pubdate" content="14/05/2019 09:30">', "2019-05-14"),
        ('<meta name="DC.Date.Issued" content="2019-05-14">', "2019-05-14"),
        ('<meta name="dcterms.created" content="2019-05-14T09:00:00+07:00">', "2019-05-14"),
        ('<meta name="sailthru.date" content="2019-05-14 02:00:00 UTC">', "2019-05-14"),
        ('<meta name="parsely-pub-date" content="2019-05-13T20:00:00Z">', "2019-05-14"),
        ('<meta name="cXenseParse:recs:publishtime" content="2019-05-13T18:00:00.000Z">', "2019-05-14"),
        ('<meta name="citation_publication_date" content="2019/05/14">', "2019-05-14"),
        ('<meta name="bt:pubDate" content="2019-05-14T09:30:00+07:00">', "2019-05-14"),
        ('<meta name="rnews:datePublished" content="20190514093000">', "2019-05-14"),
        ('<meta name="article_date_original" content="Tuesday, May 14, 2019, 9:30 AM">', "2019-05-14"),
        ('<meta property="og:article:published_time" content="2019-05-14T09:30">', "2019-05-14"),
        ('<meta http-equiv="date" content="Mon, 13 May 2019 18:30:00 GMT">', "2019-05-14"),
        ('<meta name="DATE" content="14-05-2019">', "2019-05-14"),
        ('<meta itemprop="datePublished" content="2019-05-14">', "2019-05-14"),
        # A change beside it, an end, nothing but the page's own machinery.
        ('<meta property="article:modified_time" content="2021-01-01"><meta name="publish-date" content="2019-05-14">', "2019-05-14"),
        ('<meta name="DC.Date.Modified" content="2021-01-01"><meta name="DC.Date" content="2019-05-14">', "2019-05-14"),
        ('<meta name="expires" content="2019-05-14">', None),
        ('<meta property="og:updated_time" content="2019-05-14T09:30:00+07:00">', None),
        ('<meta http-equiv="last-modified" content="Tue, 14 May 2019 09:30:00 GMT">', None),
        ('<meta name="build-date" content="2019-05-14"><meta name="crawl-date" content="2019-05-14">', None),
        ('<meta name="publisher" content="2019-05-14">', None),
        ('<meta name="event:start_date" content="2019-05-14">', None),
        ('<meta name="copyright" content="2019">', None),
        # JSON-LD.
        (ld({"@type": "Article", "headline": TITLE, "datePublished": "2019-05-14"}), "2019-05-14"),
        (ld([{"@type": "WebSite", "datePublished": "2011"}, {"@type": ["NewsArticle"], "datePublished": "2019-05-14"}]), "2019-05-14"),
        (ld({"@graph": [{"@type": "WebPage", "datePublished": "2019-05-14"}, {"@type": "WebSite"}]}), "2019-05-14"),
        (ld({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "2019-05-14"}}), "2019-05-14"),
        (ld({"@type": "BlogPosting", "datePublished": {"@type": "Date", "@value": "2019-05-14"}}), "2019-05-14"),
        (ld({"@type": "NewsArticle", "datePublished": "2019-05-14"}).replace("{", "//<![CDATA[\n{").replace("}", "}\n//]]>"), "2019-05-14"),
        (ld({"@type": "NewsArticle", "datePublished": "2019-05-14"}).replace("}", ",}"), "2019-05-14"),  # broken
        (ld({"@type": "NewsArticle", "headline": "Đò dọc sang sông mùa nước nổi", "datePublished": "2019-05-14"}), None),
        (ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2019-05-14"}]}), None),
        (ld({"@type": "VideoObject", "uploadDate": "2019-05-14"}), None),
        (ld({"@type": "Event", "startDate": "2019-05-14", "datePublished": "2019-05-14"}), None),
        (ld({"@type": "NewsArticle", "datePublished": "1970-01-01", "comment": {"datePublished": "2019-05-14"}}), None),
        # Scripts and fields.
        ('<script>var tin = {id: 4, publishedAt: "2019-05-13T20:00:00Z", lastModified: "2021-01-01"};</script>', "2019-05-14"),
        ('<script>dataLayer.push({"articlePublishDate": "14/05/2019"});</script>', "2019-05-14"),
        ('<script>var ngay_dang = "14/05/2019 09:30"; var ngay_build = "2021-01-01";</script>', "2019-05-14"),
        ('<script>window.bai = {"publish_time": 1557768600}</script>', "2019-05-14"),
        ('<script>var buildTime = "2019-05-14"; var expires = "2019-05-14";</script>', None),
        ('<script>var khac = [{"publishDate": "2019-05-14"}, {"publishDate": "2019-05-15"}];</script>', None),
    ],
)  # fmt: skip
def test_in_the_pages_head(head: str, expected: str | None) -> None:
    assert day(head=head) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"under": '<time datetime="2019-05-13T18:30:00Z">3 ngày trước</time>'}, "2019-05-14"),
        ({"under": '<abbr class="published" title="2019-05-14T09:30:00+07:00">hôm kia</abbr>'}, "2019-05-14"),
        ({"under": '<span class="ago" title="14/05/2019 09:30">2 năm trước</span>'}, "2019-05-14"),
        ({"under": '<span data-time="1557768600">2 năm trước</span>'}, "2019-05-14"),
        ({"under": '<span data-livestamp="1557768600000"></span>'}, "2019-05-14"),
        ({"under": '<a href="#" title="Ngày đăng: 14/05/2019">1 năm</a>'}, "2019-05-14"),
        ({"under": '<time class="updated" datetime="2021-01-01"></time><time class="date" datetime="2019-05-14"></time>'}, "2019-05-14"),
        ({"under": '<input type="hidden" id="hdPublishDate" value="14/05/2019 09:30">'}, "2019-05-14"),
        ({"under": '<i itemprop="datePublished">14/05/2019</i><i itemprop="dateModified">01/02/2021</i>'}, "2019-05-14"),
        ({"under": '<span property="dc:date dc:created" content="2019-05-13T20:00:00+00:00"></span>'}, "2019-05-14"),
        ({"foot": '<div class="meta"><time class="entry-date published" datetime="2019-05-14">14/05/2019</time></div>'}, "2019-05-14"),
        ({"under": '<b itemprop="dateModified">16/05/2019</b>', "foot": "<p>Đăng ngày 14/05/2019</p>"}, "2019-05-14"),
        ({"foot": '<div itemscope itemtype="Comment"><time itemprop="datePublished" datetime="2019-05-14"></time></div>'}, None),
        ({"side": '<div itemscope itemtype="NewsArticle"><i itemprop="datePublished" content="2019-05-14"></i></div>'}, None),
        ({"side": '<time datetime="2019-05-14">14/05/2019</time>'}, None),
        ({"under": '<img title="Chụp 14/05/2019" src="a.jpg">'}, None),
        ({"under": '<img data-original="/uploads/2019/05/14/a.jpg" src="b.gif">'}, None),
        # One evidence beside another.
        ({"under": "<p>05/04/2019</p>", "head": '<meta name="pubdate" content="2019-05-04">'}, "2019-05-04"),
        ({"under": "<p>5/4/2019</p>", "top": "<p>Hôm nay: Thứ Bảy, ngày 27 tháng 4 năm 2019</p>"}, "2019-04-05"),
        ({"under": "<p>4/5/2019</p>", "top": "<p>Hôm nay: Thứ Bảy, ngày 27 tháng 4 năm 2019</p>"}, "2019-04-05"),
        ({"foot": '<div typeof="sioc:Post"><i property="dc:date" content="2019-05-14"></i></div>'}, None),
        ({"under": '<span class="published" style="display:none">2019-05-14</span>'}, "2019-05-14"),
        ({"under": '<span class="gio" rel="1557768600"></span>'}, "2019-05-14"),
        ({"under": "<p>5/4/2019 7:58 AM</p>", "side": "<p>Tin mới 5/20/2019 8:00 AM</p>"}, "2019-05-04"),
        ({"under": "<p>05/04/2019</p>", "side": "<p>Tin mới 20/04/2019</p>"}, "2019-04-05"),
        ({"under": "<p>Cập nhật: 14/05/2019</p>", "head": '<meta name="pubdate" content="2023-01-01">'}, "2019-05-14"),
        ({"under": "<p>Cập nhật: 20/05/2019</p>", "head": '<meta name="pubdate" content="2019-05-14">'}, "2019-05-14"),
        ({"above": "<p>20/05/2019</p>", "head": '<meta name="pubdate" content="2019-05-14">'}, "2019-05-14"),
        ({"foot": "<p>(Theo Báo Cà Mau, 10/05/2019)</p>", "head": '<meta name="pubdate" content="2019-05-14">'}, "2019-05-14"),
    ],
)  # fmt: skip
def test_marked_up(parts: dict[str, str], expected: str | None) -> None:
    assert day(**parts) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://damdoi.example/2019/05/14/cau-ao.html", "2019-05-14"),
        ("https://damdoi.example/cau-ao-20190514093000.htm", "2019-05-14"),
        ("https://damdoi.example/tin/t201905141123.html", "2019-05-14"),
        ("https://damdoi.example/xem.asp?id=3&ngay=14%2F05%2F2019", "2019-05-14"),
        ("https://damdoi.example/2019/5/cau-ao", "2019-05"),
        ("https://damdoi.example/ky-niem-14-05-2019.html", None),
        ("https://damdoi.example/cau-ao-1905142.html", None),
    ],
)
def test_in_the_address(url: str, expected: str | None) -> None:
    assert day(url=url) == expected


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        ("<div class='m'>Gương sáng — 14/05/2019 — Kha Mỹ Duyên</div>", '2019-05-14'),
        ('<div>Từ thiện | 14/05/2019</div>', '2019-05-14'),
        ('<div>Trao đổi từ cơ sở - 14/05/2019 09:30</div>', '2019-05-14'),
        ('<div>Chiều quê · Đoàn Thị Én · 14 tháng 5, 2019</div>', '2019-05-14'),
        ('<div>Sống đẹp ~ 14/05/2019</div>', '2019-05-14'),
        ('<div>14.05.2019 // Đời thợ // Lại Văn Sâm</div>', '2019-05-14'),
        ("<div class='post-meta'>May 14, 2019 / 0 Comments / in Tin tức / by admin</div>", '2019-05-14'),
        ('<div>By admin | May 14, 2019 | Tin tức | 0 Comments</div>', '2019-05-14'),
        ('<div>Posted on May 14, 2019 by admin in Tin tức // 2 Comments</div>', '2019-05-14'),
        ('<div>Admin Tháng Năm 14, 2019 Tin tức Leave a comment 412 Views</div>', '2019-05-14'),
        ('<div>5 năm ago • Tin tức • 14/05/2019 • 3 phút đọc</div>', '2019-05-14'),
        ('<div>3 min read · May 14, 2019</div>', '2019-05-14'),
        ('<div>14 May, 2019 Comments Off on Cầu ao mới</div>', '2019-05-14'),
        ('<div>Thứ Ba, 14/05/2019 - 09:30 - 412 lượt xem - A+ A-</div>', '2019-05-14'),
        ('<div>14/05/2019 09:30:12 | In bài viết | Gửi email</div>', '2019-05-14'),
        ('<div>(14/05/2019 09:30) Cỡ chữ: A- A A+</div>', '2019-05-14'),
        ('<div>Cỡ chữ A A | 14/05/2019</div>', '2019-05-14'),
        ('<div>Email In PDF Thứ ba, 14 Tháng 5 2019 09:30</div>', '2019-05-14'),
        ('<div>Hits: 412 - Ngày: 14/05/2019</div>', '2019-05-14'),
        ('<div>Đăng bài viết từ 14/05/2019</div>', '2019-05-14'),
        ('<div>Đăng trên web từ ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Bài lên khuôn ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Ngày up bài: 14/05/2019</div>', '2019-05-14'),
        ('<div>Ngày lên tin: 14/05/2019</div>', '2019-05-14'),
        ('<div>Thời điểm đăng tin: 14/05/2019</div>', '2019-05-14'),
        ('<div>Đăng tin bởi Kha Duyên, ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Created: 14/05/2019 | Modified: 20/06/2020</div>', '2019-05-14'),
        ('<div>Created by Kha Mỹ Duyên on 14/05/2019</div>', '2019-05-14'),
        ('<div>Post Date: 14/05/2019 - Views: 412</div>', '2019-05-14'),
        ('<div>News date: 14/05/2019</div>', '2019-05-14'),
        ('<div>Ngày nhập: 14/05/2019 - Người nhập: Kha Duyên</div>', '2019-05-14'),
        ('<div>Nhập tin ngày 14/05/2019, người nhập Kha Duyên</div>', '2019-05-14'),
        ('<div>Ngày phát hành: 14/05/2019 - Số 412</div>', '2019-05-14'),
        ('<div>Số 412, ra ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Bản tin số 12 (14/05/2019)</div>', '2019-05-14'),
        ('<div>Báo Cà Mau số 412 ra ngày thứ ba 14-5-2019</div>', '2019-05-14'),
        ('<div>Đăng vào ngày 14 tháng 5 năm 2019 trong mục Đời sống</div>', '2019-05-14'),
        ('<div>Bài được đăng trên Báo Cà Mau ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Đã đăng: 14/05/2019 - Đã sửa: 20/06/2020</div>', '2019-05-14'),
        ('<div>Tạo lúc: 14/05/2019 | Sửa lúc: 20/06/2020</div>', '2019-05-14'),
        ('<p>(CĐCM, 14/5/2019) - Chị em họp tổ.</p>', '2019-05-14'),
        ('<p>(CĐĐD - 14/05/2019)</p>', '2019-05-14'),
        ('<p>CĐĐD.VN, 14/05/2019</p>', '2019-05-14'),
        ('<p>congdoancamau.org.vn (14/05/2019)</p>', '2019-05-14'),
        ('<p>Cà Mau (Đầm Dơi), ngày 14/5/2019</p>', '2019-05-14'),
        ('<p>Hải Hậu (Nam Định), ngày 14-5-2019</p>', '2019-05-14'),
        ('<p>Theo VOV News | 14/05/2019 | 09:30</p>', '2019-05-14'),
        ('<p>VOV.VN | 14/05/2019</p>', '2019-05-14'),
        ('<p>TTXVN/Tin tức - 14/05/2019</p>', '2019-05-14'),
        ('<p>ngày 14.tháng 5.2019</p>', '2019-05-14'),
        ('<p>14 -5 -2019</p>', '2019-05-14'),
        ('<p>14 | 05 | 2019</p>', '2019-05-14'),
        ('<p>14_05_2019</p>', '2019-05-14'),
        ('<p>2019.05.14</p>', '2019-05-14'),
        ('<p>Ngày 14, tháng 5, năm 2019</p>', '2019-05-14'),
        ('<p>14-May-19</p>', '2019-05-14'),
        ('<p>14 May 19 09:30</p>', '2019-05-14'),
        ("<p>May 14 '19</p>", '2019-05-14'),
        ('<p>Tháng 5 Ngày 14, 2019</p>', '2019-05-14'),
        ('<p>Năm 2019, ngày 14 tháng 5</p>', '2019-05-14'),
        ('<p>14h30 ng&agrave;y 14/05/2019</p>', '2019-05-14'),
        ('<p>Thứ 3, 05/14/2019 - 09:30</p>', '2019-05-14'),
        ('<p>14/05/2019 9:30:12 SA GMT+07:00</p>', '2019-05-14'),
        ('<p>1９/05/2019</p>', '2019-05-19'),
        ('<p>Ngày14/05/2019</p>', '2019-05-14'),
        ('<p>Ngày đăng14/05/2019</p>', '2019-05-14'),
        ('<p>09:30 14/05/2019Kha Duyên</p>', '2019-05-14'),
        ('<p>Ngày &nbsp;&nbsp; 14 &nbsp; tháng &nbsp; 5 &nbsp; năm &nbsp; 2019</p>', '2019-05-14'),
        ('<p>14/ 5/ 2019</p>', '2019-05-14'),
        ('<p>14 / 05 / 2019</p>', '2019-05-14'),
        ('<p>14/5/2.019</p>', None),
        ("<div class='date'><span class='day'>14</span><span class='month'>Tháng 5</span></div><div class='year'>2019</div>", '2019-05-14'),
        ("<div class='date'><span>14</span><span>/05</span><span>/2019</span></div>", '2019-05-14'),
        ("<div class='date'><p>Tháng 5</p><p>14</p><p>2019</p></div>", '2019-05-14'),
        ("<div class='date'><p>May</p><p>14</p><p>2019</p></div>", '2019-05-14'),
        ("<div class='date'><p>14</p><p>Thứ ba</p><p>05/2019</p></div>", '2019-05-14'),
        ("<ul class='meta'><li>14/05/2019</li><li>Kha Duyên</li><li>Đời sống</li></ul>", '2019-05-14'),
        ("<ul class='meta'><li>Kha Duyên</li><li>09:30</li><li>14/05/2019</li></ul>", '2019-05-14'),
        ('<table><tr><td>Người viết</td><td>Kha Duyên</td><td>Ngày</td><td>14/05/2019</td></tr></table>', '2019-05-14'),
        ('<table><tr><th>Tác giả</th><th>Ngày đăng</th><th>Lượt xem</th></tr><tr><td>Kha Duyên</td><td>14/05/2019</td><td>412</td></tr></table>', '2019-05-14'),  # noqa: E501
        ('<table><tr><th>Ngày ký</th><th>Số</th><th>Ngày đăng</th></tr><tr><td>10/05/2019</td><td>12/HD</td><td>14/05/2019</td></tr></table>', '2019-05-14'),  # noqa: E501
        ('<dl><dt>Số hiệu</dt><dd>12/HD-LĐLĐ</dd><dt>Ngày ban hành</dt><dd>10/05/2019</dd><dt>Ngày đăng tải</dt><dd>14/05/2019</dd></dl>', '2019-05-14'),  # noqa: E501
        ('<p>Ngày ban hành: 10/05/2019; Ngày hiệu lực: 01/06/2019; Ngày đưa lên: 14/05/2019</p>', '2019-05-14'),
        ('<p>Sáng 14/05/2019, tại ấp Tân Điền</p>', None),
        ('<p>Chào mừng kỷ niệm ngày 14/05/2019</p>', None),
        ('<p>Đêm 14/05/2019</p>', None),
        ('<p>Từ 14/05/2019</p>', None),
        ('<p>Lịch công tác tuần từ 14/05/2019 đến 20/05/2019</p>', None),
        ('<p>Hội nghị ngày 14/05/2019</p>', None),
        ('<p>Thời hạn góp ý: 14/05/2019</p>', None),
        ('<p>Hiệu lực: 14/05/2019</p>', None),
        ('<p>Ảnh: Kha Duyên, chụp 14/05/2019</p>', None),
        ("<div class='sites-meta'>đăng 20:52 14 thg 5, 2019 bởi Kha Duyên &nbsp; [ đã cập nhật 21:03 20 thg 6, 2020 ]</div>", '2019-05-14'),
        ('<div>posted May 14, 2019, 8:52 PM by Kha Duyen [ updated Jun 20, 2020, 9:03 PM ]</div>', '2019-05-14'),
        ("<p class='author'>Gửi bài gửi bởi <b>bientap03</b> » Thứ 3 14 Tháng 5, 2019 9:30 am</p>", '2019-05-14'),
        ("<p class='author'>by <b>bientap03</b> » Tue May 14, 2019 9:30 am</p>", '2019-05-14'),
        ('<div>14-05-2019, 09:30 AM #1</div>', '2019-05-14'),
        ('<div>#1 - 14/05/19, 09:30</div>', '2019-05-14'),
        ('<div>May 14, 2019 · 2 min read</div><div>Updated: Jun 20, 2020</div>', '2019-05-14'),
        ('<div>5/14/2019</div><div>0 Comments</div>', '2019-05-14'),
        ("<div class='pn-normal'>Kha Duyên, 14/05/2019, (412 lần xem)</div>", '2019-05-14'),
        ('<div>Đăng lúc: 14-05-2019 09:30:12 AM | Đã xem: 412</div>', '2019-05-14'),
        ('<div>Thứ ba - 14/05/2019 09:30</div><div>Đã xem: 412 | Phản hồi: 0</div>', '2019-05-14'),
        ('<div>Ngày đăng tin: 14/05/2019 14:30 PM</div>', '2019-05-14'),
        ('<div>14/05/2019 14:30:12 PM</div>', '2019-05-14'),
        ('<div>Ngày 14/05/2019, 09:30 AM</div>', '2019-05-14'),
        ('<div>Cập nhật 14/05/2019 (09:30 GMT+7)</div>', '2019-05-14'),
        ('<div>(Ngày đăng: 14/05/2019 - Lượt xem: 412)</div>', '2019-05-14'),
        ('<div>[Ngày đăng: 14/05/2019] [Lượt xem: 412]</div>', '2019-05-14'),
        ('<div>-- Ngày 14/5/2019 --</div>', '2019-05-14'),
        ('<div>* 14-5-2019 *</div>', '2019-05-14'),
        ('<div>::: 14/5/2019 :::</div>', '2019-05-14'),
        ('<div>&lt;14/5/2019&gt;</div>', '2019-05-14'),
        ('<div>&laquo; 14/5/2019 &raquo;</div>', '2019-05-14'),
        ('<div>~14/5/2019~</div>', '2019-05-14'),
        ('<div>= 14/5/2019 =</div>', '2019-05-14'),
        ('<div>✎ Kha Duyên 🕒 14/05/2019 👁 412</div>', '2019-05-14'),
        ('<div>📅 14/05/2019</div>', '2019-05-14'),
        ('<div>⏰ 09:30 · 14/05/2019 ✍ Kha Duyên</div>', '2019-05-14'),
        ('<marquee>Chào mừng đại hội 20/05/2019</marquee><div>14/05/2019</div>', '2019-05-14'),
        ('<div>Chuyên mục: Tin tức. Đăng ngày 14/05/2019. Tác giả: Kha Duyên</div>', '2019-05-14'),
        ('<div>Tin tức » Đời sống » 14/05/2019</div>', '2019-05-14'),
        ('<div>Trang chủ › Tin tức › 14/05/2019</div>', '2019-05-14'),
        ('<div>Đời sống,14/05/2019</div>', '2019-05-14'),
        ('<div>Đời sống công nhân lao động khu vực phía Nam - 14/05/2019 09:30</div>', '2019-05-14'),
        ('<div>Ban Chính sách Pháp luật (14/05/2019)</div>', '2019-05-14'),
        ('<div>Phòng Tổ chức - Hành chính, 14/05/2019</div>', '2019-05-14'),
        ('<div>Văn phòng LĐLĐ huyện - Ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Ths. Kha Mỹ Duyên - 14/05/2019</div>', '2019-05-14'),
        ('<div>KHA MỸ DUYÊN (thực hiện) 14/05/2019</div>', '2019-05-14'),
        ('<div>K.D. - 14/05/2019</div>', '2019-05-14'),
        ('<div>kha_duyen | 14/05/2019</div>', '2019-05-14'),
        ('<div>khaduyen@damdoi.example - 14/05/2019</div>', '2019-05-14'),
        ('<div>Kha Duyên/ Báo Cà Mau | 14/05/2019</div>', '2019-05-14'),
        ('<div>Nguồn: congdoan.vn Cập nhật: 14/05/2019</div>', '2019-05-14'),
        ('<div>Theo Báo Cà Mau, ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Tin từ LĐLĐ huyện ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Đọc bài: Ánh Tuyết | Phát ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Phát thanh ngày 14/05/2019, thời lượng 3:15</div>', '2019-05-14'),
        ('<div>Chương trình phát sóng lúc 18h00 ngày 14/05/2019</div>', '2019-05-14'),
        ('<div>Tuần 20 (14/05/2019)</div>', '2019-05-14'),
        ('<div>Thứ ba, 14/05/2019 (Âm lịch: 10/4/Kỷ Hợi)</div>', '2019-05-14'),
        ('<div>14/05/2019 (10/4 Kỷ Hợi)</div>', '2019-05-14'),
        ('<div>Ngày 14/5/2019 (nhằm ngày mùng 10 tháng 4 năm Kỷ Hợi)</div>', '2019-05-14'),
        ('<div>Ngày sửa: 20/06/2020 Ngày tạo: 14/05/2019</div>', '2019-05-14'),
        ('<div>Cập nhật lần cuối: 20/06/2020 - Bài viết: 14/05/2019</div>', '2019-05-14'),
        ('<div>14/05/2019 → cập nhật 20/06/2020</div>', '2019-05-14'),
        ('<div>14/05/2019, sửa 20/06/2020</div>', '2019-05-14'),
        ('<div>Sự kiện: 20/05/2019</div><div>Đăng: 14/05/2019</div>', '2019-05-14'),
        ('<div>Thời gian diễn ra: 20/05/2019 | Ngày đăng: 14/05/2019</div>', '2019-05-14'),
        ('<div>Hạn nộp: 30/05/2019</div><div>14/05/2019</div>', '2019-05-14'),
        ('<div>30/05/2019 là hạn cuối gửi bài</div><div>14/05/2019</div>', '2019-05-14'),
        ('<div>Từ 20/05/2019 - 30/05/2019</div>', None),
        ('<div>20/05/2019 - 30/05/2019</div>', None),
        ('<div>Ngày 20 - 30/05/2019</div>', None),
        ('<div>Sinh ngày 14/05/1969, quê Đầm Dơi</div>', None),
        ('<div>Kế hoạch số 12, ngày 14/05/2019</div>', None),
        ('<div>Căn cứ Quyết định ngày 14/05/2019</div>', None),
        ('<div>Ngày họp: 14/05/2019, 8h00</div>', None),
        ('<div>Khởi hành 5h00 ngày 14/05/2019</div>', None),
        ('<div>Lịch: 14/05/2019 8:00 - 11:00 nhà văn hóa</div>', None),
        ('<div>Câu hỏi gửi ngày 12/05/2019. Trả lời ngày 14/05/2019</div>', '2019-05-12'),
    ],
)  # fmt: skip
def test_under_the_title_in_other_systems(under: str, expected: str | None) -> None:
    assert day(under=under) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({'above': "<div class='post-meta'>14 May 2019 <span>/</span> <a>0 Comments</a> <span>/</span> in <a>Uncategorized</a> <span>/</span> by <a>admin</a></div>"}, '2019-05-14'),  # noqa: E501
        ({'foot': "<table class='tb'><tr><td>Đã tạo lúc 14/05/2019 4:10 CH  bởi Phạm Thu Nguyệt</td></tr><tr><td>Sửa đổi lần cuối lúc 20/06/2020 8:02 SA  bởi Tài khoản Hệ thống</td></tr></table>"}, '2019-05-14'),  # noqa: E501
        ({'foot': '<div>Created at 5/14/2019 4:10 PM by System Account</div><div>Last modified at 6/20/2020 8:02 AM by System Account</div>'}, '2019-05-14'),  # noqa: E501
        ({'end': '<table><tr><td>Created at 5/14/2019 4:10 PM by Kha Duyen</td></tr></table>'}, '2019-05-14'),
        ({'end': "<div class='meta-duoi'>Ngày đăng: 14/05/2019 | Lượt xem: 412</div>"}, '2019-05-14'),
        ({'side': "<div class='thong-tin'><h4>Thông tin bài viết</h4><p>Ngày đăng: 14/05/2019</p><p>Lượt xem: 12</p></div>"}, '2019-05-14'),
        ({'side': "<div class='tt'><p>Tác giả: Kha Duyên</p><p>Xuất bản: 14/05/2019</p><p>Chuyên mục: Đời sống</p></div>"}, '2019-05-14'),
        ({'side': '<h4>Văn bản mới</h4><p>Công văn tháng 5</p><p>Ngày đăng: 14/05/2019</p>'}, None),
        ({'side': '<h4>Đọc nhiều</h4><p>Bữa cơm trực trưa</p><p>Đăng ngày 14/05/2019</p>'}, None),
        ({'foot': '<p>Kha Mỹ Duyên</p><p>14/05/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>Nguồn: Báo Cà Mau</p><p>14/05/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>Cà Mau, ngày 14 tháng 5 năm 2019</p><p>Kha Mỹ Duyên</p>'}, '2019-05-14'),
        ({'foot': '<p>Bài và ảnh: Kha Mỹ Duyên (14/05/2019)</p>'}, '2019-05-14'),
        ({'foot': '<p>Kha Mỹ Duyên - 14/5/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>Đầm Dơi, tháng 5-2019</p>'}, '2019-05'),
        ({'foot': '<p>Lượt xem: 412</p><p>Chia sẻ Facebook</p><p>14/05/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>* * *</p><p>Ý kiến của bạn về bài này xin gửi hộp thư</p><p>14/05/2019</p>'}, '2019-05-14'),
        ({'above': '<h2>Tin ngắn trong tuần</h2>', 'under': '<p>(14-5-2019)</p>'}, '2019-05-14'),
        ({'above': '<div>14/05/2019</div><div>Trang chủ &raquo; Tin tức &raquo; Đời sống</div>'}, '2019-05-14'),
        ({'above': '<div>Đời sống</div><div>14/05/2019</div><div>412 lượt xem</div>'}, '2019-05-14'),
        ({'above': '<div>Số 36 (1.204)<br><b>THỨ BA 14.5.2019</b><br>Giá 3.000đ</div>'}, '2019-05-14'),
        ({'top': '<table><tr><td>Số 36 (1.204)<br><b>THỨ BA 14.5.2019</b><br>Giá 3.000đ</td></tr></table>'}, '2019-05-14'),
        ({'top': '<div>Số 412 - Thứ ba ngày 14 tháng 5 năm 2019</div>'}, '2019-05-14'),
        ({'top': '<div>Bản tin Công đoàn số 5, ra ngày 14/5/2019</div>'}, '2019-05-14'),
        ({'foot': '<div>đăng 20:52 14 thg 5, 2019 bởi Kha Duyên [ đã cập nhật 21:03 20 thg 6, 2020 ]</div>'}, '2019-05-14'),
        ({'above': '<div>Kha Duyen · May 14, 2019 · 2 min read</div>'}, '2019-05-14'),
        ({'foot': "<div class='prevnext'><a href='/1'>« Bữa cơm trực trưa ở khoa</a> (10/05/2019)</div>"}, None),
        ({'foot': '<p>Lần cập nhật cuối: 14/05/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>Trang này được cập nhật lần cuối vào 14/05/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>This page was last edited on 14 May 2019, at 09:30.</p>'}, '2019-05-14'),
        ({'foot': '<p>Last modified: Tue May 14 09:30:00 ICT 2019</p>'}, '2019-05-14'),
        ({'end': 'Tin ngày 14/05/2019. Người phụ trách: Kha Duyên'}, '2019-05-14'),
        ({'foot': '<p>Đầm Dơi ngày 14/5/2019</p><p>Người viết: Kha Duyên</p>'}, '2019-05-14'),
        ({'foot': '<p><b>Kha Duyên</b>, 14.5.2019</p>'}, '2019-05-14'),
        ({'foot': '<p>KD (14/5/2019)</p>'}, '2019-05-14'),
        ({'foot': '<p>(Trích Bản tin Công đoàn số 5, ngày 14/5/2019)</p>'}, '2019-05-14'),
        ({'foot': '<p>(Báo Cà Mau số ra ngày 14/5/2019)</p>'}, '2019-05-14'),
        ({'foot': '<p>Nguồn: Báo Cà Mau, số ra ngày 14/5/2019</p>'}, '2019-05-14'),
        ({'foot': '<p>Tags: tôm, cầu</p><p>Đánh giá: 5/5</p><p>Chuyên mục: Đời sống</p><p>Ngày xuất bản: 14/05/2019</p>'}, '2019-05-14'),
    ],
)  # fmt: skip
def test_elsewhere_in_other_systems(parts: dict[str, str], expected: str | None) -> None:
    assert day(**parts) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ('https://damdoi.example/xem.asp?id=9&d=14&m=5&y=2019', '2019-05-14'),
        ('https://damdoi.example/xem.php?nam=2019&thang=05&ngay=14&id=3', '2019-05-14'),
        ('https://damdoi.example/tin?day=14&month=5&year=2019', '2019-05-14'),
        ('https://damdoi.example/tin?year=2019&month=5', '2019-05'),
        ('https://damdoi.example/190514/cau-ao.html', '2019-05-14'),
        ('https://damdoi.example/cau-ao-190514093012.htm', '2019-05-14'),
        ('https://damdoi.example/news/2019May14/cau-ao.html', '2019-05-14'),
        ('https://damdoi.example/2019/may/14/cau-ao.html', '2019-05-14'),
        ('https://damdoi.example/tin/2019-05/14/content_3312.htm', '2019-05-14'),
        ('https://damdoi.example/tin/n20190514_3312.htm', '2019-05-14'),
        ('https://damdoi.example/tin/14-5-2019/cau-ao.html', '2019-05-14'),
        ('https://damdoi.example/cau-ao_20190514.aspx', '2019-05-14'),
        ('https://damdoi.example/cau-ao-1557768600.html', None),
        ('https://damdoi.example/p/c-123/y-2019/m-05/d-14/cau-ao', None),
    ],
)  # fmt: skip
def test_in_other_addresses(url: str, expected: str | None) -> None:
    assert day(url=url) == expected
