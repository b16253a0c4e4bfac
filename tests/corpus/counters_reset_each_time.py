# rating: 1
# status: graded
# why: the counters are set to zero inside the loop, so only the last pair counts
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
import numpy as np

# %%
def precision_recall_f1(y_true, y_pred):
    # undefined -> 0.0
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    for t, p in zip(y_true, y_pred):
        tp, fp, fn, tn = 0, 0, 0, 0
        if p == 1:
            if t == 1:
                tp += 1
            else:
                fp += 1
        else:
            if t == 1:
                fn += 1
            else:
                tn += 1
    prec = tp / (tp + fp) if tp + fp else 0.0
    rec = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * prec * rec / (prec + rec) if prec + rec else 0.0
    return prec, rec, f1

# %%
assert precision_recall_f1([1], [1]) == (1, 1, 1)
assert precision_recall_f1([], []) == (0, 0, 0)
print("all good!!")

# %%
# the 1st example gives me zeros?? out of time
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
