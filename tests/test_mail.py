"""Letters, mailboxes and MHTML: the letter's text is an article, what is attached to it too; a saved page is its page."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.containers import BODY, TEXT, TITLE, articles, page, read, rejects, zipped

LONG = f"{BODY} Tổ sản xuất số 3 hát mừng xuân và chúc nhau một năm an toàn, không sự cố, không ai phải nghỉ việc giữa chừng."


def letter(text: str | None = LONG, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "vanphong@tanan.example", "bantin@tanan.example"
    for name, value in ({"Subject": TITLE, "Date": "Tue, 06 Feb 2024 01:30:00 +0700"} | headers).items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text, cte="base64")
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    return message


def test_a_letter(tmp_path: Path) -> None:
    (tmp_path / "thu.eml").write_bytes(letter(Message_ID="<a1@tanan.example>").as_bytes())
    [article] = articles(read(tmp_path))
    assert (article.id, article.title, article.text) == ("a1@tanan.example", TITLE, f"{TITLE}\n\n{LONG}")
    assert article.published is not None
    assert (article.published.value, article.published.inferred, article.published.evidence) == ("2024-02-06", "ngày gửi thư", [])


def test_a_day_that_the_text_prints_is_better_than_the_letters(tmp_path: Path) -> None:
    (tmp_path / "thu.eml").write_bytes(letter(f"{TITLE}\n\nCập nhật lúc 10:00, ngày 05/02/2024\n\n{LONG}").as_bytes())
    [article] = articles(read(tmp_path))
    assert article.published is not None
    assert (article.published.value, article.published.inferred) == ("2024-02-05", None)


def test_plain_text_is_preferred_to_the_page_and_its_broken_lines_are_whole(tmp_path: Path) -> None:
    broken = LONG.replace(" họp", "\nhọp").replace(" chúc", "\nchúc")
    (tmp_path / "a.eml").write_bytes(letter(broken, page("Trang khác")).as_bytes())
    flowed = letter(None)
    flowed.set_content(LONG.replace(" trao", " \ntrao").replace(" một", " \nmột") + "\n-- \nVăn phòng", cte="8bit")
    flowed.set_param("format", "flowed")
    (tmp_path / "b.eml").write_bytes(flowed.as_bytes())
    (tmp_path / "c.eml").write_bytes(letter(None, page()).as_bytes())
    one, two, three = articles(read(tmp_path))
    assert one.text == f"{TITLE}\n\n{LONG}"
    assert two.text.startswith(f"{TITLE}\n\n{LONG}\n")
    assert (three.title, three.text.count(BODY)) == (TITLE, 4)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1258", "x-khong-co", None])
def test_charsets_true_and_false(tmp_path: Path, charset: str | None) -> None:
    import unicodedata

    encoded = LONG.encode() if charset != "windows-1258" else b"".join(
        (char if char.encode("cp1258", "ignore") else unicodedata.normalize("NFD", char)).encode("cp1258", "ignore") for char in LONG
    )  # fmt: skip
    kind = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    (tmp_path / "thu.eml").write_bytes(f"Subject: {TITLE}\n{kind}\n".encode() + encoded)
    [article] = articles(read(tmp_path))
    assert article.title == TITLE
    assert "Công đoàn Nhà máy" in article.text


def test_attachments_are_read_and_a_mere_cover_is_none(tmp_path: Path) -> None:
    message = letter("Gửi Ban biên tập bài của công đoàn, xin xem tệp kèm.")
    message.add_attachment(TEXT.encode(), "text", "plain", filename="bài số 1.txt")
    message.add_attachment(page().encode(), "text", "html", filename="../trang.html")
    message.add_attachment(zipped({"trong.txt": TEXT}), "application", "zip", filename="kho.zip")
    message.add_attachment(b"\x89PNG", "image", "png", filename="anh.png")
    message.add_attachment(TEXT.encode(), "text", "plain", filename="bài số 1.txt")
    message.add_attachment(letter(Message_ID="<trong@tanan.example>"))
    (tmp_path / "thu.eml").write_bytes(message.as_bytes())
    found = read(tmp_path)
    assert rejects(found) == []
    assert [one.id for one in articles(found)] == [
        "thu.eml!/bài số 1.txt",
        "thu.eml!/trang.html",
        "thu.eml!/kho.zip!/trong.txt",
        "thu.eml!/2/bài số 1.txt",
        "trong@tanan.example",
    ]


def nested(depth: int) -> bytes:
    lines = [f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}" for level in range(depth)]
    return ("MIME-Version: 1.0\n" + "\n".join(lines) + "\nContent-Type: text/plain\n\nx\n").encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"Subject: khong co gi\n\n",
        nested(5000),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3000,
        b"Content-Type: text/plain; charset=\xff\xfe\nContent-Transfer-Encoding: base64\n\n!!!\n",
        b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\n",
        b"X: y\n" * 2_000_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
        b"Subject: x\n\n" + b"a" * 41_000_000,
    ],
)
def test_hostile_letters_are_one_row(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "thu.eml").write_bytes(content)
    assert len(rejects(read(tmp_path))) == 1


def test_a_mailbox(tmp_path: Path) -> None:
    one, two = letter(Message_ID="<1@tanan.example>"), letter(f"{LONG}\n\nFrom đây là một dòng của bài.", Subject="Bài thứ hai")
    data = b"".join(b"From a@b Tue Feb  6 01:30:00 2024\n" + one.as_bytes() + b"\n" for one in (one, two, letter(None, "<p>x</p>")))
    (tmp_path / "hop-thu.mbox").write_bytes(data)
    found = read(tmp_path)
    assert [(article.id, article.title) for article in articles(found)] == [("1@tanan.example", TITLE), ("hop-thu.mbox#2", "Bài thứ hai")]
    assert rejects(found) == [("hop-thu.mbox#3", "trang HTML không có bài viết")]
    (tmp_path / "hop-thu.mbox").write_bytes(b"")
    assert rejects(read(tmp_path)) == [("hop-thu.mbox", "tệp rỗng")]


def saved(**parts: str) -> bytes:
    """A page as Chromium saves it."""
    pieces = [
        f"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {url}\r\n\r\n{html}\r\n"
        for url, html in parts.items()
    ]
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tanan.example/9\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    return (head + 'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n' + "".join(pieces) + "--B--\r\n").encode()


def test_mhtml_is_its_page_without_inner_frames(tmp_path: Path) -> None:
    parts = {"https://tanan.example/9": page(), "cid:frame-1@mhtml.blink": page("Khung quảng cáo")}
    (tmp_path / "trang.mhtml").write_bytes(saved(**parts))
    (tmp_path / "anh.mht").write_bytes(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")
    found = read(tmp_path)
    assert [(one.id, one.source, one.title) for one in articles(found)] == [("https://tanan.example/9", "trang.mhtml", TITLE)]
    assert rejects(found) == [("anh.mht", "tệp MHTML không có trang HTML")]
