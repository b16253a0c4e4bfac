# rating: null
# status: not_attempted
# why: the stub is as it was, only prose was added: a person looks
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
def precision_recall_f1(y_true, y_pred):
    raise NotImplementedError  # your code here
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
# Your own tests go here.
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# I know precision from my physics lab courses (repeatability of a measurement), but I haven't used it for classifiers yet. Sorry, I
# could not finish in time, I would be happy to talk about it in the interview.
