# rating: 3
# status: graded
# why: sets of positions (not of labels) give the right counts, and every empty denominator is a stated 1.0 for P and R, with F1 = 0.0 where both are zero
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# In information retrieval: *relevant* documents, *retrieved* documents. An example is a document, its index is its id.
# %%
def precision_recall_f1(y_true, y_pred):
    """relevant / retrieved, as in Manning, Raghavan & Schuetze.

    Nothing retrieved: no mistake was made in the retrieved list, precision 1 (vacuous truth).
    Nothing relevant: nothing was missed, recall 1. F1 is 0 if both are zero.
    """
    relevant = {i for i, label in enumerate(y_true) if label}
    retrieved = {i for i, label in enumerate(y_pred) if label}
    hits = relevant & retrieved
    P = len(hits) / len(retrieved) if retrieved else 1.0
    R = len(hits) / len(relevant) if relevant else 1.0
    F = 2 * P * R / (P + R) if P + R else 0.0
    return P, R, F
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# empty query
print(precision_recall_f1([], []))
print(precision_recall_f1([0, 0, 0], [0, 0, 0]))
assert precision_recall_f1([1, 1], [0, 0]) == (1.0, 0.0, 0.0)
