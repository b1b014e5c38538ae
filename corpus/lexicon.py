"""Lexicons: tab-separated lists in `corpus/data/`, each with a `#` header that names its origin and columns."""

import unicodedata
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the lexicon `name`, comments and blank lines left out."""
    lines = files("corpus").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def fold(text: str) -> str:
    """NFC, lower case, white space squeezed: the form in which phrases and lines are compared."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def bare(text: str) -> str:
    """Lower case without accents, as in old telegrams and hurried typing: `Công đoàn` gives `cong doan`."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
