# rating: 2
# status: graded
# why: Fraction(0, 0) raises ZeroDivisionError, and nobody guarded it
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from fractions import Fraction as F

def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    p = F(tp, sum(1 for x in y_pred if x == 1))
    r = F(tp, sum(1 for x in y_true if x == 1))
    return p, r, 2 * p * r / (p + r)
