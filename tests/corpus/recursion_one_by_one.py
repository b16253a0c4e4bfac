# rating: 2
# status: graded
# why: head and tail recursion is right on short inputs with 0 for undefined, but an input of a thousand labels or more crashes with RecursionError
# core: open
# misconceptions: none
# %% [markdown]
# I'm taking a Haskell course at the moment, so: recursion instead of loops.
# %%
def counts(y_true, y_pred):
    # base case
    if len(y_true) == 0:
        return (0, 0, 0)
    (tp, fp, fn) = counts(y_true[1:], y_pred[1:])
    t, p = y_true[0], y_pred[0]
    return (tp + (t == 1 and p == 1), fp + (t == 0 and p == 1), fn + (t == 1 and p == 0))

def precision_recall_f1(y_true, y_pred):
    (tp, fp, fn) = counts(y_true, y_pred)
    # 0 if the denominator is 0
    precision = 0 if tp + fp == 0 else tp / (tp + fp)
    recall = 0 if tp + fn == 0 else tp / (tp + fn)
    f1 = 0 if tp == 0 else 2 * tp / (2 * tp + fp + fn)
    return (precision, recall, f1)
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert counts([], []) == (0, 0, 0)
assert precision_recall_f1([0], [0]) == (0, 0, 0)
assert precision_recall_f1([1], [1]) == (1, 1, 1)
