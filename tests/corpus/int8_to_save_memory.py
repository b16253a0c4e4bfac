# rating: 2
# status: graded
# why: right and guarded until a count passes 127, where the int8 dot product overflows and long inputs get wrong numbers: an unusual input, not another idea of the metric
# core: open
# misconceptions: none
# %%
import numpy as np
import gc

def reduce_mem(a):
    """labels fit in one byte"""
    return np.asarray(a, dtype=np.int8)
# %%
def precision_recall_f1(y_true, y_pred):
    t, p = reduce_mem(y_true), reduce_mem(y_pred)
    tp = int(t @ p)
    fp = int((1 - t) @ p)
    fn = int(t @ (1 - p))
    # zero division -> 0.0 (same as sklearn)
    precision = tp / (tp + fp) if tp + fp != 0 else 0.0
    recall = tp / (tp + fn) if tp + fn != 0 else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn != 0 else 0.0
    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([0, 1], [1, 0]) == (0, 0, 0)
x = np.zeros(10_000_000, dtype=np.int8); print(x.nbytes / 2**20, 'MB instead of', x.nbytes * 8 / 2**20)
del x; gc.collect()
