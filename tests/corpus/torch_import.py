# rating: null
# status: missing_package
# why: the function computes with torch, which isn't installed: a person looks
# core: not reached
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
!pip install torch -q
# %%
import torch
import numpy as np
# %%
def precision_recall_f1(y_true, y_pred):
    y_true = torch.as_tensor(y_true).bool()
    y_pred = torch.as_tensor(y_pred).bool()
    tp = (y_true & y_pred).sum().item()
    fp = (~y_true & y_pred).sum().item()
    fn = (y_true & ~y_pred).sum().item()
    # 0 if undefined
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn else 0.0
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
# %%
assert precision_recall_f1([0, 0], [0, 0]) == (0.0, 0.0, 0.0)
assert precision_recall_f1([1, 1], [0, 1]) == (1.0, 0.5, 2 / 3)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# Tensor logic for the counts, so it would run on the GPU too. Undefined = 0.
