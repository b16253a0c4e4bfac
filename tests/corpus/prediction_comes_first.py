# rating: 3
# status: graded
# why: the parameters are exchanged but named, so arguments go by role and the three numbers are right; None stands for an undefined ratio alone
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# I put the prediction first since all losses I use (`loss(input, target)`) have it like that. Call it by keyword please.

# %%
from typing import Optional, Sequence


def precision_recall_f1(y_pred: Sequence[int], y_true: Sequence[int]) -> tuple[Optional[float], Optional[float], Optional[float]]:
    """None means undefined: Optional forces the caller to think about it (mypy complains otherwise)."""
    assert len(y_pred) == len(y_true), "lengths differ"
    predicted = actual = both = 0
    for guess, truth in zip(y_pred, y_true):
        predicted += int(guess)
        actual += int(truth)
        both += int(guess) * int(truth)
    precision = both / predicted if predicted else None
    recall = both / actual if actual else None
    if precision is None or recall is None or both == 0:
        f1 = None
    else:
        f1 = 2 / (1 / precision + 1 / recall)
    return precision, recall, f1

# %%
import numpy as np

assert np.allclose(precision_recall_f1(y_true=[1, 0, 1, 1, 0, 1, 0, 1], y_pred=[1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(y_true=np.array([0, 1, 0, 0, 1]), y_pred=np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1(y_true=[1, 1, 1, 0], y_pred=[1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1(y_true=[1, 1], y_pred=[0, 0]) == (None, 0.0, None)
assert precision_recall_f1(y_true=[0, 0], y_pred=[0, 1]) == (0.0, None, None)
assert precision_recall_f1(y_true=[], y_pred=[]) == (None, None, None)
