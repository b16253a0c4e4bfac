# rating: 3
# status: graded
# why: the counters of false positives and false negatives carry each other's name, and the formulas use them so, too: the numbers are right; zeros where undefined
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    TP = FP = FN = 0
    for i in range(len(y_true)):
        if y_true[i] == y_pred[i] == 1:
            TP += 1
        elif y_true[i] > y_pred[i]:
            FP += 1     # positive that came out false
        elif y_true[i] < y_pred[i]:
            FN += 1     # negative that came out false
    try:
        precision = TP / (TP + FN)
    except ZeroDivisionError:
        precision = 0.0   # I want 0 then
    try:
        recall = TP / (TP + FP)
    except ZeroDivisionError:
        recall = 0.0
    try:
        f1 = 2 * TP / (2 * TP + FN + FP)
    except ZeroDivisionError:
        f1 = 0.0
    return precision, recall, f1

# %%
# tests
assert precision_recall_f1([1, 1], [1, 0])[0] == 1
assert precision_recall_f1([1, 1], [1, 0])[1] == 0.5
assert precision_recall_f1([0, 1], [1, 1])[0] == .5
