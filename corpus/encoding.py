"""Bytes to clean text: UTF-8, UTF-16, windows-1258 and the old Vietnamese encodings, to Unicode NFC.

Order matters. UTF-8 proves itself. What is left is tried as VNI, VISCII or TCVN3 (`old_encodings`), then as windows-1258, then as plain
Western text; each of those four proves itself by Vietnamese syllables. UTF-8 that was read as cp1252 is mended by `ftfy`. VIQR is
ASCII, and looked for in nothing else. Heavy libraries are imported when a file needs them: nearly all are clean UTF-8.
"""

import codecs
import re
import unicodedata

from corpus.language import VIETNAMESE_LETTER, detect_language
from corpus.old_encodings import LEAST_SHARE, VIQR_SIGN, detect_font, from_font, read_viqr, syllables

SAMPLE = 20_000
"""Characters on which an encoding is decided."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"SQLite f",
)
TAG = re.compile(r"(?is)<(script|style)\b.{0,5000}?</\1\s*>|<[a-z/!][^<>]{0,2000}>")
MOJIBAKE = re.compile(
    "[ÃÂÄÅÆ][\u0080-\u00bf\u2018-\u201e\u2020-\u2022\u2026\u2030\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u20ac\u2122]|á[º»]"
)
LATIN_1_LETTER = re.compile("[\u0080-\u00ff]")
BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff0-\ufffc\ufffe\uffff\ud800-\udfff]"
)
BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
ETH = (("Ð", "Đ"), ("ð", "đ"), ("Ɖ", "Đ"))
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


class Unreadable(ValueError):
    """These bytes are no text; the message is the reason, one line of Vietnamese."""


class UnknownEncoding(Unreadable):
    """Text in an encoding that is not recognised."""

    def __init__(self) -> None:
        super().__init__("không nhận ra bảng mã; hãy lưu lại tệp bằng UTF-8")


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of `data`, cleaned. Raises `Unreadable` for an empty file, binary data and unknown encodings.

    `charset` is what a server or a letter says of it: they are often wrong, so it is believed where nothing else is known.
    """
    try:
        text = clean(to_unicode(data))
    except UnknownEncoding:
        try:
            text = clean(data.decode(charset or "", errors="replace"))
        except (LookupError, ValueError):
            raise UnknownEncoding from None
    if not text.strip():
        raise Unreadable("tệp rỗng")
    return text


def to_unicode(data: bytes) -> str:
    """`decode` without the cleaning: every tab and line end as it was. Raises as `decode` does."""
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable("tệp rỗng")
    if data.startswith(MAGIC):
        raise Unreadable("không phải văn bản: nội dung nhị phân")
    return mend(_unicode(data))


def clean(text: str) -> str:
    """NFC, line ends as `\\n`, every blank an ordinary space, no control or invisible characters, Đ as the Vietnamese letter (not Eth)."""
    text = JUNK.sub("", BLANK.sub(" ", BREAK.sub("\n", text)))
    for eth, letter in ETH:  # `translate` takes twenty times as long
        text = text.replace(eth, letter)
    return unicodedata.normalize("NFC", text)


def mend(text: str) -> str:
    """Decoded text whose letters are wrong put right: UTF-8 read as cp1252, old font encodings stored as Unicode, VIQR."""
    sample = TAG.sub(" ", text[: 4 * SAMPLE])[:SAMPLE]
    if sample.isascii():
        return _from_viqr(text)
    if not LATIN_1_LETTER.search(sample) or len(VIETNAMESE_LETTER.findall(sample)) > 0.02 * len(sample):
        return text
    if len(MOJIBAKE.findall(sample)) > 0.01 * len(sample):
        import ftfy

        return ftfy.fix_encoding(text)
    name = detect_font(sample, sample)
    return from_font(text, name) if name else text


def _from_viqr(text: str) -> str:
    """ASCII text with the letters of VIQR, tags apart; JSON has uses of its own for quotes and backslashes."""
    if text.lstrip()[:1] in ("{", "[") or not VIQR_SIGN.search(text):
        return text
    if not TAG.search(text):
        return read_viqr(text) or text
    if read_viqr(TAG.sub(" ", text)) is None:
        return text
    pieces, end = [], 0
    for tag in TAG.finditer(text):
        pieces += [read_viqr(text[end : tag.start()]) or text[end : tag.start()], tag[0]]
        end = tag.end()
    return "".join([*pieces, read_viqr(text[end:]) or text[end:]])


def _unicode(data: bytes) -> str:
    """Bytes to code points, by byte order mark, by proof, then by the detectors."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if wide := _utf_16_without_mark(data):
        return data.decode(wide, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        # A few torn bytes in good UTF-8 stay visible as U+FFFD; more of them is another encoding.
        if text.count("\ufffd") > 0.02 * sum(char > "\x7f" for char in text):
            return _eight_bit(data)
    if _control_share(text) > 0.02:
        raise Unreadable("không phải văn bản: nội dung nhị phân")
    return text


def _eight_bit(data: bytes) -> str:
    latin_1 = data.decode("latin-1")
    sample = TAG.sub(" ", latin_1[: 4 * SAMPLE])[:SAMPLE]
    # VISCII keeps letters among the control characters: a third of noise is controls, of VISCII at most a few in a hundred.
    if _control_share(sample) > 0.1 or "\x00" in sample:
        raise Unreadable("không phải văn bản: nội dung nhị phân")
    windows = TAG.sub(" ", _windows_1252(data[: 4 * SAMPLE]))[:SAMPLE]
    if name := detect_font(sample, windows):
        return from_font(latin_1 if name == "viscii" else _windows_1252(data), name)
    if syllables(clean(TAG.sub(" ", data[: 4 * SAMPLE].decode("cp1258", errors="replace"))[:SAMPLE])) >= LEAST_SHARE:
        return data.decode("cp1258", errors="replace")
    if sum(char > "\x7f" for char in sample) < 0.05 * len(sample) and detect_language(sample) != "xx":
        return _windows_1252(data)
    raise UnknownEncoding


def _windows_1252(data: bytes) -> str:
    """cp1252; the five bytes that it leaves undefined become surrogates, which `clean` drops."""
    return data.decode("cp1252", errors="surrogateescape")


def _utf_16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it is where most characters have a zero byte on the same side (spaces, figures, Latin letters)."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.2 * len(head) or min(even, odd) > 0.02 * len(head):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _control_share(text: str) -> float:
    sample = text[:SAMPLE]
    return len(CONTROL.findall(sample)) / max(1, len(sample))
