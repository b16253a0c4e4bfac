# rating: 3
# status: graded
# why: returns exact fractions.Fraction, which are the plain fractions asked for; undefined ones are None by the docstring
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from fractions import Fraction
from typing import Optional


def precision_recall_f1(y_true, y_pred) -> "tuple[Optional[Fraction], Optional[Fraction], Optional[Fraction]]":
    """"Plain fractions", taken at its word.  None stands for an undefined ratio, and F1 is None whenever the
    harmonic mean has nothing to stand on."""

    def frac(a, b) -> Optional[Fraction]:
        return Fraction(int(a), int(b)) if b else None

    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    precision = frac(tp, sum(map(int, y_pred)))
    recall = frac(tp, sum(map(int, y_true)))
    if not precision or not recall:
        return precision, recall, None
    return precision, recall, 2 / (1 / precision + 1 / recall)


# %%
# np.allclose can't do Fractions (isfinite complains), but == can, and exactly:
import numpy as np
F = Fraction
assert precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]) == (F(3, 4), F(3, 5), F(2, 3))
assert precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])) == (F(1, 2), 1, F(2, 3))
assert precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]) == (1, F(1, 3), F(1, 2))
assert precision_recall_f1([1, 1], [0, 0]) == (None, 0, None)
