"""Vietnamese encodings of the 1990s, in text whose letters are still theirs: VNI, VISCII and TCVN3 fonts, VIQR.

Each is tried, and the one counts by which nearly all words with signs become Vietnamese syllables (`syllable`): no other language's do,
so that clean text of any language comes through. The tables are `viparse`'s. TCVN3 has no codes for capitals with a tone: fonts of capitals
(.VnTimeH) draw those of the small letters, and the capital is read off the letters around. VIQR is RFC 1456.
"""

import re
import unicodedata

from corpus.syllable import is_syllable

WORD = re.compile(r"[^\W\d_]+")
DASHED = re.compile("[Đđ]")
LEAST_SHARE = 0.85
"""Of the words with signs, as many must be syllables."""
LEAST_WORDS = 3
TRIED = 100
VNI_BESIDE = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))
"""What `viparse` has no entry for."""

OPENING = re.compile(r"[.!?…][\"')”]*\s+[\"'(“-]*$|[\"“]$")
"""What stands before the first word of a sentence, or of a name in quotes."""
ALWAYS_CAPITAL = {"ủy": "ban", "uỷ": "ban"}
"""Words that are written with a capital nearly always before another."""

VIQR_LETTER = re.compile(
    r"\\(?P<plain>.)|(?P<d>DD|(?<![A-Za-z])[dD]d)"
    r"|(?P<vowel>[aeiouyAEIOUY])(?P<base>(?:(?<=[aA])[(^]|(?<=[eoEO])\^|(?<=[ouOU])\+)?)(?P<tone>[`'?~.]?)"
)
VIQR_SIGN = re.compile(r"[aA][(^]|[eoEO]\^|[ouOU]\+|[aeiouyAEIOUY^(+][`~]|(?<![A-Za-z])[dD][dD][aeiouyAEIOUY]")
VIQR_SHARE = 0.15
"""Signs that nothing but VIQR has, by words."""
VIQR_MARKS = {"(": "\u0306", "^": "\u0302", "+": "\u031b", "`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
LINE_ENDS = re.compile(r"[\"')\]]{0,5}[ \t]{0,20}$", re.MULTILINE)
LONG = 60
"""Characters of a line from which it is one of sentences, that ends in a stop."""
HALF_HORN = re.compile(r"(?<!q)u(?=[ơớờởỡợƠỚỜỞỠỢ][cimnptu])", re.IGNORECASE)
"""`nuo+'c`, as many typed it for `nu+o+'c`."""
ADDRESS = re.compile(r"(?<!\S)(?=\S*(?:@|://|www\.))\S+")


def detect_font(sample: str, windows: str) -> str | None:
    """`vni`, `viscii` or `tcvn3` where the text is in one of them: `sample` is the bytes as Latin-1, `windows` as cp1252."""
    if syllables(windows) >= LEAST_SHARE:  # Vietnamese already
        return None
    # A hundred words with signs tell as much as all of them.
    tried = {
        name: " ".join([part for part in re.split(r"[ \t\r\n]+", text) if not part.isascii()][:TRIED])
        for name, text in (("viscii", sample), ("tcvn3", windows), ("vni", windows))
    }
    shares = {name: syllables(from_font(text, name)) for name, text in tried.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= LEAST_SHARE else None


def syllables(text: str) -> float:
    """The share of the words with signs that can be Vietnamese; 0 where there are few. Abbreviations and signs alone say nothing."""
    signed = [word for word in WORD.findall(text) if len(word) > 1 and not DASHED.sub("", word).isascii()]
    return sum(map(is_syllable, signed)) / len(signed) if len(signed) >= LEAST_WORDS else 0


def from_font(text: str, name: str) -> str:
    """The text of a font's codes, as `detect_font` names it."""
    import viparse

    if name == "vni":
        for codes, letter in VNI_BESIDE:
            text = text.replace(codes, letter)
    text = viparse.fix(text, encoding=name)
    return _capitals(text) if name == "tcvn3" else text


def _capitals(text: str) -> str:
    """Small letters with a tone made capitals: among capitals, at the beginning of a sentence."""
    return "".join(map(_capitals_of_line, text.splitlines(keepends=True)))


def _capitals_of_line(line: str) -> str:
    words = list(WORD.finditer(line))
    styles = [_style(word[0]) for word in words]
    pieces, end = [], 0
    for number, word in enumerate(words):
        letters, style = word[0], styles[number]
        before = next((known for known in reversed(styles[:number]) if known is not None), None)
        after = next((known for known in styles[number + 1 :] if known is not None), None)
        among = (before, after) != (None, None) and before in (True, None) and after in (True, None)
        if style or (style is None and among):
            letters = letters.upper()
        elif letters[0].islower() and not letters[0].isascii() and letters[0] not in "ăâêôơưđ":
            follows = words[number + 1][0] if number + 1 < len(words) else ""
            if OPENING.search(line[max(0, word.start() - 8) : word.start()]) or ALWAYS_CAPITAL.get(letters) == follows or not end:
                letters = letters[0].upper() + letters[1:]
        pieces += [line[end : word.start()], letters]
        end = word.end()
    return "".join([*pieces, line[end:]])


def _style(word: str) -> bool | None:
    """Whether a word is written in capitals, as far as the letters say that have codes for both."""
    telling = [letter for letter in word if letter.isascii() or letter in "ăâêôơưđĂÂÊÔƠƯĐ"]
    if any(letter.islower() for letter in telling):
        return False
    if len(telling) >= 2 or (telling and word[0] not in telling):
        return True
    return None


def read_viqr(text: str) -> str | None:
    """The letters of VIQR text (`Co^ng ddoa`n`); None where the text is none."""
    words = WORD.findall(text)
    if len(words) < LEAST_WORDS or len(VIQR_SIGN.findall(text)) < VIQR_SHARE * len(words):
        return None
    strict = "\\" in text
    pieces, end = [], 0
    for address in ADDRESS.finditer(text):
        pieces += [_compose(text[end : address.start()], strict), address[0]]
        end = address.end()
    read = "".join([*pieces, _compose(text[end:], strict)])
    return read if syllables(read) >= LEAST_SHARE else None


def _compose(text: str, strict: bool) -> str:
    """`strict`: a stop or question mark has a backslash in front; else it is none of a letter's at the end of a long line."""

    def letter(found: re.Match[str]) -> str:
        if found["plain"] or found["d"]:
            return found["plain"] or ("Đ" if found["d"][0] == "D" else "đ")
        base, tone = found["base"], found["tone"]
        line = found.end() - text.rfind("\n", 0, found.end())
        stops = tone in ("?", ".") and not strict and LINE_ENDS.match(text, found.end()) and line > LONG
        marks = VIQR_MARKS.get(base, "") + ("" if stops else VIQR_MARKS.get(tone, ""))
        return unicodedata.normalize("NFC", found["vowel"] + marks) + (tone if stops else "")

    return HALF_HORN.sub(lambda found: "ư" if found[0] == "u" else "Ư", VIQR_LETTER.sub(letter, text))
