"""Awards: what is one, who got it and how many, and whom the text names as the giver."""

from collections.abc import Sequence

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from corpus.article import Article
from extract import awards, casing, organisations, places, syllables, words  # noqa: F401  (registers the components)
from extract.prizes import prizes_in, value_of
from extract.syllables import SyllableTokenizer
from schemas.record import Zone, ZoneKind

COMPONENTS = ("sukien_sentences", "sukien_casing", "sukien_words", "sukien_places", "sukien_organisations", "sukien_awards")


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, *lines: tuple[ZoneKind, str]) -> Doc:
    """The Doc of a page whose lines are zones."""
    text, zones = "", []
    for kind, line in lines:
        zones.append(Zone(kind=kind, start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    doc = nlp.make_doc(text)
    doc._.article = Article("id", "name", "source", text, tuple(zones))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def rows(doc: Doc) -> list[tuple[str, str, int | None, str | None]]:
    return [(a.name, a.kind, a.count, a.giver.text if a.giver else None) for a in doc._.awards]


NATIONAL = "Tổng LĐLĐ Việt Nam"
GIVEN: list[tuple[str, Sequence[tuple[str, str, int | None, str | None]]]] = [
    # behind the award: a list, each kind of recipient a row
    (
        "LĐLĐ tỉnh Hà Giang tặng Bằng khen cho 05 tập thể, 09 cá nhân.",
        [("Bằng khen", "tập thể", 5, "LĐLĐ tỉnh Hà Giang"), ("Bằng khen", "cá nhân", 9, "LĐLĐ tỉnh Hà Giang")],
    ),
    (
        "LĐLĐ huyện trao Giấy khen cho 8 tập thể có thành tích trong phong trào thi đua và hai bác sĩ.",
        [("Giấy khen", "tập thể", 8, "LĐLĐ huyện"), ("Giấy khen", "bác sĩ", 2, "LĐLĐ huyện")],
    ),
    # a clause without a subject goes on with the one before it
    (
        "LĐLĐ tỉnh tặng Cờ thi đua cho 03 tập thể; tặng Bằng khen cho 12 cá nhân.",
        [("Cờ thi đua", "tập thể", 3, "LĐLĐ tỉnh"), ("Bằng khen", "cá nhân", 12, "LĐLĐ tỉnh")],
    ),
    (
        "UBND tỉnh tặng Bằng khen cho 2 tập thể, LĐLĐ tỉnh tặng Bằng khen cho 15 cá nhân.",
        [("Bằng khen", "tập thể", 2, "UBND tỉnh"), ("Bằng khen", "cá nhân", 15, "LĐLĐ tỉnh")],
    ),
    # the giver behind the award
    (
        f"Hội nghị đã trao Cờ thi đua của {NATIONAL} cho 1 đơn vị, Bằng khen của Chủ tịch UBND tỉnh cho 4 cá nhân.",
        [("Cờ thi đua", "đơn vị", 1, NATIONAL), ("Bằng khen", "cá nhân", 4, "UBND tỉnh")],
    ),
    (
        "Giấy khen của LĐLĐ huyện: 14 tập thể, 30 đoàn viên.",
        [("Giấy khen", "tập thể", 14, "LĐLĐ huyện"), ("Giấy khen", "đoàn viên", 30, "LĐLĐ huyện")],
    ),
    # passive: recipients in front, the giver inside, behind or in the decision
    (
        "Tại hội nghị, 15 tập thể và 27 cá nhân được LĐLĐ tỉnh tặng Bằng khen.",
        [("Bằng khen", "tập thể", 15, "LĐLĐ tỉnh"), ("Bằng khen", "cá nhân", 27, "LĐLĐ tỉnh")],
    ),
    (
        "Có 6 tập thể (gồm 4 CĐCS, 2 tổ công đoàn) và 9 cá nhân được nhận Giấy khen của LĐLĐ huyện.",
        [("Giấy khen", "tập thể", 6, "LĐLĐ huyện"), ("Giấy khen", "cá nhân", 9, "LĐLĐ huyện")],
    ),
    (
        "Theo Quyết định số 15/QĐ-LĐLĐ của LĐLĐ tỉnh Yên Bái, 9 cá nhân được tặng Bằng khen.",
        [("Bằng khen", "cá nhân", 9, "LĐLĐ tỉnh Yên Bái")],
    ),
    ("CĐCS Công ty May Sông Lô được UBND tỉnh tặng Cờ thi đua.", [("Cờ thi đua", "tập thể", None, "UBND tỉnh")]),
    ("Cô Lường Thị Pản được LĐLĐ tỉnh tặng Bằng khen.", [("Bằng khen", "cá nhân", None, "LĐLĐ tỉnh")]),
    # the office of the person who hands it over; on whose behalf goes first; a venue and a membership give nothing
    (
        "Tại trụ sở UBND huyện, Ủy viên Ban Chấp hành Tổng LĐLĐ Việt Nam, Chủ tịch LĐLĐ tỉnh trao Giấy khen cho 6 tập thể.",
        [("Giấy khen", "tập thể", 6, "LĐLĐ tỉnh")],
    ),
    (
        "Thừa ủy quyền của Chủ tịch nước, Chủ tịch UBND tỉnh trao Huân chương Lao động hạng Ba cho LĐLĐ huyện Yên Thế.",
        [("Huân chương Lao động hạng Ba", "tập thể", None, "Chủ tịch nước")],
    ),
    # contests
    (
        "Ban Tổ chức trao 01 giải Nhất, 02 giải Nhì và 03 giải Ba cho các đội.",
        [("giải Nhất", "đội", 1, "Ban Tổ chức"), ("giải Nhì", "đội", 2, "Ban Tổ chức"), ("giải Ba", "đội", 3, "Ban Tổ chức")],
    ),
    (
        "Kết quả: 1 giải nhất, 2 nhì, 4 khuyến khích.",
        [("giải Nhất", "", 1, None), ("giải Nhì", "", 2, None), ("giải Khuyến khích", "", 4, None)],
    ),
    ("Đoàn Nam Định giành 3 huy chương Vàng, 5 huy chương bạc.", [("huy chương Vàng", "", 3, None), ("huy chương Bạc", "", 5, None)]),
    ("Có 3 sáng kiến đạt giải A, 5 sáng kiến đạt giải B.", [("giải A", "sáng kiến", 3, None), ("giải B", "sáng kiến", 5, None)]),
    # a number of the award itself
    ("LĐLĐ tỉnh trao 33 Bằng khen cho cán bộ công đoàn.", [("Bằng khen", "cán bộ công đoàn", 33, "LĐLĐ tỉnh")]),
    (
        "LĐLĐ tỉnh tặng 04 Bằng khen tập thể và 06 Bằng khen cá nhân.",
        [("Bằng khen", "tập thể", 4, "LĐLĐ tỉnh"), ("Bằng khen", "cá nhân", 6, "LĐLĐ tỉnh")],
    ),
    # titles belong to the name
    (
        "Kỷ niệm chương “Vì nghĩa tình đồng đội” được trao cho 6 đồng chí.",
        [("Kỷ niệm chương “Vì nghĩa tình đồng đội”", "đồng chí", 6, None)],
    ),
    ("9 công nhân được trao danh hiệu “Người thợ giỏi” năm 2008.", [("danh hiệu “Người thợ giỏi”", "công nhân", 9, None)]),
    ("Kết thúc khóa học, 50 học viên được cấp giấy chứng nhận.", [("giấy chứng nhận", "học viên", 50, None)]),
    # only a verb
    ("LĐLĐ thành phố Vinh tuyên dương, khen thưởng 60 đoàn viên.", [("khen thưởng", "đoàn viên", 60, "LĐLĐ thành phố Vinh")]),
    ("Đã có 45 gia đình công nhân tiêu biểu được vinh danh.", [("khen thưởng", "gia đình công nhân", 45, None)]),
    ("LĐLĐ huyện khen 4 CĐCS làm tốt.", [("khen thưởng", "CĐCS", 4, "LĐLĐ huyện")]),
    ("9 học viên đạt loại giỏi được LĐLĐ tỉnh khen.", [("khen thưởng", "học viên", 9, "LĐLĐ tỉnh")]),
    # the first number of a share, the parts of a total
    ("48/52 nữ đoàn viên đạt danh hiệu “Giỏi việc trường”.", [("danh hiệu “Giỏi việc trường”", "nữ đoàn viên", 48, None)]),
    ("94 trong số 96 học viên được cấp Giấy chứng nhận.", [("giấy chứng nhận", "học viên", 94, None)]),
    (
        "LĐLĐ huyện tặng GK cho 89 TT, CN (24 TT, 65 CN).",
        [("Giấy khen", "tập thể", 24, "LĐLĐ huyện"), ("Giấy khen", "cá nhân", 65, "LĐLĐ huyện")],
    ),
    # a clause has its own subject; what is given for a reason goes to nobody in the reason
    (
        "Hội Chữ thập đỏ tỉnh trao Thư cảm ơn cho 12 doanh nghiệp; LĐLĐ tỉnh tặng Bằng khen cho 4 tập thể.",
        [("Thư cảm ơn", "doanh nghiệp", 12, "Hội Chữ thập đỏ tỉnh"), ("Bằng khen", "tập thể", 4, "LĐLĐ tỉnh")],
    ),
    (
        "Công đoàn trường nhận Giấy khen của LĐLĐ huyện vì đã nhường chỗ cho gia đình đoàn viên.",
        [("Giấy khen", "tập thể", None, "LĐLĐ huyện")],
    ),
    ("Anh Thạch Sa Rên, thợ cơ khí, nhận Kỷ niệm chương.", [("Kỷ niệm chương", "cá nhân", None, None)]),
    (
        "Kết thúc lớp học, học viên được cấp chứng chỉ của Trường Đại học Công đoàn.",
        [("chứng chỉ", "học viên", None, "Trường Đại học Công đoàn")],
    ),
    # who gives stands inside what the occasion opens
    (
        "Nhân dịp này có 10 cá nhân được LĐLĐ huyện tặng Giấy khen; 4 cá nhân được LĐLĐ tỉnh tặng Bằng khen.",
        [("Giấy khen", "cá nhân", 10, "LĐLĐ huyện"), ("Bằng khen", "cá nhân", 4, "LĐLĐ tỉnh")],
    ),
    # prizes of a contest go to those who took part, where nobody else is named
    (
        "Cuộc thi có 56 thí sinh; 3 giải Nhất, 6 giải Nhì được trao.",
        [("giải Nhất", "thí sinh", 3, None), ("giải Nhì", "thí sinh", 6, None)],
    ),
    ("Ban Giám khảo trao cho các đội 1 giải Nhất và 3 giải Ba.", [("giải Nhất", "đội", 1, None), ("giải Ba", "đội", 3, None)]),
    ("Ông trao cúp và tiền thưởng cho 2 cá nhân chiến thắng.", [("cúp", "cá nhân", 2, None)]),
    ("Khen thưởng các tập thể, cá nhân xuất sắc.", [("khen thưởng", "tập thể", None, None), ("khen thưởng", "cá nhân", None, None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), GIVEN)
def test_an_award_is_given(nlp: Language, sentence: str, expected: list[tuple[str, str, int | None, str | None]]) -> None:
    assert rows(read(nlp, ("body", sentence))) == list(expected)


NONE = [
    "LĐLĐ tỉnh sẽ tặng Bằng khen cho 5 tập thể.",
    "Hội nghị đề nghị Tổng LĐLĐ Việt Nam tặng Cờ thi đua cho 2 tập thể.",
    "LĐLĐ huyện xét khen thưởng 10 tập thể.",
    "Làm tốt công tác thi đua, khen thưởng; kịp thời biểu dương các tập thể, cá nhân điển hình.",
    "Chủ tịch LĐLĐ tỉnh biểu dương những kết quả mà các cấp công đoàn đã đạt được.",
    "85% đoàn viên đạt danh hiệu “Giỏi việc nước, đảm việc nhà”.",
    "LĐLĐ tỉnh trao tặng 500 suất quà và 20 suất học bổng cho con công nhân.",
    "Đội Công đoàn phường đoạt giải Nhất, đội Công an đoạt giải Nhì.",  # winners without a number
    "Anh hùng Lao động Nguyễn Thị Sậu kể về những ngày đầu.",
    "Mỗi đội nhận cờ lưu niệm của Ban Tổ chức.",
    "Công ty được cấp giấy chứng nhận đăng ký đầu tư năm 2019.",
    "Hai đội lọt vào chung kết, đội Công an và đội Bộ đội đạt giải Ba.",
    "Chị ngượng khi 3 đồng nghiệp khen ngợi; nhiều người khen hay.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_award_is_given(nlp: Language, sentence: str) -> None:
    assert rows(read(nlp, ("body", sentence))) == []


OFFICES = [
    ("Chủ tịch UBND huyện tặng Giấy khen 10 nữ đoàn viên.", "Chủ tịch"),
    ("Hội nghị trao Bằng khen của Bộ trưởng Bộ Y tế cho 3 tập thể.", "Bộ trưởng"),
    ("Ông Lê Văn An, Chủ tịch UBND tỉnh trao Bằng khen của UBND tỉnh cho 3 tập thể.", ""),
    ("Chủ tịch LĐLĐ tỉnh tặng Bằng khen cho 2 cá nhân.", ""),
]


@pytest.mark.parametrize(("sentence", "office"), OFFICES)
def test_an_office_of_a_state_body_gives_by_itself(nlp: Language, sentence: str, office: str) -> None:
    assert [award.office for award in read(nlp, ("body", sentence))._.awards] == [office]


def test_evidence_is_in_two_pieces_where_a_list_is_shared(nlp: Language) -> None:
    doc = read(nlp, ("body", "Dịp này, LĐLĐ tỉnh tặng Bằng khen cho 29 tập thể, 51 cá nhân."))
    pieces = [[doc.text[start:end] for start, end in award.evidence] for award in doc._.awards]
    assert pieces == [["Bằng khen cho 29 tập thể"], ["Bằng khen", "51 cá nhân"]]
    assert [span.text for span in doc.spans["awards"]] == ["Bằng khen", "Bằng khen"]


def test_title_and_captions_repeat(nlp: Language) -> None:
    doc = read(
        nlp,
        ("title", "Khen thưởng 12 đoàn viên giỏi"),
        ("caption", "Chủ tịch LĐLĐ huyện trao Giấy khen cho các đoàn viên."),
        ("body", "Ngày 3/5, LĐLĐ huyện Phù Yên trao Giấy khen cho 12 đoàn viên."),
        ("furniture", "LĐLĐ tỉnh tặng Bằng khen cho 40 cá nhân"),
    )
    assert rows(doc) == [("Giấy khen", "đoàn viên", 12, "LĐLĐ huyện Phù Yên")]


def test_a_title_in_capitals_tells_what_the_body_does_not(nlp: Language) -> None:
    doc = read(nlp, ("title", "LĐLĐ HUYỆN PHÙ YÊN TẶNG GIẤY KHEN CHO 12 ĐOÀN VIÊN"), ("body", "Hội nghị diễn ra ngày 3/5."))
    assert rows(doc) == [("Giấy khen", "đoàn viên", 12, "LĐLĐ huyện Phù Yên")]


def test_a_verb_stays_beside_an_award_of_the_same_sentence_only(nlp: Language) -> None:
    lead = ("body", "LĐLĐ tỉnh tổng kết phong trào và khen thưởng các cá nhân.")
    beside = ("body", "LĐLĐ tỉnh tặng Cờ thi đua cho 2 đơn vị; khen thưởng chuyên đề nữ công cho các cá nhân.")
    assert [a.name for a in read(nlp, lead)._.awards] == ["khen thưởng"]
    assert [a.name for a in read(nlp, beside)._.awards] == ["Cờ thi đua", "khen thưởng"]
    assert [a.name for a in read(nlp, lead, ("body", "LĐLĐ tỉnh tặng Giấy khen cho 9 cá nhân."))._.awards] == ["Giấy khen"]


def test_a_total_of_parts_told_one_by_one_is_no_further_award(nlp: Language) -> None:
    doc = read(nlp, ("body", "19 tập thể, cá nhân được tôn vinh."), ("body", "Buổi lễ vinh danh 7 tập thể và 12 cá nhân."))
    assert [(a.kind, a.count) for a in doc._.awards] == [("tập thể", 7), ("cá nhân", 12)]


def test_a_list_goes_on_with_the_subject_of_its_heading(nlp: Language) -> None:
    doc = read(
        nlp, ("body", "Dịp này, LĐLĐ tỉnh đã:"), ("body", "- Tặng Cờ thi đua cho 2 tập thể;"), ("body", "- Tặng Bằng khen cho 5 cá nhân.")
    )
    assert rows(doc) == [("Cờ thi đua", "tập thể", 2, "LĐLĐ tỉnh"), ("Bằng khen", "cá nhân", 5, "LĐLĐ tỉnh")]


def test_a_list_of_tasks_gives_nothing(nlp: Language) -> None:
    assert rows(read(nlp, ("body", "Nhiệm vụ 6 tháng cuối năm:"), ("body", "- Tuyên dương 100 công nhân giỏi."))) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huân chương Độc lập hạng nhì", ["Huân chương Độc lập hạng Nhì"]),
        ("Kỷ niệm chương Vì sự nghiệp xây dựng tổ chức Công đoàn", ["Kỷ niệm chương Vì sự nghiệp xây dựng tổ chức Công đoàn"]),
        ("giải thưởng Nguyễn Đức Cảnh", ["Giải thưởng Nguyễn Đức Cảnh"]),
        ("giải pháp, giải bóng đá, giải khuyến khích", ["giải Khuyến khích"]),
    ],
)
def test_names_of_prizes(text: str, names: list[str]) -> None:
    assert [p.name for p in prizes_in(text, 0, len(text))] == names


def test_numbers() -> None:
    assert [value_of(n) for n in ("03", "1.250", "Hai", "mười")] == [3, 1250, 2, 10]
