"""Tokens: the syllables, numbers, dates, addresses and signs that word segmentation joins into words.

The CRF was trained on the tokens of underthesea's `regex_tokenize` (Apache-2.0), so these are the same tokens, by a grammar
that says the same in fewer alternatives and tries first what nearly every token is. Order matters: the first that fits wins.
"""

import re

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LETTER = f"[{UPPER}{UPPER.lower()}]"

SYLLABLE = rf"(?!Th.[Ss]){LETTER}++(?=[\s,;)]|$)"
"""Letters up to a space or a sign that opens nothing longer: what all the other alternatives would give too, after long."""

SIGN_RUN = r"=> | ==> | -> | \.{2,} | -{2,} | >> | \d+x\d+ | v\.v(?:\.(?:\.\.)?)? | °[CF]"

ABBREVIATION = rf"""
    [A-ZĐ]+&[A-ZĐ]+                     # H&M
  | T\.Ư
  | [{UPPER}]+(?:\.{LETTER}+)+\.?       # TP.HCM, PGS.TS.
  | {LETTER}+['’]{LETTER}+              # H'Mông
  | [A-ZĐ]+\.(?!$)                      # TP. before something
  | (?: Tp | Mrs? | Ms | Dr | ThS )\.
  | Th.[Ss]                             # any character is taken for the dot of Th.S: the model has learned it so
  | e-mail
  | \d+[A-Z]+\d*-\d+                    # number plate
  | NĐ-CP
"""

IN_BRACKETS = r"\([^\s()]*?\([^\s()]+\)[^\s()]*?\) | \(\S+?\)"
URL = rf"""
    (?: (?:ftp|http)s?: (?: /{{1,3}} | [a-z0-9%] ) | [a-z0-9.\-]+\.[a-z]{{2,13}}/ )
    (?: [^\s()<>{{}}\[\]] | {IN_BRACKETS} )+
    (?: {IN_BRACKETS} | [^\s`!()\[\]{{}};:'".,<>?«»“”‘’] )
  | (?<!@) [a-z0-9]+(?:[.\-][a-z0-9]+)* \.[a-z]{{2,13}}\b /? (?!@)
"""
"""An address with a protocol or a path, or a bare domain; after NLTK's casual tokenizer (Apache-2.0)."""

EMAIL = r"[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+"
PHONE = r"\d{2,}-\d{3,}-\d{3,}"
DATE = r"""
    \d{1,2} (?: /\d{1,2}/\d+ | /\d{1,4} | -\d{1,2}-\d+ | -\d{1,4} | \.\d{1,2}\.\d+ )
  | \d{4}/\d{1,2}/\d{1,2}
  | \d{2}:\d{2}:\d{2}
"""
CODE = r"\d+[A-Z]+\d*"  # 4K
NUMBER = r"\d+(?: (?:\.\d+)+(?:,\d+)? | (?:,\d+)+ | _\d+ )?"
SMILEY = r":\)+ | =\){2,} | ♥‿♥ | :D+(?=\s|$) | <3"
DOUBLE_PRIME = "ʺ"  # a letter to Unicode
HYPHENATED = r"\b\w+-[\w+-]*\w+"
REST = r"\w+ | :+ | [^\w\s]"

ALTERNATIVES = "|".join((SYLLABLE, SIGN_RUN, ABBREVIATION, URL, EMAIL, PHONE, DATE, CODE, NUMBER, SMILEY, DOUBLE_PRIME, HYPHENATED, REST))
TOKEN = re.compile(rf"(?=\S)(?:{ALTERNATIVES})", re.VERBOSE)
"""One token. It takes every character but white space; for text in NFC, one line at a time (`$` is the end of the line)."""
