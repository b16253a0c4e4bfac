# rating: 2
# status: graded
# why: where one ratio is undefined all three are NaN on purpose, which hides a recall or precision of 0 that has a value; right wherever there is a hit
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
import pandas as pd

# %%
def precision_recall_f1(y_true, y_pred):
    """A row with a missing part is dropped from our reports anyway (dropna how='any'),
    so if anything is undefined all three are NaN."""
    df = pd.DataFrame({"t": np.asarray(y_true, dtype=int), "p": np.asarray(y_pred, dtype=int)})
    tp = int((df.t * df.p).sum())
    n_pred = int(df.p.sum())
    n_true = int(df.t.sum())
    if n_pred == 0 or n_true == 0 or tp == 0:
        return np.nan, np.nan, np.nan
    prec = tp / n_pred
    rec = tp / n_true
    return prec, rec, 2 / (1 / prec + 1 / rec)

# %%
precision_recall_f1([1, 0], [0, 0])

# %% [markdown]
# I sum the product for the true positives. Undefined means NaN for the whole row.
