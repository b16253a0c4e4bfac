# rating: 3
# status: graded
# why: the library is used only to check the function, which the assignment calls a good idea
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# # Precision, recall and F1

# %%
def precision_recall_f1(y_true, y_pred):
    """Returns 0.0 for undefined ratios, same as sklearn with zero_division=0."""
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred, strict=True):
        tp += bool(t) and bool(p)
        fp += bool(p) and not t
        fn += bool(t) and not p
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
import random
from sklearn.metrics import precision_recall_fscore_support

random.seed(3)
for n in range(1, 30):
    a = [random.randint(0, 1) for _ in range(n)]
    b = [random.randint(0, 1) for _ in range(n)]
    want = precision_recall_fscore_support(a, b, average="binary", zero_division=0)[:3]
    assert np.allclose(precision_recall_f1(a, b), want), (a, b)

# %% [markdown]
# It counts the three interesting cells and divides. Undefined ratios are 0.0 because a dashboard can plot that.
