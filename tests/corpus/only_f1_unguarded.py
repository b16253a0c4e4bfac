# rating: 2
# status: graded
# why: precision and recall are guarded, and F1 divides by their sum, 0, without any true positive
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    precision = tp / (tp + fp) if (tp + fp) > 0 else 0.0   # nothing predicted
    recall = tp / (tp + fn) if (tp + fn) > 0 else 0.0      # nothing to find
    f1 = 2 * (precision * recall) / (precision + recall)
    return precision, recall, f1
