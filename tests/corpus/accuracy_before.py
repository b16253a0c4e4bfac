# rating: 3
# status: graded
# why: accuracy stands before the three, which are right and in order; something beside is no dress of the contract
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    n = len(y_true)
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    right = sum(1 for t, p in zip(y_true, y_pred) if t == p)
    accuracy = right / n if n else 0.0
    precision = tp / sum(y_pred) if sum(y_pred) else 0.0
    recall = tp / sum(y_true) if sum(y_true) else 0.0
    f1 = 2 * tp / (sum(y_pred) + sum(y_true)) if sum(y_pred) + sum(y_true) else 0.0
    return accuracy, precision, recall, f1
