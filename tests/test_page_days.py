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
