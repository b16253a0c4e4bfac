# rating: 3
# status: graded
# why: a Counter of pairs gives the four cells; guarded
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from collections import Counter

# %%
def precision_recall_f1(y_true, y_pred):
    c = Counter(zip(y_true, y_pred))
    tp, fp, fn = c[1, 1], c[0, 1], c[1, 0]
    def safe(a, b):
        return a / b if b else 0.0
    return safe(tp, tp + fp), safe(tp, tp + fn), safe(2 * tp, 2 * tp + fp + fn)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
