"""Which body stands above which, as their names tell it."""

import pytest

from schemas.hierarchy import parent, told

ABOVE = [
    ("Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("Ủy ban Kiểm tra Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Ban Chấp hành công đoàn cơ sở Công ty May Sao Mai", "công đoàn cơ sở Công ty May Sao Mai"),
    ("Liên đoàn Lao động huyện Ba Bể", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("Liên đoàn Lao động quận Gò Vấp", "Liên đoàn Lao động thành phố Hồ Chí Minh"),
    ("Liên đoàn Lao động tỉnh Bắc Kạn", "Tổng Liên đoàn Lao động Việt Nam"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH CÀ MAU", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Liên đoàn Lao động huyện Châu Thành", None),  # ten provinces have one
    ("Liên đoàn Lao động tỉnh", None),
    ("Tổng Liên đoàn Lao động Việt Nam", None),
    ("Ban Thường vụ", None),
    ("Sở Y tế tỉnh Bắc Kạn", None),
]


@pytest.mark.parametrize(("name", "above"), ABOVE)
def test_parent(name: str, above: str | None) -> None:
    body = parent(name)
    assert (body.name if body else None) == above


TOLD = [
    ("Ban Thường vụ Liên đoàn Lao động huyện Ba Bể", "committee", "district"),
    ("Ban Chấp hành Công đoàn", "committee", None),
    ("Tổng Liên đoàn Lao động Việt Nam", "union", "national"),
    ("LĐLĐ tỉnh Bắc Kạn", "union", "province"),
    ("Liên đoàn Lao động huyện Châu Thành", "union", "district"),
    ("Công đoàn cơ sở Công ty May Sao Mai", "union", "grassroots"),
    ("Sở Y tế tỉnh Bắc Kạn", "authority", "province"),
    ("Ủy ban nhân dân xã Nà Phặc", "authority", "commune"),
    ("Trường Tiểu học Nà Phặc", "school", None),
    ("Liên đoàn Bóng đá Việt Nam", None, None),
]


@pytest.mark.parametrize(("name", "kind", "level"), TOLD)
def test_told(name: str, kind: str | None, level: str | None) -> None:
    assert told(name) == (kind, level)
