# rating: 3
# status: graded
# why: helper functions in other cells, composed by the asked function
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# First the counts, then the ratios. I keep them apart so that each can be tested.

# %%
def confusion_counts(y_true, y_pred):
    tp = fp = fn = tn = 0
    for t, p in zip(y_true, y_pred):
        tp, fp, fn, tn = tp + (t and p), fp + (not t and p), fn + (t and not p), tn + (not t and not p)
    return tp, fp, fn, tn

# %%
def ratio(part, whole):
    """0 if there's nothing to take a part of"""
    return part / whole if whole else 0.0

# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn, _ = confusion_counts(y_true, y_pred)
    p, r = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return p, r, ratio(2 * p * r, p + r)

# %%
assert confusion_counts([1, 0, 1, 0], [1, 1, 0, 0]) == (1, 1, 1, 1)
assert ratio(0, 0) == 0
