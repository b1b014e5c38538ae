"""Events: which activities an article reports, the main one first, with dates, status and arguments."""

from typing import Any

import pytest
from articles import article

from extract.pipeline import Pipeline
from schemas.lexicon import rows
from schemas.record import Event


def read(pipeline: Pipeline, body: str, **rest: Any) -> list[Event]:
    return pipeline(article(body, **rest)).events


# An article of one sentence for each type.
TYPES = {
    "giam_sat": "Ngày 12/4/2019, đoàn giám sát của Ban Thường vụ LĐLĐ tỉnh Lào Cai đã tiến hành giám sát tại LĐLĐ huyện Bắc Hà.",
    "kiem_tra": "Từ ngày 6 đến 8/5/2013, UBKT LĐLĐ huyện Hàm Yên tiến hành kiểm tra tài chính tại CĐCS Trường Mầm non Minh Hương.",
    "giao_ban": "Ngày 4/4/2012, LĐLĐ tỉnh Yên Bái tổ chức hội nghị giao ban công tác công đoàn quý I năm 2012.",
    "so_ket": "Sáng 5/7/2016, LĐLĐ huyện Đô Lương tổ chức hội nghị sơ kết công tác công đoàn 6 tháng đầu năm 2016.",
    "tong_ket": "Chiều 28/12/2009, Công đoàn ngành Y tế tỉnh Bình Định tổ chức hội nghị tổng kết hoạt động công đoàn năm 2009.",
    "dai_hoi": "Ngày 20/3/2023, CĐCS Bệnh viện Đa khoa huyện Mộc Châu tổ chức Đại hội lần thứ X, nhiệm kỳ 2023-2028.",
    "hoi_nghi_bch": "Ngày 10/7/2020, LĐLĐ tỉnh Trà Vinh tổ chức Hội nghị Ban Chấp hành lần thứ 8, khóa X.",
    "trien_khai": "Ngày 15/1/2019, LĐLĐ quận Ô Môn mở hội nghị quán triệt, triển khai Nghị quyết Đại hội XII Công đoàn Việt Nam.",
    "tap_huan": "Ngày 7/6/2018, LĐLĐ tỉnh Hậu Giang mở lớp tập huấn nghiệp vụ công tác nữ công cho 120 cán bộ công đoàn.",
    "tuyen_truyen": "Tối 9/5/2017, LĐLĐ thành phố Biên Hòa tổ chức buổi tuyên truyền pháp luật lao động cho 200 công nhân.",
    "hoi_thao": "Sáng 17/10/2014, Công đoàn Dệt may Việt Nam tổ chức hội thảo về tiền lương tối thiểu.",
    "doi_thoai": "Sáng 14/5/2022, UBND tỉnh Bắc Giang phối hợp với LĐLĐ tỉnh tổ chức hội nghị đối thoại với 300 công nhân.",
    "phat_dong": "Sáng 28/4/2021, LĐLĐ tỉnh Tây Ninh tổ chức lễ phát động Tháng Công nhân năm 2021.",
    "hoi_thi": "Ngày 6/3/2015, Công đoàn Viên chức tỉnh Lạng Sơn tổ chức hội thi nấu ăn với 14 đội tham gia.",
    "khen_thuong": "Tối 27/4/2024, LĐLĐ tỉnh Quảng Ngãi tổ chức lễ tuyên dương 60 công nhân giỏi.",
    "cham_lo": "Chiều 19/1/2022, LĐLĐ huyện Mường Ảng đến thăm, tặng quà 35 đoàn viên có hoàn cảnh khó khăn.",
    "mai_am": "Ngày 2/8/2011, LĐLĐ huyện Vị Xuyên bàn giao nhà Mái ấm Công đoàn cho chị Lù Thị Sen.",
    "thanh_lap": "Chiều 3/10/2018, LĐLĐ huyện Dầu Tiếng tổ chức lễ ra mắt công đoàn cơ sở Công ty TNHH Gỗ Phú Hưng.",
    "ky_ket": "Sáng 22/2/2023, LĐLĐ tỉnh Ninh Bình và Bưu điện tỉnh Ninh Bình ký kết chương trình phối hợp.",
    "nhan_su": "Ngày 11/9/2020, LĐLĐ tỉnh Hà Nam công bố quyết định bổ nhiệm bà Mai Thị Ngà giữ chức Chánh Văn phòng.",
    "ky_niem": "Sáng 26/7/2019, LĐLĐ tỉnh Phú Thọ tổ chức lễ kỷ niệm 90 năm Ngày thành lập Công đoàn Việt Nam.",
    "lam_viec": "Ngày 18/8/2017, đoàn công tác của Tổng LĐLĐ Việt Nam đã có buổi làm việc với LĐLĐ tỉnh Kon Tum.",
    "quyen_gop": "Sáng 7/4/2014, Công đoàn các Khu công nghiệp tỉnh Hải Dương tổ chức ngày hội hiến máu tình nguyện.",
    "tranh_chap": "Sáng 16/2/2011, hơn 900 công nhân Công ty TNHH Dệt Sài Nam (KCN Tân Tạo) đã ngừng việc đòi thưởng Tết.",
    "tai_nan": "Chiều 1/4/2016, một vụ tai nạn lao động xảy ra tại Công ty cổ phần Đá Hoàng Mai làm hai công nhân tử vong.",
    "khac": "Sáng 19/5/2015, LĐLĐ tỉnh Bình Phước khánh thành nhà trẻ cho con công nhân tại huyện Đồng Phú.",
}


def test_every_type_is_exemplified() -> None:
    assert list(TYPES) == [row["code"] for row in rows("schemas", "event_types")]


@pytest.mark.parametrize(("type_", "sentence"), TYPES.items(), ids=TYPES)
def test_type(pipeline: Pipeline, type_: str, sentence: str) -> None:
    (event,) = read(pipeline, sentence)
    assert (event.types, event.main, event.status) == ([type_], True, "held")
    assert event.start
    assert event.organisers or event.targets


ARGUMENTS: list[tuple[str, dict[str, Any]]] = [
    (
        TYPES["kiem_tra"],
        {
            "start": "2013-05-06",
            "end": "2013-05-08",
            "organisers": ["Ủy ban Kiểm tra Liên đoàn Lao động huyện Hàm Yên"],
            "targets": ["công đoàn cơ sở Trường Mầm non Minh Hương"],
            "province": "Tuyên Quang",
        },
    ),
    (TYPES["giao_ban"], {"period": "2012-Q1", "organisers": ["Liên đoàn Lao động tỉnh Yên Bái"], "targets": [], "place": None}),
    (TYPES["so_ket"], {"period": "2016-01/2016-06", "province": "Nghệ An"}),
    (TYPES["dai_hoi"], {"period": "2023/2028", "organisers": ["công đoàn cơ sở Bệnh viện Đa khoa huyện Mộc Châu"]}),
    (TYPES["hoi_nghi_bch"], {"organisers": ["Ban Chấp hành Liên đoàn Lao động tỉnh Trà Vinh"], "period": None}),
    (TYPES["doi_thoai"], {"organisers": ["UBND tỉnh Bắc Giang", "Liên đoàn Lao động tỉnh Bắc Giang"], "targets": []}),
    (TYPES["thanh_lap"], {"targets": ["công đoàn cơ sở Công ty TNHH Gỗ Phú Hưng"]}),
    (TYPES["mai_am"], {"people": ["Lù Thị Sen"], "targets": []}),
    (
        TYPES["lam_viec"],
        {"organisers": ["Tổng Liên đoàn Lao động Việt Nam"], "targets": ["Liên đoàn Lao động tỉnh Kon Tum"]},
    ),
    # the term for which a congress has elected; what is counted as of a month covers none
    (
        "Ngày 9/3/2018, LĐLĐ tỉnh tổ chức Đại hội. Trời nắng. Đại biểu về đủ. Hội trường kín chỗ. Đại hội đã bầu 21 người vào "
        "Ban Chấp hành nhiệm kỳ 2018 - 2023.",
        {"period": "2018/2023"},
    ),
    ("Ngày 9/10/2013, LĐLĐ huyện kiểm tra kinh phí; các đơn vị còn nợ tính đến hết tháng 9 là 237 triệu đồng.", {"period": None}),
    # officers act for their bodies; who receives a delegation is the target
    (
        "Chiều 15/8/2018, ông Hoàng Mạnh Tường, Phó Chủ tịch LĐLĐ tỉnh Quảng Ninh, cùng đoàn vào thăm hai thợ lò bị thương.",
        {"organisers": ["Liên đoàn Lao động tỉnh Quảng Ninh"]},
    ),
    (
        "Sáng 9/8/2018, Bệnh viện Đa khoa tỉnh Gia Lai đón đoàn giám sát thứ hai của Công đoàn Y tế Việt Nam do bà Hương làm trưởng đoàn.",
        {"organisers": ["Công đoàn Y tế Việt Nam"], "targets": ["Bệnh viện Đa khoa tỉnh Gia Lai"]},
    ),
    # partners where no verb says who holds it; who is only there is none
    (
        "Ngày 9/5/2015, hiến máu ở Huế đón 300 người. LĐLĐ thành phố Huế và Hội Chữ thập đỏ thành phố Huế đứng ra lo liệu.",
        {"organisers": ["Liên đoàn Lao động thành phố Huế", "Hội Chữ thập đỏ thành phố Huế"]},
    ),
    (
        "Ngày 9/5/2015, 300 công nhân hiến máu. LĐLĐ tỉnh Phú Thọ lo nước uống. Dự có Sở Y tế và Hội Chữ thập đỏ tỉnh Phú Thọ.",
        {"organisers": ["Liên đoàn Lao động tỉnh Phú Thọ"]},
    ),
    # nobody organises a strike or an accident; the company that they befall is their target
    (TYPES["tranh_chap"], {"organisers": [], "targets": ["Công ty TNHH Dệt Sài Nam"], "place": "Công ty TNHH Dệt Sài Nam, KCN Tân Tạo"}),
    (TYPES["tai_nan"], {"organisers": [], "targets": ["Công ty cổ phần Đá Hoàng Mai"]}),
    (TYPES["khac"], {"place": "huyện Đồng Phú", "province": "Bình Phước"}),
]


@pytest.mark.parametrize(("sentence", "expected"), ARGUMENTS)
def test_arguments(pipeline: Pipeline, sentence: str, expected: dict[str, Any]) -> None:
    (event,) = read(pipeline, sentence)
    found: dict[str, Any] = {
        "start": event.start,
        "end": event.end,
        "organisers": [a.name for a in event.organisers],
        "targets": [a.name for a in event.targets],
        "people": [a.name for a in event.people],
        "place": event.place and event.place.name,
        "period": event.period and event.period.value,
        "province": event.province,
    }
    assert {key: found[key] for key in expected} == expected


NO_EVENT = [
    # opinion and counsel
    "Công đoàn cần hướng về cơ sở. Cán bộ công đoàn phải gần gũi, hiểu điều người lao động cần. Có đối thoại thì mới có đồng thuận.",
    # complaints and figures without a time or a house
    "Nhiều năm qua, tai nạn lao động vẫn là nỗi lo của người thợ. Mỗi năm có hàng trăm người chết vì tai nạn lao động.",
    # tasks
    "Thời gian tới, các cấp công đoàn tiếp tục tăng cường công tác kiểm tra, nâng cao chất lượng đại hội.",
    "Trời hôm nay nắng đẹp.",
    "…",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, text) == []


STATUS = [
    ("Theo kế hoạch, ngày 20/8/2023, LĐLĐ huyện Na Hang sẽ tổ chức Đại hội Công đoàn huyện.", "2023-08-01", "planned", "2023-08-20"),
    ("Sáng 20/8/2023, LĐLĐ huyện Na Hang tổ chức Đại hội Công đoàn huyện.", "2023-08-01", "planned", "2023-08-20"),
    ("Sáng 20/8/2023, LĐLĐ huyện Na Hang tổ chức Đại hội Công đoàn huyện.", "2023-08-21", "held", "2023-08-20"),
    ("Sáng 20/8, LĐLĐ huyện Na Hang tổ chức hội thao.", "2023-08-21", "held", "2023-08-20"),
    ("Ngày 20/9 tới, LĐLĐ huyện Na Hang sẽ tổ chức hội thao.", "2023-08-21", "planned", "2023-09-20"),
    ("Hôm nay, LĐLĐ huyện Na Hang tổ chức hội thao.", "2023-08-21", "held", "2023-08-21"),
    ("Từ ngày 3/6/2019, công nhân Công ty Giày Hồng Phát ngừng việc, đến nay vẫn chưa về.", "2019-06-05", "ongoing", "2019-06-03"),
    ("Sáng 20/8, LĐLĐ huyện Na Hang khai mạc hội thao. Hội thao kéo dài đến hết ngày 23/8.", "2023-08-21", "ongoing", "2023-08-20"),
    ("Mới đây, LĐLĐ huyện Na Hang tổ chức hội thao.", "2023-08-21", "held", "2023-08"),
]


@pytest.mark.parametrize(("text", "published", "status", "start"), STATUS)
def test_status_and_date(pipeline: Pipeline, text: str, published: str, status: str, start: str | None) -> None:
    (event,) = read(pipeline, text, published=published)
    assert (event.status, event.start) == (status, start)


def test_the_date_may_stand_in_a_caption(pipeline: Pipeline) -> None:
    (event,) = read(
        pipeline, "LĐLĐ huyện Trạm Tấu mở lớp tập huấn cho 40 cán bộ công đoàn.", caption="Quang cảnh lớp tập huấn ngày 5/6/2017."
    )
    assert event.start == "2017-06-05"


REVIEW = "Sáng 5/7/2016, LĐLĐ huyện Đô Lương tổ chức hội nghị sơ kết công tác công đoàn 6 tháng đầu năm 2016."

SEVERAL = [
    (
        "one sentence with a semicolon, two dates and two activities",
        "Ngày 8/5/2018, LĐLĐ quận Thanh Khê tổ chức hội thi nấu ăn; ngày 12/5/2018, LĐLĐ quận tổ chức hội thảo về nhà ở công nhân.",
        [("hoi_thi", "held", "2018-05-08"), ("hoi_thao", "held", "2018-05-12")],
    ),
    (
        "an earlier visit",
        f"{REVIEW}\nTrước đó, ngày 1/7/2016, LĐLĐ huyện đã đến thăm, tặng quà 20 gia đình đoàn viên.",
        [("so_ket", "held", "2016-07-05"), ("cham_lo", "held", "2016-07-01")],
    ),
    (
        "a congress to come",
        f"{REVIEW}\nDự kiến tháng 10/2017, LĐLĐ huyện sẽ tổ chức Đại hội Công đoàn huyện.",
        [("so_ket", "held", "2016-07-05"), ("dai_hoi", "planned", "2017-10")],
    ),
    (
        "the award ceremony inside a conference",
        f"{REVIEW}\nDịp này, LĐLĐ huyện trao Giấy khen cho 5 tập thể, 9 cá nhân.",
        [("so_ket", "held", "2016-07-05"), ("khen_thuong", "held", "2016-07-05")],
    ),
    (
        "but none inside a contest",
        "Ngày 6/3/2015, LĐLĐ huyện Đô Lương tổ chức hội thi nấu ăn. Ban Tổ chức trao giải Nhất cho đội Văn Sơn.",
        [("hoi_thi", "held", "2015-03-06")],
    ),
    (
        "honours won in past years are no ceremony",
        f"{REVIEW}\nNhiều năm liên tục, LĐLĐ huyện được tặng Cờ thi đua.",
        [("so_ket", "held", "2016-07-05")],
    ),
    (
        "results without a date are no events",
        f"{REVIEW}\nTrong kỳ, các CĐCS đã tổ chức 12 hội thi, thăm hỏi 340 lượt đoàn viên.",
        [("so_ket", "held", "2016-07-05")],
    ),
    (
        "the same told twice is one",
        f"{REVIEW}\nHội nghị sơ kết ngày 5/7/2016 có 80 đại biểu dự.",
        [("so_ket", "held", "2016-07-05")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SEVERAL], ids=[row[0] for row in SEVERAL])
def test_several_events(pipeline: Pipeline, text: str, expected: list[tuple[str, str, str]]) -> None:
    events = read(pipeline, text)
    assert [(e.types[0], e.status, e.start) for e in events] == expected
    assert [e.main for e in events] == [True] + [False] * (len(events) - 1)


def test_the_sentence_that_reports_the_main_event_need_not_be_the_first(pipeline: Pipeline) -> None:
    body = (
        "Công nhân quận Thanh Khê vừa có thêm một sân chơi.\nSáng 20/5/2018, LĐLĐ quận Thanh Khê tổ chức hội thi nấu ăn.\n"
        "Trước đó, ngày 3/5/2018, LĐLĐ quận đã tổ chức lễ phát động Tháng Công nhân."
    )
    events = read(pipeline, body, title="Sân chơi của công nhân Thanh Khê")
    assert [(e.types[0], e.start) for e in events] == [("hoi_thi", "2018-05-20"), ("phat_dong", "2018-05-03")]
    assert events[0].title == "Sân chơi của công nhân Thanh Khê"


def test_the_people_of_an_event(pipeline: Pipeline) -> None:
    (event,) = read(pipeline, f"{REVIEW} Bà Lê Thị Dung chủ trì. Đ/c Hồ Văn Tú, Phó Chủ tịch LĐLĐ tỉnh, dự.\nẢnh: Vũ Thị Hạnh")
    assert [person.name for person in event.people] == ["Lê Thị Dung", "Hồ Văn Tú"]


def test_evidence_proves_the_arguments(pipeline: Pipeline) -> None:
    text = f"{REVIEW}\n"
    (event,) = read(pipeline, REVIEW)
    assert [text[a:b] for a, b in event.evidence] == ["hội nghị sơ kết"]
    assert event.date
    assert [text[a:b] for a, b in event.date.evidence] == ["Sáng 5/7/2016"]
    assert event.period
    assert [text[a:b] for a, b in event.period.evidence] == ["6 tháng đầu năm 2016"]
    assert [text[a:b] for a, b in event.organisers[0].evidence] == ["LĐLĐ huyện Đô Lương"]


def test_a_dated_event_is_surer_than_an_undated_one(pipeline: Pipeline) -> None:
    sentence = "Hội thao diễn ra tại huyện Na Hang."
    sure = [read(pipeline, f"{when} {sentence}")[0].confidence for when in ("Sáng 5/7/2016,", "Tháng 7/2016,", "Mới đây,")]
    day, month, undated = sure
    assert day == month > undated


def test_a_class_of_firms_is_a_target(pipeline: Pipeline) -> None:
    body = "Ngày 14/6/2004, LĐLĐ tỉnh Lâm Đồng tiến hành giám sát việc ký hợp đồng lao động tại 8 doanh nghiệp chế biến chè ở Bảo Lộc."
    assert [t.name for t in read(pipeline, body)[0].targets] == ["doanh nghiệp chế biến chè"]
