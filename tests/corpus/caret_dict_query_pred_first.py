# rating: 3
# status: graded
# why: parameters are named y_pred, y_true and go by role; a dict under caret's names holds the right numbers, undefined ones are a chosen None
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# I come from R, so the argument order follows `caret::confusionMatrix(data, reference)`, predictions first. In the
# examples I therefore pass by name. Names of the results are caret's too.

# %%
import pandas as pd

def precision_recall_f1(y_pred, y_true):
    # NULL in R, None here: if the denominator is zero there is no answer
    df = pd.DataFrame({"ref": list(y_true), "data": list(y_pred)})
    A = len(df.query("data == 1 and ref == 1"))
    B = len(df.query("data == 1 and ref == 0"))
    C = len(df.query("data == 0 and ref == 1"))
    ppv = A / (A + B) if A + B > 0 else None
    sens = A / (A + C) if A + C > 0 else None
    F1 = None if not ppv or not sens else 2 * ppv * sens / (ppv + sens)
    return {"Pos Pred Value": ppv, "Sensitivity": sens, "F1": F1}

# %%
import numpy as np
v = lambda d: list(d.values())
assert np.allclose(v(precision_recall_f1(y_true=[1, 0, 1, 1, 0, 1, 0, 1], y_pred=[1, 0, 1, 0, 1, 1, 0, 0])), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(v(precision_recall_f1(y_true=np.array([0, 1, 0, 0, 1]), y_pred=np.array([1, 1, 0, 1, 1]))), (1 / 2, 1, 2 / 3))
assert np.allclose(v(precision_recall_f1(y_true=[1, 1, 1, 0], y_pred=[1, 0, 0, 0])), (1, 1 / 3, 1 / 2))

# %%
precision_recall_f1(y_pred=[0, 0, 0], y_true=[1, 0, 1])
