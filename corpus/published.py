"""The day the page says it was published: publication lines, datelines, metadata, address.

A publication line is a line of nothing but a date and what goes with it: weekday, time, a label, a place, a house, a view counter
("Cập nhật lúc Thứ Hai, ngày 20 tháng 5 năm 2024 - 14:06 (GMT+7)", "Sóc Trăng, tháng 7-2009"). A dateline opens the lead
("(Báo Đắk Lắk, 4/2/2013) - …"). A date inside a sentence is an event's; a clock in the page's head is neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache

from corpus.lexicon import CAPITALS, bare, made_of_phrases, phrases
from schemas.record import Value, Zone

YEARS = range(1990, 2101)
VIETNAMESE_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
ENGLISH_MONTHS = {name: number for number, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
VIETNAMESE_MONTH = r"tháng\s+(?P<name>" + "|".join(sorted(VIETNAMESE_MONTHS, key=len, reverse=True)) + r")\b"
ENGLISH_MONTH = r"(?P<name>" + "|".join(ENGLISH_MONTHS) + r")[a-z]*\b\.?"
DAY = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/-])",
        # As SharePoint writes it in English, month first: no zero in front, seconds, AM or PM.
        r"(?<![\d/])(?P<m>[1-9]|1[0-2])/(?P<d>[1-9]|[12]\d|3[01])/(?P<y>\d{4})(?=\s\d{1,2}:\d\d:\d\d\s[AP]M)",
        r"(?<![\d/-])(?P<d>\d{1,2})\s?[/.–\\-]\s?(?P<m>\d{1,2})\s?[/.–\\-]\s?(?P<y>\d{4})(?!\d)",
        r"(?<![\d/:-])(?P<d>\d{1,2})\s(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\s*(?:tháng|thang|thg\.?|th\.?)\s*(?P<m>\d{1,2})\s*(?:(?:,\s*)?n[ăa]m\s*|[,/.-]\s*)?(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\s+" + VIETNAMESE_MONTH + r",?\s*(?:năm\s*)?(?P<y>\d{4})(?!\d)",
        r"\b" + VIETNAMESE_MONTH + r"\s+(?P<d>\d{1,2}),\s*(?P<y>\d{4})(?!\d)",
        r"\b(?:tháng|thg|th)\s*(?P<m>\d{1,2})\s+(?P<d>\d{1,2}),\s*(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\s+" + ENGLISH_MONTH + r",?\s*(?P<y>\d{4})(?!\d)",
        r"(?<![\d-])(?P<d>\d{1,2})-(?:th)?(?P<m>\d{1,2})-(?P<y>\d{4})(?!\d)",
        r"(?<![\d-])(?P<d>\d{1,2})-" + ENGLISH_MONTH + r"-(?P<y>\d{4})(?!\d)",
        r"\b" + ENGLISH_MONTH + r"\s+(?P<d>\d{1,2}),\s*(?P<y>\d{4})(?!\d)",
        r"(?<![\d/.-])(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{2})(?![\d/-]|\.\d)",
    )
]
YEAR = re.compile(r"\d{4}|\d[/.-]\d\d(?!\d)")
"""What no date goes without: most lines are done with when it is not there."""
MONTH = re.compile(r"\btháng\s*(?P<m>\d{1,2})\s*(?:(?:,\s*)?năm\s*|[/.-]\s*)?(?P<y>\d{4})(?!\d)", re.IGNORECASE)
MAX_LINE = 160
"""Characters of the longest publication line."""
WEEKDAY = (
    r"(?:(?:thứ|thu)\s*(?:hai|ba|t[ưu]|n[ăa]m|s[áa]u|b[ảẩa]y|[2-7])|ch[ủu]\s*nh[ậa]t"
    r"|(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|t[2-7]|cn)"
)
HOUR = r"(?:lúc\s*)?\d{1,2}\s*(?::|giờ|h|g)\s*+\d{0,2}(?:\s*:\s*\d{1,2})?(?:\s*phút|\s*')?(?:\s*(?:am|pm|sa|ch|sáng|trưa|chiều|tối|đêm)\b)?"
ZONE = r"(?:[(\[]\s*|(?<!\s)\s+)?(?:gmt|utc)\s*(?:\+\s*)?0?7(?:[:.]00)?\s*[)\]]?"
VIEWS = (
    r"\bsố\s+\d[\d()/ ]{0,15}|(?:số\s+)?(?:(?:lượt|lần)\s+(?:xem|đọc|truy cập)|bình luận|phản hồi"
    r"|(?:đã\s+)?xem|hits)\s*:?\s*(?:\(\s*)?[\d.,]*"
    rf"|[\d.,]{{1,{MAX_LINE}}}\s*(?:lượt\s+)?(?:xem|đọc|views?|bình luận)"
)
EXTRAS = re.compile(
    rf"{HOUR}|{ZONE}|\b{WEEKDAY}\b|\bng[àa]y\b|\bl[úu]c\b|\b(?:at|vào|on|mùng|mồng)\b"
    rf"|\(\d\d?/\d\d?\s+âm lịch\)|{VIEWS}",
    re.IGNORECASE,
)
FEW_WORDS = 9
TIMED = re.compile(rf"(?:\b{WEEKDAY}(?:\s*(?:,\s*)?ngày)?|\d\s*(?::|giờ|h)\s*\d\d)$", re.IGNORECASE)
PUNCTUATION = "|•·*-–—,.;:/()[]{}'’\"“” \t»›>"
PLACE = re.compile(rf"(?:(?:TP|Tp|T\.P)\.?\s*)?(?:[{CAPITALS}][\w'’]*\.?(?:\s*[,-]\s*|\s+|$)){{1,5}}$")
SOURCE_LINE = re.compile(
    r"^[ \t]*(?:(?:Nguồn|Theo|Link|Địa chỉ|URL)[^:\n]{0,20}:?\s*)?(?P<url>https?://\S+)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""A line of nothing but the article's address."""
DATELINE = re.compile(r"[\s\"“*-]{0,3}(?P<open>\()?\s*+(?P<house>[^()\n]{0,60}?)[,\s–-]*+(?:ngày\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A day (or month) that a line states as publication, with its range in the line.

    `late` is 1 where the label may mean a change ("Cập nhật"), 2 where it means one ("Lần cập nhật cuối").
    """

    value: str
    start: int
    end: int
    labelled: bool
    placed: bool
    late: int = 0


def parse_day(text: str) -> str | None:
    """The ISO day, else the month, of a date in any of the notations above; a time zone is brought to Vietnam's."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = _date_in(text)
        if found:
            return found[0]
        parsed = _in_words(text)
        if parsed is None:
            return None
        moment = parsed
    if moment.tzinfo is not None:
        moment = moment.astimezone(timezone(timedelta(hours=7)))
    return moment.date().isoformat() if moment.year in YEARS else None


def _in_words(text: str) -> datetime | None:
    """A whole day in another notation ("May 20th, 2024"), by dateparser; never a day counted from today."""
    import dateparser  # half a second to import, and seldom needed

    whole_days = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    return dateparser.parse(text, languages=["vi", "en"], settings=whole_days)


def publication_line(line: str) -> Stated | None:
    """What `line` states as publication, where it is a publication line."""
    if len(line) > MAX_LINE or not (found := _stated_day(line)):
        return None
    (value, start, end), late, rest = found
    rest, labels = _strip_phrases(rest, "label")
    rest = EXTRAS.sub(" ", rest)
    if _strip_phrases(rest, "clock")[1]:
        return None
    segments = [part.strip(PUNCTUATION) for part in re.split(r"\s[|•·–-]\s|[|•·;()\[\]/]", rest)]
    segments = [part for part in segments if part]
    if len(segments) > 3 or not all(_is_house_or_place(part) for part in segments):
        return None
    if len(value) == 7 and not (labels or segments):
        return None
    return Stated(value, start, end, bool(labels), bool(segments), late)


def _stated_day(line: str) -> tuple[tuple[str, int, int], int, str] | None:
    """The day of the line that is likeliest its publication, how likely it is a later one, and the line without its days.

    Days of expiry are none; one that is called a change counts after one that is not.
    """
    days = _days_in(line)
    if not days:
        month = _month_in(line)
        return (month, 0, f"{line[: month[1]]} | {line[month[2] :]}") if month else None
    named: list[tuple[int, tuple[str, int, int]]] = []
    rest, end = "", 0
    for day in days:
        label = line[end : day[1]]
        late = 3 if _phrases("expiry").search(label) else 2 if _phrases("change").search(label) else int("cập nhật" in label.lower())
        label = _strip_phrases(label, "expiry" if late == 3 else "change")[0] if late >= 2 else label
        rest += f"{label} | "
        named.append((late, day))
        end = day[2]
    late, day = min(named, key=lambda entry: entry[0])
    return None if late == 3 else (day, late, rest + line[end:])


def timed_day(line: str) -> tuple[str, int, int] | None:
    """The day in a line of other things (`Nghe bài 3 phút Thứ ba, 19/8/2025 15:03`): beside an hour or a weekday, or in few words."""
    if len(line) > MAX_LINE or not (found := _date_in(line)) or len(found[0]) == 7:
        return None
    before, after = line[: found[1]].rstrip(" ,-–|("), line[found[2] :].lstrip(" ,-–|)")
    rest = EXTRAS.sub(" ", f"{before} | {after}")
    if _phrases("clock").search(rest) or _phrases("change").search(rest) or _phrases("expiry").search(rest):
        return None
    timed = TIMED.search(before) or re.match(HOUR, after, re.IGNORECASE)
    return found if timed or len(rest.split()) <= FEW_WORDS else None


def is_masthead(line: str) -> bool:
    """Whether `line` is the name of a body or a house, and no sentence about it: `Liên đoàn Lao động huyện Yên Sơn`."""
    head = _phrases("body").match(line.strip())
    if not head or len(line) > 100 or re.search(r"\d", line):
        return False
    rest = line.strip()[head.end() :]
    if line.isupper():
        return not _phrases("verb").search(rest)
    return ":" not in rest and all(word[0].isupper() or word.lower() in phrases("publication", "part") for word in re.findall(r"\w+", rest))


def dateline(lead: str) -> Stated | None:
    """The publication day at the head of the lead: `(Báo Đắk Lắk, 4/2/2013) -`, `Hà Nội, ngày 5/3/2018 –`, `Nha Trang, 26-10-2010 (BKH) -`.

    None where the lead begins with another day, or with none.
    """
    head = lead[:MAX_LINE]
    if not (found := _date_in(head)):
        return None
    value, start, end = found
    before, after = DATELINE.match(head[:start]), head[end:].lstrip()
    if not before:
        return None
    house = before["house"].strip(PUNCTUATION)
    if _phrases("clock").search(house):
        return None
    if before["open"]:
        closed = re.match(rf"[\s,–-]*(?:{HOUR}\s*)?\)", after, re.IGNORECASE)
        right = bool(closed) and (not house or _is_house_or_place(house))
    else:
        right = bool(re.match(r"(?:\([^()\n]{1,30}\)\s*)?[-–—:.]\s", after)) and bool(house) and _is_house_or_place(house)
    return Stated(value, start, end, False, True) if right else None


def find_published(
    text: str, zones: Sequence[Zone], given: str | None = None, meta: str | None = None, url: str | None = None
) -> Value | None:
    """The publication day: what the record gives, then what the page prints at its article, its metadata, its address.

    A printed day has its range as evidence, and lends it to an equal day from elsewhere; the others have none and say in `inferred`
    where they come from.
    """
    printed = _printed(text, zones)
    best = max(printed, key=lambda entry: entry[0], default=None)
    elsewhere = [
        (parse_day(given) if given else None, "trường published của bản ghi"),
        (parse_day(meta) if meta else None, "thẻ meta của trang"),
    ]
    for value, origin in elsewhere:
        if value and (best is None or origin.startswith("trường") or best[0] < 2):
            proof = [(start, end) for _, day, start, end in printed if day == value][:1]
            return Value(value=value, evidence=proof, inferred=None if proof else origin)
    addressed = day_of_address(url) if url else None
    if best and (best[0] >= 0.5 or not addressed):
        _, value, start, end = best
        return Value(value=value, evidence=[(start, end)], inferred=None)
    if addressed:
        return Value(value=addressed, inferred="địa chỉ trang")
    address = next((found for found in SOURCE_LINE.finditer(text) if day_of_address(found["url"])), None)
    return (
        Value(value=day_of_address(address["url"]) or "", evidence=[address.span("url")], inferred="địa chỉ in trên trang")
        if address
        else None
    )


def day_of_address(url: str) -> str | None:
    """`…/2024/05/20/…`, `…-20240520140600.htm`, `…/2024/05/…` (a month)."""
    for pattern in (
        r"/(?P<y>\d{4})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/.?#_-]|$)",
        r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{4,9}(?:\D|$)|[/_.?#&-]|$)",
        r"/(?P<y>20\d\d)/(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/.?#_-]|$)",
        # A part of its own: a day among the words of a headline is an event's.
        r"[=/](?P<d>\d{1,2})[-_/](?P<m>\d{1,2})[-_/](?P<y>20\d\d)(?=[/.?#&]|$)",
        r"/(?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>20\d\d)(?=[/.?#]|$)",
        r"[=/](?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=[/.?#&_-]|$)",
    ):
        if (match := re.search(pattern, url)) and (value := _iso(match)):
            return value
    match = re.search(r"/(?P<y>\d{4})/(?P<m>\d{1,2})/", url) or re.search(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])/", url)
    return _iso(match) if match else None


def _printed(text: str, zones: Sequence[Zone]) -> list[tuple[float, str, int, int]]:
    """(rank, day, start, end) of every publication line and dateline; the rank says how near to the article and how plainly it stands."""
    title = next((zone for zone in zones if zone.kind == "title"), None)
    bodies = [zone for zone in zones if zone.kind == "body"]
    if not bodies:
        return []
    found: list[tuple[float, str, int, int]] = []
    label_above = False
    lead = True
    # A lead that is set off stands above the publication line.
    lead_ends = bodies[1 if bodies[1:] and "\n" not in text[bodies[0].start : bodies[0].end] else 0].start
    for zone in zones:
        lines = list(_lines(text, zone))
        for number, (start, line) in enumerate(lines):
            if zone.kind == "body" and lead:
                lead = False
                if stated := dateline(line):
                    found.append((2.5, stated.value, start + stated.start, start + stated.end))
            stated = publication_line(line) if zone.kind == "furniture" else None
            if stated:
                menu_below = any(made_of_phrases(below) in ("menu", "section") for _, below in lines[number + 1 : number + 3])
                rank = _rank(zone, number, len(lines), stated.labelled or label_above, stated.placed, title, bodies, lead_ends, menu_below)
                rank = min(rank, 0.4) if stated.late == 2 else rank - 0.1 * stated.late if rank else 0
                if rank:
                    found.append((rank - 0.001 * len(found), stated.value, start + stated.start, start + stated.end))
            elif (
                zone.kind == "furniture" and (not title or zone.start >= title.end) and zone.start < lead_ends and (day := timed_day(line))
            ):
                found.append((1.5 - 0.001 * len(found), day[0], start + day[1], start + day[2]))
            label_above = len(line) < 40 and not _strip_phrases(line, "label")[0].strip(PUNCTUATION)
    return found


def _rank(
    zone: Zone,
    number: int,
    total: int,
    labelled: bool,
    placed: bool,
    title: Zone | None,
    bodies: Sequence[Zone],
    lead_ends: int,
    menu_below: bool,
) -> float:
    """4: labelled; 3: between title and text; 2.2, 2: right above the title or the text; 1: at the foot; 0: not the article's."""
    above = title or bodies[0]
    if zone.end <= above.start:
        distance = total - number
        return (3.5 if labelled else 0 if menu_below else 2.0) if distance <= (6 if labelled else 2) else 0
    if zone.start < lead_ends:
        return 4 if labelled else 3
    if zone.start >= bodies[-1].end:
        return (3.2 if labelled else 1 if placed else 0.5) if number <= 5 else 0
    return 2.2 if labelled else 0


def _lines(text: str, zone: Zone) -> list[tuple[int, str]]:
    return [(zone.start + match.start(), match[0]) for match in re.finditer(r"^[^\n]*\S[^\n]*", text[zone.start : zone.end], re.MULTILINE)]


def _days_in(text: str) -> list[tuple[str, int, int]]:
    """The full days in `text`, in order, with their ranges; of two that overlap the one that begins first."""
    if not YEAR.search(text):
        return []
    matches = [(match.start(), order, match) for order, pattern in enumerate(DAY) for match in pattern.finditer(text)]
    days: list[tuple[str, int, int]] = []
    for start, _, match in sorted(matches, key=lambda entry: entry[:2]):
        if (not days or start >= days[-1][2]) and (value := _iso(match)):
            days.append((value, start, match.end()))
    return days


def _date_in(text: str) -> tuple[str, int, int] | None:
    """The first full day in `text`, else the first month, with its range."""
    return next(iter(_days_in(text)), None) or _month_in(text)


def _month_in(text: str) -> tuple[str, int, int] | None:
    match = next((match for match in MONTH.finditer(text) if _iso(match)), None) if YEAR.search(text) else None
    return (value, match.start(), match.end()) if match and (value := _iso(match)) else None


def _iso(match: re.Match[str]) -> str | None:
    """ISO day or month of a match of the patterns above; day and month change places where only that makes a date."""
    parts = match.groupdict()
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 50 else 1900
    name = (parts.get("name") or "").lower()
    month = VIETNAMESE_MONTHS.get(name) or ENGLISH_MONTHS.get(name[:3]) or int(parts["m"])
    if year not in YEARS:
        return None
    if not parts.get("d"):
        return f"{year}-{month:02}" if 1 <= month <= 12 else None
    day = int(parts["d"])
    for one, other in ((month, day), (day, month)):
        try:
            return date(year, one, other).isoformat()
        except ValueError:
            continue
    return None


def _strip_phrases(line: str, kind: str) -> tuple[str, int]:
    """`line` without the lexicon's phrases of `kind`, and how many there were."""
    return _phrases(kind).subn(" ", line)


def _is_house_or_place(part: str) -> bool:
    if len(part) > 90 or made_of_phrases(part):
        return len(part) <= 90
    return not re.search(r"\d", part) and bool(_phrases("house").match(part) or is_masthead(part) or PLACE.match(part))


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    known = phrases("publication", kind)
    # Some systems could print no accents; a single syllable without its accent is another word.
    known += tuple(bare(phrase) for phrase in known if " " in phrase and kind in ("label", "change", "expiry", "clock"))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?!\w)", re.IGNORECASE)
