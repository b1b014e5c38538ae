"""Label Studio's JSON: tasks out, annotations in, and what is no such thing."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from labelled import DRAWN, RECORD, SCHOOL, TEXT, at, mark

from schemas.annotation import Annotation, Mark, Role
from schemas.label_studio import configuration, read_task, to_task

TRIGGER = mark("giám sát", "trigger")


def task(*result: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The task as Label Studio exports it when its prediction was submitted with these entries more."""
    made = json.loads(json.dumps(to_task("giam-sat", RECORD, DRAWN.annotation, "sukien")))
    return made | {"id": 7, "annotations": [{"result": [*made["predictions"][0]["result"], *result]}]} | changed


def region(words: str, *labels: str, shift: int = 0, **value: Any) -> dict[str, Any]:
    start, end = at(words)
    place = {"start": start + shift, "end": end + shift, "text": words, "labels": list(labels)}
    return {"id": "n1", "from_name": "kind", "to_name": "text", "type": "labels", "value": place | value}


def read(task: Any) -> Annotation:
    found = read_task(task)[2]
    assert found is not None
    return found


def test_what_was_submitted_untouched_comes_back() -> None:
    assert read_task(task()) == ("giam-sat", RECORD, DRAWN.annotation)


def test_a_task_scores_as_its_least_sure_event() -> None:
    assert to_task("a", RECORD, DRAWN.annotation, "sukien 1")["predictions"][0]["score"] == 0.5


def test_a_task_that_nobody_submitted_was_not_looked_over() -> None:
    assert read_task(to_task("a", RECORD, DRAWN.annotation, "sukien"))[2] is None
    assert read_task(task(annotations=[{"was_cancelled": True, "result": []}]))[2] is None


def test_the_last_annotation_counts() -> None:
    first, last = {"result": [], "updated_at": "2026-01-01"}, {"result": [region("dự", "sự kiện")], "updated_at": "2026-01-02"}
    assert list(read(task(annotations=[last, first])).marks) == ["n1"]


def test_a_new_event_with_all_that_is_said_of_it() -> None:
    said = [
        {"id": "n1", "from_name": "type", "type": "choices", "value": {"choices": ["khen thưởng"]}},
        {"id": "n1", "from_name": "status", "type": "choices", "value": {"choices": ["dự kiến"]}},
        {"id": "n1", "from_name": "value", "type": "textarea", "value": {"text": ["2024-06-05"]}},
        {
            "type": "relation",
            "from_id": mark("LĐLĐ huyện", "organisation").id,
            "to_id": "n1",
            "labels": ["đơn vị tổ chức"],
        },  # from the far end
    ]
    found = read(task(region("tặng", "sự kiện"), *said))
    assert found.marks["n1"] == Mark("n1", "trigger", *at("tặng"), value="2024-06-05", type="khen_thuong", status="planned")
    assert found.roles[-1] == Role("n1", "organiser", mark("LĐLĐ huyện", "organisation").id)


def test_offsets_of_versions_that_count_utf_16_units() -> None:
    assert TEXT.index("👷") < TEXT.index("tặng")
    for shift in (0, 2):  # two characters of the emoji are two units each
        assert read(task(region("tặng", "sự kiện", shift=shift))).marks["n1"].span[1:] == at("tặng")


def test_a_region_whose_words_were_not_exported_is_counted_in_characters() -> None:
    assert read(task(region("tặng", "sự kiện", text=None))).marks["n1"].span[1:] == at("tặng")


RELATION = {"type": "relation", "from_id": TRIGGER.id, "to_id": "T1"}
WRONG = [
    ([], "không phải bài do `sukien label` ghi"),
    ({"id": 1, "text": TEXT, "label": []}, "không phải JSON-MIN"),
    ({"data": {"text": "tin"}, "annotations": []}, "không phải bài do `sukien label` ghi"),
    (task(data=task()["data"] | {"text": TEXT + " "}), "giam-sat: văn bản đã bị đổi trong công cụ"),
    (task(region("tặng", "sự kiện", shift=1)), r"giam-sat: vùng n1: tại \d+–\d+ bài có “ặng”, không phải “tặng”; hãy đánh dấu lại"),
    (task(region("tặng", "sự kiện", start=-5)), "giam-sat: vùng n1: tại -5–"),
    (task(region("tặng", "sự kiện", start="/div[1]")), r"vùng n1: vị trí /div\[1\] không phải số ký tự"),
    (task(region("tặng", "Person")), "giam-sat: không có loại Person; hãy chọn một trong: thời gian, tổ chức"),
    (task(region("tặng")), r"vùng n1 \(\d+–\d+\): có 0 loại; hãy chọn một"),
    (task({"id": "n1"}), "có vùng đánh dấu không như Label Studio ghi"),
    (task({"id": "n1", "type": "rating", "from_name": "stars", "value": {"rating": 3}}), "không biết stars; hãy dùng cấu hình"),
    (task(RELATION), "quan hệ giữa .* không có tên"),
    (task(RELATION | {"labels": ["cha"]}), "không có quan hệ cha; hãy chọn một trong: đơn vị tổ chức"),
    (task(RELATION | {"to_id": "xa", "labels": ["đối tượng"]}), "quan hệ đối tượng nối vùng không có"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_does_not_fit_is_named_in_one_line(given: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        read_task(given)
    assert "\n" not in str(error.value)


def test_the_configuration_has_every_control_that_a_task_uses() -> None:
    view = ElementTree.fromstring(configuration())
    controls = {element.get("name"): {child.get("value") for child in element} for element in view}
    words = {element.get("value") for element in view.iter("Relation")}
    for entry in to_task("a", RECORD, DRAWN.annotation, "sukien")["predictions"][0]["result"]:
        if entry["type"] == "relation":
            assert set(entry["labels"]) <= words
        else:
            assert set(entry["value"].get(entry["type"], [])) <= controls[entry["from_name"]]
    assert SCHOOL in json.dumps(to_task("a", RECORD, DRAWN.annotation, "sukien"), ensure_ascii=False)
