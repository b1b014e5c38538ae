"""Documents: cited decisions, plans and laws, by their numbers ("Kế hoạch số 32/KH-LĐLĐ", "02-NQ/TW", "Quyết định 655").

A number of state offices is `number/year/symbols` or `number/symbols`, of the Party `number-symbols/body`; the symbols are
capitals and name the kind and the issuer. A number without symbols counts only behind the name of a kind of document, and
a licence of the page's owner is no citation.
"""

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract.calendar import Point
from extract.mentions import Mention, leave
from extract.trie import EDGE, any_phrase
from schemas.lexicon import rows

ROWS = rows("extract", "document_kinds")
KINDS = {row["kind"]: row["symbols"].split() for row in ROWS}
KIND_OF = {symbol: kind for kind, symbols in reversed(KINDS.items()) for symbol in symbols}
LONGEST_FIRST = "|".join(sorted(KINDS, key=len, reverse=True))
CITED_PLAIN = any_phrase((row["kind"] for row in ROWS if row["plain"]), edge=EDGE)

SYMBOL = r"(?:[A-ZĐÂÔƠƯ]{2,12}[a-zđ]{0,2}\d{0,2}|T\.Ư|[A-Z]\b)"
NUMBER = re.compile(
    rf"(\d(?<![\w/.,-]\d)\d{{0,4}}[a-zđA-Z]?)\s?(?:(/\s?(?:19|20)\d\d\s?/|/)\s?({SYMBOL})(?:\s?[-–/&]\s?{SYMBOL}){{0,4}}|[-–]\s?({SYMBOL})\s?/\s?{SYMBOL}(?:\s?[-–]\s?{SYMBOL})?)(?!\w)"
)
# "Quyết định 655 về …", "Nghị định 157/2018", "Thông tư số 08": a plain number that ends there and counts nothing.
PLAIN = re.compile(
    rf"({CITED_PLAIN})\s(số\s)?(\d{{1,5}}[a-z]?(?:/(?:19|20)\d\d)?)(?![\w%/-]|[.,]\d)"
    r"(?=\s?[,.;:)”\"]|\s(?:về|của|ngày|do|ban|quy|và|có|đã|để|năm|thì|được|\()|\s?$)",
    re.M,
)
KIND_BEFORE = re.compile(
    rf"(?<!\w)({LONGEST_FIRST}|{'|'.join(KIND_OF)})(?:\s(?:số|liên tịch|phối hợp|hành động|chuyên đề|liên ngành)|\s?:){{0,3}}\s*$", re.I
)
LICENCE = re.compile(r"(?:[Gg]iấy phép|GP)[\s\w]{0,20}\s*(?:số\s*)?(?::\s*)?$")
DATE = re.compile(
    r"[\s,]{0,3}(?:ban hành\s|ký\s)?ngày\s?(\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(\d{1,2})(?:\s?[/.-]\s?|\snăm\s)((?:19|20)\d\d)(?!\d)"
)
ISSUER = re.compile(r"[\s,]{0,3}(?:được\s|do\s)?(?:của|do)\s+([A-ZĐÂÔƠƯỦ][^\n,;:.()“”\"]{2,90})")
ISSUER_END = re.compile(
    r"\s(?:về|ngày|ban hành|ký|quy định|hướng dẫn|triển khai|thực hiện|đã|và|cho|gửi|trong|có|được|phê duyệt|tổ chức|là|số|"
    r"đề ra|nêu)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class DocumentMention(Mention):
    """A cited document: its number as printed without white space, its kind ("Kế hoạch"), who issued it and when (ISO).

    What is unsaid is "", a date None.
    """

    number: str
    kind: str
    issuer: str = ""
    date: str | None = None


def read_documents(text: str, start: int, end: int) -> list[DocumentMention]:
    """Documents cited in `text[start:end]`, in order.

    >>> read_documents("Kế hoạch số 32/KH-LĐLĐ ngày 04/5/2023 của LĐLĐ tỉnh", 0, 51)[0].number
    '32/KH-LĐLĐ'
    """
    mentions = [_mention(text, m.start(), m.end(), kind) for m in NUMBER.finditer(text, start, end) if (kind := _kind(text, m)) is not None]
    for m in PLAIN.finditer(text, start, end):
        after = text[m.end() : m.end() + 8]
        # "Kế hoạch 5 năm" is no citation, "Nghị quyết 06 năm 2021" is one.
        if not re.match(r"\snăm(?!\s\d)", after):
            mentions.append(_mention(text, m.start(3), m.end(3), m[1]))
    return sorted(mentions, key=lambda mention: mention.start)


def _kind(text: str, match: re.Match[str]) -> str | None:
    """What the words before a number call it, else what its symbol says; None where it is no document."""
    before = text[max(0, match.start() - 60) : match.start()]
    symbol = match[3] or match[4]
    if symbol in ("GP", "GXN") or LICENCE.search(before):
        return None
    if named := KIND_BEFORE.search(before):
        return KIND_OF.get(named[1], named[1][0].upper() + named[1][1:].lower())
    if len(symbol) == 1:
        return None
    return KIND_OF.get(symbol.rstrip("0123456789"), "Công văn" if re.search(r"số\s*$", before) else "")


def _mention(text: str, start: int, end: int, kind: str) -> DocumentMention:
    rest, date, issuer = end, None, ""
    if dated := DATE.match(text, rest):
        day, rest = Point(int(dated[3]), int(dated[2]), int(dated[1])), dated.end()
        date = day.iso() if day.valid else None
    if issued := ISSUER.match(text, rest):
        issuer = ISSUER_END.split(issued[1])[0].strip()
    return DocumentMention(start, end, "".join(text[start:end].split()), kind, issuer, date)


def once(mentions: list[DocumentMention]) -> list[DocumentMention]:
    """Each document once, in text order: the citation that says most of it (kind, issuer, day), of equals the first."""
    fullest: dict[str, DocumentMention] = {}
    for mention in sorted(mentions, key=lambda m: -sum(map(bool, (m.kind, m.issuer, m.date)))):
        fullest.setdefault(mention.number.lower(), mention)
    return sorted(fullest.values(), key=lambda mention: mention.start)


@Language.component("sukien_documents")
def documents(doc: Doc) -> Doc:
    """Leave `DocumentMention`s of the title, body and captions in `doc._.documents`, each document once."""
    text, zones = doc._.article.text, (zone for zone in doc._.article.zones if zone.kind != "furniture")
    leave(doc, "documents", once([mention for zone in zones for mention in read_documents(text, zone.start, zone.end)]))
    return doc
