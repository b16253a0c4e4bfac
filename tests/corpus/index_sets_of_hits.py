# rating: 3
# status: graded
# why: sets of positions, not of values: hits, retrieved and relevant are counted rightly, and an empty set gives 0.0 on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# # Precision, recall and F1
# My notes: I come from search, so "document i is relevant" = label i is 1, "document i was retrieved" = prediction i is 1.

# %%
def precision_recall_f1(y_true, y_pred):
    # nothing retrieved / nothing relevant -> 0.0 (trec_eval does the same, so people can compare)
    relevant = {doc for doc, rel in enumerate(y_true) if rel}
    retrieved = {doc for doc, rel in enumerate(y_pred) if rel}
    hits = relevant & retrieved
    P = len(hits) / len(retrieved) if retrieved else 0.0
    R = len(hits) / len(relevant) if relevant else 0.0
    # set-based F (Dice): 2|A n B| / (|A| + |B|)
    F = 2 * len(hits) / (len(relevant) + len(retrieved)) if relevant or retrieved else 0.0
    return P, R, F

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
# the trap with sets would be duplicates, so:
assert precision_recall_f1([1, 1, 1], [1, 1, 0]) == (1.0, 2 / 3, 0.8)
assert precision_recall_f1([], []) == (0, 0, 0)

# %% [markdown]
# Positions go into sets, the rest is set sizes. Empty sets give 0, see the comment.
