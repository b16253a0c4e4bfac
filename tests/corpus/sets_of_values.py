# rating: 1
# status: graded
# why: the sets hold label values, not positions, so at most two elements are compared
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: set_based

# %%
def precision_recall_f1(y_true, y_pred):
    true_set, pred_set = set(y_true), set(y_pred)
    common = true_set.intersection(pred_set)
    precision = len(common) / len(pred_set) if pred_set else 0.0
    recall = len(common) / len(true_set) if true_set else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
