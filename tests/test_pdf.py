"""PDF: the text layer is an article, its broken lines made whole; locked, scanned and broken files are one row each."""

import io
import zlib
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
canvas = pytest.importorskip("reportlab.pdfgen.canvas")

from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: E402
from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.platypus import Paragraph, SimpleDocTemplate  # noqa: E402

from tests.containers import TITLE, articles, read, rejects  # noqa: E402

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
needs_font = pytest.mark.skipif(not DEJAVU.exists(), reason="no font with Vietnamese letters")
PARAGRAPHS = [
    "Sáng 5/2, Công đoàn Nhà máy Nước Tân An mời 64 đoàn viên họp mặt đầu năm, trao 10 suất quà cho công nhân ở lại trực Tết và khen "
    "thưởng 3 tổ sản xuất có thành tích xuất sắc trong năm qua.",
    "Ông Lữ Văn Mẫn, Chủ tịch Công đoàn cơ sở, nêu kết quả phong trào thi đua “Giọt nước nghĩa tình”; quỹ tương trợ đã giúp 12 gia đình "
    "đoàn viên gặp khó khăn với tổng số tiền 36 triệu đồng, không để ai bị bỏ lại phía sau.",
    "Năm nay nhà máy đặt chỉ tiêu giảm 2% thất thoát nước.",
    "- Tổ 1 nhận 4 suất quà;",
    "- Tổ 2 nhận 6 suất quà.",
]


def made(times: int = 1, title: str = TITLE, **more: object) -> bytes:
    pdfmetrics.registerFont(TTFont("DejaVu", DEJAVU))
    plain = ParagraphStyle("plain", fontName="DejaVu", fontSize=11, leading=15)
    head = ParagraphStyle("head", fontName="DejaVu", fontSize=16, leading=20, alignment=1)
    number = lambda page, _: (page.setFont("DejaVu", 9), page.drawCentredString(300, 30, f"- {page.getPageNumber()} -"))  # noqa: E731
    out = io.BytesIO()
    story = [Paragraph(TITLE, head), *(Paragraph(text, plain) for _ in range(times) for text in PARAGRAPHS)]
    SimpleDocTemplate(out, title=title, invariant=1, **more).build(story, onFirstPage=number, onLaterPages=number)
    return out.getvalue()


@needs_font
def test_paragraphs_are_whole_over_lines_and_pages(tmp_path: Path) -> None:
    (tmp_path / "bai.pdf").write_bytes(made(12))
    [article] = articles(read(tmp_path))
    assert article.text.split("\n\n") == [TITLE, *PARAGRAPHS * 12]
    assert article.title == TITLE
    assert article.published is not None
    assert (article.published.value, article.published.inferred) == ("2000-01-01", "ngày tạo tệp PDF")


@needs_font
def test_a_title_left_by_another_document_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "bai.pdf").write_bytes(made(title="Microsoft Word - cong van mau.doc"))
    assert [one.title for one in articles(read(tmp_path))] == [TITLE]


@needs_font
def test_locked_and_broken_files_are_one_row(tmp_path: Path) -> None:
    (tmp_path / "a-khoa.pdf").write_bytes(made(encrypt=StandardEncryption("mat-khau", strength=128)))
    (tmp_path / "b-cut.pdf").write_bytes(made()[:300])
    (tmp_path / "c-rong.pdf").write_bytes(b"%PDF-1.7\n")
    scan = canvas.Canvas(str(tmp_path / "d-quet.pdf"), invariant=1)
    scan.rect(100, 100, 300, 300, fill=1)
    scan.save()
    (tmp_path / "e-khong.pdf").write_bytes(b"")
    assert rejects(read(tmp_path)) == [
        ("a-khoa.pdf", "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi lưu lại"),
        ("b-cut.pdf", "tệp PDF hỏng"),
        ("c-rong.pdf", "tệp PDF hỏng"),
        ("d-quet.pdf", "tệp PDF không có lớp chữ (ảnh quét); hãy nhận dạng chữ (OCR) trước"),
        ("e-khong.pdf", "tệp PDF hỏng"),
    ]


def drawn(content: bytes) -> bytes:
    """A PDF of one page that is drawn by this packed stream."""
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources " + font + b" >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % entry for entry in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n"


def test_a_bomb_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "bai.pdf").write_bytes(drawn(zlib.compress(b"BT /F1 12 Tf 10 10 Td (Cong doan hop) Tj ET\n" * 10)))
    assert len(articles(read(tmp_path))) == 1
    packing = zlib.compressobj(1)
    (tmp_path / "bai.pdf").write_bytes(drawn(b"".join(packing.compress(b" " * 10_000_000) for _ in range(90)) + packing.flush()))
    assert rejects(read(tmp_path)) == [("bai.pdf", "tệp PDF hỏng hoặc quá nặng: đọc không xong")]


@needs_font
def test_bent_files_are_read_or_refused(tmp_path: Path) -> None:
    whole = made()
    for at in range(0, len(whole), 4999):
        (tmp_path / "bai.pdf").write_bytes(whole[:at] + b"\xff\x00(<<" + whole[at + 5 :])
        assert len(read(tmp_path)) == 1
