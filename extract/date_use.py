"""What an expression of time is used for, and what it tells: by the words around it.

The day of a cited document, a feast, a birth or a licence dates no event; the year of a review, a plan, a Tết or a congress's term
tells when the report was written. Everything here reads text in lower case.
"""

import re
from functools import lru_cache
from typing import Literal

from extract.calendar import HOLIDAY_NAME, HOLIDAYS, Clue, ClueKind, Point, founding_year
from extract.time_patterns import THEMES
from extract.time_reading import Reading
from extract.word_classes import any_of, word

Use = Literal["event", "anniversary", "history", "document", "law", "birth", "furniture"]

WITHIN = r"(?:[^.;\n]|\.(?=\w))"
"""A character of the same clause; the dot of "TP.HCM" and "1.300" ends none."""

# --- what an expression is used for, by the words around it (lower case) ---

DOCUMENT = (
    r"(?:nghị quyết|quyết định|kế hoạch|hướng dẫn|công văn|thông tư|nghị định|chỉ thị|chương trình|thông báo|kết luận|đề án|quy chế"
    r"|quy định|tờ trình|công điện|thông tri|báo cáo)"
)
DOCUMENT_BEFORE = re.compile(
    rf"(?:(?<!\d)\d+\s?[-/]\s?(?:\d{{4}}\s?/\s?)?[a-zđ]{{2,}}[\w/\-–.]{{0,24}}(?:(?<=-) [a-zđ]{{2,8}})?"
    rf"|\b{DOCUMENT}\s(?:số\s?:?\s?)?\d[\w/\-–.]*)(?:\s?\([^()\n]{{1,40}}\))?(?P<comma>,)?\s?(?:ký|ban hành|đề|kí)?\s?\Z"
)
DOCUMENT_AFTER = re.compile(r"[).;]|,?\s(?:của|do|về|v/v)\b")
DOCUMENT_NEAR = re.compile(rf"\b{DOCUMENT}\b(?:(?!phiên họp|hội nghị|cuộc họp|buổi |kỳ họp|đại hội|lễ ){WITHIN}){{0,90}}\Z")
ISSUER_AFTER = re.compile(
    r"[,)]?\s(?:của|do)\s(?:ban|bộ|chính phủ|thủ tướng|quốc hội|tổng liên đoàn|tlđ|tổng lđlđ|đoàn chủ tịch|liên đoàn|lđlđ|ubnd"
    r"|ủy ban|uỷ ban|tỉnh ủy|huyện ủy|thành ủy|công đoàn|hội đồng)"
)
LAW_BEFORE = re.compile(r"(?<!pháp )(?:\bluật|hiến pháp|pháp lệnh|điều lệ)(?:\s(?!năm)[a-zà-ỹđ,]+){0,7}\s?\(?\Z")
FORCE_BEFORE = re.compile(
    r"(?:có hiệu lực(?:\s[^\W\d]+){0,3},?|hiệu lực (?:thi hành|kể từ)|áp dụng|thi hành)(?:\s(?:kể\s)?từ)?\s?\(?(?:dự kiến )?(?:từ )?\Z"
)
"""What leads to the day that a law comes into force."""
BIRTH_BEFORE = re.compile(r"(?:\bsinh(?: (?:ngày|năm))?|\bsn|năm sinh) ?:? ?\Z")
LICENCE_BEFORE = re.compile(r"(?:giấy phép|(?<!\w)gp[\w-]{0,128}+)[^\n]{0,120}\Z")
FEAST_BEFORE = re.compile(
    r"(?:\b(?:dịp|mừng|nhân|kỷ niệm|kỉ niệm|lễ|hướng tới|hưởng ứng|tháng|quà"
    r"|truyền thống)\s(?:các\s)?(?:ngày\s)?(?:lễ\s)?(?:ngày\s)?\(?)\Z"
)
ANNIVERSARY_AFTER = re.compile(
    r"\s(?:(?:ngày|lễ)\s|thành lập|truyền thống|chiến thắng|giải phóng|cách mạng|quốc khánh|phong trào|công đoàn|ngành|thực hiện di chúc)"
)
ANNIVERSARY_BEFORE = re.compile(r"(?:kỷ niệm|kỉ niệm|mừng|chặng đường|hành trình)\s(?:lần thứ\s)?\Z")
FOUNDED_BEFORE = re.compile(r"(?:năm ngày|ngày (?:thành lập|truyền thống|sinh|giải phóng))[^.,;\n]{0,70}\Z")
THEME_BEFORE = re.compile(rf"tháng (?:{'|'.join(THEMES)})[”\"]?\s?\(\Z")
"""Before the month that a theme's bracket gives: "Tháng Công nhân (tháng 5)"."""
FEAST_DAYS = {(h.month, h.day) for h in HOLIDAYS.values()}
FIRST_MODERN_YEAR = 1990

# --- what a year tells of the day of the report ---

REVIEW = re.compile(
    r"tổng kết|kết quả|thành tích|đánh giá|xếp loại|khen thưởng|biểu dương|tuyên dương|(?:^|[.,;:“\n]\s?)trong \Z|nhìn lại|báo cáo"
)
PLAN = re.compile(
    r"(?:phương án|đề xuất|dự toán) (?:\S+ ){0,5}|triển khai (?:\S+ ){0,2}(?:nhiệm vụ|công tác|kế hoạch|chương trình|phương hướng)"
    r"|phương hướng|nhiệm vụ (?:trọng tâm|năm|công tác)|ký giao ước|kế hoạch năm"
)
CAREER_AFTER = re.compile(rf"[,\s]*(?:(?:đồng chí|đ/c|ông|bà|anh|chị)\s[^.;,\n]{{0,50}}?){any_of('career_step')}(?!\w)")
"""A step of somebody's career: "Ngày 20-10-2006, ông được bầu …"."""
CAREER_BEFORE = re.compile(rf"{word('long_ago')}{WITHIN}{{0,60}}\Z")
"""What a person or a company did long ago."""
FIGURES = re.compile(
    rf",?\s(?:xảy ra|có|cả nước|cả tỉnh|toàn|đã|tổng|(?:vì|do)\s[^,;.\n]{{3,30}},|tỉnh|thành phố|huyện)(?!\w){WITHIN}{{0,60}}?\d"
)
"""Figures of a whole year: "Năm 2018 xảy ra 84 cuộc …", "Năm 2021, vì dịch bệnh, tỉnh chỉ kết nạp 2.900 …"."""
UNTIL_NOW = re.compile(r"từ nay (?:cho )?(?:đến|tới) (?:cuối |hết )?\Z")
"""Before the year that it is: "Từ nay đến cuối | năm 2025"."""
FROM_THEN = re.compile(r"(?<!kể )từ \Z")
"""Before a year that is to come where its clause says `sẽ`."""
WILL = re.compile(rf"{WITHIN}{{0,60}}?(?<!\w)sẽ(?!\w)")
AIMS = re.compile(rf",?\s{WITHIN}{{0,40}}?(?:đặt mục tiêu|đặt ra|đề ra|phấn đấu|dự kiến)(?!\w)")
"""What a whole year is to bring: "Năm 2026, công đoàn tỉnh đặt mục tiêu …"."""
SINCE = re.compile(r"(?:\b(?:từ|kể từ|đến|tới|trước|sau|thành lập|vào|hồi|tầm nhìn|đến hết|hoạt động|hạn)\s(?:đầu |cuối |giữa )?)\Z")
FUTURE = re.compile(r"(?:\b(?:đến|tới|tầm nhìn|hoàn thành|phấn đấu|trước|hết)\s(?:vào )?(?:cuối |giữa |đầu |hết )?)\Z")
CONGRESS = re.compile(rf"đại hội{WITHIN}{{0,80}}\Z")
HELD_CONGRESS = re.compile(r"(?<!\w)(?:dự|khai mạc|bế mạc|tổ chức) đại hội(?!\w)|(?<!\w)đại hội (?:đặt|bầu|đề ra|đã|thông qua)(?!\w)")
"""A congress that the article reports."""
RESOLUTION = re.compile(rf"(?:nghị quyết|chương trình hành động|sau){WITHIN}{{0,60}}đại hội{WITHIN}{{0,80}}\Z")
AHEAD_BEFORE = re.compile(
    r"(?:(?:chậm nhất|trước|hạn)\s(?:là\s)?(?:vào\s|đến\s)?|theo (?:dự kiến|lịch|chương trình|kế hoạch),\s[^.;:\n]{0,80}"
    r"|\b(?:sẽ|dự kiến|dự định|thống nhất tổ chức|(?:trận|vòng|đợt|kỳ|phiên) tới)\s[^.,;:\n]{0,60})\Z"
)


def use_of(reading: Reading, text: str, zone: str) -> Use:
    """What an expression is used for; `text` in lower case."""
    if zone == "furniture":
        return "furniture"
    before, after = text[max(0, reading.start - 130) : reading.start], text[reading.end : reading.end + 60]
    year = reading.last.year if reading.last else None
    if reading.form == "duration":
        if not reading.value.endswith("Y"):
            return "event"
        return "anniversary" if ANNIVERSARY_AFTER.match(after) or ANNIVERSARY_BEFORE.search(before) else "event"
    if BIRTH_BEFORE.search(before):
        return "birth"
    if reading.form in ("day", "year", "month"):
        if reading.form == "day" and LICENCE_BEFORE.search(before):
            return "furniture"
        if reading.form == "day" and not reading.time and _is_of_a_document(before, after):
            return "document"
        if reading.form == "day" and FORCE_BEFORE.search(before):
            return "law"
        if reading.form == "year" and LAW_BEFORE.search(before):
            return "law"
    if reading.form == "compared":
        return "history"
    if reading.form in ("feast", "theme") or (reading.form == "month" and THEME_BEFORE.search(before)):
        return "anniversary"
    if _is_feast(reading, before) or _is_span_of_feasts(reading):
        return "anniversary"
    return "history" if year and year < FIRST_MODERN_YEAR else "event"


def _is_of_a_document(before: str, after: str) -> bool:
    """The day of a cited document ("Kế hoạch số 32/KH-LĐLĐ ngày 04/5/2023"); behind a comma only where its issuer or subject follows."""
    if number := DOCUMENT_BEFORE.search(before):
        return not number["comma"] or bool(DOCUMENT_AFTER.match(after))
    return bool(DOCUMENT_NEAR.search(before) and ISSUER_AFTER.match(after))


def _is_feast(reading: Reading, before: str) -> bool:
    """A feast's own day: "(30/4)" behind its name, "dịp 20/10", "Quốc khánh 2/9"; a report of that day says when: "Sáng 8/3, …"."""
    if reading.form != "day" or reading.last is None or reading.time:
        return False
    if FOUNDED_BEFORE.search(before):
        return True
    if (reading.last.month, reading.last.day) not in FEAST_DAYS:
        return False
    names = list(HOLIDAY_NAME.finditer(before, max(0, len(before) - 70)))
    feast = HOLIDAYS[names[-1][0]] if names else None
    own = feast is not None and (feast.month, feast.day) == (reading.last.month, reading.last.day)
    named = own and re.fullmatch(r"[^.;\n]{0,12}", before[names[-1].end() :])
    return bool(named or FEAST_BEFORE.search(before))


def _is_span_of_feasts(reading: Reading) -> bool:
    """From the first feast to this year's: "(28/7/1929 - 28/7/2024)", "(1929-2024)"."""
    first, last = reading.first, reading.last
    if reading.form != "range" or not first or not last or not first.year or first.year == last.year:
        return False
    return first[1:3] == last[1:3] and (first.day is not None or first.year < FIRST_MODERN_YEAR)


def clue_of(reading: Reading, use: Use, text: str, sentence: int) -> Clue | None:
    """What an expression with a year tells of the time of the article; None where nothing."""
    at, before = reading.last, text[max(0, reading.start - 90) : reading.start]
    if at is None or at.year is None or not at.valid or use not in ("event", "document") or at.year < FIRST_MODERN_YEAR:
        return None
    if use == "document":
        return Clue("document", at, reading.start, reading.end, sentence) if at.day else None
    if CAREER_AFTER.match(text, reading.end) or CAREER_BEFORE.search(before):
        return None
    kind: ClueKind
    match reading.form:
        case "day" | "range" if at.day:
            kind = "ahead" if looks_ahead(reading, text) else "day"
        case "month":
            if FUTURE.search(before) and not re.search(r"đến $", before):
                return None
            kind = "theme" if reading.reason else "month"
        case "quarter" | "half" | "months":
            kind = "part"
        case "holiday":
            kind = "feast" if at.day else "tet"
        case "term":
            if RESOLUTION.search(before) or not (CONGRESS.search(before) or _first_congress(text) < reading.start):
                return None
            kind, at = "term", reading.first or at
        case "school_year":
            kind, at = "school", reading.first or at
        case "year" if UNTIL_NOW.search(before):
            kind = "part"
        case "year":
            if FUTURE.search(before):
                return None
            kind = "plan" if FROM_THEN.search(before) and WILL.match(text, reading.end) else "year"
            if not SINCE.search(before) and not reading.mod:
                if AIMS.match(text, reading.end):
                    kind = "plan"
                if FIGURES.match(text, reading.end) and re.search(r"(?:^|[.\n]\s?)$", before):
                    kind = "review"
                told = [(m.end(), k) for k, pattern in (("review", REVIEW), ("plan", PLAN)) for m in pattern.finditer(before)]
                if told and not re.search(r"[.;\n]", before[max(told)[0] :]):
                    kind = "plan" if max(told)[1] == "plan" else "review"
        case _:
            return None
    return Clue(kind, at, reading.start, reading.end, sentence)


@lru_cache(maxsize=1)
def _first_congress(text: str) -> int:
    """Where a text first speaks of a congress as held; its end where nowhere."""
    found = HELD_CONGRESS.search(text)
    return found.start() if found else len(text)


def anniversary_clue(reading: Reading, text: str, sentence: int) -> Clue | None:
    """The year of an anniversary: "95 năm Ngày thành lập Công đoàn Việt Nam", "(30/4/1975-30/4/2004)"."""
    year = (
        anniversary_year(reading, text)
        if reading.form == "duration"
        else reading.last.year
        if reading.form == "range" and reading.last
        else None
    )
    return Clue("anniversary", Point(year), reading.start, reading.end, sentence) if year else None


def anniversary_year(reading: Reading, text: str) -> int | None:
    """The year that an anniversary makes, where a known feast is named behind it: founded in 1929, "95 năm" is 2024."""
    since = founding_year(text[reading.end : reading.end + 60])
    return since + int(reading.value[1:-1]) if since and reading.value[1:-1].isdigit() else None


def looks_ahead(reading: Reading, text: str) -> bool:
    """Whether the words before an expression speak of something to come: "dự kiến ngày", "trước ngày", "sẽ tổ chức vào"."""
    return bool(AHEAD_BEFORE.search(text, max(0, reading.start - 100), reading.start))
