# rating: 3
# status: graded
# why: the helper's cell stands below the examples, which fail on a fresh run, but at the end the function is right and undefined ratios are 0 by a commented guard
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn, tn = confusion(y_true, y_pred)
    prec = div(tp, tp + fp)
    rec = div(tp, tp + fn)
    return prec, rec, div(2 * prec * rec, prec + rec)
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# ### helpers
# %%
def div(a, b):
    # 0 if undefined
    if b == 0:
        return 0
    return a / b
# %%
confusion([1, 0], [1, 1])
# %%
from collections import Counter

def confusion(y_true, y_pred):
    c = Counter(zip(map(int, y_true), map(int, y_pred)))
    return c[1, 1], c[0, 1], c[1, 0], c[0, 0]
# %%
# Your own tests go here.
assert precision_recall_f1([0, 0, 0], [0, 0, 0]) == (0, 0, 0)
assert precision_recall_f1([0, 0, 0], [0, 1, 0]) == (0, 0, 0)
assert div(1, 0) == 0
# %% [markdown]
# Counter of pairs. Undefined = 0 because the scorecard I had at university did that.
