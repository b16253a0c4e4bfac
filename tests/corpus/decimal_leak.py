# rating: 2
# status: graded
# why: Decimal raises InvalidOperation for 0/0, and nobody guarded it
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from decimal import Decimal as D

def precision_recall_f1(y_true, y_pred):
    tp = D(sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1))
    fp = D(sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1))
    fn = D(sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0))
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return float(precision), float(recall), float(f1)
