# rating: 3
# status: graded
# why: Series arithmetic on converted input, with NaN chosen by name
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
import pandas as pd

def precision_recall_f1(y_true, y_pred):
    """NaN says "not defined" better than a number that looks like a score."""
    t = pd.Series(list(y_true), dtype=int)
    p = pd.Series(list(y_pred), dtype=int)
    tp = int(t.mul(p).sum())
    n_pred, n_true = int(p.sum()), int(t.sum())
    precision = tp / n_pred if n_pred else np.nan
    recall = tp / n_true if n_true else np.nan
    f1 = 2 * tp / (n_pred + n_true) if n_pred and n_true else np.nan
    return precision, recall, f1
