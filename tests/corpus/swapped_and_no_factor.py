# rating: 1
# status: graded
# why: precision and recall exchanged, and F1 without its factor 2
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: swapped_precision_recall, f1_without_factor_two

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    t = np.asarray(y_true).astype(bool)
    p = np.asarray(y_pred).astype(bool)
    both = (t & p).sum()
    precision = both / t.sum() if t.any() else 0.0
    recall = both / p.sum() if p.any() else 0.0
    f1 = precision * recall / (precision + recall) if both else 0.0
    return precision, recall, f1
