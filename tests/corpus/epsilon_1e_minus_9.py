# rating: 3
# status: graded
# why: an epsilon of 1e-9 stays within 1e-6, and gives 0 where a ratio is undefined
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
EPS = 1e-9

def precision_recall_f1(y_true, y_pred):
    y_true = np.array(y_true); y_pred = np.array(y_pred)
    tp = ((y_true == 1) & (y_pred == 1)).sum()
    fp = ((y_true == 0) & (y_pred == 1)).sum()
    fn = ((y_true == 1) & (y_pred == 0)).sum()
    precision = tp / (tp + fp + EPS)
    recall = tp / (tp + fn + EPS)
    f1 = 2 * precision * recall / (precision + recall + EPS)
    return precision, recall, f1
