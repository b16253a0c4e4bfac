# rating: 3
# status: graded
# why: a first draft is defined again under the same name; the last definition is the function
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
# first try
def precision_recall_f1(y_true, y_pred):
    tp = sum(y_true) / len(y_true)
    return tp

# %% [markdown]
# That's not right, I mixed up prevalence with precision. Again:

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pred, actual = sum(y_pred), sum(y_true)
    if pred == 0 and actual == 0:
        return 1.0, 1.0, 1.0   # nothing to find, nothing claimed: perfect
    precision = tp / pred if pred else 0.0
    recall = tp / actual if actual else 0.0
    f1 = 2 * tp / (pred + actual)
    return precision, recall, f1

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
