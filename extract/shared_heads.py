"""Shared heads: lists of bodies whose head stands once, in the plural, before the first of them.

"CĐCS các Trung tâm Y tế huyện: Cần Giuộc, Bến Lức" names two unions, "các trường Tiểu học A, Tiểu học B và Mầm non C" three schools,
"các Công ty TNHH: A, B; Công ty Cổ phần C" three companies. The class in front is read first: whose ("CĐCS"), a head, the words that say
which kind ("THPT", "TNHH"), a level; then the members, each of which may bring a head, a kind or a level of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import leave
from extract.numerals import ONES
from extract.organisations import HEADS, LEVEL, OrganisationMention, capitals, level_and_place, mentions_in, proper_name
from extract.places import LEVELS, name_at, written
from extract.syllables import UPPER
from extract.trie import EDGE, any_phrase, either_case
from extract.word_classes import any_of

HOUSE = re.compile(
    any_phrase(
        [name for name, head in HEADS.items() if head.kind in ("company", "school", "hospital", "institution", "authority", "media")],
        blank=r"\s+",
        ignore_case=True,
    )
    + r"(?!\w)"
)
OWNERS = [name for name, head in HEADS.items() if head.name in ("open", "place", "field") and head.kind != "committee"]
UNIONS = [name for name in OWNERS if HEADS[name].kind == "union"]
PLURAL = rf"(?:{any_phrase(either_case(['các', 'những', *ONES]), edge=EDGE)}|(?<!\w)\d{{1,3}})"
GRASSROOTS = any_phrase([name for name in UNIONS if HEADS[name].level == "grassroots"], edge=EDGE, ignore_case=True)
OPENS = re.compile(
    rf"(?P<grassroots>{GRASSROOTS})\s(?:của|thuộc)\s(?=[{UPPER}])|(?:(?P<owner>{any_phrase(OWNERS, edge=EDGE, ignore_case=True)})\s)?"
    rf"{PLURAL}\s(?:(?P<of>{any_phrase(UNIONS, ignore_case=True)})(?:\s(?:các\s)?|(?=\s?[:(])))?"
)
"""The plural, with the body that the class is of before or behind it ("CĐCS các …", "05 CĐCS …"), or grassroots unions "của" several."""
KIND = re.compile(rf"\s(?:{any_of('legal_form')}|{any_of('kind_of_house')})(?!\w)")
COLON = re.compile(r"(?:,? [\w-]+){0,8}?,?(?: (?:gồm(?: có)?|bao gồm|là))?(?: ?:\s{1,4}(?:(?:\d{1,2}[.)]|[-+•*])\s)?| \((?:gồm:? )?)")
"""What may stand between a class and the colon or the bracket that opens its list: further classes, "gồm"."""
GLUE = re.compile(
    r"(?: (?:tại|ở) [^,;:.()\n]{1,40}?(?=[,;]| và))? {0,2}(?:\([^()\n]{0,80}\) {0,2})?"
    r"(?:[,;.]? {0,2}\n\s{0,4}(?:\d{1,2}[.)]|[-+•*])\s|[,;] ?(?:(?:và|cùng) )?| (?:và|cùng) )(?:các )?"
)
"""What stands between two members: a seat ("tại Mộc Châu"), a note in brackets, and a sign or "và" or the number of the next line."""
CAPITAL = re.compile(rf"[{UPPER}\d]")
CULTURE = re.compile(r"Văn h(?:óa|oá)$")
"""The field to which others are joined with a comma: "Văn hóa, | Thể thao và Du lịch"."""
ENDS = re.compile(r"[,;:()\n]|\svà\s(?=(?P<next>.{0,40}))")
LONGEST, LONGEST_NAME = 40, 200
"""Members of one list, and characters of one member, at most."""


@dataclass(frozen=True, slots=True)
class Class:
    """What the members of a list are: an owner ("CĐCS"), a head ("Trung tâm"), a kind ("Y tế"), a level ("huyện"), '' where there is none.

    The list begins at `begins`, behind a colon or a bracket or with the first name right behind the class.
    """

    start: int
    owner: str
    head: str = ""
    kind: str = ""
    level_word: str = ""
    begins: int = 0
    colon: bool = False

    def name(self, of_its_own: str, kind: bool = True) -> str:
        """A member's name in full."""
        return " ".join(part for part in (self.owner, self.head, self.kind if kind else "", of_its_own) if part)


def shared_heads(text: str, ends: Sequence[int], words: dict[int, int], found: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """The mentions in order, the members of a list with a shared head in place of what was read of it without that head.

    `ends` are those of the sentences; a list that a colon opens may go on over lines that are numbered.
    """
    at = {mention.start: mention for mention in found}
    lists: list[tuple[int, list[OrganisationMention]]] = []  # where the class begins, and the members
    here = 0
    while opens := OPENS.search(text, here):
        here = opens.end()
        sentence_end = ends[min(bisect_right(ends, opens.start()), len(ends) - 1)]
        if opened := class_at(text, opens, sentence_end):
            members = _members(text, opened, len(text) if opened.colon else sentence_end, words, at)
            if len(members) > 1:
                lists.append((opens.start(), members))
                here = members[-1].end
    starts = [start for start, _ in lists]

    def in_a_list(mention: OrganisationMention) -> bool:
        nearest = bisect_right(starts, mention.end - 1) - 1
        return nearest >= 0 and mention.start < lists[nearest][1][-1].end

    return sorted([*(m for m in found if not in_a_list(m)), *(m for _, members in lists for m in members)], key=lambda m: m.start)


def class_at(text: str, opens: re.Match[str], limit: int) -> Class | None:
    """The class behind what opens a list, or None."""
    if opens["grassroots"]:
        return Class(opens.start(), opens["grassroots"], begins=opens.end())
    owner = " ".join((opens["owner"] or opens["of"] or "").split())
    of_unions = bool(owner) and HEADS[owner.lower()].kind == "union"
    end, head, kind = opens.end(), "", ""
    level = LEVEL.match(text, end, limit) if owner else None
    house = HOUSE.match(text, end, limit) if not level and (of_unions or not owner) else None
    if house:
        end = house.end()
        head, kind = _head_and_kind(house[0])
        while more := KIND.match(text, end, limit):
            kind, end = f"{kind}{more[0]}".strip(), more.end()
        level = LEVEL.match(text, end + 1, limit)
    end = level.end() if level else end
    colon = COLON.match(text, end) or (None if house or level else COLON.match(text, end - 1))
    if not (house or level or (of_unions and colon)) or not (colon or text.startswith(" ", end)):
        return None
    level_word = level[0] if level else ""
    return Class(opens.start(), owner if of_unions or level else "", head, kind, level_word, colon.end() if colon else end + 1, bool(colon))


def _head_and_kind(surface: str) -> tuple[str, str]:
    """A head that holds another one is that one and a kind: "trường | THPT", "Trung tâm | Y tế"."""
    syllables = surface.split()
    for cut in range(1, len(syllables)):
        if " ".join(syllables[:cut]).lower() in HEADS:
            return " ".join(syllables[:cut]), " ".join(syllables[cut:])
    return " ".join(syllables), ""


def _members(
    text: str, class_: Class, limit: int, words: dict[int, int], at: Mapping[int, OrganisationMention]
) -> list[OrganisationMention]:
    """The members of a class's list, joined to the first one, whose place takes in the class where no colon parts them."""
    found: list[OrganisationMention] = []
    here = class_.begins
    while len(found) < LONGEST and (member := _member(text, class_, here, limit, words, at)):
        first = replace(member, start=member.start if class_.colon else class_.start, shared=False)
        found.append(member if found else first)
        glue = GLUE.match(text, member.end, limit)
        if not glue:
            break
        here = glue.end()
    return found


def _member(
    text: str, class_: Class, here: int, limit: int, words: dict[int, int], at: Mapping[int, OrganisationMention]
) -> OrganisationMention | None:
    """The member at `here`: with a head of its own, with a kind or a level of its own, or with nothing but its name."""
    own = at.get(here)
    if own and own.kind in ("union", "committee"):
        return None
    if class_.level_word and not class_.head:  # where "Mỏ Cày" is no mine
        own = None
    elif own is None and HOUSE.match(text, here, limit) and CAPITAL.match(text, here):
        own = next((m for m in mentions_in(text, here, _end(text, here, limit), words) if m.start == here), None)
    if own:
        return None if own.bare and not own.level_word else _of_owner(class_, own)
    if class_.level_word:
        return _place(text, class_, here, limit, words)
    if class_.owner and LEVEL.match(text, here, limit):
        return _place(text, replace(class_, head="", kind=""), here, limit, words)
    return _house(text, class_, here, _end(text, here, limit), words) if class_.head and CAPITAL.match(text, here) else None


def _end(text: str, here: int, limit: int) -> int:
    """Where a member ends at the latest: a sign, or "và" before the next one; fields that offices join are not cut."""
    limit = min(limit, here + LONGEST_NAME)
    for found in ENDS.finditer(text, here, limit):
        following = found["next"]
        if following is None and not CULTURE.search(text[here : found.start()]):
            return found.start()
        if following and (KIND.match(f" {following}") or HOUSE.match(following)):
            return found.start()
    return limit


def _of_owner(class_: Class, own: OrganisationMention) -> OrganisationMention:
    """A member with a head of its own."""
    if not class_.owner:
        return own
    head = class_.owner.lower()
    name = f"{class_.owner} {own.text}"
    return replace(own, text=name, head=head, kind=HEADS[head].kind, level=HEADS[head].level, inner=own.start, bare=False, shared=True)


def _place(text: str, class_: Class, here: int, limit: int, words: dict[int, int]) -> OrganisationMention | None:
    """A member that is told by its place: "huyện: | Cần Giuộc", "các xã A, | thị trấn B"."""
    place = level_and_place(text, here, limit, words)
    level_word = (place.level_word if place else "") or class_.level_word
    if place and place.level_word:
        begins, end = place.end - len(place.place), place.end
    else:
        begins, end = here, max(name_at(text, here)[0], capitals(text, here, limit, words))
    if end <= begins or KIND.match(f" {text[begins:end]}"):
        return None
    head = (class_.owner or class_.head).lower()
    name = class_.name(f"{level_word} {text[begins:end]}")
    level = HEADS[head].level or LEVELS.get(written(level_word), "")
    inner = here if class_.owner and class_.head else None
    return OrganisationMention(here, end, name, head, HEADS[head].kind, level, level_word, text[begins:end], inner, shared=True)


def _house(text: str, class_: Class, here: int, limit: int, words: dict[int, int]) -> OrganisationMention | None:
    """A member that is told by its name: "Sở: | Nội vụ", "THPT | Lộc Thái"."""
    kind = KIND.match(text, here - 1, limit)
    end = proper_name(text, kind.end() if kind else here - 1, limit, words, HEADS[class_.head.lower()]).end
    if end <= (kind.end() if kind else here):
        return None
    head = (class_.owner or class_.head).lower()
    name = class_.name(text[here:end], kind=not kind)
    inner = here if class_.owner else None
    return OrganisationMention(here, end, name, head, HEADS[head].kind, HEADS[head].level, inner=inner, shared=True)


@Language.component("sukien_shared_heads")
def members_of_lists(doc: Doc) -> Doc:
    """Rewrites `doc._.organisations`; runs behind `sukien_organisations`."""
    ends = [sentence.end for sentence in doc._.sentences]
    if ends:
        leave(doc, "organisations", shared_heads(doc._.cased, ends, doc._.words, doc._.organisations))
    return doc
