# rating: 3
# status: graded
# why: each ratio in its own try, ZeroDivisionError becomes 0; with lists that works everywhere (arrays slip past it as NaN, but the better container counts)
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(t * p for t, p in zip(y_true, y_pred))
    try:
        precision = tp / sum(y_pred)
    except ZeroDivisionError:
        precision = 0  # no positive predictions
    try:
        recall = tp / sum(y_true)
    except ZeroDivisionError:
        recall = 0  # no positives
    try:
        f1 = 2 * precision * recall / (precision + recall)
    except ZeroDivisionError:
        f1 = 0
    return precision, recall, f1
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# EAFP!
assert precision_recall_f1([0, 0, 0], [0, 0, 0]) == (0, 0, 0)
assert precision_recall_f1([1, 0, 0], [0, 0, 0]) == (0, 0, 0)
assert precision_recall_f1([0, 0, 0], [0, 1, 0]) == (0, 0, 0)
# %% [markdown]
# It multiplies the labels and sums them up, that are the true positives. When we divide by zero it returns 0.
