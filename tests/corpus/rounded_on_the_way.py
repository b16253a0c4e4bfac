# rating: 2
# status: graded
# why: precision and recall are rounded to three places before F1 is made of them, and F1 is rounded too
# core: open
# misconceptions: rounded

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    y_true = np.array(y_true)
    y_pred = np.array(y_pred)
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    p = np.round(tp / (tp + fp), 3) if tp + fp else 0.0
    r = np.round(tp / (tp + fn), 3) if tp + fn else 0.0
    f = np.round(2 * p * r / (p + r), 3) if p + r else 0.0
    return p, r, f
