# rating: 2
# status: graded
# why: a crosstab's row and column sums give the right numbers where there is a true positive, but without positive labels or predictions the lookup of 1 leaks a KeyError
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
import pandas as pd
# %%
ct = pd.crosstab(np.array([1, 0, 1, 1, 0, 1, 0, 1]), np.array([1, 0, 1, 0, 1, 1, 0, 0]), rownames=["actual"], colnames=["predicted"])
ct
# %%
# nice: column sum = predicted positives, row sum = actual positives
def precision_recall_f1(y_true, y_pred):
    ct = pd.crosstab(np.array(y_true), np.array(y_pred), rownames=["actual"], colnames=["predicted"])
    tp = ct.loc[1, 1]
    precision = tp / ct[1].sum()
    recall = tp / ct.loc[1].sum()
    if precision + recall == 0:
        f1 = 0
    else:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)
