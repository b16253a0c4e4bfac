# rating: 3
# status: graded
# why: rounded to eight places, which is within the 1e-6 that counts as right; undefined ratios 0.0 by an explicit if
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
# %%
def precision_recall_f1(y_true, y_pred):
    yt = list(y_true)
    yp = list(y_pred)

    true_pos = 0
    false_pos = 0
    false_neg = 0
    true_neg = 0
    for i in range(len(yt)):
        if yt[i] == 1 and yp[i] == 1:
            true_pos = true_pos + 1
        if yt[i] == 0 and yp[i] == 1:
            false_pos = false_pos + 1
        if yt[i] == 1 and yp[i] == 0:
            false_neg = false_neg + 1
        if yt[i] == 0 and yp[i] == 0:
            true_neg = true_neg + 1   # not needed actualy

    # if nothing to divide by then the metric is 0
    if true_pos + false_pos == 0:
        precision = 0.0
    else:
        precision = true_pos / (true_pos + false_pos)
    if true_pos + false_neg == 0:
        recall = 0.0
    else:
        recall = true_pos / (true_pos + false_neg)
    if precision + recall == 0:
        f1 = 0.0
    else:
        f1 = 2 * precision * recall / (precision + recall)

    # 8 digits so that I don't get 0.6666666666666665 in one place and ...67 in the other
    return round(precision, 8), round(recall, 8), round(f1, 8)
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([1, 1, 0], [1, 1, 0]) == (1, 1, 1)
assert precision_recall_f1([1, 1, 0], [0, 0, 1]) == (0, 0, 0)
assert precision_recall_f1([], []) == (0, 0, 0)
# %% [markdown]
# My function counts the four cells with a loop and then uses the formulas. If the denominator is zero I return 0.
