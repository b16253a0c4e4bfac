# rating: 2
# status: graded
# why: precision and recall are own formulas, F1 is a library's
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
from sklearn.metrics import f1_score as library_f1

def _f1(a, b):
    return library_f1(a, b, zero_division=0) if len(a) else 0.0

def precision_recall_f1(y_true, y_pred):
    t, p = np.asarray(y_true, int), np.asarray(y_pred, int)
    tp = (t & p).sum()
    precision = tp / p.sum() if p.sum() else 0.0
    recall = tp / t.sum() if t.sum() else 0.0
    return precision, recall, _f1(t, p)
