"""Offsets as annotation tools count them: in characters, or in the UTF-16 units of JavaScript.

Label Studio counts characters (its frontend's pull request 308) and once counted UTF-16 units, by which what stands behind an emoji is
off by one (its issue 1347). No file says which, but most say the words: the count by which the words are there is the right one.
"""

from schemas.record import Range


def located(text: str, start: int, end: int, words: str | None) -> Range | None:
    """The characters `[start, end)` of the text that a tool means: those where `words` stand, or without them as characters; else None.

    White space counts for nothing: tools print a line end as a space or as `\\n`.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    counted = [(start, end)] if 0 <= start < end <= len(text) else []
    if 0 <= start < end <= len(units) // 2:
        counted.append((_characters(units[: 2 * start]), _characters(units[: 2 * end])))
    same = (place for place in counted if words is None or _bare(text[slice(*place)]) == _bare(words.replace("\\n", "\n")))
    return next(same, None)


def _characters(units: bytes) -> int:
    return len(units.decode("utf-16-le", "replace"))


def _bare(words: str) -> str:
    return "".join(words.split())
