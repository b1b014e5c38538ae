"""Side events: what an article reports beside its main event, and what it only mentions."""

import pytest
from articles import article

from extract.pipeline import Pipeline

LEAD = "Ngày 19/12/2023, Ban Chấp hành LĐLĐ tỉnh An Giang tổ chức Hội nghị lần thứ 3. "
TOLD = [
    # planned, with a day of its own
    ("Ngày 26/12/2023 tới, LĐLĐ tỉnh sẽ tổ chức hội thi nấu ăn.", ("hoi_thi", "planned", "2023-12-26")),
    # earlier, with a day of its own
    ("Trước đó, ngày 12/12, LĐLĐ tỉnh đã tổ chức hội thao công nhân.", ("hoi_thi", "held", "2023-12-12")),
    # on the main event's day: honours handed over, an election, the visit after it
    ("Dịp này, LĐLĐ tỉnh tặng Bằng khen cho 12 tập thể.", ("khen_thuong", "held", "2023-12-19")),
    ("Hội nghị đã bầu bổ sung ông Lâm Chí Hiếu vào Ban Thường vụ.", ("nhan_su", "held", "2023-12-19")),
    ("Sau hội nghị, đoàn đại biểu đến thăm, tặng quà 5 gia đình công nhân tại xã Vĩnh Gia.", ("cham_lo", "held", "2023-12-19")),
]
NOT_TOLD = [
    "Các đơn vị nộp báo cáo tổng kết trước ngày 30/12/2023.",  # a deadline
    "Từ ngày 1/1/2023 đến 30/11/2023, LĐLĐ tỉnh đã tổ chức 14 lớp tập huấn.",  # the stretch that a report looks back on
    "Năm 2022, LĐLĐ tỉnh đã tặng Bằng khen cho 12 tập thể.",  # honours of another year
    "Hội nghị nghe báo cáo và thảo luận sôi nổi.",
]


@pytest.mark.parametrize(("text", "side"), TOLD)
def test_told(pipeline: Pipeline, text: str, side: tuple[str, str, str]) -> None:
    main, *others = pipeline(article(LEAD + text)).events
    assert main.types == ["hoi_nghi_bch"]
    assert [(e.types[0], e.status, e.start) for e in others] == [side]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_not_told(pipeline: Pipeline, text: str) -> None:
    assert len(pipeline(article(LEAD + text)).events) == 1


def test_each_part_of_a_sentence_with_its_day(pipeline: Pipeline) -> None:
    """A semicolon parts two events where each has a date."""
    text = LEAD + "Ngày 5/1/2024, LĐLĐ tỉnh sẽ tổ chức hội thi nấu ăn; ngày 9/1/2024 sẽ tổ chức lễ tuyên dương công nhân giỏi."
    assert [(e.types[0], e.start) for e in pipeline(article(text)).events[1:]] == [("hoi_thi", "2024-01-05"), ("khen_thuong", "2024-01-09")]


def test_who_meets_the_company_of_a_strike_talks_with_it(pipeline: Pipeline) -> None:
    text = (
        "Sáng 14/12/2009, 600 công nhân Công ty TNHH Giày Thuận Phú ngừng việc đòi thưởng Tết. "
        "Chiều 14/12/2009, LĐLĐ huyện Đức Hòa đã có buổi làm việc với giám đốc công ty."
    )
    _, talks = pipeline(article(text)).events
    assert talks.types == ["doi_thoai"]
    assert [body.name for body in talks.organisers] == ["Liên đoàn Lao động huyện Đức Hòa"]
    assert [body.name for body in talks.targets] == ["Công ty TNHH Giày Thuận Phú"]


SOON = [
    # weeks ahead, though no word says so; a verb is not needed where a trigger is clear
    ("Ngày 5/1: LĐLĐ huyện Tri Tôn bàn giao nhà cho ba đoàn viên.", ("mai_am", "planned", "2024-01-05", "2024-01-05")),
    ("Ngày 24 tháng này, hiến máu tại Trung tâm Y tế huyện.", ("quyen_gop", "planned", "2023-12-24", "2023-12-24")),
    # long past: of this year
    ("Ngày 5/11, LĐLĐ huyện Tri Tôn bàn giao nhà cho ba đoàn viên.", ("mai_am", "held", "2023-11-05", "2023-11-05")),
    # how long it goes on
    ("Ngày 5/1 tới, LĐLĐ huyện khai giảng lớp tập huấn, học trong hai ngày.", ("tap_huan", "planned", "2024-01-05", "2024-01-06")),
    ("Ngày 5/12, LĐLĐ huyện khai mạc giải bóng chuyền, kéo dài đến 15/12.", ("hoi_thi", "held", "2023-12-05", "2023-12-15")),
]


@pytest.mark.parametrize(("text", "side"), SOON)
def test_days_of_another_event(pipeline: Pipeline, text: str, side: tuple[str, str, str, str]) -> None:
    _, other = pipeline(article(LEAD + text, published="2023-12-20")).events
    assert (other.types[0], other.status, other.start, other.end) == side


def test_talks_that_settle_a_strike(pipeline: Pipeline) -> None:
    text = (
        "Sáng 16/2/2011, hơn 900 công nhân Công ty TNHH Dệt Sài Nam đã ngừng việc đòi thưởng. "
        "LĐLĐ quận Bình Tân đã đến làm việc với lãnh đạo công ty."
    )
    assert [e.types[0] for e in pipeline(article(text)).events] == ["tranh_chap", "doi_thoai"]


def test_a_contests_prizes_are_no_ceremony(pipeline: Pipeline) -> None:
    text = "Ngày 6/3/2015, LĐLĐ tỉnh Lạng Sơn tổ chức hội thi. Ban Tổ chức trao giải Nhất cho đội Chi Lăng và tặng Giấy khen cho 3 đội."
    assert [e.types[0] for e in pipeline(article(text)).events] == ["hoi_thi"]
