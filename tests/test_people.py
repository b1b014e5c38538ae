"""Persons: names, offices, short forms, and those who are named but take no part."""

import pytest
import spacy
from spacy.language import Language

from corpus.article import Article
from extract.people import PersonMention
from extract.syllables import SyllableTokenizer
from schemas.record import Zone

NAMES = [
    ("Đồng chí Phương Thị Thanh dự hội nghị; đ/c Đỗ Văn Nhuận chủ trì.", ["Phương Thị Thanh", "Đỗ Văn Nhuận"]),
    ("Chủ tịch LĐLĐ tỉnh Bình Dương Nguyễn Thị Hồng phát biểu.", ["Nguyễn Thị Hồng"]),
    ("Phó Chủ tịch Thường trực Tổng LĐLĐVN Trần Thanh Hòa trao quà.", ["Trần Thanh Hòa"]),
    ("Phó Chủ tịch Tổng LĐLĐ Việt Nam Trịnh Công Hoài nhắn gửi.", ["Trịnh Công Hoài"]),
    ("Bí thư Thành ủy Hà Nội Nguyễn Phú An dự.", ["Nguyễn Phú An"]),
    ("Lê Bá Diễn, Giám đốc Sở Xây dựng, tới dự.", ["Lê Bá Diễn"]),
    ("Hà Sĩ Nguyên - Chủ tịch Công đoàn ngành; Đinh Mười (Phó Bí thư)", ["Hà Sĩ Nguyên", "Đinh Mười"]),
    ("các Phó Chủ tịch LĐLĐ tỉnh: Cao Thị Lệ, Trần Văn Lý và Hoàng Tứ.", ["Cao Thị Lệ", "Trần Văn Lý", "Hoàng Tứ"]),
    ("Danh sách:\n1. Trần Thị Mận\n2. Lò Văn Pín\n", ["Trần Thị Mận", "Lò Văn Pín"]),
    (
        "bác sĩ Y Khoan Niê và chị H'Nguyệt Kbuôr, anh K'Brềm, cô Rơ Mah H'Dyên",
        ["Y Khoan Niê", "H'Nguyệt Kbuôr", "K'Brềm", "Rơ Mah H'Dyên"],
    ),
    ("bà Danh Thị Sà Rương, ông Giàng A Chớ, thầy Chau Phol", ["Danh Thị Sà Rương", "Giàng A Chớ", "Chau Phol"]),
    ("ông Shuji Shinohara, ông Kim Min-soo, bà Tôn Nữ Thị Ninh Hà", ["Shuji Shinohara", "Kim Min-soo", "Tôn Nữ Thị Ninh Hà"]),
    ("công nhân Trần Hữu Thịnh; cầu thủ Quang Hải", ["Trần Hữu Thịnh", "Quang Hải"]),
    ("ông Nguyễn Văn An Phó Chủ tịch LĐLĐ huyện", ["Nguyễn Văn An"]),
    ("ông Ông Ích Thuận và ông Thái Bá Trường, Phó Chủ tịch", ["Ông Ích Thuận", "Thái Bá Trường"]),
    ("ĐỒNG CHÍ TRẦN VĂN BẢY THĂM CÔNG NHÂN", ["Trần Văn Bảy"]),
    ("đồng chí NGUYỄN THỊ HOA, Chủ tịch", ["Nguyễn Thị Hoa"]),
    ("Anh Nguyễn Văn Đủ kể chuyện.", ["Nguyễn Văn Đủ"]),
    ("ông Đàng Năng Sơn-Phó Giám đốc Sở Nội vụ; bà Võ Thị Hòa- Chủ tịch", ["Đàng Năng Sơn", "Võ Thị Hòa"]),
    ("các đồng chí: Lê Mạnh Sáng, Phó trưởng ban; Bùi Ngọc Tú, Vụ trưởng;", ["Lê Mạnh Sáng", "Bùi Ngọc Tú"]),
    ("bầu bổ sung 2 ủy viên là Đoàn Minh Tú và Liễu Thị Năm.", ["Đoàn Minh Tú", "Liễu Thị Năm"]),
    ("Ông LI XIAO, Tổng Giám đốc; bà PHÙN THỊ LÝ", ["Li Xiao", "Phùn Thị Lý"]),
    ("Phó Giám đốc nhà máy Dư Văn Bền, Trưởng thôn Lục Văn Pẩu", ["Dư Văn Bền", "Lục Văn Pẩu"]),
    ("Chủ tịch Công đoàn Tổng công ty Trần Đức Lợi tới dự", ["Trần Đức Lợi"]),
    ("điều dưỡng Thông Thị Kim Anh, dược sĩ Ninh Xuân Sang", ["Thông Thị Kim Anh", "Ninh Xuân Sang"]),
    ("Các ông, bà: Ông Thị Kim Ngân, Phó Chủ tịch; đồng chí Tạ văn Dũng", ["Ông Thị Kim Ngân", "Tạ Văn Dũng"]),
    ("Ảnh: Thanh Bình Ông Phạm Chí Đức, Phó chủ tịch Liên đoàn", ["Phạm Chí Đức"]),
]

NOBODY = [
    "Đại lộ Lê Lợi, đường Nguyễn Văn Cừ, phường Trần Quang Diệu, 84 Phạm Hùng",
    "Trường THPT Nguyễn Huệ, Trường Cao đẳng Ngô Gia Tự, Hiệu trưởng Trường THPT Hà Huy Tập",
    "Giải thưởng Tôn Đức Thắng, tư tưởng Hồ Chí Minh, Đoàn TNCS Hồ Chí Minh, TP Hồ Chí Minh",
    "Chủ tịch LĐLĐ huyện Mai Sơn, Chủ tịch UBND tỉnh Lâm Đồng, KCN Lê Minh Xuân 3",
    "giám đốc người Hàn Quốc, Xuân Nhâm Thìn, Phó chánh văn phòng Đoàn Đại biểu Quốc hội",
    "Giám đốc Công ty Nguyễn Hoàng, công nhân công ty Kim Sao Sáng, các đ/c UV BCH, huyền thoại Hồ Núi Cốc",
    "chị H., chị T.T.N., ông bà, anh chị em công nhân Tích Lương",
]

TITLES = [
    (
        "đồng chí Phương Thị Thanh, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh đề nghị",
        "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh",
    ),
    ("bà Tạ Thị Mỹ, Chủ tịch Công đoàn ngành Giao thông Vận tải Hà Nội cho rằng", "Chủ tịch Công đoàn ngành Giao thông Vận tải Hà Nội"),
    ("Ủy viên T.Ư Đảng - Chủ tịch Tổng LĐLĐVN Bùi Văn Tám", "Ủy viên T.Ư Đảng - Chủ tịch Tổng LĐLĐVN"),
    ("Hòa giải viên lao động quận Tân Bình, bà Nguyễn Minh Hiền, rất bức xúc", ""),
    ("ông Lê Minh Tâm (Phó Giám đốc) nói", "Phó Giám đốc"),
    ("chị Cao Thị Bình, công nhân phân xưởng đóng gói", "công nhân"),
    ("ông Trần Văn Ba phát biểu", ""),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    nlp.add_pipe("sukien_sentences")
    nlp.add_pipe("sukien_people")
    return nlp


def read(nlp: Language, text: str, kind: str = "body") -> tuple[PersonMention, ...]:
    doc = nlp.make_doc(text)
    doc._.article = Article(id="x", name="x", source="x", text=text, zones=(Zone(kind=kind, start=0, end=len(text)),))
    return nlp(doc)._.people


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(nlp: Language, text: str, expected: list[str]) -> None:
    assert [person.name for person in read(nlp, text)] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(nlp: Language, text: str) -> None:
    assert [person.name for person in read(nlp, text)] == []


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_title(nlp: Language, text: str, expected: str) -> None:
    assert read(nlp, text)[0].title == expected


def test_the_name_alone_is_the_mention(nlp: Language) -> None:
    text = "Chiều 2/3, bà Trương Thị Mai trao quà."
    (person,) = read(nlp, text)
    assert text[person.start : person.end] == "Trương Thị Mai"


def test_short_forms_are_resolved(nlp: Language) -> None:
    text = (
        "Ông Tạ Văn Dưỡng và bà Lê Thị Lệ Huyền dự. Theo ông Dưỡng và bà Lệ Huyền, có chị Bời nào đó. Ông Trần Anh Dưỡng đến. Ông Dưỡng về."
    )
    found = [(person.name, person.full) for person in read(nlp, text)]
    assert found[2:] == [
        ("Dưỡng", "Tạ Văn Dưỡng"),
        ("Lệ Huyền", "Lê Thị Lệ Huyền"),
        ("Trần Anh Dưỡng", "Trần Anh Dưỡng"),
        ("Dưỡng", "Trần Anh Dưỡng"),
    ]


FLAGS = [
    ("Hội nghị kết thúc tốt đẹp và thành công.\nNguyễn Hà Giao\n", "Nguyễn Hà Giao", "byline"),
    ("Toàn cảnh hội nghị. Ảnh: Lê Đức Hòa", "Lê Đức Hòa", "byline"),
    ("Hội nghị bế mạc lúc trưa.\n\nLê Thị Loan - Ủy viên Ủy ban Kiểm tra LĐLĐ tỉnh", "Lê Thị Loan", "byline"),
    ("Ông Lê Văn Sáu đã ký ban hành Kế hoạch năm 2023.", "Lê Văn Sáu", "signatory"),
    ("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n(đã ký)\nTrần Văn Chín", "Trần Văn Chín", "signatory"),
    ("học tập đồng chí Nguyễn Đức Cảnh, người sáng lập Công đoàn", "Nguyễn Đức Cảnh", "historic"),
    ("di chúc của Chủ tịch Hồ Chí Minh", "Hồ Chí Minh", "historic"),
    ("gia đình anh Lò Văn Pín được hỗ trợ 50 triệu đồng", "Lò Văn Pín", "recipient"),
    ("bàn giao Mái ấm Công đoàn cho chị Kiều Thị Lan, công nhân may", "Kiều Thị Lan", "recipient"),
    ("trở thành Chủ tịch thay ông Đặng Ngọc Tú.", "Đặng Ngọc Tú", "outgoing"),
    ("chia tay đồng chí Trần Hữu Đạt nghỉ hưu.", "Trần Hữu Đạt", "outgoing"),
    ("là người kế nhiệm ông Đỗ Văn Cường.", "Đỗ Văn Cường", "outgoing"),
    ("thay ông Lê Trung Bình về làm Bí thư Quận ủy.", "Lê Trung Bình", None),
    ("ông Lê Văn Tư, nguyên Chủ tịch LĐLĐ tỉnh, dự.", "Lê Văn Tư", None),
    ("ông Phạm Văn Chính trao quyết định cho bà Trần Kim Oanh.", "Phạm Văn Chính", None),
]


@pytest.mark.parametrize(("text", "name", "flag"), FLAGS)
def test_flags(nlp: Language, text: str, name: str, flag: str | None) -> None:
    person = next(person for person in read(nlp, text) if person.name == name)
    assert [f for f in ("byline", "signatory", "historic", "recipient", "outgoing") if getattr(person, f)] == ([flag] if flag else [])


def test_page_furniture_names_nobody(nlp: Language) -> None:
    assert read(nlp, "Chịu trách nhiệm: ông Nguyễn Văn An, Chủ tịch", kind="furniture") == ()
