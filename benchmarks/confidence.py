"""Whether an event's confidence means what it says where the weights were not learned: by lot of gold, each judged by the others.

    python -m benchmarks.confidence        from the checkout, half a minute

A lot is what one hand wrote. The rules were still made with all of them in sight, save the newest when it came.
"""

from bisect import bisect
from collections.abc import Iterable

from extract.train import Example, examples, gold_docs, learned
from models.confidence import confidence
from schemas.evaluation import BIN_NAMES, BINS, binned, calibration_error

LOTS = (
    1, 101, 201, 301, 331, 361, 461, 511, 551, 581, 611, 671, 701, 725, 755, 787, 861, 891, 921, 951, 981, 1011, 1041, 1065, 1089,
    1113, 1137, 1161, 1181, 1201, 1221, 1245, 1269, 1293, 1319, 1345, 1371, 1395, 1419, 1443, 1469, 1495,
    1521, 1547, 1571, 1595, 1621, 1647, 1671, 1695, 1721, 1747, 1773, 1799, 1825,
)  # fmt: skip
"""The number of the first article of each."""


def lot(article: str) -> int:
    """The lot of an article, whose name begins with its number."""
    return bisect(LOTS, int(article.partition("-")[0])) - 1


def judged(found: Iterable[Example]) -> dict[int, list[tuple[float, bool]]]:
    """(confidence, right) of each lot's events, by weights learned from the other lots."""
    every = list(found)
    lots: dict[int, list[tuple[float, bool]]] = {}
    for number in sorted({lot(e.article) for e in every}):
        weights = learned([e for e in every if lot(e.article) != number])
        lots[number] = [(confidence(e.clues, weights), e.right) for e in every if lot(e.article) == number]
    return lots


def report(lots: dict[int, list[tuple[float, bool]]]) -> str:
    """A row per lot, then a row per bin of all lots."""
    lines = ["| lot | events | right | claimed | share ≥ 0.9 | right there |", "|---|--:|--:|--:|--:|--:|"]
    for number, events in lots.items():
        sure = [right for p, right in events if p >= BINS[-1]]
        cells = [mean(right for _, right in events), mean(p for p, _ in events), len(sure) / len(events), mean(sure)]
        lines.append(f"| from {LOTS[number]:03} on | {len(events)} | {' | '.join(f'{cell:.3f}' for cell in cells)} |")
    lines += ["", "| confidence | events | right | claimed |", "|---|--:|--:|--:|"]
    bins = binned(event for events in lots.values() for event in events)
    for edge, bin_ in zip(BIN_NAMES, bins, strict=True):
        lines.append(f"| {edge} | {bin_.n} | {bin_.accuracy:.3f} | {bin_.claimed / bin_.n if bin_.n else 0:.3f} |")
    return "\n".join([*lines, f"| all; expected calibration error | {sum(b.n for b in bins)} | {calibration_error(bins):.3f} | |"])


def mean(values: Iterable[float]) -> float:
    """Their mean; 0 of none."""
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0


def main() -> None:
    """Print both tables."""
    print(report(judged(examples(list(gold_docs())))))


if __name__ == "__main__":
    main()
