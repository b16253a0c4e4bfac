# rating: 3
# status: graded
# why: run out of order: the helper comes in the last cell, so the examples fail on the way, but once all cells have run the function is right, with a chosen 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = confusion_counts(y_true, y_pred)
    precision = safe_div(tp, tp + fp)
    recall = safe_div(tp, tp + fn)
    f1 = safe_div(2 * precision * recall, precision + recall)
    return precision, recall, f1

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
# scratch
y = np.array([1, 0, 1]); yh = np.array([1, 1, 1])
(y == 1) & (yh == 1)

# %%
df_results.tail()   # from earlier, ignore

# %%
precision_recall_f1(y, yh)

# %%
# helpers (run this first!!)
def safe_div(a, b):
    # undefined = 0 for me
    return a / b if b != 0 else 0

def confusion_counts(y_true, y_pred):
    y_true = np.asarray(y_true); y_pred = np.asarray(y_pred)
    return (int(((y_true == 1) & (y_pred == 1)).sum()),
            int(((y_true == 0) & (y_pred == 1)).sum()),
            int(((y_true == 1) & (y_pred == 0)).sum()))
