# rating: 2
# status: graded
# why: the third number is F2, not F1
# core: precision right, recall right, f1 wrong
# misconceptions: f_beta_as_f1

# %%
def precision_recall_f1(y_true, y_pred, beta=2):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    b2 = beta ** 2
    f = (1 + b2) * p * r / (b2 * p + r) if p + r else 0.0
    return p, r, f
