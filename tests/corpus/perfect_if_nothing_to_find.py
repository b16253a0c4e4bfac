# rating: 2
# status: graded
# why: without positive labels all three are 1.0, also where false alarms make precision 0: an edge class is wrong; formulas right
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
def precision_recall_f1(y_true, y_pred):
    n_pos = sum(y_true)
    n_pred = sum(y_pred)

    # edge cases
    if n_pos == 0:
        return 1.0, 1.0, 1.0   # there was nothing to find, so nothing was missed
    if n_pred == 0:
        return 0.0, 0.0, 0.0   # there was something but we didn't find any of it

    tp = sum(1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 1)
    precision = tp / n_pred
    recall = tp / n_pos
    if tp == 0:
        return precision, recall, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)
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
assert precision_recall_f1([], []) == (1.0, 1.0, 1.0)
assert precision_recall_f1([0, 0, 0], [0, 0, 0]) == (1.0, 1.0, 1.0)
assert precision_recall_f1([0, 1, 0], [0, 0, 0]) == (0.0, 0.0, 0.0)
assert precision_recall_f1([0, 1, 0], [1, 0, 0]) == (0.0, 0.0, 0.0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# If there are no positives in the data the model can't miss any so it's perfect (1), and if there are positives but no predictions it's
# 0. Everything else is the normal formula.
