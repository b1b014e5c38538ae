"""Offices and titles: where a text names an office, whose office it is, and where the title ends.

A title is an office with its body ("Chủ tịch LĐLĐ tỉnh") or a chain of them ("Ủy viên Trung ương Đảng, Chủ tịch …"). Before a name
it goes up to the name; behind a name it ends where neither a capital nor a word of offices and bodies goes on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extract.trie import pieces, trie
from schemas.lexicon import rows

UPPER = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
WORDS = {row["use"]: [w.replace("_", " ") for w in row["words"].split()] for row in rows("extract", "person_words")}
TITLE_WORDS, TITLE_STOPS = set(WORDS["title"]), set(WORDS["title_end"])
OFFICES = {row["office"]: row["kind"] for row in rows("extract", "offices")}
KINDS = {office.lower(): kind for office, kind in OFFICES.items()}


def phrases(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases with small or capital initials, the longest first."""
    forms = dict.fromkeys(form for phrase in phrases for form in (phrase, phrase[0].upper() + phrase[1:]))
    return trie(map(_pieces, sorted(forms, key=len, reverse=True)))


def _pieces(phrase: str) -> list[str]:
    """The characters of a phrase, the first of each syllable but the first in either case."""
    first, *rest = phrase.split(" ")
    return [*pieces(first), *(piece for word in rest for piece in (rf"\s[{word[0]}{word[0].upper()}]", *map(re.escape, word[1:])))]


OFFICE = re.compile(rf"{phrases(OFFICES)}(?![\w-])")
BREAK = re.compile(r"[;:!?\n“”\"(),]|\.(?!\s?Ư)")
OFFICE_LINK = re.compile(r"[^.;:()\n“”,–-]{0,60}(?:,|\s[-–])\s")
TITLE_WORD = re.compile(rf"\s(?:[-–&]\s(?=[{UPPER}]))?((?:TP|Tp|TX|T)\.\s?[{UPPER}]\w*|[^\s,.;:()“”\"]+)")
TITLE_LINK = re.compile(r"\s?(?:,|[-–]| kiêm)\s(?:nguyên |Nguyên )?")


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices named in a text, in order: `[start, end)` of each."""

    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> "Offices":
        """The offices that a text names."""
        return cls(
            [m.span() for m in OFFICE.finditer(text) if not m.start() or not (text[m.start() - 1].isalnum() or text[m.start() - 1] == "-")]
        )

    def before(self, text: str, at: int) -> tuple[int, int] | None:
        """The office whose words go up to `at` without a break ("Chủ tịch LĐLĐ tỉnh |"), or None."""
        i = bisect_right(self.spans, (at, at)) - 1
        if i < 0 or not 0 <= at - self.spans[i][1] <= 90:
            return None
        start, end = self.spans[i]
        gap = re.sub(r"T\.\s?Ư", "TƯ", text[end:at]).rstrip(" :")
        far = kind_of(text, start, end) != "office" and (gap.count(" ") > 2 or any(c.isupper() for c in gap))
        return None if far or BREAK.search(gap) or any(w in TITLE_STOPS for w in gap.split()) else (start, end)

    def chain(self, text: str, last: tuple[int, int]) -> int:
        """Where the title begins that ends in this office ("Ủy viên Trung ương Đảng, | Chủ tịch …")."""
        i = bisect_right(self.spans, last) - 1
        for start, end in reversed(self.spans[max(0, i - 4) : i]):
            gap = text[end : min(last[0], end + 80)].replace("T.Ư", "TƯ")
            if not OFFICE_LINK.fullmatch(gap) or any(w in TITLE_STOPS for w in gap.split()):
                break
            last = start, end
        return last[0]


def kind_of(text: str, start: int, end: int) -> str:
    """The kind of the office printed at `[start, end)`."""
    return KINDS[" ".join(text[start:end].lower().split())]


def title_end(text: str, start: int) -> int:
    """End of the title that begins at `start`: capitals and the words of offices and bodies go on, a verb ends it."""
    end = start
    for _ in range(5):
        if not (office := OFFICE.match(text, start)):
            break
        end = _segment_end(text, office)
        if not (link := TITLE_LINK.match(text, end)):
            break
        start = link.end()
    return end


def _segment_end(text: str, office: re.Match[str]) -> int:
    """End of one office with its body: "Chủ tịch Công đoàn ngành Giao thông Vận tải Hà Nội | cho rằng"."""
    end, last = office.end(), office[0].split()[-1]
    occupation = kind_of(text, *office.span()) != "office"
    for _ in range(20):
        word = TITLE_WORD.match(text, end)
        if not word or (word[1] in TITLE_STOPS and not (word[1] == "và" and text[word.end() + 1 : word.end() + 2].isupper())):
            break
        capital = word[1][0].isupper()
        inside = last[0].isupper() and not last.isupper()  # "Vận | tải": the rest of a capitalised word
        if not capital and (
            (occupation and end == office.end()) or not (word[1] in TITLE_WORDS or word[1] == "và" or (inside and word[1].isalpha()))
        ):
            break
        end, last = word.end(), word[1]
    return end
