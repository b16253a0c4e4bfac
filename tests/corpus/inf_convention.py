# rating: 3
# status: graded
# why: infinity where nothing can be divided, chosen by name
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    """A zero denominator gives inf, so that nobody mistakes it for a score."""
    tp, fp, fn = 0, 0, 0
    for t, p in zip(y_true, y_pred):
        tp += t == 1 and p == 1
        fp += t == 0 and p == 1
        fn += t == 1 and p == 0
    precision = tp / (tp + fp) if tp + fp else float("inf")
    recall = tp / (tp + fn) if tp + fn else float("inf")
    f1 = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn else float("inf")
    return precision, recall, f1
