# rating: 3
# status: graded
# why: an undefined ratio is NaN on purpose, each one alone, so a recall of 0 stays beside a NaN precision
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
# **Notation.** Let $n_{11}$ be the number of units with $y=1,\hat y=1$, $n_{01}$ those with $y=0,\hat y=1$ and $n_{10}$ those with
# $y=1,\hat y=0$. Then PPV $= n_{11}/(n_{11}+n_{01})$ and sensitivity $= n_{11}/(n_{11}+n_{10})$.
# %%
import math

NA = float("nan")

def precision_recall_f1(y_true, y_pred):
    n11 = n01 = n10 = 0
    for y, yhat in zip(y_true, y_pred):
        n11 += int(y == 1 and yhat == 1)
        n01 += int(y == 0 and yhat == 1)
        n10 += int(y == 1 and yhat == 0)

    # The estimator doesn't exist if the conditioning event was never observed -> missing value, NOT zero.
    ppv = NA if n11 + n01 == 0 else n11 / (n11 + n01)
    sens = NA if n11 + n10 == 0 else n11 / (n11 + n10)

    if math.isnan(ppv) or math.isnan(sens) or ppv + sens == 0:
        f1 = NA
    else:
        f1 = 2 / (1 / ppv + 1 / sens)      # harmonic mean
    return ppv, sens, f1
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
p, r, f = precision_recall_f1([1, 1, 0], [0, 0, 0])
assert math.isnan(p) and r == 0 and math.isnan(f)
p, r, f = precision_recall_f1([0, 0, 0], [0, 1, 0])
assert p == 0 and math.isnan(r) and math.isnan(f)
p, r, f = precision_recall_f1([0, 1], [1, 0])
assert (p, r) == (0, 0) and math.isnan(f)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# PPV and sensitivity are conditional proportions; if the group they condition on is empty they are not estimable so I return NaN
# and not a made up number. F1 is their harmonic mean and inherits the NaN.
