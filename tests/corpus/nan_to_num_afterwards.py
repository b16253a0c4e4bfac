# rating: 3
# status: graded
# why: the NaN of 0/0 is turned into 0 by nan_to_num, on purpose; every number is right
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    yt = np.asarray(y_true)
    yp = np.asarray(y_pred)
    tp = np.sum((yt == 1) * (yp == 1))
    precision = np.nan_to_num(tp / np.sum(yp == 1))
    recall = np.nan_to_num(tp / np.sum(yt == 1))
    f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return precision, recall, f1
