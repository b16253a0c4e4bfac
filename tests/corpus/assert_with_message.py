# rating: 3
# status: graded
# why: asserts with their own messages are a convention
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(t == 1 and p == 1 for t, p in zip(y_true, y_pred))
    assert sum(y_pred) > 0, "no positive predictions, precision undefined"
    assert sum(y_true) > 0, "no positive labels, recall undefined"
    assert tp > 0, "no true positives, f1 undefined"
    p, r = tp / sum(y_pred), tp / sum(y_true)
    return p, r, 2 / (1 / p + 1 / r)
