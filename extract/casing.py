"""Casing: a text of the same length in which lines in capitals read as mixed case, so that names can be told from words.

An ALL-CAPS title hides what is a name. Its syllables take the case that they have in the rest of the article, names of the
gazetteer and heads of bodies take theirs, all else becomes lower case. Offsets stay those of the stored text.
"""

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from extract.places import cased_names

SYLLABLE = re.compile(r"[^\W\d_]+")
ACRONYM = re.compile(r"(?:LĐLĐ|CNVCLĐ|CĐCS|UBND|HĐND|UBKT|BCH|BTV|TNHH|MTV|CNLĐ|NLĐ|KCN|KCX|MTTQ|TNCS|HCM|CP|TLĐ|CĐ|TP|TX|CĐVC|[IVX]+)$")

LATIN = str.maketrans("İıſ\u212a", "IisK")
"""Letters that `re.IGNORECASE` takes for Latin ones and `str.lower` does not: what is found would not be in its lexicon."""


def in_capitals(line: str) -> bool:
    """Whether a line is printed in capitals: ten letters or more, of which nine in ten are upper case."""
    letters = sum(map(str.isalpha, line))
    return letters >= 10 and sum(map(str.isupper, line)) >= 0.9 * letters


def mixed_case(text: str) -> str:
    """`text` with its lines in capitals in mixed case; the same length."""
    lines = text.splitlines(keepends=True)
    shouted = [in_capitals(line) for line in lines]
    if not any(shouted):
        return text
    upper, lower = Counter[str](), Counter[str]()
    for line, loud in zip(lines, shouted, strict=True):
        if not loud:
            for syllable in SYLLABLE.findall(line):
                (lower if syllable[0].islower() else upper)[syllable.lower()] += 1
    named = {s for s, n in upper.items() if n > lower[s]}
    cased = "".join(_cased(line, named) if loud else line for line, loud in zip(lines, shouted, strict=True))
    return cased if len(cased) == len(text) else text


def _cased(line: str, named: set[str]) -> str:
    """One line in mixed case."""

    def one(match: re.Match[str]) -> str:
        syllable = match[0]
        if ACRONYM.match(syllable):
            return syllable
        return syllable.capitalize() if syllable.lower() in named else syllable.lower()

    cased = SYLLABLE.sub(one, line)
    for match in cased_names().finditer(line):
        cased = cased[: match.start()] + match[0].title() + cased[match.end() :]
    return cased


@Language.component("sukien_casing")
def casing(doc: Doc) -> Doc:
    """Set `doc._.cased`, the text that components match names in."""
    if not Doc.has_extension("cased"):
        Doc.set_extension("cased", default=None)
    doc._.cased = mixed_case(doc._.article.text.translate(LATIN))
    return doc
