# rating: 1
# status: graded
# why: it stops at the counts of true positives, false positives and false negatives
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    return tp, fp, fn
