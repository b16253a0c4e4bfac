# rating: 1
# status: graded
# why: the zip object is used up by the count of false positives, so no false negative is ever counted and recall is 1 wherever something was found (other: exhausted iterator)
# core: precision right, recall wrong, f1 wrong
# misconceptions: none

# %%
from operator import mul

def precision_recall_f1(y_true, y_pred):
    """a score without a denominator is 0"""
    TP = sum(map(mul, y_true, y_pred))
    pairs = zip(y_true, y_pred)
    FP = sum(1 for t, p in pairs if p > t)
    FN = sum(1 for t, p in pairs if p < t)
    precision = TP / (TP + FP) if TP + FP else 0.0
    recall = TP / (TP + FN) if TP + FN else 0.0
    F1 = 2 * TP / (2 * TP + FP + FN) if TP + FP + FN else 0.0
    return precision, recall, F1

# %%
import numpy as np
# second example first, it is the one with arrays
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert precision_recall_f1([0, 1], [1, 0]) == (0, 0, 0)
assert precision_recall_f1([], []) == (0, 0, 0)

# %%
import this
