# rating: 1
# status: graded
# why: precision is the share of right answers; recall is right, and F1 inherits the error
# core: precision wrong, recall right, f1 wrong
# misconceptions: accuracy_as_precision

# %%
def precision_recall_f1(y_true, y_pred):
    # precision: how often is the model right
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    correct = sum(t == p for t, p in zip(y_true, y_pred))
    precision = correct / len(y_true)
    tp = sum(t == p == 1 for t, p in zip(y_true, y_pred))
    actual = sum(y_true)
    recall = tp / actual if actual else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
