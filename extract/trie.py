"""Tries: one pattern for any of many phrases, in which what several begin with is written once.

`re` tries the alternatives of "công ty|công đoàn|cơ quan|…" one by one, all of them, at every place of a text. As
"c(?:ông (?:ty|đoàn)|ơ quan)" they are left at the first letter that none goes on with. And a pattern whose every branch opens with a
letter, with nothing before it, lets `re` pass at once over what opens none: so the edge of a word is asked for behind its first letter.
"""

import re
from collections.abc import Iterable, Sequence

EDGE = r"(?<!\w\w)"
"""Behind the first letter of a phrase: no letter stands before it."""


def trie(phrases: Iterable[Sequence[str]]) -> str:
    """A pattern for any of the phrases, each given by the patterns of its pieces, in order; of those that fit, the first is found.

    Pieces that differ must fit different text, and none comes behind one that it goes on from: sorted by length they never do.

    >>> trie(["cong ty", "cong an", "cong"])
    'cong(?: (?:ty|an)|)'
    """
    branches: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        branches.setdefault(phrase[0] if phrase else "", []).append(phrase[1:])
    listed = [piece + (trie(rests) if piece and len(rests) > 1 else "".join(rests[0])) for piece, rests in branches.items()]
    return listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})"


def any_phrase(phrases: Iterable[str], blank: str = " ", edge: str = "", ignore_case: bool = False, others: Iterable[str] = ()) -> str:
    """A pattern for any of the phrases, the longest first: `blank` stands between syllables, `edge` is asked for behind the first letter.

    `ignore_case` does what `re.IGNORECASE` does, with which `re` passes over nothing; `others` are patterns to try where no phrase fits.
    """
    forms = dict.fromkeys(map(str.lower, phrases) if ignore_case else phrases)
    listed = [pieces(form, blank, edge) for form in sorted(forms, key=len, reverse=True)]
    if ignore_case:
        behind: dict[str, list[list[str]]] = {}
        for first, *rest in listed:
            behind.setdefault(first, []).append(rest)
        listed = [[form, f"(?i:{trie(rests)})"] for first, rests in behind.items() for form in either_case([first])]
    return trie([*listed, *([other] for other in others)])


def pieces(phrase: str, blank: str = " ", edge: str = "") -> list[str]:
    """A phrase as the patterns of its characters."""
    first, *others = (blank if char == " " else re.escape(char) for char in phrase)
    return [first + edge, *others]


def either_case(phrases: Iterable[str]) -> list[str]:
    """The phrases with a small and with a capital first letter."""
    return [first + phrase[1:] for phrase in phrases for first in dict.fromkeys((phrase[0].lower(), phrase[0].upper()))]
