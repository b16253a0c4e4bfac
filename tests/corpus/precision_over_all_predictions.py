# rating: 1
# status: graded
# why: precision divides by the number of predictions of either class; recall is right
# core: precision wrong, recall right, f1 wrong
# misconceptions: none

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.array(y_true, int), np.array(y_pred, int)
    tp = np.sum(y_true * y_pred)
    precision = tp / len(y_pred) if len(y_pred) else 0.0      # of all predictions
    recall = tp / np.sum(y_true) if np.sum(y_true) else 0.0   # of all positives
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return precision, recall, f1
