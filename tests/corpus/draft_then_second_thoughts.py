# rating: 3
# status: graded
# why: the first draft (with //) is wrong but a later cell defines the function again and right; failing cells between don't count; NaN is explicit
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# ### first try

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(y_true[i] == y_pred[i] for i in range(len(y_true)))
    precision = tp // sum(y_pred)
    recall = tp // sum(y_true)
    return precision, recall, 2 * precision * recall // (precision + recall)

# %%
import numpy as np
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))

# %%
# hm. what is tp here
tp

# %% [markdown]
# ok (1) == counts the zeros too (2) // is not /. Once more:

# %%
nan = float("nan")

def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for a, b in zip(y_true, y_pred) if a == b == 1)
    pp = sum(1 for b in y_pred if b == 1)
    ap = sum(1 for a in y_true if a == 1)
    precision = tp / pp if pp > 0 else nan      # nan = not defined. mean() over folds then shows me that it happened
    recall = tp / ap if ap > 0 else nan
    f1 = 2 * tp / (pp + ap) if pp > 0 and ap > 0 else nan
    return precision, recall, f1

# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
precision_recall_f1([1, 0], [0, 0])

# %%
plt.plot([1, 2])
