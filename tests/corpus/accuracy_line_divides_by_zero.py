# rating: 2
# status: graded
# why: an accuracy that nobody asked for divides by the number of labels, so empty input raises
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = tn = fp = fn = 0
    for y, yhat in zip(y_true, y_pred):
        if y == 1 and yhat == 1: tp += 1
        if y == 0 and yhat == 0: tn += 1
        if y == 0 and yhat == 1: fp += 1
        if y == 1 and yhat == 0: fn += 1
    acc = (tp + tn) / len(y_true)
    print("accuracy:", acc)
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return precision, recall, f1
