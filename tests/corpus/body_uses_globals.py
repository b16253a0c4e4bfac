# rating: 1
# status: graded
# why: the body works on the notebook's globals and never on its parameters, so every call gives the first example's numbers
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: constant

# %%
import numpy as np
yt = np.array([1, 0, 1, 1, 0, 1, 0, 1])
yp = np.array([1, 0, 1, 0, 1, 1, 0, 0])

# %%
# develop it on the example first
tp = ((yt == 1) & (yp == 1)).sum()
fp = ((yt == 0) & (yp == 1)).sum()
fn = ((yt == 1) & (yp == 0)).sum()
tp, fp, fn

# %%
# ... and wrap it
def precision_recall_f1(y_true, y_pred):
    tp = ((yt == 1) & (yp == 1)).sum()
    fp = ((yt == 0) & (yp == 1)).sum()
    fn = ((yt == 1) & (yp == 0)).sum()
    if tp + fp == 0 or tp + fn == 0 or tp == 0:
        return 0., 0., 0.   # convention
    prec = tp / (tp + fp)
    rec = tp / (tp + fn)
    return prec, rec, 2 * prec * rec / (prec + rec)

# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
print("works")

# %% [markdown]
# Masks for TP, FP and FN, then the formulas. Undefined becomes 0 because a model that finds nothing should not get points.
