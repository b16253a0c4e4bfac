# rating: 3
# status: graded
# why: one NumPy array of the three numbers; np.divide with where= is a deliberate zero
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.asarray(y_true, dtype=bool)
    p = np.asarray(y_pred, dtype=bool)
    tp, fp, fn = (t & p).sum(), (~t & p).sum(), (t & ~p).sum()
    num = np.array([tp, tp, 2 * tp], dtype=float)
    den = np.array([tp + fp, tp + fn, 2 * tp + fp + fn], dtype=float)
    return np.divide(num, den, out=np.zeros(3), where=den > 0)
