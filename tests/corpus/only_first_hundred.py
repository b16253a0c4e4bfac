# rating: 1
# status: graded
# why: only the first 100 labels are looked at, so longer inputs get wrong numbers
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    LIMIT = 100  # keep it fast
    tp = fp = fn = 0
    for t, p, _ in zip(y_true, y_pred, range(LIMIT)):
        tp += t == 1 and p == 1
        fp += t == 0 and p == 1
        fn += t == 1 and p == 0
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return precision, recall, f1
