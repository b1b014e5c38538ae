"""Counts: how many of what ("29 tập thể", "18/18 chỉ tiêu", "100% công đoàn cơ sở", "520 triệu đồng", "ba đơn vị").

Numerals are read first (digits with their separators, number words, scales), then neighbours are joined where the text between
says so: `a/b` and "a trong tổng số b" are one count with `of`, "a đến b" are two counts with one unit. What follows gives
the unit: money, a measure, a noun of `counted_nouns.tsv`, else a noun phrase by its shape. A numeral counts nothing behind
a label ("ngày", "số", "Điều", "lần thứ", "tổ") or before a unit of time; number words count only before a noun of the list.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.numerals import MEASURE, Numeral, read_numerals, whole_if_whole
from extract.trie import EDGE, any_phrase
from schemas.lexicon import rows
from schemas.names import expand, normalise

_any = partial(any_phrase, blank=r"\s")

# --- what stands before
_WORDS = {row["kind"]: set[str]() for row in rows("extract", "uncounted_words")}
for row in rows("extract", "uncounted_words"):
    _WORDS[row["kind"]] |= {word.replace("_", " ") for word in row["words"].split()}
NUMBER_OF = [rf"{letter}(?<!\w\w)(?<!ổng\s\w)(?<!rong\s\w)(?<!con\s\w)ố" for letter in "sS"]
"""The word "số", which is no label in "tổng số", "trong số" and "con số"."""
LABEL = re.compile(_any(_WORDS["label"], edge=EDGE, ignore_case=True, others=NUMBER_OF) + r"(?:\s?[:-])?[^\S\n]{0,2}$")
WEAK_LABEL = re.compile(_any(_WORDS["weak_label"], edge=EDGE, ignore_case=True) + r"\s$")
LAST_WORD = re.compile(r"(?<![.!?:…\n])\s[“\"]?([^\W\d_])[\w&.'-]*\s$")
DATED = re.compile(r"(?<!\w)(?i:ngày|sáng|trưa|chiều|tối|đêm|hôm|mùng|mồng|tháng|dịp|lễ|từ|đến)\s?$")
POINTS = re.compile(r"(?<!\w)(?:đạt|được|chấm|trừ|cộng|thang|số)\s(?:\w+\s)?$")
YEAR_OF = re.compile(
    r"(?<!\w)(?:hàng|hằng|mỗi|trong|cả|nhiều|cuối|đầu|một|các|những|vài|từng|qua|suốt|giữa|hết|mấy|lương|thưởng|sang|nửa|theo|là|\d+)\s$",
    re.I,
)
NO_WORD_COUNT = re.compile(
    r"(?<!\w)(?:thứ|tháng|lần|ngượng|hàng|hằng|mấy|vài|nửa|tầng|lớp|hạng|mùng|mồng|giải|khoản|điều|số|bậc|(?<!trợ\s)(?<!cung\s)(?<!được\s)cấp|chủ\snhật|phương\sán|[Tt]ổng\shợp)\s$"
)

# --- what stands between
ONE_OF = re.compile(r"\strong(?:\s(?:tổng\s)?số|\snhững)?\s$")
WITHIN = re.compile(r"(?<!\w)(?:trong|cứ)(?:\stổng)?(?:\ssố)?(?:\s(?:hơn|gần|trên|khoảng))?\s$", re.I)
THERE_ARE = re.compile(r"[^.,;:\n]{0,60},?\s(?:thì|có|mới|chỉ|còn)(?:\s(?:có|mới|chỉ|hơn|gần|khoảng|tới|đến))*\s$")
ELIDED = re.compile(r"[^.,;:\n\d]{0,40}(?<!\w)(?:còn|xuống|lên|thành|tới)\s(?:(?:còn|dưới|trên|hơn|gần|tới|đến|khoảng)\s)*")
ELIDED_SUBJECT = re.compile(r",?\s(?:mà|nhưng|song|trong đó)\s(?:(?:có|còn|mới|chỉ|hơn|gần|khoảng)\s)*")
OF = re.compile(r"(?P<noun>(?:\s[^\W\d_]+){0,4}?)\s(?:trong|trên)(?:\stổng)?(?P<total>\s(?:cộng|số))?(?:\s(?:là|hơn|gần|trên|khoảng))?\s$")
RANGE = re.compile(r"\s?(?:-|–|đến|tới)\s?$")

# --- what stands behind
MONEY = re.compile(r"\s?(?:đồng(?!\s(?:chí|bào|thời|đội|ý|tình|hành|loạt|đều|phục|diễn|minh|nghiệp|bộ|thuận))|đ(?!/c)|VNĐ|VND|vnđ)(?!\w)")
CURRENCY = re.compile(r"\s?(USD|EUR|euro|đô la(?: Mỹ)?|won|yên(?! tâm))(?!\w)")
LISTED = {row["noun"]: row["unit"] or row["noun"] for row in rows("extract", "counted_nouns")}
# "700 anh chị em thợ may" counts the noun behind; "62 chiếc xe", "52 đồng chí ủy viên" keep the one before.
KIN = rf"(?:anh,?\s)?(?:chị,?\s)?em\s(?=(?:nữ\s)?{_any(_WORDS['worker'])}(?!\w))"
NOUN = re.compile(rf"\s?(?:số\s|các\s|{KIN})?[“\"]?((?:(?:chiếc|cái|đồng chí|đ/c)\s)?({_any(LISTED)})(?!\w))")
NOUN_START = re.compile(r"\s?[“\"]?[^\W\d_]")
UNCOUNTED = re.compile(rf"\s?{_any(_WORDS['duration'] | _WORDS['idiom'])}(?!\w)")
UNCOUNTED_PHRASE = re.compile(rf"\s?{_any(_WORDS['phrase'])}(?!\w)")
ARE = re.compile(r"\s(?:(?:người|đồng chí|đ/c)\s)?là\s(nữ|nam)(?!\w)")
SYLLABLE = re.compile(r"\s?([^\W\d_]+(?:-[^\W\d_]+)?)")
TIMES = re.compile(r"\s?(lần)(?!\w)(?!\s(?:thứ|so|hơn|mức|lương))")
MULTIPLIED = re.compile(r"(?<!\w)(?:gấp|tăng|giảm|hơn|kém|bằng|cao|nhân)\s(?:[^\W\d]+\s){0,2}$")
TIME = re.compile(r"\s(ngày|giờ)(?!\w)")
TIME_COUNTED = re.compile(r"(?<!\w)(?:số|tổng|thêm)\s(?:\d+\s)?((ngày|giờ)\s(?:nghỉ|phép|công|làm thêm|tăng ca))(?!\w)[^.;\n]{0,250}$")
RATE = re.compile(r"(?<!\w)(?:[Mm]ỗi|[Hh]ằng|[Hh]àng|[Mm]ột)\s(?:năm|quý|tháng|tuần|ngày)\s(?:[^\W\d]+\s){0,4}$")
BESIDE_TT = re.compile(r"(?<!\w)TT\s?(?:,|và|&|;)\s?[\d.]+$")
QUOTED = re.compile(r"\s?[“\"]\s*([^“”\"\n]{1,39}[^“”\"\s])\s*[”\"]")
BARE_END = re.compile(r"\s?(?:[,.;:)”…\n]|$|so với|/)")
CHANGED = re.compile(r"\s(?:xuống|lên|tăng|giảm|còn)(?!\w)")
PREDICATE = re.compile(r"\s(?:chưa|đã|đang|không|được|bị|phải)\s")
REFERRED = re.compile(r"\s(?:này|ấy|nói trên|kể trên|nêu trên)(?!\w)")
TOTAL_OF = re.compile(r"(?<!\w)(?:[Tt]ổng số|[Ss]ố lượng|[Ss]ố)\s+(?!tiền|phiếu)([^\d,.;:()]{3,80})$")
STATED = re.compile(r"(?<!\w)(?:là|đạt|được|từ|lên|còn|có)\s(?:(?:tới|đến|hơn|gần|trên|khoảng|dưới)\s)?$")
PAY = re.compile(r"(?<!\w)(?:lương|thu nhập|tiền|giá|phí|chi|thưởng|phụ cấp|mức)(?!\w)[^\d.;]{0,60}$")
ROUNDED = re.compile(r"(?<!\w)(?:hơn|gần|trên|khoảng)\s$", re.I)
PEOPLE = frozenset(normalise(noun) for noun in ("người", "công nhân", "lao động", "người lao động", "CNLĐ", "công nhân lao động"))
MEMBERS = frozenset(("đoàn viên", "đoàn viên công đoàn"))
# A quotation that ends without a stop is a name ("phong trào “ba đảm đang”", "“1 triệu sáng kiến”"), not speech.
ALSO_WORDS = ("ba", "năm", "chín")
"""Number words that mean other things too: father, year, ripe."""
LONGEST_NOUN = 40
NAME_IN_QUOTES = re.compile(r"[“\"](?:(?<=[^\W\d_]\s.)|(?<=[”\"],\s.))[^“”\"\n]{2,90}[^“”\"\n.!?,…\s][”\"]")


@dataclass(frozen=True, slots=True)
class CountMention(Mention):
    """So many of something: `of` for "a/b"; `evidence` has the number and its unit apart where other words stand between."""

    value: int | float
    unit: str
    of: int | float | None = None
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted; `sure` tells money, measures and listed nouns from a phrase that only looks like a noun."""

    start: int
    end: int
    name: str
    sure: bool = True


def read_counts(text: str, start: int, end: int) -> list[CountMention]:
    """Counts in `text[start:end]`, in order, restatements included.

    >>> [(c.value, c.of, c.unit) for c in read_counts("Bằng khen cho 29 tập thể, 18/18 chỉ tiêu", 0, 40)]
    [(29, None, 'tập thể'), (18, 18, 'chỉ tiêu')]
    """
    names = [(m.start(), m.end()) for m in NAME_IN_QUOTES.finditer(text, start, end)]
    numerals = [numeral for numeral in read_numerals(text, start, end) if not _inside(numeral.start, names)]
    found: list[CountMention] = []
    i = 0
    while i < len(numerals):
        if found and numerals[i].start < max(stop for _, stop in found[-1].evidence):  # "20 gian hàng 0 đồng"
            i += 1
            continue
        used, counts = _counts_at(text, numerals, i, end)
        found += counts or (_elided(text, numerals[i], found[-1]) if found else [])
        i += used
    return _without_references(text, found)


def _elided(text: str, numeral: Numeral, previous: CountMention) -> list[CountMention]:
    """The count of a number that shares the unit before it: "12 cụm được rút còn 8.", "2.300 lao động mà 1.450 chưa …"."""
    last = max(stop for _, stop in previous.evidence)
    pattern = ELIDED if BARE_END.match(text, numeral.end) else ELIDED_SUBJECT if PREDICATE.match(text, numeral.end) else None
    shared = pattern and last <= numeral.start and not previous.unit.startswith("%") and pattern.fullmatch(text, last, numeral.start)
    return (
        [replace(previous, start=numeral.start, end=numeral.end, value=numeral.value, of=None, evidence=((numeral.start, numeral.end),))]
        if shared
        else []
    )


def _without_references(text: str, counts: list[CountMention]) -> list[CountMention]:
    """The counts without those that only take up an earlier one: "trong 6 người này"."""
    kept: list[CountMention] = []
    told: set[int | float] = set()
    for count in counts:
        if count.unit in PEOPLE and count.value in told and REFERRED.match(text, max(stop for _, stop in count.evidence)):
            continue
        kept.append(count)
        if count.unit in PEOPLE:
            told.add(count.value)
    return kept


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position is in one of the spans, which are in order."""
    i = bisect_right(spans, (at, at)) - 1
    return i >= 0 and at < spans[i][1]


def _counts_at(text: str, numerals: list[Numeral], i: int, end: int) -> tuple[int, list[CountMention]]:
    """How many numerals from the i-th on belong together, and the counts that they state."""
    first = numerals[i]
    left = text[max(0, first.start - 40) : first.start]
    if i + 1 < len(numerals) and (second := numerals[i + 1]).start - first.end <= 40:
        gap = text[first.end : second.start]
        if gap.strip() == "/" and not first.word:
            return 2, _fraction(text, first, second, left, end)
        if first.word and first.value == 1 and ONE_OF.fullmatch(gap):
            return 1, []
        if "tr" in gap and not first.percent and (of := OF.match(gap)) and (of["total"] or not of["noun"]) and first.value <= second.value:
            unit = _own_unit(text, first, of) or _unit(text, second, end) or _unit(text, first, second.start)
            if unit and (unit.sure or of["total"]) and not LABEL.search(left):
                return 2, [_count(first, unit, second, text)]
        if len(gap) <= 6 and RANGE.match(gap):
            return 2, _range(text, first, second, left, end)
        if WITHIN.search(left) and (count := _part(text, first, second, end)):
            return 2, [count]
    return 1, _single(text, first, left, end)


def _own_unit(text: str, part: Numeral, of: re.Match[str]) -> Unit | None:
    """The part's own noun, where it has one: "1.120 đoàn viên … trong tổng số 1.865 lao động"."""
    unit = _unit(text, part, part.end + of.end("noun")) if of["noun"] else None
    return unit if unit and unit.sure else None


def _part(text: str, whole: Numeral, part: Numeral, end: int) -> CountMention | None:
    """The count of "trong 38 lao động mới có 21 người"; None where the second number counts something else."""
    unit, other = _unit(text, whole, part.start), _unit(text, part, end)
    if not unit or not unit.sure or part.value > whole.value or part.percent or not THERE_ARE.fullmatch(text, unit.end, part.start):
        return None
    if other and other.name not in (unit.name, "người") and not _short_for(other.name, unit.name):
        return None
    return CountMention(whole.start, part.end, part.value, unit.name, whole.value, ((whole.start, part.end),))


def _short_for(short: str, name: str) -> bool:
    """Whether a noun takes up the first or last words of a longer one: "8 bản thỏa ước … 5 bản", "97 công đoàn cơ sở … 61 cơ sở"."""
    return name.startswith(f"{short} ") or name.endswith(f" {short}")


def _fraction(text: str, part: Numeral, whole: Numeral, left: str, end: int) -> list[CountMention]:
    """The counts of `a/b`: a count with `of` before a noun, else a day and month, or "2/3 số câu"."""
    could_be_day = part.value <= 31 and whole.value <= 12 and part.end - part.start <= 2
    unit = _unit(text, whole, end) or (None if could_be_day else _listed_before(text, part))
    if not unit or part.value > whole.value or LABEL.search(left) or (could_be_day and (DATED.search(left) or not unit.sure)):
        return []
    return [_count(part, unit, whole, text)]


def _range(text: str, low: Numeral, high: Numeral, left: str, end: int) -> list[CountMention]:
    """The counts of "a đến b": two counts with one unit; the scale of the second serves the first unless that would make it the greater."""
    unit = _unit(text, high, end)
    scaled = low.value * high.scale
    if low.scale == 1 and high.scale > 1 and scaled <= high.value:
        low = replace(low, value=whole_if_whole(scaled))
    if LABEL.search(left) or not unit or (low.value >= high.value and not low.percent):
        lone = unit and not LABEL.search(left) and text[low.end : high.start].strip() not in ("-", "–")
        return _single(text, high, text[max(0, high.start - 40) : high.start], end) if lone else []
    if not unit.sure and (WEAK_LABEL.search(left) or _in_name(left)):
        return []
    if text[low.end : high.start] in ("-", "–") and not unit.sure and DATED.search(left) and high.value <= 12:
        return []  # "sáng 2-4 đoàn …": a day
    low_unit = _unit(text, low, high.start) if low.percent else None
    return [_count(low, low_unit or unit, None, text), _count(high, unit, None, text)]


def _single(text: str, numeral: Numeral, left: str, end: int) -> list[CountMention]:
    """The count of a numeral that stands alone: none behind a label, and of doubtful ones only those before a listed noun."""
    ambiguous = numeral.word and text[numeral.start : numeral.end].lower() in ALSO_WORDS
    if numeral.word and (numeral.value < 2 or (ambiguous and not NOUN.match(text, numeral.end, end))):
        return []
    unit = _unit(text, numeral, end) or _times(text, numeral, left, end) or _time_off(text, numeral) or _unit_before(text, numeral)
    if unit is None:
        return []
    if unit.name == "lần" or (unit.name == "đồng" and numeral.value >= 1000):
        return [_count(numeral, unit, None, text)]
    if LABEL.search(left) or (numeral.word and NO_WORD_COUNT.search(left)):
        return []
    loose = WEAK_LABEL.search(left) or _in_name(left) or ambiguous or _is_year(text, numeral)
    if loose and not unit.sure:
        return []
    if numeral.word and numeral.value == 5 and numeral.end - numeral.start == 3 and YEAR_OF.search(left):
        return []  # "trong năm đơn vị đã …" tells of a year
    if unit.name == "điểm" and POINTS.search(left):
        return []
    return [_count(numeral, unit, None, text)]


def _in_name(left: str) -> bool:
    """Whether the word before is capitalised within its sentence: "Công ty May 10", "Khu công nghiệp Biên Hòa 2"."""
    word = LAST_WORD.search(left)
    return bool(word and word[1].isupper())


def _is_year(text: str, numeral: Numeral) -> bool:
    return not numeral.grouped and numeral.scale == 1 and 1900 <= numeral.value < 2100 and text[numeral.start : numeral.end].isdigit()


def _unit(text: str, numeral: Numeral, end: int) -> Unit | None:
    """The unit behind a numeral, or None where no noun follows."""
    at = numeral.end
    if numeral.percent:
        noun = _noun(text, at, end)
        return Unit(numeral.start, noun.end, f"% {noun.name}") if noun else Unit(numeral.start, numeral.end, "%")
    if not NOUN_START.match(text, at, end):
        return Unit(numeral.start, numeral.end, "đồng") if numeral.scale >= 10**6 else None
    if money := MONEY.match(text, at, end):
        return Unit(at, money.end(), "đồng")
    if currency := CURRENCY.match(text, at, end) or MEASURE.match(text, at, end):
        return Unit(currency.start(1), currency.end(1), currency[1].replace("²", "2"))
    noun = _noun(text, at, end)
    if numeral.scale >= 10**6 and not (noun and noun.sure):
        return Unit(numeral.start, numeral.end, "đồng")
    return noun


def _noun(text: str, at: int, end: int) -> Unit | None:
    """The noun phrase at `at`: the longest listed noun, a quoted name, or up to four syllables that no stop word ends."""
    if found := ARE.match(text, at, end):
        return Unit(found.start(1), found.end(1), found[1])
    found, other = NOUN.match(text, at, end), UNCOUNTED_PHRASE.match(text, at, end)
    if found and not (other and other.end() > found.end()):
        unit = LISTED[" ".join(found[2].split())]
        if unit == "công nhân" and found[2] == "CN" and BESIDE_TT.search(text, max(0, at - 20), at):
            unit = "cá nhân"
        return Unit(found.start(1), found.end(1), _unit_name(text[found.start(1) : found.start(2)] + unit))
    if other:
        return None
    if text[at : at + 2].strip().isupper() and (found := NOUN.match(text[at : at + LONGEST_NOUN].lower())):  # "77 Đại biểu"
        return Unit(at + found.start(1), at + found.end(1), _unit_name(found[1]), sure=False)
    if UNCOUNTED.match(text, at, end):
        return None
    if found := QUOTED.match(text, at, end):
        return Unit(found.start(1), found.end(1), _unit_name(found[1]))
    if not text[at : at + 1].isspace():  # "5S"
        return None
    first, last = -1, at
    for _ in range(4):
        found = SYLLABLE.match(text, last, end)
        if not found or found[1].lower() in _WORDS["stop"] or (found[1][0].isupper() and not found[1].isupper()):
            break
        first = found.start(1) if first < 0 else first
        last = found.end()
    return Unit(first, last, _unit_name(text[first:last]), sure=False) if first >= 0 else None


def _times(text: str, numeral: Numeral, left: str, end: int) -> Unit | None:
    """ "5 lần khuyến nghị", "mỗi năm hai lần"; not "gấp 3 lần"."""
    found = TIMES.match(text, numeral.end, end)
    if not found or MULTIPLIED.search(left) or not isinstance(numeral.value, int) or (numeral.word and not RATE.search(left)):
        return None
    return Unit(found.start(1), found.end(1), "lần")


def _time_off(text: str, numeral: Numeral) -> Unit | None:
    """Days and hours that are counted as such: "số ngày nghỉ … là 10 ngày, Brunei 15 ngày"; a duration is no count."""
    found = TIME.match(text, numeral.end)
    head = TIME_COUNTED.search(text[max(0, numeral.start - 250) : numeral.start]) if found else None
    return Unit(found.start(1), found.end(1), head[1]) if found and head and head[2] == found[1] else None


def _unit_name(phrase: str) -> str:
    """Abbreviations written out, the tone where it is written today ("toà", "đòan")."""
    phrase = re.sub("o([àáảãạ])(?!\\w)", lambda m: "òóỏõọ"["àáảãạ".index(m[1])] + "a", phrase)
    phrase = re.sub("o([àáảãạ])(?!\\w)", lambda m: "òóỏõọ"["àáảãạ".index(m[1])] + "a", phrase)
    return expand(re.sub("([òóỏõọ])a(?=\\w)", lambda m: "o" + "àáảãạ"["òóỏõọ".index(m[1])], phrase))


def _listed_before(text: str, numeral: Numeral) -> Unit | None:
    """The listed noun that a number follows: "số phiếu 13/13"."""
    base = max(0, numeral.start - 40)
    left = text[base : numeral.start].rstrip(" :")
    starts = [m.start() for m in re.finditer(r"(?<!\w)\w", left)][-4:]
    return next((Unit(base + at, base + len(left), _unit_name(left[at:])) for at in starts if left[at:] in LISTED), None)


def _unit_before(text: str, numeral: Numeral) -> Unit | None:
    """For a number that ends its clause: "tổng số lao động gần 60.000." counts lao động, "lương chỉ là 3.745.000," is money."""
    left = text[max(0, numeral.start - 100) : numeral.start]
    if not (BARE_END.match(text, numeral.end) or CHANGED.match(text, numeral.end)) or not (numeral.grouped or STATED.search(left)):
        return None
    if (total := TOTAL_OF.search(left)) and (noun := _noun(" " + total[1], 0, len(total[1]) + 1)) and noun.sure:
        base = numeral.start - len(left) + total.start(1) - 1
        return replace(noun, start=base + noun.start, end=base + noun.end)
    return Unit(numeral.start, numeral.end, "đồng") if numeral.grouped and numeral.value >= 10_000 and PAY.search(left) else None


def _count(numeral: Numeral, unit: Unit, whole: Numeral | None, text: str) -> CountMention:
    """The mention: its evidence is in one piece where number and unit stand together, else in two."""
    start, stop = numeral.start, whole.end if whole else numeral.end
    if unit.start < start:
        pieces = ((unit.start, unit.end), (start, stop)) if unit.end <= start else ((start, max(stop, unit.end)),)
    elif text[stop : unit.start].strip(' “"') in ("", "số"):
        pieces = ((start, max(stop, unit.end)),)
    elif unit.end <= stop:
        pieces = ((start, stop),)
    else:
        pieces = ((start, stop), (unit.start, unit.end))
    stop = pieces[0][1] if len(pieces) == 1 else stop
    return CountMention(start, stop, numeral.value, unit.name, whole.value if whole else None, pieces)


def once(text: str, counts: list[tuple[str, CountMention]]) -> list[CountMention]:
    """Each fact once: of (zone, count) pairs that say the same, the body's first is kept, for titles and captions restate the body."""
    kept: dict[int | float, list[tuple[str, CountMention]]] = defaultdict(list)
    for zone, count in sorted(counts, key=lambda pair: pair[0] != "body"):
        told = kept[count.value]
        if zone == "title" and ROUNDED.search(text, max(0, count.start - 10), count.start):
            told = [pair for value, pairs in kept.items() for pair in pairs if 0.85 <= value / count.value <= 1.15]
        same = next((pair for pair in told if _same(count, pair[1], zone == "body", pair[0] == "body")), None)
        if same is None:
            kept[count.value].append((zone, count))
        elif same[1].unit == "người" and count.unit in PEOPLE and same in kept[count.value]:
            kept[count.value][kept[count.value].index(same)] = (same[0], count)  # "600 công nhân" says more than "600 người"
    return sorted((count for equal in kept.values() for _, count in equal), key=lambda count: count.start)


def _same(a: CountMention, b: CountMention, in_body: bool, both: bool) -> bool:
    """Whether two counts whose numbers agree count the same: units that are equal, one the shorter form of the other, or half alike.

    A title may leave `of` out, large numbers of workers are told under several names, small numbers of persons agree by chance.
    """
    if a.of != b.of and (in_body or a.of is not None):
        return False
    one, other = normalise(a.unit), normalise(b.unit)
    words, others = set(one.split()), set(other.split())
    if in_body and both and one == other and one in PEOPLE and a.value < 10:
        return False
    if one in PEOPLE and other in PEOPLE and (a.value >= 100 or not in_body):
        return True
    if not in_body and {one, other} <= PEOPLE | MEMBERS:
        return True
    alike = 2 * len(words & others) >= len(words | others)
    return alike or one.startswith(other + " ") or other.startswith(one + " ")


@Language.component("sukien_counts")
def counts(doc: Doc) -> Doc:
    """Leave `CountMention`s of the title, body and captions in `doc._.counts`, each fact once."""
    text, zones = doc._.cased, (zone for zone in doc._.article.zones if zone.kind != "furniture")
    leave(doc, "counts", once(text, [(zone.kind, count) for zone in zones for count in read_counts(text, zone.start, zone.end)]))
    return doc
