# rating: 1
# status: graded
# why: the cells of the confusion matrix are read as tn, fn, fp, tp, so the false ones change places and precision is recall and the reverse; F1 is symmetric and right
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall

# %%
from sklearn.metrics import confusion_matrix

# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    tn, fn, fp, tp = confusion_matrix(y_true, y_pred, labels=[0, 1]).ravel()
    # zero_division = 0 everywhere
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn > 0 else 0.0
    return precision, recall, f1

# %%
confusion_matrix([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])

# %%
precision_recall_f1([1, 0, 1, 0], [1, 1, 0, 0])
# .5 .5 .5  as expected
