# rating: 3
# status: graded
# why: a two-by-two crosstab with both levels forced, formulas by hand, and NA written out where a denominator is zero
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# I normally work in R (`table(truth, pred)`), so this is my R solution in pandas clothes.
# %%
import numpy as np
import pandas as pd

levels = [0, 1]
# %%
def precision_recall_f1(y_true, y_pred):
    # table(factor(y_true, levels=0:1), factor(y_pred, levels=0:1))
    truth = pd.Series(np.asarray(y_true, dtype=int), name="truth")
    pred = pd.Series(np.asarray(y_pred, dtype=int), name="pred")
    tab = pd.crosstab(truth, pred).reindex(index=levels, columns=levels, fill_value=0)
    TP = int(tab.loc[1, 1]); FP = int(tab.loc[0, 1]); FN = int(tab.loc[1, 0])
    NA = float("nan")            # undefined -> NA, as R would say
    prec = TP / (TP + FP) if TP + FP > 0 else NA
    rec = TP / (TP + FN) if TP + FN > 0 else NA
    f1 = 2 * TP / (2 * TP + FP + FN) if TP + FP + FN > 0 else NA
    return prec, rec, f1
# %%
pd.crosstab(pd.Series([1, 0, 1]), pd.Series([1, 1, 1]))   # see, a column disappears, hence reindex
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
p, r, f = precision_recall_f1([1, 1], [0, 0])
assert np.isnan(p) and r == 0
# %% [markdown]
# Cross-tabulates, then reads three cells. NA where the denominator is zero because I don't want an average over folds to silently eat a zero.
