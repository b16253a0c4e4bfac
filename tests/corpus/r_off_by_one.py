# rating: 1
# status: graded
# why: the loop starts at 1 and skips the first pair, so all three numbers are wrong on ordinary inputs
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
# usually I work in R, there it would be
# tab <- table(y_pred, y_true); tab[2,2] / sum(tab[2,])
def precision_recall_f1(y_true, y_pred):
    n = len(y_true)
    TP = 0
    FP = 0
    FN = 0
    for i in range(1, n):
        if (y_true[i] == 1) & (y_pred[i] == 1):
            TP = TP + 1
        if (y_true[i] == 0) & (y_pred[i] == 1):
            FP = FP + 1
        if (y_true[i] == 1) & (y_pred[i] == 0):
            FN = FN + 1

    # None is the NA of python
    if TP + FP > 0:
        precision = TP / (TP + FP)
    else:
        precision = None
    if TP + FN > 0:
        recall = TP / (TP + FN)
    else:
        recall = None
    if 2 * TP + FP + FN > 0:
        f1 = 2 * TP / (2 * TP + FP + FN)
    else:
        f1 = None
    return precision, recall, f1
# %%
precision_recall_f1([0, 1, 0, 0, 1], [0, 1, 0, 1, 1])
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
assert precision_recall_f1([0, 0, 0], [0, 0, 0]) == (None, None, None)
assert precision_recall_f1([0, 1, 1], [0, 1, 1]) == (1, 1, 1)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# It counts TP, FP, FN in a loop and then divides. If the denominator is zero I give None, since R gives NaN there. (First example does
# not agree with my result, 0.667 / 0.5, I don't see why.)
