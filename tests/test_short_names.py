"""Short names: a body by what the article itself calls it, a company by its brand."""

import pytest
from articles import article

from extract.pipeline import Pipeline
from extract.resolve import Resolver

CALLED = [
    # a company without its legal form
    ("Công ty TNHH Giày Hồng Lâm có 900 lao động. Giày Hồng Lâm đã lập CĐCS.", "Giày Hồng Lâm", "Công ty TNHH Giày Hồng Lâm"),
    # initials that the article puts behind the name
    ("Ngân hàng Đầu tư và Phát triển (BIDV) góp sức. Hôm qua BIDV trao quà.", "BIDV", "Ngân hàng Đầu tư và Phát triển"),
    ("Trường Đại học Sư phạm Kỹ thuật (gọi tắt là ĐHSPKT) mở cửa. Thầy cô ĐHSPKT đến dự.", "ĐHSPKT", "Trường Đại học Sư phạm Kỹ thuật"),
    # initials that nothing introduces are a company where they give something
    ("Nhân dịp này, VNPT đã tặng 20 suất quà.", "VNPT", "VNPT"),
]


@pytest.mark.parametrize(("text", "short", "full"), CALLED)
def test_called(pipeline: Pipeline, text: str, short: str, full: str) -> None:
    doc = pipeline.doc(article(text))
    mention = next(m for m in doc._.organisations if m.start == text.rindex(short))
    assert Resolver(doc)(mention).name == full


def test_a_place_is_no_short_name(pipeline: Pipeline) -> None:
    """A company may bear a town's name; the town stays a town."""
    text = "Công ty TNHH Hòa Bình có 900 lao động. Tỉnh Hòa Bình mở hội nghị."
    assert [m.text for m in pipeline.doc(article(text))._.organisations] == ["Công ty TNHH Hòa Bình"]


def test_initials_elsewhere_are_none(pipeline: Pipeline) -> None:
    assert pipeline.doc(article("Công tác ATVSLĐ, PCCC được chú trọng."))._.organisations == ()
