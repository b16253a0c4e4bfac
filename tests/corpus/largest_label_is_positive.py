# rating: 2
# status: graded
# why: the largest true label is taken as the positive one, so without positive labels class 0 is scored and precision is wrong there; empty input leaks max()'s ValueError
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np

def precision_recall_f1(y_true, y_pred, pos_label=None, zero_division=0.0):
    """Precision, recall and F1 of the positive class.

    Parameters
    ----------
    y_true, y_pred : sequences of labels
    pos_label : the positive label; by default the largest one, so that {-1, 1}, {0, 1} and {1, 2} all work
    zero_division : float
        returned for a ratio with denominator zero
    """
    if pos_label is None:
        pos_label = max(y_true)
    pairs = [(t == pos_label, p == pos_label) for t, p in zip(y_true, y_pred)]
    tp = sum(t and p for t, p in pairs)
    predicted = sum(p for _, p in pairs)
    actual = sum(t for t, _ in pairs)
    precision = tp / predicted if predicted else zero_division
    recall = tp / actual if actual else zero_division
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else zero_division
    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert np.allclose(precision_recall_f1([1, -1, 1], [1, 1, 1]), (2 / 3, 1, 0.8))
assert np.allclose(precision_recall_f1([2, 1, 2], [2, 2, 2]), (2 / 3, 1, 0.8))
assert precision_recall_f1([1, 1], [0, 0]) == (0, 0, 0)
