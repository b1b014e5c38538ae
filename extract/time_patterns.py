"""Patterns and values of expressions of time: what the rules of `extract.time_expressions` are made of.

All patterns run over text in lower case whose line ends are `¶`, so that white space never joins two lines; all are bounded.
"""

import re

from extract.calendar import HOLIDAYS, YEAR_NAMES

# --- words and their values ---

PARTS = {
    "rạng sáng": "MO",
    "sáng": "MO",
    "trưa": "MI",
    "chiều": "AF",
    "chiều tối": "EV",
    "tối": "EV",
    "đêm": "NI",
    "nửa đêm": "NI",
    "khuya": "NI",
}
WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "bẩy": 6, **{str(n): n - 1 for n in range(2, 8)}}
NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười lăm": 15,
}
MONTHS = {"hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
QUARTERS = {"i": 1, "một": 1, "ii": 2, "hai": 2, "iii": 3, "ba": 3, "iv": 4, "tư": 4, "bốn": 4, **{str(n): n for n in range(1, 5)}}
NEAR = {"nay": 0, "này": 0, "trước": -1, "ngoái": -1, "rồi": -1, "vừa rồi": -1, "qua": -1, "vừa qua": -1, "tới": 1, "sau": 1, "tới đây": 1}
MODS = {"đầu": "START", "thượng tuần": "START", "giữa": "MID", "trung tuần": "MID", "cuối": "END", "hạ tuần": "END"}
UNITS = {"giây": "TS", "phút": "TM", "giờ": "TH", "tiếng": "TH", "ngày": "D", "đêm": "D", "tuần": "W", "tháng": "M", "quý": "Q", "năm": "Y"}
THEMES = {
    "công nhân": 5,
    "hành động về an toàn": 5,
    "hành động về atvslđ": 5,
    "hành động atvslđ": 5,
    "thanh niên": 3,
    "hành động vì trẻ em": 6,
}
"""Months with a theme ("Tháng Công nhân năm 2022" is May 2022)."""
VAGUE = {
    **dict.fromkeys(("vừa qua", "thời gian qua", "thời gian vừa qua", "những năm qua", "những ngày qua", "mới đây"), "PAST_REF"),
    **dict.fromkeys(("gần đây", "trước đây"), "PAST_REF"),
    **dict.fromkeys(("hiện nay", "hiện tại", "hiện giờ", "đến nay", "tới nay"), "PRESENT_REF"),
    **dict.fromkeys(("sắp tới", "thời gian tới", "những năm tới", "tới đây"), "FUTURE_REF"),
}


def words(table: dict[str, int] | dict[str, str]) -> str:
    """The keys of a table as alternatives, longest first."""
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True))


# --- patterns ---

D, M, Y = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)", r"(?:0?[1-9]|1[0-2])(?!\d)", r"(?:1[89]|20)\d\d(?!\d)"
DASH, AND = r"\s?[-–—]\s?", r"(?:\s?[,;&+]\s?(?:và\s)?|\svà\s)"
TO = r"(?:\s?[-–—]\s?|,?\s?(?:cho )?(?:đến|tới)\s(?:hết\s)?)"
WORD_TO = r"(?:,?\s?(?:cho )?(?:đến|tới)\s(?:hết\s)?)"
FROM_CLOCK = (
    r"(?P<from>[01]?\d|2[0-4])(?:\s?(?:giờ|h)(?![a-zà-ỹđ])\s?(?P<from_minute>[0-5]\d(?!\d))?(?:\s?phút)?|:(?P<from_colon>[0-5]\d))?"
)
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])(?:\s?(?:giờ|h|g)(?![a-zà-ỹđ])\s?(?:(?P<minute>[0-5]\d)(?!\d)(?:\s?(?:phút|p(?!\w)|[’']))?)?"
    r"|:(?P<colon>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\s?/))"
)
PART = rf"(?P<part>{words(PARTS)})"
WEEKDAY = r"(?:(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7](?![\d/.-]))|chủ nhật)(?![a-zà-ỹđ]))"
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?![\d/])|{words(NUMBERS)})"
QUARTER = r"(?:iv|i{1,3}|[1-4]|một|hai|ba|tư|bốn)(?!\w)"
MOD = rf"(?:(?P<mod>{words(MODS)})\s)?"
# What goes before the numbers of a day: "14h30, sáng thứ Hai, ngày", "sáng nay (", "trong hai ngày".
LEAD = re.compile(
    rf"(?:(?:{FROM_CLOCK}{TO})?{CLOCK}\s?[,–-]?\s?)?"
    rf"(?:(?:vào\s|các\s)?(?:buổi\s)?(?:{PART}(?:\s(?:(?P<back>nay|qua|hôm nay|hôm qua)|mai|cùng))?\s?,?\s?"
    rf"|(?P<near>(?<!mấy )(?<!mấy ngày )hôm nay|hôm qua|hôm kia|ngày mai|ngày kia)\s?,?\s?))?"
    rf"(?:{WEEKDAY}(?:\s(?:tuần|vừa|này|tới|trước|qua)){{0,2}}\s?[,–(-]?\s?)?"
    rf"\(?(?:(?P<days>{NUMBER}\sngày)\s?[:,(]?\s?)?(?:từ\s)?"
    r"(?P<cue>(?:các\s|những\s|hôm\s)?ngày\s?(?:hôm nay\s)?[,:(]?\s?(?:m[ùồ]ng\s)?|hôm\s(?=\d)|(?:hôm\s)?m[ùồ]ng\s(?=\d))?"
)


def _month_and_year(sep: str) -> str:
    """The pattern behind a day's number: "tháng 4 năm 2014", "/11/2023", "-7"."""
    return (
        rf"(?:,?\s?tháng\s?(?P<name>{M}|(?!năm\s\d{{4}})(?:{words(MONTHS)}))(?![\w])(?:\s?[/.–-]\s?(?P<y1>{Y})|\s?,?\s?năm\s(?P<y2>{Y})"
        rf"|\snăm\s(?P<near>nay|ngoái|trước|sau|tới))?(?!\d)"
        rf"|(?P<sep>{sep})(?P<m>{M})(?:(?:{SEP}(?P<y3>{Y})|\s?,?\snăm\s(?P<y4>{Y})|(?P=sep)(?P<y5>[0-3]\d)(?!\d|%|[.,/–-]\d))(?!\s?/\s?[\da-zđ])"
        rf"|(?!\d|\s?/\s?[\da-zđ]|[.,]\d|[–-]\d(?!\d?[/.]\d))))"
    )


SEP = r"\s?[/.–-]\s?"
SINGLE = re.compile(rf"(?P<d>{D})" + _month_and_year(SEP))
# Days of one month: "7 và 9-4", "10 đến 12/5", "13 đến trưa 15/6"; where a dash joins them ("16-17/10") another sign must go before the
# month.
SPANS = (
    re.compile(
        rf"(?P<d>{D})(?:{WORD_TO}|{AND})(?:(?:buổi\s)?(?:{words(PARTS)})\s)?(?:ngày\s)?(?:m[ùồ]ng\s)?(?P<more>{D}(?:{AND}(?:ngày\s)?{D}){{0,6}})"
        + _month_and_year(SEP)
    ),
    re.compile(rf"(?P<d>{D}){DASH}(?P<more>{D})" + _month_and_year(r"\s?[/.]\s?")),
)
ORDINAL_BEFORE = re.compile(r"lần\s$")
"""Before "thứ 6" that is no Friday."""
AHEAD_AFTER = re.compile(r"\s(?:sắp\s)?tới(?!\w|\s(?:\d|nay|ngày|tháng))")
UNTIL = re.compile(rf"{TO}(?:{CLOCK}\s?,?\s?)?(?:(?:buổi\s)?{PART}\s)?(?:{WEEKDAY}\s?,?\s?)?(?:ngày\s?)?")
# A bare "12/5" is a day where such a word or a bracket goes before it, and no counted noun behind.
BARE_BEFORE = re.compile(
    r"(?:^|[¶(]|\d[/.-]\d{1,2}(?:[/.-]\d{4})?(?:,|;|\svà|\srồi)\s"
    r"|(?:^|[\s(“\"])(?:từ|đến|tới|vào|trước|sau|hết|dịp|mừng|lễ|qua|quà|trao giải|khai mạc|bế mạc)\s)\(?$"
)
BARE_AFTER = re.compile(
    r"\s?(?:$|[.;:)\]¶]|,\s|\s(?:tại|ở|vừa|của|tới|này|các|để|khi|là|đã|sẽ|và|hàng|hằng|theo|do|tổ|diễn|lđlđ|công đoàn|liên đoàn"
    r"|ban|mà|mới|nên|vì|có)\b)|[–-]\d"
)
# What is named after a day, or numbered: "đường 3 tháng 2", "sân vận động 19/8", "số 12/5".
NO_DAY_BEFORE = re.compile(
    r"(?:số|số:|tỷ số|tỉ số|ngõ|hẻm|ngách|kiệt|lô|điều|khoản|tầng|phòng|đường|phố|đại lộ|quảng trường|công viên|sân(?: vận động)?|nhà máy"
    r"|xí nghiệp|công ty|bệnh viện|trường|thpt|thcs|tiểu học|mầm non|nông trường|lâm trường|rạp|cầu|chợ)\s?$"
)
NO_MONTH_BEFORE = re.compile(r"(?:cách mạng|(?:đường|phố|đại lộ) \d{1,2})\s$")
"""Before the month of a name: "Cách mạng Tháng Tám", "đường 3 tháng 2"."""
ISO = re.compile(rf"(?P<y>{Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)(?:t\d\d:\d\d(?::\d\d)?)?")
MONTH = re.compile(
    rf"{MOD}tháng\s?(?P<m>{M}|(?:{words(MONTHS)})(?!\w|\s(?:lần|tuổi|triệu|trăm|nghìn|ngàn)))(?:(?P<to>{TO}|{AND}"
    rf"|\s?,\s?)(?:tháng\s?)?(?P<m2>{M})(?![/.-]\d{{1,2}}(?!\d)))?"
    rf"(?:\s?[/.–-]\s?(?P<y>{Y})|\s?,?\s?(?:năm\s?\(?|\()(?P<yn>{Y})|\snăm\s(?P<year>nay|ngoái|trước|tới|sau)(?!\w)"
    r"|\s(?P<near>này|vừa qua|vừa rồi|qua|tới đây|tới(?!\s(?:nay|tháng|ngày|\d)))(?!\w))?(?!\d|[/.]\d)"
)
UNTIL_MONTH = re.compile(rf"{TO}(?:tháng\s?)?(?P<m>{M})(?:\s?[/.–-]\s?(?P<y>{Y})|\s?,?\s?năm\s(?P<yn>{Y}))")
TO_WORDS = re.compile(TO)
MONTH_NUMBER = re.compile(rf"t?(?P<m>{M})\s?[/–-]\s?(?P<y>{Y})(?!\s?[/–-]\s?[\da-zđ])")
MONTH_NEAR = re.compile(
    rf"{MOD}(?P<unit>tháng|quý|tuần|năm)\s(?P<near>này|nay|ngoái|trước|vừa qua|vừa rồi|qua|rồi|tới đây|tới"
    rf"|sau)(?!\w)"
)
QUARTERS_OF = re.compile(
    rf"quý\s?(?P<q>{QUARTER})(?:(?:{TO}(?:quý\s)?|{AND}|/)(?P<q2>{QUARTER}))?(?:\s?[/.–-]\s?(?P<y>{Y})|\s?,?\s?(?:năm\s?\(?"
    rf"|\()(?P<yn>{Y})|\snăm\s(?P<near>nay|ngoái|trước|tới|sau)(?!\w))?"
)
MONTHS_OF = re.compile(
    rf"(?P<n>\d{{1,2}}|{words(NUMBERS)})\stháng\s(?P<side>đầu|cuối)\s(?:của\s)?năm(?:\shọc)?(?:\s\(?(?P<y>{Y})|\s(?P<near>nay"
    rf"|ngoái|trước)(?!\w))?"
)
MONTHS_IN = re.compile(rf"(?P<n>\d{{1,2}}|{words(NUMBERS)})\stháng\s(?:của\s)?năm\s(?P<y>{Y})")
HALF_OF = re.compile(rf"nửa\s(?P<side>đầu|cuối)\snăm(?:\s(?P<y>{Y}))?")
YEAR_EDGE = re.compile(rf"những ngày (?P<edge>đầu|cuối) (?:của )?năm(?:\s(?P<y>{Y}))?(?!\w)|(?P<mod>đầu|cuối) năm(?!\w|\s(?:\d|học|mới))")
EDGE_DAY = re.compile(rf"ngày (?P<edge>đầu tiên|cuối cùng) (?:của )?năm\s(?P<y>{Y})")
SAME_PERIOD = re.compile(rf"cùng kỳ(?:\s(?:của\s)?(?:năm\s)?(?P<y>{Y})|\snăm\s(?:trước|ngoái)(?!\w))?")
YEAR = re.compile(rf"{MOD}(?:các\s)?năm\s?\(?(?P<y>{Y})(?:{TO}(?:năm\s)?(?P<y2>{Y}))?")
YEARS = re.compile(
    rf"(?:(?:giai đoạn|thời kỳ|từ)\s(?:[iv\d]{{1,3}}\s)?\(?(?:năm\s)?)?(?P<y>{Y})(?:{DASH}"
    rf"|{WORD_TO}(?:năm\s)?)(?P<y2>{Y})(?!\s?[/–-]\s?[\da-zđ])"
)
TERM = re.compile(
    rf"(?:(?:nhiệm kỳ|nk)\s?(?:(?:lần thứ|thứ)\s[ivx\d]+\s?|[ivx]{{1,6}}\s|5 năm\s)?|kh(?:óa"
    rf"|oá)\s[ivxl\d]{{1,7}}\s?)[,(:–-]?\s?\(?(?:nhiệm kỳ\s)?(?:năm\s|từ\s)?(?P<y>{Y})"
    rf"(?:{DASH}|\s?/\s?|{WORD_TO})(?:năm\s)?(?P<y2>{Y})"
)
SCHOOL_YEAR = re.compile(rf"(?:năm học|niên khóa|nh)\s?\(?(?P<y>{Y})(?:{DASH}|\s?/\s?|{WORD_TO})(?P<y2>{Y})")
THEME = re.compile(
    rf"(?:[“\"‘']\s?)?tháng (?P<theme>{words(THEMES)})(?:[^¶.;0-9]{{0,60}}?\s(?:lần (?:thứ\s)?[ivx\d]{{1,4}}))?"
    rf"[^¶.;:0-9]{{0,24}}?(?<!\d)(?P<y>{Y})"
)
BIRTH_YEAR = re.compile(Y)
BIRTH_YEAR_BEFORE = re.compile(r"(?<!\w)(?:sn|sinh)\s?:?\s?$")
BARE_YEAR = re.compile(
    r"(?P<y>20[0-3]\d)(?![\d.,/–-]*\d|%|\s?[a-zà-ỹđ])|(?P<y2>20[0-3]\d)(?=\s(?:do|của|tại|diễn|được|đã|vừa|với|cho|nhận|sáng"
    r"|chiều|có|là|và)\b)"
)
BARE_YEAR_BEFORE = re.compile(
    r"(?:[”\"]|tết(?: sum vầy| lao động| nguyên đán)?|xuân|hè|việt nam|công nhân|(?:lần (?:thứ\s)?[ivx\d]{1,6})\s?[-–,]?"
    r"|năm (?:\d{4}, ){0,4}\d{4}(?:,| và|, và)|luật [a-zà-ỹđ ]{2,40}|\()\s?$"
)
THEME_ALONE = re.compile(rf"tháng (?P<theme>{words(THEMES)})(?!\w)(?:[^¶.;:,0-9”\"]{{0,24}}?lao động(?!\w))?")
FEAST_NAME = "|".join(sorted(map(re.escape, HOLIDAYS), key=len, reverse=True))
FEAST_DAY = re.compile(
    rf"ngày\s(?:lễ\s)?(?P<name>{FEAST_NAME})(?!\w|\s(?:bộ|ủy|uỷ))"
    rf"(?:\s?\(?(?P<d>{D}){SEP}(?P<m>{M})(?:{SEP}(?P<y>{Y}))?(?!\s?[/–-]\s?\d)\)?|(?!\s?\(?\d))"
)
FEAST_BEFORE_DAY = re.compile(rf"(?<!\w)(?P<name>{FEAST_NAME})\s$")
ANNIVERSARY_NUMBER = re.compile(r"\d\snăm\s(?:ngày\s)?(?:lễ\s)?$")
FEAST_YEAR = re.compile(
    rf"(?:tết|xuân|năm)(?P<feast>\s(?:nguyên đán|cổ truyền|âm lịch|sum vầy|sum họp"
    rf"|lao động)){{0,2}}(?:\s(?P<name>{words(YEAR_NAMES)}))?(?:\s?[,–-]?\s?(?:năm\s)?\(?(?P<y>20\d\d)(?!\d))?"
)
LUNAR = re.compile(
    rf"(?:(?:buổi\s)?{PART}\s)?"
    r"(?:(?:ngày\s)?(?:mùng|mồng)\s(?P<first>\d{1,2}|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)(?:\stháng\s(?P<month>giêng|chạp"
    rf"|\d{{1,2}}))?(?P<tet>\stết(?:\s(?:nguyên đán\s)?(?P<name>{words(YEAR_NAMES)}))?)?"
    r"|rằm\stháng\s(?P<full>giêng|bảy|tám|\d{1,2})|(?:ngày\s)?(?P<late>2\d|30)\s(?:tháng chạp|tết)"
    r"|(?:ngày\s)?(?P<d>\d{1,2})\stháng\s(?P<m>giêng|chạp)"
    r"|(?:ngày\s)?(?P<dd>\d{1,2})[/–-](?P<mm>\d{1,2})\s(?:\(?âm lịch|al(?!\w)))(?!\w)(?:\s(?:vừa rồi|vừa qua|năm nay)(?!\w))?"
)
LUNAR_AFTER = re.compile(r"(?:[/.–-]\d{4}|\s(?:năm\s\d{4}|năm\s(?:nay|ngoái)))?\s?\(?(?:âm lịch|âl(?!\w)|al(?!\w)|giỗ tổ)")
"""Behind a numbered day that is lunar though it need not be: "mùng 10 tháng 3 | âm lịch"."""
DAY_NEAR = re.compile(
    rf"(?:{CLOCK}\s?,?\s)?"
    rf"(?:(?:buổi\s)?{PART}\s(?:ngày\s)?(?P<near>hôm nay|hôm qua|hôm kia|nay|qua|kia|mai|cùng ngày|hôm sau|hôm đó|hôm trước)"
    r"|(?P<bare>(?<!mấy )(?<!mấy ngày )(?:ngày\s)?hôm (?:nay|qua|kia|sau|đó|ấy)|ngày hôm sau|ngày mai|ngày kia"
    r"|sáng cùng ngày|cùng ngày))(?!\w)"
)
DAY_ALONE = re.compile(
    rf"(?:{CLOCK}\s?,?\s?)?(?:(?:vào\s)?(?:buổi\s)?{PART}\s?,?\s?)?(?:{WEEKDAY}\s?,?\s?)?"
    rf"(?:(?P<cue>(?:hôm\s|ngày\s)?m[ùồ]ng|hôm)\s(?P<d>{D})(?!\s?[/.–-]\s?\d|\s(?:và|đến|tới)\s\d|\s?tết|\stháng\s(?!này|sau|tới|trước))"
    rf"|ngày\s(?P<numbered>{D})(?=\stháng\s(?:này|sau|tới|trước)(?!\w)|\stới(?!\s(?:nay|ngày|\d))(?!\w)|\s(?:đến|tới)\s(?:hết\s)?hôm\s|[,.;](?!\s?\d)))"
    r"(?:\stháng\s(?P<near>này|sau|tới|trước)(?!\w)|(?P<ahead>\stới(?!\s(?:nay|ngày|\d))(?!\w)))?"
)
"""A day of the month that is not told: "hôm 23", "sáng thứ Ba, mồng 9", "ngày 15 tới", "ngày 20 tháng này"."""
DAY_SHIFT = {"hôm nay": 0, "nay": 0, "hôm qua": -1, "qua": -1, "hôm kia": -2, "kia": -2, "mai": 1, "ngày mai": 1, "ngày kia": 2}
DAYS_AGO = re.compile(rf"cách đây\s(?P<n>{NUMBER})\s(?:ngày|hôm|bữa)(?!\w)")
TOLD_SHIFT = {"cùng ngày": 0, "hôm đó": 0, "hôm ấy": 0, "hôm sau": 1, "hôm trước": -1}
OF_A_WEEK = r"(?:cuối\s)?(?P<week>tuần)(?:\s(?P<near>này|vừa qua|vừa rồi|qua|rồi|trước|tới|sau))?"
WEEKDAY_NEAR = re.compile(
    rf"(?:{CLOCK}\s?,?\s?)?(?:(?:buổi\s)?{PART}\s)?(?:ngày\s)?{WEEKDAY}"
    rf"(?:\s{OF_A_WEEK}|\s(?P<next>tới|vừa qua|vừa rồi|này|hằng tuần|hàng tuần))?"
)
WEEKDAY_ROW = re.compile(
    rf"(?:(?:\s?[,–-]|\svà)\s(?:ngày\s)?{WEEKDAY.replace('?P<weekday>', '?:')}){{1,3}}"
    rf"\s(?:{OF_A_WEEK}|(?P<next>tới|vừa qua|vừa rồi|này))(?!\w)"
)
"""Behind a weekday others, of whose week it is: "thứ Năm | , thứ Sáu tuần trước"."""
WEEKDAY_BEFORE = re.compile(r"(?<!\w)(?:vào|hẹn|hôm|từ|trước|sang)\s$")
"""Before a weekday that stands alone, which may else be an ordinal ("thứ tư")."""
HABITUAL = re.compile(r"(?<!\w)(?:cả|mỗi|các|những|mọi|hằng|hàng)\s(?:buổi\s|ngày\s)?(?:[^\W\d]+\s)?$")
"""Before a weekday that recurs: "mở cửa cả | chiều chủ nhật"."""
WEEKEND = re.compile(r"cuối tuần(?:\s(?P<near>này|vừa qua|vừa rồi|qua|rồi|trước|tới|sau))?(?!\w)")
CLOCK_ONLY = re.compile(rf"(?:{FROM_CLOCK}{TO})?{CLOCK}(?:\s?{PART}(?!\w))?")
CLOCK_BEFORE = re.compile(r"(?<!\w)(?:lúc|hồi|đúng|vào)\s(?:khoảng\s)?$")
CLOCK_BY_H_BEFORE = re.compile(r"(?<!\w)(?:khoảng|từ|đến|trước|sau)\s$")
AFTER_A_DAY = re.compile(r"\s?[,|–-]?\s(?:lúc\s)?(?P<hour>[01]?\d|2[0-3])(?::|h)(?P<minute>[0-5]\d)(?![\d:])")
"""The clock behind a day: "20/05/2024 - 14:06"."""
DURATION = re.compile(
    rf"(?P<n>{NUMBER}|nửa|nhiều|vài|mấy)\s(?P<unit>{words(UNITS)})"
    r"(?!\w|(?<=năm)\s(?:19|20)\d\d(?!\d)|(?<=tháng)\s\d{1,2}(?!\d)|\s(?:trước đó\b)?tuổi)(?P<half>\srưỡi)?"
)
NO_DURATION_BEFORE = re.compile(r"(?<!\w)số:?\s$")
"""Before a document's number and day: "Hướng dẫn số 04 ngày 7/10/2019"."""
EVERY = re.compile(rf"(?:hằng|hàng|mỗi)\s(?:(?P<n>{NUMBER})\s)?(?P<unit>{words(UNITS)})(?!\w)")
VAGUE_WORDS = re.compile(rf"(?:{words(VAGUE)})(?!\w)")
