# rating: 1
# status: graded
# why: both sequences are sorted first, so pairs no longer belong together
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    y_true.sort()
    y_pred.sort()
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if t == 1 and p == 1: tp += 1
        elif p == 1: fp += 1
        elif t == 1: fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return precision, recall, f1
