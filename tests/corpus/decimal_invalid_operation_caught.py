# rating: 3
# status: graded
# why: exact Decimals; each ratio catches decimal's own InvalidOperation and returns a NaN on purpose, alone
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# I work in payments, so: Decimal. At the very end I hand out floats because the asserts want floats.

# %%
import decimal
from decimal import Decimal, InvalidOperation

decimal.getcontext().prec = 40
UNDEFINED = Decimal("NaN")   # my convention for 0/0


def _ratio(a, b):
    try:
        return Decimal(a) / Decimal(b)
    except InvalidOperation:     # that's what decimal raises for 0/0
        return UNDEFINED


def precision_recall_f1(y_true, y_pred):
    pairs = [(int(a), int(b)) for a, b in zip(y_true, y_pred)]
    tp, fp, fn = pairs.count((1, 1)), pairs.count((0, 1)), pairs.count((1, 0))
    p = _ratio(tp, tp + fp)
    r = _ratio(tp, tp + fn)
    f = UNDEFINED if p.is_nan() or r.is_nan() else _ratio(2 * p * r, p + r)
    return tuple(map(float, (p, r, f)))

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
import math
p, r, f = precision_recall_f1([1, 0], [0, 0])
assert math.isnan(p) and r == 0.0 and math.isnan(f)
