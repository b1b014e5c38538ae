"""The piece of an article that a search shows: as the article's text has it, for the search index has d for every đ."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

BEGIN, END = "\x02", "\x03"
"""What SQLite is to put round a word that was sought."""
SNIPPET = f"snippet(articles_fts, 0, '{BEGIN}', '{END}', '', 40)"
"""In SQL: the piece with the most of the words, 40 words long."""
PLAIN = str.maketrans("Đđ", "Dd")


def snippet(excerpt: str, text: str, hidden: Iterable[str]) -> list[tuple[str, bool]]:
    """The text of SNIPPET's `excerpt`, in pieces that were sought or not; … stands for the `hidden` names.

    >>> snippet("Dang \x02dai hoi\x03 tai nha bà Lý", "Đang đai hoi tai nha bà Lý Thị.", ["Lý Thị"])
    [('Đang ', False), ('đai hoi', True), (' tai nha bà …', False)]
    """
    plain = excerpt.replace(BEGIN, "").replace(END, "")
    # The text may have asterisks for letters where the excerpt, in which a mark stands in a suppressed name, still has them.
    found = re.search("".join(f"[{letter}*]" if letter.isalnum() else re.escape(letter) for letter in plain), text.translate(PLAIN))
    if not found:  # the text has such characters itself
        return []
    at = found.start()
    letters = list(zip(text[at : at + len(plain)], _sought(excerpt), strict=True))
    for name in hidden:
        around = max(at - len(name), 0)
        for place in re.finditer(re.escape(name), text[around : at + len(plain) + len(name)]):
            first, last = (min(max(around + end - at, 0), len(letters)) for end in place.span())
            letters[first:last] = [("…", False), *[("", False)] * (last - first - 1)][: last - first]
    return [("".join(letter for letter, _ in run), sought) for sought, run in groupby(letters, key=lambda letter: letter[1])]


def _sought(excerpt: str) -> Iterator[bool]:
    """Of each letter of the excerpt: is it in a word that was sought?"""
    sought = False
    for letter in excerpt:
        if letter in (BEGIN, END):
            sought = letter == BEGIN
        else:
            yield sought
