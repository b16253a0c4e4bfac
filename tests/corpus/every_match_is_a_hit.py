# rating: 1
# status: graded
# why: equal pairs count as true positives, so true negatives are hits: tp + tn over tp + tn + fp, and over tp + tn + fn
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: true_negatives_as_hits

# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if t == p:
            tp += 1
        elif p == 1:
            fp += 1
        else:
            fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
