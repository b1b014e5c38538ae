"""Writers of the encodings of the 1990s, from their standards: for tests of the reader, which uses tables of its own.

VISCII and VIQR: RFC 1456. TCVN3 (ABC): TCVN 5712:1993, VN3. VNI: the vendor's table for Windows fonts.
"""

import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot: the order of the tables below."""
ROWS = ["aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ"]

VISCII = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"} | dict(
    enumerate(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        0x80,
    )
)
TCVN3 = {
    "a": "B5 B6 B7 B8 B9", "ă": "BB BC BD BE C6", "â": "C7 C8 C9 CA CB", "e": "CC CE CF D0 D1",
    "ê": "D2 D3 D4 D5 D6", "i": "D7 D8 DC DD DE", "o": "DF E1 E2 E3 E4", "ô": "E5 E6 E7 E8 E9",
    "ơ": "EA EB EC ED EE", "u": "EF F1 F2 F3 F4", "ư": "F5 F6 F7 F8 F9", "y": "FA FB FC FD FE",
}  # fmt: skip
TCVN3_LETTERS = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True))
VNI_TONES = {"a": "øûõùï", "ă": "èúüéë", "â": "àåãáä"}
VNI_BASES = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ"}
VNI_I = dict(zip("ìỉĩíịỵ", "ìæóíòî", strict=True))
VIQR_TONES = dict(zip(TONES, "`?~'.", strict=True))
VIQR_BASES = {"ă": "a(", "â": "a^", "ê": "e^", "ô": "o^", "ơ": "o+", "ư": "u+", "đ": "dd"}


def windows_1258(text: str) -> bytes:
    """Letters with their tone as a character of its own, as Windows wrote them."""
    pieces = []
    for letter in text:
        base, tone = apart(letter)
        pieces.append(base + tone)
    return "".join(pieces).encode("cp1258")


def viscii(text: str) -> bytes:
    """VISCII; what it lacks (dashes, curly quotes) as the nearest ASCII."""
    codes = {letter: bytes([code]) for code, letter in VISCII.items()}
    return b"".join(codes.get(letter) or letter.encode("ascii") for letter in plain(text))


def tcvn3(text: str) -> bytes:
    """TCVN3: capitals with a tone have no code, so that fonts for capitals (.VnTimeH) draw the small letter's as one."""
    codes = {row[0]: [int(code, 16) for code in TCVN3[row[0]].split()] for row in ROWS}
    small = {letter: codes[row[0]][number] for row in ROWS for number, letter in enumerate(row[1:])}
    return bytes(small.get(letter.lower()) or TCVN3_LETTERS.get(letter) or ord(letter) for letter in plain(text))


def vni(text: str) -> bytes:
    """VNI: a letter and its sign, each a character of its own."""
    table = VNI_I | VNI_BASES
    for row in ROWS:
        tones = VNI_TONES.get({"ê": "â", "ô": "â"}.get(row[0], row[0]), VNI_TONES["a"])
        base = VNI_BASES.get(row[0], row[0])
        stem = base[:1] if row[0] in "ăâêô" else base
        for tone, letter in zip(tones, row[1:], strict=True):
            table.setdefault(letter, stem + tone)
    return "".join(
        table.get(letter) or (table[letter.lower()].upper() if letter.lower() in table else letter) for letter in plain(text)
    ).encode("cp1252")


def viqr(text: str) -> bytes:
    """VIQR, with its backslash in front of a sign that is none."""
    written = ""
    for letter in plain(text):
        base, tone = apart(letter)
        signs = VIQR_BASES.get(base.lower(), base)
        if letter in "^(+`?~'." and written and written[-1].lower() in "aeiouy^(+" and not written.endswith("\\"):
            written += "\\"
        written += (signs.upper() if base.isupper() else signs) + (VIQR_TONES[tone] if tone else "")
    return written.encode("ascii")


def apart(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return base, "".join(mark for mark in parts if mark in TONES)


def plain(text: str) -> str:
    """Typographic signs as typewriters write them: the old encodings have no others."""
    return text.translate(
        str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-", "\u00a0": " ", "²": "2"})
    )
