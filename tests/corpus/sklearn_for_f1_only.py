# rating: 2
# status: graded
# why: precision and recall are its own and guarded, but F1 comes from sklearn's ready-made f1_score, which counts as a 2
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from sklearn.metrics import f1_score
import numpy as np

def precision_recall_f1(y_true, y_pred):
    """undefined values are 0"""
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    tp = sum((a == 1) and (b == 1) for a, b in zip(y_true, y_pred))
    pred_pos = sum(b == 1 for b in y_pred)
    real_pos = sum(a == 1 for a in y_true)
    prec = tp / pred_pos if pred_pos > 0 else 0.0
    rec = tp / real_pos if real_pos > 0 else 0.0
    # never remember this formula (harmonic or geometric?) so
    f1 = f1_score(y_true, y_pred, zero_division=0)
    return prec, rec, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
assert precision_recall_f1([1, 1], [1, 1]) == (1, 1, 1)
