# rating: null
# status: not_attempted
# why: the stub is unchanged; only tests were added
# core: not reached
# misconceptions: none

# %% [markdown]
# # Precision, recall and F1

# %%
def precision_recall_f1(y_true, y_pred):
    raise NotImplementedError  # your code here

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([0], [1]) == (0, 0, 0)
