# rating: 3
# status: graded
# why: the matrix is built with the arguments exchanged and its cells are read in the exchanged order too, so they are right; the formulas are their own; zeros where undefined
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from sklearn.metrics import confusion_matrix

def precision_recall_f1(y_true, y_pred):
    '''rows = predicted, columns = actual (as in my stats textbook). x/0 is set to 0.'''
    if len(y_true) == 0:
        return (0.0, 0.0, 0.0)
    M = confusion_matrix(y_pred, y_true, labels=[0, 1])
    tn, fn, fp, tp = M.ravel()
    row = M.sum(axis=1)      # predicted 0, 1
    col = M.sum(axis=0)      # actual 0, 1
    precision = tp / row[1] if row[1] else 0.0
    recall = tp / col[1] if col[1] else 0.0
    f1 = tp / (tp + (fp + fn) / 2) if tp + fp + fn else 0.0
    return (precision, recall, f1)

# %%
M = confusion_matrix([1, 0, 1, 0, 1, 1, 0, 0], [1, 0, 1, 1, 0, 1, 0, 1], labels=[0, 1])
M
