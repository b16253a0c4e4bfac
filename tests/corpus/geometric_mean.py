# rating: 2
# status: graded
# why: F1 is the geometric mean of precision and recall
# core: precision right, recall right, f1 wrong
# misconceptions: geometric_mean_f1

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    tp = ((y_true == 1) & (y_pred == 1)).sum()
    p = tp / (y_pred == 1).sum() if (y_pred == 1).any() else 0.0
    r = tp / (y_true == 1).sum() if (y_true == 1).any() else 0.0
    return p, r, np.sqrt(p * r)
