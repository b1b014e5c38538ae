"""Lines of a page, and what each says by itself: a counter, a button, a credit, a byline, a sentence.

The lexicons hold the phrases (`corpus/data/furniture.tsv`, `captions.tsv`), the patterns here the layout. Where a line stands, and so
which zone it falls into, is for `zones` to say.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Literal, cast

from corpus.lexicon import CAPITALS, fold, made_of_phrases, phrases
from corpus.publication_lines import is_clock, publication_line
from schemas.record import ZoneKind

LINE = re.compile(r"^[^\n]*\S", re.MULTILINE)
SYLLABLE = re.compile(r"[\w&+]+")
SENTENCE_END = re.compile(r"(?:[.…;:]|\./\.?|[.…][\"”’')\]]+)$")
QUOTE_END = re.compile(r"[\"”’)\]]$")
CREDIT_BEFORE = re.compile(
    r"(?i)^\W{0,3}(?:nguồn )?(?:ảnh|photo)\s*(?:minh h[oọ]a|minh hoạ|tư liệu|internet|[:.])|^\W{0,3}(?:chú thích|trong)\s+ảnh\b"
)
CREDIT_AFTER = re.compile(
    r"(?i)(?:(?<!hình)[.\-–—(|,;\s](?:nguồn )?(?:ảnh|photo|video)\s*:"
    r"|[.\-–—(|]\s*(?:nguồn )?(?:ảnh|photo|video)\s+(?:minh h[oọ]a|minh hoạ|tư liệu|do|của|bạn đọc|cắt từ|internet|ctv|pv))"
    r"[^:.;!?]{0,60}\W*$"
)
PLAYER = re.compile(r"(?=[\d:/\s.x+\-]*$).*?\d:\d\d", re.DOTALL)
BREADCRUMB = re.compile(r"(?:(?<!\s)\s+)?(?:[»›≫→|/>]|::|\\)\s*")  # a run of blanks is tried from its first only
NAME = rf"(?:[{CAPITALS}][\w’']*\.?)"
PERSON_WITH_OFFICE = re.compile(rf"(?P<name>(?:{NAME}\s+){{1,4}}{NAME})\s*[-–,(]\s*(?=\S)")
OFFICE = re.compile(
    r"(?i)\b(?:ủy viên|uỷ viên|chủ tịch|phó|trưởng|ban|ubkt|lđlđ|liên đoàn|công đoàn|cđ\w*|chuyên viên|cán bộ"
    r"|văn phòng|trung tâm|phòng|báo|trường|công ty|tổng hợp|ctv|th)\b"
)
LONG = 46
"""Words from which an unfinished line is a paragraph all the same, not a title."""

Mark = Literal[
    "menu",
    "section",
    "counter",
    "tally",
    "clock",
    "tool",
    "related",
    "comment",
    "licence",
    "address",
    "byline",
    "gallery",
    "publication",
    "credit",
    "scene",
]


@dataclass(slots=True, eq=False)
class Line:
    """One line that is not blank: its range, what it says, and the zone that it falls into."""

    start: int
    end: int
    text: str
    blank_before: bool
    folded: str = ""
    words: int = 0
    mark: Mark | None = None
    kind: ZoneKind | None = None
    settled: bool = False

    def __post_init__(self) -> None:
        self.folded = fold(self.text)
        self.words = len(SYLLABLE.findall(self.text)) if len(self.text) < 2000 else LONG
        self.mark = mark(self.text)

    @property
    def is_prose(self) -> bool:
        """A paragraph, or at least a whole sentence."""
        if self.mark is not None or self.words < 10:
            return False
        return self.words >= LONG or bool(SENTENCE_END.search(self.text)) or (self.words >= 25 and bool(QUOTE_END.search(self.text)))


def cut_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    lines: list[Line] = []
    for match in LINE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        blank = not lines or text.count("\n", lines[-1].end, start) > 1
        lines.append(Line(start, match.end(), text[start : match.end()], blank))
    for line, neighbour in chain(pairwise(lines), pairwise(reversed(lines))):
        # "Tổng: 45" counts visits next to a visit counter, anything else elsewhere.
        if line.mark == "counter" and neighbour.mark == "tally":
            neighbour.mark = "counter"
    for line in lines:
        line.mark = None if line.mark == "tally" else line.mark
    return lines


@lru_cache(maxsize=1 << 14)
def mark(text: str) -> Mark | None:
    """What the lexicons know of a line (a site's lines come again and again). Over 400 characters it is never more than text."""
    if len(text) > 400:
        return None
    folded = fold(text)
    if _starting("byline", after=r"\s*:").match(folded) and not re.search(r"\d", text):
        return "byline"
    if _writer().fullmatch(text.strip()):
        return "byline"
    if CREDIT_BEFORE.search(text) or CREDIT_AFTER.search(text):
        return "credit"
    if publication_line(text):
        return "publication"
    if is_clock(text):
        return "clock"
    if PLAYER.match(text):
        return "tool"
    if _starting("related", after=r"(?=\s*(?:$|[:»>(…|]|[-–]\s))").match(folded):
        return "related"
    if _starting("comment", after=r"(?=[\s:()\d.]*$)").match(folded):
        return "comment"
    if made_of := made_of_phrases(folded):
        return cast(Mark, made_of)
    if "|" in folded and made_of_phrases(folded.rpartition("|")[2]) == "counter":
        return "counter"  # behind the site's name
    if _is_breadcrumb(text):
        return "menu"
    if _starting("gallery", after=r"(?=[^.]{0,80}:?$)").match(folded) and len(text) < 120:
        return "gallery"
    is_sentence = len(folded.split()) > 30 and bool(SENTENCE_END.search(text))
    if (_starting("licence").match(folded) and not is_sentence) or "gp-ttđt" in folded or "gp-bttt" in folded:
        return "licence"
    if _starting("address", after=r"(?=\s*[:(.]|[^.]*(?:\d{5}|@|\d{3}[. ]\d{3}))").match(folded):
        return "address"
    if _starting("byline", after=r"(?=\s*(?:$|[-–]\s))").match(folded) or (
        folded.startswith("theo ") and len(folded.split()) <= 6 and not text.endswith((".", ":", ","))
    ):
        return "byline"
    if _starting("scene", "captions").match(folded) and len(folded.split()) <= 30 and not text.endswith(":"):
        return "scene"
    return None


def _is_breadcrumb(text: str) -> bool:
    parts = [part for part in BREADCRUMB.split(text) if part.strip()]
    spaced = re.search(r"\s[»›≫→|/>\\]\s|::|»|›", text)
    if not spaced or len(parts) < 2 or text.endswith(".") or any(len(part.split()) > 8 for part in parts):
        return False
    return made_of_phrases(parts[0]) is not None or (len(parts) >= 4 and not re.search(r"\d", text))


def run_in_title(text: str) -> str | None:
    """The title of an old article that runs title, caption and body together in one line.

    It ends where, after a small word and without a stop, a caption or a name with its office begins.
    """
    words = text[:400].split()
    for size in range(5, min(len(words) - 1, 30)):
        before, after = words[size - 1], " ".join(words[size : size + 4])
        if before[0].islower() and before[-1].isalnum() and after[0].isupper():
            known = _starting("person", "captions").match(after) or _starting("scene", "captions").match(after)
            if known or after.startswith("("):
                return " ".join(words[:size])
    return None


def is_byline(line: Line) -> bool:
    """Whether a line that stands alone names an author, alone or with what introduces or follows a name."""
    if line.mark == "byline":
        return line.words <= 14
    if line.mark is not None or not 1 <= line.words <= 24 or (line.text.endswith(".") and line.words > 3):
        return False
    if line.text.endswith(".") and not re.match(rf"(?:[{CAPITALS}]\w{{0,2}}\.)+$", line.text):
        return False
    if line.words <= 8 and _is_name(line.text):
        return True
    office = PERSON_WITH_OFFICE.match(line.text)
    return bool(office and OFFICE.match(line.text[office.end() :]) and not re.search(r"\d", line.text))


def _is_name(text: str) -> bool:
    """One or two persons, pen names or initials, with a remark in brackets: `Đình Văn (Tổng hợp)`."""
    parts = re.findall(r"[^\s\-–&,]+", re.sub(r"\([^()]{1,50}\)$", "", text))
    return 0 < len(parts) <= 10 and all(part[0].isupper() and len(part) <= 15 and re.fullmatch(r"[^\W\d_][\w.’']*", part) for part in parts)


def writer(text: str) -> str | None:
    """The author whom a line names among other things: `Tác giả: Lê Hoa | 05/03/2019`, `Được viết bởi Lê Hoa`."""
    found = _writer().search(text) if len(text) <= 160 else None
    return found["name"] if found else None


def author(text: str) -> str:
    """The name in a byline, without what introduces it and without the office."""
    name = _starting("writer").sub("", _starting("byline").sub("", text, count=1), count=1).strip(" :-–—.()|") or text
    office = PERSON_WITH_OFFICE.match(name)
    return office["name"] if office and OFFICE.match(name[office.end() :]) else name


def tells_picture(line: Line) -> bool:
    """A person or group and what they do, in one line that is no sentence: "Đồng chí … trao Cờ thi đua cho các tập thể"."""
    if line.mark is not None or not 4 <= line.words <= 40 or re.search(r"[:;?!]$|[“\"]\s*$|^[-+*•\d]", line.text):
        return False
    if SENTENCE_END.search(line.text):
        return False
    who = _starting("person", "captions").match(line.folded)
    return bool(who and _anywhere("act").search(line.folded, who.end()))


def is_link(line: Line, in_list: bool) -> bool:
    """A headline among links: no sentence, and in a list of them or behind an arrow or a bullet."""
    if line.kind is not None or line.mark is not None or not 3 <= line.words < 30 or SENTENCE_END.search(line.text):
        return False
    return in_list or line.text[0] in ">»-+•*▪►·"


@cache
def _starting(kind: str, lexicon: str = "furniture", after: str = r"(?!\w)") -> re.Pattern[str]:
    """A pattern that finds a phrase of `kind` at the beginning of a line, behind bullets and arrows."""
    return re.compile(r"[\W_]{0,4}(?:" + "|".join(map(re.escape, phrases(lexicon, kind))) + ")" + after, re.IGNORECASE)


@cache
def _writer() -> re.Pattern[str]:
    names = rf"{NAME}(?:\s{NAME}){{0,4}}(?:\s[-–&]\s{NAME}(?:\s{NAME}){{1,3}})?"
    return re.compile(r"(?<!\w)(?i:" + "|".join(map(re.escape, phrases("furniture", "writer"))) + rf")(?:\s*:)?\s+(?P<name>{names})(?!\w)")


@cache
def _anywhere(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases("captions", kind))) + r")\b")
