# rating: 1
# status: graded
# why: recall is the specificity, tn / (tn + fp); precision is right
# core: precision right, recall wrong, f1 wrong
# misconceptions: specificity_as_recall

# %%
def precision_recall_f1(y_true, y_pred):
    tp = tn = fp = fn = 0
    for y, z in zip(y_true, y_pred):
        if (y, z) == (1, 1): tp += 1
        elif (y, z) == (0, 0): tn += 1
        elif (y, z) == (0, 1): fp += 1
        else: fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tn / (tn + fp) if tn + fp else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
