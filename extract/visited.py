"""Visited: the bodies that a supervision, inspection or visit went to, where sentences of their own tell them.

"Đơn vị được kiểm tra là | Công đoàn phường …", "Chặng đầu là | Trường …", "Buổi chiều đến lượt | Trường …", "Nơi đến: | CĐCS …".
"""

import re
from collections.abc import Set

from spacy.tokens import Doc

from extract import roles
from extract.numerals import ONES
from extract.organisations import OrganisationMention
from extract.resolve import Resolver
from extract.telling import INSPECTIONS, Candidate, lead_sentences, of_another_day
from extract.word_classes import any_of

FAR = 8
"""Sentences behind the event's own in which its stops are told."""
NAMED = re.compile(
    rf"(?<!\w)(?:{any_of('stop_of_visit')}|(?:được|chịu)\s(?:sự\s)?{any_of('visiting_verb')})(?!\w)[^.;:“]{{0,60}}"
    r"(?:\s(?:là|gồm|có|dành cho|bao gồm)(?:\s[^.;:“]{0,30})?)?(?:(?<=là)|(?<=gồm)|(?<=có)|(?<=dành cho)|:)"
    rf"\s(?:(?:\d{{1,2}}|{'|'.join(ONES)}|các)\s)?$"
    r"|(?<!\w)\d+(?:/\d+)?\s(?:công đoàn|CĐCS|công đoàn cơ sở)\s(?:đó là|gồm|là)\s?:\s$"
    rf"|(?<!\w){any_of('order_of_stops')}(?:\s(?:là|tại|ở|đến|tới|từ|với))?\s$",
    re.I,
)
"""A stop, said to be this body: "Nơi đoàn đến đầu tiên là | …", "Danh sách đơn vị lần này gồm: | …"."""
WENT = re.compile(
    r"(?<!\w)(?:đoàn|tổ công tác|tổ kiểm tra|các anh chị)\s(?!viên)(?=[^.;“]{0,200}$)[^.;“]*?"
    rf"(?<!\w)(?:{any_of('visiting_verb')}|đến|tới|ghé|sang|vào|xuống|qua|dừng chân|nghe báo cáo)\s(?:(?:tại|ở|với|thăm|của)\s)*"
    rf"(?:{any_of('workers')}\s)?$|đến lượt\s$",
    re.I,
)
"""The delegation goes on: "Rời bệnh viện, đoàn đến thăm | …", "đoàn xuống huyện …, thăm | …, rồi vào | …"."""
SICK = re.compile(r"\s(?:để\s)?(?:thăm|viếng|động viên)(?!\w)")
GIVING = re.compile(r"(?<!\w)(?:tặng|trao|hỗ trợ)\s")
"""What tells that an inspection went to a house only to see somebody there ("đến Bệnh viện … | thăm đoàn viên"), or to bring gifts."""


def stops(doc: Doc, candidate: Candidate, taken: Set[str], resolver: Resolver) -> list[OrganisationMention]:
    """The bodies that are told to be stops of the main event, each once, in order.

    Not those whose full names are `taken`, nor those that sentences of another day name, nor those that it went to for
    somebody there.
    """
    text = doc._.cased
    found: dict[str, OrganisationMention] = {}
    behind = [s for s in lead_sentences(doc) if s.start >= candidate.sentence.start][: FAR + 1]
    for sentence in (s for s in behind if not of_another_day(doc, s, candidate)):
        bodies = [m for m in roles.organisations_in(doc, sentence) if m.start > candidate.trigger.start]
        for i, body in enumerate(bodies):
            before = text[max(sentence.start, body.start - 200) : body.start]
            aside = SICK.match(text, body.end) or (before.endswith("thăm ") and GIVING.search(text, body.end, sentence.end))
            went = WENT.search(before) and not (candidate.trigger.type in INSPECTIONS | {"lam_viec"} and aside)
            if (went or NAMED.search(before)) and not _is_scene(body):
                for stop in roles.listed(text, bodies, i):
                    name = resolver(stop).name
                    if (
                        (not stop.bare or stop.level_word)
                        and resolver.names_one(stop)
                        and name not in taken
                        and not any(stop.start < m.end and m.start < stop.end for m in found.values())
                    ):
                        found.setdefault(name, stop)
    return list(found.values())


def _is_scene(body: OrganisationMention) -> bool:
    """Whether a body only lends its hall: "đến | Trung tâm Hội nghị tỉnh"."""
    return body.kind == "institution" and bool(roles.VENUE.match(body.text))
