"""Recipients: what a sentence calls those who get an award, with their number ("29 tập thể", "48/52 nữ đoàn viên", "các cá nhân").

The nouns are those of extract/data/award_names.tsv.
"""

import re
from dataclasses import dataclass

from extract.prizes import LEXICON, NUMBER, any_of
from extract.syllables import LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Recipients:
    """So many of a kind; `count` is None where no number is said."""

    start: int
    end: int
    kind: str
    count: int | None


NOUN = rf"(?:(?:nữ\s+)?(?:{any_of(LEXICON['recipient'])}))(?![\w-])"
PART = rf"((?<![\w./-])\d+(?=/\d)|{NUMBER})(?:/\d+|\s+trong(?:\s+tổng)?\s+số\s+\d+)?"
ABOUT = r"(?:(?:hơn|trên|gần|khoảng|tổng số|tất cả|thêm|đại diện cho|đại diện)\s+)?"
# "29 tập thể", "48/52 nữ đoàn viên", "94 trong số 96 học viên": the first number counts.
NUMBERED = re.compile(rf"{ABOUT}{PART}\s+(?:lượt\s+)?({NOUN}(?:\s*(?:,|và|,\s*và|-|&)\s*(?-i:{NOUN}|CN(?!\w)))*)", re.I)
OPEN = re.compile(rf"({NUMBER})\s+((?!(?:{any_of(LEXICON['measure'])})\s)[{LOWER}]+\s[{LOWER}]+)")
CLASS = re.compile(rf"(?:đại diện\s+)?(?:(?:các|những|nhiều|một số)\s+)?({NOUN})", re.I)
PERSON = re.compile(rf"(?:các\s+)?(?:ông|bà|đồng chí|đ/c|anh|chị|em|cô|thầy|bác sĩ|cháu)(?:\s+(?-i:[{UPPER}])\w*)+", re.I)
SEVERAL = re.compile(rf"(?:(?:các|những|nhiều|một số)\s+{NOUN}|tập thể(?!\w))", re.I)
SEVERAL_NOUNS = re.compile(r"((?:,\s*và|,|\svà|&|\s-)\s*)")


def kind_of(surface: str) -> str:
    """The noun under which recipients are counted, of several each by its name; an acronym keeps its capitals.

    >>> kind_of("TT, CN")
    'tập thể, cá nhân'
    """
    return "".join(
        _named(part) if part.strip(" ,&-") not in ("", "và") else part for part in SEVERAL_NOUNS.split(" ".join(surface.split()))
    )


def _named(noun: str) -> str:
    row = LEXICON["recipient"].get(noun.lower())
    noun = noun if noun.split()[0].isupper() else noun[0].lower() + noun[1:]
    return row["name"] or noun if row else noun
