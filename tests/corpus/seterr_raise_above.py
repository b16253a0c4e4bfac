# rating: 3
# status: graded
# why: np.seterr makes 0/0 raise in this notebook and the function catches that FloatingPointError to return 0.0: chosen, and commented, even if the switch stands outside
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np

np.seterr(all="raise")      # always my first line, I want numpy to tell me about 0/0
# %%
def safe(a, b):
    try:
        return a / b
    except FloatingPointError:   # 0/0
        return 0.0               # undefined -> 0, see text

def precision_recall_f1(y_true, y_pred):
    y = np.array(y_true, dtype=int)
    z = np.array(y_pred, dtype=int)
    tp = np.sum(y * z)
    fp = np.sum((1 - y) * z)
    fn = np.sum(y * (1 - z))
    p = safe(tp, tp + fp)
    r = safe(tp, tp + fn)
    f = safe(2 * tp, 2 * tp + fp + fn)
    return p, r, f
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)
# %% [markdown]
# Sums of products of the 0/1 vectors. 0/0 raises FloatingPointError which I catch, and the answer is 0 then, because a useless classifier should be scored as one.
