# rating: 3
# status: graded
# why: calls methods of arrays, so lists raise; arrays are right everywhere
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = int((y_true * y_pred).sum())
    n_hat, n = int(y_pred.sum()), int(y_true.sum())
    return (
        tp / n_hat if n_hat else 0.0,
        tp / n if n else 0.0,
        2 * tp / (n_hat + n) if n_hat + n else 0.0,
    )
