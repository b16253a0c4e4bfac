# rating: 1
# status: graded
# why: counts are kept in 8 bits and wrap above 127, so longer inputs get wrong numbers (other: overflow; read as: wrong on cases with a true positive, labels by the hundred being ordinary)
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
import numpy as np

# firmware background: labels are 1 bit, int8 is more than enough and SIMD friendly
def precision_recall_f1(y_true, y_pred):
    """Precision, recall, F1. Undefined -> 0.0 (documented, on purpose)."""
    t = np.asarray(y_true, dtype=np.int8)
    p = np.asarray(y_pred, dtype=np.int8)
    tp = int(np.dot(t, p))
    n_pred = int(np.dot(p, p))    # x*x == x for bits
    n_true = int(np.dot(t, t))
    precision = tp / n_pred if n_pred else 0.0
    recall = tp / n_true if n_true else 0.0
    f1 = 2 * tp / (n_pred + n_true) if n_pred + n_true else 0.0
    return precision, recall, f1

# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([0, 0, 1], [0, 0, 0]) == (0, 0, 0)
assert precision_recall_f1([0] * 100, [1] * 100) == (0, 0, 0)
