"""Word documents: paragraphs and rows are lines, the heading is the title; bombs of XML are refused."""

from pathlib import Path

import pytest

from tests.containers import BODY, TITLE, articles, read, rejects, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f'<w:styles {W}><w:style w:styleId="u1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="x"/></w:styles>'
CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>{}</dc:title>'
    "<dcterms:created>2024-02-05T18:30:00Z</dcterms:created></cp:coreProperties>"
)


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(*body: str, head: str = "", title: str = "", styles: str = STYLES) -> bytes:
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{"".join(body)}</w:body></w:document>'
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": xml, "word/styles.xml": styles, "docProps/core.xml": CORE.format(title)}
    )


def test_paragraphs_tables_and_what_is_shown_once(tmp_path: Path) -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = "<w:tbl>" + row.format(p("Tổ 1"), p("12") + p("đoàn viên")) + row.format(p("Tổ 2"), p("9")) + "</w:tbl>"
    deleted = "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
    runs = f"<w:p><w:r><w:t>Dòng</w:t><w:tab/><w:t>một</w:t><w:br/><w:t>dòng hai</w:t></w:r>{deleted}</w:p>"
    twice = f"<m:Choice>{p('Khung chữ')}</m:Choice><m:Fallback>{p('Khung chữ')}</m:Fallback>"
    box = f'<w:p><m:AlternateContent xmlns:m="m">{twice}</m:AlternateContent></w:p>'
    (tmp_path / "bai.docx").write_bytes(document(p(TITLE, "u1"), p(BODY), table, runs, box, title="Mẫu công văn cũ của năm ngoái"))
    [article] = articles(read(tmp_path))
    assert article.text.split("\n\n") == [TITLE, BODY, "Tổ 1 | 12 | đoàn viên", "Tổ 2 | 9", "Dòng một", "dòng hai", "Khung chữ"]
    assert article.title == TITLE
    assert article.published is not None
    assert (article.published.value, article.published.inferred) == ("2024-02-06", "ngày tạo tệp Word")  # 01:30 in Vietnam


def test_the_title_of_the_properties_serves_where_the_text_has_it_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document(p(TITLE.upper()), p(BODY), title=TITLE))
    (tmp_path / "b.docx").write_bytes(document(p(f"{BODY} {BODY}"), title=TITLE))
    one, two = articles(read(tmp_path))
    assert (one.title, two.title) == (TITLE.upper(), TITLE)
    assert two.text == f"{TITLE}\n\n{BODY} {BODY}"


ENTITIES = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a 'ha'>{ENTITIES}]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document(p("&j;"), head=LAUGHS), "XML có khai báo DTD: không phải tệp Word"),
        (document(p(BODY), head='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "XML có khai báo DTD: không phải tệp Word"),
        (document("<w:p>" * 100_000), "tệp Word hỏng"),
        (document("<w:p/>" * 8_000_000), "văn bản dài hơn 2 MB; hãy tách thành từng bài"),
        (document(*[p(BODY)] * 30_000), "văn bản dài hơn 2 MB; hãy tách thành từng bài"),
        (document(), "văn bản không có chữ nào"),
        (document(p(BODY))[:400], "tệp Word hỏng"),
        (zipped({"word/other.xml": "<x/>"}), "tệp Word hỏng"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "tệp Word có mật khẩu hoặc thuộc loại .doc cũ; hãy lưu lại thành .docx không mật khẩu"),
    ],
)
def test_hostile_documents_are_one_row(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "bai.docx").write_bytes(content)
    assert rejects(read(tmp_path)) == [("bai.docx", reason)]


def test_laughs_in_the_styles_cost_the_title_only(tmp_path: Path) -> None:
    (tmp_path / "bai.docx").write_bytes(document(p(TITLE), p(BODY), styles=f"{LAUGHS}<x>&j;</x>"))
    [article] = articles(read(tmp_path))
    assert article.title == TITLE


def test_a_doc_that_is_a_docx(tmp_path: Path) -> None:
    (tmp_path / "bai.doc").write_bytes(document(p(TITLE), p(BODY)))
    assert [one.title for one in articles(read(tmp_path))] == [TITLE]
