"""Short names: bodies by what the article itself calls them, and companies that go by their brand.

"Giày Hồng Lâm" is the Công ty TNHH Giày Hồng Lâm of another sentence, "BIDV" the bank with that name in brackets behind it. Initials
that nothing introduces are a company where they give or hold something ("VNPT đã trao …").
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import leave
from extract.organisations import OrganisationMention
from extract.places import name_at
from extract.syllables import UPPER, Sentence
from extract.word_classes import any_of

SHORTENED = ("company", "school", "hospital", "institution", "fund", "front")
"""Kinds of bodies that articles call by short names of their own."""
INITIALS = re.compile(rf"\s?\((?:gọi tắt là |viết tắt là )?([{UPPER}][\w&-]*[{UPPER}\d]|[{UPPER}][a-z]{{5,}})\)")
LEGAL_FORM = re.compile(rf"[Cc]ông ty\s(?:{any_of('legal_form')}\s)+((?:[{UPPER}][\w&.-]*)(?:\s[{UPPER}][\w&.-]*)+)$")
"""A company's name behind its legal form."""
BRAND = re.compile(
    rf"(?:^|,\s|\s-\s)((?!{any_of('no_brand')})[{UPPER}][{UPPER}\d&]{{2,11}})\s(?=(?:đã\s|vừa\s|sẽ\s)?{any_of('giving_verb')}(?!\w))"
)


def short_forms(text: str, found: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """Mentions by a name that the article gives: a company's without its legal form, a body's initials in brackets."""
    named: dict[str, OrganisationMention] = {}
    for mention in found:
        if mention.kind in SHORTENED and (initials := INITIALS.match(text, mention.end)):
            named.setdefault(initials[1], mention)
        proper = LEGAL_FORM.match(mention.text) if mention.kind == "company" else None
        if proper and " " in proper[1] and not name_at(proper[1], 0)[1]:
            named.setdefault(proper[1], mention)
    if not named:
        return []
    pattern = re.compile("|".join(rf"(?<![\w(]){re.escape(n)}(?!\w)" for n in sorted(named, key=len, reverse=True)))
    forms = (replace(named[m[0]], start=m.start(), end=m.end(), inner=None) for m in pattern.finditer(text))
    return [form for form in forms if not _overlaps(form, found)]


def brands(text: str, sentences: Sequence[Sentence], found: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """Companies without a head: initials at the head of a clause that give or hold."""
    spans = [
        (s.start + m.start(1), s.start + m.end(1)) for s in sentences if s.zone == "body" for m in BRAND.finditer(text[s.start : s.end])
    ]
    mentions = [OrganisationMention(a, b, text[a:b], "công ty", "company", "") for a, b in spans]
    return [m for m in mentions if not _overlaps(m, found)]


def _overlaps(mention: OrganisationMention, found: Sequence[OrganisationMention]) -> bool:
    """Whether a mention shares text with one of those `found`, which stand in order and apart."""
    at = bisect_left(found, mention.end, key=lambda m: m.start)
    return at > 0 and found[at - 1].end > mention.start


@Language.component("sukien_short_names")
def short_names(doc: Doc) -> Doc:
    """Adds to `doc._.organisations` the mentions by short names; runs behind `sukien_organisations`."""
    found = sorted(doc._.organisations, key=lambda m: m.start)
    found = sorted(found + short_forms(doc._.cased, found), key=lambda m: m.start)
    found = sorted(found + brands(doc._.cased, doc._.sentences, found), key=lambda m: m.start)
    leave(doc, "organisations", found)
    return doc
