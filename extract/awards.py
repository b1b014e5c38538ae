"""Awards: what was given, by whom, to how many of what.

A sentence is read prize by prize ("Cờ thi đua", "Bằng khen", "giải Nhất", or the verb "khen thưởng" where nothing else is named). The
recipients stand behind it ("Bằng khen **cho 29 tập thể, 51 cá nhân**"), or before it where the verb is passive ("**15 tập thể** được
LĐLĐ tỉnh tặng Bằng khen"), or at the next prize that shares them ("01 giải Nhất, 02 giải Nhì **cho các đội**"). Each kind of recipient
makes one award. The giver is the body behind the prize ("Bằng khen **của UBND tỉnh**"), inside the passive, or the subject of the
clause; a clause without one goes on with the subject before it. What is still to be given is no award, and what a title or a
caption repeats is no second one.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.organisations import OrganisationMention
from extract.prizes import LEXICON, NUMBER, VERB, Prize, any_of, prizes_in, value_of, words
from extract.recipients import CLASS, NOUN, NUMBERED, OPEN, PERSON, SEVERAL, Recipients, kind_of
from extract.syllables import LOWER
from schemas.names import normalise


@dataclass(frozen=True, slots=True)
class AwardMention(Mention):
    """One award for one kind of recipient; the range is that of the award's name, or of the verb that stands for it.

    `kind` is the noun of the recipients ("tập thể"; '' where unsaid), `count` how many they are (None where unsaid), `giver` the body as
    mentioned, for the resolver to complete, `office` the office of that body which gives by itself ("Chủ tịch" of "UBND tỉnh"; '' where the
    body gives). `evidence` has the name and the recipients, as one range where they stand side by side.
    """

    name: str
    kind: str
    count: int | None
    giver: OrganisationMention | None
    evidence: tuple[tuple[int, int], ...]
    office: str = ""


# Recipients in the sentence.
BLANK = re.compile(r"\s+")
DEEDS = re.compile(r"\s+(?:(?:cho|những|các)\s+)?(?:(?:những\s+)?(?:thành tích|nỗ lực|đóng góp|cống hiến)[^,;]{0,40}?\s(?:của)\s+)?", re.I)
TOGETHER = r"(?:\s*[,;&]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng)\s+)(?:(?:trao\s+)?(?:tặng\s+)?cho\s+|tặng\s+)?"
PARTS = re.compile(r"\s*\((?:gồm\s+|trong đó\s+(?:có\s+)?)?")
OTHER_SUBJECT = re.compile(rf"[,;]\s+(?:các\s+)?{NOUN}\s", re.I)
REASON = words("vì|bởi|nhằm|do đã")
AT_ONCE = re.compile(rf"(?:^|[.,;:]\s+|[-•+]\s+)({NOUN})\s+(?:đều\s+|đã\s+|sẽ\s+)?$", re.I)
ANAPHOR = re.compile(r"(?<!\w)(đồng chí|ông|bà|anh|chị|cô|thầy)\s+(?:đã\s+|cũng\s+|còn\s+|từng\s+)*$", re.I)
GLUE = re.compile(TOGETHER)
JOIN = re.compile(r"(?<!\s)" + TOGETHER + "$")
JOINED = re.compile(rf"(?:\s\([^)]*\)|\s(?:tiêu biểu|xuất sắc|điển hình|có|đạt|trong|thành tích|[{LOWER}])[^,;]{{0,60}})?" + TOGETHER)
TOWARDS = re.compile(r"(?:(?<!\w)(?:cho|đến|tới|tặng|thuộc về)(?!\w)|:)\s*", re.I)
RECEIVING = words("được|vinh dự|đón nhận|nhận|đạt|đoạt|giành|lĩnh")
PASSIVE = r"(?:được|vinh dự)(?!\w)(?:[^;]{0,110}?(?<!\w)(?:tặng|trao|nhận|phong|cấp|khen|thưởng|công nhận|đạt)|(?:\s\w+){0,2})"
FORMAL = r"(?:\s+(?:tặng|thưởng|và|được|các|thêm|giải|danh hiệu|cao quý))*[\s“\"]*$"
RECEIVED = re.compile(rf"(?:{PASSIVE}|đón nhận|nhận|đạt|đoạt|giành|lĩnh){FORMAL}", re.I)
PASSIVE_VERB = re.compile(r"được(?!\w)[^;]{0,60}$", re.I)
OTHER_ACT = re.compile(rf"(?<!\w)(?<!được )(?:{any_of(LEXICON['other'])})(?!\w)", re.I)
GIVING = words("trao|tặng|cấp|phong|thưởng|nhận|đạt|đoạt|giành|khen|công nhận|truy tặng|trao giải")
WON = words(f"{GIVING.pattern}|kết quả|trong đó|gồm|có")

HANDED_OVER = re.compile(r"[^.;]{0,80}?(?<!\w)được\s+trao(?!\w)", re.I)
TO_WHOM = re.compile(rf"(?:trao|tặng|thưởng)\s+cho\s+(?:các\s+)?({NOUN})\s+(?:{NUMBER}[^.;]*)?$", re.I)

ENTRANTS = re.compile(rf"{NUMBER}\s+((?:đội|thí sinh|vận động viên|vđv|tác giả|nhóm tác giả)(?!\w))", re.I)

LONGEST = 2000
"""Characters of a sentence that are read together."""

# What is to come, and what is only spoken of.
UNREAL = words(any_of([*LEXICON["unreal"], *LEXICON["real"]]))
INTENDED = words(any_of(LEXICON["intended"]))
# The last such word decides, no other is tried.
TASKS = re.compile(r"(?>.*(?:nhiệm vụ|phương hướng|thời gian tới|kế hoạch|giải pháp|chỉ tiêu|(?:tháng|quý) cuối năm))[^.;]*:$", re.I)
ITEM = re.compile(r"\s*(?:[-–•+*]|\d{1,2}[.)])\s*")

# Givers.
OFFICE = re.compile(r"(?:chủ tịch|bí thư|trưởng|phó|giám đốc|lãnh đạo|[uủ][ỷy] viên|đại diện|chủ nhiệm|chánh)[^,;]{0,25}$", re.I)
GIVING_OFFICE = re.compile(
    r"(?:^|[.;:]\s*|\n[^\S\n]*|(?<!\w)(?:của|do)\s+|[-•+]\s+)"
    r"((?:chủ tịch|giám đốc|tổng giám đốc|bộ trưởng|hiệu trưởng|thủ trưởng|cục trưởng))\s+$",
    re.I,
)
MEMBERSHIP = re.compile(r"[uủ][ỷy] viên[^,;]{0,25}$", re.I)
ON_BEHALF = re.compile(r"(?:thừa (?:ủy|uỷ) (?:quyền|nhiệm)|thay mặt|(?:theo|công bố)\s[^,;]{0,12}quyết định)[^,;]{0,60}$", re.I)
ASIDE = re.compile(
    rf"(?:^|(?<=[,;:]))\s*(?:{any_of(LEXICON['aside'])})(?!\w)(?![^,;:]{{0,120}}?\sđược\s[^,;:]{{0,80}}?\s(?:tặng|trao|khen)(?!\w))[^,;:]*(?=[,;:])",
    re.I,
)
BEHIND = re.compile(
    r"(?:[^,;:]{0,60}?\s(?:do|của|từ)(?:\s+đại diện)?)?\s+(?:(?:phó\s+)?chủ tịch\s+|bộ trưởng\s+|giám đốc\s+|ban lãnh đạo\s+)?", re.I
)
ACTS = re.compile(r"(?:\s+(?:đã|cũng|còn|quyết định))*\s+(?:trao|tặng|khen|cấp|biểu dương|tuyên dương)", re.I)
ALSO = r"(?:(?:đồng thời|ngoài ra|bên cạnh đó|cùng với đó|cùng dịp này|dịp này|trong đó)[,\s]+)?(?:(?:cũng|còn|đã|và|quyết định)\s+)*"
FROM_VERB = re.compile(rf"\s*(?:[-–•+*]\s*)?{ALSO}(?:trao|tặng|khen|biểu dương|tuyên dương|vinh danh)", re.I)


class Reading:
    """One sentence, read prize by prize; `bodies` are those that the article names."""

    def __init__(self, text: str, start: int, end: int, bodies: Sequence[OrganisationMention]) -> None:
        self.text, self.start, self.end = text, start, end
        self.prizes = [p for p in prizes_in(text, start, end) if not self._to_come(p)]
        # A body behind "/" or "-" is the tail of a document's number: "15/QĐ-LĐLĐ".
        near = bodies[bisect_left(bodies, start, key=lambda b: b.start) : bisect_left(bodies, end, key=lambda b: b.start)]
        self.bodies = [b for b in near if text[b.start - 1 : b.start] not in ("-", "/")]
        self.asides = [(start + m.start(), start + m.end()) for m in ASIDE.finditer(text[start:end])] if self.prizes else []
        self.given = self._given()
        self.giver: OrganisationMention | None = None

    def awards(self, carried: OrganisationMention | None) -> list[AwardMention]:
        """The awards in text order; `carried` is the subject of the sentence before, for one that begins with its verb."""
        self.giver = carried if FROM_VERB.match(self.text, self.start, self.end) else None
        found: list[AwardMention] = []
        for index, prize in enumerate(self.prizes):
            self.giver = self.subject(index) or self.giver
            giver = self.giver_behind(index) or self.giver
            for recipients in _counted_by(prize, self.given[index]) or self._unclaimed(prize):
                if recipients.count or prize.use == "award" or (prize.use == "verb" and not INTENDED.search(self._clause(prize))):
                    found.append(_award(self.text, prize, recipients, giver, self._office(giver) if giver else ""))
        return found

    def _given(self) -> list[list[Recipients]]:
        """The recipients of each prize: behind it, before it, or those of the prize beside it."""
        found: list[list[Recipients]] = [[] for _ in self.prizes]
        limit = self.end
        for i in reversed(range(len(self.prizes))):
            prize, left = self.prizes[i], self.prizes[i - 1].end if i else self.start
            found[i] = self._behind(prize, limit)
            if not found[i]:
                taken = self._behind(self.prizes[i - 1], prize.first)[:1] if i else []
                found[i] = self._before(max([left, *(self._past(r) for r in taken)]), prize)
            limit = min([prize.first, *(r.start for r in found[i])])
        for i in reversed(range(len(found) - 1)):
            if not found[i] and found[i + 1] and found[i + 1][0].start > self.prizes[i].end and self._side_by_side(i):
                found[i] = found[i + 1]
        for i in range(len(found) - 1):
            if not found[i + 1] and found[i] and found[i][0].end <= self.prizes[i].first and self._side_by_side(i):
                found[i + 1] = found[i]
        return found

    def _past(self, recipients: Recipients) -> int:
        """Where the text goes on behind recipients; a class without a number ("tập thể CĐCS May 10") may have names behind it."""
        comma = re.compile("[,;]").search(self.text, recipients.end, self.end)
        return comma.start() if comma and recipients.count is None else recipients.end

    def _side_by_side(self, index: int) -> bool:
        """Whether a prize and the next are members of one list; a verb is a member of none."""
        one, other = self.prizes[index : index + 2]
        return {one.use, other.use} <= {"award", "contest"} and other.first - one.end < 80 and ";" not in self.text[one.end : other.first]

    def _behind(self, prize: Prize, limit: int) -> list[Recipients]:
        """ "… cho 29 tập thể, 51 cá nhân", "Giấy khen 22 cá nhân", "khen thưởng 12 đoàn viên"."""
        spoken = prize.use in ("verb", "praise")
        direct = (DEEDS if spoken else BLANK).match(self.text, prize.end, limit)
        if direct and (found := self._list(direct.end(), limit, counted=prize.use != "verb" and not prize.number)):
            return found
        giver = self._body_behind(prize)
        if giver and (found := self._list(giver.end + 1, limit, counted=True)):
            return found
        for towards in TOWARDS.finditer(self.text, prize.end, limit) if prize.use != "praise" else ():
            between = self.text[prize.end : towards.start()]
            if OTHER_ACT.search(between) or REASON.search(between) or ";" in between:
                break
            if found := self._list(towards.end(), limit, counted=towards[0].startswith(":")):
                return found
        return []

    def _before(self, left: int, prize: Prize) -> list[Recipients]:
        """ "15 tập thể và 27 cá nhân được LĐLĐ tỉnh tặng …", "3 cá nhân nhận …"."""
        left = max(left, self.text.rfind(";", left, prize.first) + 1)
        pattern = PASSIVE_VERB if prize.use in ("verb", "praise") else RECEIVED
        verbs = [m.start() for m in RECEIVING.finditer(self.text, left, prize.first) if pattern.match(self.text, m.start(), prize.first)]
        if not verbs:
            return []
        verb = verbs[-1]
        found: list[Recipients] = []
        for match in reversed(list(NUMBERED.finditer(self.text, left, verb))):  # in brackets stand the parts of a number
            if self.text.count("(", left, match.start()) > self.text.count(")", left, match.start()):
                continue
            if (found and not JOINED.fullmatch(self.text, match.end(), found[0].start)) or (
                not found and OTHER_SUBJECT.search(self.text, match.end(), verb)
            ):
                break
            found.insert(0, Recipients(match.start(), match.end(), kind_of(match[2]), value_of(match[1])))
        return found or self._unnumbered(left, verb)

    def _unnumbered(self, left: int, verb: int) -> list[Recipients]:
        """The subject of a passive that is no number: a class, a person or a body; a share of a class is none."""
        if "%" in self.text[left:verb]:  # a share of a class
            return []
        starts = [m.start() for pattern in (SEVERAL, PERSON) for m in pattern.finditer(self.text, left, verb)] + [
            b.start for b in self.bodies if left <= b.start < verb
        ]
        for start in sorted(s for s in starts if not self._aside(s)):
            if found := self._list(start, verb):
                return found
        if whole := AT_ONCE.search(self.text[left:verb]):
            return [Recipients(left + whole.start(1), left + whole.end(1), kind_of(whole[1]), None)]
        return [Recipients(m.start(1), m.end(1), "cá nhân", None) for m in (ANAPHOR.search(self.text[:verb], left),) if m]

    def _list(self, start: int, limit: int, counted: bool = False) -> list[Recipients]:
        """The recipients from `start` on; `counted` asks for a number at the first."""
        first = self._one(start, limit, counted)
        parts = PARTS.match(self.text, first.end, limit) if first and "," in first.kind else None
        if parts and len(told := self._list(parts.end(), limit, counted=True)) > 1:  # "89 tập thể, cá nhân (24 tập thể, 65 cá nhân)"
            return told
        found = [first] if first else []
        while found:
            here = found[-1].end
            glue = GLUE.match(self.text, here, limit)
            item = self._one(glue.end(), limit) if glue else None
            if item and item.count is None and (ACTS.match(self.text, item.end) or self._apposition(found[-1], item)):
                break
            if not item and (match := NUMBERED.search(self.text, here, limit)) and self._goes_on(here, match.start()):
                item = Recipients(match.start(), match.end(), kind_of(match[2]), value_of(match[1]))
            if not item:
                break
            found.append(item)
        return found

    def _apposition(self, person: Recipients, item: Recipients) -> bool:
        """Whether a noun behind a person only says who that is: "anh Thạch Sa Rinh, thợ cơ khí"."""
        beside = self.text[person.end : item.start].strip() == ","
        return (
            beside
            and bool(PERSON.match(self.text, person.start))
            and bool(CLASS.match(self.text, item.start))
            and not SEVERAL.match(self.text, item.start)
        )

    def _goes_on(self, here: int, there: int) -> bool:
        """Whether a number further on is still in the list: joined to it, outside brackets, with no other act between."""
        gap = self.text[here:there]
        return bool(JOIN.search(gap)) and gap.count("(") == gap.count(")") and not OTHER_ACT.search(gap)

    def _one(self, start: int, limit: int, counted: bool = False) -> Recipients | None:
        """The recipients at `start`: a number of them, else a person, a body or a class."""
        if match := NUMBERED.match(self.text, start, limit) or OPEN.match(self.text, start, limit):
            return Recipients(start, match.end(), kind_of(match[2]), value_of(match[1]))
        if counted:
            return None
        if match := PERSON.match(self.text, start, limit):
            return Recipients(start, match.end(), "cá nhân", None)
        if body := next((b for b in self.bodies if b.start == start and b.end <= limit), None):
            return Recipients(start, body.end, "tập thể", None)
        if match := CLASS.match(self.text, start, limit):
            one_body = match.start(1) == start and match[1].lower() in ("đơn vị", "tập thể")
            return Recipients(start, match.end(), "tập thể" if one_body else kind_of(match[1]), None)
        return None

    def _unclaimed(self, prize: Prize) -> list[Recipients]:
        """A number of prizes whose recipients nobody names."""
        verb = GIVING if prize.use == "award" else WON
        if not prize.number or not (verb.search(self.text, self.start, prize.first) or HANDED_OVER.match(self.text, prize.end, self.end)):
            return []
        to_whom = TO_WHOM.search(self.text[: prize.first], self.start)
        return [Recipients(prize.first, prize.end, kind_of(to_whom[1]) if to_whom else "", prize.number)]

    def subject(self, index: int) -> OrganisationMention | None:
        """The body that gives: inside the passive, else the subject; one on whose behalf it is done goes first, an office last."""
        prize, left = self.prizes[index], self.start
        clause = self.text.rfind(";", left, prize.first) + 1
        if clause and any(clause <= b.start and ACTS.match(self.text, b.end, prize.first) for b in self.bodies):
            left = clause
        if index:
            left = max([self.prizes[index - 1].end, *(r.end for r in self.given[index - 1] if r.end <= prize.first)])
            left = max(left, self.text.rfind(";", left, prize.first) + 1)
        passive = [r.end for r in self.given[index] if r.end <= prize.first]
        bodies = [b for b in self.bodies if left <= b.start and b.end <= prize.first]
        behalf = [b for b in bodies if ON_BEHALF.search(self.text[left : b.start])]
        bodies = [b for b in bodies if b.start >= max(passive, default=left) and not self._aside(b.start)]
        if index and left != self.start and self.text[left - 1] != ";":
            bodies = [b for b in bodies if passive or ACTS.match(self.text, b.end, prize.first)]
        direct = [b for b in bodies if not OFFICE.search(self.text[left : b.start])]
        held = [b for b in bodies if b not in direct and not MEMBERSHIP.search(self.text[left : b.start])]
        ranked = behalf or direct or [b for b in held if b.kind in ("union", "committee")] or held
        return ranked[0] if ranked else None

    def giver_behind(self, index: int) -> OrganisationMention | None:
        """The body behind the prize, or behind the next that shares its recipients: "Bằng khen, Giấy khen của LĐLĐ tỉnh"."""
        if body := self._body_behind(self.prizes[index]):
            return body
        shared = (
            index + 1 < len(self.prizes)
            and self.given[index]
            and self.given[index] is self.given[index + 1]
            and self.prizes[index].use == "award"
        )
        return self.giver_behind(index + 1) if shared else None

    def _body_behind(self, prize: Prize) -> OrganisationMention | None:
        """ "Bằng khen | của Chủ tịch | UBND tỉnh"."""
        limit = min([p.first for p in self.prizes if p.first >= prize.end], default=self.end)
        behind = (b for b in self.bodies if prize.end <= b.start < limit and BEHIND.fullmatch(self.text, prize.end, b.start))
        return next((b for b in behind if not TOWARDS.search(self.text, prize.end, b.start)), None)

    def _office(self, giver: OrganisationMention) -> str:
        """ "Chủ tịch UBND huyện tặng …", "Bằng khen của Bộ trưởng Bộ Y tế": the law has heads of state bodies and houses give."""
        found = None if giver.kind in ("union", "committee") else GIVING_OFFICE.search(self.text[self.start : giver.start])
        return found[1][0].upper() + found[1][1:] if found else ""

    def _aside(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.asides)

    def _clause(self, prize: Prize) -> str:
        return self.text[max(self.start, self.text.rfind(";", self.start, prize.start) + 1) : prize.start]

    def _to_come(self, prize: Prize) -> bool:
        """Whether the clause speaks of what is wished, planned or asked for."""
        clause = self._clause(prize)
        marks = [m.end() for m in UNREAL.finditer(clause) if " ".join(m[0].lower().split()) in LEXICON["unreal"]]
        return bool(marks) and not re.search(r"(?<!\w)đã(?!\w)", clause[marks[-1] :])


def _counted_by(prize: Prize, recipients: list[Recipients]) -> list[Recipients]:
    """The number said of the prize counts its recipients where they have none, and in a contest where several prizes share them."""
    if prize.number is None or not recipients or (prize.use != "contest" and any(r.count for r in recipients)):
        return recipients
    kind = ", ".join(dict.fromkeys(r.kind for r in recipients))
    return [Recipients(recipients[0].start, recipients[-1].end, kind, prize.number)]


def _award(text: str, prize: Prize, recipients: Recipients, giver: OrganisationMention | None, office: str) -> AwardMention:
    name = (prize.first, prize.end)
    one, other = sorted((name, (recipients.start, recipients.end)))
    beside = other[0] - one[1] < 60 and not re.search(r"[\d,;]", text[one[1] : other[0]])
    evidence = ((one[0], max(one[1], other[1])),) if beside else (one, other)
    return AwardMention(prize.start, prize.end, prize.name, recipients.kind, recipients.count, giver, evidence, office)


def _of_contest(text: str, award: AwardMention) -> AwardMention:
    """A contest's prize that nobody is said to have won went to those who took part: "56 thí sinh … 3 giải Nhất"."""
    if award.kind or award.name.split()[0] not in ("giải", "huy"):
        return award
    entrants = [m[1] for m in ENTRANTS.finditer(text, max(0, award.start - LONGEST), award.start)]
    return replace(award, kind=kind_of(entrants[-1])) if entrants else award


def without_repeats(found: Sequence[tuple[AwardMention, str, int]]) -> list[AwardMention]:
    """Each award once, in text order; with each the kind of its zone and the number of its sentence.

    A title, a caption and a later sentence repeat; so does a verb where the award is named elsewhere, and a total of parts.
    """
    order = {"body": 0, "title": 1, "caption": 2}
    named = {sentence for award, _, sentence in found if award.name != VERB}
    kept: list[tuple[AwardMention, str, int]] = []
    for award, zone, sentence in sorted(
        found, key=lambda f: (f[0].name == VERB, f[0].count is None, not f[0].kind, order[f[1]], f[0].start)
    ):
        others = [a for a, _, s in kept if s != sentence]
        same = [a for a, _, s in kept if s == sentence]
        if award.name == VERB and any(award.count == a.count if award.count else sentence not in named for a in others if a.name != VERB):
            continue
        if not any(_is_same(award, a) for a in same) and not any(_repeats(award, zone, a) for a in others):
            kept.append((award, zone, sentence))
    awards = [a for a, _, _ in kept]
    return [a for a, _, _ in found if any(a is b for b in awards) and not (re.search(r",|\svà\s", a.kind) and _is_total(a, awards))]


def _is_same(award: AwardMention, other: AwardMention) -> bool:
    """Whether one sentence says one thing twice ("được tuyên dương, khen thưởng")."""
    return (award.name, award.kind, award.count, award.giver) == (other.name, other.kind, other.count, other.giver)


def _repeats(award: AwardMention, zone: str, other: AwardMention) -> bool:
    """Whether another sentence has told the award, as fully or more so."""
    names = normalise(award.name), normalise(other.name)
    named = names[0].startswith(names[1]) or names[1].startswith(names[0])
    kinds = zone == "caption" or not award.kind or not other.kind or award.kind in other.kind or other.kind in award.kind
    return named and kinds and award.count in (None, other.count) and (zone != "body" or _may_be_one(award.giver, other.giver))


def _may_be_one(one: OrganisationMention | None, other: OrganisationMention | None) -> bool:
    """Whether two bodies as mentioned can be one: the same head, and no level or place against it."""
    if not one or not other:
        return True
    same_head = normalise(one.head) == normalise(other.head)
    return same_head and all(not a or not b or a == b for a, b in ((one.level_word, other.level_word), (one.place, other.place)))


def _is_total(total: AwardMention, awards: Sequence[AwardMention]) -> bool:
    """Whether the parts of an award told elsewhere make up its number; a verb is the total of any."""
    parts: dict[str, int] = defaultdict(int)
    for award in awards:
        if award is not total and total.name in (award.name, VERB) and award.count and award.kind in total.kind:
            parts[award.name] += award.count
    return total.count in parts.values()


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence whole; a text without full stops in stretches, for the time to read one grows faster than its length."""
    cuts = [start]
    while end - cuts[-1] > LONGEST:
        cut = max(text.rfind(mark, cuts[-1] + 1, cuts[-1] + LONGEST) for mark in ";, ")
        cuts.append(cut if cut > 0 else cuts[-1] + LONGEST)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


@Language.component("sukien_awards")
def awards(doc: Doc) -> Doc:
    """Leave `AwardMention`s: those of the body, and of titles and captions what the body does not tell."""
    text, bodies = doc._.cased, doc._.organisations
    found: list[tuple[AwardMention, str, int]] = []
    carried: OrganisationMention | None = None
    tasks = False
    for sentence in doc._.sentences:
        if sentence.zone == "furniture":
            continue
        line = text[sentence.start : sentence.end]
        opens = line.endswith(":")
        tasks = bool(opens and TASKS.match(line)) or (tasks and bool(ITEM.match(line)))
        if tasks:
            continue
        for start, end in _stretches(text, sentence.start, sentence.end):
            reading = Reading(text, start, end, bodies)
            found += [(_of_contest(text, award), sentence.zone, sentence.index) for award in reading.awards(carried)]
            carried = reading.giver or (next(iter(reading.bodies), None) if opens else None)
    leave(doc, "awards", without_repeats(found))
    return doc
