# rating: 3
# status: graded
# why: the three numbers come first and in order; accuracy after them is only beside
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    n = len(y_true)
    tp = fp = fn = tn = 0
    for t, p in zip(y_true, y_pred):
        if p == 1:
            if t == 1: tp += 1
            else: fp += 1
        else:
            if t == 1: fn += 1
            else: tn += 1
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
    accuracy = (tp + tn) / n if n > 0 else 0.0
    return precision, recall, f1, accuracy
