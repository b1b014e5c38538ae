"""Topics: what type of event the words of an article speak of, and the events that are found by them alone."""

import pytest
from articles import article

from benchmarks.topics import Asked, judged, report
from extract.pipeline import Pipeline
from models.topics import INTERCEPT, clues, fit, probabilities, shipped, speaks_for, strongest

LESSONS = [("Học viên vào lớp học.", "tap_huan"), ("Sổ sách, chứng từ đầy đủ.", "kiem_tra"), ("Bóng lăn trên sân.", "hoi_thi")]


@pytest.fixture(scope="module")
def weights() -> dict[str, dict[str, float]]:
    lessons = [lesson for lesson in LESSONS for _ in range(5)]
    return fit([clues([words]) for words, _ in lessons], [type_ for _, type_ in lessons])


def test_clues_are_words_and_neighbours_with_nothing_but_a_blank_between() -> None:
    assert clues(["Sổ sách, chứng từ: 12 quyển."]) == {"sổ", "sách", "chứng", "từ", "quyển", "sổ sách", "chứng từ"}


def test_fit_finds_the_words_that_tell(weights: dict[str, dict[str, float]]) -> None:
    assert weights["lớp học"]["tap_huan"] > 0 > weights["lớp học"]["kiem_tra"]
    assert set(weights) - {INTERCEPT} <= clues(words for words, _ in LESSONS)


def test_probabilities_add_up_and_follow_the_words(weights: dict[str, dict[str, float]]) -> None:
    chances = probabilities(clues(["Hôm qua, họ mở sổ sách và chứng từ."]), weights)
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["kiem_tra"] > chances["tap_huan"]


def test_words_that_nobody_taught_leave_what_is_usual(weights: dict[str, dict[str, float]]) -> None:
    assert probabilities({"xyz"}, weights) == probabilities(set(), weights)


def test_the_shipped_words_tell_a_course_from_an_inspection() -> None:
    words = clues(["Sáng qua, 40 học viên vào lớp, giảng viên là một luật sư."])
    assert speaks_for("tap_huan", words, len(words)) > 1 > speaks_for("kiem_tra", words, len(words))
    assert strongest("tap_huan", words) in {"học viên", "giảng viên", "viên", "học", "giảng", "lớp"}
    assert strongest("tap_huan", {"xyz"}) == ""
    assert strongest("giao_ban", {"học viên"}) == "", "a word that speaks against it is no evidence"
    assert all(type_ in probabilities(set()) for of_clue in shipped().values() for type_ in of_clue)


UNNAMED = [
    (
        "Sáng 12/5/2009, 86 chủ tịch công đoàn xã ngồi vào lớp ở thị trấn Mộc Châu. Học viên được giảng viên của LĐLĐ huyện Mộc Châu "
        "hướng dẫn cách lập sổ đoàn phí và hòa giải khi có đơn thư.",
        ("tap_huan", "2009-05-12"),
    ),
    (
        "Trưa 26/2/2008, hơn 500 công nhân Công ty TNHH Giày Hưng Thái rời chuyền kéo ra cổng vì tiền lương tháng 1 bị cắt. "
        "Đến chiều, công ty hứa trả đủ.",
        ("tranh_chap", "2008-02-26"),
    ),
    (
        "Ngày 8/4/2023, gần 400 người xếp hàng ở Bệnh viện Đa khoa huyện Mai Sơn. Đến trưa, Công đoàn huyện và Hội Chữ thập đỏ nhận "
        "được 312 đơn vị máu.",
        ("quyen_gop", "2023-04-08"),
    ),
]


@pytest.mark.parametrize(("body", "told"), UNNAMED, ids=[told[0] for _, told in UNNAMED])
def test_an_event_that_no_trigger_names_is_told_by_its_words(pipeline: Pipeline, body: str, told: tuple[str, str]) -> None:
    record = pipeline(article(body))
    (event,) = [event for event in record.events if event.main]
    assert (event.types[0], event.start) == told
    assert event.confidence < 0.9, "it is less sure than one that is named"
    ((start, end),) = event.evidence
    assert body.find(record.text[start:end]) >= 0


def test_without_a_day_words_alone_make_no_event(pipeline: Pipeline) -> None:
    body = "Thời gian qua, học viên vào lớp đều đặn. Giảng viên nào cũng khen lớp học ở thị trấn Mộc Châu sạch sẽ."
    assert pipeline(article(body)).events == []


def test_of_a_digest_the_items_without_a_trigger_are_told_too(pipeline: Pipeline) -> None:
    body = (
        "Ngày 20/7/2015, LĐLĐ huyện Kiến Xương tổ chức hội nghị sơ kết hoạt động công đoàn 6 tháng đầu năm.\n"
        "Ngày 16/7/2015, 90 học viên được Công đoàn ngành Y tế Thái Bình mời vào lớp học; giảng viên là hai luật sư."
    )
    told = [(event.types[0], event.start) for event in pipeline(article(body)).events]
    assert told == [("so_ket", "2015-07-20"), ("tap_huan", "2015-07-16")]


def test_the_table_judges_each_lot_by_the_others() -> None:
    def asked(lot: int, words: str, type_: str) -> Asked:
        return Asked(lot, {}, clues([words]), [type_])

    lots = judged([asked(lot, *lesson) for lot in range(5) for lesson in LESSONS])
    assert lots[0] == 3 * [(False, True, True)]
    assert report(lots).splitlines()[-1] == "| all | 15 | 0.000 | 1.000 | 1.000 |"


def test_advice_is_no_event_though_it_names_days(pipeline: Pipeline) -> None:
    body = (
        "Trong tuần, ban biên tập nhận nhiều thư hỏi về mức đóng đoàn phí. Xin trả lời: đoàn viên ở công đoàn cơ sở doanh nghiệp đóng "
        "1% tiền lương làm căn cứ đóng bảo hiểm xã hội, quy định này áp dụng từ ngày 1/10/2016."
    )
    assert pipeline(article(body, title="Hỏi đáp về đoàn phí")).events == []
