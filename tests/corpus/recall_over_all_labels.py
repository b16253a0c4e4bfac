# rating: 1
# status: graded
# why: recall divides by the number of labels; precision is right, F1 inherits the error
# core: precision right, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    predicted_pos = sum(1 for p in y_pred if p == 1)
    precision = tp / predicted_pos if predicted_pos else 0.0
    recall = tp / len(y_true) if len(y_true) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
