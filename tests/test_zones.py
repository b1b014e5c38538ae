"""Pages of several houses, each line with the zone it belongs to: t title, b body, c caption, f furniture."""

from pathlib import Path

import pytest

from corpus.encoding import decode
from corpus.zones import lay_out

SEEDS = Path(__file__).parent / "../../shared/seeds"
LETTER = {"t": "title", "b": "body", "c": "caption", "f": "furniture"}

LEAD = (
    "Sáng 12/3, Công đoàn Khu công nghiệp Bình Hòa mở hội nghị đại biểu người lao động với sự tham gia của 85 đại biểu "
    "đến từ các công đoàn cơ sở trong khu."
)
MORE = (
    "Báo cáo tại hội nghị cho thấy năm qua các đơn vị đã ký mới sáu thỏa ước lao động tập thể, bữa ăn ca được nâng lên "
    "mức 22.000 đồng và 40 công nhân được hỗ trợ sửa nhà."
)
LAST = "Hội nghị thống nhất phấn đấu trong năm tới kết nạp 300 đoàn viên và không để xảy ra ngừng việc tập thể./."

PAGES = {
    "a portal: masthead, clock, menu, breadcrumb above; buttons, author, related headlines, footer below": f"""
        f CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN BÌNH HÒA
        f Thứ Tư, 03/04/2024 10:22:31
        f Trang chủ | Giới thiệu | Tin tức | Văn bản | Liên hệ
        f Trang chủ » Tin tức » Hoạt động công đoàn
        t Người lao động Bình Hòa nói thẳng, bàn thật
        f Ngày đăng: 13/03/2024 | Lượt xem: 412
        b {LEAD}
        b {MORE}
        b {LAST}
        f Lương Thị Thơm
        f In bài viết   Về đầu trang   Chia sẻ: Facebook Zalo
        f Các tin khác
        f - Ra mắt công đoàn xã Tân Lộc với 64 đoàn viên (11/03/2024)
        f - Trao 20 suất quà cho công nhân khó khăn (08/03/2024)
        f Đang truy cập: 14   Hôm nay: 320   Tổng: 1.204.551
        f Giấy phép số 21/GP-TTĐT do Sở Thông tin và Truyền thông cấp
        f Địa chỉ: thị trấn Bình Hòa. Điện thoại: 0200.3845.111""",
    "a title below its publication line, a caption that comes twice": f"""
        f Hoạt động công đoàn cơ sở
        f Cập nhật lúc Thứ Tư, ngày 13 tháng 3 năm 2024 - 07:15 (GMT+7)
        t Người lao động Bình Hòa nói thẳng, bàn thật
        b {LEAD}
        c Quang cảnh hội nghị.
        c Quang cảnh hội nghị.
        b {MORE}
        c Bà Lương Thị Thơm trao quà cho công nhân tại hội nghị
        b {LAST}""",
    "subheadings, numbered tasks and a list of names are the article's own": f"""
        t LĐLĐ HUYỆN BÌNH HÒA: NÓI THẲNG, BÀN THẬT
        b {LEAD}
        b Nhiều kết quả rõ nét
        b {MORE}
        b Công tác kiểm tra
        b 1. Kết nạp 300 đoàn viên
        b 2. Tổng: 45 đơn vị được kiểm tra
        b {LAST}
        b Danh sách được khen thưởng gồm có các ông bà sau đây của ba tổ sản xuất:
        b Lương Thị Thơm
        b Đinh Văn Sáu""",
    "an inline link does not end the article": f"""
        t Người lao động Bình Hòa nói thẳng, bàn thật
        b {LEAD}
        b {MORE}
        f Xem thêm: Bữa ăn ca ở Bình Hòa đã khác trước
        b {LAST}""",
    "comments after the closing sign": f"""
        t Người lao động Bình Hòa nói thẳng, bàn thật
        b {LEAD}
        b {MORE}
        b {LAST}
        f Ý kiến bạn đọc (1)
        f thanhhoa85: Mong năm sau công đoàn tổ chức thêm nhiều buổi như thế này cho anh chị em công nhân.""",
    "a news agency: paragraphs line by line, pictures in a block below": f"""
        t Người lao động Bình Hòa nói thẳng, bàn thật
        b {LEAD}
        b {MORE}
        b {LEAD}
        b {MORE}!
        b {LAST}
        f Lương Thơm - Văn Sáu
        |
        c Công nhân bỏ phiếu chọn món cho bữa ăn ca
        c Đại biểu xem bảng tin công đoàn - Ảnh: V.S""".replace(
        f"b {LEAD}\n        b {MORE}!", f"b {LEAD.replace('85', '86')}\n        b {MORE}!"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_line_falls_into_its_zone(page: str) -> None:
    marked = [line.strip() for line in page.strip().splitlines()]
    text = "\n".join("" if line == "|" else line[2:] for line in marked)
    zones = lay_out(text).zones
    found = [(zone.kind, line.strip()) for zone in zones for line in text[zone.start : zone.end].splitlines() if line.strip()]
    assert found == [(LETTER[line[0]], line[2:]) for line in marked if line != "|"]


def test_title_and_byline_are_read_off() -> None:
    layout = lay_out(f"Người lao động Bình Hòa\nnói thẳng, bàn thật\n\n{LEAD}\n\n{LAST}\n\nBài, ảnh: Lương Thị Thơm - LĐLĐ huyện")
    assert layout.title == "Người lao động Bình Hòa nói thẳng, bàn thật"
    assert layout.byline == "Lương Thị Thơm"


def test_an_old_article_in_one_line_is_all_body_and_its_title_a_guess() -> None:
    text = f"Mùa xuân ấm ở khu nhà trọ công nhân Phó Chủ tịch LĐLĐ huyện Đinh Văn Sáu (bìa trái) tặng quà (NBH)- {LEAD}\n{MORE}\n{LAST}"
    layout = lay_out(text)
    assert [zone.kind for zone in layout.zones] == ["body"]
    assert layout.title == "Mùa xuân ấm ở khu nhà trọ công nhân"


def test_a_given_title_is_found_where_rules_would_choose_another_line() -> None:
    text = f"Chuyện bên lề\nBa ngày ở Bình Hòa\n{LEAD}\n{LAST}"
    assert lay_out(text).title == "Chuyện bên lề"
    assert lay_out(text, title="Ba ngày ở  Bình Hòa").title == "Ba ngày ở Bình Hòa"


def test_a_single_line_is_body() -> None:
    assert [zone.kind for zone in lay_out("LĐLĐ huyện Bình Hòa tặng Giấy khen cho 12 tập thể").zones] == ["body"]


@pytest.mark.parametrize("text", ["", " \n\n", "\n".join(["In"] * 50), "((" * 400, "Ảnh:\n" * 9, f"\n\n {LEAD} \n"])
def test_zones_cover_the_text_along_line_ends(text: str) -> None:
    position = 0
    for zone in lay_out(text).zones:
        assert not text[position : zone.start].strip()
        assert text[zone.start : zone.end].strip() == text[zone.start : zone.end] != ""
        position = zone.end
    assert not text[position:].strip()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed articles are not here")
def test_the_seeds() -> None:
    def lines(number: str, kind: str) -> list[str]:
        text = decode(next(SEEDS.glob(f"{number}_*.txt")).read_bytes())
        return [
            " ".join(line.split())
            for zone in lay_out(text).zones
            if zone.kind == kind
            for line in text[zone.start : zone.end].split("\n")
            if line.strip()
        ]

    assert [lines(number, "title")[0][:40] for number in ("000", "001", "002", "003", "004")] == [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH GIÁM SÁT CHUYÊN ",
        "Liên đoàn Lao động huyện Yên Sơn kiểm tr",
        "Ban Thường vụ Liên đoàn Lao động tỉnh ki",
        "Liên đoàn Lao động huyện tổ chức Hội ngh",
        "Liên đoàn Lao động tỉnh Bắc Kạn triển kh",
    ]
    assert lines("000", "furniture") == ["Hoàng Sim"]
    assert lines("000", "caption") == ["toàn cảnh buổi giám sát"]
    assert lines("001", "furniture")[-3:] == ["In", "Về đầu", "Đang trực tuyến: 34 Lượt truy cập: 1.611.101"]
    assert "Đã truy cập: 270185" in lines("002", "furniture")
    assert len(lines("002", "caption")) == 1
    assert lines("003", "furniture") == []
    assert len(lines("004", "caption")) == 11
    assert lines("004", "furniture") == ["0:00 / 0:00", "0:00", "Xem thêm"]
