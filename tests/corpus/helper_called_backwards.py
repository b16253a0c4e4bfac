# rating: 1
# status: graded
# why: the helper takes (predicted, actual) and gets (y_true, y_pred), so false positives and negatives change places: precision is recall and back; F1 is the arithmetic mean
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: swapped_precision_recall, arithmetic_mean_f1

# %%
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ConfusionCounts:
    true_positives: int
    false_positives: int
    false_negatives: int

    @classmethod
    def from_labels(cls, predicted, actual) -> ConfusionCounts:
        pairs = [(bool(p), bool(a)) for p, a in zip(predicted, actual)]
        return cls(
            true_positives=pairs.count((True, True)),
            false_positives=pairs.count((True, False)),
            false_negatives=pairs.count((False, True)),
        )

    @property
    def precision(self) -> float:
        return _safe_divide(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        return _safe_divide(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """Balanced average of the two."""
        return (self.precision + self.recall) / 2


def _safe_divide(numerator: int, denominator: int, default: float = 0.0) -> float:
    """Undefined ratios are 0.0 by policy."""
    return numerator / denominator if denominator else default


def precision_recall_f1(y_true, y_pred):
    counts = ConfusionCounts.from_labels(y_true, y_pred)
    return counts.precision, counts.recall, counts.f1

# %%
def test_perfect():
    assert precision_recall_f1([1, 0, 1], [1, 0, 1]) == (1.0, 1.0, 1.0)

def test_nothing():
    assert precision_recall_f1([0, 0], [0, 0]) == (0.0, 0.0, 0.0)

def test_all_wrong():
    assert precision_recall_f1([1, 0], [0, 1]) == (0.0, 0.0, 0.0)

test_perfect(); test_nothing(); test_all_wrong()
print("3 passed")
