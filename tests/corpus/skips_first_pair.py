# rating: 1
# status: graded
# why: the first pair is taken for a header and left out
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = y_true[1:], y_pred[1:]
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return precision, recall, f1
