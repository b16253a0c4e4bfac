# rating: 3
# status: graded
# why: a named tuple with the counts before the three right numbers under their names; more beside them is no fault, undefined is a chosen NaN
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import math
from typing import NamedTuple

import numpy as np


class BinaryReport(NamedTuple):
    tp: int
    fp: int
    fn: int
    tn: int
    precision: float
    recall: float
    f1: float

    def __str__(self):
        return f"P={self.precision:.1%} R={self.recall:.1%} F1={self.f1:.1%} (n={sum(self[:4])})"


def precision_recall_f1(y_true, y_pred):
    tn, fp, fn, tp = (int(c) for c in np.bincount(2 * np.asarray(y_true, int) + np.asarray(y_pred, int), minlength=4))
    # nan = undefined, the reader can see from the counts why
    prec = tp / (tp + fp) if tp + fp else math.nan
    rec = tp / (tp + fn) if tp + fn else math.nan
    f1 = 2 * tp / (2 * tp + fp + fn) if tp else math.nan
    return BinaryReport(tp, fp, fn, tn, prec, rec, f1)


# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])[-3:], (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1]))[-3:], (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])[-3:], (1, 1 / 3, 1 / 2))
print(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))
