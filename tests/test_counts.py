"""Counts: numbers with what they count, and the numbers that count nothing."""

import pytest
import spacy

from corpus.article import Article
from extract.counts import CountMention, read_counts
from extract.syllables import SyllableTokenizer
from schemas.record import Zone

COUNTED = [
    ("Bằng khen cho 29 tập thể, 51 cá nhân", ["29 tập thể", "51 cá nhân"]),
    ("đã kiểm tra được 09 đơn vị", ["9 đơn vị"]),
    ("18/18 chỉ tiêu đề ra cơ bản hoàn thành", ["18/18 chỉ tiêu"]),
    ("5/7 kiến nghị được chấp thuận", ["5/7 kiến nghị"]),
    ("trúng cử với số phiếu 13/13, đạt 100%", ["13/13 phiếu", "100 %"]),
    ("770 trong tổng số 789 công đoàn cơ sở", ["770/789 công đoàn cơ sở"]),
    ("chỉ cần vi phạm 1 trong 13 khoản này", ["1/13 khoản"]),
    ("gần 1.000 công nhân trên tổng số 2.100 công nhân của công ty", ["1000/2100 công nhân"]),
    ("4 trong số 5 phân xưởng đã có tủ thuốc", ["4/5 phân xưởng"]),
    ("trao 2.110 suất quà, trị giá 520 triệu đồng", ["2110 suất quà", "520000000 đồng"]),
    ("trao tận tay 2,100 suất quà", ["2100 suất quà"]),
    ("cả nước có 2,7 triệu lao động", ["2700000 lao động"]),
    ("nợ hơn 17 tỉ đồng, nơi nhiều nhất gần 200 tỷ.", ["17000000000 đồng", "200000000000 đồng"]),
    ("mức tối thiểu chỉ có 290.000đ/tháng, khoảng 45USD", ["290000 đồng", "45 USD"]),
    ("vay từ 10 đến 100 triệu đồng", ["10000000 đồng", "100000000 đồng"]),
    ("mỗi năm chỉ 2- 3 triệu đồng", ["2000000 đồng", "3000000 đồng"]),
    ("giá từ 700.000 đến 1,2 triệu đồng", ["700000 đồng", "1200000 đồng"]),
    ("mỗi căn 35 - 60m2, khu đất 2,5 ha", ["35 m2", "60 m2", "2.5 ha"]),
    ("đáp ứng 5-10% nhu cầu", ["5 % nhu cầu", "10 % nhu cầu"]),
    ("100% CĐCS đạt vững mạnh", ["100 % công đoàn cơ sở"]),
    ("(chiếm 45%), đạt 98,5%", ["45 %", "98.5 %"]),
    ("86% là nữ", ["86 % nữ"]),
    ("hơn 300 ĐVCĐ và 64 CĐCS", ["300 đoàn viên công đoàn", "64 công đoàn cơ sở"]),
    ("tặng 200 chiếc quạt điện và 12 “Tổ an toàn COVID”", ["200 chiếc quạt điện", "12 Tổ an toàn COVID"]),
    ("kiểm tra tại ba đơn vị, cử năm cán bộ", ["3 đơn vị", "5 cán bộ"]),
    ("Mười hai CĐCS chưa mở tài khoản, hơn hai trăm công nhân", ["12 công đoàn cơ sở", "200 công nhân"]),
    ("phát một nghìn rưởi tờ gấp, tổng trị giá một tỷ đồng", ["1500 tờ gấp", "1000000000 đồng"]),
    ("các em được cấp 2 bộ đồ bảo hộ", ["2 bộ đồ bảo hộ"]),
    ("bốn việc: Một là đối thoại; hai là thương lượng", ["4 việc"]),
    ("Tổng số lao động trong các khu công nghiệp gần 60.000.", ["60000 lao động"]),
    ("góp 310 ngày công trong 12 ngày", ["310 ngày công"]),
    ("năm 2018 có 2000 công nhân", ["2000 công nhân"]),
    # abbreviations are written out; CN beside TT is a person, else a worker
    ("khen 89 TT, CN; 24 TT, 65 CN; công ty có 8.200 CN", ["89 tập thể, cá nhân", "24 tập thể", "65 cá nhân", "8200 công nhân"]),
    ("76/80 CQ, ĐV; 16 DN; 812 LĐ; 212 SKKN", ["76/80 cơ quan, đơn vị", "16 doanh nghiệp", "812 lao động", "212 sáng kiến kinh nghiệm"]),
    ("hơn 700 anh chị em thợ may, 12 chị em chuyền 7", ["700 thợ may", "12 chị em"]),
    ("Luật lao động.\nBảy tham luận được trình bày", ["7 tham luận"]),
    ("hai tiểu cảnh bằng lốp xe, bốn lát thịt", ["2 tiểu cảnh", "4 lát thịt"]),
    ("có 77 Đại biểu; xe 45 chỗ ngồi; top 30 doanh nghiệp", ["77 đại biểu", "45 chỗ ngồi", "30 doanh nghiệp"]),
    ("đã 5 lần khuyến nghị, mỗi năm hai lần đối thoại", ["5 lần", "2 lần"]),
    ("22 người là nữ, 13 công nhân thì 5 là nữ", ["22 nữ", "13 công nhân", "5 nữ"]),
    ("là một trong 12 công nhân được khen", ["12 công nhân"]),
    ("Trong 38 lao động mới có 21 người được ký hợp đồng", ["21/38 lao động"]),
    ("Trong 97 CĐCS thì mới có 61 cơ sở gửi báo cáo", ["61/97 công đoàn cơ sở"]),
    ("Trong 96 doanh nghiệp được giám sát, có 41 doanh nghiệp nợ", ["41/96 doanh nghiệp"]),
    ("Tiền lương bình quân 5,1 trđ/người/tháng", ["5100000 đồng"]),
    ("cứ 10 người thì 6 người không giấy tờ", ["6/10 người"]),
    ("1.120 đoàn viên đợt đầu trong tổng số 1.865 lao động", ["1120/1865 đoàn viên"]),
    ("kéo số vụ vi phạm từ 34 xuống dưới 10.", ["34 vụ vi phạm", "10 vụ vi phạm"]),
    ("12 cụm được rút còn 8; 2.300 lao động mà 1.450 chưa vào công đoàn", ["12 cụm", "8 cụm", "2300 lao động", "1450 lao động"]),
    ("số ngày nghỉ lễ của nước này là 10 ngày, nước kia 15 ngày", ["10 ngày nghỉ", "15 ngày nghỉ"]),
    ("6 công nhân bị thương. Trong 6 người này có một tổ trưởng", ["6 công nhân"]),
    ("hơn 820. 000 đoàn viên, hơn 1 .350 lượt, 2 triêu đồng", ["820000 đoàn viên", "1350 lượt", "2000000 đồng"]),
    ("gùi gạo hai chục cây số", ["20 cây số"]),
]

UNCOUNTED = [
    "Ngày 04 tháng 4 năm 2014, sáng 29/12, chiều 4-2 đồng chí đến, sáng 26.7, ngày7/10/2019",
    "lúc 14h30, 8 giờ 30 phút, từ 12-14g mỗi ngày",
    "9 tháng đầu năm 2021, sau 4 ngày, trong hai ngày 23 và 24/6/2016, bốn ngày, trước 50 tuổi, 39 năm ngày giải phóng",
    "Đại hội lần thứ 12, quý 2, nhiệm kỳ 2018-2023, khóa 13, năm học 2023 - 2024",
    "Kế hoạch số 32/KH-LĐLĐ, khoản 2 Điều 174, Quyết định 655",
    "Công ty May 10, Khu công nghiệp Biên Hòa 2, phường 28, quận 9, Trường số 2, dịch Covid 19",
    "phong trào “ba đảm đang” và chương trình “1 triệu sáng kiến”",
    "hàng trăm công nhân, hàng nghìn lượt, vài chục người",
    "Thứ hai, thứ ba; hai vai một gánh; trong năm đơn vị đã hoàn thành",
    "xe 2 bánh và 4 bánh, căn nhà cấp 4, xưởng 2",
    "Điện thoại: 02373.852.369; ĐT: 0913 222 333",
    "1. Thực hiện tốt\n2. Đẩy mạnh",
    "tăng gấp 3 lần, cao hơn 1,5 lần, lần 2, ba tháng một lần, sau ba lần gõ cửa",
    "ba mẹ ở quê, ba lô, ba tôi, mười mấy mùa mưa, ngượng chín mặt",
    "tổ 5 tổ chức thăm hỏi, khối 3 đoàn kết",
]


def said(count: CountMention) -> str:
    return f"{count.value}{'' if count.of is None else f'/{count.of}'} {count.unit}"


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_counted(text: str, expected: list[str]) -> None:
    assert [said(count) for count in read_counts(text, 0, len(text))] == expected


@pytest.mark.parametrize("text", UNCOUNTED)
def test_uncounted(text: str) -> None:
    assert [said(count) for count in read_counts(text, 0, len(text))] == []


def test_evidence_is_in_two_pieces_where_other_words_stand_between() -> None:
    text = "vay từ 10 đến 100 triệu đồng"
    low, high = read_counts(text, 0, len(text))
    assert [text[a:b] for a, b in low.evidence] == ["10", " đồng"]
    assert [text[a:b] for a, b in high.evidence] == ["100 triệu đồng"]


def test_a_fact_stated_twice_is_one_count() -> None:
    title, body = "2.000 vé cho công nhân\n", "LĐLĐ tỉnh tặng 2.000 vé xe cho công nhân của 3 tỉnh, trong đó 2.000 vé về 2 tỉnh.\n"
    zones = (Zone(kind="title", start=0, end=len(title)), Zone(kind="body", start=len(title), end=len(title + body)))
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    for name in ("sukien_sentences", "sukien_casing", "sukien_counts"):
        nlp.add_pipe(name)
    doc = nlp.make_doc(title + body)
    doc._.article = Article(id="x", name="x", source="x", text=title + body, zones=zones)
    assert [said(count) for count in nlp(doc)._.counts] == ["2000 vé xe", "3 tỉnh", "2 tỉnh"]
    assert all(count.start >= len(title) for count in doc._.counts)
