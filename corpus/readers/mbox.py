"""mbox (RFC 4155): letters one after another, each begun by a line `From ` after a blank one."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Reject
from corpus.offered import EMPTY, MAX_LINE, Offered


def read(offered: Offered) -> Iterator[Offered | Reject]:
    """The letters, numbered from 1."""
    number = 0
    with offered.open() as stream:
        for number, letter in enumerate(_letters(stream), 1):
            where = f"{offered.source}#{number}"
            if len(letter) > MAX_LINE:
                yield Reject(where, f"thư dài hơn {MAX_LINE // 1_000_000} MB")
            else:
                yield offered.holding(letter, f"{offered.stem}-{number}.eml", at=where)
    if not number:
        yield Reject(offered.source, EMPTY)


def _letters(stream: BinaryIO) -> Iterator[bytes]:
    """Each letter; of one that is too long, a little more than what is allowed."""
    letter = bytearray()
    blank, begun = True, False
    for line in iter(lambda: stream.readline(MAX_LINE), b""):
        if blank and line.startswith(b"From "):
            if begun:
                yield bytes(letter)
            letter, begun = bytearray(), True
        elif len(letter) <= MAX_LINE:
            letter += line[1:] if line.startswith(b">From ") else line
            begun = begun or bool(line.strip())
        blank = not line.strip(b"\r\n")
    if begun:
        yield bytes(letter)
