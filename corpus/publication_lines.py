"""Lines that state a day of publication, and what they call it.

A publication line is a line of nothing but a date and what goes with it: weekday, time, a label, a place, a house, a view counter
("Cập nhật lúc Thứ Hai, ngày 20 tháng 5 năm 2024 - 14:06 (GMT+7)", "Sóc Trăng, tháng 7-2009"). A dateline opens the lead
("(Báo Đắk Lắk, 4/2/2013) - …") or closes the text. A date inside a sentence is an event's; a clock in the page's head is neither.
The words before a day call it (`Stage`, in `corpus/data/publication.tsv`): `Ngày xuất bản`, `Ngày duyệt`, `Hết hạn`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from corpus.days import YEAR, Day, days_in, month_in
from corpus.lexicon import CAPITALS, bare, made_of_phrases, phrases

Stage = Literal["posted", "plain", "approved", "written", "updated", "source", "change", "clock", "other"]
"""What a day is called: the page's own, nothing, that of a step before, perhaps of a change, of the source, of a change; none of it."""
STAGES: tuple[Stage, ...] = ("posted", "plain", "approved", "written", "updated", "source", "change", "clock", "other")
"""Of the days in one line the one that is called the first of these counts."""
MAX_LINE = 160
"""Characters of the longest publication line."""
MAX_LABEL = 40
WEEKDAY = (
    r"(?:(?:thứ|thu)\s*(?:hai|ba|t[ưu]|n[ăa]m|s[áa]u|b[ảẩa]y|[2-7])|ch[ủu]\s*nh[ậa]t"
    r"|(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|t[2-7]|cn)"
)
HOUR = r"(?:lúc\s*)?\d{1,2}\s*(?::|giờ|h|g)\s*+\d{0,2}(?:\s*:\s*\d{1,2})?(?:\s*phút|\s*')?(?:\s*(?:am|pm|sa|ch|sáng|trưa|chiều|tối|đêm)\b)?"
ZONE = r"(?:[(\[]\s*|(?<!\s)\s+)?(?:gmt|utc)\s*(?:\+\s*)?0?7(?:[:.]?00)?\s*[)\]]?"
VIEWS = (
    r"\bsố\s+\d[\d()/ ]{0,15}|(?:số\s+)?(?:(?:lượt|lần)\s+(?:xem|đọc|truy cập)|bình luận|phản hồi"
    r"|(?:no|leave a|add) comments?\b|comments? off\b(?: on [^|•·/\n]{1,80})?|comments?\s*:\s*\d{0,6}"
    r"|(?:đã\s+)?xem|đọc|views?|hits|lượt)\s*:?\s*(?:\(\s*)?[\d.,]*"
    rf"|(?<![\d.,])[\d.,]{{1,{MAX_LINE}}}\s*(?:lượt\s+|ph[úu]t\s+|min(?:ute)?s?\s+)?"
    r"(?:xem|đọc|read|views?|bình luận|phản hồi|comments?|shares?|likes?|thích)\b"
)
EXTRAS = re.compile(
    rf"{HOUR}|{ZONE}|\b{WEEKDAY}\b|\bng[àa]y\b|\bl[úu]c\b|\b(?:at|vào|on|mùng|mồng)\b"
    rf"|\((?:\d\d?/\d\d?|tức|nhằm)[^()]{{0,40}}(?:lịch|năm [^()]{{3,12}})\)|{VIEWS}"
    r"|\((?:thực hiện|tổng hợp|lược ghi|ghi|sưu tầm|biên soạn)\)|#\d{1,4}\b|(?<![\d./])[012]?\d\.[0-5]\d(?![\d./])|\bICT\b|[+]0?7:?00\b",
    re.IGNORECASE,
)
SMALL = re.compile(rf"{HOUR}|{ZONE}|\b{WEEKDAY}\b|\b(?:mùng|mồng)\b", re.IGNORECASE)
"""What stands between a label and its day."""
TIME_OF_DAY = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|từ)\b(?=\W*(?:ngày\W*)?$|\W*\|)", re.IGNORECASE)
"""Right before a day that has a label, or before what is left of it."""
UP_TO = re.compile(r"(?:(?<!\s)\s+)?(?:[-–—→]|đến|tới)(?:\s+(?:hết|ngày|hết ngày))?\s*", re.IGNORECASE)
"""Between the first day and the last of something."""
SPAN = re.compile(r"\bngày\s+\d{1,2}\s*(?:[-–,&]|và|đến|tới)\s*(?:ngày\s*)?$", re.IGNORECASE)
"""Between two days of one month: `ngày 20 - 30/05/2019`."""
DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,5}(?:vn|com|org|net|info|edu|gov)(?:\.vn)?/?$", re.IGNORECASE)
SITE_WORDS = 6
FEW_WORDS = 9
TIMED = re.compile(rf"(?:\b{WEEKDAY}(?:\s*(?:,\s*)?ngày)?|\d\s*(?::|giờ|h)\s*\d\d)$", re.IGNORECASE)
TAIL = re.compile(r"\|(?:\s*[^\w\s|])?\s*\d[\d.,]*\s*$")
"""A number behind the day, whose word is an icon: so many saw the page."""
PUNCTUATION = "|•·*-–—,.;:/()[]{}'’\"“” \t»›>"
PLACE = re.compile(rf"(?:(?:TP|Tp|T\.P)\.?\s*)?(?:[{CAPITALS}][\w'’]*\.?(?:\s*[,-]\s*|\s+|$)){{1,5}}$")
BY = re.compile(r"(?:bởi|by)\s+\S{1,30}$", re.IGNORECASE)
NUMBERED = re.compile(r"\bsố\s*(?::\s*)?\d|(?<!\d)\d+/(?:\d{4}/)?[A-ZĐ]{2,}")
"""A document, whose day is its own: `Số 12/HD-LĐLĐ`."""
DATELINE = re.compile(
    r"[\s\"“*-]{0,3}(?P<open>\()?\s*+(?P<house>[^()\n]{0,60}?(?:\([^()\n]{1,30}\))?)[,\s–-]*+(?P<bracket>\(\s*)?(?:ngày\s*)?$",
    re.IGNORECASE,
)
SIGNED = re.compile(
    rf"[(\[]?(?P<name>[{CAPITALS}][^\d,.:;!?()\n]{{2,50}}), (?:số (?:tháng )?\d+(?:[/-]\d{{4}})?, )?(?:(?:số )?ra )?(?:ngày )?"
)
"""Who signs a text, before its day: `Vina News, số tháng 3/2025, ra ngày`."""
NUMBER_OF_MONTH = re.compile(r"\bsố\s(?P<month>(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
"""The issue of a month: `số 7-2010`."""
CLOSING = re.compile(r"[(\[](?P<inside>[^()\[\]\n]{6,80})[)\]][\s.]*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day (or month) that a line states as publication, and what it is called; `placed`: with a place or a house."""

    day: Day
    stage: Stage
    placed: bool = False

    @property
    def value(self) -> str:
        """The ISO day or month."""
        return self.day.value


def publication_line(line: str) -> Stated | None:
    """What `line` states as publication, where it is a publication line."""
    stated = _dated_line(line)
    return None if stated is None or stated.stage == "other" else stated


def is_clock(line: str) -> bool:
    """Whether a line tells the visitor's today: a date with counters, or called so."""
    stated = _dated_line(line)
    return stated is not None and stated.stage == "other"


@lru_cache(maxsize=1 << 14)
def _dated_line(line: str) -> Stated | None:
    """A line of nothing but a day and what goes with it; one called `Hôm nay` is `other`."""
    if len(line) > MAX_LINE or not YEAR.search(line) or not (found := _called_days(line)):
        return None
    called, rest = found
    plain = [day for day, stage in called if stage == "plain"]
    if len(plain) == len(called) > 1 and len({day.value for day in plain}) > 1:
        return None  # from one day to the other
    day, stage = min(called, key=lambda entry: STAGES.index(entry[1]))
    rest, clocks = _phrases("clock").subn(" ", TIME_OF_DAY.sub(" ", rest) if stage == "posted" else rest)
    rest = EXTRAS.sub(" ", _label().sub(lambda label: label[0] if _stage(label) == "other" else " ", rest))
    if stage == "other" or _phrases("other").search(rest):
        return None
    segments = [part.strip(PUNCTUATION) for part in re.split(r"\s[|•·–—~-]\s|[|•·;()\[\]/»›]", TAIL.sub("", rest))]
    segments = [part for part in segments if part]
    if len(segments) > 3 or not (all(map(_is_house_or_place, segments)) or is_masthead(rest.strip(PUNCTUATION))):
        return None
    if day.is_month and stage == "plain" and not segments:
        return None
    return Stated(day, "other" if clocks else stage, bool(segments))


def _called_days(line: str) -> tuple[list[tuple[Day, Stage]], str] | None:
    """The days of a line with what they are called, and the line without its days and without the labels of those that are none of it."""
    days = days_in(line)
    if not days:
        month = month_in(line)
        return ([(month, stage_of(line[: month.start]))], f"{line[: month.start]} | {line[month.end :]}") if month else None
    called: list[tuple[Day, Stage]] = []
    rest, end = "", 0
    for day in days:
        label = line[end : day.start]
        stage = "other" if called and called[-1][1] == "other" and UP_TO.fullmatch(label) else stage_of(label)
        called.append((day, stage))
        rest += f"{_phrases('other').sub(' ', label) if stage == 'other' else label} | "
        end = day.end
    return called, rest + line[end:]


def stage_of(label: str) -> Stage:
    """What the words before a day call it: the last of them that do."""
    if (_right_before().search(label) or SPAN.search(label)) and not _phrases("posted").search(label):
        return "other"
    label = SMALL.sub(" ", re.split(r"[|•;]|\s{3}", label.rstrip(PUNCTUATION))[-1])
    label = TIME_OF_DAY.sub(" ", label) if _phrases("posted").search(label) else label
    if _phrases("other").search(label) and not _phrases("posted").search(label):
        return "other"
    found = list(_label().finditer(label))
    if not found:
        return "plain"
    last = found[-1]
    stage = _stage(last)
    # What the source is told behind a bar says nothing of the day before it.
    return "plain" if stage == "source" and re.search(r"[|•·/]|\s[-–]\s", label[last.end() :]) else stage


def _stage(label: re.Match[str]) -> Stage:
    return _stages()[" ".join(label["phrase"].lower().split())]


def called_above(line: str) -> Stage | None:
    """What a line calls the day in the line below: nothing but a label (`Ngày đăng:`), or a few words that say it is none (`Ngày ký`)."""
    text = line.strip(PUNCTUATION)
    if text and len(text) <= MAX_LABEL and NUMBERED.search(text) and not days_in(text):
        return "other"
    if not text or len(text) > MAX_LABEL or re.search(r"\d", text):
        return None
    first = _label().match(text)
    if first and not text[first.end() :].strip(PUNCTUATION):
        return stage_of(text)
    if not _small_words().sub(" ", text).strip():
        return None
    named = line.rstrip().endswith(":") or text.lower().startswith(("ngày ", "hạn ", "thời "))
    return "other" if named and len(text.split()) <= 6 and stage_of(text) in ("plain", "other") else None


def labelled_day(line: str, first: bool = False) -> Stated | None:
    """A day in a line of other things that is called something right before it: `Ảnh: Lê Hoa. Phát hành trên mạng: 11-8-2017`.

    `first`: what the line begins with alone.
    """
    if len(line) > MAX_LINE:
        return None
    end = 0
    for day in days_in(line):
        label = line[end : day.start]
        small = SMALL.sub(lambda match: " " * len(match[0]), label)
        for match in _label().finditer(small):
            apart = not label[: match.start()].strip() or (
                not first and (re.search(r"[.|;:(•·–\-]\s*$|\s{3}$", label[: match.start()]) or match[0][0].isupper())
            )
            if apart and not small[match.end() :].strip(PUNCTUATION) and (stage := _stage(match)) not in ("other", "source"):
                return Stated(day, stage)
        if not end and ENTRY.match(label):
            return Stated(day, "posted")
        if first:
            return None
        end = day.end
    return None


def timed_day(line: str) -> Day | None:
    """The day in a line of other things (`Nghe bài 3 phút Thứ ba, 19/8/2025 15:03`): beside an hour or a weekday, or in few words."""
    if len(line) > MAX_LINE or not (found := next(iter(days_in(line)), None)):
        return None
    before, after = line[: found.start].rstrip(" ,-–|("), line[found.end :].lstrip(" ,-–|)")
    if any(UP_TO.fullmatch(line[one.end : other.start]) for one, other in pairwise(days_in(line))):
        return None
    rest = EXTRAS.sub(" ", f"{before} | {after}")
    if any(_phrases(kind).search(rest) for kind in ("other", "clock", "change", "source")) or NUMBERED.search(line):
        return None
    label = re.split(r"[|•;]", before)[-1]
    if stage_of(line[: found.start]) == "other" or line[found.end :].lstrip().startswith(":"):
        return None
    if label.endswith(":") and stage_of(label) == "plain" and _small_words().sub(" ", label).strip():
        return None
    timed = TIMED.search(before) or re.match(HOUR, after, re.IGNORECASE)
    return found if timed or (len(rest.split()) <= FEW_WORDS and not _phrases("verb").search(rest)) else None


def is_masthead(line: str) -> bool:
    """Whether `line` is the name of a body, a house or a paper, and no sentence about it: `Liên đoàn Lao động huyện Yên Sơn`."""
    head = _phrases("body").match(line.strip())
    published = _phrases("publisher").match(line.strip())
    if published and len(line) <= 100 and re.match(r"\s[^\W\d_]", rest := line.strip()[published.end() :]):
        return rest[1].isupper() and ":" not in rest and not _phrases("verb").search(rest)
    if not head or len(line) > 100 or re.search(r"\d", line):
        return False
    rest = line.strip()[head.end() :]
    if line.isupper():
        return not _phrases("verb").search(rest)
    return ":" not in rest and all(word[0].isupper() or word.lower() in phrases("publication", "part") for word in re.findall(r"\w+", rest))


def names_site(title: str) -> bool:
    """Whether a page's `<title>` names a body in few words that tell of nothing: `Công đoàn Đường sắt Việt Nam`."""
    head = _phrases("body").match(title.strip())
    return bool(head) and len(title.split()) <= SITE_WORDS and not re.search(r"[\d:,]", title) and not _phrases("verb").search(title)


def dateline(lead: str) -> Stated | None:
    """The publication day at the head of the lead: `(Báo Đắk Lắk, 4/2/2013) -`, `Hà Nội, ngày 5/3/2018 –`, `Nha Trang, 26-10-2010 (BKH) -`,
    `Báo Hậu Giang (21/11/2011) -`.

    None where the lead begins with another day, or with none.
    """
    head = lead[:MAX_LINE]
    if not (found := next(iter(days_in(head)), None) or month_in(head)):
        return None
    before, after = DATELINE.match(head[: found.start]), head[found.end :].lstrip()
    if not before:
        return None
    house = re.sub(r"\s?[()]", ",", before["house"].strip()).strip(PUNCTUATION)
    if _phrases("other").search(house) or _phrases("clock").search(house) or _right_before().search(head[: found.start]):
        return None
    if not head[: found.start].strip() or (head[: found.start].strip() == "[" and after.startswith("]")):
        return Stated(found, "plain") if not found.is_month and re.match(r"[-–—|]\s|\]\s", after) else None
    if before["bracket"]:
        right = bool(house) and bool(re.match(rf"[,\s]*(?:{HOUR}\s*)?\)\s*[-–—:]\s", after, re.IGNORECASE)) and _is_house_or_place(house)
    elif before["open"]:
        closed = re.match(rf"[\s,–-]*(?:{HOUR}\s*)?\)", after, re.IGNORECASE)
        right = bool(closed) and (not house or _is_house_or_place(house))
    else:
        ended = re.match(rf"(?:\([^()\n]{{1,30}}\))?[\s,]*+(?:{HOUR}\s*+)?[-–—:.]\s(?!\d\d?:)", after, re.IGNORECASE)
        right = bool(ended and house) and _is_house_or_place(house)
    return Stated(found, "plain", True) if right else None


def programme_day(line: str) -> Day | None:
    """The day, or month, that ends the line or sentence of a broadcast or a printed sheet: `(Đài PT-TH Lạng Sơn, bản tin trưa 20-3-2005)`,
    `Đây là bản tin của Đài Phát thanh tỉnh, 11 giờ 30 phút ngày 16/4/2026.`, `Bản tin Gang Thép, số 7-2010`.

    None where the sentence tells of a deed.
    """
    head = line[: 2 * MAX_LINE]
    numbered = NUMBER_OF_MONTH.search(head)
    found = next(iter(days_in(head)), None) or month_in(head) or (numbered and month_in(f"tháng {numbered['month']}"))
    if not found:
        return None
    start, end = numbered.span("month") if numbered and found.is_month else (found.start, found.end)
    sentence = re.split(r"[.!?]\s", head[:start])[-1]
    ends = re.match(r"\W*$|\s?[.)\]](?:\W|$)", head[end:])
    if not ends or not _phrases("programme").search(sentence) or _phrases("verb").search(sentence) or days_in(sentence):
        return None
    return Day(found.value, start, end, found.other)


def signed_day(line: str) -> Day | None:
    """The day behind the name that signs a text: `Người Lao động miền Đông, 14-8-2018`, in brackets too."""
    days = days_in(line) if len(line) <= MAX_LINE else []
    if len(days) != 1 or line[days[0].end :].strip(PUNCTUATION):
        return None
    name = SIGNED.fullmatch(line[: days[0].start])
    signs = name and len(line.split()) <= FEW_WORDS and not (_phrases("verb").search(name["name"]) or EXTRAS.search(name["name"]))
    return days[0] if signs else None


def bracketed_day(title: str) -> Day | None:
    """The day that ends a title in brackets: `… (14/5/2019)`, `… [12/10/2009 4:05:00 CH]`, `… (đưa tin 30/04/04)`."""
    days = days_in(title)
    ends = len(days) == 1 and title[: days[0].start].endswith(("(", "[")) and SMALL.sub("", title[days[0].end :]).strip() in (")", "]")
    match = CLOSING.search(title[-MAX_LINE:])
    stated = publication_line(match["inside"]) if match and len(days) == 1 else None
    return days[0] if ends or (stated and stated.stage in ("posted", "written", "updated")) else None


def trailing_day(title: str) -> Day | None:
    """The day that ends a title behind a dash or a bar."""
    days = days_in(title)
    ends = len(days) == 1 and not title[days[0].end :].strip() and re.search(r"\w\s+[-–—|]\s+$", title[: days[0].start])
    return days[0] if ends else None


def closing_dateline(line: str) -> Stated | None:
    """The day of a source that ends the text in brackets: `… (Theo Báo Yên Bái, 18/01/2017)`."""
    match = CLOSING.search(line[-MAX_LINE:])
    stated = publication_line(match["inside"]) if match else None
    if match is None or stated is None or not stated.placed or stated.day.is_month:
        return None
    start = max(0, len(line) - MAX_LINE) + match.start("inside")
    day = stated.day
    return Stated(Day(day.value, day.start + start, day.end + start, day.other), "source", True)


def _is_house_or_place(part: str) -> bool:
    if len(part) > 90 or made_of_phrases(part):
        return len(part) <= 90
    if BY.match(part):
        return True
    named = _phrases("house").match(part) or is_masthead(part) or PLACE.match(part) or DOMAIN.match(part)
    return not re.search(r"\d", part) and bool(named)


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, _listed(kind))) + r")(?!\w)", re.IGNORECASE)


def _listed(kind: str) -> list[str]:
    known = phrases("publication", kind)
    # Some systems could print no accents; a single syllable without its accent is another word.
    known += tuple(bare(phrase) for phrase in known if " " in phrase and kind in (*STAGES, "around", "clock"))
    return sorted(set(known), key=len, reverse=True)


@cache
def _stages() -> dict[str, Stage]:
    return {phrase: stage for stage in STAGES if stage != "plain" for phrase in _listed(stage)}


@cache
def _right_before() -> re.Pattern[str]:
    """The words that say, right before a day, that it is not the article's: `sáng`, `Từ ngày`, `Hạn:`."""
    words = "|".join(map(re.escape, _listed("before")))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s*:)?\s*(?:(?:ngày|{WEEKDAY})\b[,\s]{{0,3}}){{0,2}}$", re.IGNORECASE)


@cache
def _small_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{AROUND})(?!\w)|[/:]", re.IGNORECASE)


AROUND = "|".join(re.escape(phrase) for phrase in _listed("around"))


@cache
def _label() -> re.Pattern[str]:
    """What calls a day, with the small words around it: `Thời gian đăng tin`, `đã được gửi lúc`."""
    named = "|".join(map(re.escape, sorted(_stages(), key=len, reverse=True)))
    return re.compile(
        rf"(?<!\w)(?:(?:{AROUND})\s+){{0,3}}?(?<!người )(?P<phrase>{named})(?!\w)(?!\s+(?:ký|kí|nhập|cai|bạ|bởi|by)(?!\w))"
        rf"(?:\s+(?:{AROUND})(?!\w)){{0,4}}",
        re.IGNORECASE,
    )


ENTRY = re.compile(
    r"\W{0,3}(?:(?:bài viết|bài đăng|bài|tin|this entry|this post|this)\s+(?:này\s+)?)?(?:(?:was|được|đã)\s+){0,2}"
    r"(?:đăng|gửi|posted|published|submitted)\s+(?:trong|tại|bởi|in|by|under)\s[^\n]{1,60}(?:,|vào|lúc|ngày|on|at|-|\|)\s*$",
    re.IGNORECASE,
)
"""A sentence that is all of it about the page: `Bài này được đăng trong Tin tức vào ngày …`."""
