"""What counts as the page's publication day, and what is an event's day, a clock's or a licence's."""

import pytest

from corpus.days import Day, parse_day
from corpus.publication_lines import dateline, is_masthead, programme_day, publication_line, signed_day
from corpus.published import Evidence, day_of_address, find_published
from corpus.zones import lay_out

LEAD = "Ngày 3/3/2019, Công đoàn Công ty Cổ phần Gốm Đông Hà tổ chức hội nghị người lao động với 120 đại biểu."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Cập nhật lúc Thứ Hai, ngày 20 tháng 5 năm 2024 - 14:06 (GMT+7)", "2024-05-20"),
        ("Cập nhật: 14.11.2023", "2023-11-14"),
        ("Thứ Ba, 12/03/2019, 08:15", "2019-03-12"),
        ("Chủ nhật, 12-3-2006 07:00 [GMT +7]", "2006-03-12"),
        ("Ngày đăng: 05/09/2013 | Lượt xem: 1.204 | Tác giả: Nguyễn Văn Bình", "2013-09-05"),
        ("Được đăng: 20 Tháng 5 2014", "2014-05-20"),
        ("Tháng Năm 20, 2024", "2024-05-20"),
        ("Posted on May 20, 2024 by admin", "2024-05-20"),
        ("2024-05-20 14:06", "2024-05-20"),
        ("5/20/2024 2:06:00 PM", "2024-05-20"),
        ("Sóc Trăng, tháng 7-2009", "2009-07"),
        ("Đài Truyền thanh huyện Phú Hòa, 2/6/2013", "2013-06-02"),
        ("TP.HCM, 13.10.2025", "2025-10-13"),
        ("28/03/2018 17:05 Lượt xem: 1.208 Thích 34 Tweet", "2018-03-28"),
        ("Ngày xuất bản: 20/01/2011   Ngày chỉnh sửa: 15/03/2012", "2011-01-20"),
        ("Ngày hết hạn: 31/12/2021 - Ngày đăng: 12/05/2021", "2021-05-12"),
        ("Ngay dang: 5/3/2010", "2010-03-05"),
        ("Thứ Hai, 20 – 05 – 2024, 14h06 chiều", "2024-05-20"),
        ("Tác giả: Lê Hoa/Thứ ba, 30 Tháng Mười 2018/Số lượt xem (873)", "2018-10-30"),
        ("Ngày 5 tháng 3 năm 2019 (30/1 âm lịch)", "2019-03-05"),
        ("5/6/2024 2:06:00 PM", "2024-05-06"),
        ("05/06/2024 02:06 PM", "2024-06-05"),
        ("Thống kê truy cập từ ngày 05/03/2019", None),
        ("Hôm nay: Thứ Hai, 03/06/2024 14:21", None),
        ("Giấy phép số 14/GP-TTĐT cấp ngày 17/01/2011", None),
        ("Sáng 12/3/2019, hội nghị bế mạc", None),
        ("Lễ ra mắt công đoàn xã, 12/3/2019", None),
        ("- Công đoàn phường trao 30 suất quà (12/01/2011)", None),
        ("tháng 7-2009", None),
        ("Cập nhật: 31/02/2019", None),
        ("Hội nghị kéo dài từ ngày 3 đến ngày 5 tháng 6 năm 2019", None),
    ],
)
def test_publication_line(line: str, day: str | None) -> None:
    stated = publication_line(line)
    assert (stated.value if stated else None) == day


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("(Báo Đắk Lắk, 4/2/2013) - Bếp lửa nhà ăn bệnh viện đỏ từ chiều.", "2013-02-04"),
        ("(Công đoàn Ninh Bình, 05/9/2019) - Nhiều người hỏi về phiếu lương.", "2019-09-05"),
        ("Hà Nội, ngày 5/3/2018 – Tổng LĐLĐ Việt Nam công bố kế hoạch.", "2018-03-05"),
        ("Hải Hậu (Nam Định), ngày 21/02/2025. Luật mới đến với cơ sở", "2025-02-21"),
        ("(NLĐO) 14/10/2025 16:20 - Chiều 14/10, Ban Chấp hành họp phiên thứ hai.", "2025-10-14"),
        ("BBK - Sáng 29/12, Liên đoàn Lao động tỉnh tổng kết năm.", None),
        ("Ngày 5/3/2018, Công đoàn ngành Y tế phát động thi đua.", None),
        ("Chiều 5/3/2018 - đúng ngày hội - công đoàn trường ra mắt câu lạc bộ.", None),
    ],
)
def test_dateline(lead: str, day: str | None) -> None:
    stated = dateline(lead)
    assert (stated.value if stated else None) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Bản tin thời sự 17 giờ 30, Đài Phát thanh - Truyền hình Đắk Lắk, ngày 13 tháng 3 năm 2008", "2008-03-13"),
        ("(Đài PT-TH Lạng Sơn, bản tin trưa 20-3-2005)", "2005-03-20"),
        ("Đây là bản tin của Đài Phát thanh tỉnh, 11 giờ 30 phút ngày 16/4/2026.", "2026-04-16"),
        ("Kính thưa quý vị! Sau đây là tin tức, phát trên sóng FM sáng thứ Tư, ngày 21 tháng 9 năm 2022.", "2022-09-21"),
        ("(Bản tin Gang Thép, số 7-2010) - Chiều qua, thợ lò nhận quà.", "2010-07"),
        ("Bản tin Công đoàn Cao su - số tháng 1-2015", "2015-01"),
        ("Đài Phát thanh - Truyền hình tỉnh tổ chức hội thi ngày 16/3/2022.", None),
        ("Quyết định số 7-2010 của Bản tin Công đoàn", None),
        ("Hội thao các đài truyền thanh từ ngày 3/4/2019 đến ngày 5/4/2019", None),
    ],
)
def test_the_line_of_a_broadcast_or_an_issue(line: str, day: str | None) -> None:
    stated = programme_day(line)
    assert (stated.value if stated else None) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Người Lao động miền Đông, 14-8-2018", "2018-08-14"),
        ("Phòng Công tác xã hội, ngày 27/08/2018", "2018-08-27"),
        ("(Lao động Miền Trung, 9/7/2021)", "2021-07-09"),
        ("Haneul Vina News, số tháng 3/2025, ra ngày 17/3/2025", "2025-03-17"),
        ("Thứ Ba, 14/05/2019", None),
        ("Công nhân nhận quà tại lễ, 14/05/2019", None),
        ("Hội nghị kết thúc vào chiều muộn, 14/05/2019", None),
    ],
)
def test_who_signs_a_text(line: str, day: str | None) -> None:
    stated = signed_day(line)
    assert (stated.value if stated else None) == day


@pytest.mark.parametrize(
    ("text", "day", "proof"),
    [
        (f"Gốm Đông Hà lo việc làm\n12/03/2019\n\n{LEAD}", "2019-03-12", "12/03/2019"),
        (f"12/03/2019 08:15\nGốm Đông Hà lo việc làm\n\n{LEAD}", "2019-03-12", "12/03/2019"),
        (f"Gốm Đông Hà lo việc làm\n{LEAD}\nThứ Ba, 12/03/2019\n{LEAD}", "2019-03-12", "12/03/2019"),
        # The clock of the page's head stands above its menu, the article's own line below the title.
        (
            f"Thứ Sáu, 26/01/2024, 08:12\nTrang chủ | Tin tức | Liên hệ\nGốm Đông Hà lo việc làm\nNgày đăng: 12/03/2019\n\n{LEAD}",
            "2019-03-12",
            "12/03/2019",
        ),
        (f"Gốm Đông Hà lo việc làm\n\n{LEAD}\n\nTin liên quan\n- Công đoàn xã ra quân (11/03/2019)", None, None),
        (f"Gốm Đông Hà lo việc làm [12/03/2019 4:05:00 CH]\n\n{LEAD}", "2019-03-12", "12/03/2019"),
        (f"Gốm Đông Hà lo việc làm (12/03/2019, không báo trước)\n\n{LEAD}", None, None),
        (f"Gốm Đông Hà lo việc làm\n\n{LEAD}", None, None),
    ],
)
def test_a_printed_day_has_its_place_in_the_text(text: str, day: str | None, proof: str | None) -> None:
    value = find_published(text, lay_out(text).zones)
    assert (value.value if value else None) == day
    if value:
        [(start, end)] = value.evidence
        assert text[start:end] == proof
        assert value.inferred is None


@pytest.mark.parametrize(
    ("given", "meta", "url", "day", "inferred"),
    [
        ("2019-03-12", None, None, "2019-03-12", "trường published của bản ghi"),
        ("12/3/2019 08:00", None, None, "2019-03-12", "trường published của bản ghi"),
        (None, "2019-03-12T23:30:00Z", None, "2019-03-13", "thẻ meta của trang"),
        (None, None, "https://congdoan.example/2019/03/12/gom-dong-ha.html", "2019-03-12", "địa chỉ trang"),
        ("không rõ", None, None, None, None),
    ],
)
def test_a_day_from_elsewhere_says_so(given: str | None, meta: str | None, url: str | None, day: str | None, inferred: str | None) -> None:
    text = f"Gốm Đông Hà lo việc làm\n\n{LEAD}"
    machine = [Evidence("machine", Day(stated))] if meta and (stated := parse_day(meta)) else []
    value = find_published(text, lay_out(text).zones, given=given, machine=machine, url=url)
    assert (value and value.value, value and value.inferred) == (day, inferred)


def test_the_text_lends_its_proof_to_an_equal_day() -> None:
    text = f"Gốm Đông Hà lo việc làm\n12/03/2019\n\n{LEAD}"
    value = find_published(text, lay_out(text).zones, given="2019-03-12")
    assert value is not None
    assert (value.inferred, [text[start:end] for start, end in value.evidence]) == (None, ["12/03/2019"])


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://baotinh.example/xa-hoi/tin-20240520140600123.htm", "2024-05-20"),
        ("https://baotinh.example/2024/05/tin.html", "2024-05"),
        ("https://baotinh.example/2024/05/20", "2024-05-20"),
        ("https://baotinh.example/xem?ngay=20-05-2024", "2024-05-20"),
        ("https://baotinh.example/mit-tinh-20-10-2023-tai-hue.html", None),  # the day of what it tells
        ("https://baotinh.example/2024/13/45/tin.html", None),
        ("https://baotinh.example/tin-120455.html", None),
    ],
)
def test_day_of_address(url: str, day: str | None) -> None:
    assert day_of_address(url) == day


def test_parse_day_keeps_vietnams_calendar() -> None:
    assert parse_day("2024-12-31T20:00:00-05:00") == "2025-01-01"
    assert parse_day("năm ngoái") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20th May 2024", "2024-05-20"),
        ("May 20th, 2024 2:06 PM", "2024-05-20"),
        ("yesterday", None),  # counts from today: never
        ("2 ngày trước", None),
        ("tháng Năm", None),
    ],
)
def test_parse_day_reads_other_notations(text: str, day: str | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Liên đoàn Lao động huyện Yên Thủy", True),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH AN GIANG", True),
        ("Liên đoàn Lao động huyện Yên Thủy giám sát ba đơn vị", False),
        ("CÔNG ĐOÀN NGÀNH Y TẾ TỔ CHỨC HỘI THAO", False),
        ("Trang tin Công đoàn Tổng công ty Phát điện 2", True),
        ("Website Công đoàn Viên chức tỉnh tập huấn", False),
    ],
)
def test_is_masthead(line: str, expected: bool) -> None:
    assert is_masthead(line) is expected
