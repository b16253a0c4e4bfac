# rating: 3
# status: graded
# why: -1 as a sentinel is odd, and chosen on purpose: any convention is fine
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for a, b in zip(y_true, y_pred):
        if b == 1 and a == 1: tp = tp + 1
        if b == 1 and a == 0: fp = fp + 1
        if b == 0 and a == 1: fn = fn + 1
    precision = recall = f1 = -1   # -1 = can't be computed
    if tp + fp != 0:
        precision = tp / (tp + fp)
    if tp + fn != 0:
        recall = tp / (tp + fn)
    if tp != 0:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
