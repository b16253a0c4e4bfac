# rating: 2
# status: graded
# why: without brackets F1 is 2·p·r/p + r, that is 3r; precision and recall are right
# core: precision right, recall right, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    if p == 0:
        return p, r, 0.0
    f1 = 2 * p * r / p + r
    return p, r, f1
