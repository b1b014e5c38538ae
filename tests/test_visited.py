"""Visited: bodies that an inspection or visit went to, named in sentences of their own."""

import pytest
from articles import article

from extract.pipeline import Pipeline

LEAD = "Ngày 21/4/2016, Ủy ban Kiểm tra LĐLĐ tỉnh Quảng Trị đã tiến hành giám sát việc thu, nộp kinh phí. "
TOLD = [
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
NOT_TOLD = [
    "Ngày 30/5/2016, đoàn sẽ đến thăm Công ty TNHH Giầy Hưng.",  # planned
    "Hôm 2/3/2016, đoàn đã làm việc với Công ty TNHH Giầy Hưng.",  # another day
    "Cuối buổi, đoàn đến Bệnh viện Đa khoa Hải Lăng thăm đoàn viên đang điều trị.",  # to see somebody there
    "Công ty TNHH Giầy Hưng cũng cử người đến dự.",
]


def targets(pipeline: Pipeline, text: str) -> list[str]:
    record = pipeline(article(LEAD + text))
    return [record.text[a:b] for target in record.events[0].targets for a, b in target.evidence]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_told(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert targets(pipeline, text) == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_not_told(pipeline: Pipeline, text: str) -> None:
    assert targets(pipeline, text) == []


def test_a_title_that_goes_on_behind_a_colon(pipeline: Pipeline) -> None:
    title = "Đối thoại với Công ty TNHH Sung Jin: 9 kiến nghị được trả lời"
    events = pipeline(article("Cuộc đối thoại diễn ra ngày 24/5/2013 do LĐLĐ tỉnh Long An tổ chức.", title=title)).events
    assert [t.name for t in events[0].targets] == ["Công ty TNHH Sung Jin"]
