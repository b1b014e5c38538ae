"""Whether a word can be a Vietnamese syllable: what tells text that was decoded rightly from text that was not.

A syllable is an initial and a rhyme, with one tone at most; a rhyme that ends in c, ch, p or t has the acute or the dot.
"""

import re
import unicodedata
from functools import lru_cache

ONSET = r"(?:ngh?|nh|n|gh|gi|g|ch|c|kh|k|ph|p|qu|q(?=u)|th|tr|t|[bdđhlmrsvx])?"
RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt
êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng
oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh
ui um un ung uơ up ut ynh uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn
ương ươp ươt ươu y yêm yên yêng yêt yêu
"""
SYLLABLE = re.compile(rf"{ONSET}(?P<rhyme>{'|'.join(sorted(RHYMES.split(), key=len, reverse=True))})")
TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
STOPPED = re.compile(r"(?:c|ch|p|t)$")
STOP_TONES = ("\u0301", "\u0323")


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether `word`, NFC, in any case, can be a Vietnamese syllable; a word without tone and signs may be one too."""
    if len(word) > 7:
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = TONE.findall(parts)
    letters = unicodedata.normalize("NFC", TONE.sub("", parts))
    if len(tones) > 1 or not SYLLABLE.fullmatch(letters):
        return False
    return not STOPPED.search(letters) or (bool(tones) and tones[0] in STOP_TONES)
