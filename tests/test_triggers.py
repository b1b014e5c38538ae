"""Triggers: which words name an activity, of which type, and how their context strengthens or weakens them."""

import pytest
from articles import article

from extract.pipeline import Pipeline
from extract.triggers import LEXICON
from schemas.lexicon import rows

FOUND = [
    ("LĐLĐ huyện mở hội nghị giao ban.", [("giao_ban", "hội nghị giao ban")]),
    ("Lễ bàn giao nhà và hội thi nấu ăn", [("mai_am", "Lễ bàn giao nhà"), ("hoi_thi", "hội thi")]),
    # the longest phrase wins; a gap takes up to five syllables
    ("dự buổi kiểm tra", [("kiem_tra", "buổi kiểm tra")]),
    ("tặng 30 suất quà cho công nhân", [("cham_lo", "tặng 30 suất quà")]),
    ("bầu ông Lò Văn Hặc làm chủ tịch", [("nhan_su", "bầu ông Lò Văn Hặc làm chủ tịch")]),
    ("nhận chìa khóa căn nhà", [("mai_am", "nhận chìa khóa")]),
    # in any case of letters, at syllable edges only
    ("HỘI THAO công nhân", [("hoi_thi", "HỘI THAO")]),
    ("hội thảo, hội thao", [("hoi_thao", "hội thảo"), ("hoi_thi", "hội thao")]),
    # a body's name holds none
    ("Ủy ban Kiểm tra LĐLĐ tỉnh Lai Châu có ba người", []),
    ("", []),
]

STRENGTH = [
    # (stronger, weaker, the word in both)
    ("LĐLĐ huyện tổ chức đại hội", "Thực hiện Nghị quyết đại hội", "đại hội"),
    ("LĐLĐ huyện tiến hành giám sát", "Tăng cường công tác giám sát", "giám sát"),
    ("LĐLĐ huyện đã phát động thi đua", "Chào mừng lễ phát động thi đua", "phát động"),
    ("Sáng nay, hội thi diễn ra sôi nổi", "Chuyên mục “Kể chuyện hội thi hay” thu hút bạn đọc", "hội thi"),
    ("Đã tổ chức hội thảo", "Sáng mai hội thảo", "hội thảo"),
    ("Công nhân đình công", "Huyện không để xảy ra đình công", "đình công"),
    # the plight of those who are helped, and what made somebody come
    ("Vụ nổ làm ba thợ lò thiệt mạng", "LĐLĐ tỉnh hỗ trợ thân nhân ba thợ lò thiệt mạng", "thiệt mạng"),
    ("Vụ tai nạn ở công trường làm hai người chết", "Nhận được tin về vụ tai nạn, chủ tịch đến ngay", "vụ tai nạn"),
]


def found(pipeline: Pipeline, text: str, **zones: str) -> list[tuple[str, str]]:
    doc = pipeline.doc(article(text, **zones))
    return [(t.type, doc.text[t.start : t.end]) for t in doc._.triggers]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_triggers(pipeline: Pipeline, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(pipeline, text) == expected


@pytest.mark.parametrize(("stronger", "weaker", "word"), STRENGTH)
def test_force(pipeline: Pipeline, stronger: str, weaker: str, word: str) -> None:
    forces = []
    for text in (stronger, weaker):
        doc = pipeline.doc(article(text))
        forces.append(
            next(
                t.force / LEXICON[doc.text[t.start : t.end].lower()][1] for t in doc._.triggers if word in doc.text[t.start : t.end].lower()
            )
        )
    assert forces[0] > forces[1]


def test_furniture_has_no_triggers(pipeline: Pipeline) -> None:
    assert found(pipeline, "Trời mưa.", title="Hội thi", caption="Hội thi", furniture="Tin khác: Hội thi") == [("hoi_thi", "Hội thi")] * 2


def test_every_type_has_its_words() -> None:
    codes = {row["code"] for row in rows("schemas", "event_types")}
    assert {type_ for type_, _ in LEXICON.values()} == codes
    assert all(0 < weight <= 7 for _, weight in LEXICON.values())
