"""Triggers: the words that name an activity, with how surely they do in their context.

A phrase of the lexicon is evidence for its type; where it stands says whether it names an activity that took place or only
speaks of one: a holding verb before it ("tổ chức hội nghị …") speaks for it, a task ("tăng cường công tác kiểm tra"),
a document ("Nghị quyết Đại hội") or an occasion ("chào mừng đại hội") against.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.organisations import OrganisationMention
from extract.syllables import Sentence
from extract.trie import EDGE, any_phrase, pieces, trie
from extract.word_classes import any_of, word
from schemas.lexicon import rows
from schemas.names import unaccented


@dataclass(frozen=True, slots=True)
class TriggerMention(Mention):
    """`force` is the lexicon's weight as this context has it; `sentence` indexes `doc._.sentences`."""

    type: str
    force: float
    sentence: int


LEXICON = {row["phrase"]: (row["type"], float(row["weight"])) for row in rows("extract", "triggers")}


def _regex(phrase: str) -> str:
    """The pattern of a phrase; its gap takes up to eight syllables of one clause."""
    return re.escape(phrase).replace(r"\ ", r"\s").replace("_", r"(?:\s(?:[^\s.;:]|(?<=\d)\.(?=\d))+){0,8}?\s")


def _first(phrase: str) -> str:
    """The first syllable of a phrase."""
    return re.split("[ _]", phrase, maxsplit=1)[0]


WITH_GAPS = {_first(phrase) for phrase in LEXICON if "_" in phrase}
"""First syllables of phrases with gaps. A gap takes what other phrases go on with, so that these phrases keep their order."""


def _pieces(phrase: str) -> list[str]:
    """The pieces of a phrase for `trie`."""
    first = _first(phrase)
    shared, rest = (first, phrase.removeprefix(first)) if first in WITH_GAPS else (phrase, "")
    return [*pieces(shared, blank=r"\s", edge=EDGE), *([_regex(rest)] if rest else [])]


PATTERN = re.compile(trie(map(_pieces, sorted(LEXICON, key=len, reverse=True))) + r"(?!\w)")
SLIPS = {unaccented(p): p for p, (_, weight) in LEXICON.items() if " " in p and "_" not in p and weight >= 4}
"""Surer phrases of several syllables, without tone marks -> as they are written."""
SLIP = re.compile(any_phrase(SLIPS, edge=EDGE) + r"(?!\w)")
SLIPPED = 0.8
"""What is left of the weight of a misspelt phrase."""
GAPPED = [(re.compile(_regex(phrase)), phrase) for phrase in LEXICON if "_" in phrase]
HOLDING = re.compile(word("before_trigger_for"))
AGAINST = re.compile(rf"{any_of('before_trigger_against')}\s(?:về\s|các\s|của\s|và\s)?$")
TALLY = re.compile(r"(?:\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nhiều|mỗi|các|số)\s(?:cuộc|vụ|lượt)\s(?:việc\s)?$")
"""A number or quantity of cases: "314 cuộc | ngừng việc" is a figure of a report."""
DENIED = re.compile(r"(?<!\w)(?:không|chưa|chẳng|từ chối|khỏi)\s(?:được\s|thể\s|có\s|còn\s|bị\s|phải\s|(?:để\s)?xảy ra\s)?$")
"""What did not take place."""
SENT = re.compile(r"(?<!\w)đoàn (?:công tác|kiểm tra|giám sát)\s$")
"""A delegation does what follows: "đoàn công tác | thăm"."""
HELPED = (
    r"(?<!\w)(?:thăm|thăm hỏi|viếng|thắp hương|chia buồn|tặng|quà|hỗ trợ|trợ cấp|giúp|giúp đỡ|họp mặt|gặp mặt|chia sẻ|động viên|cho|trao"
    r"|tri ân)\s"
)
BENEFITED = re.compile(
    rf"{HELPED}[^.;:]{{0,60}}(?:bị|gặp|do|vì|nạn nhân|sau)\s(?:các\s|vụ\s)?$"
    rf"|{HELPED}[^.;:,]{{0,40}}(?:gia đình|thân nhân|người nhà|nạn nhân|công nhân|lao động|đoàn viên|thợ|người)\s[^.;:,]{{0,40}}$"
)
"""What makes of an accident the plight of those who are helped: "tặng quà cho công nhân bị | tai nạn lao động"."""
HEARD_OF = re.compile(r"(?<!\w)(?:nhận|nghe|nắm|hay|biết)\s(?:được\s)?(?:tin|thông tin|tin báo)(?!\w)[^.;:\n]{0,70}$")
"""What makes of it what somebody heard of, and then did something: "Nhận được tin về | vụ tai nạn"."""
ANNIVERSARY = re.compile(r"\d\snăm\s(?:ngày\s)?$")
"""What makes of a founding its anniversary: "kỷ niệm 89 năm | thành lập Công đoàn"."""
OCCASION = re.compile(r"(?<!\w)tại (?:buổi |cuộc |lễ |phiên )?$")
"""The occasion on which something was said: "tại | hội thảo"."""
OVERLAPPING = re.compile(word("overlapping_word"))
"""Words whose last syllable begins a trigger: "gia đình | công nhân" tells of no strike."""
QUOTED = re.compile(r"[“\"][^”\"\n]{0,160}$")


def slips_in(text: str, sentence: Sentence) -> list[TriggerMention]:
    """Triggers with a tone mark left out or misplaced ("tiến hành kiêm tra"), for a sentence that has none as it is written."""
    printed = text[sentence.start : sentence.end]
    plain = unaccented(printed)
    if len(plain) != len(printed):
        return []
    found = []
    for match in SLIP.finditer(plain):
        phrase = SLIPS[match[0]]
        same = [a == b for a, b in zip(printed[match.start() : match.end()].split(" "), phrase.split(" "), strict=True)]
        if sum(same) == len(same) - 1:
            type_, weight = LEXICON[phrase]
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(TriggerMention(start, end, type_, weight * SLIPPED, sentence.index))
    return found


def triggers_in(text: str, sentence: Sentence) -> list[TriggerMention]:
    """The triggers of one sentence, with their force; `text` is in lower case."""
    found = []
    for match in PATTERN.finditer(text, sentence.start, sentence.end):
        if any(
            w.start() < match.start() < w.end() for w in OVERLAPPING.finditer(text, max(sentence.start, match.start() - 10), match.end())
        ):
            continue
        type_, weight = _entry(match[0])
        before = text[max(sentence.start, match.start() - 90) : match.start()]
        force = weight
        if (AGAINST.search(before) and not SENT.search(before)) or TALLY.search(before):
            force *= 0.35
        elif sentence.zone != "title" and (HOLDING.search(before) or OCCASION.search(before)):
            force *= 1.4
        plight = type_ == "tai_nan" and (BENEFITED.search(before) or HEARD_OF.search(before))
        if plight or (type_ == "thanh_lap" and ANNIVERSARY.search(before)) or DENIED.search(before):
            force *= 0.1
        if QUOTED.search(before) and re.match(r"[^“\"\n]{0,160}[”\"]", text[match.end() : sentence.end]):
            force *= 0.4
        found.append(TriggerMention(match.start(), match.end(), type_, force, sentence.index))
    return found


def _entry(surface: str) -> tuple[str, float]:
    """Type and weight of the phrase that a surface is."""
    if surface in LEXICON:
        return LEXICON[surface]
    return next(LEXICON[phrase] for pattern, phrase in GAPPED if pattern.fullmatch(surface))


@Language.component("sukien_triggers")
def triggers(doc: Doc) -> Doc:
    """Leave `TriggerMention`s of title, body and captions; one inside a body's name ("Ủy ban Kiểm tra") is none."""
    text = doc._.article.text.lower()
    if len(text) != len(doc._.article.text):
        text = doc._.article.text
    bodies = doc._.organisations
    found = []
    for sentence in doc._.sentences:
        if sentence.zone != "furniture":
            named = [t for t in triggers_in(text, sentence) if not _in_name(t, bodies)]
            found += named or [t for t in slips_in(text, sentence) if not _in_name(t, bodies)]
    leave(doc, "triggers", found)
    return doc


def _in_name(trigger: TriggerMention, bodies: Sequence[OrganisationMention]) -> bool:
    """Whether a trigger lies inside the name of a body; `bodies` are in order."""
    at = bisect_right(bodies, trigger.start, key=lambda m: m.start)
    return at > 0 and trigger.end <= bodies[at - 1].end


def within(doc: Doc, start: int, end: int) -> list[TriggerMention]:
    """The triggers that begin in a range of the text."""
    mentions = doc._.triggers
    first = bisect_left(mentions, start, key=lambda t: t.start)
    return list(mentions[first : bisect_left(mentions, end, key=lambda t: t.start)])
