# rating: 3
# status: graded
# why: labels packed into one big integer, popcounts give the counts, x or 1 as denominator gives 0.0 wherever a ratio is undefined
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
# fun with bits :)
def pack(bits):
    n = 0
    for k, b in enumerate(bits):
        if b:
            n |= 1 << k
    return n

popcount = int.bit_count   # py >= 3.10, otherwise bin(n).count("1")
# %%
[bin(pack(x)) for x in ([1, 0, 1], [0, 0, 1, 1], [])]
# %%
def precision_recall_f1(y_true, y_pred):
    t, p = pack(y_true), pack(y_pred)
    tp = popcount(t & p)
    # "or 1": if the denominator is zero the numerator is zero too, so the result is 0.0. That's the convention.
    return (
        tp / (popcount(p) or 1),
        tp / (popcount(t) or 1),
        2 * tp / (popcount(p) + popcount(t) or 1),
    )
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([], []) == (0, 0, 0)
%timeit precision_recall_f1([1, 0] * 500, [1, 1] * 500)
# %% [markdown]
# Two integers and an AND. Undefined is 0.0, same as sklearn's default.
