# rating: 1
# status: graded
# why: false positives and false negatives are mixed up, so precision and recall are exchanged
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    TP = np.sum((y_true == 1) & (y_pred == 1))
    FP = np.sum((y_true == 1) & (y_pred == 0))
    FN = np.sum((y_true == 0) & (y_pred == 1))
    precision = TP / (TP + FP)
    recall = TP / (TP + FN)
    return precision, recall, 2 * TP / (2 * TP + FP + FN)
