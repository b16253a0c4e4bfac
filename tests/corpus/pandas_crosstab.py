# rating: 3
# status: graded
# why: counts by a crosstab completed to 2x2, guarded ratios with 0.0 as the stated convention
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
import pandas as pd
import numpy as np
# %%
# what does the table look like
pd.crosstab(pd.Series([1, 0, 1, 1, 0, 1, 0, 1], name="truth"), pd.Series([1, 0, 1, 0, 1, 1, 0, 0], name="pred"))
# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0      # no data: all undefined, I use 0
    df = pd.DataFrame({"truth": list(y_true), "pred": list(y_pred)})
    tab = pd.crosstab(df["truth"], df["pred"])
    # a class may be missing in the table
    tab = tab.reindex(index=[0, 1], columns=[0, 1], fill_value=0)

    tp = tab.loc[1, 1]
    predicted = tab[1].sum()
    actual = tab.loc[1].sum()

    # undefined -> 0
    precision = tp / predicted if predicted > 0 else 0.0
    recall = tp / actual if actual > 0 else 0.0
    f1 = 2 * tp / (predicted + actual) if predicted + actual > 0 else 0.0
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
assert precision_recall_f1([1, 1, 1], [1, 1, 1]) == (1, 1, 1)
assert precision_recall_f1([0, 0, 0], [1, 1, 1]) == (0, 0, 0)
assert precision_recall_f1([], []) == (0, 0, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# Crosstab of truth against prediction, row and column sums are the denominators. Zero denominators give 0.
