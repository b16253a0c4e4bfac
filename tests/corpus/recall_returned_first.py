# rating: 2
# status: graded
# why: both formulas are right under their own names, and returned in another order, recall first
# core: open
# misconceptions: other_order

# %%
def precision_recall_f1(y_true, y_pred):
    recall = precision = f1 = 0.0
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    if sum(y_true):
        recall = tp / sum(y_true)
    if sum(y_pred):
        precision = tp / sum(y_pred)
    if tp:
        f1 = 2 * precision * recall / (precision + recall)
    return recall, precision, f1
