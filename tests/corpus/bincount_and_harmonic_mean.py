# rating: 3
# status: graded
# why: t + 2p numbers the cells 0 to 3 and is read in that order, and the harmonic mean of the standard library is F1 written out; empty denominators raise an error of the candidate's own
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import statistics
import numpy as np

class UndefinedMetric(ValueError):
    """There is no number to return."""

# %%
def precision_recall_f1(y_true, y_pred):
    """Raises UndefinedMetric if there are no positive labels AND no positive predictions.
    If only one of the two is missing, the undefined one is 0 and F1 is 0, too."""
    code = np.asarray(y_true, dtype=np.int8) + 2 * np.asarray(y_pred, dtype=np.int8)
    tn, fn, fp, tp = (int(c) for c in np.bincount(code, minlength=4))
    if tp + fp + fn == 0:
        raise UndefinedMetric("no positives in y_true nor in y_pred: precision, recall and F1 are undefined")
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, statistics.harmonic_mean([precision, recall])

# %%
import pytest
with pytest.raises(UndefinedMetric):
    precision_recall_f1([], [])
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)

# %% [markdown]
# I encode each pair as one integer and count. When there's nothing positive at all I'd rather fail loudly.
