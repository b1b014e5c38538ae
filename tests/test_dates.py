"""Dates: what is read, its TIMEX3 value, where it is placed, and what is no date at all."""

import pytest
import spacy
from spacy.tokens import Doc

from corpus.article import Article
from extract.calendar import LUNAR_YEARS, Point, solar, year_after, year_before, year_nearest
from extract.dates import DateMention
from extract.syllables import SyllableTokenizer
from schemas.record import Value, Zone

PUBLISHED = "2024-05-20"  # a Monday


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    nlp.add_pipe("sukien_sentences")
    nlp.add_pipe("sukien_dates")
    return nlp


def read(nlp, text, published=None, evidence=(), zones=None) -> list[DateMention]:
    doc: Doc = nlp.make_doc(text)
    doc._.article = Article(
        id="bai",
        name="bai",
        source="bai.txt",
        text=text,
        zones=zones or (Zone(kind="body", start=0, end=len(text)),),
        published=Value(value=published, evidence=list(evidence)) if published else None,
    )
    for _, component in nlp.pipeline:
        doc = component(doc)
    return list(doc._.dates)


READ = [
    # days with their year
    ("Ngày 04 tháng 4 năm 2014, tại hội trường", None, [("Ngày 04 tháng 4 năm 2014", "DATE", "2014-04-04")]),
    ("Chiều 14/11/2023, đoàn đến", None, [("Chiều 14/11/2023", "TIME", "2023-11-14TAF")]),
    ("Họp 14-11-2023 tại huyện", None, [("14-11-2023", "DATE", "2023-11-14")]),
    ("Họp 14.11.2023 tại huyện", None, [("14.11.2023", "DATE", "2023-11-14")]),
    ("Họp ngày7/10/2019 tại huyện", None, [("ngày7/10/2019", "DATE", "2019-10-07")]),
    ("Họp chiều ngày18/6/2020,tại huyện", None, [("chiều ngày18/6/2020", "TIME", "2020-06-18TAF")]),
    ("14h30 ngày 5/6/2024", None, [("14h30 ngày 5/6/2024", "TIME", "2024-06-05T14:30")]),
    ("8 giờ 30 phút ngày 5/6/2024", None, [("8 giờ 30 phút ngày 5/6/2024", "TIME", "2024-06-05T08:30")]),
    ("lúc 2 giờ chiều 5/6/2024", None, [("2 giờ chiều 5/6/2024", "TIME", "2024-06-05T14:00")]),
    ("Thứ Hai, ngày 20 tháng 5 năm 2024", None, [("Thứ Hai, ngày 20 tháng 5 năm 2024", "DATE", "2024-05-20")]),
    ("Sáng thứ Hai, ngày 20/5/2024", None, [("Sáng thứ Hai, ngày 20/5/2024", "TIME", "2024-05-20TMO")]),
    ("NGÀY 20 THÁNG 5 NĂM 2024", None, [("NGÀY 20 THÁNG 5 NĂM 2024", "DATE", "2024-05-20")]),
    ("ngày 20 tháng 5/2024", None, [("ngày 20 tháng 5/2024", "DATE", "2024-05-20")]),
    ("ngày 12/5/23.", None, [("ngày 12/5/23", "DATE", "2023-05-12")]),
    ("họp 2024-05-20 tại", None, [("2024-05-20", "DATE", "2024-05-20")]),
    # days without: the day of publication gives the year
    ("Sáng ngày 10-5, huyện họp", PUBLISHED, [("Sáng ngày 10-5", "TIME", "2024-05-10TMO")]),
    ("Chiều 11/10, huyện họp", PUBLISHED, [("Chiều 11/10", "TIME", "2023-10-11TAF")]),
    ("Ngày 20-5 họp", PUBLISHED, [("Ngày 20-5", "DATE", "2024-05-20")]),
    ("Ngày 21-5 họp", PUBLISHED, [("Ngày 21-5", "DATE", "2023-05-21")]),
    ("tổ chức sáng 26.7 tại", PUBLISHED, [("sáng 26.7", "TIME", "2023-07-26TMO")]),
    ("diễn ra hôm 4/10 tại", PUBLISHED, [("hôm 4/10", "DATE", "2023-10-04")]),
    ("19/5, đoàn đến thăm", PUBLISHED, [("19/5", "DATE", "2024-05-19")]),
    ("đến 30/4, thu đạt", PUBLISHED, [("30/4", "DATE", "2024-04-30")]),
    ("ngày 29/2", PUBLISHED, [("ngày 29/2", "DATE", "2024-02-29")]),
    ("ngày 29/2", "2023-05-20", [("ngày 29/2", "DATE", "2020-02-29")]),
    ("Sáng 3/5, họp", "2024-05", [("Sáng 3/5", "TIME", "2024-05-03TMO")]),
    ("Chủ nhật (12/5)", PUBLISHED, [("Chủ nhật (12/5)", "DATE", "2024-05-12")]),
    ("Thứ Bảy, 25/5", PUBLISHED, [("Thứ Bảy, 25/5", "DATE", "2024-05-25")]),
    ("Sáng nay (20/5), huyện", PUBLISHED, [("Sáng nay (20/5)", "TIME", "2024-05-20TMO")]),
    # ranges and lists
    ("từ sáng 10 tới trưa ngày 12/5", PUBLISHED, [("sáng 10 tới trưa ngày 12/5", "DATE", "2024-05-10/2024-05-12")]),
    ("từ ngày 10 đến 12/5", PUBLISHED, [("ngày 10 đến 12/5", "DATE", "2024-05-10/2024-05-12")]),
    ("từ ngày 28/4 đến ngày 5/5/2019", None, [("ngày 28/4 đến ngày 5/5/2019", "DATE", "2019-04-28/2019-05-05")]),
    ("từ ngày 28/12 đến 5/1/2020", None, [("ngày 28/12 đến 5/1/2020", "DATE", "2019-12-28/2020-01-05")]),
    ("trong hai ngày 7 và 9-4", PUBLISHED, [("hai ngày 7 và 9-4", "DATE", "2024-04-07/2024-04-09")]),
    ("trong 2 ngày 16-17/10", PUBLISHED, [("2 ngày 16-17/10", "DATE", "2023-10-16/2023-10-17")]),
    ("ngày 29–30/12", PUBLISHED, [("ngày 29–30/12", "DATE", "2023-12-29/2023-12-30")]),
    ("các ngày 22 và 23/5/2018", None, [("các ngày 22 và 23/5/2018", "DATE", "2018-05-22/2018-05-23")]),
    ("ngày 7, 8/3", PUBLISHED, [("ngày 7, 8/3", "DATE", "2024-03-07/2024-03-08")]),
    ("ngày 16-18.4.2019", None, [("ngày 16-18.4.2019", "DATE", "2019-04-16/2019-04-18")]),
    ("ngày 22/5 và 29/5, huyện", "2018-06-01", [("ngày 22/5", "DATE", "2018-05-22"), ("29/5", "DATE", "2018-05-29")]),
    ("ngày 22/5 và 29/5/2018", None, [("ngày 22/5", "DATE", "2018-05-22"), ("29/5/2018", "DATE", "2018-05-29")]),
    # months, quarters, halves, years, terms
    ("trong tháng 9/2021", None, [("tháng 9/2021", "DATE", "2021-09")]),
    ("tháng 09-2021", None, [("tháng 09-2021", "DATE", "2021-09")]),
    ("tháng 5 năm 2024", None, [("tháng 5 năm 2024", "DATE", "2024-05")]),
    ("tháng 4 này", PUBLISHED, [("tháng 4 này", "DATE", "2024-04")]),
    ("tháng 7 tới", PUBLISHED, [("tháng 7 tới", "DATE", "2024-07")]),
    ("tháng 7 năm ngoái", PUBLISHED, [("tháng 7 năm ngoái", "DATE", "2023-07")]),
    ("cuối tháng 12/2023", None, [("cuối tháng 12/2023", "DATE", "2023-12")]),
    ("giữa tháng 6/2019", None, [("giữa tháng 6/2019", "DATE", "2019-06")]),
    ("tháng Tư năm 2023", None, [("tháng Tư năm 2023", "DATE", "2023-04")]),
    ("từ tháng 1 đến tháng 9/2022", None, [("tháng 1 đến tháng 9/2022", "DATE", "2022-01/2022-09")]),
    ("từ tháng 01/2023 đến tháng 8/2024", None, [("tháng 01/2023 đến tháng 8/2024", "DATE", "2023-01/2024-08")]),
    ("vào tháng 3 và tháng 9", PUBLISHED, [("tháng 3", "DATE", "2024-03"), ("tháng 9", "DATE", "2023-09")]),
    ("họp 10/2023 tại", None, [("10/2023", "DATE", "2023-10")]),
    ("quý I năm 2014", None, [("quý I năm 2014", "DATE", "2014-Q1")]),
    ("quý I/2014", None, [("quý I/2014", "DATE", "2014-Q1")]),
    ("quý 3-2019", None, [("quý 3-2019", "DATE", "2019-Q3")]),
    ("giao ban quý I, nhiệm vụ quý II năm 2014", None, [("quý I", "DATE", "2014-Q1"), ("quý II năm 2014", "DATE", "2014-Q2")]),
    ("tổng kết quý IV, nhiệm vụ quý I năm 2015", None, [("quý IV", "DATE", "2014-Q4"), ("quý I năm 2015", "DATE", "2015-Q1")]),
    ("nhiệm vụ quý III", "2024-06-28", [("quý III", "DATE", "2024-Q3")]),
    ("6 tháng đầu năm 2017", None, [("6 tháng đầu năm 2017", "DATE", "2017-H1")]),
    ("sáu tháng cuối năm", PUBLISHED, [("sáu tháng cuối năm", "DATE", "2024-H2")]),
    ("9 tháng đầu năm 2021", None, [("9 tháng đầu năm 2021", "DATE", "2021-01/2021-09")]),
    ("nhiệm vụ năm 2024", None, [("năm 2024", "DATE", "2024")]),
    ("cuối năm 2019", None, [("cuối năm 2019", "DATE", "2019")]),
    ("giai đoạn 2021- 2030”", None, [("giai đoạn 2021- 2030", "DATE", "2021/2030")]),
    ("nhiệm kỳ 2018-2023", None, [("nhiệm kỳ 2018-2023", "DATE", "2018/2023")]),
    ("lần thứ IX, nhiệm kỳ 2023 - 2028", None, [("nhiệm kỳ 2023 - 2028", "DATE", "2023/2028")]),
    ("khóa XVII (2023-2028)", None, [("khóa XVII (2023-2028)", "DATE", "2023/2028")]),
    ("năm học 2023 - 2024", None, [("năm học 2023 - 2024", "DATE", "2023/2024")]),
    ("năm học 2013 – 2014", None, [("năm học 2013 – 2014", "DATE", "2013/2014")]),
    # named months, feasts, the lunar year
    ("Tháng Công nhân năm 2022", None, [("Tháng Công nhân năm 2022", "DATE", "2022-05")]),
    ("Tháng Công nhân lần thứ VII - 2017", None, [("Tháng Công nhân lần thứ VII - 2017", "DATE", "2017-05")]),
    (
        "Tháng hành động về an toàn, vệ sinh lao động năm 2023",
        None,
        [("Tháng hành động về an toàn, vệ sinh lao động năm 2023", "DATE", "2023-05")],
    ),
    ("Tết Nguyên đán Ất Tỵ 2025", None, [("Tết Nguyên đán Ất Tỵ 2025", "DATE", "2025")]),
    ("đón Xuân Giáp Thìn", None, [("Xuân Giáp Thìn", "DATE", "2024")]),
    ("mùng 3 Tết", "2024-03-01", [("mùng 3 Tết", "DATE", "2024-02-12")]),
    ("28 tháng Chạp", "2024-03-01", [("28 tháng Chạp", "DATE", "2024-02-07")]),
    ("mùng 3 Tết", None, [("mùng 3 Tết", "DATE", "XXXX-XX-XX")]),
    # a feast is spoken of before and after; its anniversary is no time
    ("mừng ngày Quốc tế Lao động 1/5", "2024-04-26", [("ngày Quốc tế Lao động 1/5", "DATE", "2024-05-01")]),
    ("dịp Quốc khánh 2-9 và", "2024-08-30", [("Quốc khánh 2-9", "DATE", "2024-09-02")]),
    ("mừng ngày Nhà giáo Việt Nam, trường", "2024-11-22", [("ngày Nhà giáo Việt Nam", "DATE", "2024-11-20")]),
    ("mừng 94 năm Ngày Phụ nữ Việt Nam", "2024-10-15", [("94 năm", "DURATION", "P94Y")]),
    ("mở Tháng Công nhân", "2024-04-26", [("Tháng Công nhân", "DATE", "2024-05")]),
    ("nghỉ đến mùng 5 Tết", "2024-02-06", [("mùng 5 Tết", "DATE", "2024-02-14")]),
    ("Đêm 30 Tết, đoàn", "2024-02-12", [("Đêm 30 Tết", "TIME", "2024-02-09TNI")]),
    ("mùng 3 Tết Giáp Thìn", None, [("mùng 3 Tết Giáp Thìn", "DATE", "2024-02-12")]),
    # "mùng" counts the days of a numbered month, too, which is lunar where the words say so
    ("từ mùng 2 đến mùng 4 tháng 8", "2017-08-08", [("mùng 2 đến mùng 4 tháng 8", "DATE", "2017-08-02/2017-08-04")]),
    ("mùng 10 tháng 3 âm lịch", "2019-04-20", [("mùng 10 tháng 3", "DATE", "2019-04-14")]),
    # a day whose month is not told
    ("giao ban quý I hôm 23.", "2019-04-25", [("quý I", "DATE", "2019-Q1"), ("hôm 23", "DATE", "2019-04-23")]),
    ("Ngày 15 tới, huyện mở lớp", "2009-06-08", [("Ngày 15 tới", "DATE", "2009-06-15")]),
    ("đến hết ngày 20 tháng này", "2009-06-08", [("ngày 20 tháng này", "DATE", "2009-06-20")]),
    ("ký sáng thứ Ba, mồng 9, tại hội trường", "2007-10", [("sáng thứ Ba, mồng 9", "TIME", "2007-10-09TMO")]),
    ("Ngày 30, đoàn đến thăm", "2019-05-05", [("Ngày 30", "DATE", "2019-04-30")]),
    ("Ngày 30, đoàn đến thăm", None, [("Ngày 30", "DATE", "XXXX-XX-30")]),
    ("sáng thứ bảy tuần rồi", "2022-05-27", [("sáng thứ bảy tuần rồi", "TIME", "2022-05-21TMO")]),
    # the same period of another year
    ("6 tháng đầu năm 2023 thu hơn cùng kỳ", None, [("6 tháng đầu năm 2023", "DATE", "2023-H1"), ("cùng kỳ", "DATE", "2022-H1")]),
    ("quý I/2024 tăng so với cùng kỳ năm trước", None, [("quý I/2024", "DATE", "2024-Q1"), ("cùng kỳ năm trước", "DATE", "2023-Q1")]),
    ("So cùng kỳ năm 2012, 9 tháng năm 2013 giảm", None, [
        ("cùng kỳ năm 2012", "DATE", "2012-01/2012-09"), ("9 tháng năm 2013", "DATE", "2013-01/2013-09"),
    ]),
    ("giảm so với cùng kỳ", None, [("cùng kỳ", "DATE", "PAST_REF")]),
    # days listed that do not follow one another, days in turn
    ("ngày 8, 12, 15/5/2024", None, [("ngày 8", "DATE", "2024-05-08"), ("12", "DATE", "2024-05-12"), ("15/5/2024", "DATE", "2024-05-15")]),
    ("bốc thăm ngày 17/5, khai mạc sáng 25/5", PUBLISHED, [("ngày 17/5", "DATE", "2024-05-17"), ("sáng 25/5", "TIME", "2024-05-25TMO")]),
    # clocks
    ("tan ca lúc 22 giờ", None, [("22 giờ", "TIME", "T22:00")]),
    ("mở cửa từ 17 giờ đến 20 giờ", None, [("17 giờ đến 20 giờ", "TIME", "T17:00/T20:00")]),
    ("13h30 đến 16h30 ngày 17/4/2018", None, [("13h30 đến 16h30 ngày 17/4/2018", "TIME", "2018-04-17T13:30/2018-04-17T16:30")]),
    ("dậy từ 5 giờ 45 sáng", None, [("5 giờ 45 sáng", "TIME", "T05:45")]),
    ("7/3/2019 họp; 16h cùng ngày nghỉ", None, [("7/3/2019", "DATE", "2019-03-07"), ("16h cùng ngày", "TIME", "2019-03-07T16:00")]),
    ("7 giờ tối thứ Hai, ca chiều", "2024-05-22", [("7 giờ tối thứ Hai", "TIME", "2024-05-20T19:00")]),
    # ends of a year, years behind each other, years of birth
    ("Từ đầu năm đến nay", PUBLISHED, [("đầu năm", "DATE", "2024"), ("đến nay", "DATE", "PRESENT_REF")]),
    ("những ngày cuối năm 2022", None, [("những ngày cuối năm 2022", "DATE", "2022")]),
    ("ngày cuối cùng của năm 2019", None, [("ngày cuối cùng của năm 2019", "DATE", "2019-12-31")]),
    ("trong hai năm 2017 và 2018, tổ", None, [("năm 2017", "DATE", "2017"), ("2018", "DATE", "2018")]),
    ("anh Dìn (SN 1991)", None, [("1991", "DATE", "1991")]),
    ("thu quỹ T3/2022", None, [("T3/2022", "DATE", "2022-03")]),
    ("quý I năm nay", PUBLISHED, [("quý I năm nay", "DATE", "2024-Q1")]),
    # counted from the day of publication, or from the last day told
    ("Sáng nay, huyện họp", PUBLISHED, [("Sáng nay", "TIME", "2024-05-20TMO")]),
    ("Hôm qua, huyện họp", PUBLISHED, [("Hôm qua", "DATE", "2024-05-19")]),
    ("từ chiều hôm kia", PUBLISHED, [("chiều hôm kia", "TIME", "2024-05-18TAF")]),
    ("Ngày mai, huyện họp", PUBLISHED, [("Ngày mai", "DATE", "2024-05-21")]),
    ("Sáng nay, huyện họp", None, [("Sáng nay", "TIME", "PRESENT_REF")]),
    ("tuần trước", PUBLISHED, [("tuần trước", "DATE", "2024-W20")]),
    ("thứ Bảy tuần này", PUBLISHED, [("thứ Bảy tuần này", "DATE", "2024-05-25")]),
    ("sáng thứ Năm, huyện họp", PUBLISHED, [("sáng thứ Năm", "TIME", "2024-05-16TMO")]),
    ("cuối tháng trước", PUBLISHED, [("cuối tháng trước", "DATE", "2024-04")]),
    ("so với năm ngoái", PUBLISHED, [("năm ngoái", "DATE", "2023")]),
    ("thời gian vừa qua", PUBLISHED, [("thời gian vừa qua", "DATE", "PAST_REF")]),
    ("Ngày 7/3/2019. Chiều cùng ngày", None, [("Ngày 7/3/2019", "DATE", "2019-03-07"), ("Chiều cùng ngày", "TIME", "2019-03-07TAF")]),
    ("Ngày 31/3/2019 họp. Hôm sau, đi", None, [("Ngày 31/3/2019", "DATE", "2019-03-31"), ("Hôm sau", "DATE", "2019-04-01")]),
    # durations and what recurs
    ("thi đua 75 ngày", None, [("75 ngày", "DURATION", "P75D")]),
    ("nghỉ thai sản sáu tháng", None, [("sáu tháng", "DURATION", "P6M")]),
    ("hai năm rưỡi", None, [("hai năm rưỡi", "DURATION", "P2.5Y")]),
    ("48 giờ / tuần", None, [("48 giờ", "DURATION", "PT48H")]),
    ("khám sức khỏe hằng năm", None, [("hằng năm", "SET", "P1Y")]),
    ("thứ Bảy cuối tuần trước", "2016-12-13", [("thứ Bảy cuối tuần trước", "DATE", "2016-12-10")]),
    (
        "lớp mở vào thứ Năm, thứ Sáu tuần trước",
        "2018-08-16",
        [("thứ Năm", "DATE", "2018-08-09"), ("thứ Sáu tuần trước", "DATE", "2018-08-10")],
    ),
    ("cách đây hai ngày", "2016-08-27", [("cách đây hai ngày", "DATE", "2016-08-25")]),
    ("từ ngày 05 đến hết buổi sáng 06/3/2018", None, [("ngày 05 đến hết buổi sáng 06/3/2018", "DATE", "2018-03-05/2018-03-06")]),
    # two lines are never joined
    ("Thứ Hai, 14/09/2009 - 09:20\nChiều 11/9", "2009-09-14", [
        ("Thứ Hai, 14/09/2009 - 09:20", "TIME", "2009-09-14T09:20"), ("Chiều 11/9", "TIME", "2009-09-11TAF"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "expected"), READ)
def test_reads(nlp, text, published, expected):
    assert [(text[m.start : m.end], m.type, m.value) for m in read(nlp, text, published)] == expected


NO_DATES = [
    "18/18 chỉ tiêu",
    "dịch Covid 19",
    "dịch Covid-19",
    "3/5 đơn vị đạt",
    "có 9/10 CĐCS",
    "chấp nhận 5/7 kiến nghị",
    "Kế hoạch số 32/KH-LĐLĐ",
    "Giấy phép số 14/GP-TTĐT",
    "Nghị quyết 02-NQ/TW",
    "Nghị định 43/2014/NĐ-CP",
    "Thông tư số 06/2016/TT-BTC",
    "điện thoại 0912.345.678",
    "Điện thoại: 02373.852.369",
    "thắng với tỷ số 3-1",
    "từ 2-3 triệu đồng",
    "số 12/5 đường Nguyễn Trãi",
    "trực 24/24",
    "đạt 10/10 điểm",
    "chỉ 5-10% nhu cầu",
    "ngày 31/2/2024",
    "ngày 45/12",
    "Lương tháng ba triệu đồng",
    "phát huy sáng kiến, sáng tạo",
    "tối thiểu, tối đa, chiều cao",
    "lần thứ hai, thứ ba",
    "12.600m2 sân chơi",
    "18.000 đồng/người",
    "tặng 2018 suất quà",
    "tuần tra ban đêm",
    "Xuân Trường, Xuân Lộc",
    "số 12/5 đường 3 tháng 2",
    "Sân vận động 19/8 chật kín",
    "đường Cách mạng Tháng Tám",
    "Thắng 3-1, đội vào vòng sau",
    "thợ hàn từ 3G đến 6G",
    "0:00 / 0:00",
    "lần thứ tư",
    "mấy hôm nay",
    "mở cửa cả chiều chủ nhật",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_reads_no_date(nlp, text):
    assert [text[m.start : m.end] for m in read(nlp, text, PUBLISHED)] == []


USES = [
    ("theo Kế hoạch số 32/KH-LĐLĐ ngày 04/5/2023 của huyện", "document"),
    ("Hướng dẫn số 04/HD-LĐLĐ ngày7/10/2019 về xếp loại", "document"),
    ("Nghị quyết 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị", "document"),
    ("Thực hiện Kế hoạch số 17/KH-CĐN, ngày 16/10/2005 Công đoàn ngành mở hội thi", "event"),
    ("mừng 69 năm Ngày truyền thống thợ mỏ, ngày 27/10/2005, tại mỏ", "event"),
    ("Theo kế hoạch, ngày 18/05/2019, công ty tặng quà", "event"),
    ("ngày giải phóng miền Nam (30/4)", "anniversary"),
    ("chào mừng Quốc khánh 2/9", "anniversary"),
    ("nhân dịp 20/10, công đoàn tặng hoa", "anniversary"),
    ("Sáng 8/3, công đoàn tặng hoa", "event"),
    ("kỷ niệm ngày thành lập (28/7/1929 - 28/7/2024)", "anniversary"),
    ("chào mừng 75 năm thành lập", "anniversary"),
    ("đi theo Đảng từ ngày 3/3/1951", "history"),
    ("chị Hoa, sinh năm 1985", "birth"),
    ("Bộ luật Lao động năm 2019", "law"),
    ("Giấy phép số 9/GP-TTĐT do Sở cấp ngày 17/01/2011", "furniture"),
    ("HGP - Vừa qua (ngày 17/01/2011), cụm thi đua họp", "event"),
]


@pytest.mark.parametrize(("text", "use"), USES)
def test_says_what_a_date_is_used_for(nlp, text, use):
    assert read(nlp, text)[-1].use == use


CONTEXT = [
    # the year comes from the article where the page has no date: (text, first of the first mention)
    ("Sáng 29/12, tỉnh tổng kết công tác công đoàn năm 2023, triển khai nhiệm vụ năm 2024.", "2023-12-29"),
    ("Ngày 5/1, tỉnh tổng kết công tác năm 2023, triển khai nhiệm vụ năm 2024.", "2024-01-05"),
    ("Sáng 26.7, cơ quan sơ kết 6 tháng đầu năm, bàn 6 tháng cuối năm 2017.", "2017-07-26"),
    ("Ngày 3/5, huyện phát động Tháng Công nhân năm 2019.", "2019-05-03"),
    ("Sáng 4.2, tỉnh mở Tết sum vầy 2018.", "2018-02-04"),
    ("Ngày 20/12, tỉnh chuẩn bị Tết Ất Mùi.", "2014-12-20"),
    ("Chiều 11/10, họp báo về Đại hội Công đoàn tỉnh, nhiệm kỳ 2023-2028.", "2023-10-11"),
    ("Chiều 11/10, tỉnh học tập Nghị quyết Đại hội Công đoàn, nhiệm kỳ 2018-2023.", None),
    ("Ngày 28/7, lễ kỷ niệm 90 năm Ngày thành lập Công đoàn Việt Nam.", "2019-07-28"),
    ("Đại biểu dự đại hội ngày 15 tháng 3. “Nhiệm kỳ 2023-2028 phải khác”, ông nói.", "2023-03-15"),
    ("Chiều 29/3, ghế chủ tịch có người. Năm 2021, vì dịch bệnh, tỉnh chỉ kết nạp được 2.900 người.", "2022-03-29"),
    ("Sáng 12.11, tỉnh trao thưởng. Từ năm 2009, tỉnh sẽ lập quỹ sáng kiến.", "2008-11-12"),
    ("Ngày 4/8, nghiệp đoàn ra đời. Từ nay đến cuối năm 2025, tỉnh muốn có thêm ba nghiệp đoàn.", "2025-08-04"),
    ("Chìa khóa trao hôm 27.10. Năm học 2009-2010 này, ngành dự tính cất 18 căn.", "2009-10-27"),
    ("Sáng 26-2, công nhân trở lại. Công ty nợ từ tháng 8-2017 đến nay.", "2018-02-26"),
    ("Ngày 3-6, đoàn đến xưởng. Ngày 4-6-2004, công đoàn hội thảo.", "2004-06-03"),
    ("Ngày 12/5, huyện họp. Thực hiện Kế hoạch số 3/KH-LĐLĐ ngày 1/2/2020.", None),
    ("Thực hiện Kế hoạch số 17/KH-CĐVC ngày 02/3/2015, ngày 15/9, đoàn đến cơ quan.", "2015-03-02"),
    ("Sáng nay, 18/12, tỉnh họp. Năm 2026, công đoàn tỉnh đặt mục tiêu kết nạp 3.000 đoàn viên.", "2025-12-18"),
    ("Ngày 12/5, huyện họp. Phấn đấu đến năm 2030 có thêm 50 thiết chế.", None),
    ("Ngày 12/5, huyện họp.", None),
]


@pytest.mark.parametrize(("text", "first"), CONTEXT)
def test_takes_the_year_from_the_article(nlp, text, first):
    assert read(nlp, text)[0].first == first


def test_two_readings_of_a_day_without_a_year(nlp):
    (day,) = read(nlp, "Ngày 26/4, tỉnh phát động", "2024-04-05")
    assert day.placed(planned=False) == ("2023-04-26", "2023-04-26")
    assert day.placed(planned=True) == ("2024-04-26", "2024-04-26")
    assert day.inferred == "năm theo ngày đăng 2024-04-05"


def test_a_day_just_past_is_not_a_year_ahead(nlp):
    (day,) = read(nlp, "Bếp bị niêm phong từ chiều 19/6 và sẽ không mở lại", "2024-06-28")
    assert day.placed(planned=True) == ("2024-06-19", "2024-06-19")


@pytest.mark.parametrize("text", ["Hôm qua (11/10), tỉnh họp về đại hội", "Sáng nay (11/10), tỉnh họp về đại hội"])
def test_words_that_look_back(nlp, text):
    (day,) = read(nlp, text, "2022-10-12")
    assert day.placed(planned=True) == day.placed(planned=False) == ("2022-10-11", "2022-10-11")


def test_a_day_of_a_cited_document_dates_what_follows_it_in_its_sentence(nlp):
    document, day = read(nlp, "Thực hiện Kế hoạch số 17/KH-CĐVC ngày 02/3/2015, ngày 15/9, đoàn đến cơ quan.")
    assert (document.use, day.first) == ("document", "2015-09-15")


def test_the_event_s_day_behind_a_dateline_s_is_no_range(nlp):
    dateline, day = read(nlp, "Huế, 8/12/2012 - Ngày 7/12, công đoàn huyện họp.")
    assert (dateline.first, day.first) == ("2012-12-08", "2012-12-07")


@pytest.mark.parametrize("text", ["Ngày 26/4 tới, tỉnh phát động", "Dự kiến ngày 26/4, tỉnh phát động", "tỉnh sẽ phát động vào ngày 26/4"])
def test_words_that_look_ahead(nlp, text):
    (day,) = read(nlp, text, "2024-04-05")
    assert (day.first, day.ahead) == ("2024-04-26", True)


PERIODS = [
    ("năm 2023", "2023"),
    ("quý I năm 2014", "2014-Q1"),
    ("6 tháng đầu năm 2017", "2017-01/2017-06"),
    ("9 tháng đầu năm 2021", "2021-01/2021-09"),
    ("nhiệm kỳ 2018-2023", "2018/2023"),
    ("năm học 2023 - 2024", "2023/2024"),
    ("tháng 9/2021", "2021-09"),
    ("ngày 14/11/2023", None),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_periods(nlp, text, period):
    assert read(nlp, text)[0].period == period


KINDS = [
    # (text, published, (form, grain, anchor) of the last mention)
    ("Chiều 14/11/2023, đoàn đến", None, ("day", "time", None)),
    ("ngày 14/11", PUBLISHED, ("day", "day", PUBLISHED)),
    ("Hôm qua", PUBLISHED, ("relative", "day", PUBLISHED)),
    ("tổng kết năm 2023 sáng 29/12", None, ("day", "time", "2023")),
    ("Ngày 7/3/2019. Hôm sau", None, ("relative", "day", "2019-03-07")),
    ("quý I, quý II/2014", None, ("quarter", "quarter", None)),
    ("quý IV/2013 hơn cùng kỳ", None, ("compared", "quarter", "2013-Q4")),
    ("6 tháng đầu năm 2017", None, ("half", "half", None)),
    ("tuần trước", PUBLISHED, ("relative", "week", PUBLISHED)),
    ("cuối tuần này", PUBLISHED, ("weekday", "week", PUBLISHED)),
    ("từ tháng 1 đến tháng 9/2022", None, ("range", "month", None)),
    ("nhiệm kỳ 2018-2023", None, ("term", "year", None)),
    ("lúc 14h30", None, ("clock", "time", None)),
    ("vào thứ Tư", None, ("weekday", "day", None)),
    ("trong 75 ngày", None, ("duration", None, None)),
    ("vừa qua", PUBLISHED, ("relative", None, None)),
]


@pytest.mark.parametrize(("text", "published", "kind"), KINDS)
def test_says_kind_grain_and_anchor(nlp, text, published, kind):
    mention = read(nlp, text, published)[-1]
    assert (mention.form, mention.grain, mention.anchor) == kind


def test_inference_names_its_evidence(nlp):
    text = "Sáng 29/12, tỉnh tổng kết công tác năm 2023."
    day, year = read(nlp, text)
    assert day.inferred == "năm theo “năm 2023”"
    assert day.because == (year.start, year.end)


def test_furniture_and_dateline_date_no_event(nlp):
    text = "20/05/2024 14:06\nHọp ngày 12/5.\nGiấy phép cấp ngày 1/1/2011"
    zones = (Zone(kind="body", start=0, end=31), Zone(kind="furniture", start=32, end=len(text)))
    uses = {text[m.start : m.end]: m.use for m in read(nlp, text, PUBLISHED, [(0, 10)], zones)}
    assert uses == {"20/05/2024 14:06": "furniture", "ngày 12/5": "event", "ngày 1/1/2011": "furniture"}


def test_offsets_hold_with_letters_that_change_length(nlp):
    text = "İİ Chiều 14/11/2023"
    assert [text[m.start : m.end] for m in read(nlp, text)] == ["Chiều 14/11/2023"]


@pytest.mark.parametrize("text", ["1/" * 5000, "1 và " * 2000, "ngày " * 3000, "12/5 " * 2000, "quý i, " * 2000, ""])
def test_endless_text_ends(nlp, text):
    read(nlp, text)


def test_years_around_an_anchor():
    new_year = Point(2024, 1, 2)
    assert year_before(Point(None, 12, 29), new_year) == 2023
    assert year_after(Point(None, 12, 29), new_year) == 2024
    assert year_nearest(Point(None, quarter=4), new_year) == 2023
    assert not Point(2023, 2, 29).valid
    assert not Point(None, 4, 31).valid


TET = [(2004, "2004-01-22"), (2007, "2007-02-17"), (2015, "2015-02-19"), (2024, "2024-02-10"), (2025, "2025-01-29"), (2026, "2026-02-17")]


@pytest.mark.parametrize(("year", "tet"), TET)
def test_lunar_years(year, tet):
    lunar = LUNAR_YEARS[year]
    assert lunar.tet.isoformat() == tet
    assert sum(length for _, length in lunar.months) == (LUNAR_YEARS[year + 1].tet - lunar.tet).days


def test_lunar_days_become_solar():
    assert solar(3, 10, Point(2024, 5, 20).begin()) == Point(2024, 4, 18).begin()  # Giỗ Tổ
    assert solar(12, 26, Point(2015, 2, 20).begin()) == Point(2015, 2, 14).begin()
    assert solar(1, 1, Point(1900, 1, 1).begin()) is None
