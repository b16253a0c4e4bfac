# rating: 2
# status: graded
# why: NumPy divisions without a guard give NaN with a RuntimeWarning where nobody thought of it; formulas right
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
import pandas as pd
import matplotlib.pyplot as plt
%matplotlib inline
# %%
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    TP = np.sum((y_true == 1) & (y_pred == 1))
    FP = np.sum((y_true == 0) & (y_pred == 1))
    FN = np.sum((y_true == 1) & (y_pred == 0))
    precision = TP / (TP + FP)
    recall = TP / (TP + FN)
    f1 = 2 * (precision * recall) / (precision + recall)
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
# %%
y = np.random.randint(0, 2, 1000)
yhat = np.random.randint(0, 2, 1000)
precision_recall_f1(y, yhat)  # should be ~0.5 each
# %%
%timeit precision_recall_f1(y, yhat)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# I use vectorised numpy operations to get TP, FP, FN and then the standard definitions. It's fast also for big arrays.
