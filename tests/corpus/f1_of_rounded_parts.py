# rating: 2
# status: graded
# why: precision and recall are returned in full, but F1 is computed from the two rounded to two digits and differs beyond 1e-6
# core: precision right, recall right, f1 wrong
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y_true = np.asarray(y_true)
    y_pred = np.asarray(y_pred)
    hits = ((y_true == 1) & (y_pred == 1)).sum()
    called = (y_pred == 1).sum()
    real = (y_true == 1).sum()
    # no calls / no real positives -> 0
    prec = hits / called if called > 0 else 0.0
    rec = hits / real if real > 0 else 0.0
    # for the report table
    P = np.round(prec, 2)
    R = np.round(rec, 2)
    print(f"P={P} R={R}")
    F = 2 * P * R / (P + R) if P + R > 0 else 0.0
    return prec, rec, F

# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])

# %%
# hm, third example says .5 and I have .4962 ... float error?
precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])
