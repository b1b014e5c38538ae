"""From corrected marks to gold: what stays, what goes, what is read anew."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import DRAWN, RECORD, SCHOOL, TEXT, at, corrected, mark

from schemas.annotation import Annotation, Mark, Role
from schemas.card import Card, to_card
from schemas.correction import Gold, gold_of
from schemas.spans import Span, mentions

CARD = to_card(RECORD)
TRIGGER = mark("giám sát", "trigger")
SCHOOL_MARK = mark("CĐCS Trường Na Rì", "organisation")


def gold(annotation: Annotation, read: dict[str, str] | None = None) -> Gold:
    return gold_of(RECORD, annotation, lambda kind, words: (read or {}).get(words, ""))


def main_event(annotation: Annotation) -> Card:
    return next(event for event in gold(annotation).card["events"] if event.get("main"))


def test_what_comes_back_as_it_went_is_the_record() -> None:
    assert gold(DRAWN.annotation) == (CARD, gold(DRAWN.annotation).spans, False)
    assert {Span(span["kind"], span["start"], span["end"]) for span in gold(DRAWN.annotation).spans} == mentions(RECORD)
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in gold(DRAWN.annotation).spans)


def test_ids_may_change_on_the_way() -> None:
    ids = {id_: f"x{id_}" for id_ in DRAWN.annotation.marks}
    marks = {ids[one.id]: replace(one, id=ids[one.id]) for one in DRAWN.annotation.marks.values()}
    roles = tuple(Role(ids[event], role, ids[mention]) for event, role, mention in DRAWN.annotation.roles)
    assert gold(Annotation(marks, roles)) == gold(DRAWN.annotation)


def test_a_mark_that_is_gone_takes_its_facts_along() -> None:
    found = gold(corrected(without=(mark("9 đơn vị", "count"), mark("Bằng khen", "award"))))
    assert found.card["counts"] == [{"value": 1200, "unit": "đoàn viên"}]  # which the text does not state
    assert found.card["awards"] == []
    assert len(found.spans) == len(mentions(RECORD)) - 2
    assert found.touched


def test_an_event_goes_with_its_trigger() -> None:
    assert [event["types"] for event in gold(corrected(without=(TRIGGER,))).card["events"]] == [["dai_hoi"]]


@given(st.sets(st.sampled_from(sorted(DRAWN.annotation.marks))))
def test_any_marks_may_go(gone: set[str]) -> None:
    found = gold(corrected(without=tuple(DRAWN.annotation.marks[id_] for id_ in gone)))
    left = {one.span for one in DRAWN.annotation.marks.values() if one.id not in gone | DRAWN.added}
    assert {Span(span["kind"], span["start"], span["end"]) for span in found.spans} == left


def test_values_are_taken_as_written() -> None:
    count, award = mark("9 đơn vị", "count"), mark("Bằng khen", "award")
    found = gold(corrected(replace(count, value="9/10 đơn vị"), replace(award, value="Bằng khen | LĐLĐ huyện Ba Bể | tập thể | 3")))
    assert found.card["counts"] == [{"value": 9, "of": 10, "unit": "đơn vị"}, {"value": 1200, "unit": "đoàn viên"}]
    assert found.card["awards"] == [{"name": "Bằng khen", "giver": "LĐLĐ huyện Ba Bể", "kind": "tập thể", "count": 3}]


def test_a_value_that_was_deleted_is_as_it_was() -> None:
    cleared = replace(SCHOOL_MARK, value="")
    assert gold(corrected(cleared)).card == CARD
    holder = (*DRAWN.annotation.roles, Role(TRIGGER.id, "organiser", cleared.id))
    assert main_event(corrected(cleared, roles=holder))["organisers"][-1] == SCHOOL


def test_a_new_mark_is_read_by_the_rules_and_stands_for_its_words_where_they_cannot() -> None:
    count = Mark("n1", "count", *at("3 tập thể"))
    document = Mark("n2", "document", *at("Công văn 7/CV-LĐLĐ"))
    found = gold(corrected(count, document), read={"3 tập thể": "3 tập thể"})
    assert found.card["counts"][-1] == {"value": 3, "unit": "tập thể"}
    assert found.card["documents"] == ["7/CV-LĐLĐ", "Côngvăn7/CV-LĐLĐ"]
    assert {"kind": "count", "start": count.start, "end": count.end, "text": "3 tập thể"} in found.spans


def test_a_mark_drawn_anew_is_read_anew() -> None:
    count = mark("9 đơn vị", "count")
    found = gold(corrected(replace(count, start=count.start - 3)), read={"Có 9 đơn vị": "10 đơn vị"})
    assert found.card["counts"][0] == {"value": 10, "unit": "đơn vị"}


def test_white_space_dragged_over_is_dropped() -> None:
    found = gold(corrected(Mark("n1", "person", at("bà Lý")[0] - 1, at("bà Lý")[1])))
    assert "bà Lý" in {span["text"] for span in found.spans}


def test_roles_can_be_moved() -> None:
    other = mark("LĐLĐ huyện", "organisation")
    roles = tuple(role for role in DRAWN.annotation.roles if role.role not in ("organiser", "target"))
    event = main_event(corrected(roles=(*roles, Role(TRIGGER.id, "organiser", SCHOOL_MARK.id), Role(TRIGGER.id, "target", other.id))))
    assert (event["organisers"], event["targets"]) == ([SCHOOL], ["Liên đoàn Lao động huyện Ba Bể"])
    assert (event["place"], event["people"]) == ("Nhà Văn hóa huyện Ba Bể", ["Lý Thị Ví Du\u0323"])


def test_a_name_that_was_corrected_is_that_of_the_role() -> None:
    event = main_event(corrected(replace(SCHOOL_MARK, value="Công đoàn cơ sở Trường Mầm non Na Rì")))
    assert event["targets"] == ["Công đoàn cơ sở Trường Mầm non Na Rì", "công đoàn cơ sở"]
    assert event["organisers"] == ["Ban Thường vụ Liên đoàn Lao động huyện Ba Bể"]


def test_a_mark_that_was_extended_gives_its_role_the_new_words() -> None:
    class_ = mark("CĐCS Hạ", "organisation")
    found = gold(corrected(replace(class_, end=class_.end + 5)), read={"CĐCS Hạ Lang": "Công đoàn cơ sở Hạ Lang"})
    assert found.card["events"][0]["targets"] == [SCHOOL, "Công đoàn cơ sở Hạ Lang"]
    assert "CĐCS Hạ Lang" in {span["text"] for span in found.spans}


def test_type_status_and_days_of_an_event() -> None:
    event = main_event(corrected(replace(TRIGGER, type="lam_viec", status="planned", value="2024-06-05/2024-06-07 kỳ 2024")))
    assert (event["types"], event["status"]) == (["lam_viec"], "planned")
    assert (event["start"], event["end"], event["period"]) == ("2024-06-05", "2024-06-07", "2024")
    assert main_event(corrected(replace(TRIGGER, value="")))["start"] is None


def test_a_new_event_and_a_trigger_that_only_repeats_one() -> None:
    told = Mark("n1", "trigger", *at("tặng"), value="2024-06", type="khen_thuong")
    found = gold(corrected(told, Mark("n2", "trigger", *at("dự")), roles=(Role("n1", "organiser", mark("LĐLĐ huyện", "organisation").id),)))
    assert [event["types"][0] for event in found.card["events"]] == ["giam_sat", "dai_hoi", "khen_thuong"]
    assert found.card["events"][2]["organisers"] == ["Liên đoàn Lao động huyện Ba Bể"]
    assert {"tặng", "dự"} <= {span["text"] for span in found.spans if span["kind"] == "trigger"}


def test_another_kind_is_another_mark() -> None:
    found = gold(corrected(replace(mark("9 đơn vị", "count"), kind="document")))
    assert found.card["counts"] == [{"value": 1200, "unit": "đoàn viên"}]
    assert found.card["documents"] == ["7/CV-LĐLĐ", "9đơnvị"]


WRONG = [
    (corrected(replace(TRIGGER, value="5/6/2024")), r"sự kiện “giám sát” \(51–59\): không đọc được ngày; hãy viết như"),
    (corrected(Mark("n", "count", *at("Có"))), r"số lượng “Có” \(.*\): không đọc được số lượng; hãy viết như 9 đơn vị"),
    (corrected(Mark("n", "trigger", *at("tặng"), type="khac", main=True)), "có 2 sự kiện chính, như sự kiện “tặng”"),
    (corrected(roles=(Role(TRIGGER.id, "person", SCHOOL_MARK.id),)), "tổ chức “CĐCS Trường Na Rì” .* không thể là tham dự"),
    (corrected(roles=(Role(SCHOOL_MARK.id, "target", SCHOOL_MARK.id),)), "có đối tượng mà không phải sự kiện có loại"),
    (corrected(Mark("n", "place", *at("Ba Bể")), roles=(*DRAWN.annotation.roles, Role(TRIGGER.id, "place", "n"))), "có 2 nơi diễn ra"),
]


@pytest.mark.parametrize(("annotation", "said"), WRONG)
def test_what_makes_no_card_is_named(annotation: Annotation, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        gold(annotation)
