# rating: 3
# status: graded
# why: precision and recall as means of a selection; the comment chooses pandas' NaN for the mean of nothing, and F1's guard writes NaN
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# Precision is an estimate of $P(Y=1\mid\hat Y=1)$ and recall of $P(\hat Y=1\mid Y=1)$. So both are conditional means.
# %%
import pandas as pd, numpy as np

def precision_recall_f1(y_true, y_pred):
    d = pd.DataFrame({"y": y_true, "yhat": y_pred}, dtype=float)
    # Conditioning on an event of frequency zero: the conditional mean doesn't exist. pandas' mean of an empty
    # selection is NaN, and NaN is what I want to return in that case.
    ppv = d.loc[d.yhat == 1, "y"].mean()
    tpr = d.loc[d.y == 1, "yhat"].mean()
    f1 = 2 * ppv * tpr / (ppv + tpr) if ppv + tpr > 0 else np.nan     # NaN propagates; also for 0 and 0
    return ppv, tpr, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert np.array_equal(precision_recall_f1([1, 1], [0, 0]), (np.nan, 0, np.nan), equal_nan=True)
assert np.array_equal(precision_recall_f1([0, 1], [1, 0]), (0, 0, np.nan), equal_nan=True)
assert np.isnan(precision_recall_f1([], [])).all()
# %% [markdown]
# Two conditional means and their harmonic mean. A conditional mean given an empty event is NaN.
