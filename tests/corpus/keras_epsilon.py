# rating: 3
# status: graded
# why: an epsilon of 1e-9 stays below the contract's 1e-6 everywhere and makes the undefined ratios 0 on purpose
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
import numpy as np

EPS = 1e-9   # avoids 0/0, result is then just 0

def precision_recall_f1(y_true, y_pred):
    y_true = np.asarray(y_true, dtype=float)
    y_pred = np.asarray(y_pred, dtype=float)
    tp = (y_true * y_pred).sum()
    fp = ((1 - y_true) * y_pred).sum()
    fn = (y_true * (1 - y_pred)).sum()
    precision = tp / (tp + fp + EPS)
    recall = tp / (tp + fn + EPS)
    f1 = 2 * precision * recall / (precision + recall + EPS)
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
print(precision_recall_f1([], []))
print(precision_recall_f1([1, 1, 1], [0, 0, 0]))
print(precision_recall_f1([0, 0, 0], [1, 1, 1]))
assert np.allclose(precision_recall_f1([1, 1, 1], [1, 1, 1]), 1)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# Same trick as in my training loops: everything is a sum of products, and epsilon in the denominator turns undefined values into 0.
# 1e-9 is small enough to not change the metrics.
