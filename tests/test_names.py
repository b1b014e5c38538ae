"""Names written out, compared, sorted and stripped of their marks."""

import importlib.util
import unicodedata
from pathlib import Path

import pytest

from schemas.names import expand, normalise, sort_key, unaccented

SCORER = Path(__file__).parent / "../../shared/annotation/score.py"

SHOWN = [
    ("BTV LĐLĐ tỉnh Bắc Kạn", "Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Kạn"),
    ("BCH CĐCS Trường Mầm non Hoa Sen", "Ban Chấp hành công đoàn cơ sở Trường Mầm non Hoa Sen"),
    ("UBKT Tổng LĐLĐVN", "Ủy ban Kiểm tra Tổng Liên đoàn Lao động Việt Nam"),
    ("Tổng LĐLĐ Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Tổng LĐLĐ và Bộ Y tế", "Tổng Liên đoàn Lao động Việt Nam và Bộ Y tế"),
    ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
    ("CĐVC tỉnh Lào Cai", "Công đoàn Viên chức tỉnh Lào Cai"),
    ("CĐ ngành Giáo dục", "Công đoàn ngành Giáo dục"),
    ("Trường CĐ Sư phạm", "Trường Cao đẳng Sư phạm"),
    ("LĐLĐ TP Huế", "Liên đoàn Lao động thành phố Huế"),
    ("Tp.Vinh", "thành phố Vinh"),
    ("LĐLĐ TP.HCM", "Liên đoàn Lao động thành phố Hồ Chí Minh"),
    ("TX. Phú Thọ", "thị xã Phú Thọ"),
    ("BHXH tỉnh Nam Định", "Bảo hiểm xã hội tỉnh Nam Định"),
    ("Phòng GD&ĐT huyện Tam Đảo", "Phòng Giáo dục và Đào tạo huyện Tam Đảo"),
    ("Công đoàn TCT Điện lực", "Công đoàn Tổng công ty Điện lực"),
    ("  CNVCLĐ\u00a0trẻ ", "công nhân viên chức lao động trẻ"),
    (unicodedata.normalize("NFD", "LĐLĐ huyện Đầm Dơi"), "Liên đoàn Lao động huyện Đầm Dơi"),
    ("UBND, HĐND, MTTQ", "UBND, HĐND, MTTQ"),
    ("Hội trường Hoàn Kiếm", "Hội trường Hoàn Kiếm"),
]

EQUAL = [
    ("LĐLĐ tỉnh Bắc Kạn", "liên đoàn lao động  tỉnh bắc kạn"),
    ("Tổng LĐLĐ", "Tổng Liên đoàn Lao động"),
    ("UBKT CĐ ngành Y tế", "Uỷ ban kiểm tra Công đoàn ngành Y tế"),
    ("TP. Hồ Chí Minh", "TPHCM"),
    ("Huy hiệu “Vì sự nghiệp công đoàn”", "Huy hiệu Vì sự nghiệp công đoàn"),
    ("tỉnh Hoà Bình", "tỉnh Hòa Bình"),
    ("% CĐCS", "% công đoàn cơ sở"),
    (None, ""),
]

ALPHABETICAL = [
    "An",
    "An Bình",
    "ân cần",
    "Ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "Ban",
    "Bắc Giang",
    "Bắc Kạn",
    "Cà Mau",
    "Dung",
    "Đà Nẵng",
    "em",
]
ALPHABETICAL += ["êm", "on", "ôn", "ơn", "um", "ưm", "Yên Bái"]


@pytest.mark.parametrize(("name", "full"), SHOWN)
def test_expand(name: str, full: str) -> None:
    assert expand(name) == full
    assert expand(full) == full


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_normalise_makes_spellings_equal(one: str | None, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("huyện Ba Bể", "huyện Ba Vì"), ("50 %", "50"), ("Hòa", "Hoa")])
def test_normalise_keeps_names_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.skipif(not SCORER.exists(), reason="the annotation guide's scorer is not beside this checkout")
def test_normalise_is_the_scorers() -> None:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    names = [name for pair in SHOWN + EQUAL for name in pair]
    names += [f"{name}, {name}. {name}" for name in names if name] + [(name or "").lower() for name in names]
    names += [
        "Tổng LĐLĐ Việt Nam tổ chức",
        "TLĐLĐVN",
        "TLĐLĐ VN",
        "CNLĐ, NLĐ và ĐV",
        "thuỷ lợi, quí I, hoá chất, hoàn",
        "TP.HCM-TX.X",
        "12/KH-CĐ",
    ]
    for name in names:
        assert normalise(name) == score.norm(name)


def test_sort_key_is_dictionary_order() -> None:
    backwards = ALPHABETICAL[::-1]
    assert sorted(backwards, key=sort_key) == ALPHABETICAL


def test_sort_key_looks_at_letters_before_tones() -> None:
    assert sorted(["Hạ Long", "Ha Tiên", "Hà Nội", "Hả Nam", "ha"], key=sort_key) == ["ha", "Hạ Long", "Hả Nam", "Hà Nội", "Ha Tiên"]


def test_sort_key_does_not_see_where_the_tone_stands() -> None:
    assert sort_key("Hoà Bình") == sort_key("Hòa Bình") == sort_key(unicodedata.normalize("NFD", "HÒA BÌNH"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Đại hội Công đoàn", "Dai hoi Cong doan"), ("giám sát ở Đắk Nông, thưởng 3%", "giam sat o Dak Nong, thuong 3%"), ("", "")],
)
def test_unaccented(text: str, plain: str) -> None:
    assert unaccented(text) == plain
