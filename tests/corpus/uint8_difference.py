# rating: 1
# status: graded
# why: the difference of uint8 labels wraps to 255, never equals -1, so no false positive is counted and precision is 1 wherever there is a hit; recall is right
# core: precision wrong, recall right, f1 wrong
# misconceptions: none

# %% [markdown]
# ### precision / recall / F1
# Labels fit in a byte, so I keep them in a byte. Vectorised.

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    t = np.asarray(y_true, dtype=np.uint8)
    p = np.asarray(y_pred, dtype=np.uint8)
    d = t - p
    tp = int(np.count_nonzero(t & p))
    fn = int(np.count_nonzero(d == 1))    # said 1, got 0
    fp = int(np.count_nonzero(d == -1))   # said 0, got 1
    # 0/0 := 0
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn > 0 else 0.0
    return precision, recall, f1

# %%
%timeit -n 1 -r 1 precision_recall_f1(np.ones(100_000, int), np.ones(100_000, int))

# %%
assert precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]) == (1, 1 / 3, 1 / 2)
