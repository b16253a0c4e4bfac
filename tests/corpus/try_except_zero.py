# rating: 3
# status: graded
# why: try/except ZeroDivisionError gives a chosen 0.0 on lists; on arrays NumPy gives NaN instead, and the better container counts
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
    tp = sum(t * p for t, p in zip(y_true, y_pred))
    try:
        precision = tp / sum(y_pred)
    except ZeroDivisionError:
        precision = 0.0  # no positive predictions: define as 0
    try:
        recall = tp / sum(y_true)
    except ZeroDivisionError:
        recall = 0.0  # no positive labels: define as 0
    try:
        f1 = 2 * precision * recall / (precision + recall)
    except ZeroDivisionError:
        f1 = 0.0
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
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([0, 1], [0, 0]) == (0, 0, 0)
assert precision_recall_f1([0, 0], [0, 1]) == (0, 0, 0)
assert precision_recall_f1([0, 1], [1, 0]) == (0, 0, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# The labels are 0/1 so sums and products do the counting. It's easier to ask forgiveness than permission: I catch the zero division
# and set 0.
