"""Linking: what two reports agree and differ in, whether they tell one event, and which reports are one happening.

    odds(one, other) >= LIKELY
    clusters(events, links, reports)

Record linkage in its three classic steps (Fellegi and Sunter 1969; Christen, Data Matching, 2012). *Blocking* is by name: two reports meet
in the lists of the names that both have, see schemas/reports.py. *Comparison*: clues whose weights (`WEIGHTS`) add up to the log odds that
they tell one event, a function of the two reports and nothing else. *Clustering*: agglomerative, the likeliest pair first; two groups
become one only where none of their pairs is impossible and most speak for it, so that no chain of likely pairs joins two reports that
exclude each other.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise, product
from zlib import crc32

from corpus.lexicon import CAPITALS
from models.logistic import INTERCEPT, Weights
from schemas.hierarchy import owner
from schemas.lexicon import rows
from schemas.names import normalise, normalised
from schemas.registry import units
from schemas.reports import AWAY

LIKELY = 0
"""Two reports of these log odds, in thousandths, tell one event, unless others of their groups speak against it."""
IMPOSSIBLE = -2000
"""Two reports of less that contradict each other are never in one happening."""
CONTRADICTIONS = frozenset({"days=apart", "province=apart", "organisers=place", "targets=apart", "targets=half", "venue=apart"})
UNTOLD_YEAR = 4
"""The year of days that are told without one: a leap year before all others"""
OTHERS = 2
"""Days that an article names beside those of its main event, on which this meets others"""
LARGE = 300
"""Figures from this on are hardly the same by chance in two articles about the same day"""
FIRST_YEAR = date(1900, 1, 1).toordinal()
CERTAIN = 7000
"""No two reports are surer than that."""
SAMPLE = 8
"""So many reports of a group stand for it when two groups are compared."""
WEIGHTS: Weights = {
    INTERCEPT: -1.8, "main=both": 0.6,
    "days=same": 0.5, "days=yearless": 0.1, "days=within": 0.6, "days=next": -0.4,
    "days=supposed": 0.5, "days=named": 0.1, "days=apart": -3.2,
    "part=apart": -1.8,
    "types=same": 0.9, "types=kindred": 0.8, "types=khac": -0.2, "types=other": -0.6,
    "organisers=same": 0.9, "organisers=crossed": 1.3, "organisers=near": 0.6, "organisers=hosted": 0.3,
    "organisers=told": 0.2, "organisers=guest": 0.2, "organisers=half": -1.2, "organisers=place": -2.6, "organisers=apart": -1.6,
    "partners=apart": -2.7,
    "targets=both": 2.7, "targets=one": 2.0, "targets=none": 0.2, "targets=withheld": 0.1, "targets=unmet": -1.9,
    "targets=half": -2.8, "targets=apart": -5.2,
    "province=same": -0.1, "province=told": 0.3, "province=apart": -1.7, "venue=apart": -2.3,
    "names>0": 1.1, "names>1": 0.3, "names>2": 1.1, "names>3": 0.5,
    "people>0": 0.8, "people>1": 1.0,
    "figures>0": 0.5, "figures>1": 1.0,
    "title=apart": -1.2,
}  # fmt: skip
"""What each clue adds to the log odds that two reports tell one event: set by hand, then moved towards what the first lots of
corpus/gold/links/dev ask for (a ridge around the hand's, its strength by cross-validation over families), three by the later ones."""
BEFALLS = frozenset({"tai_nan", "tranh_chap"})
"""What befalls a company, which not every report names"""
ATTENDED = frozenset({"hoi_thi", "tap_huan", "dai_hoi", "khen_thuong", "tong_ket", "phat_dong", "ky_niem", "hoi_thao"})
"""What houses hold for the members of many workplaces, each of which tells of its own"""
KINDRED = [
    frozenset(types.split())
    for types in (
        "giam_sat kiem_tra lam_viec",
        "so_ket tong_ket giao_ban hoi_nghi_bch trien_khai khen_thuong ky_niem",
        "dai_hoi hoi_nghi_bch nhan_su",
        "thanh_lap dai_hoi nhan_su",
        "cham_lo mai_am quyen_gop phat_dong ky_niem",
        "hoi_thi ky_niem phat_dong",
        "doi_thoai hoi_thao lam_viec",
        "doi_thoai ky_ket tranh_chap",
        "tap_huan tuyen_truyen hoi_thao trien_khai",
        "tap_huan kiem_tra",
    )
]
"""Types under which different houses report one event."""
THOUSANDTHS = {clue: round(1000 * weight) for clue, weight in WEIGHTS.items()}
"""Those in whole numbers, whose sum does not hang on their order"""
COMMON = frozenset(normalise(row["name"]) for row in rows("models", "common_names"))
"""Names that so many articles have that to share one says little"""
DROPPED = [
    phrase.split()
    for phrase in (
        *("công đoàn cơ sở", "công đoàn bộ phận", "tổ công đoàn", "liên đoàn lao động", "công đoàn"),  # the longer before their beginnings
        *("ban giám đốc", "ban giám hiệu", "ban chấp hành", "ban thường vụ"),
        *("trách nhiệm hữu hạn", "tnhh", "một thành viên", "mtv", "cổ phần"),
        *("ngành", "ủy ban nhân dân", "tỉnh", "các", "doanh nghiệp", "chi nhánh", "trụ sở", "hội trường"),
    )
]
"""What of a body's name says what it is rather than which."""
ABBREVIATED = {
    "gtvt": "giao thông vận tải",
    "gd đt": "giáo dục và đào tạo",
    "gdđt": "giáo dục và đào tạo",
    "kcn": "khu công nghiệp",
    "kcx": "khu chế xuất",
    "kkt": "khu kinh tế",
    "ubnd": "ủy ban nhân dân",
    "ubkt": "ủy ban kiểm tra",
    "nn ptnt": "nông nghiệp và phát triển nông thôn",
    "nn và ptnt": "nông nghiệp và phát triển nông thôn",
    "ptnt": "phát triển nông thôn",
    "kcnc": "khu công nghệ cao",
    "lđ tb xh": "lao động thương binh và xã hội",
    "lđtb xh": "lao động thương binh và xã hội",
    "tn mt": "tài nguyên và môi trường",
    "bhxh": "bảo hiểm xã hội",
    "bv": "bệnh viện",
    "đhqg": "đại học quốc gia",
    "đh": "đại học",
    "cđ": "cao đẳng",
    "bvđk": "bệnh viện đa khoa",
    "mttq": "mặt trận tổ quốc",
    "cty": "công ty",
    "ctcp": "công ty cổ phần",
    "cp": "cổ phần",
    "xnk": "xuất nhập khẩu",
    "sx": "sản xuất",
    "xd": "xây dựng",
    "vh tt dl": "văn hóa thể thao và du lịch",
    "vhttdl": "văn hóa thể thao và du lịch",
    "tỉnh ủy": "tỉnh",
    "thành ủy": "thành phố",
    "huyện ủy": "huyện",
    "quận ủy": "quận",
    "thị ủy": "thị xã",
    "giáo dục và đào tạo": "giáo dục",
    "sở giáo dục": "giáo dục",
    "sở y tế": "y tế",
    "sở công thương": "công thương",
    "sở xây dựng": "xây dựng",
    "sở giao thông vận tải": "giao thông vận tải",
    "sở nông nghiệp và phát triển nông thôn": "nông nghiệp và phát triển nông thôn",
}
"""What of names is written shorter now and then, in lower case; then what goes by another name: a place's committee by the place, and a
ministry's house by what its union is called."""
NATIONAL = "Tổng Liên đoàn Lao động Việt Nam"
"""Whose departments go by it: "Ban Chính sách Kinh tế - Xã hội Tổng Liên đoàn Lao động Việt Nam"."""
AROUND = ".,;:!?()[]“”\"'‘’…"
CAPITALISED = re.compile(
    rf"(?<![^\s{re.escape(AROUND)}])[{CAPITALS}][{CAPITALS.lower()}’']+(?:[^\S\n]+[{CAPITALS}][{CAPITALS.lower()}’']+)+(?![^\s{re.escape(AROUND)}])"
)
"""Two and more capitalised words in a row."""
IN_CAPITALS = re.compile(rf"(?<!\w)[{CAPITALS}\d]+(?:[^\S\n]+[{CAPITALS}\d]+)+(?!\w)")
"""The same in capitals alone, as headlines and mastheads have it: "TRƯỜNG THPT SỐ 1 BÁT XÁT"."""
WORKPLACES = frozenset(
    ["công ty", "nhà máy", "xí nghiệp", "xưởng", "tập đoàn", "bệnh viện", "đa khoa", "trường", "thpt", "thcs", "tiểu học", "mầm non"]
)
"""Words of bodies that are called after a place and are not the place's union."""
WORKPLACE = re.compile(rf"(?<!\w)(?<!môi )(?:{'|'.join(sorted(WORKPLACES, reverse=True))})(?!\w)")
BARE = re.compile(rf"(?:(?:tổng|khu công nghiệp|{'|'.join(sorted(WORKPLACES, reverse=True))})(?:\s|$))+")
"""A house that is not named: "công ty", "bệnh viện đa khoa"."""
A_WORKPLACE = (
    *("công ty", "tổng công ty", "nhà máy", "xí nghiệp", "chi nhánh", "nông trường", "hợp tác xã", "ngân hàng", "điện ", "mỏ "),
    *("bệnh viện", "trung tâm", "trường", "khoa ", "sở ", "phòng ", "kho bạc"),
)
"""What the names of those begin with whose members go to what others hold"""
UNITS = ("thành phố", "thị xã", "huyện", "quận", "phường", "xã", "thị trấn")
UNIT_WORDS = frozenset(" ".join(UNITS).split())
PLACES = frozenset(normalise(unit["name"]) for unit in units().values()) | {"việt nam"}
PROVINCES = frozenset(normalise(unit["name"]) for unit in units().values() if unit["kind"] == "province")
CITIES = ("hà nội", "hải phòng", "đà nẵng", "cần thơ", "hồ chí minh", "huế")


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one article tells it: what it is compared by. Days are ordinals (`date.toordinal`), bodies are cores (`core`)."""

    event: int
    article: int
    main: bool
    """Whether it is what the article is about"""
    first: int
    last: int
    """The days on which it meets other reports: those of the event, and those before the article was published"""
    start: int | None
    end: int | None
    """The days that are told of it"""
    named: frozenset[int]
    """Every day that the article names"""
    types: tuple[str, ...]
    province: str | None
    organisers: frozenset[str]
    targets: frozenset[str]
    names: frozenset[int]
    """By which it meets others, hashed: of its bodies, and those in the text where it is what the article is about"""
    title: frozenset[int]
    """Those that the article's headline has, of its main event"""
    venue: frozenset[int]
    """Those of where it was held"""
    part: str
    """Of its first day: morning, afternoon, evening; empty where none is told"""
    text: Callable[[], str]
    """The article's, as `plain` has it; to be read only where the rest leaves it open"""
    people: frozenset[str]
    figures: frozenset[str]

    @property
    def is_yearless(self) -> bool:
        """Whether its days are told without their year: they are those of `UNTOLD_YEAR`."""
        return self.start is not None and self.start < FIRST_YEAR

    @property
    def is_of_a_month(self) -> bool:
        """Whether nothing but a month is told of its day: it stands on the first, and meets those of the whole month."""
        return self.start is None and self.first == self.last

    @property
    def month_ends(self) -> int:
        """The last day of the month of its first."""
        first = date.fromordinal(self.first)
        return first.replace(day=monthrange(first.year, first.month)[1]).toordinal()


Told = tuple[int, bool]
"""Of an event the article, and whether it is what that is about"""


@lru_cache(maxsize=1 << 15)
def core(name: str) -> str:
    """What of a body's name tells which it is: a committee goes by its body, a union by what it is the union of.

    >>> core("Ban Thường vụ Công đoàn Công ty TNHH Giày Hưng Thái"), core("LĐLĐ huyện Phú Bình")
    ('công ty giày hưng thái', 'huyện phú bình')
    """
    words = plain(NATIONAL if NATIONAL in name else owner(name) or name).split()
    kept: list[str] = []
    at = 0
    while at < len(words):
        long = next((len(phrase) for phrase in DROPPED if words[at : at + len(phrase)] == phrase), 0)
        if not long and words[at : at + 2] == ["thành", "phố"] and " ".join(words[at + 2 :]).startswith(CITIES):
            long = 2
        if not long:
            kept.append(words[at])
        at += long or 1
    which = " ".join(kept)
    return which if len(kept) > 1 and which not in UNITS and not BARE.fullmatch(which) else ""


def plain(text: str) -> str:
    """A text in the form in which names are compared, what is shortened written out, between spaces."""
    text = f" {normalised(text)} "
    for short, full in ABBREVIATED.items():
        text = text.replace(f" {short} ", f" {full} ")
    return text


def names_in(text: str) -> frozenset[str]:
    """The last two syllables of each run of capitalised ones: parts of the names of persons, places and bodies; the common ones aside.

    >>> sorted(names_in("Bà Nguyễn Thị Khánh Vân về huyện Phú Bình."))
    ['khánh vân', 'phú bình']
    """
    return capitalised(text) - COMMON


def capitalised(text: str) -> frozenset[str]:
    """Those names, the common ones too; of what is in capitals the places that it names."""
    found = {" ".join(run[0].split()[-2:]) for run in CAPITALISED.finditer(text)}
    in_capitals = (pairwise(run[0].title().split()) for run in IN_CAPITALS.finditer(text))
    found |= {" ".join(pair) for pairs in in_capitals for pair in pairs if normalise(" ".join(pair)) in PLACES}
    return frozenset(map(normalise, found))


def meeting_names(report: Report, in_text: Iterable[str]) -> frozenset[int]:
    """The names by which a report meets others, hashed: those in the text, how its bodies' names end, else its province.

    One that many have, such as a province's, is one for each family of types: under it alone no reports of other families meet. A person
    whose last names many have goes by the full one.
    """
    in_text, ends = set(in_text), {" ".join(body.split()[-2:]) for body in report.organisers | report.targets}
    provinces = set() if ends - COMMON else {normalise(report.province)} - {""} or in_text & PROVINCES
    families = {" ".join(sorted(kindred)) for kindred in KINDRED if not kindred.isdisjoint(report.types)} or set(report.types)
    crowded = hashed(f"{end}: {family}" for end in provinces | (ends & COMMON) for family in families)
    people = {name for name in report.people if " ".join(name.split()[-2:]) in COMMON} if report.main else set()
    crowded |= hashed(_on_its_days(report, in_text)) | hashed(_with_its_figures(report))
    return hashed(((in_text | ends) - COMMON) | people) | {name | 1 for name in crowded}


def _on_its_days(report: Report, in_text: set[str]) -> Iterator[str]:
    """Province and day: by which reports of what an article is about meet that have no rare name in common."""
    if report.main and report.start and report.end:
        for province in {normalise(report.province)} if report.province else in_text & PROVINCES:
            yield from (f"{province}: {day}" for day in range(report.start, report.end + 1))


def province_in_year(report: Report, year: int) -> int | None:
    """The name by which a report would meet those of its province on its first day, were that of another year."""
    if not (report.main and report.start and report.province):
        return None
    (name,) = hashed([f"{normalise(report.province)}: {in_year(report.start, year)}"])
    return name | 1


def _with_its_figures(report: Report) -> Iterator[str]:
    """Day and large figure: by which reports meet of which one names neither a place nor a house that the other does."""
    if report.main and report.start and not report.is_yearless:
        yield from (f"{figure}: {report.start}" for figure in report.figures if float(figure) >= LARGE)


def other_days(report: Report) -> list[int]:
    """The days nearest to those of a main event that its article names beside them: one of them may be the event's after all."""
    beside = (day for day in report.named if not report.first - 1 <= day <= report.last + 1 and abs(day - report.first) <= AWAY)
    return sorted(beside, key=lambda day: (abs(day - report.first), day))[:OTHERS] if report.main and not report.is_yearless else []


def is_common(name: int) -> bool:
    """Whether a name is one that many have: an odd number."""
    return bool(name & 1)


def in_year(day: int, year: int) -> int:
    """The same day of another year; of 29 February 28."""
    told = date.fromordinal(day)
    return date(year, told.month, min(told.day, 28) if told.month == 2 else told.day).toordinal()


def hashed(names: Iterable[str]) -> frozenset[int]:
    """Names as even numbers of 23 bits, which SQLite keeps in three bytes; one in millions of pairs of names is one."""
    return frozenset(crc32(name.encode()) & 0x7FFFFE for name in names)


def clusters(events: Mapping[int, Told], links: Mapping[tuple[int, int], int], report: Callable[[int], Report]) -> list[list[int]]:
    """The happenings among events, by the odds of those pairs of them that are linked: the likeliest pair first.

    Two groups become one where no pair of their articles is impossible and the mean of the odds speaks for it; of several events of an
    article the likeliest counts. Where what two articles are about is linked, neither goes with what the other tells beside.
    `report` is asked for those alone that are in a group with what they are not linked with.
    """
    groups = {event: [event] for event in events}
    apart: set[tuple[int, int, int, int]] = set()  # groups, by first event and number, that were found to be two
    about = {(events[one][0], events[other][0]) for one, other in links if events[one][1] and events[other][1]}
    beside = {pair for pair in links if events[pair[0]][1] != events[pair[1]][1] and (events[pair[0]][0], events[pair[1]][0]) in about}
    for _, one, other in sorted((-links[pair], *sorted(pair)) for pair in links.keys() - beside):
        a, b = groups[one], groups[other]
        tried = (a[0], len(a), b[0], len(b))
        if a is b or tried in apart:
            continue
        if _are_one(a[:SAMPLE], b[:SAMPLE], events, links, report):
            merged = sorted([*a, *b])
            groups.update((event, merged) for event in merged)
        else:
            apart |= {tried, tried[2:] + tried[:2]}
    return list({id(group): group for group in groups.values()}.values())


def _are_one(
    a: list[int],
    b: list[int],
    events: Mapping[int, Told],
    links: Mapping[tuple[int, int], int],
    report: Callable[[int], Report],
) -> bool:
    found: dict[tuple[int, int], tuple[int, bool]] = {}  # by their articles the best odds, and whether they are possible
    for one, other in product(a, b):
        linked, possible = links.get((one, other)), True
        if linked is None:
            x, y = report(one), report(other)
            if _years_apart(x, y):
                return False
            linked = odds(x, y)
            possible = linked >= IMPOSSIBLE or not excluded(x, y)
        articles = events[one][0], events[other][0]
        found[articles] = max(found.get(articles, (linked, possible)), (linked, possible))
    return all(possible for _, possible in found.values()) and sum(sure for sure, _ in found.values()) >= 0


def excluded(one: Report, other: Report) -> bool:
    """Whether two reports contradict each other, rather than having little in common."""
    return one.article == other.article or not CONTRADICTIONS.isdisjoint(clues(one, other))


def _years_apart(one: Report, other: Report) -> bool:
    """Whether two reports are of days that only one without a year can have brought together."""
    return not one.is_yearless and not other.is_yearless and abs(one.first - other.first) > AWAY


def odds(one: Report, other: Report) -> int:
    """The log odds, in thousandths, that two reports tell one event; an article tells an event once, but for the days of a longer one."""
    if one.article == other.article:
        same = (one.types[0], one.organisers, one.targets) == (other.types[0], other.organisers, other.targets)
        return CERTAIN if same and one.organisers and _days(one, other) in ("within", "next") else -CERTAIN
    return max(-CERTAIN, min(CERTAIN, _sum(clues(one, other))))


def likely(one: Report, other: Report) -> int | None:
    """Those odds if they are likely to tell one; texts are read only where that they name a body or a place could help."""
    if one.article == other.article:
        sure = odds(one, other)
        return sure if sure >= LIKELY else None
    asked: list[Report] = []

    def whatever(bodies: Iterable[str], report: Report) -> bool:
        asked.append(report)
        return True

    sure = _sum(clues(one, other, whatever))
    if sure >= LIKELY and asked:
        sure = _sum(clues(one, other))
    return min(CERTAIN, sure) if sure >= LIKELY else None


def _sum(found: set[str]) -> int:
    return THOUSANDTHS[INTERCEPT] + sum(THOUSANDTHS[clue] for clue in found if clue in THOUSANDTHS)


Named = Callable[[Iterable[str], Report], bool]
"""Whether the text of a report names one of some bodies or places"""


def clues(one: Report, other: Report, named: Named | None = None) -> set[str]:
    """What two reports agree and differ in, the same for (other, one)."""
    named = named or in_text
    found = {f"days={_days(one, other)}", f"types={_types(one, other)}", f"targets={_targets(one, other, named)}"}
    province = _province(one, other, named) if one.province and other.province else None
    if province:
        found.add(f"province={province}")
    organisers = _organisers(one, other, named)
    each_other = bool(one.targets & other.organisers and one.organisers & other.targets)
    elsewhere = province == "apart" and (
        organisers == "same" or (organisers == "crossed" and not each_other)
    )  # namesakes, hosts of one guest
    found.add("organisers=place" if elsewhere else f"organisers={organisers}")
    withheld = "targets=withheld" in found  # by whom titles and venues do not go either
    if one.main and other.main:
        found.add("main=both")
        if not withheld and _venues_apart(one, other):
            found.add("venue=apart")
    if one.start and one.start == other.start and one.part and other.part:
        found.add("part=same" if one.part == other.part else "part=apart")
    if _partners_apart(one, other, named):
        found.add("partners=apart")
    titled = [not b.names.isdisjoint(a.title) for a, b in ((one, other), (other, one)) if a.title]
    if not withheld and len(titled) == 2 and not all(titled):
        found.add("title=apart")
    for what, shared, most in (
        ("names", _names(one, other), 4),
        ("people", one.people & other.people, 2),
        ("figures", one.figures & other.figures, 2),
    ):
        found |= {f"{what}>{number}" for number in range(min(len(shared), most))}
    return found


def _names(one: Report, other: Report) -> frozenset[int]:
    """The names that they share, the common ones aside and those of the people that they share."""
    people = hashed(" ".join(name.split()[-2:]) for name in one.people & other.people)
    return frozenset(name for name in one.names & other.names if not is_common(name)) - people


def _days(one: Report, other: Report) -> str:
    """How the days stand to each other; supposed where one tells none, named where one has the other's day for something else."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return "supposed"
    if one.is_yearless or other.is_yearless:
        return "yearless" if _is_same_day_of_year(one.start, one.end, other.start) else "apart"
    if one.start == other.start:
        return "same"
    if one.start <= other.end and other.start <= one.end:
        return "within"
    if one.start <= other.end + 1 and other.start <= one.end + 1:
        return "next"
    return "named" if one.start in other.named or other.start in one.named else "apart"


def _is_same_day_of_year(first: int, last: int, day: int) -> bool:
    """Whether a day is one of some days, or next to them, in whatever year."""
    year = date.fromordinal(first).year
    return any(first - 1 <= in_year(day, around) <= last + 1 for around in (year - 1, year, year + 1))


def _types(one: Report, other: Report) -> str:
    if one.types[0] == other.types[0]:
        return "same"
    if set(one.types) & set(other.types) or any({one.types[0], other.types[0]} <= kindred for kindred in KINDRED):
        return "kindred"
    return "khac" if "khac" in (one.types[0], other.types[0]) else "other"


def _province(one: Report, other: Report, named: Named) -> str:
    if one.province == other.province:
        return "same"
    return "told" if any(named([normalise(a.province)], b) for a, b in ((one, other), (other, one))) else "apart"


def _organisers(one: Report, other: Report, named: Named) -> str:
    """How those who hold the event stand to each other; the guest of one report may be the holder of the other.

    A workplace that went to what a house held names the house, which does not name all that came.
    """
    found = relation(one.organisers, other.organisers)
    crossed = relation(one.organisers, other.targets), relation(one.targets, other.organisers)
    if found == "apart" and "same" in crossed and "apart" not in crossed:
        return "crossed"
    if found == "place":
        rests = {body: _but_for_a_place(body) for body in one.organisers | other.organisers}
        told = all(named([rests[body] for body in a.organisers], b) for a, b in ((one, other), (other, one)))
        return "hosted" if told else found
    if found == "apart":
        met = [named(a.organisers, b) for a, b in ((one, other), (other, one))]
        found = "told" if all(met) else "half" if any(met) else found
    return "guest" if found == "half" and _has_a_guest(one, other) else found


def _has_a_guest(one: Report, other: Report) -> bool:
    """Whether of two reports of what is held for many one is told as a workplace's and the other is not."""
    workplaces = [all(body.startswith(A_WORKPLACE) for body in report.organisers) for report in (one, other)]
    return one.types[0] == other.types[0] and one.types[0] in ATTENDED and workplaces[0] != workplaces[1]


@lru_cache(maxsize=1 << 15)
def _but_for_a_place(body: str) -> str:
    """A body without the place that its name ends with: `viên chức`, where there is more to it."""
    words = body.split()
    return " ".join(words[:-2]) if len(words) > 3 and " ".join(words[-2:]) in PLACES else body


def _partners_apart(one: Report, other: Report, named: Named) -> bool:
    """Whether either report of a holder's event has another holder beside, whom the other does not name: of sister events."""
    if not one.organisers & other.organisers:
        return False
    beside = [(one.organisers - other.organisers, one, other), (other.organisers - one.organisers, other, one)]
    return all(bodies and relation(bodies, b.organisers | b.targets) != "near" and not named(bodies, b) for bodies, a, b in beside)


def _venues_apart(one: Report, other: Report) -> bool:
    """Whether both reports name where it was held, and neither the other's place."""
    if not one.venue or not other.venue:
        return False
    return one.venue.isdisjoint(other.names | other.venue) and other.venue.isdisjoint(one.names)


def _targets(one: Report, other: Report, named: Named) -> str:
    """Whether those to whom the event is done in either report are met in the other: both, one, half, none, unmet, apart."""
    met = [_met(a, b, named) for a, b in ((one, other), (other, one)) if a.targets]
    if len(met) < 2:
        return "none" if not met else "one" if met[0] else "withheld" if _is_withheld(one, other) else "unmet"
    return "both" if all(met) else "half" if any(met) else "apart"


def _is_withheld(one: Report, other: Report) -> bool:
    """Whether both are of what befalls a company, which one may not name, or of what is for many, of whom one may name its own."""
    types = {one.types[0], other.types[0]}
    return types <= BEFALLS or (types <= ATTENDED and all(body.startswith(A_WORKPLACE) for body in one.targets | other.targets))


def _met(one: Report, other: Report, named: Named) -> bool:
    """Whether a body that the event is done to in one report is named in the other, in some words."""
    targets = one.targets - other.organisers  # the guest of one is the holder of the other
    if not targets or relation(targets, other.targets | other.organisers) in ("same", "near"):
        return True
    return named(targets, other)


def in_text(bodies: Iterable[str], report: Report) -> bool:
    """Whether the text of a report names one of the bodies or places."""
    text = report.text()
    return any(f" {distinctive(body)} " in text or _is_of_its_province(body, report, text) for body in bodies)


def _is_of_its_province(body: str, report: Report, text: str) -> bool:
    """Whether a body is one of the province which the text speaks of as the province: `LĐLĐ tỉnh`, `Công đoàn Y tế tỉnh`."""
    what, province = _but_for_its_province(body)
    if not province:
        return False
    here = report.province is None or normalise(report.province) == province
    calls = [" ".join(what.split()[-2:])] if what else ["lđlđ", "liên đoàn lao động"]
    return any(f" {call} tỉnh {province} " in text or (here and f" {call} tỉnh " in text) for call in calls)


@lru_cache(maxsize=1 << 15)
def _but_for_its_province(body: str) -> tuple[str, str]:
    """A core without the province that it ends with, and that: `y tế`, `quảng ngãi`."""
    province = max((place for place in PROVINCES if f" {body}".endswith(f" {place}")), key=len, default="")
    return body.removesuffix(province).strip(), province


@lru_cache(maxsize=1 << 15)
def distinctive(body: str) -> str:
    """The end of a core, by which a text that has named the body in full may call it again: `phú bình`, `lương thế vinh`, `hòa thọ`.

    Two syllables are enough where they are neither a place's nor such as many names have.
    """
    for unit in UNITS:
        body = body.removeprefix(f"{unit} ")
    end = " ".join(body.split()[-2:])
    return " ".join(body.split()[-3:]) if end in PLACES or end in COMMON or end in WORKPLACES else end


def relation(one: frozenset[str], others: frozenset[str]) -> str:
    """How bodies stand to each other: same, near (a name within the other), place (of one place only), apart; none where one has none.

    What a workplace shares with a body that is none is its place alone: it is another body, not a namesake.
    """
    if not one or not others:
        return "none"
    if one & others:
        return "same"
    found = {_relation(a, b) for a, b in product(one, others)}
    return next(kind for kind in ("near", "place", "apart") if kind in found)


@lru_cache(maxsize=1 << 15)
def _relation(one: str, other: str) -> str:
    short, long = sorted((one, other), key=len)
    tail = " ".join(short.split()[-2:])
    if f" {tail} " not in f" {long} " or tail in WORKPLACES:
        return "apart"
    workplaces = [WORKPLACE.search(body) is not None for body in (one, other)]
    which = set(short.split()[:-2]) - UNIT_WORDS
    named_alike = all(workplaces) or (any(workplaces) and bool(which) and which <= set(long.split()))
    return "near" if tail not in PLACES or named_alike else "apart" if any(workplaces) else "place"
