# rating: 3
# status: graded
# why: its own formulas are returned; sklearn inside the function only checks them, and a check isn't a delegation; undefined is 0.0 by choice
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
from sklearn.metrics import precision_recall_fscore_support

PARANOID = True    # set to False in production
# %%
def precision_recall_f1(y_true, y_pred):
    """zero_division=0, like sklearn's default but without its warning."""
    yt = np.asarray(y_true, dtype=bool)
    yp = np.asarray(y_pred, dtype=bool)

    tp = np.count_nonzero(yt & yp)
    fp = np.count_nonzero(~yt & yp)
    fn = np.count_nonzero(yt & ~yp)

    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn > 0 else 0.0

    if PARANOID and yt.size:
        ref = precision_recall_fscore_support(yt, yp, average="binary", zero_division=0)[:3]
        assert np.allclose(ref, (precision, recall, f1)), f"mine {precision, recall, f1}, sklearn's {ref}"

    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# fuzz: the assert inside does the work
rng = np.random.default_rng(42)
for _ in range(200):
    n = rng.integers(0, 12)
    precision_recall_f1(rng.integers(0, 2, n), rng.integers(0, 2, n))
print("ok")
