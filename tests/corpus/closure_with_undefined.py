# rating: 3
# status: graded
# why: a factory closes over the value for undefined ratios, NaN chosen at the call, and the ratios beside it keep their value
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import math

def make_prf(positive=1, undefined=math.nan):
    """Build a scoring function. `undefined` is what x/0 becomes."""
    def div(a, b):
        return undefined if b == 0 else a / b

    def score(y_true, y_pred):
        n_true = n_pred = n_both = 0
        for t, p in zip(y_true, y_pred):
            n_true += bool(t == positive)
            n_pred += bool(p == positive)
            n_both += bool(t == positive and p == positive)
        return div(n_both, n_pred), div(n_both, n_true), div(2 * n_both, n_true + n_pred)

    return score

precision_recall_f1 = make_prf()
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
zero_version = make_prf(undefined=0.0)
neg_version = make_prf(positive=0)
print(zero_version([], []), neg_version([0, 0, 1], [0, 1, 1]))
# %% [markdown]
# `make_prf` gives a function; the one with the requested name uses NaN for an undefined ratio, since a NaN can't be mistaken for a bad model.
