# rating: 2
# status: graded
# why: fmean of the selected labels is right, but fmean of nothing raises StatisticsError where precision or recall is undefined; read as a leak, the message is the library's and nobody chose it
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from itertools import compress
from statistics import fmean, harmonic_mean

def precision_recall_f1(y_true, y_pred):
    # precision: mean of the truth among those we called positive
    # recall: mean of the calls among the true ones
    precision = fmean(compress(y_true, y_pred))
    recall = fmean(compress(y_pred, y_true))
    return precision, recall, harmonic_mean([precision, recall])

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)   # no hit, harmonic_mean handles the zeros
assert precision_recall_f1([1, 1], [1, 1]) == (1, 1, 1)

# %% [markdown]
# Precision is the share of real ones among the flagged, recall the share of flagged among the real ones. F1 is the harmonic mean of them.
