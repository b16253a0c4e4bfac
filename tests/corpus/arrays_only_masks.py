# rating: 3
# status: graded
# why: masks that need arrays (lists raise AttributeError), guarded ratios with a chosen NaN; the better container counts
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

def precision_recall_f1(y_true, y_pred):
    TP = ((y_true == 1) & (y_pred == 1)).sum()
    FP = ((y_true == 0) & (y_pred == 1)).sum()
    FN = ((y_true == 1) & (y_pred == 0)).sum()

    # NaN = undefined, like in matlab
    P = np.nan
    R = np.nan
    F1 = np.nan
    if TP + FP > 0:
        P = TP / (TP + FP)
    if TP + FN > 0:
        R = TP / (TP + FN)
    if 2 * TP + FP + FN > 0:
        F1 = 2 * TP / (2 * TP + FP + FN)
    return P, R, F1
# %%
a = np.array([1, 0, 1, 1, 0, 1, 0, 1])
b = np.array([1, 0, 1, 0, 1, 1, 0, 0])
[P, R, F1] = precision_recall_f1(a, b)
P, R, F1
# %%
# three examples
assert np.allclose(precision_recall_f1(a, b), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([1, 1, 1, 0]), np.array([1, 0, 0, 0])), (1, 1 / 3, 1 / 2))
# %%
print(precision_recall_f1(np.zeros(4), np.zeros(4)))   # all nan
print(precision_recall_f1(np.ones(4), np.zeros(4)))    # nan 0 0
