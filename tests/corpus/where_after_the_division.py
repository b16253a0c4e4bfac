# rating: 3
# status: graded
# why: np.where and nan_to_num put a chosen 0 for every undefined ratio; the warning of the eager division is noise, the values are on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    """undefined -> 0 (kaggle habit)"""
    y_true, y_pred = np.array(y_true, dtype=int), np.array(y_pred, dtype=int)
    tp = np.sum(y_true * y_pred)
    n_pred = np.sum(y_pred)
    n_true = np.sum(y_true)
    # np.where evaluates both branches so numpy may complain, the 0 is still what we take
    p = np.where(n_pred > 0, tp / n_pred, 0)
    r = np.where(n_true > 0, tp / n_true, 0)
    f1 = np.nan_to_num(2 * p * r / (p + r), nan=0.0)
    return np.array([p, r, f1])

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
print(precision_recall_f1([0,0,0],[0,0,0]))
print(precision_recall_f1([1,0,1],[0,0,0]))   # RuntimeWarning but [0 0 0], fine
