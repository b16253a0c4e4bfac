# rating: 3
# status: graded
# why: three functions named for their metric are composed
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    n = (y_pred == 1).sum()
    return ((y_true == 1) & (y_pred == 1)).sum() / n if n else 0.0

# %%
def recall(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    n = (y_true == 1).sum()
    return ((y_true == 1) & (y_pred == 1)).sum() / n if n else 0.0

# %%
def f1_score(y_true, y_pred):
    p, r = precision(y_true, y_pred), recall(y_true, y_pred)
    return 2 * p * r / (p + r) if p + r else 0.0
