"""What of a record is marked, and which marks have a role."""

from labelled import DRAWN, RECORD, SCHOOL, TEXT, mark

from schemas.annotation import ROLES, TYPES, Role, draw
from schemas.spans import mentions


def test_every_mention_is_marked_once_and_in_order() -> None:
    marks = list(DRAWN.annotation.marks.values())
    assert [one.id for one in marks] == [f"T{number}" for number in range(1, len(marks) + 1)]
    assert [one.start for one in marks] == sorted(one.start for one in marks)
    assert {one.span for one in marks if one.id not in DRAWN.added} == mentions(RECORD)


def test_a_body_that_only_an_event_points_to_is_marked_too() -> None:
    assert {TEXT[one.start : one.end] for one in DRAWN.annotation.marks.values() if one.id in DRAWN.added} == {"CĐCS Hạ"}


def test_marks_have_values_where_they_do_not_read_as_printed() -> None:
    values = {TEXT[one.start : one.end]: one.value for one in DRAWN.annotation.marks.values()}
    assert values == {
        "Ngày 5/6/2024": "",
        "LĐLĐ huyện Ba Bể": "Liên đoàn Lao động huyện Ba Bể",
        "giám sát": "2024-06-05",
        "CĐCS Trường Na Rì": SCHOOL,
        "CĐCS Hạ": "công đoàn cơ sở",
        "Nhà Văn hóa": "Nhà Văn hóa huyện Ba Bể",
        "Lý Thị Ví Du\u0323": "",
        "9 đơn vị": "",
        "LĐLĐ huyện": "Liên đoàn Lao động huyện Ba Bể",
        "Bằng khen": "Bằng khen | | tập thể | 3; Bằng khen | | cá nhân | 2",
        "7/CV-LĐLĐ": "",
    }


def test_roles_lead_from_the_trigger_to_the_mentions() -> None:
    trigger = mark("giám sát", "trigger")
    assert (trigger.type, trigger.status, trigger.main) == ("giam_sat", "held", True)
    assert set(DRAWN.annotation.roles) == {
        Role(trigger.id, "organiser", mark("LĐLĐ huyện Ba Bể", "organisation").id),
        Role(trigger.id, "target", mark("CĐCS Trường Na Rì", "organisation").id),
        Role(trigger.id, "target", mark("CĐCS Hạ", "organisation").id),
        Role(trigger.id, "place", mark("Nhà Văn hóa", "place").id),
        Role(trigger.id, "person", mark("Lý Thị Ví Du\u0323", "person").id),
    }
    assert trigger.type in TYPES
    assert set(ROLES.values()) == {"organisation", "place", "person"}


def test_the_same_record_is_drawn_the_same() -> None:
    assert draw(RECORD) == DRAWN
