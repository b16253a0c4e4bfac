# rating: 1
# status: graded
# why: it returns the mean over random resamples, near the right numbers and another answer each time (other: an estimate in place of the value)
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
import numpy as np

B = 200   # resamples

def precision_recall_f1(y_true, y_pred):
    """Bootstrap estimates. A point estimate alone is not honest for n = 8.

    Resamples in which a ratio is undefined are left out; if there are none left (or no data) the result is 0.
    """
    y, z = np.asarray(y_true, dtype=float), np.asarray(y_pred, dtype=float)
    n = len(y)
    if n == 0:
        return 0.0, 0.0, 0.0
    idx = np.random.default_rng().integers(0, n, size=(B, n))
    ys, zs = y[idx], z[idx]
    tp, pos, pred = (ys * zs).sum(axis=1), ys.sum(axis=1), zs.sum(axis=1)

    def boot_mean(num, den):
        ok = den > 0
        return float(np.mean(num[ok] / den[ok])) if ok.any() else 0.0

    return boot_mean(tp, pred), boot_mean(tp, pos), boot_mean(2 * tp, pos + pred)

# %%
[precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]) for _ in range(3)]

# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3), atol=0.1)
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3), atol=0.1)
