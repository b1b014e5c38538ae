"""brat's stand-off: lines out, lines in, and lines that do not fit."""

from dataclasses import replace

import pytest
from labelled import DRAWN, TEXT, at, mark

from schemas.annotation import KIND_WORDS, TYPES, Annotation, Mark, Role
from schemas.brat import configuration, read_standoff, to_standoff, visual_configuration

STANDOFF = to_standoff(DRAWN.annotation, TEXT)
TRIGGER = mark("giám sát", "trigger").id
EVENT = TRIGGER.replace("T", "E")


def test_what_was_left_untouched_comes_back() -> None:
    assert read_standoff(STANDOFF, TEXT) == DRAWN.annotation


def test_lines_are_as_brat_writes_them() -> None:
    holder, lines = mark("LĐLĐ huyện Ba Bể", "organisation").id, STANDOFF.splitlines()
    roles = {role.mention: role.role for role in DRAWN.annotation.roles}
    school, class_, place, person = (mention for mention, role in roles.items() if role != "organiser")
    assert lines[0] == "T1\tdate 19 32\tNgày 5/6/2024"
    assert f"{EVENT}\tgiam_sat:{TRIGGER} organiser:{holder} target:{school} target2:{class_} place:{place} person:{person}" in lines
    assert {f"A1\tstatus {EVENT} held", f"A2\tmain {EVENT}"} <= set(lines)
    assert f"#1\tAnnotatorNotes {holder}\tLiên đoàn Lao động huyện Ba Bể" in lines


def test_a_mention_across_a_line_end_is_of_several_pieces() -> None:
    across = Mark("T1", "place", *at("Ba Bể\nNgày"))
    line = to_standoff(Annotation({"T1": across}, ()), TEXT)
    assert line == "T1\tplace 13 18;19 23\tBa Bể Ngày\n"
    assert read_standoff(line, TEXT).marks == {"T1": across}


def test_order_of_lines_line_ends_and_comments_of_other_kinds_do_not_matter() -> None:
    turned = "\r\n".join(reversed(STANDOFF.splitlines())) + "\r\n#99\tAnnotationError T1\tkhông rõ\n"
    found = read_standoff(turned, TEXT)
    assert (found.marks, set(found.roles)) == (DRAWN.annotation.marks, set(DRAWN.annotation.roles))


def test_two_events_of_one_trigger() -> None:
    found = read_standoff(f"{STANDOFF}E90\tgiam_sat:{TRIGGER} target:T1\nA9\tstatus E90 planned\n", TEXT)
    assert found.marks["E90"] == replace(found.marks[TRIGGER], id="E90", value="", status="planned", main=False)
    assert found.roles[-1] == Role("E90", "target", "T1")


LINE = len(STANDOFF.splitlines()) + 1
WRONG = [
    ("T90\tdate 19 31\tNgày 5/6/2024", "tại 19–31 bài có “Ngày 5/6/202”, không phải “Ngày 5/6/2024”; hãy đánh dấu lại"),
    ("T90\tProtein 19 32\tNgày 5/6/2024", "không có loại Protein; các loại là date, organisation"),
    ("T90\tdate mười 32\tNgày", "không đọc được “T90 date mười 32 Ngày”; hãy dùng annotation.conf"),
    ("T90\tdate 19 32", "không đọc được"),
    ("R1\tgần Arg1:T1 Arg2:T2", "không đọc được"),
    (f"E90\tdai_hoi:{TRIGGER}", f"{TRIGGER} không phải sự kiện loại dai_hoi"),
    (f"E90\tgiam_sat:{TRIGGER} theme:T1", "không có vai trò theme; các vai trò là organiser"),
    (f"E90\tgiam_sat:{TRIGGER} target:T77", "nói đến T77, mà không dòng nào có; hãy xóa dòng này"),
    (f"A9\tstatus {EVENT} maybe", "không có thuộc tính status maybe"),
    ("#9\tAnnotatorNotes T77\tgì đó", "nói đến T77"),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_a_line_that_does_not_fit_is_named(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^dòng {LINE}: {said}") as error:
        read_standoff(f"{STANDOFF}{line}\n", TEXT)
    assert "\n" not in str(error.value)


def test_configurations_name_every_kind_and_type() -> None:
    for code in (*KIND_WORDS, *TYPES):
        assert f"\n{code}" in configuration()
        assert f"\n{code} | " in visual_configuration()
    assert "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n" in configuration()  # else brat calls every overlap an error
