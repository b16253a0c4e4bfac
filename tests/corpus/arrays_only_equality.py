# rating: 3
# status: graded
# why: `y_true == 1` needs arrays; on lists it is wrong in silence, and the container in which it does best counts
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    # expects numpy arrays
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    precision = tp / (tp + fp) if (tp + fp) != 0 else 0
    recall = tp / (tp + fn) if (tp + fn) != 0 else 0
    f1 = 2 * precision * recall / (precision + recall) if (precision + recall) != 0 else 0
    return precision, recall, f1

# %%
print(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])))
