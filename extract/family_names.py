"""Family names: the closed list with which the name of a person begins."""

from schemas.lexicon import rows

FAMILY_NAMES = frozenset(row["surname"] for row in rows("extract", "surnames"))
