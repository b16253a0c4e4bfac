# rating: 2
# status: graded
# why: right with a hit, but without one it gives NaN for all three and hides the recall, or precision, that is 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    """If there is no true positive the scores are undefined -> NaN."""
    def onehot(v):
        return np.eye(2)[np.asarray(v, dtype=int)]

    C = np.einsum('ki,kj->ij', onehot(y_true), onehot(y_pred))   # C[true, pred]
    tp = C[1, 1]
    if tp == 0:
        return (np.nan,) * 3
    p = tp / C[:, 1].sum()
    r = tp / np.einsum('ij->i', C)[1]
    return p, r, 2 * p * r / (p + r)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert np.isnan(precision_recall_f1([], [])).all()
assert np.isnan(precision_recall_f1([1, 1, 0], [0, 0, 0])).all()
