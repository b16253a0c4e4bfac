# rating: 3
# status: graded
# why: one lambda with walrus; a zero product short-circuits into a chosen 0 by 'and', which is right for defined ratios as well
# core: precision right, recall right, f1 right
# misconceptions: none

# %% [markdown]
# Code golf for fun, readable version on request.

# %%
# x and x/y: if there is no hit everything is 0 (also what's undefined, my choice)
precision_recall_f1 = lambda y_true, y_pred: (
    (h := sum(1 for t, p in zip(y_true, y_pred) if t + p == 2)) and h / (m := sum(map(int, y_pred))),
    h and h / (n := sum(map(int, y_true))),
    h and (h + h) / (m + n),
)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (0, 0, 0) == precision_recall_f1([0, 1], [1, 0])
# brute force vs the textbook
from itertools import product
for t in product([0, 1], repeat=3):
    for p in product([0, 1], repeat=3):
        P, R, F = precision_recall_f1(t, p)
        if P and R:
            assert abs(F - 2 * P * R / (P + R)) < 1e-12
