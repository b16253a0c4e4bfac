# rating: 2
# status: graded
# why: the smaller of precision and recall stands for F1
# core: precision right, recall right, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    prec = tp / sum(y_pred) if sum(y_pred) else 0.0
    rec = tp / sum(y_true) if sum(y_true) else 0.0
    # f1 punishes the weaker one
    return prec, rec, min(prec, rec)
