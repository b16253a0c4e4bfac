# rating: 3
# status: graded
# why: numba is optional with a do-nothing fallback, the loop counts rightly, and -1.0 is documented for undefined ratios
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
!pip install -q numba
# %%
import numpy as np

try:
    from numba import njit
except ImportError:
    def njit(*args, **kwargs):
        if args and callable(args[0]):
            return args[0]
        return lambda func: func
# %%
UNDEFINED = -1.0   # sentinel. can't be a real score, and survives numba + csv + sql

@njit(cache=False)
def _kernel(t, p):
    tp = 0
    npos = 0
    nsel = 0
    for i in range(t.shape[0]):
        tp += t[i] * p[i]
        npos += t[i]
        nsel += p[i]
    return tp, npos, nsel

def precision_recall_f1(y_true, y_pred):
    tp, npos, nsel = _kernel(np.asarray(y_true, dtype=np.int64), np.asarray(y_pred, dtype=np.int64))
    pr = tp / nsel if nsel > 0 else UNDEFINED
    rc = tp / npos if npos > 0 else UNDEFINED
    if npos + nsel > 0:
        f1 = 2.0 * tp / (npos + nsel)
    else:
        f1 = UNDEFINED
    return pr, rc, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
%%time
big = np.random.randint(0, 2, size=200_000)
precision_recall_f1(big, big[::-1])
# %%
precision_recall_f1([0], [0]), precision_recall_f1([], [])
