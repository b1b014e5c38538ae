"""How sure an F1 is: the percentile bootstrap over articles (Efron 1979), and its paired form for two runs (Koehn 2004).

The articles, not the items, are drawn: what an article has is right or wrong together. The draws are the same on every call,
so that an interval is as reproducible as the figure it belongs to, and two runs over the same articles are resampled alike.
A field that a draw has nothing of counts 1 in it: nothing was missed, nothing added.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from statistics import fmean

RESAMPLES = 1000
SEED = 1929
LEVEL = 0.95

Counts = Sequence[tuple[int, int, int]]
"""(hit, missed, extra) of each article."""
Interval = tuple[float, float]


def intervals(fields: Mapping[str, Counts], mean: str) -> dict[str, Interval]:
    """The interval of each field's F1 and, under the name `mean`, of the mean of all fields.

    Every field has the same articles in the same order.
    """
    return {name: bounds(values) for name, values in _resampled(fields, mean).items()}


def differences(before: Mapping[str, Counts], after: Mapping[str, Counts], mean: str) -> dict[str, Interval]:
    """The interval of the difference in F1, after less before, of each field and of the mean; 0 outside of it is more than chance.

    Both runs have the same fields and the same articles in the same order.
    """
    first, second = _resampled(before, mean), _resampled(after, mean)
    return {name: bounds([b - a for a, b in zip(first[name], second[name], strict=True)]) for name in first}


def bounds(values: Sequence[float]) -> Interval:
    """The middle 95% of the values."""
    cut = int(len(values) * (1 - LEVEL) / 2)
    ordered = sorted(values)
    return ordered[cut], ordered[-1 - cut]


def _resampled(fields: Mapping[str, Counts], mean: str) -> dict[str, list[float]]:
    """F1 of each field in each draw, and their mean."""
    values = {name: [_f1(counts, draw) for draw in _draws(len(counts))] for name, counts in fields.items()}
    return values | {mean: [fmean(draw) for draw in zip(*values.values(), strict=True)] or [1.0]}


def _draws(articles: int) -> Iterator[list[int]]:
    """As many articles as there are, drawn with replacement, `RESAMPLES` times."""
    dice = Random(SEED)
    return (dice.choices(range(articles), k=articles) for _ in range(RESAMPLES))


def _f1(counts: Counts, draw: list[int]) -> float:
    hit, missed, extra = map(sum, zip(*[counts[article] for article in draw], strict=True))
    return 2 * hit / (2 * hit + missed + extra) if hit or missed or extra else 1.0
