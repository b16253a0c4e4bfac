# rating: 2
# status: graded
# why: without positive predictions recall has a value, 0, and is given as None with the rest
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t and p)
    fp = sum(1 for t, p in zip(y_true, y_pred) if p and not t)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t and not p)
    if tp + fp == 0 or tp + fn == 0:
        return None, None, None
    p, r = tp / (tp + fp), tp / (tp + fn)
    return p, r, (2 * p * r / (p + r) if tp else 0.0)
