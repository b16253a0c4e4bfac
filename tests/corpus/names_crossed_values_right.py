# rating: 3
# status: graded
# why: the local names recall and precision are exchanged and so is the return, which leaves the three numbers right and in the right order; "or 1" gives 0 where undefined
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
# i always mix these two up, so i went by the examples: first number is per prediction, second per label
def precision_recall_f1(y_true, y_pred):
    hits = sum(a * b for a, b in zip(y_true, y_pred))
    recall = hits / (sum(y_pred) or 1)       # or 1: no predictions -> 0/1 -> 0.  nothing found is worth nothing
    precision = hits / (sum(y_true) or 1)    # same for no labels
    f1 = 2 * recall * precision / ((recall + precision) or 1)
    return recall, precision, f1

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
r, p, f = precision_recall_f1([0, 0, 1], [0, 0, 0])
assert r == p == f == 0

# %% [markdown]
# it multiplies 0s and 1s, only 1*1 is a hit. dividing by "or 1" avoids the crash and makes it 0
