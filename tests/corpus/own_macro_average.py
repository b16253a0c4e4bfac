# rating: 2
# status: graded
# why: the mean over both classes: right numbers of each class, averaged
# core: open
# misconceptions: macro_averaged

# %%
def one_class(y_true, y_pred, c):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == c and p == c)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t != c and p == c)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == c and p != c)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)

def precision_recall_f1(y_true, y_pred):
    # macro average, every class counts the same
    zero, one = one_class(y_true, y_pred, 0), one_class(y_true, y_pred, 1)
    return tuple((a + b) / 2 for a, b in zip(zero, one))
