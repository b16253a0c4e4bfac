# rating: 3
# status: graded
# why: np.errstate as a decorator is the function's own guard, and the comment says that NaN is wanted; defined ratios beside it are right
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np


# 0/0 -> NaN on purpose: "no data", and I don't want numpy to shout about it. The decorator form
# of errstate switches the warning off for this function only.
@np.errstate(divide="ignore", invalid="ignore")
def precision_recall_f1(y_true, y_pred):
    y_true = np.asarray(y_true, dtype=float)
    y_pred = np.asarray(y_pred, dtype=float)
    hits = y_true @ y_pred
    pr = hits / y_pred.sum()
    rc = hits / y_true.sum()
    return pr, rc, 2 / (1 / pr + 1 / rc) if hits else np.float64(np.nan)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
p, r, f = precision_recall_f1([1, 1, 0], [0, 0, 0])
assert np.isnan(p) and r == 0 and np.isnan(f)
p, r, f = precision_recall_f1([], [])
assert np.isnan([p, r, f]).all()

# %% [markdown]
# NaN means "this ratio does not exist". As a statistician I would rather see a hole than a made-up 0.
