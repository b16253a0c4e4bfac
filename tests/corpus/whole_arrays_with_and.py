# rating: 1
# status: graded
# why: `and` between whole arrays raises for more than one label, and lists compare as a whole: it fails on ordinary cases in both
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    tp = sum(y_true == 1 and y_pred == 1)
    fp = sum(y_true == 0 and y_pred == 1)
    fn = sum(y_true == 1 and y_pred == 0)
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
