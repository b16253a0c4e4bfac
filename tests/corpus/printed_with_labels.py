# rating: 2
# status: graded
# why: the numbers are right, and printed instead of returned
# core: open
# misconceptions: printed_only

# %%
def precision_recall_f1(y_true, y_pred):
    tp = 0; fp = 0; fn = 0
    for i in range(len(y_true)):
        if y_pred[i] == 1 and y_true[i] == 1: tp += 1
        if y_pred[i] == 1 and y_true[i] == 0: fp += 1
        if y_pred[i] == 0 and y_true[i] == 1: fn += 1
    precision = tp / (tp + fp) if tp + fp != 0 else 0.0
    recall = tp / (tp + fn) if tp + fn != 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall != 0 else 0.0
    print("Precision:", precision)
    print("Recall:", recall)
    print("F1 score:", f1)

# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
