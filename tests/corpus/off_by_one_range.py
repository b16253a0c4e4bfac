# rating: 1
# status: graded
# why: the loop stops before the last pair
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for i in range(len(y_true) - 1):
        if y_true[i] == 1 and y_pred[i] == 1:
            tp += 1
        elif y_pred[i] == 1:
            fp += 1
        elif y_true[i] == 1:
            fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
