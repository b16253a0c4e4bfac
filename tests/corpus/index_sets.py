# rating: 3
# status: graded
# why: sets of positions (not of labels), so the counts are right; undefined is 0.0 by the docstring
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %% [markdown]
# I come from information retrieval so I think of it as *relevant* and *retrieved* documents.
# %%
def precision_recall_f1(y_true, y_pred):
    """Set based P/R/F over positions. Empty retrieved / relevant set gives 0.0 by convention."""
    relevant = {i for i, y in enumerate(y_true) if y == 1}
    retrieved = {i for i, y in enumerate(y_pred) if y == 1}
    hits = len(relevant & retrieved)

    precision = hits / len(retrieved) if retrieved else 0.0
    recall = hits / len(relevant) if relevant else 0.0
    if hits:
        f1 = 2 * precision * recall / (precision + recall)
    else:
        f1 = 0.0
    return precision, recall, f1
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# ## Your own tests
#
# Which inputs would you try before you trusted this function? Write a few as `assert`s. Two or three that you chose well say more
# than twenty.
# %%
# nothing retrieved
assert precision_recall_f1([1, 0, 1], [0, 0, 0]) == (0.0, 0.0, 0.0)
# everything retrieved -> recall 1, precision = prevalence
assert precision_recall_f1([1, 0, 0, 0], [1, 1, 1, 1])[:2] == (0.25, 1.0)
# swap the arguments -> swap P and R
a, b = [1, 0, 1, 1], [1, 1, 0, 0]
assert precision_recall_f1(a, b)[0] == precision_recall_f1(b, a)[1]
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# Positions labelled 1 are the relevant documents and positions predicted 1 the retrieved ones; their intersection is what we got right.
# An empty set in the denominator gives 0 as in TREC eval.
