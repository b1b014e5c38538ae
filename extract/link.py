"""Linking: the reports of many articles that tell one event make one happening.

    for happening in link(stored_reports(db)):
        print([report.event for report in happening])

Record linkage in its three classic steps (Fellegi and Sunter 1969; Christen, Data Matching, 2012). *Blocking*: a sweep over the days, in
which a report meets only those of its own days that share a name with it. *Comparison*: what two reports agree and differ in, as clues
whose weights (`WEIGHTS`) add up to the log odds that they tell one event. They are set by hand: what was learned from the 36 pairs of
corpus/gold/links/dev fitted these and no others. *Clustering*: agglomerative, the likeliest pair first; two groups become one only where
none of their pairs is impossible and most speak for it, so that no chain of likely pairs joins two reports that exclude each other.

Only what is of the last days is in memory, and a report is compared with a bounded number of others: a million take n log n, for sorting.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from math import log
from statistics import fmean

from models.logistic import INTERCEPT, Weights, probability
from schemas.hierarchy import owner
from schemas.lexicon import rows
from schemas.names import normalise
from schemas.registry import units

LIKELY = 0.5
"""Two reports of this probability tell one event, unless others of their groups speak against it."""
IMPOSSIBLE = 0.3
"""Two reports of less that contradict each other are never in one happening."""
CONTRADICTIONS = frozenset({"days=apart", "province=apart", "organisers=place", "targets=apart", "targets=half"})
CERTAIN = 0.999
"""No two reports are surer than that."""
CROWD = 40
"""Reports of the same days that share a name: a new one is compared with so many of them, the latest."""
NEAREST = 30
"""A report is compared with so many of those that share most with it."""
SAMPLE = 8
"""So many reports of a group stand for it when two groups are compared."""
WEIGHTS: Weights = {
    INTERCEPT: -2.3,
    "days=same": 1.0, "days=within": 0.5, "days=next": -0.5, "days=supposed": 0.0, "days=named": -1.0, "days=apart": -3.0,
    "types=same": 1.0, "types=kindred": 0.3, "types=khac": 0.0, "types=other": -1.2,
    "organisers=same": 1.5, "organisers=crossed": 1.2, "organisers=near": 0.5,
    "organisers=told": -0.3, "organisers=place": -1.5, "organisers=apart": -1.5,
    "targets=both": 2.0, "targets=one": 1.2, "targets=none": 0.3, "targets=unmet": -2.5, "targets=half": -2.0, "targets=apart": -5.0,
    "province=same": 0.3, "province=told": -0.3, "province=apart": -1.5,
    "names>0": 0.6, "names>1": 0.6, "names>2": 0.5, "names>3": 0.5, "names>4": 0.5,
    "people>0": 0.7, "people>1": 0.7,
    "figures>0": 0.7, "figures>1": 0.7,
}  # fmt: skip
"""What each clue adds to the log odds that two reports tell one event."""
KINDRED = [
    frozenset(types.split())
    for types in (
        "giam_sat kiem_tra lam_viec",
        "so_ket tong_ket giao_ban hoi_nghi_bch trien_khai khen_thuong ky_niem",
        "dai_hoi hoi_nghi_bch nhan_su",
        "thanh_lap dai_hoi nhan_su",
        "cham_lo mai_am quyen_gop phat_dong ky_niem",
        "hoi_thi ky_niem phat_dong",
        "doi_thoai ky_ket tranh_chap",
        "tap_huan tuyen_truyen hoi_thao trien_khai",
    )
]
"""Types under which different houses report one event."""
COMMON = frozenset(row["name"] for row in rows("models", "common_names"))
"""Pairs of capitalised syllables that so many articles have that to share one says little."""
DROPPED = [
    phrase.split()
    for phrase in (
        *("công đoàn cơ sở", "công đoàn bộ phận", "tổ công đoàn", "liên đoàn lao động", "công đoàn"),  # the longer before their beginnings
        *("ban giám đốc", "ban chấp hành", "ban thường vụ", "trách nhiệm hữu hạn", "tnhh", "một thành viên", "mtv", "cổ phần"),
        *("ngành", "tỉnh", "các", "doanh nghiệp", "trụ sở", "hội trường"),
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
    "lđ tb xh": "lao động thương binh và xã hội",
    "lđtb xh": "lao động thương binh và xã hội",
    "tn mt": "tài nguyên và môi trường",
    "bhxh": "bảo hiểm xã hội",
    "bv": "bệnh viện",
    "đhqg": "đại học quốc gia",
}
"""What of names is written shorter now and then, in lower case."""
WORKPLACES = frozenset(
    ["công ty", "nhà máy", "xí nghiệp", "xưởng", "tập đoàn", "bệnh viện", "đa khoa", "trường", "thpt", "thcs", "tiểu học", "mầm non"]
)
"""Words of bodies that are called after a place and are not the place's union."""
UNITS = ("thành phố", "thị xã", "huyện", "quận", "phường", "xã", "thị trấn")
PLACES = frozenset(normalise(unit["name"]) for unit in units().values())
CITIES = ("hà nội", "hải phòng", "đà nẵng", "cần thơ", "hồ chí minh", "huế")


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one article tells it: what it is compared by. Days are ordinals (`date.toordinal`), names are cores (`core`)."""

    event: int
    article: int
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
    names: frozenset[str]
    """Pairs of capitalised syllables in the text, the common ones aside: parts of the names of persons, places and bodies"""
    text: str
    """As `plain` has it"""
    people: frozenset[str]
    figures: frozenset[str]


@lru_cache(maxsize=1 << 15)
def core(name: str) -> str:
    """What of a body's name tells which it is: a committee goes by its body, a union by what it is the union of.

    >>> core("Ban Thường vụ Công đoàn Công ty TNHH Giày Hưng Thái"), core("LĐLĐ huyện Phú Bình")
    ('công ty giày hưng thái', 'huyện phú bình')
    """
    words = plain(normalise(owner(name) or name)).split()
    kept: list[str] = []
    at = 0
    while at < len(words):
        long = next((len(phrase) for phrase in DROPPED if words[at : at + len(phrase)] == phrase), 0)
        if not long and words[at : at + 2] == ["thành", "phố"] and " ".join(words[at + 2 :]).startswith(CITIES):
            long = 2
        if not long:
            kept.append(words[at])
        at += long or 1
    return " ".join(kept) if len(kept) > 1 else ""


WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """A text in lower case, its words parted by single spaces, without punctuation, what is shortened written out."""
    text = f" {' '.join(WORD.findall(text.lower()))} "
    for short, full in ABBREVIATED.items():
        text = text.replace(f" {short} ", f" {full} ")
    return text


def names_in(text: str) -> frozenset[str]:
    """Pairs of neighbouring capitalised syllables in a text, in lower case, the common ones aside.

    >>> sorted(names_in("Bà Nguyễn Thị Khánh Vân về huyện Phú Bình."))
    ['bà nguyễn', 'khánh vân', 'phú bình', 'thị khánh']
    """
    return capitalised(text) - COMMON


def capitalised(text: str) -> frozenset[str]:
    """Those pairs, the common ones too."""
    found = set()
    for line in text.split("\n"):
        for one, other in pairwise(line.split()):
            one, other = one.lstrip("“\"'(‘"), other.rstrip(".,;:!?)”\"'…’")
            if one[:1].isupper() and other[:1].isupper() and one[-1:].isalpha() and one[1:].islower() and other[1:].islower():
                found.add(f"{one} {other}".lower())
    return frozenset(found)


def link(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """The happenings: groups of the reports, which come in order of (first, event); a group is given when its days are over."""
    sweep = _Sweep()
    for report in reports:
        yield from sweep.over(report.first)
        sweep.meet(report)
    yield from sweep.over(None)


@dataclass
class _Group:
    """Reports that chains of likely pairs hold together."""

    reports: list[Report]
    pairs: list[tuple[float, int, int]]
    open: int
    """How many of them may meet another one yet"""


class _Sweep:
    """The reports whose days are not over, by what they share, and the groups that they are in."""

    def __init__(self) -> None:
        self.open: dict[int, Report] = {}
        self.ends: dict[int, list[Report]] = defaultdict(list)
        self.sharing: dict[str, list[int]] = defaultdict(list)
        self.groups: dict[int, _Group] = {}

    def meet(self, report: Report) -> None:
        """Compare a report with those at hand that share most with it, and keep it until its days are over."""
        shared = Counter(event for key in _keys(report) for event in self.sharing[key][-CROWD:])
        group = self.groups[report.event] = _Group([report], [], 1)
        for event in sorted(shared, key=lambda e: (-shared[e], e))[:NEAREST]:
            likely = similarity(report, self.open[event])
            if likely >= LIKELY:
                group = self._join(group, self.groups[event])
                group.pairs.append((-likely, event, report.event))
        self.open[report.event] = report
        self.ends[report.last + 1].append(report)
        for key in _keys(report):
            self.sharing[key].append(report.event)

    def _join(self, one: _Group, other: _Group) -> _Group:
        if one is other:
            return one
        small, large = sorted((one, other), key=lambda group: len(group.reports))
        large.reports += small.reports
        large.pairs += small.pairs
        large.open += small.open
        self.groups.update((report.event, large) for report in small.reports)
        return large

    def over(self, day: int | None) -> Iterator[list[Report]]:
        """Let go of the reports that no report of this day or later can meet; the happenings that are complete by that."""
        for last in sorted(end for end in self.ends if day is None or end < day):
            for report in self.ends.pop(last):
                del self.open[report.event]
                for key in _keys(report):
                    self.sharing[key].remove(report.event)
                    if not self.sharing[key]:
                        del self.sharing[key]
                group = self.groups[report.event]
                group.open -= 1
                if not group.open:
                    for each in group.reports:
                        del self.groups[each.event]
                    yield from clusters(group.reports, group.pairs)


def clusters(reports: Sequence[Report], pairs: Iterable[tuple[float, int, int]]) -> list[list[Report]]:
    """The happenings among reports, by their pairs (minus the probability, two events): the likeliest pair first.

    Two groups become one where no pair of them is impossible and the mean of the log odds speaks for it.
    """
    groups = {report.event: [report] for report in reports}
    for _, one, other in sorted(pairs):
        a, b = groups[one], groups[other]
        if a is b:
            continue
        met = list(product(a[:SAMPLE], b[:SAMPLE]))
        crossed = [similarity(x, y) for x, y in met]
        if (
            not any(p < IMPOSSIBLE and excluded(x, y) for p, (x, y) in zip(crossed, met, strict=True))
            and fmean(log((p or 1e-9) / (1 - p)) for p in crossed) >= 0
        ):
            merged = sorted([*a, *b], key=lambda report: report.event)
            groups.update((report.event, merged) for report in merged)
    return list({id(group): group for group in groups.values()}.values())


def excluded(one: Report, other: Report) -> bool:
    """Whether two reports contradict each other, rather than having little in common."""
    return one.article == other.article or not CONTRADICTIONS.isdisjoint(clues(one, other))


def similarity(one: Report, other: Report) -> float:
    """The probability that two reports tell one event; an article tells an event once, but for the days of a longer one."""
    if one.article == other.article:
        same = (one.types[0], one.organisers, one.targets) == (other.types[0], other.organisers, other.targets)
        return CERTAIN * (same and bool(one.organisers) and _days(one, other) in ("within", "next"))
    return min(probability(clues(one, other), WEIGHTS), CERTAIN)


def _keys(report: Report) -> list[str]:
    """What a report may share with others of its happening, always in one order."""
    alike = {f"{report.types[0]} {report.province}"} if report.province else set()  # a province alone is too much of a crowd
    return sorted(report.names | report.people | report.organisers | report.targets | alike)


def clues(one: Report, other: Report) -> set[str]:
    """What two reports agree and differ in, the same for (other, one)."""
    found = {
        f"days={_days(one, other)}",
        f"types={_types(one, other)}",
        f"targets={_targets(one, other)}",
        f"organisers={_organisers(one, other)}",
    }
    if one.province and other.province:
        found.add(f"province={_province(one, other)}")
    for what, shared, most in (
        ("names", one.names & other.names, 5),
        ("people", one.people & other.people, 2),
        ("figures", one.figures & other.figures, 2),
    ):
        found |= {f"{what}>{number}" for number in range(min(len(shared), most))}
    return found


def _days(one: Report, other: Report) -> str:
    """How the days stand to each other; supposed where one tells none, named where one has the other's day for something else."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return "supposed"
    if one.start == other.start:
        return "same"
    if one.start <= other.end and other.start <= one.end:
        return "within"
    if one.start <= other.end + 1 and other.start <= one.end + 1:
        return "next"
    return "named" if one.start in other.named or other.start in one.named else "apart"


def _types(one: Report, other: Report) -> str:
    if one.types[0] == other.types[0]:
        return "same"
    if set(one.types) & set(other.types) or any({one.types[0], other.types[0]} <= kindred for kindred in KINDRED):
        return "kindred"
    return "khac" if "khac" in (one.types[0], other.types[0]) else "other"


def _province(one: Report, other: Report) -> str:
    if one.province == other.province:
        return "same"
    return "told" if any(f" {normalise(a.province)} " in b.text for a, b in ((one, other), (other, one))) else "apart"


def _organisers(one: Report, other: Report) -> str:
    """How those who hold the event stand to each other; the guest of one report may be the holder of the other."""
    found = relation(one.organisers, other.organisers)
    crossed = relation(one.organisers, other.targets), relation(one.targets, other.organisers)
    if found == "apart" and "same" in crossed:
        return "crossed"
    return "told" if found == "apart" and all(_named(a.organisers, b) for a, b in ((one, other), (other, one))) else found


def _targets(one: Report, other: Report) -> str:
    """Whether those to whom the event is done in either report are met in the other: both, one, half, none, unmet, apart."""
    met = [_met(a, b) for a, b in ((one, other), (other, one)) if a.targets]
    if len(met) < 2:
        return "none" if not met else "one" if met[0] else "unmet"
    return "both" if all(met) else "half" if any(met) else "apart"


def _met(one: Report, other: Report) -> bool:
    """Whether a body that the event is done to in one report is named in the other, in some words."""
    targets = one.targets - other.organisers  # the guest of one is the holder of the other
    if not targets or relation(targets, other.targets | other.organisers) in ("same", "near"):
        return True
    return _named(targets, other)


def _named(bodies: frozenset[str], report: Report) -> bool:
    """Whether the text of a report names one of the bodies."""
    return any(f" {distinctive(body)} " in report.text for body in bodies)


@lru_cache(maxsize=1 << 15)
def distinctive(body: str) -> str:
    """The end of a core, by which a text that has named the body in full may call it again: `phú bình`, `lương thế vinh`."""
    for unit in UNITS:
        body = body.removeprefix(f"{unit} ")
    return " ".join(body.split()[-3:])


def relation(one: frozenset[str], others: frozenset[str]) -> str:
    """How bodies stand to each other: same, near (a name within the other), place (of one place only), apart; none where one has none."""
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
    return "near" if tail not in PLACES or any(word in f"{one} {other}" for word in WORKPLACES) else "place"
