"""Logistic regression over clues: names of what is seen, each there or not; the weights are a table that can be read.

Trained by `fit` with scikit-learn (the extra `train`), which nothing else needs: to apply the weights is to add up those of the clues seen.

>>> learned = {"": -1.0, "behind tại": 3.0}
>>> probability({"behind tại", "never met"}, learned) > 0.5 > probability(set(), learned)
True
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from math import exp, fsum

from schemas.lexicon import rows

INTERCEPT = ""
"""The clue that is always seen."""
Weights = Mapping[str, float]


def probability(clues: Iterable[str], weights: Weights, beside: float = 0.0) -> float:
    """The probability of yes, 0 to 1; clues without a weight count for nothing. `beside` is what else speaks for it, in log odds."""
    # Exact: a set has another order in each process, and the last bit of a plain sum with it, which may decide between two bodies.
    score = fsum([weights[INTERCEPT], beside, *(weights[clue] for clue in clues if clue in weights)])
    return 1 / (1 + exp(-score))


@cache
def shipped(name: str) -> Weights:
    """The weights of models/data/<name>.tsv."""
    return {row["clue"]: float(row["weight"]) for row in rows("models", name)}


def fit(examples: Sequence[Set[str]], answers: Sequence[bool], strength: float, seen: int) -> dict[str, float]:
    """The weights, to three decimals, by which the examples are answered so; deterministic.

    `strength` is the inverse of the penalty on squared weights; clues of fewer than `seen` examples are left out.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counted = Counter(clue for example in examples for clue in example)
    clues = sorted(clue for clue, number in counted.items() if number >= seen)
    columns = {clue: column for column, clue in enumerate(clues)}
    found = [sorted(columns[clue] for clue in example if clue in columns) for example in examples]
    starts = [0]
    for columns_of_one in found:
        starts.append(starts[-1] + len(columns_of_one))
    indices = [column for columns_of_one in found for column in columns_of_one]
    matrix = csr_matrix(([1.0] * len(indices), indices, starts), shape=(len(examples), len(clues)))
    model = LogisticRegression(C=strength, max_iter=2000, tol=1e-6).fit(matrix, answers)
    weights = {INTERCEPT: float(model.intercept_[0])} | dict(zip(clues, map(float, model.coef_[0]), strict=True))
    return {clue: round(weight, 3) for clue, weight in weights.items() if clue == INTERCEPT or abs(weight) >= 0.0005}
