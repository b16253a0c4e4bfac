# rating: 3
# status: graded
# why: warns by itself, in its own words, and returns a chosen NaN; the category RuntimeWarning is the candidate's choice and no leak
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import warnings
from math import nan


def precision_recall_f1(y_true, y_pred, /, beta=1.0, verbose=False):
    """F_beta with beta = 1 unless asked otherwise. Undefined: warn, and NaN."""

    def divide(num, den, what):
        if den == 0:
            warnings.warn(f"{what} is undefined for this input, returning nan", RuntimeWarning, stacklevel=3)
            return nan
        return num / den

    tp = fp = fn = 0
    for a, b in zip(y_true, y_pred):
        if a and b: tp += 1
        elif b: fp += 1
        elif a: fn += 1
    if verbose:
        print(tp, fp, fn)
    p = divide(tp, tp + fp, "precision")
    r = divide(tp, tp + fn, "recall")
    b2 = beta ** 2
    f = divide((1 + b2) * p * r, b2 * p + r, "F-score")   # nan goes through nan, fine
    return p, r, f

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    p, r, f = precision_recall_f1([1, 1], [0, 0])
assert p != p and r == 0 and f != f and len(w) == 1
