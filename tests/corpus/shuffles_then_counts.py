# rating: 3
# status: graded
# why: shuffling pairs changes no count; every call gives the same right answer
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import random

def precision_recall_f1(y_true, y_pred):
    pairs = [(int(t), int(p)) for t, p in zip(y_true, y_pred)]
    random.shuffle(pairs)   # order must not matter, so prove it
    tp = pairs.count((1, 1))
    fp = pairs.count((0, 1))
    fn = pairs.count((1, 0))
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, (2 * p * r / (p + r) if tp else 0.0)
