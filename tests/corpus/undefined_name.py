# rating: 1
# status: does_not_run
# why: a misspelt name raises NameError on every call
# core: not reached
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    true_pos = 0
    false_pos = 0
    false_neg = 0
    for i in range(len(y_true)):
        if y_true[i] == 1 and y_pred[i] == 1:
            true_pos += 1
        elif y_true[i] == 0 and y_pred[i] == 1:
            false_pos += 1
        elif y_true[i] == 1 and y_pred[i] == 0:
            false_neg += 1
    precision = true_pos / (true_pos + false_pos) if true_pos + false_pos else 0
    recall = true_pos / (true_pos + false_negs) if true_pos + false_neg else 0
    f1 = 2 * precision * recall / (precision + recal) if precision + recall else 0
    return precision, recall, f1
