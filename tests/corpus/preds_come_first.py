# rating: 3
# status: graded
# why: parameters in the order y_pred, y_true, which the names tell; by role all three are right and undefined ratios are an explicit 0.0
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
from itertools import compress

def precision_recall_f1(y_pred, y_true):        # torchmetrics order: preds, target
    y_pred, y_true = [*map(bool, y_pred)], [*map(bool, y_true)]
    tp = sum(compress(y_true, y_pred))
    fp = sum(y_pred) - tp
    fn = sum(y_true) - tp
    safe_div = lambda num, den: num / den if den else 0.0   # like torchmetrics' _safe_divide, zero_division=0
    return safe_div(tp, tp + fp), safe_div(tp, tp + fn), safe_div(2 * tp, 2 * tp + fp + fn)
# %%
# using keywords because I can never remember who comes first
assert np.allclose(precision_recall_f1(y_true=[1, 0, 1, 1, 0, 1, 0, 1], y_pred=[1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(y_true=np.array([0, 1, 0, 0, 1]), y_pred=np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1(y_true=[1, 1, 1, 0], y_pred=[1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1(y_pred=[0, 0], y_true=[1, 1]) == (0, 0, 0)
