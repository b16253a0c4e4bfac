# rating: 3
# status: graded
# why: one try around all three: with no true positive every ratio that has a value is 0, so zeros are right
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = len([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1])
    fp = len([1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1])
    fn = len([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0])
    try:
        precision = tp / (tp + fp)
        recall = tp / (tp + fn)
        f1 = 2 * precision * recall / (precision + recall)
    except ZeroDivisionError:
        return 0.0, 0.0, 0.0
    return precision, recall, f1
