# rating: null
# status: ambiguous_function
# why: two functions of other names fit, and they differ; a person chooses
# core: not reached
# misconceptions: none

# %%
def metrics_loop(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    p = tp / sum(y_pred) if sum(y_pred) else 0.0
    r = tp / sum(y_true) if sum(y_true) else 0.0
    return p, r, (2 * p * r / (p + r) if tp else 0.0)

# %%
import numpy as np
def metrics_fast(y_true, y_pred):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    tp = (t * p).sum()
    return tp / p.sum(), tp / t.sum(), 2 * tp / (p.sum() + t.sum())
