# rating: 1
# status: graded
# why: the matrix's cells are unpacked in a wrong order (fn and fp exchanged), which swaps the two
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall

# %%
from sklearn.metrics import confusion_matrix
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    tn, fn, fp, tp = confusion_matrix(y_true, y_pred, labels=[0, 1]).ravel()
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return p, r, f
