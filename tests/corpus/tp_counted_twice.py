# rating: 1
# status: graded
# why: the actual positives already hold the true positives, and tp is added again in recall; precision likewise
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pred_pos = sum(1 for p in y_pred if p == 1)
    act_pos = sum(1 for t in y_true if t == 1)
    precision = tp / (tp + pred_pos) if tp + pred_pos else 0.0
    recall = tp / (tp + act_pos) if tp + act_pos else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
