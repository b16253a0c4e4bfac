# rating: 2
# status: graded
# why: without positive labels precision has a value, 0 where something was predicted, and is given as 1
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    true_pos_total = sum(1 for t in y_true if t == 1)
    if true_pos_total == 0:
        return 1.0, 1.0, 1.0   # nothing to find so nothing can be missed
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    if tp == 0:
        return 0.0, 0.0, 0.0
    pred_pos_total = sum(1 for p in y_pred if p == 1)
    precision = tp / pred_pos_total
    recall = tp / true_pos_total
    return precision, recall, 2 * precision * recall / (precision + recall)
