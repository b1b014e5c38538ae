"""Tries: one pattern for any of many phrases, in which what several begin with is written once.

`re` tries the alternatives of "công ty|công đoàn|cơ quan|…" one by one, all of them, at every place of a text. As
"c(?:ông (?:ty|đoàn)|ơ quan)" they are left at the first letter that none goes on with. And a pattern whose every branch opens with a
letter, with nothing before it, lets `re` pass at once over what opens none: so the edge of a word is asked for behind its first letter.
"""

import re
from collections.abc import Callable, Iterable, Sequence

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
    listed = [piece + trie(rest) if piece else "" for piece, rest in branches.items()]
    return listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})"


def any_phrase(phrases: Iterable[str], blank: str = " ", edge: str = "", ignore_case: bool = False, others: Iterable[str] = ()) -> str:
    """A pattern for any of the phrases, the longest first: `blank` stands between syllables, `edge` is asked for behind the first letter.

    `ignore_case` does what `re.IGNORECASE` does, with which `re` passes over nothing; `others` are patterns to try where no phrase fits.
    """
    forms = either_case(map(str.lower, phrases)) if ignore_case else phrases
    longest_first = sorted(dict.fromkeys(forms), key=len, reverse=True)
    piece = in_either_case if ignore_case else re.escape
    return trie([*(pieces(form, blank, edge, piece) for form in longest_first), *([other] for other in others)])


def pieces(phrase: str, blank: str = " ", edge: str = "", piece: Callable[[str], str] = re.escape) -> list[str]:
    """A phrase as the patterns of its characters, `piece` that of one behind the first."""
    return [re.escape(phrase[0]) + edge, *(blank if char == " " else piece(char) for char in phrase[1:])]


def in_either_case(char: str) -> str:
    """The pattern of a character in either case."""
    return re.escape(char) if char.lower() == char.upper() else f"[{char.lower()}{char.upper()}]"


def either_case(phrases: Iterable[str]) -> list[str]:
    """The phrases with a small and with a capital first letter."""
    return [first + phrase[1:] for phrase in phrases for first in (phrase[0].lower(), phrase[0].upper())]
