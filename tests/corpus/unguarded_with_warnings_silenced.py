# rating: 2
# status: graded
# why: a filter for the whole notebook hides the warnings; the NaN of 0/0 still leaks
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import warnings
warnings.filterwarnings("ignore")
import numpy as np
np.seterr(all="ignore")

# %%
def precision_recall_f1(y_true, y_pred):
    t, p = np.array(y_true), np.array(y_pred)
    tp = np.dot(t, p)
    prec, rec = np.float64(tp) / p.sum(), np.float64(tp) / t.sum()
    return prec, rec, 2 * prec * rec / (prec + rec)
