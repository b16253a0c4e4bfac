# rating: 1
# status: graded
# why: precision is the share of correct predictions, which is accuracy; F1 is built on it
# core: precision wrong, recall right, f1 wrong
# misconceptions: accuracy_as_precision
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true = np.array(y_true)
    y_pred = np.array(y_pred)
    if len(y_true) == 0:
        return 0, 0, 0   # nothing to evaluate

    # precision = how many of the predictions are correct
    correct = np.sum(y_true == y_pred)
    precision = correct / len(y_pred)

    # recall = how many of the positives did we find
    positives = np.sum(y_true == 1)
    found = np.sum((y_true == 1) & (y_pred == 1))
    if positives == 0:
        recall = 0
    else:
        recall = found / positives

    if precision + recall == 0:
        f1 = 0
    else:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
# %% [markdown]
# Hmm I get 0.625 for the precision and not 0.75. 5 of 8 predictions are correct so 5/8? I am not sure about the example.
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([1, 1], [1, 1]) == (1, 1, 1)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# precision is the ratio of correct predictions and recall the ratio of found positives. I return 0 if there are no positives.
