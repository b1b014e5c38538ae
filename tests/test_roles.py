"""Roles: in one sentence, who holds, at whom, and where."""

from collections.abc import Callable

import pytest
from articles import article
from spacy.tokens import Doc

from extract import event_places, roles
from extract.pipeline import Pipeline
from extract.resolve import Resolver

HOLDERS = [
    ("Sáng 3/4, LĐLĐ tỉnh Sơn La tổ chức hội thảo.", ["LĐLĐ tỉnh Sơn La"]),
    # co-holders
    (
        "LĐLĐ tỉnh Sơn La phối hợp với Sở Y tế và Công đoàn Y tế tỉnh Sơn La mở lớp tập huấn.",
        ["LĐLĐ tỉnh Sơn La", "Sở Y tế", "Công đoàn Y tế tỉnh Sơn La"],
    ),
    ("LĐLĐ tỉnh Sơn La cùng Công ty Điện lực Sơn La thăm công nhân.", ["LĐLĐ tỉnh Sơn La", "Công ty Điện lực Sơn La"]),
    # the agent behind "do", the sides of an agreement
    ("Hội thi do LĐLĐ huyện Mai Sơn tổ chức thu hút 12 đội.", ["LĐLĐ huyện Mai Sơn"]),
    (
        "Lễ ký kết thỏa thuận giữa LĐLĐ tỉnh Sơn La và Bưu điện tỉnh Sơn La diễn ra sáng 3/4.",
        ["LĐLĐ tỉnh Sơn La", "Bưu điện tỉnh Sơn La"],
    ),
    ("Đoàn gồm LĐLĐ tỉnh Sơn La, Sở Y tế và Bảo hiểm xã hội tỉnh Sơn La.", ["LĐLĐ tỉnh Sơn La", "Sở Y tế", "Bảo hiểm xã hội tỉnh Sơn La"]),
    ("Đơn vị tổ chức: LĐLĐ tỉnh Sơn La, Sở Y tế.", ["LĐLĐ tỉnh Sơn La", "Sở Y tế"]),
    # the house of the meeting, an officer's body and a source hold nothing
    ("Tại hội trường UBND huyện Mai Sơn, LĐLĐ huyện Mai Sơn tổ chức hội nghị.", ["LĐLĐ huyện Mai Sơn"]),
    ("Chủ tịch LĐLĐ tỉnh Sơn La đã phát biểu.", []),
    ("Theo LĐLĐ tỉnh Sơn La, hội thi đã kết thúc.", []),
    # but a delegation's does; guests do not
    ("Đoàn công tác của Tổng LĐLĐ Việt Nam đã làm việc với LĐLĐ tỉnh Sơn La.", ["Tổng LĐLĐ Việt Nam"]),
    ("LĐLĐ tỉnh Sơn La tổ chức hội nghị, đến dự có Công đoàn Y tế Việt Nam.", ["LĐLĐ tỉnh Sơn La"]),
    ("Công đoàn tổ chức nhiều hoạt động.", []),
    # nor who only takes part in it, or is told to do something
    ("CĐCS Sở Tư pháp đã cử 5 người tham gia hội thao Công đoàn Viên chức tỉnh.", []),
    ("Ông Nam giao Công an phường kiểm tra 115 nhà trọ.", []),
    # who goes with a delegation stands behind its leader
    (
        "Đoàn công tác của LĐLĐ tỉnh Sơn La do ông Lò Văn Nam, Phó Chủ tịch LĐLĐ tỉnh làm trưởng đoàn cùng Sở Y tế đã thăm công nhân.",
        ["LĐLĐ tỉnh Sơn La", "Sở Y tế"],
    ),
    ("Lớp tập huấn do Công đoàn ngành mở đã bế mạc.", ["Công đoàn ngành"]),
]

PLACES = [
    ("Hội nghị diễn ra tại hội trường UBND huyện Mai Sơn, có 200 đại biểu dự.", "hội trường UBND huyện Mai Sơn"),
    ("Hội nghị diễn ra tại xã Chiềng Mung, huyện Mai Sơn, tỉnh Sơn La sáng nay.", "xã Chiềng Mung, huyện Mai Sơn, tỉnh Sơn La"),
    ("Lễ phát động ở quảng trường Tây Bắc đã thu hút 500 đoàn viên.", "quảng trường Tây Bắc"),
    ("LĐLĐ huyện Mai Sơn trao quà cho công nhân tại Công ty Mía đường Sơn La.", "Công ty Mía đường Sơn La"),
    ("Lớp học mở tại Khu công nghiệp Mai Sơn do giảng viên tỉnh đứng lớp.", "Khu công nghiệp Mai Sơn"),
    ("Công ty có trụ sở ở phường Quyết Thắng đã tổ chức đại hội.", None),
    ("Lễ ký tại KCN Tràng Duệ, thành phố Hải Phòng đồng thời mở đầu tháng an toàn.", "KCN Tràng Duệ, thành phố Hải Phòng"),
    # "tại" of other things
    ("Tại buổi làm việc, tại hội nghị, đại biểu phát biểu.", None),
    ("Công nhân làm việc tại đây được tăng lương.", None),
    ("LĐLĐ tỉnh Sơn La tổ chức hội thảo.", None),
]

COMPANIES = [
    ("Công nhân Công ty TNHH Giày Phúc Lộc (KCN Mai Sơn, huyện Mai Sơn) ngừng việc.", "KCN Mai Sơn, huyện Mai Sơn"),
    ("Công nhân Công ty TNHH Giày Phúc Lộc ở Khu công nghiệp Mai Sơn đã ngừng việc.", "Khu công nghiệp Mai Sơn"),
    ("Công nhân Công ty TNHH Giày Phúc Lộc (100% vốn nước ngoài) ngừng việc.", None),
]


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> Callable[[str], Doc]:
    return lambda text: pipeline.doc(article(text))


@pytest.mark.parametrize(("text", "expected"), HOLDERS)
def test_organisers(read: Callable[[str], Doc], text: str, expected: list[str]) -> None:
    doc = read(text)
    assert [m.text for m in roles.organisers(doc, doc._.sentences[0], Resolver(doc))] == expected


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_place(read: Callable[[str], Doc], text: str, expected: str | None) -> None:
    doc = read(text)
    found = event_places.place_in(doc, doc._.sentences[0])
    assert (found and text[slice(*found)]) == expected


@pytest.mark.parametrize(("text", "expected"), COMPANIES)
def test_place_of_company(read: Callable[[str], Doc], text: str, expected: str | None) -> None:
    doc = read(text)
    found = event_places.place_of_company(doc, doc._.organisations[0])
    assert (found and text[slice(*found)]) == expected
