"""Targets: bodies at whom an event was done, however the article says so."""

import pytest
from articles import article

from extract.pipeline import Pipeline

TARGETS = [
    (
        "UBKT LĐLĐ tỉnh Sơn La tiến hành giám sát tại LĐLĐ huyện Mai Sơn, LĐLĐ huyện Yên Châu và Công đoàn Y tế tỉnh Sơn La.",
        ["Liên đoàn Lao động huyện Mai Sơn", "Liên đoàn Lao động huyện Yên Châu", "Công đoàn Y tế tỉnh Sơn La"],
    ),
    ("Đoàn công tác của Tổng LĐLĐ Việt Nam đã làm việc với LĐLĐ tỉnh Sơn La.", ["Liên đoàn Lao động tỉnh Sơn La"]),
    # the members of a class keep its head
    (
        "LĐLĐ huyện Mai Sơn kiểm tra 3 CĐCS gồm: Trường Mầm non Hoa Ban, Trạm Y tế xã Chiềng Mung và Hợp tác xã Nà Sản.",
        ["công đoàn cơ sở Trường Mầm non Hoa Ban", "công đoàn cơ sở Trạm Y tế xã Chiềng Mung", "công đoàn cơ sở Hợp tác xã Nà Sản"],
    ),
    # "tại" leads to the place of a service, not to whom it was done
    ("LĐLĐ huyện Mai Sơn tập huấn cán bộ tại Nhà Văn hóa huyện.", []),
    ("LĐLĐ tỉnh Sơn La tổ chức hội thảo.", []),
    # the two sides of a meeting, whoever is the subject
    (
        "Sáng 26/8/2016, CĐCS Cảng Chân Mây đã đón và làm việc với đoàn công tác của Công đoàn Hàng hải Việt Nam.",
        ["công đoàn cơ sở Cảng Chân Mây"],
    ),
    (
        "Buổi làm việc ngày 10/3/2026 giữa đoàn công tác của LĐLĐ tỉnh Sơn La và Sở Nội vụ tỉnh với Công ty CP Chè Mộc Sương.",
        ["Công ty CP Chè Mộc Sương"],
    ),
    # who inspects is the one above, though no delegation be named; who is received comes
    (
        "Sáng 24/9/2014, Công đoàn Sở Nội vụ tỉnh Sơn La đã làm việc với UBKT Công đoàn Viên chức tỉnh. "
        "Tại cuộc kiểm tra ngày 24/9, đoàn kiểm tra đã xem sổ thu chi; sau buổi kiểm tra, đơn vị đóng góp ý kiến.",
        ["Công đoàn Sở Nội vụ tỉnh Sơn La"],
    ),
    (
        "Ngày 14/5/2019, Công đoàn Sở Tài chính làm việc với đoàn kiểm tra do Công đoàn Viên chức tỉnh Sơn La cử xuống.",
        ["Công đoàn Sở Tài chính"],
    ),
    # a strike is its house's, though only the union's officer be named
    (
        "Bà Hân, Chủ tịch CĐCS Công ty TNHH Gỗ Nà Sản, xác nhận: 912 công nhân đã chấm dứt vụ ngừng việc xảy ra ngày 17/9/2013.",
        ["Công ty TNHH Gỗ Nà Sản"],
    ),
    # the houses whose people are helped
    (
        "Ngày 8/5/2025, LĐLĐ huyện Mai Sơn đã đến thăm, tặng quà đoàn viên, lao động Công ty CP Thép Hải Long và Công ty Gạch Sông Mã.",
        ["Công ty CP Thép Hải Long", "Công ty Gạch Sông Mã"],
    ),
    # the members of a class that a visit goes to
    (
        "Ngày 12/9/2011, UBKT LĐLĐ tỉnh Sơn La tiến hành kiểm tra tài chính. Các đơn vị được kiểm tra gồm hai CĐCS: "
        "Thư viện tỉnh (sáng 12/9) và Bảo tàng Nà Sản (chiều 12/9).",
        ["công đoàn cơ sở Thư viện tỉnh Sơn La", "công đoàn cơ sở Bảo tàng Nà Sản"],
    ),
    # those honoured by name
    (
        "Ngày 27/7/2012, LĐLĐ tỉnh Sơn La làm lễ tuyên dương. Bằng khen được trao cho 2 tập thể là Điện lực Mai Sơn, Điện lực Yên Châu.",
        ["Điện lực Mai Sơn", "Điện lực Yên Châu"],
    ),
    # a union that is founded, whose name only its house tells to be a grassroots one
    (
        "Ngày 16/5/2011, LĐLĐ huyện Mai Sơn công bố quyết định thành lập Công đoàn Công ty Nhiệt điện Nà Sản.",
        ["Công đoàn Công ty Nhiệt điện Nà Sản"],
    ),
    # unions that are founded, each with a clause of its own
    (
        "Ngày 23/6/2022, LĐLĐ huyện Mai Sơn tổ chức lễ công bố quyết định thành lập công đoàn cơ sở. Hai đơn vị mới là "
        "CĐCS Công ty Trúc Xanh, ra mắt với 96 đoàn viên, và CĐCS Công ty Cơ khí Nà Cáp.",
        ["công đoàn cơ sở Công ty Trúc Xanh", "công đoàn cơ sở Công ty Cơ khí Nà Cáp"],
    ),
]


LEAD = "Ngày 21/4/2016, Ủy ban Kiểm tra LĐLĐ tỉnh Quảng Trị đã tiến hành giám sát việc thu, nộp kinh phí"
STOPS = [
    # said to be a stop
    ("Nơi Đoàn đến đầu tiên là Công ty TNHH May Hải Thọ.", ["Công ty TNHH May Hải Thọ"]),
    (
        "Được kiểm tra đợt này có Công đoàn Công ty Sợi Vinh và Công đoàn Xí nghiệp Gốm.",
        ["Công đoàn Công ty Sợi Vinh", "Công đoàn Xí nghiệp Gốm"],
    ),
    ("Danh sách đơn vị lần này gồm: CĐCS Trường THCS Ea Kly, CĐCS Công ty Gỗ Mai.", ["CĐCS Trường THCS Ea Kly", "CĐCS Công ty Gỗ Mai"]),
    ("Nơi đến: CĐCS Trường THCS Ea Kly; CĐCS Công ty Gỗ Mai.", ["CĐCS Trường THCS Ea Kly", "CĐCS Công ty Gỗ Mai"]),
    (
        "Đợt giám sát bắt đầu từ Công đoàn Công ty Sợi Vinh, tiếp đến là Công đoàn Xí nghiệp Gốm.",
        ["Công đoàn Công ty Sợi Vinh", "Công đoàn Xí nghiệp Gốm"],
    ),
    # the delegation goes on
    ("Đoàn dừng chân ở xã Hải Thọ, thăm Trường THCS Ea Kly.", ["Trường THCS Ea Kly"]),
    ("Buổi chiều đến lượt Trường THCS Tam Giang.", ["Trường THCS Tam Giang"]),
    ("Rời xã, đoàn đến thăm Công ty TNHH Giầy Hưng.", ["Công ty TNHH Giầy Hưng"]),
]
BESIDE = [
    "Ngày 30/5/2016, đoàn sẽ đến thăm Công ty TNHH Giầy Hưng.",  # planned
    pytest.param(
        "Hôm 2/3/2016, đoàn đã làm việc với Công ty TNHH Giầy Hưng.",  # another day
        marks=pytest.mark.xfail(reason="visits of many days have taught that a day of its own speaks for a stop", strict=True),
    ),
    "Cuối buổi, đoàn đến Bệnh viện Đa khoa Hải Lăng thăm đoàn viên đang điều trị.",  # to see somebody there
    "Công ty TNHH Giầy Hưng cũng cử người đến dự.",
]


def named(pipeline: Pipeline, text: str) -> list[str]:
    record = pipeline(article(text))
    return [record.text[a:b] for target in record.events[0].targets for a, b in target.evidence]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_of_the_main_event(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [target.name for target in pipeline(article(text)).events[0].targets] == expected


@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_stops_of_a_visit_in_sentences_of_their_own(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert named(pipeline, f"{LEAD}. {text}") == expected


@pytest.mark.parametrize("text", BESIDE)
def test_bodies_named_beside(pipeline: Pipeline, text: str) -> None:
    assert named(pipeline, f"{LEAD} tại Công đoàn Công ty Gốm Gio Linh. {text}") == ["Công đoàn Công ty Gốm Gio Linh"]


def test_a_title_that_goes_on_behind_a_colon(pipeline: Pipeline) -> None:
    title = "Đối thoại với Công ty TNHH Sung Jin: 9 kiến nghị được trả lời"
    events = pipeline(article("Cuộc đối thoại diễn ra ngày 24/5/2013 do LĐLĐ tỉnh Long An tổ chức.", title=title)).events
    assert [t.name for t in events[0].targets] == ["Công ty TNHH Sung Jin"]
