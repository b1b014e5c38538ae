"""Targets: bodies at whom an event was done, by the clause that leads to them."""

from collections.abc import Callable

import pytest
from articles import article
from spacy.tokens import Doc

from extract import roles, targets
from extract.pipeline import Pipeline
from extract.resolve import Resolver

TARGETS = [
    (
        "UBKT LĐLĐ tỉnh Sơn La tiến hành giám sát tại LĐLĐ huyện Mai Sơn, LĐLĐ huyện Yên Châu và Công đoàn Y tế tỉnh Sơn La.",
        ["LĐLĐ huyện Mai Sơn", "LĐLĐ huyện Yên Châu", "Công đoàn Y tế tỉnh Sơn La"],
    ),
    ("Đoàn công tác của Tổng LĐLĐ Việt Nam đã làm việc với LĐLĐ tỉnh Sơn La.", ["LĐLĐ tỉnh Sơn La"]),
    # the members of a class keep its head
    (
        "LĐLĐ huyện Mai Sơn kiểm tra 3 CĐCS gồm: Trường Mầm non Hoa Ban, Trạm Y tế xã Chiềng Mung và Hợp tác xã Nà Sản.",
        ["CĐCS Trường Mầm non Hoa Ban", "CĐCS Trạm Y tế xã Chiềng Mung", "CĐCS Hợp tác xã Nà Sản"],
    ),
    # "tại" leads to the place of a service, not to whom it was done
    ("LĐLĐ huyện Mai Sơn tập huấn cán bộ tại Nhà Văn hóa huyện.", []),
    ("LĐLĐ tỉnh Sơn La tổ chức hội thảo.", []),
]
IN_FULL = [
    # the two sides of a meeting, whoever is the subject
    (
        "Sáng 26/8/2016, CĐCS Cảng Chân Mây đã đón và làm việc với đoàn công tác của Công đoàn Hàng hải Việt Nam.",
        ["công đoàn cơ sở Cảng Chân Mây"],
    ),
    (
        "Buổi làm việc ngày 10/3/2026 giữa đoàn công tác của LĐLĐ tỉnh Sơn La và Sở Nội vụ tỉnh với Công ty CP Chè Mộc Sương.",
        ["Công ty CP Chè Mộc Sương"],
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


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> Callable[[str], Doc]:
    return lambda text: pipeline.doc(article(text))


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_behind_the_trigger(read: Callable[[str], Doc], text: str, expected: list[str]) -> None:
    doc = read(text)
    resolver, sentence = Resolver(doc), doc._.sentences[0]
    holders = roles.organisers(doc, sentence, resolver)
    assert [m.text for m in targets.behind_trigger(doc, sentence, doc._.triggers[0], holders, resolver)] == expected


@pytest.mark.parametrize(("text", "expected"), IN_FULL)
def test_of_the_main_event(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [t.name for t in pipeline(article(text)).events[0].targets] == expected
