# rating: 3
# status: graded
# why: labels packed into one int each and counted by popcount; 'or 1' in the denominator is a chosen 0/1 = 0 and changes no defined ratio
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
# embedded guy, so: bits.

def _pack(bits):
    """[1, 0, 1] -> 0b101"""
    s = "".join("1" if b else "0" for b in bits)
    return int(s or "0", 2)

def _popcount(x):
    return bin(x).count("1")

def precision_recall_f1(y_true, y_pred):
    t, p = _pack(y_true), _pack(y_pred)
    tp = _popcount(t & p)
    fp = _popcount(p & ~t)
    fn = _popcount(t & ~p)
    # '... or 1': if the denominator is 0 so is the numerator -> 0/1 = 0. That's my convention.
    return (tp / (tp + fp or 1),
            tp / (tp + fn or 1),
            (tp << 1) / ((tp << 1) + (t ^ p).bit_count() or 1))

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert _pack([]) == 0
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([0, 0, 1], [0, 0, 1]) == (1, 1, 1)   # leading zeros don't matter
