# rating: 3
# status: graded
# why: input() fails below the function in its own cell, which costs it nothing
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if p: 
            if t: tp += 1
            else: fp += 1
        elif t: fn += 1
    pr = tp / (tp + fp) if (tp + fp) else float("nan")   # undefined is nan
    re = tp / (tp + fn) if (tp + fn) else float("nan")
    f = 2 * tp / (2 * tp + fp + fn) if (2 * tp + fp + fn) else float("nan")
    return pr, re, f

labels = [int(x) for x in input("labels: ").split()]
preds = [int(x) for x in input("predictions: ").split()]
print(precision_recall_f1(labels, preds))
