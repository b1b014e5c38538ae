"""Is it Vietnamese? Told by letters that no other language has, and by function words where the accents are missing."""

import re
from functools import cache

from corpus.lexicon import bare
from schemas.lexicon import rows

SAMPLE = 20_000
"""Characters looked at: the rest of an article is in the language of its beginning."""

VIETNAMESE_LETTER = re.compile("[ăắằẳẵặấầẩẫậđếềểễệốồổỗộơớờởỡợưứừửữựạảẹẻẽịỉĩọỏụủũỳỵỷỹ]")
WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """`vi`, `en`, or `xx` for any other language; a text of fewer than five words counts as Vietnamese.

    Accented Vietnamese has a letter of its own in every second word (French or Portuguese: none). Unaccented Vietnamese
    shows function words that English and French lack in every sixth word.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < 5:
        return "vi"
    if sum(1 for word in words if VIETNAMESE_LETTER.search(word)) >= 0.12 * len(words):
        return "vi"
    shares = {code: sum(1 for word in words if bare(word) in known) / len(words) for code, known in function_words().items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= 0.15 else "xx"


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Function words by language code, without accents."""
    return {row["language"]: frozenset(row["words"].split()) for row in rows("corpus", "function_words")}
