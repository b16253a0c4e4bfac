# rating: 3
# status: graded
# why: ~ on integers gives -1 and -2, but their lowest bit is what & with a 0 or 1 keeps, so the counts are right; 0 where undefined, said in a comment
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.array(y_true, dtype=int)
    p = np.array(y_pred, dtype=int)
    tp = (t & p).sum()
    fp = (~t & p).sum()
    fn = (t & ~p).sum()
    # max(1, ..) : if the denominator is 0 the numerator is 0 as well -> score 0
    return tp / max(1, tp + fp), tp / max(1, tp + fn), 2 * tp / max(1, 2 * tp + fp + fn)

# %%
~np.array([0, 1])   # careful: not booleans! still ok after the &

# %%
rng = np.random.default_rng(3)
a, b = rng.integers(0, 2, 50), rng.integers(0, 2, 50)
from sklearn.metrics import precision_score, recall_score, f1_score
assert np.allclose(precision_recall_f1(a, b), (precision_score(a, b), recall_score(a, b), f1_score(a, b)))
