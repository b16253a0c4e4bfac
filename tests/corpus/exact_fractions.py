# rating: 3
# status: graded
# why: exact Fraction objects are the right numbers (a Fraction is a number between 0 and 1), None where undefined, on purpose
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# "Return plain fractions" — well, then.
# %%
from fractions import Fraction as Q
from typing import Optional

def ratio(a: int, b: int) -> Optional[Q]:
    return Q(a, b) if b else None        # a/0 has no value, None says so

def precision_recall_f1(y_true, y_pred):
    t = [int(v) for v in y_true]
    p = [int(v) for v in y_pred]
    hit = sum(a * b for a, b in zip(t, p))
    return ratio(hit, sum(p)), ratio(hit, sum(t)), ratio(2 * hit, sum(p) + sum(t))
# %%
P, R, F = precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
print(P, R, F)
assert (P, R, F) == (Q(3, 4), Q(3, 5), Q(2, 3))
assert 1 / F == (1 / P + 1 / R) / 2       # exactly, no allclose needed
# %%
import numpy as np

assert np.allclose(np.array(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), dtype=float), (1 / 2, 1, 2 / 3))
assert tuple(map(float, precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))) == (1, 1 / 3, 1 / 2)
assert precision_recall_f1([1], [0]) == (None, 0, 0)
