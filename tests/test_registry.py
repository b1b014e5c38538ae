"""The registry of union bodies: who a name means, and who stands where it stood."""

import pytest

from schemas.names import expand
from schemas.registry import has_namesakes, lookup, registry, today, units

BEFORE, AFTER = "2015-06-01", "2025-10-01"

NAMES = [
    # name as printed, province, day, the body
    ("Tổng LĐLĐ Việt Nam", None, None, "tldld-viet-nam"),
    ("Tổng Liên đoàn", None, None, "tldld-viet-nam"),
    ("LĐLĐ tỉnh Bắc Kạn", None, None, "ldld-bac-kan"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC KẠN", None, None, "ldld-bac-kan"),
    ("LĐLĐ Bắc Kạn", None, None, "ldld-bac-kan"),  # a bare name is the province's, not the town's
    ("LĐLĐ thành phố Bắc Kạn", None, None, "ldld-bac-kan--bac-kan"),
    ("LĐLĐ tỉnh Đắc Lắc", None, None, "ldld-dak-lak"),
    ("LĐLĐ TP.HCM", None, None, "ldld-ho-chi-minh"),
    ("LĐLĐ tỉnh Hà Tây", None, BEFORE, "ldld-ha-tay"),  # gone, but told of
    ("LĐLĐ huyện Bạch Thông", None, None, "ldld-bach-thong--bac-kan"),
    ("Công đoàn huyện Bạch Thông", None, None, "ldld-bach-thong--bac-kan"),
    ("Công đoàn Bạch Thông", None, None, None),  # any body's there
    ("LĐLĐ Quận 1", None, None, "ldld-quan-1--ho-chi-minh"),
    ("LĐLĐ huyện Cao Lãnh", None, None, "ldld-huyen-cao-lanh--dong-thap"),
    ("LĐLĐ TP Cao Lãnh", None, None, "ldld-thanh-pho-cao-lanh--dong-thap"),
    ("LĐLĐ Cao Lãnh", "Đồng Tháp", None, None),
    # Districts that several provinces have
    ("LĐLĐ huyện Châu Thành", None, None, None),
    ("LĐLĐ huyện Châu Thành", "Bến Tre", None, "ldld-chau-thanh--ben-tre"),
    ("LĐLĐ huyện Châu Thành", "Bến Tre", AFTER, "ldld-chau-thanh--ben-tre"),
    ("LĐLĐ huyện Châu Thành", "Bắc Kạn", None, None),
    ("LĐLĐ huyện Châu Thành", "Đồng Tháp", BEFORE, "ldld-chau-thanh--dong-thap"),
    ("LĐLĐ huyện Châu Thành", "Đồng Tháp", AFTER, None),  # or that of Tiền Giang, which is in Đồng Tháp now
    ("LĐLĐ huyện Phong Điền", "Thừa Thiên Huế", None, "ldld-phong-dien--thua-thien-hue"),
    ("LĐLĐ huyện Phong Điền", None, BEFORE, None),
    ("LĐLĐ huyện Phong Điền", None, AFTER, None),
    # One name, two bodies one after the other
    ("LĐLĐ thành phố Huế", None, BEFORE, "ldld-thanh-pho-hue--thua-thien-hue"),
    ("LĐLĐ thành phố Huế", None, AFTER, "ldld-hue"),
    ("LĐLĐ thành phố Huế", None, None, None),
    # Sector unions
    ("Công đoàn Giáo dục Việt Nam", None, None, "cd-giao-duc-viet-nam"),
    ("Công đoàn ngành Giáo dục Việt Nam", None, None, "cd-giao-duc-viet-nam"),
    ("CĐGDVN", None, None, "cd-giao-duc-viet-nam"),
    ("Công đoàn Giáo dục VN", None, None, "cd-giao-duc-viet-nam"),
    ("CĐ ngành GD&ĐT tỉnh Lạng Sơn", None, None, "cd-giao-duc-lang-son"),
    ("Công đoàn Viên chức tỉnh Lai Châu", None, None, "cd-vien-chuc-lai-chau"),
    ("Công đoàn ngành Y tế Hà Nội", None, None, "cd-y-te-ha-noi"),
    ("Công đoàn các KCN tỉnh Bình Dương", None, None, "cd-kcn-binh-duong"),
    ("Công đoàn các Khu công nghiệp và chế xuất Hà Nội", None, None, "cd-kcn-ha-noi"),
    ("Công đoàn ngành Nông nghiệp và Môi trường tỉnh Sơn La", None, BEFORE, None),  # not founded yet
    # No bodies of the registry
    ("Công đoàn cơ sở Trường Tiểu học Nà Phặc", None, None, None),
    ("Liên đoàn Lao động tỉnh", None, None, None),
    ("Liên đoàn Bóng đá Việt Nam", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("name", "province", "day", "id_"), NAMES)
def test_lookup(name: str, province: str | None, day: str | None, id_: str | None) -> None:
    body = lookup(name, province, day)
    assert (body.id if body else None) == id_


TODAY = [
    ("ldld-bac-kan", "ldld-thai-nguyen"),
    ("ldld-thai-nguyen", "ldld-thai-nguyen"),
    ("ldld-bach-thong--bac-kan", "ldld-thai-nguyen"),
    ("ldld-thua-thien-hue", "ldld-hue"),
    ("ldld-ha-tay", "ldld-ha-noi"),
    ("cd-y-te-bac-kan", "cd-y-te-thai-nguyen"),
    ("cd-vien-chuc-ha-tay", "cd-vien-chuc-ha-noi"),
    ("cd-than-viet-nam", "cd-than-khoang-san-viet-nam"),
    ("cd-giao-duc-viet-nam", "cd-giao-duc-viet-nam"),
]


@pytest.mark.parametrize(("then", "now"), TODAY)
def test_today(then: str, now: str) -> None:
    assert today(registry()[then]).id == now


def test_a_derived_body() -> None:
    body = registry()["ldld-bach-thong--bac-kan"]
    assert (body.name, body.kind, body.level) == ("Liên đoàn Lao động huyện Bạch Thông", "union", "district")
    assert body.aliases == ("Liên đoàn Lao động Bạch Thông", "Công đoàn huyện Bạch Thông")
    assert [units()[code]["name"] for code in body.places] == ["Bạch Thông"]
    assert (body.parent, body.since, body.until, body.attested) == ("ldld-bac-kan", None, "2025-06-30", False)


def test_a_name_that_went_on_is_one_body() -> None:
    body = registry()["ldld-bac-ninh"]
    assert [(units()[code]["until"], units()[code]["since"]) for code in body.places] == [("2025-06-30", ""), ("", "2025-07-01")]
    assert (body.until, body.attested) == (None, True)


def test_everybody_is_in_order() -> None:
    bodies = registry()
    for body in bodies.values():
        assert body.name == expand(body.name)
        assert {body.parent, body.successor} - {None} <= set(bodies), body.id
        assert set(body.places) <= set(units()), body.id
        assert body.until is None or body.since is None or body.since <= body.until, body.id
        assert (body.parent is None) == (body.id == "tldld-viet-nam")
        assert has_namesakes(body) or lookup(body.name) == body, body.id
        for alias in body.aliases:
            assert lookup(alias) in (body, None), alias


def test_how_many_there_are() -> None:
    federations = [body for body in registry().values() if body.id.startswith("ldld-")]
    standing = [body for body in federations if body.level == "province" and not body.until]
    derived = [body for body in federations if body.level == "district" and not body.attested]
    assert (len(standing), len(derived)) == (34, 696)
