# rating: 3
# status: graded
# why: the dot product counts true positives; `or 1` turns 0/0 into 0 on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.array(y_true, dtype=float)
    p = np.array(y_pred, dtype=float)
    tp = t @ p                     # both are one
    prec = tp / (p.sum() or 1)     # nothing predicted -> 0/1 = 0
    rec = tp / (t.sum() or 1)
    f1 = 2 * tp / ((p.sum() + t.sum()) or 1)
    return float(prec), float(rec), float(f1)

# %%
precision_recall_f1([1, 0, 1], [1, 1, 0])
