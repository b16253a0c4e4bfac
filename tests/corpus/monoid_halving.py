# rating: 3
# status: graded
# why: counts form a monoid folded by halving recursion (depth log n), formulas right, undefined ratios are None by the docstring
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @classmethod
    def of(cls, actual: int, predicted: int) -> Counts:
        return cls(
            tp=int(actual == 1 and predicted == 1),
            fp=int(actual == 0 and predicted == 1),
            fn=int(actual == 1 and predicted == 0),
        )


def fold(actual, predicted, lo: int, hi: int) -> Counts:
    """Counts of actual[lo:hi]; embarrassingly parallel, if anyone ever needs it."""
    if hi <= lo:
        return Counts()
    if hi - lo == 1:
        return Counts.of(actual[lo], predicted[lo])
    mid = (lo + hi) // 2
    return fold(actual, predicted, lo, mid) + fold(actual, predicted, mid, hi)
# %%
def precision_recall_f1(y_true, y_pred):
    """(precision, recall, f1). A ratio whose denominator is zero is None: "no answer", which isn't a number."""
    if len(y_true) != len(y_pred):
        raise ValueError(f"lengths differ: {len(y_true)} and {len(y_pred)}")
    c = fold(y_true, y_pred, 0, len(y_true))
    over = lambda a, b: a / b if b else None
    return over(c.tp, c.tp + c.fp), over(c.tp, c.tp + c.fn), over(2 * c.tp, 2 * c.tp + c.fp + c.fn)
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# monoid laws
a, b, c = Counts(1, 2, 3), Counts(4, 0, 1), Counts(0, 0, 7)
assert (a + b) + c == a + (b + c)
assert a + Counts() == a == Counts() + a
assert precision_recall_f1([], []) == (None, None, None)
assert precision_recall_f1([1], [0]) == (None, 0.0, 0.0)
