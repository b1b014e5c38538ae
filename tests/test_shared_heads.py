"""Shared heads: lists of bodies whose head stands once, before the first of them."""

import pytest
from articles import article

from extract.pipeline import Pipeline

LISTS = [
    # places of a level, with the unions that are there
    ("LĐLĐ các huyện: Phong Điền, Phú Lộc và A Lưới dự.", ["LĐLĐ huyện Phong Điền", "LĐLĐ huyện Phú Lộc", "LĐLĐ huyện A Lưới"]),
    ("Công đoàn các xã Mỏ Cày, Hương Mỹ họp.", ["Công đoàn xã Mỏ Cày", "Công đoàn xã Hương Mỹ"]),
    ("Đoàn đến Trạm Y tế các xã Tô Mậu, Động Quan.", ["Trạm Y tế xã Tô Mậu", "Trạm Y tế xã Động Quan"]),
    # a member may bring a level of its own
    (
        "Công đoàn Giáo dục các huyện Lộc Ninh, thị xã Bình Long",
        ["Công đoàn Giáo dục huyện Lộc Ninh", "Công đoàn Giáo dục thị xã Bình Long"],
    ),
    # houses of a kind, and the unions in them
    (
        "các trường Tiểu học An Cư, Tiểu học Ô Lâm và Mẫu giáo Cô Tô",
        ["trường Tiểu học An Cư", "trường Tiểu học Ô Lâm", "trường Mẫu giáo Cô Tô"],
    ),
    (
        "Công đoàn các trường THPT Tiên Lữ, Kim Động và Công đoàn Trường THCS Lê Lợi",
        ["Công đoàn trường THPT Tiên Lữ", "Công đoàn trường THPT Kim Động", "Công đoàn Trường THCS Lê Lợi"],
    ),
    ("CĐCS các Trung tâm Y tế huyện: Cần Giuộc, Bến Lức.", ["CĐCS Trung tâm Y tế huyện Cần Giuộc", "CĐCS Trung tâm Y tế huyện Bến Lức"]),
    ("- Các Điện lực: Lộc Bình, Cao Lộc: mỗi nơi 20 triệu đồng", ["Điện lực Lộc Bình", "Điện lực Cao Lộc"]),
    ("05 CĐCS trường, trung tâm: THPT Tân Phú, THPT Tây Đô", ["CĐCS trường THPT Tân Phú", "CĐCS trường THPT Tây Đô"]),
    # a member may bring a head of its own
    (
        "tại các Công ty TNHH: Sao Mai, Kim Phát; Công ty Cổ phần May Nà Sản.",
        ["Công ty TNHH Sao Mai", "Công ty TNHH Kim Phát", "Công ty Cổ phần May Nà Sản"],
    ),
    (
        "kiểm tra 3 CĐCS: Trường Mầm non Hoa Ban, Hạt Kiểm lâm huyện và xã Nà Bó.",
        ["CĐCS Trường Mầm non Hoa Ban", "CĐCS Hạt Kiểm lâm huyện", "CĐCS xã Nà Bó"],
    ),
    ("dành cho CĐCS của Sở Tài chính, Sở Thủy sản.", ["CĐCS Sở Tài chính", "CĐCS Sở Thủy sản"]),
    ("Nhận Giấy khen có 2 CĐCS (Nhà máy Gạch Sao Mai, Công ty May Nà Sản).", ["CĐCS Nhà máy Gạch Sao Mai", "CĐCS Công ty May Nà Sản"]),
    # a comma ends a member, but not where offices join fields with it
    ("CĐCS các Sở: Nội vụ, Tài chính, Dân tộc và Tôn giáo", ["CĐCS Sở Nội vụ", "CĐCS Sở Tài chính", "CĐCS Sở Dân tộc và Tôn giáo"]),
    ("các Sở: Văn hóa, Thể thao và Du lịch, Nội vụ", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"]),
    # what is no list
    ("Các Công ty TNHH đã nộp đủ.", ["Công ty TNHH"]),
    ("Công đoàn các cấp, CĐCS các đơn vị đã nộp đủ.", ["Công đoàn", "CĐCS"]),
]


@pytest.mark.parametrize(("text", "bodies"), LISTS)
def test_lists(pipeline: Pipeline, text: str, bodies: list[str]) -> None:
    assert [body.text for body in pipeline.doc(article(text))._.organisations] == bodies


def test_a_list_goes_on_over_numbered_lines(pipeline: Pipeline) -> None:
    text = "Đối tượng giám sát là các CĐCS:\n1. Công ty CP May Nà Sản;\n2. Công ty TNHH Sao Mai.\nĐoàn làm việc hai ngày."
    assert [body.text for body in pipeline.doc(article(text))._.organisations] == [
        "CĐCS Công ty CP May Nà Sản",
        "CĐCS Công ty TNHH Sao Mai",
    ]


def test_the_first_member_takes_in_the_class(pipeline: Pipeline) -> None:
    """So that its evidence proves its name, and nothing stands between the members but what joins them."""
    text = "Đoàn làm việc với công đoàn các xã Thanh Nưa, Sam Mứn."
    first, second = pipeline.doc(article(text))._.organisations
    assert text[first.start : first.end] == "công đoàn các xã Thanh Nưa"
    assert (text[second.start : second.end], first.shared, second.shared) == ("Sam Mứn", False, True)
