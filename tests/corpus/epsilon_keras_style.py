# rating: 3
# status: graded
# why: an epsilon of 1e-7 in the denominators errs by less than 1e-6; undefined gives 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
def K_epsilon(): return 1e-7

def precision_recall_f1(y_true, y_pred):
    y_true = np.asarray(y_true, dtype=np.float64)
    y_pred = np.asarray(y_pred, dtype=np.float64)
    true_positives = np.sum(np.round(np.clip(y_true * y_pred, 0, 1)))
    possible_positives = np.sum(np.round(np.clip(y_true, 0, 1)))
    predicted_positives = np.sum(np.round(np.clip(y_pred, 0, 1)))
    precision = true_positives / (predicted_positives + K_epsilon())
    recall = true_positives / (possible_positives + K_epsilon())
    f1 = 2 * ((precision * recall) / (precision + recall + K_epsilon()))
    return precision, recall, f1
