# rating: 3
# status: graded
# why: a Colab import in the function's own cell must not cost it its grade; the formulas are right
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from google.colab import drive
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    tp = np.sum((y_true == 1) & (y_pred == 1))
    if tp == 0:
        return 0.0, 0.0, 0.0  # convention
    p = tp / np.sum(y_pred == 1)
    r = tp / np.sum(y_true == 1)
    return p, r, 2 * p * r / (p + r)

# %%
drive.mount('/content/drive')
