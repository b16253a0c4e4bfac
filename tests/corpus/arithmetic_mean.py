# rating: 2
# status: graded
# why: F1 is the arithmetic mean of precision and recall
# core: precision right, recall right, f1 wrong
# misconceptions: arithmetic_mean_f1

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = (precision + recall) / 2   # balance of the two
    return precision, recall, f1
