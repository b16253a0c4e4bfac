# rating: 3
# status: graded
# why: `if not y_true` raises for arrays of two or more, `+` adds arrays up; lists are right everywhere
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    if not y_true or not y_pred:
        return (0.0, 0.0, 0.0)
    all_pred = y_pred.count(1)
    all_true = y_true.count(1)
    tp = [a + b for a, b in zip(y_true, y_pred)].count(2)
    precision = tp / all_pred if all_pred else 0.0
    recall = tp / all_true if all_true else 0.0
    f1 = 2 * tp / (all_pred + all_true) if all_pred + all_true else 0.0
    return (precision, recall, f1)
