# rating: 1
# status: does_not_run
# why: lru_cache can't hash a list or an array, so every call raises TypeError
# core: not reached
# misconceptions: none

# %%
from functools import lru_cache

@lru_cache(maxsize=None)
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    precision = tp / sum(y_pred) if sum(y_pred) else 0.0
    recall = tp / sum(y_true) if sum(y_true) else 0.0
    return precision, recall, (2 * precision * recall / (precision + recall) if tp else 0.0)
