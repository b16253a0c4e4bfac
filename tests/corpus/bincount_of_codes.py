# rating: 3
# status: graded
# why: bincount of 2t+p is right on every array incl. typed empty ones; an empty list becomes a float array that bincount refuses, but arrays are its better container
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
# %%
def precision_recall_f1(y_true, y_pred):
    """
    2*t + p :  0 = TN, 1 = FP, 2 = FN, 3 = TP

    where the denominator is 0 -> nan
    """
    y_true = np.asarray(y_true)
    y_pred = np.asarray(y_pred)
    tn, fp, fn, tp = np.bincount(2 * y_true + y_pred, minlength=4)
    safe = lambda a, b: a / b if b > 0 else np.nan
    return safe(tp, tp + fp), safe(tp, tp + fn), safe(2 * tp, 2 * tp + fp + fn)
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
rng = np.random.default_rng(0)
a, b = rng.integers(0, 2, 1_000_000), rng.integers(0, 2, 1_000_000)
print(precision_recall_f1(a, b))
%timeit -n 3 -r 1 precision_recall_f1(a, b)
# %%
# no predictions
precision_recall_f1([1, 0], [0, 0])
