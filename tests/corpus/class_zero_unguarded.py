# rating: 2
# status: graded
# why: the wrong class, and no guard: raises where no 0 is predicted; the finite answers show the class
# core: open
# misconceptions: negative_class_as_positive

# %%
from sklearn.metrics import confusion_matrix

def precision_recall_f1(y_true, y_pred):
    cm = confusion_matrix(y_true, y_pred, labels=[0, 1]) if len(y_true) else [[0, 0], [0, 0]]
    # cm[0][0] is TP
    tp, fn = int(cm[0][0]), int(cm[0][1])
    fp, tn = int(cm[1][0]), int(cm[1][1])
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
