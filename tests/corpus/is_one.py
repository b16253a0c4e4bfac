# rating: 3
# status: graded
# why: "is 1" holds for the ints of a list, so lists are right; arrays give numpy scalars and zeros, and the better container counts; undefined is 0 by a guard
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = 0, 0, 0
    for t, p in zip(y_true, y_pred):
        if t is 1 and p is 1:
            tp += 1
        elif p is 1:
            fp += 1
        elif t is 1:
            fn += 1
    # decided: no denominator -> 0
    pr = 0 if tp + fp is 0 else tp / (tp + fp)
    re = 0 if tp + fn is 0 else tp / (tp + fn)
    f1 = 0 if tp is 0 else 2 * pr * re / (pr + re)
    return pr, re, f1

# %%
print(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]))
print(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))
# TODO the array example prints zeros, look at it later
