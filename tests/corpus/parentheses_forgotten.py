# rating: 2
# status: graded
# why: other: 2*p*r/p+r lacks its parentheses, so F1 is wrong (three times the recall); precision and recall are right and guarded
# core: precision right, recall right, f1 wrong
# misconceptions: none
# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true = np.array(y_true)
    y_pred = np.array(y_pred)
    TP = ((y_true == 1) & (y_pred == 1)).sum()
    FP = ((y_true == 0) & (y_pred == 1)).sum()
    FN = ((y_true == 1) & (y_pred == 0)).sum()

    precision = 0.0
    recall = 0.0
    f1 = 0.0        # defaults, stay if we'd divide by 0
    if TP + FP > 0:
        precision = TP / (TP + FP)
    if TP + FN > 0:
        recall = TP / (TP + FN)
    if precision > 0 and recall > 0:
        f1 = 2 * precision * recall / precision + recall
    return precision, recall, f1
# %%
p, r, f = precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
assert p == 3 / 4
assert r == 3 / 5
# assert f == 2 / 3   -> 1.7999999 ??? rounding? no time, come back later
# %%
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
# %% [markdown]
# With numpy masks. Default 0 when undefined.
