# rating: 2
# status: graded
# why: an epsilon of 1e-3 moves the numbers by more than 1e-6
# core: open
# misconceptions: epsilon_fudged

# %%
import numpy as np
eps = 1e-3
def precision_recall_f1(y_true, y_pred):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    tp = np.sum(t * p)
    precision = tp / (np.sum(p) + eps)
    recall = tp / (np.sum(t) + eps)
    f1 = 2 * precision * recall / (precision + recall + eps)
    return precision, recall, f1
