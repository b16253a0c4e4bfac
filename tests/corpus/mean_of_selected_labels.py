# rating: 2
# status: graded
# why: the mean of an empty selection is a NaN with a warning, unguarded
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t, p = np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int)
    precision = t[p == 1].mean()   # how many of the predicted ones are true
    recall = p[t == 1].mean()      # how many of the true ones are predicted
    return precision, recall, 2 * precision * recall / (precision + recall)
