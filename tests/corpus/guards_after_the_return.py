# rating: 2
# status: graded
# why: the guards stand behind the return and are never reached, so a zero denominator raises Python's ZeroDivisionError; right wherever there is a hit
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(int(a == 1 and b == 1) for a, b in zip(y_true, y_pred))
    fp = sum(int(a == 0 and b == 1) for a, b in zip(y_true, y_pred))
    fn = sum(int(a == 1 and b == 0) for a, b in zip(y_true, y_pred))

    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)

    return precision, recall, f1

    # edge cases
    if tp + fp == 0:
        precision = 0
    if tp + fn == 0:
        recall = 0
    if precision + recall == 0:
        f1 = 0
    return precision, recall, f1

# %%
import numpy as np
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %% [markdown]
# it counts and divides. If undefined I set the score to 0 at the end.
