# rating: 3
# status: graded
# why: float32 errs by about 1e-7, which is within 1e-6; zeros by np.where on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.asarray(y_true, dtype=np.float32)
    p = np.asarray(y_pred, dtype=np.float32)
    tp = (t * p).sum()
    zero = np.float32(0)
    prec = tp / p.sum() if p.sum() > 0 else zero
    rec = tp / t.sum() if t.sum() > 0 else zero
    f1 = np.float32(2) * prec * rec / (prec + rec) if prec + rec > 0 else zero
    return prec, rec, f1
