# rating: 3
# status: graded
# why: codes each pair as 2t + p and counts codes; guarded
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    codes = 2 * np.asarray(y_true, dtype=int) + np.asarray(y_pred, dtype=int)
    tn, fp, fn, tp = np.bincount(codes, minlength=4)
    return tuple(
        float(n) / d if d else 0.0
        for n, d in ((tp, tp + fp), (tp, tp + fn), (2 * tp, 2 * tp + fp + fn))
    )
