# rating: 3
# status: graded
# why: each number is an array of one number; np.divide with where= gives a deliberate zero
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def safe_divide(a, b):
    a, b = np.atleast_1d(np.asarray(a, float)), np.atleast_1d(np.asarray(b, float))
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    tp = (y_true * y_pred).sum()
    p = safe_divide(tp, y_pred.sum())
    r = safe_divide(tp, y_true.sum())
    return p, r, safe_divide(2 * p * r, p + r)
