# rating: 2
# status: graded
# why: max(1, p + r) guards F1, and makes it wrong wherever p + r is below 1
# core: precision right, recall right, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(t and p for t, p in zip(y_true, y_pred))
    precision = tp / max(1, sum(y_pred))
    recall = tp / max(1, sum(y_true))
    f1 = 2 * precision * recall / max(1, precision + recall)
    return precision, recall, f1
