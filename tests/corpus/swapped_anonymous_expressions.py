# rating: 1
# status: graded
# why: a tuple of bare expressions, the first over the positive labels, the second over the positive predictions
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall

# %%
def precision_recall_f1(y_true, y_pred):
    a = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    b, c = sum(y_true), sum(y_pred)
    return (a / b if b else 0.0), (a / c if c else 0.0), (2 * a / (b + c) if b + c else 0.0)
