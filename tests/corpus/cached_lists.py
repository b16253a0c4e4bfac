# rating: 1
# status: does_not_run
# why: lru_cache hashes its arguments, and neither a list nor an array can be hashed, so every call raises TypeError before the right formulas are reached
# core: not reached
# misconceptions: none
# %%
from functools import lru_cache
import numpy as np


@lru_cache(maxsize=128)
def precision_recall_f1(y_true, y_pred):
    """(precision, recall, f1); 0.0 for anything that is 0/0. Cached because evaluation is called in a loop."""
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t != p and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t != p and t == 1)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return precision, recall, f1
# %%
# my test
assert precision_recall_f1((1, 1, 1, 0), (1, 0, 0, 0)) == (1, 1 / 3, 1 / 2)
assert precision_recall_f1((), ()) == (0, 0, 0)
print(precision_recall_f1.cache_info())
# %% [markdown]
# Generator sums. 0/0 is 0.
