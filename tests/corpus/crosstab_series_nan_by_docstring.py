# rating: 3
# status: graded
# why: the docstring chooses NaN for 0/0 and the float division of pandas gives just that; read as chosen since the docstring says so; a recall of 0 beside it stays 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
import pandas as pd

# %%
def precision_recall_f1(y_true, y_pred):
    """Returns a Series precision / recall / f1.

    Convention: an undefined ratio is NaN. pandas does 0/0 -> NaN by itself, which is exactly what I want
    here, so there's no special case below.
    """
    ct = (pd.crosstab(np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int))
            .reindex(index=[0, 1], columns=[0, 1], fill_value=0))
    tp = ct.loc[1, 1]
    num = pd.Series({"precision": tp, "recall": tp})
    den = pd.Series({"precision": ct[1].sum(), "recall": ct.loc[1].sum()})
    out = num / den
    s = pd.Series({"f1": 2 * out.prod(skipna=False)}) / pd.Series({"f1": out.sum(skipna=False)})
    return pd.concat([out, s])

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
precision_recall_f1([1, 1, 0, 0, 1], [1, 0, 0, 1, 1])

# %%
res = precision_recall_f1([1, 1], [0, 0])
assert np.isnan(res["precision"]) and res["recall"] == 0
