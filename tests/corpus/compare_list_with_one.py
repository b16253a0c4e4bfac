# rating: 3
# status: graded
# why: "y == 1" on a list is a plain False and counts nothing, so lists give zeros; arrays are right and the better container counts; nan is given on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

# %% [markdown]
# vectorised solution, no loops

# %%
def precision_recall_f1(y_true, y_pred):
    pos = np.sum(y_true == 1)
    sel = np.sum(y_pred == 1)
    ok = np.sum((y_true == 1) & (y_pred == 1))
    p = ok / sel if sel else np.nan      # undefined -> nan
    r = ok / pos if pos else np.nan
    f = 2 * ok / (pos + sel) if pos + sel else np.nan
    return p, r, f

# %%
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))

# %%
precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])   # nan nan nan?!
