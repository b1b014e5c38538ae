"""What counts as an award: its name, the kind and number of those who got it, the giver as mentioned."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from corpus.article import Article
from extract import awards, casing, dates, organisations, places, syllables, words  # noqa: F401  (registers the components)
from extract.prizes import prizes_in, value_of
from extract.syllables import SyllableTokenizer
from schemas.evaluation import Award as _Award  # noqa: F401
