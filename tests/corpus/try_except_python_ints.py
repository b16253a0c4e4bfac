# rating: 3
# status: graded
# why: each ratio catches ZeroDivisionError and gives 0.0 by its comment; that holds for lists, NumPy ints give an unguarded NaN instead; read by the container in which it does best
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(t * p for t, p in zip(y_true, y_pred))
    npred = sum(y_pred)
    ntrue = sum(y_true)

    # undefined ratios -> 0.0
    try:
        precision = tp / npred
    except ZeroDivisionError:
        precision = 0.0
    try:
        recall = tp / ntrue
    except ZeroDivisionError:
        recall = 0.0
    try:
        f1 = 2 * precision * recall / (precision + recall)
    except ZeroDivisionError:
        f1 = 0.0
    return precision, recall, f1

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([0, 0], [0, 0]) == (0.0, 0.0, 0.0)
assert precision_recall_f1([], []) == (0.0, 0.0, 0.0)
assert precision_recall_f1([1, 0], [0, 1]) == (0.0, 0.0, 0.0)
