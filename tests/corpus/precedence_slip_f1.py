# rating: 2
# status: graded
# why: F1 lacks brackets (2*p*r/p + r is three times the recall); precision and recall are right, zero guarded as 0
# core: precision right, recall right, f1 wrong
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
    tp = sum(1 for a, b in zip(y_true, y_pred) if a == 1 and b == 1)
    pred_pos = sum(1 for b in y_pred if b == 1)
    act_pos = sum(1 for a in y_true if a == 1)

    # nothing found -> everything 0 (also avoids dividing by 0)
    if tp == 0:
        return 0.0, 0.0, 0.0

    p = tp / pred_pos
    r = tp / act_pos
    f1 = 2 * p * r / p + r
    return p, r, f1
# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
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
# ## In your words
# Count true positives, predicted positives and actual positives. If there are no true positives return zeros.
# (the asserts complain, I think it's floating point? Had to stop here, next meeting)
