"""Confidence: how likely it is that an event's type and days are right, from the clues that the extraction leaves.

A logistic regression: each clue adds its weight, and the sum is turned into a probability. The weights are learned from the gold
articles by `extract.train` (`make train`) and stand in data/confidence.json, in the clues' own units, so that they can be read. That an
event has no day is no clue by itself: newspapers tell many events without it; that it has none where the article gives days is one.

>>> sure = Clues(clarity=1, force=7, holder=1, dated_first=1, inferred=0, same_type=0, late=0, personnel=0, deep=0.5, other_day=0, named=1,
...              missed_day=0, planned=0, people=2, beside=0, at_once=1)
>>> confidence(sure) > 0.95 > confidence(sure._replace(holder=0, dated_first=0, at_once=0))
True
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple

import numpy as np


class Clues(NamedTuple):
    """What speaks for or against an event; yes is 1, no is 0."""

    clarity: float
    """Share of its type in all the evidence for a type, 0 to 1."""
    force: float
    """Force of its trigger, up to about 7."""
    holder: float
    """Its sentence says who held it."""
    dated_first: float
    """Its date stands in its sentence, before the trigger: "Ngày 14/11, … tổ chức …"."""
    inferred: float
    """Not all of its date is printed."""
    same_type: float
    """It is not the main event, and of the main one's type."""
    late: float
    """It comes after the main event, and nothing says that it is planned: a deadline, say."""
    personnel: float
    """Its type is `nhan_su`, which speaks of careers and decisions as often as of an event."""
    deep: float
    """Characters between the beginning of its sentence and the trigger, in hundreds, at most 3."""
    other_day: float
    """Its sentence gives another day too."""
    named: float
    """Its sentence has a name in quotation marks: a contest's, a campaign's, a medal's."""
    missed_day: float
    """It is not dated to the day, though the article gives days: newspapers tell many events without any, and are right to."""
    planned: float
    """It is still to come."""
    people: float
    """Persons named with it, at most 4."""
    beside: float
    """Other events that the article tells, at most 5: of many one is easily misread."""
    at_once: float
    """Its sentence has the holder and the day, and no other day: as reports tell, and features seldom do."""


RIDGE = 4.0
"""Weight of the penalty on squared weights, for clues scaled to a standard deviation of 1; a weaker one judges other hands no better."""
SUREST = 0.99
"""The highest confidence: the gold articles have too few events to prove a higher one."""
STEPS = 50
"""More than Newton's method ever needs here."""


def confidence(clues: Clues, learned: dict[str, Any] | None = None) -> float:
    """The probability that type and days are right, to two decimals and never 1; by the weights shipped, unless others are given."""
    learned = learned or shipped()
    score = learned["intercept"] + sum(learned["weights"].get(name, 0.0) * clue for name, clue in zip(Clues._fields, clues, strict=True))
    return min(SUREST, round(1 / (1 + exp(-score)), 2))


@cache
def shipped() -> dict[str, Any]:
    """The weights of data/confidence.json: `intercept`, and `weights` by clue."""
    found: dict[str, Any] = json.loads(files("models").joinpath("data/confidence.json").read_text("utf-8"))
    return found


def fit(examples: Sequence[Clues], right: Sequence[bool], share: float) -> dict[str, Any]:
    """The weights for examples of which these are right, as data/confidence.json has them; deterministic.

    The intercept is set so that the mean confidence of the examples is `share`, or the share that is right where that is lower.
    """
    raw, y = np.array(examples, float), np.array(right, float)
    mean, scale = raw.mean(0), raw.std(0)
    scale[scale == 0] = 1.0  # a clue that never varies gets the weight 0
    x = np.column_stack([np.ones(len(y)), (raw - mean) / scale])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 0.0
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = _probability(x @ beta)
        gradient = x.T @ (y - p) - penalty * beta
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.diag(penalty), gradient)
        beta += step
        if np.abs(step).max() < 1e-12:
            break
    beta[0] = _intercept(x[:, 1:] @ beta[1:], min(share, float(y.mean())))
    weights = beta[1:] / scale
    return {
        "intercept": round(float(beta[0] - weights @ mean), 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(Clues._fields, weights, strict=True)},
    }


def _intercept(scores: np.ndarray, share: float) -> float:
    """What added to the scores makes their mean probability `share` (bisection)."""
    low, high = -50.0, 50.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if _probability(scores + middle).mean() > share else (middle, high)
    return low


def _probability(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))
