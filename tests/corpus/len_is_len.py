# rating: 1
# status: does_not_run
# why: the function assigns to the name len and calls len in the same line, so it raises UnboundLocalError on every input
# core: not reached
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    len = len(y_true)
    if len == 0:
        return (0.0, 0.0, 0.0)   # convention
    tp = sum(1 for i in range(len) if y_true[i] == 1 and y_pred[i] == 1)
    fp = sum(1 for i in range(len) if y_true[i] == 0 and y_pred[i] == 1)
    fn = sum(1 for i in range(len) if y_true[i] == 1 and y_pred[i] == 0)
    p = tp / (tp + fp) if (tp + fp) else 0.0
    r = tp / (tp + fn) if (tp + fn) else 0.0
    f = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return (p, r, f)

# %% [markdown]
# Didn't manage to run it, my kernel was hanging the whole call. Should be OK tho
