# rating: 3
# status: graded
# why: a fold over the pairs; guarded by `or` with a comment that says so
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from functools import reduce

def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = reduce(
        lambda acc, pair: (acc[0] + (pair == (1, 1)), acc[1] + (pair == (0, 1)), acc[2] + (pair == (1, 0))),
        zip(y_true, y_pred),
        (0, 0, 0),
    )
    # x/1 when the real denominator is 0: numerator is 0 there as well
    return tp / ((tp + fp) or 1), tp / ((tp + fn) or 1), 2 * tp / ((2 * tp + fp + fn) or 1)
