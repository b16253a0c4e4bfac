# rating: 3
# status: graded
# why: 1.0 for an undefined precision or recall is a convention, and F1 follows from the two
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    # vacuous truth: with no predicted positives every predicted positive was correct -> 1.0
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    n_pred = sum(1 for p in y_pred if p == 1)
    n_true = sum(1 for t in y_true if t == 1)
    precision = 1.0 if n_pred == 0 else tp / n_pred
    recall = 1.0 if n_true == 0 else tp / n_true
    f1 = 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
    return precision, recall, f1
