# rating: 2
# status: graded
# why: right wherever something is selected, but the mean of an empty selection leaks the library's StatisticsError, which nobody thought of
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from statistics import fmean, harmonic_mean

def precision_recall_f1(y_true, y_pred):
    # share of truly positive among the flagged
    precision = fmean([t for t, p in zip(y_true, y_pred) if p])
    # share of flagged among the truly positive
    recall = fmean([p for t, p in zip(y_true, y_pred) if t])
    # and F1 is by definition their harmonic mean
    return precision, recall, harmonic_mean([precision, recall])
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)
assert precision_recall_f1([1] * 10, [1] * 10) == (1, 1, 1)
# %% [markdown]
# Stdlib only :-) I like that it reads like the definition.
