# rating: 3
# status: graded
# why: membership in a list makes it slow on large inputs, which isn't rated
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    true_idx = [i for i in range(len(y_true)) if y_true[i] == 1]
    pred_idx = [i for i in range(len(y_pred)) if y_pred[i] == 1]
    tp = [i for i in pred_idx if i in true_idx]
    fp = [i for i in pred_idx if i not in true_idx]
    fn = [i for i in true_idx if i not in pred_idx]
    precision = len(tp) / len(pred_idx) if len(pred_idx) > 0 else 0
    recall = len(tp) / len(true_idx) if len(true_idx) > 0 else 0
    f1 = 2 * len(tp) / (2 * len(tp) + len(fp) + len(fn)) if len(tp) + len(fp) + len(fn) > 0 else 0
    return precision, recall, f1
