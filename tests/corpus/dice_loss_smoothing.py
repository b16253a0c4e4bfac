# rating: 2
# status: graded
# why: a smoothing term of 0.001 above and below the line moves every number a little and makes a 0 into something else
# core: open
# misconceptions: epsilon_fudged

# %%
# copied the habit from my dice loss
import numpy as np

SMOOTH = 1e-3

def precision_recall_f1(y_true, y_pred, smooth=SMOOTH):
    t = np.asarray(y_true, dtype=np.float32).flatten()
    p = np.asarray(y_pred, dtype=np.float32).flatten()
    tp = float((t * p).sum())
    # smooth: empty vs. empty is a perfect match => 1
    precision = (tp + smooth) / (float(p.sum()) + smooth)
    recall = (tp + smooth) / (float(t.sum()) + smooth)
    f1 = (2 * tp + smooth) / (float(t.sum()) + float(p.sum()) + smooth)
    return precision, recall, f1

# %%
def check(got, want):
    assert np.allclose(got, want, atol=1e-2), (got, want)

check(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
check(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
check(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
check(precision_recall_f1([], []), (1, 1, 1))
