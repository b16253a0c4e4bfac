# rating: 3
# status: graded
# why: a pandas Series of the three numbers, named; the contract names no dress that this would be
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import pandas as pd

def precision_recall_f1(y_true, y_pred):
    ct = pd.crosstab(pd.Series(list(y_true), dtype=int), pd.Series(list(y_pred), dtype=int))
    ct = ct.reindex(index=[0, 1], columns=[0, 1], fill_value=0)
    tp, fp, fn = ct.loc[1, 1], ct.loc[0, 1], ct.loc[1, 0]
    safe = lambda a, b: a / b if b else 0.0
    return pd.Series(
        [safe(tp, tp + fp), safe(tp, tp + fn), safe(2 * tp, 2 * tp + fp + fn)],
        index=["precision", "recall", "f1"],
    )
