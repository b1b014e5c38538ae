"""Event places: what is found where no "tại" leads to it."""

import pytest
from articles import article

from extract.pipeline import Pipeline

TOLD = [
    # a hall that is named in whatever role
    (
        "Hơn 500 công nhân ngồi kín Trung tâm Văn hóa Kinh Bắc sáng 9/5/2015, khi LĐLĐ tỉnh Bắc Ninh tổ chức đối thoại.",
        "Trung tâm Văn hóa Kinh Bắc",
    ),
    ("Sáng 9/5/2015, LĐLĐ tỉnh Bạc Liêu tổ chức hiến máu. Ở sảnh Nhà hát Cao Văn Lầu, 300 người xếp hàng.", "Nhà hát Cao Văn Lầu"),
    # a place that is a sentence of its own, as radio tells it
    ("Sáng 9/5/2015, thành phố Lạng Sơn. LĐLĐ tỉnh Lạng Sơn tổ chức sơ kết sáu tháng.", "thành phố Lạng Sơn"),
    (
        "LĐLĐ tỉnh Cao Bằng khai mạc lớp tập huấn ngày 9/5/2015. Địa điểm: Trường Chính trị Hoàng Đình Giong.",
        "Trường Chính trị Hoàng Đình Giong",
    ),
    ("Ngày 9/5/2015, LĐLĐ tỉnh Bắc Ninh tổ chức hội thi. Nhà máy Kinh Bắc nhận giải nhất.", None),
    # what is told of a hall is no part of its name
    ("Ngày 9/5/2015, LĐLĐ tỉnh tổ chức hội thi. Cả Nhà văn hóa Lao động reo hò mừng đội May 2.", "Nhà văn hóa Lao động"),
    ("Ngày 9/5/2015, LĐLĐ tỉnh tổ chức đối thoại. Khi Nhà hát Kinh Bắc tắt đèn, ông Nam nói.", "Nhà hát Kinh Bắc"),
    # a strike and an accident: the estate where the company has its works
    (
        "Ngày 9/5/2015, 600 công nhân Công ty TNHH Mộc Hà trong KCN Tân Hương (huyện Châu Thành) ngừng việc.",
        "KCN Tân Hương, huyện Châu Thành",
    ),
    (
        "Ngày 9/5/2015, công nhân Công ty TNHH Mộc Hà ngừng việc. Cổng số 1 Khu công nghiệp Tân Hương đặc áo xanh.",
        "Khu công nghiệp Tân Hương",
    ),
    # a house with its address
    (
        "Ngày 9/5/2015, LĐLĐ tỉnh Yên Bái giám sát việc thực hiện Bộ luật Lao động tại Công ty TNHH May Sông Hồng Xanh, huyện Trấn Yên.",
        "Công ty TNHH May Sông Hồng Xanh, huyện Trấn Yên",
    ),
    # a time behind a place is no part of it
    ("Công nhân ở Khu kinh tế Vũng Áng hôm thứ Bảy 9/5/2015 dự ngày hội do LĐLĐ tỉnh Hà Tĩnh tổ chức.", "Khu kinh tế Vũng Áng"),
    (
        "Ngày 9/5/2015, tại sân Khu nhà ở công nhân Kỳ Liên, thị xã Kỳ Anh, LĐLĐ tỉnh Hà Tĩnh tổ chức chợ Tết.",
        "Khu nhà ở công nhân Kỳ Liên, thị xã Kỳ Anh",
    ),
    # whence somebody is, in a sentence that does not report the event; whence those are who receive, in the one that does
    (
        "Sáng 9/5/2015, LĐLĐ tỉnh Bắc Ninh đối thoại với công nhân. Người hỏi là anh Sáng, công nhân một công ty ở KCN Yên Phong.",
        None,
    ),
    ("Chiều 15/1/2009, LĐLĐ tỉnh Bình Định trao 120 suất quà cho công nhân ở Khu kinh tế Nhơn Hội.", "Khu kinh tế Nhơn Hội"),
    # a house is handed over where it stands
    (
        "Ngày 9/5/2015, LĐLĐ huyện Tri Tôn bàn giao Mái ấm Công đoàn cho anh Em, công nhân ở thị trấn Ba Chúc. Nhà cất tại khóm An Định.",
        "khóm An Định",
    ),
    ("Ngày 9/5/2015, LĐLĐ huyện Chư Păh bàn giao Mái ấm Công đoàn trước mặt già làng Rơ Châm Blơm.", None),
]


@pytest.mark.parametrize(("text", "place"), TOLD)
def test_told_without_a_preposition(pipeline: Pipeline, text: str, place: str | None) -> None:
    event = pipeline(article(text)).events[0]
    assert (event.place and event.place.name) == place


TITLES = [
    ("Ngày hội hiến máu tại Công ty May Sông Lô", "LĐLĐ tỉnh Phú Thọ tổ chức ngày hội hiến máu.", "Công ty May Sông Lô"),
    # an inspection is of whom it goes to
    ("Kiểm tra tại Công ty May Sông Lô", "LĐLĐ tỉnh Phú Thọ tiến hành kiểm tra việc thực hiện Điều lệ.", None),
]


@pytest.mark.parametrize(("title", "text", "place"), TITLES)
def test_the_titles_where_the_text_names_none(pipeline: Pipeline, title: str, text: str, place: str | None) -> None:
    event = pipeline(article(f"Ngày 9/5/2015, {text}", title=title)).events[0]
    assert (event.place and event.place.name) == place
