"""Numerals: numbers as written in figures and in words, with their scales ("1.234", "2,1 triệu", "hai mươi lăm", "98,5%").

Figures are read as Vietnamese prints them: a point between thousands, a comma before decimals. Dates, years, times of day,
telephone numbers, numbers of documents and of list items are no numerals.
"""

import re
from dataclasses import dataclass

ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {
    "chục": 10,
    "trăm": 10**2,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "triêu": 10**6,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}

_ONE = f"(?:{'|'.join(ONES)})"
_TENS = f"(?:{_ONE} mươi(?: (?:mốt|hai|ba|tư|bốn|lăm|sáu|bảy|tám|chín))?|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)"
_BELOW_1000 = f"(?:{_ONE} trăm(?: (?:(?:linh|lẻ) {_ONE}|{_TENS}))?|{_TENS}|{_ONE} chục|{_ONE})"
_SCALE = "(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_MORE = f"(?:{_BELOW_1000}(?= {_SCALE})|{_ONE} trăm(?: {_TENS})?)"  # not the year behind "hai triệu", "hai triệu năm 2015"
WORDS = re.compile(f"(?i:{_BELOW_1000}(?: {_SCALE}(?: {_MORE})?){{0,3}})(?!\\w)".replace(" ", r"\s"))
FIRST_WORD = re.compile("|".join(form for word in [*ONES, "mười"] for form in (word, word.capitalize())))
FIRST_DIGIT = re.compile("[0-9]")
FIGURE = re.compile(
    r"""(?P<skip>(?:(?<=\n)|(?<=\n\s)|(?<=\n\s\s)|(?<=\A))\d{1,2}[.)](?=\s)      # number of a list item
      | \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d(?![\d.])             # date
      | (?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)                              # date, the year first
      | (?<!\w)\d{1,2}\s?[/.-]\s?(?:19|20)\d\d(?!\d|\sngười)                      # month
      | (?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d(?!\d)                       # years
      | (?<!\w)\d{1,2}\s?(?:[:h]|giờ|g)\s?\d{2}(?!\d)                            # time of day
      | (?<!\w)0\d{2,4}\)?[-. ]\d{3}[\d. -]{0,12}                                 # telephone
      | (?<!\w)\d{1,5}[a-z]?(?:/\d{4})?\s?[/-]\s?[A-ZĐ]{2}[\w/-]{0,20} )          # number of a document
    | (?<!\w)(?<!\d[,.])(?P<digits>\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,2})?(?!\.?\d)
        | \d{1,3}(?:[ ]\.[ ]?\d{3}|\.[ ]0\d\d)(?!\.?\d)                               # "1 .350", "820. 000"
        | \d{1,3}(?:[ ]\d{3}){1,3}(?=\s?(?:đồng|đ)\b)
        | \d{1,15}(?:[.,]\d{1,4})?(?!\d))
      (?P<scale>(?:\s?(?:trăm|nghìn|ngàn|vạn|chục|triệu|triêu|tỷ|tỉ|tr)(?:(?!\w)|(?<=tr)(?=đ(?!\w)))){0,2})
    | \d+""",
    re.X,
)
AND_A_HALF = re.compile(r"\srư[ởỡ]i(?!\w)")
PERCENT = re.compile(r"\s?%|\sphần\străm")
MEASURE = re.compile(r"\s?(m2|m²|m3|km2|km(?!/h)|ha|hecta|hécta|héc-ta|kg|tấn|tạ|lít|mét vuông|mét|cm|m|kW|MW|kWh)(?![\w/])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: `scale` is the factor of its scale word (already in `value`), `grouped` tells thousands separators."""

    start: int
    end: int
    value: int | float
    scale: int = 1
    percent: bool = False
    word: bool = False
    grouped: bool = False


def read_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """The numbers of a text, in figures and in words, in order; dates, years, times and telephone numbers are passed over."""
    found: list[Numeral] = []
    at = start
    while first := FIRST_DIGIT.search(text, at, end):
        m = FIGURE.match(text, first.start(), end)
        if m and m["digits"] and (numeral := _figure(text, m)):
            found.append(numeral)
        at = m.end() if m else first.end()
    at = start
    for first in FIRST_WORD.finditer(text, start, end):
        if first.start() < at or (first.start() and text[first.start() - 1].isalnum()):
            continue
        if (m := WORDS.match(text, first.start(), end)) and (m[0][0].islower() or _begins_sentence(text, m.start())):
            value, scale = _word_value(m[0].lower())
            found.append(_numeral(text, m.start(), m.end(), value, scale, word=True))
            at = m.end()
    return sorted(found, key=lambda numeral: numeral.start)


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a capital there tells nothing."""
    return at == 0 or text[at - 1] in '\n“"(' or text[max(0, at - 2)] in ".!?:…”\n"


def _figure(text: str, m: re.Match[str]) -> Numeral | None:
    """The number that figures say; None for "4.2", "26.7": a day and a month."""
    digits, scale = re.sub(r"\s?\.\s?", ".", m["digits"]), 1
    for word in m["scale"].split():
        scale *= SCALES[word]
    measured = scale > 1 or PERCENT.match(text, m.end()) or MEASURE.match(text, m.end())
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        value = float(digits.replace(".", "").replace(",", "."))
    elif re.fullmatch(r"\d{1,3},\d{3}", digits) and not measured:
        value = float(digits.replace(",", ""))  # "2,100 suất quà", as older papers write
    elif "." in digits and not measured:
        return None
    else:
        value = float(digits.replace(",", ".").replace(" ", ""))
    return _numeral(text, m.start(), m.end(), value * scale, scale, grouped=bool(re.search(r"[. ,]\d{3}", digits)))


def _numeral(text: str, start: int, end: int, value: float, scale: int, word: bool = False, grouped: bool = False) -> Numeral:
    """A numeral with what may follow it: "rưỡi", "%"."""
    if half := AND_A_HALF.match(text, end):
        value, end = value + scale / 2, half.end()
    if percent := PERCENT.match(text, end):
        end = percent.end()
    return Numeral(start, end, whole_if_whole(value), scale, bool(percent), word, grouped)


def _word_value(words: str) -> tuple[float, int]:
    """Value of a number in words and its last scale.

    >>> _word_value("một nghìn"), _word_value("ba mươi triệu sáu trăm năm mươi nghìn")
    ((1000.0, 1000), (30650000.0, 1000))
    """
    total, hundreds, part, scale, last = 0.0, 0.0, 0.0, 1, 1
    for word in words.split():
        if word == "mười":
            part = 10
        elif word == "mươi":
            part *= 10
        elif word == "trăm":
            hundreds, part, scale = part * 100, 0, 100
        elif word in SCALES:
            scale = SCALES[word]
            counted, hundreds, part = hundreds + part, 0, 0
            total = (total + counted) * scale if scale > last else total + counted * scale
            last = scale
        else:
            part += ONES.get(word) or AFTER_TENS.get(word, 0)
    return total + hundreds + part, scale


def whole_if_whole(value: float) -> int | float:
    """2100000.0 as 2100000, 3.5 as it is."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
