"""Two runs over the same articles: what has become better or worse, field by field and item by item."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.bootstrap import differences
from schemas.card import Card
from schemas.evaluation import MEAN, Error, Row, Table, evaluate
from schemas.runs import Run, read_run


@dataclass(frozen=True)
class Change:
    """F1 of one field in two runs, and the 95% interval of the difference between articles drawn at random."""

    field: str
    before: float
    after: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Is the difference larger than chance?"""
        return self.low > 0 or self.high < 0

    def as_dict(self) -> dict[str, Any]:
        """The change as JSON."""
        return {"field": self.field, "before": self.before, "after": self.after, "interval": [self.low, self.high], "sure": self.sure}

    def __str__(self) -> str:
        """One line; the word at its end is there only where the difference is larger than chance."""
        word = "" if not self.sure else "  tăng" if self.low > 0 else "  giảm"
        difference = f"{self.after - self.before:+.3f}  [{self.low:+.3f}, {self.high:+.3f}]"
        return f"{self.field:11} {self.before:.3f} → {self.after:.3f}  {difference}{word}"


def read_earlier(path: Path, gold: Mapping[str, Card]) -> tuple[Table, Run]:
    """The table and the run of cards or records, or of a table that `sukien evaluate --json` printed, whose run is empty.

    Raises ValueError for anything else.
    """
    if path.is_file():
        try:
            saved = json.loads(path.read_text("utf-8", errors="replace"))
        except ValueError:
            saved = None
        if isinstance(saved, dict) and "hits" in saved:
            return Table.from_dict(saved), Run({})
    run = read_run(path)
    return evaluate(gold, run.cards), run


def compare(before: Table, after: Table) -> list[Change]:
    """The change of each field that either run has anything of, then that of the mean.

    Raises ValueError where the two were not scored against the same gold.
    """
    if before.gold != after.gold:
        raise ValueError("hai kết quả không chấm theo cùng một đáp án; hãy chấm lại kết quả cũ với đáp án này")
    names = [name for name in next(iter(after.articles.values())) if name in {*before.fields, *after.fields}]
    bounds = differences(before.counts(names), after.counts(names), MEAN)
    nothing = Row()
    pairs = [(name, before.fields.get(name, nothing).f1, after.fields.get(name, nothing).f1) for name in names]
    mean = [sum(values) / len(names) if names else 1.0 for values in zip(*((b, a) for _, b, a in pairs), strict=True)]
    return [Change(name, b, a, *bounds[name]) for name, b, a in [*pairs, (MEAN, *(mean or (1.0, 1.0)))]]


def moved(before: Table, after: Table) -> Iterator[tuple[str, Error]]:
    """The differences from gold that one run has and the other has not: those gone are `gained`, those new are `lost`."""
    old, new = Counter(map(_key, before.errors)), Counter(map(_key, after.errors))
    for word, table, left in (("gained", before, old - new), ("lost", after, new - old)):
        for error in table.errors:
            if left[_key(error)]:
                left[_key(error)] -= 1
                yield word, error


def _key(error: Error) -> tuple[str, str, str, str]:
    """What makes two differences one, a saved and a fresh one alike."""
    return error.article, error.field, error.kind, json.dumps(error.value, sort_keys=True)
