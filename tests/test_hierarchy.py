"""Which body stands above which, as the registry or their names tell it."""

import pytest

from schemas.hierarchy import owner, parent, told
from schemas.registry import Body, lookup


def known(name: str) -> Body | None:
    return lookup(owner(name) or name)


ABOVE = [
    ("Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("Ủy ban Kiểm tra Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Ban Chấp hành công đoàn cơ sở Công ty May Sao Mai", "công đoàn cơ sở Công ty May Sao Mai"),
    ("Liên đoàn Lao động huyện Ba Bể", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("Liên đoàn Lao động quận Gò Vấp", "Liên đoàn Lao động thành phố Hồ Chí Minh"),
    ("Liên đoàn Lao động tỉnh Bắc Kạn", "Tổng Liên đoàn Lao động Việt Nam"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH CÀ MAU", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Liên đoàn Lao động huyện Châu Thành", None),  # ten provinces have one
    ("Công đoàn ngành Y tế tỉnh Bắc Kạn", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("Công đoàn Giáo dục Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Liên đoàn Lao động tỉnh", None),
    ("Tổng Liên đoàn Lao động Việt Nam", None),
    ("Ban Thường vụ", None),
    ("Sở Y tế tỉnh Bắc Kạn", None),
]


@pytest.mark.parametrize(("name", "above"), ABOVE)
def test_parent(name: str, above: str | None) -> None:
    found = parent(name, known(name))
    assert (found[0] if found else None) == above


def test_a_parent_comes_with_what_the_registry_has_of_it() -> None:
    committee = "Ban Thường vụ Liên đoàn Lao động huyện Châu Thành"
    body = lookup("LĐLĐ huyện Châu Thành", "Bến Tre")
    assert parent(committee, body) == ("Liên đoàn Lao động huyện Châu Thành", body)
    assert parent(*parent(committee, body) or ("", None)) == ("Liên đoàn Lao động tỉnh Bến Tre", lookup("LĐLĐ tỉnh Bến Tre"))


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
    ("Ban Công đoàn Quốc phòng", "union", "national"),
    ("Ban Chính sách - Pháp luật Tổng Liên đoàn Lao động Việt Nam", "committee", "national"),
    ("Ban Tổ chức Hội thi Công đoàn tỉnh Bắc Kạn", None, None),
    ("Công đoàn ngành Y tế tỉnh Bắc Kạn", "union", "province"),
    ("Công đoàn phường Tuy Hòa", "union", "commune"),
    ("Công đoàn đặc khu Cô Tô", "union", "commune"),
    ("Ủy ban nhân dân thành phố Hà Nội", "authority", "province"),
    ("Ủy ban nhân dân thành phố Thái Nguyên", "authority", "district"),
    ("Liên đoàn Bóng đá Việt Nam", None, None),
]


@pytest.mark.parametrize(("name", "kind", "level"), TOLD)
def test_told(name: str, kind: str | None, level: str | None) -> None:
    assert told(name, known(name)) == (kind, level)
