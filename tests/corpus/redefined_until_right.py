# rating: 3
# status: graded
# why: the last definition under the asked name counts and is right, with a chosen 0.0; the earlier ones (accuracy, swapped) are replaced
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# Thinking aloud, the final version is at the bottom.

# %%
# attempt 1 -- wait this is accuracy
def precision_recall_f1(y_true, y_pred):
    acc = sum(a == b for a, b in zip(y_true, y_pred)) / len(y_true)
    return acc, acc, acc

print(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))

# %%
# attempt 2 -- mixed up FP and FN :/
def precision_recall_f1(y_true, y_pred):
    tp = sum(a == 1 and b == 1 for a, b in zip(y_true, y_pred))
    fn = sum(a == 1 and b == 0 for a, b in zip(y_true, y_pred))
    fp = sum(a == 0 and b == 1 for a, b in zip(y_true, y_pred))
    p = tp / (tp + fn)
    r = tp / (tp + fp)
    return p, r, 2 * p * r / (p + r)

attempt2 = precision_recall_f1
print(attempt2([1, 1, 1, 0], [1, 0, 0, 0]))   # should be 1, 1/3

# %%
# attempt 3, final
def precision_recall_f1(y_true, y_pred):
    tp = sum(a == 1 and b == 1 for a, b in zip(y_true, y_pred))
    fn = sum(a == 1 and b == 0 for a, b in zip(y_true, y_pred))
    fp = sum(a == 0 and b == 1 for a, b in zip(y_true, y_pred))
    if not tp:
        return 0.0, 0.0, 0.0    # all undefined cases end here too: call it 0
    p = tp / (tp + fp)
    r = tp / (tp + fn)
    return p, r, 2 * p * r / (p + r)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert attempt2([1, 1, 1, 0], [1, 0, 0, 0]) != precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])
