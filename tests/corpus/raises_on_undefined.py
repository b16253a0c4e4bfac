# rating: 3
# status: graded
# why: an undefined precision or recall raises a ValueError with the candidate's own message, F1 is 0 without overlap; both chosen
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
def precision_recall_f1(y_true, y_pred):
    """
    Precision, recall and F1 of binary predictions.

    Raises
    ------
    ValueError
        if the lengths differ, or if there are no predicted positives (precision undefined)
        or no actual positives (recall undefined). I prefer to fail loudly.
    """
    y_true = list(y_true)
    y_pred = list(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError(f"Different lengths: {len(y_true)} and {len(y_pred)}")

    predicted_positive = y_pred.count(1)
    actual_positive = y_true.count(1)
    if predicted_positive == 0:
        raise ValueError("Precision is undefined: there are no positive predictions.")
    if actual_positive == 0:
        raise ValueError("Recall is undefined: there are no positive labels.")

    hits = sum(t == p == 1 for t, p in zip(y_true, y_pred))
    precision = hits / predicted_positive
    recall = hits / actual_positive
    # limit of the harmonic mean for p, r -> 0
    f1 = 0.0 if hits == 0 else 2 * precision * recall / (precision + recall)
    return precision, recall, f1
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# ## Your own tests
#
# Which inputs would you try before you trusted this function? Write a few as `assert`s. Two or three that you chose well say more
# than twenty.
# %%
import pytest

with pytest.raises(ValueError, match="Precision"):
    precision_recall_f1([1, 0], [0, 0])
with pytest.raises(ValueError, match="Recall"):
    precision_recall_f1([0, 0], [1, 0])
with pytest.raises(ValueError):
    precision_recall_f1([], [])
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# Counts and divides; an undefined metric is an error with an explanation since a silent 0 in a dashboard has bitten me before.
