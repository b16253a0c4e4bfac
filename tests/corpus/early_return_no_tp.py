# rating: 3
# status: graded
# why: zeros whenever there is no true positive, which every defined ratio is too
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    positives = y_true == 1
    predicted = y_pred == 1
    hits = int(np.count_nonzero(positives & predicted))
    if not hits:          # also covers empty input
        return 0.0, 0.0, 0.0
    p = hits / int(np.count_nonzero(predicted))
    r = hits / int(np.count_nonzero(positives))
    return p, r, 2 * p * r / (p + r)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
