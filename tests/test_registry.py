"""The registry of union bodies: who a name means, and who stands where it stood."""

from collections import Counter

import pytest

from schemas.lexicon import rows
from schemas.names import expand, normalise
from schemas.registry import COMMUNES, has_namesakes, lookup, registry, today, units

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
    # Districts by an earlier name, or another
    ("LĐLĐ huyện Tịnh Biên", None, BEFORE, "ldld-tinh-bien--an-giang"),
    ("LĐLĐ TX Đông Triều", None, BEFORE, "ldld-dong-trieu--quang-ninh"),
    ("LĐLĐ huyện Đông Triều", None, BEFORE, "ldld-dong-trieu--quang-ninh"),
    ("Công đoàn thị xã Bắc Kạn", None, None, "ldld-bac-kan--bac-kan"),
    ("LĐLĐ huyện Tĩnh Gia", None, BEFORE, "ldld-nghi-son--thanh-hoa"),
    ("LĐLĐ huyện Yên Hưng", None, None, "ldld-quang-yen--quang-ninh"),
    ("LĐLĐ huyện đảo Lý Sơn", None, None, "ldld-ly-son--quang-ngai"),
    ("LĐLĐ huyện đảo Phú Quý", None, None, "ldld-phu-qui--binh-thuan"),
    ("LĐLĐ huyện Đakrông", None, None, "ldld-da-krong--quang-tri"),
    ("LĐLĐ huyện Đa Krông", None, None, "ldld-da-krong--quang-tri"),
    ("LĐLĐ Đakrông", None, None, "ldld-da-krong--quang-tri"),
    ("LĐLĐ thị xã Cao Lãnh", None, None, "ldld-thanh-pho-cao-lanh--dong-thap"),
    ("LĐLĐ thị xã Lai Châu", None, BEFORE, None),  # of Điện Biên until 2005, of Lai Châu then
    ("LĐLĐ thị xã Lai Châu", "Lai Châu", BEFORE, "ldld-lai-chau--lai-chau"),
    ("LĐLĐ huyện Tân Châu", None, BEFORE, None),  # of Tây Ninh, or of An Giang before it was a town
    ("LĐLĐ huyện Tân Châu", "Tây Ninh", BEFORE, "ldld-tan-chau--tay-ninh"),
    ("LĐLĐ thị xã Bạch Thông", None, None, None),  # never one
    # Communes, wards and special zones
    ("Công đoàn phường Tuy Hòa", None, "2026-01-01", "cd-tuy-hoa--dak-lak"),
    ("CĐ phường Tuy Hoà", None, AFTER, "cd-tuy-hoa--dak-lak"),
    ("CÔNG ĐOÀN XÃ TUẦN GIÁO", None, AFTER, "cd-tuan-giao--dien-bien"),
    ("Công đoàn xã Phủ Thông", "Thái Nguyên", AFTER, "cd-phu-thong--thai-nguyen"),
    ("Công đoàn xã Phủ Thông", "Thái Nguyên", BEFORE, None),  # not founded yet
    ("Công đoàn đặc khu Cô Tô", None, AFTER, "cd-co-to--quang-ninh"),
    ("Công đoàn phường Xuân Hương – Đà Lạt", None, AFTER, "cd-xuan-huong-da-lat--lam-dong"),
    ("Công đoàn phường 1 Bảo Lộc", None, AFTER, "cd-1-bao-loc--lam-dong"),
    ("Công đoàn xã Ea H’Leo", None, AFTER, "cd-ea-h-leo--dak-lak"),
    ("Công đoàn xã Đa Krông", None, AFTER, "cd-dakrong--quang-tri"),
    ("Công đoàn phường Việt Hòa", None, AFTER, "cd-viet-hoa--hai-phong"),
    ("Công đoàn Tuy Hòa", None, AFTER, None),
    ("Công đoàn xã Tuy Hòa", None, AFTER, None),  # a ward, no commune
    ("Công đoàn xã Châu Thành", None, AFTER, None),  # five provinces
    ("Công đoàn xã Châu Thành", "Tây Ninh", AFTER, "cd-chau-thanh--tay-ninh"),
    ("Công đoàn xã Châu Thành", "Bắc Ninh", AFTER, None),
    ("Công đoàn xã Văn Lang", "Thái Nguyên", AFTER, "cd-van-lang--thai-nguyen"),
    ("Công đoàn xã Văn Lăng", "Thái Nguyên", AFTER, "cd-van-lang-05665--thai-nguyen"),
    ("Công đoàn thị trấn Phủ Thông", None, None, None),  # gone with the districts
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
    ("ldld-tuy-hoa--phu-yen", "ldld-dak-lak"),
    ("cd-tuy-hoa--dak-lak", "cd-tuy-hoa--dak-lak"),
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


def test_the_union_of_a_ward() -> None:
    body = registry()["cd-tuy-hoa--dak-lak"]
    assert (body.name, body.kind, body.level, body.aliases) == ("Công đoàn phường Tuy Hòa", "union", "commune", ())
    assert [units()[code]["name"] for code in body.places] == ["Tuy Hòa"]
    assert (body.parent, body.since, body.until, body.attested) == ("ldld-dak-lak", "2025-07-01", None, False)


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
            assert normalise(alias).startswith(COMMUNES) == (body.level == "commune"), alias
        assert normalise(body.name).startswith(COMMUNES) == (body.level == "commune"), body.id


def test_every_other_name_is_of_a_unit_and_new() -> None:
    others = [(row["code"], row["head"], row["name"]) for row in rows("schemas", "other_names")]
    assert len(set(others)) == len(others)
    assert not [other for other in others if other[1:] == (units()[other[0]]["head"], units()[other[0]]["name"])]


NUMBERS = """
    Hà Nội 126, Cao Bằng 56, Tuyên Quang 124, Điện Biên 45, Lai Châu 38, Sơn La 75, Lào Cai 99, Thái Nguyên 92, Lạng Sơn 65,
    Quảng Ninh 54, Bắc Ninh 99, Phú Thọ 148, Hải Phòng 114, Hưng Yên 104, Ninh Bình 129, Thanh Hóa 166, Nghệ An 130, Hà Tĩnh 69,
    Quảng Trị 78, Huế 40, Đà Nẵng 94, Quảng Ngãi 96, Gia Lai 135, Khánh Hòa 65, Đắk Lắk 102, Lâm Đồng 124, Đồng Nai 95,
    Hồ Chí Minh 168, Tây Ninh 96, Đồng Tháp 102, Vĩnh Long 124, An Giang 102, Cần Thơ 103, Cà Mau 64
"""


def test_how_many_communes_each_province_has() -> None:
    communes = [unit for unit in units().values() if unit["kind"] == "commune"]
    found = Counter(units()[unit["province"]]["name"] for unit in communes)
    assert ", ".join(f"{name} {number}" for name, number in found.items()) == " ".join(NUMBERS.split())
    assert Counter(unit["head"] for unit in communes) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert sum(body.level == "commune" and not body.attested for body in registry().values()) == len(communes) == 3321


def test_how_many_there_are() -> None:
    federations = [body for body in registry().values() if body.id.startswith("ldld-")]
    standing = [body for body in federations if body.level == "province" and not body.until]
    derived = [body for body in federations if body.level == "district" and not body.attested]
    assert (len(standing), len(derived)) == (34, 696)
