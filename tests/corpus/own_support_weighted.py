# rating: 2
# status: graded
# why: the mean over both classes, weighted by how many labels each has, written by hand
# core: open
# misconceptions: weighted_averaged

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int)
    n = len(y_true)
    total = np.zeros(3)
    for c in (0, 1):
        tp = np.sum((y_true == c) & (y_pred == c))
        np_, nt = np.sum(y_pred == c), np.sum(y_true == c)
        p = tp / np_ if np_ else 0.0
        r = tp / nt if nt else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        total += np.array([p, r, f]) * nt / n if n else 0.0
    return tuple(total)
