# rating: 1
# status: graded
# why: other: the product of two boolean vectors is a logical or, so the true positives never exceed one, and precision and recall are wrong on ordinary inputs
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none
# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.array(y_true, dtype=bool)
    p = np.array(y_pred, dtype=bool)
    tp = t @ p              # inner product = number of agreements
    n_pred, n_true = p.sum(), t.sum()
    # undefined -> 0
    precision = tp / n_pred if n_pred else 0.0
    recall = tp / n_true if n_true else 0.0
    f1 = 2 * tp / (n_pred + n_true) if n_pred + n_true else 0.0
    return precision, recall, f1
# %%
precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])   # (1, 1/3, 1/2) yes!
# %%
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# In Octave I would write `t' * p`, the rest is the same. Undefined gives 0.
