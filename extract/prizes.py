"""Prizes: what an award is called, with the rank, class or title that belongs to its name and the number before it.

"03 giải Ba", "Huân chương Lao động hạng Nhì", "Kỷ niệm chương “Vì sự nghiệp …”"; and the verbs that stand for an award where none is
named ("khen thưởng 12 tập thể"). The forms are those of extract/data/award_names.tsv.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.syllables import LOWER, UPPER
from extract.trie import EDGE, any_phrase
from schemas.lexicon import rows


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize as a sentence names it. `use` is that of the lexicon; `first` is where its number begins, its own start where it has none."""

    start: int
    end: int
    name: str
    use: str
    first: int
    number: int | None


LEXICON: dict[str, dict[str, dict[str, str]]] = {}
for row in rows("extract", "award_names"):
    LEXICON.setdefault(row["use"], {})[row["form"]] = row


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))


def words(pattern: str) -> re.Pattern[str]:
    """The pattern at syllable edges, in either case."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)


VERB = "khen thưởng"
"""The name of an award where only a verb is there."""
FORMS = {form: row for use in ("award", "contest", "verb", "praise", "not") for form, row in LEXICON[use].items()}
FORM = re.compile(any_phrase(FORMS, r"\s+", EDGE, ignore_case=True) + r"(?!\w)")
DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
NUMBER = rf"(?<![\w./-])(?<!\d,)(?:\d{{1,3}}(?:\.\d{{3}})+|\d+|(?<!giải )(?<!hạng )(?:{any_of(DIGITS)}))(?![\w/%]|[.,]\d)"
COUNTED = re.compile(rf"({NUMBER})\s+(?:chiếc\s+|tấm\s+)?$", re.I)
ELIDED = re.compile(rf"({NUMBER})\s+((?-i:Tư|Vàng|Bạc|Đồng)|khuyến khích|nhất|nhì|ba)(?!\w)", re.I)
"""A rank alone, behind a prize that is named in full: "1 giải Nhất, **2 Nhì**"."""
QUOTED = r"[“\"«]([^”\"»\n]{3,90})[”\"»]"
OPENING = r"(?:Vì|Anh hùng|Chiến s[ĩỹ]|Đoàn viên|Người|Lao động|Tập thể|Nhà giáo|Thầy thuốc|Nghệ|\d+ năm)"
NAMED = rf"(?:{OPENING}\s[{LOWER}{UPPER} ]{{3,60}}?|(?!Công đoàn|Liên đoàn|Tổng)[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{1,4}})"
TAILS = {
    "rank": re.compile(rf"\s+[“\"]?((?:{any_of(LEXICON['rank'])})(?!\w))[”\"]?", re.I),
    "class": re.compile(r"\s+(hạng\s+(?:nhất|nhì|ba|hai|đặc biệt|I{1,3}))(?!\w)", re.I),
    "title": re.compile(rf"\s+(?:{QUOTED}|({NAMED})(?=\s(?:của|cho|năm|đến|tới|nhiệm|giai|được)\b|[,;:.(]|\s*$))"),
}

QUOTED_TAIL = re.compile(rf"\s+{QUOTED}()")
OPTIONAL = {"titled": "title", "ranks": "rank"}


def value_of(number: str) -> int:
    """The value of digits ("1.250") or of a word up to ten.

    >>> value_of("1.250"), value_of("hai")
    (1250, 2)
    """
    return DIGITS.get(number.lower()) or int(number.replace(".", ""))


def prizes_in(text: str, start: int, end: int) -> list[Prize]:
    """The prizes that a stretch of text names, in order; of several verbs in a row ("tuyên dương, khen thưởng") the last."""
    found: list[Prize] = []
    for match in FORM.finditer(text, start, end):
        row = FORMS[" ".join(match[0].lower().split())]
        if row["use"] == "not" or (found and match.start() < found[-1].end):
            continue
        tail = TAILS[OPTIONAL.get(row["tail"], row["tail"])].match(text, match.end(), end) if row["tail"] else None
        kind, use = row["tail"], row["use"]
        if kind == "rank" and not tail and (tail := QUOTED_TAIL.match(text, match.end(), end)):  # "Huy chương “Vì sự nghiệp …”"
            kind, use = "titled", "award" if "huy chương" in match[0].lower() else use
        if kind in ("rank", "titled") and not tail:
            continue
        name = f"{row['name']} {_tail(kind, tail)}" if tail else row["name"]
        found.append(_prize(text, start, match.start(), tail.end() if tail else match.end(), name, use))
    if named := next((p for p in found if p.use == "contest"), None):
        for match in ELIDED.finditer(text, named.end, end):
            if all(match.end() <= p.first or match.start() >= p.end for p in found):
                found.append(_prize(text, start, match.start(2), match.end(), f"{named.name.split(' ')[0]} {_rank(match[2])}", "contest"))
    return sorted(found, key=lambda p: p.start)


def _prize(text: str, left: int, start: int, end: int, name: str, use: str) -> Prize:
    number = COUNTED.search(text[left:start]) if use in ("award", "contest") else None
    return Prize(start, end, name, use, left + number.start() if number else start, value_of(number[1]) if number else None)


def _tail(kind: str, found: re.Match[str]) -> str:
    if kind in ("rank", "ranks"):
        return _rank(found[1])
    if kind == "class":
        word, rank = found[1].split(maxsplit=1)
        return f"{word.lower()} {rank if rank.isupper() else rank.capitalize()}"
    return f"“{found[1]}”" if found[1] else found[2].strip()


def _rank(surface: str) -> str:
    return LEXICON["rank"][" ".join(surface.lower().split())]["name"]
