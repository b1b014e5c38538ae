"""A letter (RFC 5322, MIME RFC 2045): its text is an article, and so is each document attached to it.

Letters break every rule: the standard library's older parser (`compat32`) is used, which forgives them, and what it leaves encoded is
decoded here.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from corpus.encoding import Unreadable, decode, mend
from corpus.given import LETTER, Given
from corpus.offered import EMPTY, MAX_LINE, Offered, one_line
from corpus.unwrap import unwrap

MAX_PARTS = 1000
MAX_LINES = 1_000_000
"""The parser keeps every line apart; the largest letter, of packed attachments, has half of them."""
MAX_HEADER = 2000
"""Characters of a header that are looked at."""
COVER = 20
"""Words: a shorter letter around a document is its cover."""
SCREEN = 100
"""Characters of the longest line of a text whose lines were broken."""
HTML = re.compile(r"text/html|application/xhtml")
SENT = "ngày gửi thư"


def read(offered: Offered) -> Iterator[Given | Offered]:
    """The letter, then what is attached to it. Raises `Unreadable`."""
    letter = parse(offered)
    parts = leaves(letter)
    attached = [part for part in parts if _file_name(part) and part.get_content_disposition() != "inline"]
    own = [part for part in parts if part not in attached]
    body = _body(offered, letter, own)
    if body and not (attached and body.text is not None and len(body.text.split()) < COVER):
        yield body
    elif not attached:
        raise Unreadable("thư không có nội dung")
    names: list[str] = []
    for part in attached:
        names.append(_file_name(part))
        again = names.count(names[-1])
        data = content(part)
        yield offered.holding(data, names[-1], at=f"{offered.source}!/{f'{again}/' if again > 1 else ''}{names[-1]}")


def parse(offered: Offered) -> Message:
    """The letter as a tree of parts. Raises `Unreadable`."""
    data = offered.read(MAX_LINE, f"thư dài hơn {MAX_LINE // 1_000_000} MB")
    if not data.strip():
        raise Unreadable(EMPTY)
    if data.count(b"\n") > MAX_LINES or data.count(b"\n--") > 10 * MAX_PARTS:
        raise Unreadable(f"thư có hơn {MAX_LINES} dòng hoặc {MAX_PARTS} phần")
    try:
        return message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise Unreadable("thư hỏng: các phần lồng nhau quá sâu hoặc sai khuôn dạng") from error


def leaves(letter: Message) -> list[Message]:
    """The parts that hold something, in order; a letter within the letter is one of them. Raises `Unreadable`."""
    found: list[Message] = []
    waiting = [letter]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(part.get_payload())  # type: ignore[arg-type]
        else:
            found.append(part)
        if len(found) > MAX_PARTS:
            raise Unreadable(f"thư có hơn {MAX_PARTS} phần")
    return found


def content(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return part.get_payload(0).as_bytes()  # type: ignore[union-attr]
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def header(letter: Message, name: str) -> str:
    """A header's text, encoded words (RFC 2047) decoded, and old encodings mended."""
    raw = next((str(value)[:MAX_HEADER] for key, value in letter.raw_items() if key.lower() == name.lower()), "")
    try:
        pieces = decode_header(raw)
    except (MessageError, ValueError, LookupError):
        pieces = [(raw, None)]
    return one_line(mend("".join(_in_charset(piece, charset) for piece, charset in pieces)))


def _in_charset(piece: str | bytes, charset: str | None) -> str:
    """A piece of a header; bytes that nothing is said of stand in the parser's text as surrogates."""
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    try:
        return data.decode(charset or "utf-8")
    except (ValueError, LookupError):
        pass
    try:
        return decode(data, charset)
    except Unreadable:
        return data.decode("latin-1")


def _file_name(part: Message) -> str:
    """The name of an attached file, none for a part of the letter itself."""
    if part.get_content_type() == "message/rfc822":
        return "thu.eml"
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        name = None
    if not name:
        return ""
    shell = Message()
    shell["name"] = name[:MAX_HEADER]
    return re.split(r"[/\\]", header(shell, "name"))[-1]


def _body(offered: Offered, letter: Message, parts: list[Message]) -> Given | None:
    """The letter's own text: plain where it has it, for it is whole and clean there; else its page."""
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    pages = [part for part in parts if HTML.match(part.get_content_type())]
    text = "\n\n".join(filter(None, (_plain(part).strip() for part in plain)))
    html = "" if LETTER.search(text) else "\n".join(decode(content(part), part.get_content_charset()) for part in pages[:1])
    if not (html or LETTER.search(text)):
        return None
    sent = _sent(letter)
    return Given(
        offered.source,
        offered.stem,
        text=None if html else text,
        html=html or None,
        title=header(letter, "Subject") or None,
        id=header(letter, "Message-ID").strip("<> ") or None,
        dated=(sent, SENT) if sent else None,
    )


def _plain(part: Message) -> str:
    data = content(part)
    if not data.strip():
        return ""
    lines = decode(data[: MAX_LINE + 1], part.get_content_charset()).split("\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return _flowed(lines)
    return "\n".join(unwrap(lines) if max(map(len, lines)) <= SCREEN else lines)


def _flowed(lines: list[str]) -> str:
    """RFC 3676: a line that ends in a blank goes on in the next; a first blank protects the line."""
    text = ""
    for line in lines:
        line = line.removeprefix(" ")
        text += line if line.endswith(" ") and line != "-- " else f"{line}\n"
    return text


def _sent(letter: Message) -> str | None:
    """The day of the letter by its sender's clock."""
    try:
        return parsedate_to_datetime(str(letter.get("Date", ""))[:MAX_HEADER]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
