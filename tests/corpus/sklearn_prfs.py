# rating: 2
# status: graded
# why: sklearn's ready-made metrics compute all three numbers: delegated (on empty input sklearn's own ValueError comes through)
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
from sklearn.metrics import precision_score, recall_score, f1_score

def precision_recall_f1(y_true, y_pred):
    # no need to reinvent the wheel; zero_division=0 -> 0 if undefined
    return (precision_score(y_true, y_pred, zero_division=0),
            recall_score(y_true, y_pred, zero_division=0),
            f1_score(y_true, y_pred, zero_division=0))
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
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# In production I would always use the tested library implementation, so I do that here too. Undefined is 0 through `zero_division`.
