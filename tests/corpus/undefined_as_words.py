# rating: 3
# status: graded
# why: the word "undefined" stands only where a ratio has no value, on purpose; numbers everywhere else
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    precision = "undefined" if tp + fp == 0 else tp / (tp + fp)
    recall = "undefined" if tp + fn == 0 else tp / (tp + fn)
    f1 = "undefined" if tp == 0 else 2 * tp / (2 * tp + fp + fn)
    return precision, recall, f1
