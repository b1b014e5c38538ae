"""Cuts a page's text into zones: title, body, caption, furniture.

Works line by line, from what a line says (lexicons `furniture.tsv`, `captions.tsv`), how it looks (length, end, capitals) and
where it stands. The **head** runs to the first sentence of prose and holds the title; the **foot** begins where related headlines,
comments or the footer do; captions and the byline are picked out between. In doubt a line is body: a furniture line read as body
costs less than a fact lost.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, cast

from corpus.lexicon import CAPITALS, fold, made_of_phrases, phrases
from corpus.published import dateline, is_masthead, publication_line
from schemas.record import Zone, ZoneKind

LINE = re.compile(r"[^\n]*\S")
SYLLABLE = re.compile(r"[\w&+]+")
SENTENCE_END = re.compile(r"(?:[.…;:]|\./\.?|[.…][\"”’')\]]+)$")
QUOTE_END = re.compile(r"[\"”’)\]]$")
CREDIT_BEFORE = re.compile(
    r"(?i)^\W{0,3}(?:nguồn )?(?:ảnh|photo)\s*(?:minh h[oọ]a|minh hoạ|tư liệu|internet|[:.])|^\W{0,3}(?:chú thích|trong)\s+ảnh\b"
)
CREDIT_AFTER = re.compile(
    r"(?i)(?<!hình)[.\-–—(|,;\s](?:nguồn )?(?:ảnh|photo|video)"
    r"(?:\s*[:.]|\s+(?:minh h[oọ]a|minh hoạ|tư liệu|do|của|bạn đọc|cắt từ|internet|ctv|pv))[^:.;!?]{0,60}\W*$"
)
PLAYER = re.compile(r"^[\d:/\s.x+\-]*\d{1,2}:\d\d[\d:/\s.x+\-]*$")
BREADCRUMB = re.compile(r"\s*(?:[»›≫→|/>]|::|\\)\s*")
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
ABOVE_TITLE = {"menu", "section", "counter", "clock"}
FOOT = {"related", "comment", "licence", "address", "counter"}


@dataclass(slots=True)
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


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a text, in order and without overlap, and what the title and the byline say."""

    zones: tuple[Zone, ...]
    title: str | None = None
    byline: str | None = None


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    title: list[Line] = field(default_factory=list)
    byline: str | None = None


def lay_out(text: str, title: str | None = None, known: Mapping[int, ZoneKind] | None = None) -> Layout:
    """The zones of `text`.

    `title` is the title where the record or the page gives it; `known` gives the kind of lines, by the offset at which they start,
    where the page's markup has settled it (menus, figure captions). Time and memory grow with the length of `text`.
    """
    page = _Page(_lines(text))
    for line in page.lines:
        line.kind = (known or {}).get(line.start)
    _head(page, fold(title) if title else None)
    _foot(page)
    _captions(page)
    _byline(page)
    for line in page.lines:
        line.kind = line.kind or "body"
    # A single line, or pictures alone, is all there is to read.
    for spare in ("title", "caption"):
        if not any(line.kind == "body" for line in page.lines):
            for line in page.lines:
                line.kind = "body" if line.kind == spare else line.kind
    heading = " ".join(line.text for line in page.title) or (_run_in_title(page.lines[0].text) if page.lines else None)
    return Layout(_zones(page.lines), heading, page.byline)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for match in LINE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        blank = not lines or text.count("\n", lines[-1].end, start) > 1
        lines.append(Line(start, match.end(), text[start : match.end()], blank))
    return lines


def _head(page: _Page, given: str | None) -> None:
    """Finds the title; above it all is furniture, between it and the lead what the lexicons know."""
    lines = page.lines
    settled = [index for index, line in enumerate(lines) if line.kind == "title"]
    if settled:
        chosen: range | None = range(settled[0], settled[-1] + 1)
    elif given is not None:
        found = next((index for index, line in enumerate(lines) if line.folded == given), None)
        chosen = range(found, found + 1) if found is not None else None
        if found is None and any(given in line.folded for line in lines[:3]):
            return
    else:
        chosen = _choose_title(lines)
    if chosen is None:
        for line in lines[: _lead(lines)]:
            if line.mark in ABOVE_TITLE | {"tool", "publication"}:
                line.kind = "furniture"
        return
    page.title = [lines[index] for index in chosen]
    for line in page.title:
        line.kind = "title"
    for line in lines[: chosen.start]:
        if not line.is_prose or line.folded == page.title[0].folded:
            line.kind = line.kind or ("caption" if line.mark == "credit" else "furniture")
    for line in lines[chosen.stop :]:
        if line.is_prose and line.kind is None:
            break
        if line.mark in ABOVE_TITLE | {"tool", "publication"} or line.folded == page.title[0].folded:
            line.kind = "furniture"


def _lead(lines: list[Line]) -> int:
    return next((index for index, line in enumerate(lines) if line.is_prose and line.kind is None), len(lines))


def _choose_title(lines: list[Line]) -> range | None:
    """Which lines are the title: in the head, below menus and counters, next to the publication line; no masthead if it can be helped."""
    lead = _lead(lines)
    head = lines[:lead]
    # Menus and counters stand above the title, unless nothing stands between them and the lead.
    tops = [index for index, line in enumerate(head) if line.mark in ABOVE_TITLE]
    candidates = [index for index, line in enumerate(head) if _may_be_title(line)]
    for top in reversed(tops):
        if below := [index for index in candidates if index > top]:
            candidates = below
            break
    candidates = [index for index in candidates if not is_masthead(head[index].text)] or candidates
    if not candidates:
        # A page may print its lead above its title.
        return range(1, 2) if lead == 0 and len(lines) > 2 and dateline(lines[0].text) and _may_be_title(lines[1]) else None
    dates = [index for index, line in enumerate(head) if line.mark == "publication"]
    above = [index for index in candidates if dates and index < dates[0]]
    first = above[-1] if above else candidates[0]
    while above and first - 1 in above and not head[first].blank_before and _continues(head[first - 1], head[first]):
        first -= 1
    stop = first + 1
    while stop < lead and _may_be_title(head[stop]) and not head[stop].blank_before and _continues(head[stop - 1], head[stop]):
        stop += 1
    return range(first, stop)


def _may_be_title(line: Line) -> bool:
    return (
        line.mark is None and line.kind is None and 2 <= line.words < LONG and not (line.words > 6 and re.search(r"[^.]\.$|;$", line.text))
    )


def _continues(line: Line, after: Line) -> bool:
    """Whether a title goes on in the next line: capitals after capitals, or a small letter."""
    both_caps = line.text.isupper() and after.text.isupper() and not is_masthead(line.text)
    return both_caps or after.text[0].islower()


def _run_in_title(text: str) -> str | None:
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


def _foot(page: _Page) -> None:
    """Related headlines, comments and the footer, with all that follows; buttons wherever they are; links inside the text."""
    lines = page.lines
    body_words = sum(line.words for line in lines if line.is_prose and line.kind is None)
    seen = 0
    index = _title_end(page)
    while index < len(lines):
        line = lines[index]
        if line.kind is None and line.mark in ("tool", "clock", "gallery"):
            line.kind = "furniture"
        elif line.kind is None and line.mark in FOOT:
            rest = [after for after in lines[index + 1 :] if after.kind is None]
            prose = [after for after in rest if after.is_prose]
            ended = seen >= 0.5 * body_words if line.mark in ("related", "comment") else not prose
            if ended and (line.mark != "related" or sum(after.words for after in prose) < 0.5 * seen):
                for after in lines[index:]:
                    after.kind = after.kind or "furniture"
                return
            if line.mark == "related":
                line.kind = "furniture"
                while index + 1 < len(lines) and _is_link(lines[index + 1]):
                    index += 1
                    lines[index].kind = lines[index].kind or "furniture"
        elif line.kind is None:
            seen += line.words if line.is_prose else 0
        index += 1
    # Below the last sentence: publication lines and buttons.
    last = max((index for index, line in enumerate(lines) if line.is_prose and line.kind is None), default=len(lines))
    for line in lines[last + 1 :]:
        if line.kind is None and line.mark in ("publication", "menu"):
            line.kind = "furniture"


def _is_link(line: Line) -> bool:
    """A headline among links: no sentence, or a date at its end."""
    return (
        line.kind is None
        and line.mark is None
        and 3 <= line.words < 30
        and not SENTENCE_END.search(line.text)
        and line.text[0] in ">»-+•*▪►·"
    )


def _title_end(page: _Page) -> int:
    return page.lines.index(page.title[-1]) + 1 if page.title else 0


def _byline(page: _Page) -> None:
    """The author: alone on a line below the text or right under the title. Three names in a row are a list, and body."""
    lines = page.lines
    free = [index for index, line in enumerate(lines) if line.kind is None]
    if not free:
        return
    last = max((index for index in free if lines[index].is_prose), default=-1)
    under = lines[last + 1] if 0 <= last < len(lines) - 1 else None
    if under and under.kind == "furniture" and _is_byline(under):
        page.byline = _author(under.text)
    below = [index for index in free if index > last and _is_byline(lines[index])]
    if 0 < len(below) <= 2 or (below and lines[below[0]].mark == "byline"):
        first = below[0]
        page.byline = _author(lines[first].text)
        for index in below[:2]:
            lines[index].kind = "furniture"
        # "Liên đoàn Lao động huyện …" under the name is the author's office.
        for index in free:
            if index > first and lines[index].kind is None and not lines[index].blank_before and is_masthead(lines[index].text):
                lines[index].kind = "furniture"
        for index in free:
            if index == below[-1] + 1 and lines[index].kind is None and is_masthead(lines[index].text) and lines[index].words <= 12:
                lines[index].kind = "furniture"
        # What follows the author is pictures.
        for index in free:
            if index > first and lines[index].kind is None and lines[index].words <= 60:
                lines[index].kind = "caption"
        return
    top = [index for index in free if _title_end(page) <= index < last and index <= _title_end(page) + 2]
    for index in top:
        if lines[index].is_prose:
            break
        if lines[index].mark == "byline" and lines[index].words <= 12:
            page.byline, lines[index].kind = _author(lines[index].text), "furniture"
            break


def _is_byline(line: Line) -> bool:
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
    return 0 < len(parts) <= 10 and all(
        part[0].isupper() and len(part) <= 15 and re.fullmatch(r"[^\W\d_][^\W\d_.’']*[\w.’']*", part) for part in parts
    )


def _author(text: str) -> str:
    """The name in a byline, without what introduces it and without the office."""
    name = _starting("byline").sub("", text, count=1).strip(" :-–—.()|") or text
    office = PERSON_WITH_OFFICE.match(name)
    return office["name"] if office and OFFICE.match(name[office.end() :]) else name


def _captions(page: _Page) -> None:
    """Captions: credited, repeated, told by their first words and standing alone, or a block of their own at the foot."""
    lines = page.lines
    free = [line for line in lines if line.kind is None]
    times = Counter(line.folded for line in free if line.words <= 60)
    lead = next((line for line in free if line.is_prose), None)
    after_lead = False
    for line in free:
        repeated = times[line.folded] > 1 and line.words >= 3
        credited = line.mark in ("credit", "scene") and line.words <= 70
        if repeated or credited or (after_lead and _tells_picture(line)):
            line.kind = "caption"
        elif line.mark == "byline" and line.words <= 8 and line.text.lower().startswith("nguồn"):
            line.kind = "furniture"
        after_lead = after_lead or line is lead
    # A caption may come back broken over two lines.
    pairs = {f"{one.folded} {two.folded}": (one, two) for one, two in pairwise(free) if one.words + two.words <= 60}
    for line in free:
        if line.folded in pairs:
            for part in (line, *pairs[line.folded]):
                part.kind = "caption"
    _picture_block(free)


def _tells_picture(line: Line) -> bool:
    """A person or group and what they do, in one line that is no sentence: "Đồng chí … trao Cờ thi đua cho các tập thể"."""
    if line.mark is not None or not 4 <= line.words <= 40 or re.search(r"[:;?!]$|[“\"]\s*$|^[-+*•\d]", line.text):
        return False
    if SENTENCE_END.search(line.text):
        return False
    who = _starting("person", "captions").match(line.folded)
    return bool(who and _anywhere("act").search(line.folded, who.end()))


def _picture_block(free: list[Line]) -> None:
    """Where paragraphs follow each other without blank lines, a last block of short lines apart from them is captions."""
    blanks = [index for index, line in enumerate(free) if index and line.blank_before]
    if not blanks or blanks[-1] < 4:
        return
    block, body = free[blanks[-1] :], free[: blanks[-1]]
    tight = sum(1 for line in body[1:] if not line.blank_before)
    if (
        tight >= 0.6 * (len(body) - 1)
        and len(block) <= 8
        and all(line.words <= 60 and not re.match(r"[-+*•\d]", line.text) for line in block)
    ):
        for line in block:
            line.kind = line.kind or (None if _is_byline(line) else "caption")


def _zones(lines: list[Line]) -> tuple[Zone, ...]:
    """Neighbouring lines of one kind make one zone."""
    zones: list[Zone] = []
    for line in lines:
        kind = line.kind or "body"
        if zones and zones[-1].kind == kind:
            zones[-1] = Zone(kind=kind, start=zones[-1].start, end=line.end)
        else:
            zones.append(Zone(kind=kind, start=line.start, end=line.end))
    return tuple(zones)


@lru_cache(maxsize=1 << 14)
def mark(text: str) -> Mark | None:
    """What the lexicons know of a line (a site's lines come again and again). Over 400 characters it is never more than text."""
    if len(text) > 400:
        return None
    folded = fold(text)
    if _starting("byline", after=r"\s*:").match(folded):
        return "byline"
    if CREDIT_BEFORE.search(text) or CREDIT_AFTER.search(text):
        return "credit"
    if publication_line(text):
        return "publication"
    if PLAYER.match(text):
        return "tool"
    if made_of := made_of_phrases(folded):
        return cast(Mark, made_of)
    if _is_breadcrumb(text):
        return "menu"
    head = r"(?=\s*(?:$|[:»>(…|]|[-–]\s))"
    if _starting("related", after=head).match(folded):
        return "related"
    if _starting("comment", after=r"(?=[\s:()\d.]*$)").match(folded):
        return "comment"
    if _starting("gallery", after=r"(?=[^.]{0,80}:?$)").match(folded) and len(text) < 120:
        return "gallery"
    if _starting("licence").match(folded) or "gp-ttđt" in folded or "gp-bttt" in folded:
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
    return len(parts) >= 4 or made_of_phrases(parts[0]) is not None


@cache
def _starting(kind: str, lexicon: str = "furniture", after: str = r"(?!\w)") -> re.Pattern[str]:
    """A pattern that finds a phrase of `kind` at the beginning of a line, behind bullets and arrows."""
    return re.compile(r"[\W_]{0,4}(?:" + "|".join(map(re.escape, phrases(lexicon, kind))) + ")" + after, re.IGNORECASE)


@cache
def _anywhere(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases("captions", kind))) + r")\b")
