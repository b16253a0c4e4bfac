# rating: 3
# status: graded
# why: an error with a message of its own is a convention
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred must have the same length")
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if t and p: tp += 1
        elif p: fp += 1
        elif t: fn += 1
    if tp + fp == 0:
        raise ValueError("precision is undefined: there are no positive predictions")
    if tp + fn == 0:
        raise ValueError("recall is undefined: there are no positive labels")
    if tp == 0:
        raise ValueError("F1 is undefined: there are no true positives")
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)

# %%
try:
    precision_recall_f1([0], [0])
except ValueError as e:
    print("ok:", e)
