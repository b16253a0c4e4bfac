# rating: 3
# status: graded
# why: sets of positions, not of values: the counts are right, and 1.0 is the chosen value where nothing was asked
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    """IR view: relevant documents vs. retrieved documents.

    Nothing retrieved: nothing retrieved wrongly, precision 1.  Nothing relevant: nothing missed, recall 1.
    F1 is 0 as soon as one of them is 0.
    """
    relevant = {i for i, t in enumerate(y_true) if t}
    retrieved = {i for i, p in enumerate(y_pred) if p}
    found = relevant & retrieved
    precision = len(found) / len(retrieved) if retrieved else 1.0
    recall = len(found) / len(relevant) if relevant else 1.0
    if precision == recall == 0:
        return 0.0, 0.0, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (1, 1, 1)
assert precision_recall_f1([1, 1], [0, 0]) == (1, 0, 0)
assert precision_recall_f1([0, 0], [0, 1]) == (0, 1, 0)
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)
