"""Topics: how probably an article is about each type of event, by its words alone.

Many a report tells an inspection or a course without a word for it, and then "chứng từ" or "học viên" must do. Multinomial logistic
regression over words and pairs of neighbours, a text's together of length one, learned by `extract.train` from the main types of the gold;
weights near zero are dropped: beside the triggers that changed no share of right types by a point.

>>> chances = probabilities(clues(["Hôm qua, 86 học viên ngồi vào lớp học, giảng viên là một luật sư."]))
>>> max(chances, key=chances.__getitem__)
'tap_huan'
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from math import exp, fsum, sqrt

from models.labels import TYPES
from schemas.lexicon import rows

NOTHING = "none"
"""The type of an article that reports no event: advice, an opinion, a portrait."""
WORD = re.compile(r"[^\W\d_]+|\d+|[^\s\w]")
INTERCEPT = ""
"""The clue that every text has."""
STRENGTH, SEEN, LEAST = 100.0, 4, 0.5
"""Of the training: the inverse of the penalty, how many texts must have a clue, and the least weight that is kept."""
Weights = Mapping[str, Mapping[str, float]]
"""By clue and type."""


def clues(sentences: Iterable[str]) -> set[str]:
    """The words of sentences, in lower case, and the pairs of words between which nothing but a blank stands."""
    found: set[str] = set()
    for sentence in sentences:
        words = WORD.findall(sentence.lower())
        found.update(word for word in words if word.isalpha())
        found.update(f"{a} {b}" for a, b in pairwise(words) if a.isalpha() and b.isalpha())
    return found


@cache
def shipped() -> Weights:
    """The weights of models/data/topics.tsv."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows("models", "topics"):
        weights[row["clue"]][row["type"]] = float(row["weight"])
    return dict(weights)


def probabilities(found: Set[str], weights: Weights | None = None) -> dict[str, float]:
    """The probability of each type, and of `NOTHING`, for a text with these clues; they add up to 1."""
    weights = shipped() if weights is None else weights
    spoken: dict[str, list[float]] = {type_: [] for type_ in (*TYPES, NOTHING)}
    for clue in found & weights.keys():
        for type_, weight in weights[clue].items():
            spoken[type_].append(weight)
    scale = 1 / sqrt(max(1, len(found)))
    # Exact sums: a set has another order in each process.
    scores = {type_: weights[INTERCEPT].get(type_, 0.0) + scale * fsum(told) for type_, told in spoken.items()}
    most = max(scores.values())
    powers = {type_: exp(score - most) for type_, score in scores.items()}
    whole = fsum(powers.values())
    return {type_: power / whole for type_, power in powers.items()}


def speaks_for(type_: str, found: Set[str], of: int) -> float:
    """What some clues of a text that has so many add to the log odds of a type."""
    weights = shipped()
    return fsum(weights[clue].get(type_, 0.0) for clue in found & weights.keys()) / sqrt(max(1, of))


def strongest(type_: str, found: Set[str]) -> str:
    """The clue that speaks for a type most; empty where none does."""
    weights = shipped()
    told = ((weights[clue].get(type_, 0.0), clue) for clue in found & weights.keys())
    return max((pair for pair in told if pair[0] > 0), default=(0.0, ""))[1]


def fit(texts: Sequence[Set[str]], types: Sequence[str]) -> dict[str, dict[str, float]]:
    """The weights, to two decimals, by which texts with these clues are of these types; deterministic (scikit-learn, extra `train`)."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counted = Counter(clue for text in texts for clue in text)
    known = sorted(clue for clue, number in counted.items() if number >= SEEN)
    columns = {clue: column for column, clue in enumerate(known)}
    places = [(row, columns[clue], 1 / sqrt(len(text))) for row, text in enumerate(texts) for clue in sorted(text & columns.keys())]
    lines, marks, values = zip(*places, strict=True)
    matrix = csr_matrix((values, (lines, marks)), shape=(len(texts), len(known)))
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, types)
    weights = {INTERCEPT: {type_: round(float(weight), 2) for type_, weight in zip(model.classes_, model.intercept_, strict=True)}}
    for clue, column in columns.items():
        of_clue = {type_: round(float(weight), 2) for type_, weight in zip(model.classes_, model.coef_[:, column], strict=True)}
        if kept := {type_: weight for type_, weight in of_clue.items() if abs(weight) >= LEAST}:
            weights[clue] = kept
    return weights
