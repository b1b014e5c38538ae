"""Event dates: when the main event was held, and for how many days."""

import pytest
from articles import article

from extract.pipeline import Pipeline

HELD = [
    # the event's own sentence, else the first that gives a day
    ("LĐLĐ tỉnh Sơn La tổ chức hội nghị giao ban ngày 4/7/2018.", "2018-07-04", "2018-07-04"),
    ("Sáng 9/5/2014, trời đổ mưa. LĐLĐ huyện Phù Yên vẫn tổ chức hội thao.", "2014-05-09", "2014-05-09"),
    # a day said for the future is another event's
    ("LĐLĐ huyện Phù Yên đã tổ chức hội thao. Ngày 20/6/2014 sẽ trao giải. Hội thao diễn ra ngày 9/5/2014.", "2014-05-09", "2014-05-09"),
    # several days: a span, a beginning with a length, a list of rounds
    ("Từ ngày 6 đến 8/5/2013, LĐLĐ huyện Hàm Yên mở lớp tập huấn.", "2013-05-06", "2013-05-08"),
    ("Trong ba ngày, bắt đầu từ 19/7/2016, LĐLĐ tỉnh mở lớp tập huấn.", "2016-07-19", "2016-07-21"),
    ("Ngày 2/10/2019, LĐLĐ tỉnh khai mạc hội thao. Hội thao kéo dài bốn ngày với 12 đội.", "2019-10-02", "2019-10-05"),
    ("Hôm 5/11/2021 tại Bắc Hà và hôm 7/11/2021 tại Sa Pa, LĐLĐ tỉnh tổ chức tuyên truyền pháp luật.", "2021-11-05", "2021-11-07"),
    ("Ngày 5/11/2021 và 7/11/2021, LĐLĐ tỉnh tổ chức tuyên truyền pháp luật.", "2021-11-05", "2021-11-07"),
    ("Ngày 17/7/2008, 120 cán bộ dự lớp tập huấn. Trong ba ngày, học viên học cách lập sổ.", "2008-07-17", "2008-07-19"),
    ("Hôm 16/9/2025, đoàn của LĐLĐ tỉnh làm việc tại xã. Trong ba ngày 15, 16, 17/9/2025, đoàn qua bốn xã.", "2025-09-15", "2025-09-17"),
    ("Từ ngày 13 đến trưa ngày 15/6/2011, 600 công nhân Công ty TNHH Mộc Hà đình công.", "2011-06-13", "2011-06-15"),
    ("Sáng 10/4/2006, công nhân Công ty TNHH Mộc Hà đình công. Chiều 12/4/2006, họ trở lại làm việc.", "2006-04-10", "2006-04-12"),
    ("Sáng 10/4/2006, công nhân Công ty TNHH Mộc Hà đình công. Sáng 13/4/2006, họ trở lại làm việc.", "2006-04-10", "2006-04-12"),
    # a document's number before a comma, and the day of the deed behind it
    ("Thực hiện Kế hoạch số 05/KH-UBKT, ngày 16/4/2009, LĐLĐ tỉnh Nam Định kiểm tra tài chính.", "2009-04-16", "2009-04-16"),
    # the last of several days
    ("Đại hội Công đoàn tỉnh bế mạc trưa 13/3/2008, sau hai ngày rưỡi làm việc.", "2008-03-11", "2008-03-13"),
    ("Chiều 18/10/2006, ngày thi cuối, hội thi thợ giỏi có nhà vô địch. Hội thi diễn ra trong bốn ngày.", "2006-10-15", "2006-10-18"),
    # what is over began on a day that another sentence gives
    ("Chiều 26/7/2009, LĐLĐ huyện khép lại giải bóng đá. 12 đội đã ra sân từ ngày 11/7/2009.", "2009-07-11", "2009-07-26"),
    ("Ngày 15/3/2015, LĐLĐ tỉnh kiểm tra bếp ăn. Việc kiểm tra kéo dài đến ngày 31/3/2015.", "2015-03-15", "2015-03-31"),
    # the same days in words and in figures
    ("Thứ hai, 08/09/2014\nDịp cuối tuần qua (5 và 6.9), LĐLĐ huyện tổ chức hội thi.", "2014-09-05", "2014-09-06"),
    # a strike lasts from the day the workers stopped to the day they took up work again
    (
        "Trong hai ngày 14 và 15/2/2022, công nhân Công ty TNHH Mộc Hà ngừng việc. Họ trở lại làm việc sau hai ngày ngừng việc.",
        "2022-02-14",
        "2022-02-15",
    ),
    ("Ngày 4/3/2008, công nhân Công ty TNHH Mộc Hà đình công. Sau 4 ngày đình công, họ làm việc trở lại.", "2008-03-04", "2008-03-07"),
    (
        "Sáng 20/7/2011, công nhân Công ty Giày Thuận Hưng vào ca sau hai ngày ngừng việc. Trước đó, sáng 18/7/2011, họ ngừng việc vì tiền "
        "lương. Sự việc kéo dài hết ngày 19/7/2011.",
        "2011-07-18",
        "2011-07-19",
    ),
    (
        "Sáng 15/4/2008, máy ở Công ty TNHH Mộc Hà chạy lại sau ba ngày ngừng việc. Công nhân bỏ máy vì tiền cơm.",
        "2008-04-12",
        "2008-04-14",
    ),
    # the day that an agreement comes into force is none of its signing
    ("Chiều 24/11/2015, 12 công ty ký kết thỏa ước lao động tập thể nhóm, có hiệu lực hai năm, từ 1/1/2016.", "2015-11-24", "2015-11-24"),
    # a length of something else is none
    ("Ngày 2/10/2019, LĐLĐ tỉnh tổ chức hội thi. Bài dự thi nộp trong bốn ngày.", "2019-10-02", "2019-10-02"),
]


@pytest.mark.parametrize(("text", "start", "end"), HELD)
def test_held(pipeline: Pipeline, text: str, start: str, end: str) -> None:
    event = pipeline(article(text)).events[0]
    assert (event.start, event.end) == (start, end)


ANNOUNCED = [
    # the day to come, not the one on which it was spoken of; without "sẽ", and though it be a year's day once more
    (
        "Chiều 19/3, Thường trực Tỉnh ủy nghe LĐLĐ tỉnh báo cáo công tác chuẩn bị Đại hội Công đoàn tỉnh. "
        "Đại hội diễn ra trong hai ngày 25 và 26/3.",
        "2008-03-20",
        ("dai_hoi", "planned", "2008-03-25", "2008-03-26"),
    ),
    # what has been held is not announced by what is being prepared
    (
        "Trước ngày vào vụ mới, chiều 18/3, LĐLĐ tỉnh tổ chức tập huấn cho 100 cán bộ. Lớp tập huấn thứ hai mở ngày 25/3.",
        "2008-03-20",
        ("tap_huan", "held", "2008-03-18", "2008-03-18"),
    ),
    # nor is a day by which something is due the event's
    (
        "LĐLĐ tỉnh Sơn La sẽ tổ chức chuyến xe Tết. Các đơn vị gửi danh sách trước ngày 2/2. Lễ xuất phát sẽ diễn ra ngày 11/2/2026.",
        "2026-01-28",
        ("cham_lo", "planned", "2026-02-11", "2026-02-11"),
    ),
    # a day a year ago is of another event
    (
        "LĐLĐ tỉnh Sơn La đối thoại với công nhân. Cuộc trước, tổ chức ngày 23/5/2025, có 190 kiến nghị.",
        "2026-05-11",
        ("doi_thoai", "held", None, None),
    ),
]


@pytest.mark.parametrize(("text", "published", "expected"), ANNOUNCED)
def test_what_is_announced_what_is_held_and_what_is_long_past(
    pipeline: Pipeline, text: str, published: str, expected: tuple[str, str, str | None, str | None]
) -> None:
    event = pipeline(article(text, published=published)).events[0]
    assert (event.types[0], event.status, event.start, event.end) == expected


def test_an_undated_deed_has_its_programmes_year(pipeline: Pipeline) -> None:
    text = "Thực hiện chương trình Mái ấm Công đoàn năm 2018, vừa qua, LĐLĐ tỉnh Sơn La đã trao 200 suất quà cho công nhân."
    event = pipeline(article(text)).events[0]
    assert (event.start, event.end) == ("2018", "2018")
