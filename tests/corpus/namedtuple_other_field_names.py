# rating: 3
# status: graded
# why: a named tuple in the asked order, with short field names
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from typing import NamedTuple

class PRF(NamedTuple):
    prec: float
    rec: float
    f1_score: float

def precision_recall_f1(y_true, y_pred):
    hit = sum(1 for t, p in zip(y_true, y_pred) if t == 1 == p)
    n_p = sum(1 for p in y_pred if p == 1)
    n_t = sum(1 for t in y_true if t == 1)
    P = hit / n_p if n_p else 0.0
    R = hit / n_t if n_t else 0.0
    F = 2 * P * R / (P + R) if P + R else 0.0
    return PRF(P, R, F)
