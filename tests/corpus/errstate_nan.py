# rating: 3
# status: graded
# why: NaN under an errstate inside the function is meant
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    yt, yp = np.asarray(y_true, int), np.asarray(y_pred, int)
    tp = np.float64((yt * yp).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        # NaN is the honest answer for 0/0
        precision = tp / yp.sum()
        recall = tp / yt.sum()
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
