# rating: 1
# status: graded
# why: precision and recall exchanged, and F1 their plain mean
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: swapped_precision_recall, arithmetic_mean_f1

# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = 0, 0, 0
    for t, p in zip(y_true, y_pred):
        if t == 1 and p == 1: tp += 1
        elif t == 1 and p == 0: fp += 1     # positive, but falsely predicted
        elif t == 0 and p == 1: fn += 1
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = (precision + recall) / 2
    return precision, recall, f1
