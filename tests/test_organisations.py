"""Organisations: where a body's name begins and ends, what kind and level it is, and what lists, committees and classes make of it."""

import pytest
from articles import article

from extract.organisations import OrganisationMention
from extract.pipeline import Pipeline


def read(pipeline: Pipeline, text: str) -> tuple[OrganisationMention, ...]:
    return pipeline.doc(article(text))._.organisations


NAMES = [
    # a level and a place
    ("Sáng nay, LĐLĐ tỉnh Lai Châu tổ chức hội nghị.", ["LĐLĐ tỉnh Lai Châu"]),
    ("Liên đoàn Lao động (LĐLĐ) thành phố Hải Phòng mở lớp.", ["Liên đoàn Lao động (LĐLĐ) thành phố Hải Phòng"]),
    ("LĐLĐ Hà Nội, LĐLĐ TP. Mỹ Tho và LĐLĐ quận 7 dự.", ["LĐLĐ Hà Nội", "LĐLĐ TP. Mỹ Tho", "LĐLĐ quận 7"]),
    ("LĐLĐ tỉnh họp với UBND huyện.", ["LĐLĐ tỉnh", "UBND huyện"]),
    ("Công an tỉnh Lào Cai, Ủy ban MTTQ Việt Nam tỉnh Cà Mau", ["Công an tỉnh Lào Cai", "Ủy ban MTTQ Việt Nam tỉnh Cà Mau"]),
    # fields in small letters
    (
        "Công đoàn ngành Giao thông vận tải Hà Nam, Sở Giao thông vận tải",
        ["Công đoàn ngành Giao thông vận tải Hà Nam", "Sở Giao thông vận tải"],
    ),
    ("Công đoàn Giáo dục và đào tạo huyện Hà Trung họp.", ["Công đoàn Giáo dục và đào tạo huyện Hà Trung"]),
    (
        "Công đoàn Nông nghiệp và phát triển nông thôn tỉnh Hà Nam trao quà.",
        ["Công đoàn Nông nghiệp và phát triển nông thôn tỉnh Hà Nam"],
    ),
    ("Công đoàn Công ty May Sông Hồng hôm thứ Bảy mở hội thi.", ["Công đoàn Công ty May Sông Hồng"]),
    ("CĐCS Trường THPT số 1 Bát Xát long trọng mở hội thi.", ["CĐCS Trường THPT số 1 Bát Xát"]),
    ("Thứ trưởng Bộ Công Thương Đinh Trọng Khôi dự.", ["Bộ Công Thương"]),
    ("Chủ tịch CĐCS Lý Seo Páo báo cáo.", ["CĐCS"]),
    ("Công đoàn các Khu công nghiệp và chế xuất Hà Nội trao quà.", ["Công đoàn các Khu công nghiệp và chế xuất Hà Nội"]),
    ("BTV CĐ ngành Giáo dục (CĐGD) tỉnh Sơn La, CĐGD Việt Nam", ["BTV CĐ ngành Giáo dục (CĐGD) tỉnh Sơn La", "CĐGD Việt Nam"]),
    # the national body under its names
    ("Tổng LĐLĐ Việt Nam, Tổng Liên đoàn và TLĐ đều là một", ["Tổng LĐLĐ Việt Nam", "Tổng Liên đoàn", "TLĐ"]),
    # a field of work, with "và", commas and dashes inside
    ("Sở Giáo dục và Đào tạo tỉnh Lai Châu", ["Sở Giáo dục và Đào tạo tỉnh Lai Châu"]),
    ("Sở Văn hóa, Thể thao và Du lịch phối hợp", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Sở Lao động - Thương binh và Xã hội tổ chức", ["Sở Lao động - Thương binh và Xã hội"]),
    ("Công đoàn ngành Công Thương tỉnh Thái Bình trao quà", ["Công đoàn ngành Công Thương tỉnh Thái Bình"]),
    ("Công đoàn Dệt may Việt Nam mở lớp", ["Công đoàn Dệt may Việt Nam"]),
    ("Công đoàn Than - Khoáng sản Việt Nam tặng", ["Công đoàn Than - Khoáng sản Việt Nam"]),
    # a proper name goes on over capitals, and over small letters that a name goes on behind
    ("Công ty Cổ phần Chế biến gỗ Tân Lợi tổ chức hội nghị", ["Công ty Cổ phần Chế biến gỗ Tân Lợi"]),
    ("Công ty TNHH MTV Cao su Chư Sê trao quà", ["Công ty TNHH MTV Cao su Chư Sê"]),
    ("Công ty TNHH Sung Jin (KCN Long Thành) nợ lương", ["Công ty TNHH Sung Jin"]),
    ("Công ty May Tân Hoàn và Công ty CP Thép Nam Giao ký kết", ["Công ty May Tân Hoàn", "Công ty CP Thép Nam Giao"]),
    ("Bệnh viện Đa khoa khu vực Ngọc Hồi tiếp đoàn", ["Bệnh viện Đa khoa khu vực Ngọc Hồi"]),
    ("Trường THPT chuyên Hùng Vương, Trường Mầm non Sao Mai", ["Trường THPT chuyên Hùng Vương", "Trường Mầm non Sao Mai"]),
    ("Nhà máy Z131, HTX Tân Tiến", ["Nhà máy Z131", "HTX Tân Tiến"]),
    # a company with its branch
    ("Ngân hàng TMCP Nam Hải chi nhánh Long An tặng quà", ["Ngân hàng TMCP Nam Hải chi nhánh Long An"]),
    # boards of a council
    ("Ban Pháp chế HĐND tỉnh Nghệ An giám sát", ["Ban Pháp chế HĐND tỉnh Nghệ An"]),
    # insurance is a body where it has a level
    ("BHXH huyện thu nợ BHXH, bảo hiểm xã hội", ["BHXH huyện"]),
    # zones of industry, alone or several
    ("Công đoàn các Khu công nghiệp tỉnh Hưng Yên", ["Công đoàn các Khu công nghiệp tỉnh Hưng Yên"]),
    ("Công đoàn các KCX - KCN TP Hồ Chí Minh mở hội thao", ["Công đoàn các KCX - KCN TP Hồ Chí Minh"]),
    ("Công đoàn Khu kinh tế Vũng Áng tổ chức", ["Công đoàn Khu kinh tế Vũng Áng"]),
    ("Ban Quản lý các khu công nghiệp tỉnh Hưng Yên dự", ["Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"]),
    # a list shares its head
    ("LĐLĐ huyện Than Uyên, Tam Đường, Sìn Hồ dự", ["LĐLĐ huyện Than Uyên", "LĐLĐ huyện Tam Đường", "LĐLĐ huyện Sìn Hồ"]),
    # a body inside a body is part of its name
    ("Ban Thường vụ LĐLĐ tỉnh Lai Châu họp", ["Ban Thường vụ LĐLĐ tỉnh Lai Châu"]),
    ("UBKT Công đoàn Giáo dục tỉnh Gia Lai", ["UBKT Công đoàn Giáo dục tỉnh Gia Lai"]),
    ("BCH Công đoàn Tổng công ty Điện lực miền Trung", ["BCH Công đoàn Tổng công ty Điện lực miền Trung"]),
    ("CĐCS Trường Tiểu học Mường Than được thành lập", ["CĐCS Trường Tiểu học Mường Than"]),
    ("Công đoàn cơ quan Sở Nội vụ mở hội thao", ["Công đoàn cơ quan Sở Nội vụ"]),
    ("nghiệp đoàn xe ôm Bến xe Miền Tây ra mắt", ["nghiệp đoàn xe ôm Bến xe Miền Tây"]),
    # classes of unions
    ("các CĐCS khối trường học và công đoàn cơ sở ngoài nhà nước", ["CĐCS khối trường học", "công đoàn cơ sở ngoài nhà nước"]),
    # a person behind a body or its place is not in its name
    ("Phó Chủ tịch LĐLĐ tỉnh Lai Châu Lò Thị Ánh phát biểu", ["LĐLĐ tỉnh Lai Châu"]),
    ("Giám đốc Công ty TNHH Tân Á Nguyễn Văn Tám phát biểu", ["Công ty TNHH Tân Á"]),
    ("Chủ tịch UBND huyện Than Uyên Lò Văn Pín dự", ["UBND huyện Than Uyên"]),
    ("Phó Chủ tịch UBND tỉnh A Thút phát biểu.", ["UBND tỉnh"]),
    ("Bí thư Đảng ủy phường Trần Bình Khiêm và khách mời có mặt.", ["Đảng ủy phường"]),
    ("Lễ ra mắt Công đoàn phường Trần Hưng Đạo diễn ra sáng nay.", ["Công đoàn phường Trần Hưng Đạo"]),
    # nor a verb or a date
    ("Công ty May Tân Hoàn ngày 5/6 khen thưởng", ["Công ty May Tân Hoàn"]),
    ("Công đoàn ngành Y tế công bố quyết định", ["Công đoàn ngành Y tế"]),
    # a line in capitals
    ("LĐLĐ HUYỆN THAN UYÊN TỔ CHỨC ĐẠI HỘI", ["LĐLĐ huyện Than Uyên"]),
]

NONE = [
    "Nghiệp đoàn viên Huỳnh Văn Lợt kể chuyện biển.",
    "theo Kế hoạch số 32/KH-LĐLĐ và Công văn số 512/LĐLĐ-CSPL",
    "hội thi, hội nghị, Hội trường lớn, Báo cáo, Bộ phận, Bộ luật Lao động",
    "sở thích của công nhân, phòng làm việc, trường học mới, báo chí đưa tin",
    "Phó Chủ tịch Thường trực điều hành",
    "công ty và bệnh viện đều có",
    "",
]

KINDS = [
    ("LĐLĐ T.P Hồ Chí Minh", "union", "province"),
    ("LĐLĐ tỉnh Lai Châu", "union", "province"),
    ("LĐLĐ thành phố Hải Phòng", "union", "province"),
    ("LĐLĐ thành phố Biên Hòa", "union", "district"),
    ("LĐLĐ thành phố Lai Châu", "union", "district"),
    ("LĐLĐ thị xã Nghĩa Lộ", "union", "district"),
    ("LĐLĐ Hà Nội", "union", "province"),
    ("LĐLĐ huyện", "union", "district"),
    ("Công đoàn xã Mường Than", "union", "commune"),
    ("CĐCS Trường Tiểu học Mường Than", "union", "grassroots"),
    ("Tổng LĐLĐ Việt Nam", "union", "national"),
    ("Ban Chấp hành LĐLĐ tỉnh Lai Châu", "committee", "province"),
    ("Công ty May Tân Hoàn", "company", ""),
    ("Trường THPT Than Uyên", "school", ""),
    ("Bệnh viện Phổi Trung ương", "hospital", ""),
    ("Sở Nội vụ", "authority", "province"),
    ("Bộ Nội vụ", "authority", "national"),
    ("Tỉnh ủy", "party", "province"),
    ("Hội Liên hiệp Phụ nữ tỉnh Lai Châu", "front", "province"),
    ("Tạp chí Lao động", "media", ""),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(pipeline: Pipeline, text: str, names: list[str]) -> None:
    assert [m.text for m in read(pipeline, text)] == names


@pytest.mark.parametrize("text", NONE)
def test_no_body(pipeline: Pipeline, text: str) -> None:
    assert [m.text for m in read(pipeline, text)] == []


@pytest.mark.parametrize(("text", "kind", "level"), KINDS)
def test_kind_and_level(pipeline: Pipeline, text: str, kind: str, level: str) -> None:
    (body,) = read(pipeline, f"{text} đã họp.")
    assert (body.text, body.kind, body.level) == (text, kind, level)


def test_a_member_of_a_list_has_its_own_place_in_the_text(pipeline: Pipeline) -> None:
    text = "LĐLĐ huyện Than Uyên, Tam Đường và thành phố Lai Châu dự."
    bodies = read(pipeline, text)
    assert [(text[m.start : m.end], m.level_word, m.place, m.shared) for m in bodies] == [
        ("LĐLĐ huyện Than Uyên", "huyện", "Than Uyên", False),
        ("Tam Đường", "huyện", "Tam Đường", True),
        ("thành phố Lai Châu", "thành phố", "Lai Châu", True),
    ]


def test_the_body_inside_a_body(pipeline: Pipeline) -> None:
    text = "Ban Thường vụ LĐLĐ tỉnh Lai Châu họp, Ban Thường vụ thống nhất."
    first, second = read(pipeline, text)
    assert text[first.inner : first.end] == "LĐLĐ tỉnh Lai Châu"
    assert (second.inner, second.bare) == (None, True)
